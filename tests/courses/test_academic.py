"""Academic credits: read as people write them, kept, and turned into hours by each board."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ceapp.courses.academic import read_academic
from ceapp.rules.vocabulary import AcademicCredits, AcademicUnit
from ceapp.web.typed import Fault

SEMESTER, QUARTER = AcademicUnit.SEMESTER, AcademicUnit.QUARTER


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("3 semester", "3", SEMESTER),
        ("3 semester credits", "3", SEMESTER),
        ("3 Sem. hrs", "3", SEMESTER),
        ("1.5 sem", "1.5", SEMESTER),
        ("4.5 quarter units", "4.5", QUARTER),
        ("2 q", "2", QUARTER),
    ],
)
def test_credits_are_read_as_people_write_them(text, amount, unit):
    assert read_academic(text) == AcademicCredits(Decimal(amount), unit)


@pytest.mark.parametrize("text", ["3", "three semester", "0 semester", "61 quarter", "-3 sem"])
def test_what_is_no_amount_of_a_unit_is_a_fault(text):
    assert isinstance(read_academic(text), Fault)
