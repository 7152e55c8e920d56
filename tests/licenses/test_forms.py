"""What the form of a license takes and what it refuses."""

from datetime import date
from html import unescape

import pytest

from ceapp.boards import catalog
from ceapp.licenses import forms
from ceapp.licenses.details import Details, Reply
from ceapp.licenses.forms import license_form
from ceapp.licenses.models import Answer
from ceapp.licenses.questions import Questions, questions

TODAY = date(2026, 11, 22)
SOUND = {
    "number": "LCSW 12345",
    "issued": "5/20/2019",
    "expires": "Mar 31, 2027",
    "starts": "",
    "done-telehealth": "yes",
    "year-telehealth": "2023",
    "done-suicide": "no",
    "done-hiv-aids": "unsure",
}

YEAR = "Year of the 3 hours on telehealth"
YEAR_WITHOUT_YES = forms.YEAR_WITHOUT_YES.format(
    label="Year of the 6 hours on suicide risk assessment, treatment and management"
)


@pytest.fixture
def filled(app):
    """Fill the form of a California LCSW with what a browser would send, and validate it."""
    app.config["WTF_CSRF_ENABLED"] = False
    credential = catalog.load("us-ca-lcsw")
    asked = questions(credential, catalog.topics(), catalog.circumstances(), today=TODAY)

    def fill(**typed):
        data = {**SOUND, **{name.replace("__", "-"): text for name, text in typed.items()}}
        with app.test_request_context(method="POST", data=data):
            form = license_form(asked, today=TODAY)
            form.validate()
            return form

    return fill


def test_what_was_said_becomes_details(filled):
    form = filled(fact__supervisor="y", starts="June 1, 2025")
    assert form.problems() == []
    assert form.details() == Details(
        expires=date(2027, 3, 31),
        number="LCSW 12345",
        issued=date(2019, 5, 20),
        starts=date(2025, 6, 1),
        facts={"supervisor": True},
        replies={
            "telehealth": Reply(Answer.YES, 2023),
            "suicide": Reply(Answer.NO),
            "hiv-aids": Reply(Answer.UNSURE),
        },
    )


def test_only_the_expiration_date_is_needed_and_nobody_is_taken_to_have_answered(filled):
    form = filled(
        number="",
        issued=" ",
        done__telehealth="unsure",
        year__telehealth="",
        done__suicide="unsure",
    )
    assert form.problems() == []
    said = form.details()
    assert (said.number, said.issued, said.starts) == ("", None, None)
    assert said.facts == {"supervisor": False}
    assert {reply.answer for reply in said.replies.values()} == {Answer.UNSURE}


@pytest.mark.parametrize(
    ("field", "text", "fault"),
    [
        ("number", "9" * 61, "License number has 61 characters; 60 is the most"),
        ("issued", "soon", "Issue date must be a date, like 11/20/2026 or Nov 20, 2026"),
        ("issued", "11/23/2026", forms.ISSUED_LATER),
        ("issued", "5/20/1949", forms.ISSUED_LONG_AGO),
        ("expires", "", "Expiration date must be given, as in 11/20/2026 or Nov 20, 2026"),
        ("expires", "2/30/2027", "Expiration date must be a real date: February 2027 has 28 days"),
        ("expires", "May 20, 2019", "Expiration date must be after the issue date, May 20, 2019"),
        ("expires", "11/23/2036", forms.EXPIRES_FAR_AHEAD),
        ("expires", "11/21/2006", forms.EXPIRED_LONG_AGO),
        (
            "starts",
            "April 1, 2027",
            "First day of this period must not be after the expiration date, March 31, 2027",
        ),
        (
            "starts",
            "3/30/2021",
            forms.STARTS_EARLY.format(expires="March 31, 2027"),
        ),
        ("done__suicide", "maybe", forms.NOT_AN_ANSWER),
        ("year__telehealth", "'23", f"{YEAR} must have four digits, like 2023"),
        ("year__telehealth", "٢٠٢٣", f"{YEAR} must have four digits, like 2023"),
        ("year__telehealth", "2027", f"{YEAR} must be from 1950 to 2026, not 2027"),
        ("year__telehealth", "1949", f"{YEAR} must be from 1950 to 2026, not 1949"),
        ("year__suicide", "2020", YEAR_WITHOUT_YES),
    ],
)
def test_a_fault_is_named_once_at_its_field_and_what_was_typed_is_kept(filled, field, text, fault):
    form = filled(**{field: text})
    name = field.replace("__", "-")
    assert [problem.text for problem in form.problems()] == [fault]
    assert form.problems()[0].anchor.removesuffix("-0") == name
    if not name.startswith("done-"):  # none of the three choices is then chosen
        assert text in unescape(str(form[name]()))


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("issued", "11/22/2026"),
        ("expires", "11/22/2036"),
        ("expires", "5/21/2019"),
        ("starts", "3/31/2027"),
        ("starts", "March 31, 2021"),
        ("year__telehealth", "2026"),
        ("year__telehealth", "1950"),
        ("number", "9" * 60),
    ],
)
def test_what_lies_just_within_the_bounds_is_taken(filled, field, text):
    extra = {"expires": "11/22/2028"} if field == "issued" else {}
    assert filled(**{field: text, **extra}).problems() == []


def test_a_faulty_expiration_date_is_not_blamed_on_the_other_dates(filled):
    form = filled(expires="3/31/2047", starts="4/1/2025")
    assert [problem.anchor for problem in form.problems()] == ["expires"]


def test_the_last_application_is_asked_only_where_a_board_counts_from_it(app, filled):
    assert "applied" not in filled()
    app.config["WTF_CSRF_ENABLED"] = False
    asked = Questions(facts=(), one_time=(), application=True)
    for typed, fault in {
        "3/10/2025": [],
        "": [],
        "11/23/2026": [forms.APPLIED_LATER],
        "3/10/2005": [forms.APPLIED_LONG_AGO.format(expires="March 31, 2027")],
    }.items():
        data = {"expires": "3/31/2027", "applied": typed}
        with app.test_request_context(method="POST", data=data):
            form = license_form(asked, today=TODAY)
            form.validate()
            assert list(form.applied.errors) == fault, typed
            if not fault:
                said = form.details().applied
                assert said == (date(2025, 3, 10) if typed else None)
