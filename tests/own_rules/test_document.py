"""Documents are written as TOML and read back without losing anything."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceapp.boards import catalog
from ceapp.own_rules.document import at, put, settle_total, unused_id, written
from ceapp.rules.rule_text import parse

TEXTS = st.text(st.characters(codec="utf-8"), max_size=30)
VALUES = st.one_of(
    TEXTS,
    st.booleans(),
    st.integers(0, 400),
    st.decimals(0, 400, places=2),
    st.dates(),
    st.lists(TEXTS, max_size=3),
    st.fixed_dictionaries({"renewals": st.integers(2, 20)}),
)


def test_every_rule_file_of_ours_is_read_back_as_it_was():
    for path in catalog.paths():
        values = parse(path.read_text(encoding="utf-8"))
        assert parse(written(values)) == values, path


@given(VALUES, VALUES, TEXTS)
def test_whatever_a_person_types_is_read_back(first, second, third):
    document = {"a": third, "b": first, "cycle": {"x": second}, "requirement": [{"c": first}] * 2}
    if isinstance(first, dict):
        document.pop("b")
    assert parse(written(document)) == document


def test_a_value_can_be_put_into_a_table_and_taken_out_with_it():
    document = {}
    put(document, "carryover.limit", Decimal("1.5"))
    assert at(document, "carryover.limit") == Decimal("1.5")
    put(document, "carryover.limit", None)
    put(document, "title", None)
    assert document == {}
    assert at(document, "cycle.months") is None


def test_the_key_total_follows_the_rules():
    document = {"requirement": [], "total": "none"}
    assert settle_total(document) is False
    assert document["total"] == "none"
    document["requirement"].append({"id": "total", "need": 3})
    assert settle_total(document) is False
    assert "total" not in document
    document["requirement"][0]["topics"] = ["ethics"]
    assert settle_total(document) is True
    assert document["total"] == "unknown"


def test_a_new_rule_gets_an_id_that_no_other_has():
    rules = [{"id": "rule-1"}, {"id": "total"}, {"id": "rule-3"}]
    assert unused_id({"requirement": rules}) == "rule-2"
    assert unused_id({}) == "rule-1"


@pytest.mark.parametrize(("value", "text"), [(date(2027, 3, 31), "2027-03-31"), (True, "true")])
def test_dates_and_flags_stand_without_quotes(value, text):
    assert written({"key": value}) == f"key = {text}\n"
