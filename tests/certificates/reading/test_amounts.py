"""Amounts of credit: figures, words and fractions, and numbers that are none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ceapp.certificates.reading.amounts import amounts_in, earned_of


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("3 CE Hours", "3"), ("6.5 Contact Hours", "6.5"), ("CE Hours: 12.25", "12.25"),
        ("six (6) hours", "6"), ("three and one-half (3.5) clock hours", "3.5"),
        ("1 ½ CE credits", "1.5"), ("1-1/2 hours", "1.5"), ("½ hour", "0.5"), ("90 minutes", "1.5"),
        ("8 CEs", "8"), ("1.25 CEU hours", "1.25"), ("a 6-hour workshop", "6"), ("3 hour(s)", "3"),
        ("receive 3 clinical continuing education credits", "3"),
        ("1.5 AMA PRA Category 1 Credits", "1.5"), ("3.0continuing education hours", "3.0"),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_hours(text, hours):
    assert [one.hours for one in amounts_in(text)] == [Decimal(hours)]


@pytest.mark.parametrize(
    "text",
    [
        "11/2 hours", "six (5) hours", "Course #412 hours", "20-1187744 hours", "within 10 days",
        "$40 credit", "hours 9:00", "score 92%", "50 minutes", "3 CEUs", "3 semester credit hours",
    ],
)  # fmt: skip
def test_what_is_not_plainly_hours_gives_none(text):
    assert [one.hours for one in amounts_in(text) if one.hours is not None] == []


def test_of_hours_offered_those_earned_are_read():
    assert [hours for *_, hours in earned_of("attended 5.5 of 6 hours")] == [Decimal("5.5")]
