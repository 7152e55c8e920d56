"""The forms ask for every key of the rule files, and give back what they were given."""

from datetime import date
from decimal import Decimal

import pytest
from werkzeug.datastructures import MultiDict

from ceapp.boards import catalog
from ceapp.own_rules import keys, words
from ceapp.own_rules.document import written
from ceapp.own_rules.fields import Checks
from ceapp.own_rules.forms import whole_form
from ceapp.own_rules.keys import Kind, keys_of_a_requirement, keys_of_the_whole
from ceapp.own_rules.page import may_share_an_hour
from ceapp.own_rules.places import as_slugs, as_words
from ceapp.own_rules.reading import read_ours
from ceapp.own_rules.rows import Rows
from ceapp.own_rules.rule_form import requirement_form
from ceapp.rules.rule_text import parse
from tests.own_rules.making import TODAY

PATHS = list(catalog.paths())


def typed(form):
    """Give what a browser would send of a form as it is shown: boxes in the page's own order."""
    sent = MultiDict()
    for field in form:
        if isinstance(field, Rows):
            for row in field.entries:
                sent.update(typed(row.form))
        elif isinstance(field, Checks):
            sent.setlist(field.name, [box.data for box in field if box.checked])
        else:
            shown = field._value() if hasattr(field, "_value") else field.data
            sent[field.name] = shown.replace("\n", "\r\n")
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


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_copy_that_nobody_changed_says_what_ours_says(app, path):
    before = parse(path.read_text(encoding="utf-8"))
    document = parse(path.read_text(encoding="utf-8"))
    needs = may_share_an_hour(read_ours(path.read_text(encoding="utf-8")))
    sent_back(app, lambda: whole_form(as_words(document), TODAY, needs=needs)).fill(document)
    as_slugs(document)
    rules = document.get("requirement", [])
    names = {rule["id"]: rule["id"] for rule in rules if "need" in rule}
    for rule in rules:
        others = {key: key for key in names if key != rule["id"]}
        sent_back(app, lambda rule=rule, others=others: requirement_form(rule, others, TODAY)).fill(
            rule
        )
    assert document == before
    assert parse(written(document)) == before


def test_every_key_of_the_schema_has_a_field_or_a_way_of_its_own():
    schema = keys._schema()
    whole = paths(keys_of_the_whole())
    rule = paths(keys_of_a_requirement())

    assert whole | keys._OF_THE_WHOLE == in_the_schema(schema, keys._OF_THE_WHOLE)
    asked = in_the_schema(schema["$defs"]["requirement"], keys._OF_A_REQUIREMENT)
    assert rule | keys._OF_A_REQUIREMENT == asked


def paths(some_keys):
    """Give the paths of keys, and of the columns of those that are rows."""
    return {path for key in some_keys for path in paths(key.columns) or {key.path}}


def in_the_schema(table, whole, above=""):
    """Give the path of every key that a table of the schema has, down to the innermost."""
    found = set()
    for slug, rule in table["properties"].items():
        ref = rule.get("$ref", rule.get("items", {}).get("$ref", "")).rpartition("/")[2]
        inner = keys._schema()["$defs"].get(ref, {})
        if "properties" in inner and above + slug not in whole:
            found |= in_the_schema(inner, frozenset(), f"{above}{slug}.")
        else:
            found.add(above + slug)
    return found


def test_every_key_has_words_of_its_own():
    asked = paths(keys_of_the_whole()) | paths(keys_of_a_requirement())
    rows = {key.path for key in (*keys_of_the_whole(), *keys_of_a_requirement()) if key.columns}
    assert asked | rows <= set(words.WORDS)


@pytest.mark.parametrize(
    ("typed_as", "kept"), [("5/3", "5/3"), ("2", "2/1"), ("1.5", "3/2"), ("50 %", "1/2")]
)
def test_a_part_is_read_as_people_type_it(app, typed_as, kept):
    with app.test_request_context(method="POST", data={"share": typed_as}):
        form = requirement_form(None, {}, TODAY)
        form.validate()
        assert form["share"].data == kept


@pytest.mark.parametrize("typed_as", ["0", "half", "1/0", "0.0001", "-1", "%", "12345"])
def test_a_part_that_is_none_is_refused(app, typed_as):
    with app.test_request_context(method="POST", data={"share": typed_as}):
        form = requirement_form(None, {}, TODAY)
        form.validate()
        assert "must be a part or a number" in form["share"].errors[0]


def test_what_is_changed_in_a_row_leaves_the_others(app):
    steps = [{"under_months": 12, "hours": 10}, {"under_months": 18, "hours": Decimal("20.5")}]
    rule = {"id": "total", "need": 36, "cite": "x", "shorter": {"step": steps, "count": "whole"}}
    shown = {"shorter__step-0-hours": "0", "shorter__step-2-hours": "", "hours": "36"}
    shown |= {"shorter__step-0-under_months": "12", "shorter__step-1-under_months": "18"}
    with app.test_request_context(method="POST", data=shown | {"shorter__step-1-hours": "20.5"}):
        form = requirement_form(rule, {}, TODAY)
        form.validate()
        form.fill(rule)
    steps[0]["hours"] = 0
    assert rule["shorter"] == {"step": steps, "count": "whole"}


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
