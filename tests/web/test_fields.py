"""Form fields that read what people type."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from werkzeug.datastructures import MultiDict
from wtforms import Form

from ceapp.web.fields import ForgivingDateField, HoursField


class Sample(Form):
    today = date(2026, 11, 22)
    completed = ForgivingDateField("Completion date")
    issued = ForgivingDateField("Issue date", optional=True)
    amount = HoursField("Hours", what="Hours of topic 1")


def filled(**typed):
    form = Sample(MultiDict({"completed": "11/20/26", "issued": "", "amount": "3", **typed}))
    form.validate()
    return form


def test_what_was_typed_becomes_a_value():
    form = filled(amount="0.6 CEU")
    assert form.errors == {}
    assert form.completed.data == date(2026, 11, 20)
    assert form.amount.data == Decimal(6)
    assert form.amount.note == "read from 0.6 CEU; 1 CEU is 10 hours"


def test_a_fault_is_named_once_with_the_fields_own_words():
    form = filled(completed="Feb 30, 2027", amount="three")
    assert form.completed.errors == [
        "Completion date must be a real date: February 2027 has 28 days"
    ]
    assert form.amount.errors == ["Hours of topic 1 must be a number, like 3 or 1.5"]
    assert form.completed.data is None
    assert form.amount.data is None


def test_what_was_typed_stays_in_the_control_faulty_or_not():
    form = filled(completed=" Feb 30,  2027", amount="90 minutes")
    assert 'value=" Feb 30,  2027"' in form.completed()
    assert 'value="90 minutes"' in form.amount()


def test_a_stored_value_is_written_as_a_person_would():
    form = Sample(data={"completed": date(2026, 11, 20), "amount": Decimal("1.50")})
    assert 'value="Nov 20, 2026"' in form.completed()
    assert 'value="1.5"' in form.amount()
    assert 'value=""' in form.issued()


def test_only_an_optional_field_may_stay_empty():
    assert not filled(issued=" ").issued.errors
    assert filled(completed=" ").completed.errors == [
        "Completion date must be given, as in 11/20/2026 or Nov 20, 2026"
    ]


def test_emptying_a_field_takes_its_stored_value_away():
    form = Sample(
        MultiDict({"completed": "11/20/26", "issued": "", "amount": "3"}),
        data={"issued": date(2019, 5, 20)},
    )
    assert form.validate()
    assert form.issued.data is None
