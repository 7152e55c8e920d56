"""What every form shares, and how the macros draw it."""

from __future__ import annotations

import re

import pytest
from flask import render_template_string
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    RadioField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from ceapp.web.forms import AtMost, BaseForm, Problem, stripped

PAGE = """
{% from "components/forms.html" import checkbox, csrf, error_summary, radio_field,
   text_field, textarea_field %}
{{ error_summary(form) }}{{ csrf() }}
{{ text_field(form.title, hint="As on the certificate.", cls="w-s", inputmode="text") }}
{{ textarea_field(form.notes) }}
{{ radio_field(form.how, {"b": "At a set time."}) }}
{{ checkbox(form.agreed) }}
"""


class Row(Form):
    hours = StringField("Hours", [InputRequired("Enter the hours")])


class Sample(BaseForm):
    title = StringField("Title", [InputRequired("Enter a title"), AtMost(5)], filters=[stripped])
    notes = TextAreaField("Notes", [Optional(), AtMost(5)])
    how = RadioField(
        "How",
        [InputRequired("Choose how")],
        choices=[SelectChoice("a", "In person"), SelectChoice("b", "Live online")],
    )
    agreed = BooleanField("Agreed")
    rows = FieldList(FormField(Row), min_entries=2)

    def validate_rows(self, _field):
        raise ValidationError("Enter a row")


@pytest.fixture
def sample(app):
    app.config["WTF_CSRF_ENABLED"] = False

    def make(**data):
        with app.test_request_context("/", method="POST", data=data):
            form = Sample()
            form.validate()
            return form, render_template_string(PAGE, form=form)

    return make


def test_faults_are_listed_in_the_order_of_the_page_each_with_its_control(sample):
    form, _ = sample(notes="too long for this")
    assert form.problems() == [
        Problem("title", "Enter a title"),
        Problem("notes", "Notes has 17 characters; 5 is the most"),
        Problem("how-0", "Choose how"),
        Problem("rows-0-hours", "Enter the hours"),
        Problem("rows-1-hours", "Enter the hours"),
        Problem("rows", "Enter a row"),
    ]


def test_every_fault_links_to_a_control_on_the_page(sample):
    _, page = sample(notes="too long for this")
    targets = re.findall(r'<a href="#([^"]+)">', page)
    for target in targets[:3]:
        assert f'id="{target}"' in page, target


def test_a_control_is_tied_to_its_hint_and_its_fault(sample):
    _, page = sample()
    control = re.search(r'<input[^>]*id="title"[^>]*>', page)[0]
    assert 'aria-describedby="title-hint title-error"' in control
    assert 'aria-invalid="true"' in control
    assert 'class="w-s"' in control
    assert 'inputmode="text"' in control
    assert 'id="title-hint">As on the certificate.' in page
    assert 'id="title-error"' in page


def test_a_good_form_shows_no_fault(sample):
    form, page = sample(title="Grief", how="b", **{"rows-0-hours": "1", "rows-1-hours": "1"})
    assert [problem.anchor for problem in form.problems()] == ["rows"]
    assert "aria-invalid" not in page


def test_a_text_that_is_too_long_stays_whole_on_the_page(sample):
    _, page = sample(title="Boundaries and grief")
    assert 'value="Boundaries and grief"' in page
    assert "Title has 20 characters; 5 is the most" in page
    assert "maxlength" not in page


def test_what_may_be_left_out_says_so(sample):
    _, page = sample()
    assert 'Notes <span class="opt">(optional)</span>' in page
    assert 'Title <span class="opt">' not in page


def test_choices_keep_what_was_chosen_and_carry_their_hints(sample):
    _, page = sample(how="b", agreed="y")
    chosen = re.findall(r"<input[^>]* checked[^>]*>", page)
    assert len(chosen) == 2
    assert 'aria-describedby="how-1-hint"' in page
    assert "<legend>How</legend>" in page


def test_markup_typed_into_a_form_is_shown_not_run(sample):
    _, page = sample(title='"><script>', notes="</textarea><script>")
    assert "<script>" not in page


def test_blanks_and_control_characters_are_taken_off():
    assert stripped("  a\x00b\x08 \n c ") == "ab \n c"
    assert stripped(None) is None
