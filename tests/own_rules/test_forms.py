"""The forms ask for every key of the rule files, and give back what they were given."""

from datetime import date
from decimal import Decimal

import pytest
from werkzeug.datastructures import MultiDict

from ceapp.boards import catalog
from ceapp.own_rules import keys
from ceapp.own_rules.document import requirements_of, written
from ceapp.own_rules.fields import Checks
from ceapp.own_rules.forms import requirement_form, whole_form
from ceapp.own_rules.keys import Kind, keys_of_a_requirement, keys_of_the_whole
from ceapp.own_rules.places import as_slugs, as_words
from ceapp.own_rules.reading import read_own
from ceapp.rules.rule_text import parse
from tests.own_rules.making import TODAY

PATHS = list(catalog.paths())
ONE_OF_EACH_STATE = [PATHS[n] for n in range(0, len(PATHS), 5)]


def typed(form):
    """Give what a browser would send of a form as it is shown."""
    sent = MultiDict()
    for field in form:
        if isinstance(field, Checks):
            sent.setlist(field.name, field.data or [])
        else:
            sent[field.name] = field._value() if hasattr(field, "_value") else field.data
    return sent


def sent_back(app, make):
    """Show the form that `make` makes, and give it as it is when its own page is sent back."""
    with app.test_request_context():
        shown = typed(make())
    with app.test_request_context(method="POST", data=shown):
        form = make()
        form.meta.csrf = False
        del form["csrf_token"]
        assert form.validate(), form.errors
        return form


@pytest.mark.parametrize(
    "path", ONE_OF_EACH_STATE, ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_a_copy_that_nobody_changed_says_what_ours_says(app, path):
    document = parse(path.read_text(encoding="utf-8"))
    before = parse(path.read_text(encoding="utf-8"))
    form = sent_back(app, lambda: whole_form(as_words(document), TODAY))
    form.fill(document)
    as_slugs(document)
    needs = {rule["id"]: rule["id"] for rule in requirements_of(document) if "need" in rule}
    for rule in requirements_of(document):
        others = {key: key for key in needs if key != rule["id"]}
        sent_back(app, lambda rule=rule, others=others: requirement_form(rule, others, TODAY)).fill(
            rule
        )
    after, before = ({**one, "id": "own-1"} for one in (document, before))
    assert read_own(written(after)) == read_own(written(before))


def test_every_key_of_the_schema_has_a_field_or_a_way_of_its_own():
    whole = {key.path.partition(".")[0] for key in keys_of_the_whole()}
    rule = {key.path.partition(".")[0] for key in keys_of_a_requirement()}
    schema = keys._schema()

    assert whole | keys._OF_THE_WHOLE | keys.KEPT == set(schema["properties"])
    assert rule | keys._OF_A_REQUIREMENT == set(schema["$defs"]["requirement"]["properties"])


def test_a_key_that_is_new_in_the_schema_gets_a_field_by_itself(app):
    table = {
        "properties": {
            "least_minutes": {"type": "integer", "description": "A course shorter is nothing."},
            "only_on": {"type": "array", "items": {"enum": ["weekdays", "sundays"]}},
            "strict": {"type": "boolean", "default": True},
            "shape": {"oneOf": [{"type": "string"}, {"type": "object"}]},
        }
    }
    found = {key.path: key for key in keys._keys(table, frozenset())}

    assert {path: key.kind for path, key in found.items()} == {
        "least_minutes": Kind.NUMBER,
        "only_on": Kind.CHOICES,
        "strict": Kind.YES_NO,
    }
    assert found["only_on"].choices == {"weekdays": "Weekdays", "sundays": "Sundays"}
    assert found["strict"].default is True


def test_what_no_field_asks_for_stays_in_the_document(app):
    rule = {"id": "total", "need": 3, "cite": "x", "shape": {"new": 1}}
    sent_back(app, lambda: requirement_form(rule, {}, TODAY)).fill(rule)
    assert rule == {"id": "total", "need": 3, "cite": "x", "shape": {"new": 1}}


@pytest.mark.parametrize("written", ["March 31", "3/31", "Mar 31", "03-31"])
def test_a_day_of_the_year_is_read_as_people_type_it(app, written):
    with app.test_request_context(method="POST", data={"cycle__fixed_date": written}):
        form = whole_form(None, date(2026, 11, 22))
        form.validate()
        assert form["cycle__fixed_date"].data == "03-31"


def test_half_hours_stay_exact(app):
    rule = {"id": "total", "limit": Decimal("1.5"), "formats": ["self-paced"], "cite": "x"}
    before = dict(rule)
    sent_back(app, lambda: requirement_form(rule, {}, TODAY)).fill(rule)
    assert rule == before
