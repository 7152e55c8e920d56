"""How many hours a certificate grants, where several numbers claim to be them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ceapp.certificates.reading.hours import granted
from ceapp.certificates.reading.labels import labeled
from tests.certificates.reading.paper import paper


def read(*lines):
    document = paper("\n\n".join(lines))
    hours = granted(document, labeled(document))
    return (hours.found.value if hours.found else None), hours.doubt


@pytest.mark.parametrize(
    ("lines", "hours"),
    [
        (["3 CE Hours"], "3"),
        (["CE HOURS  6.0", "TIME  9:00 AM – 4:30 PM"], "6"),
        (["0.3 CEU (3 contact hours)", "One CEU equals ten contact hours."], "3"),
        (["CEU: 0.6", "1.0 CEU = 10 contact hours"], "6"),
        (["4 hours of continuing education, including 1.5 hours of ethics."], "4"),
        (["Up to 18 CE hours were offered.", "CE hours earned: 11.5"], "11.5"),
        (["Hours attended: 14 of 16"], "14"),
        (["6.5 Contact Hours", "Lunch (60 minutes) is not included in the hours."], "6.5"),
        (["Total CE hours earned  14.25"], "14.25"),
        (["90 minutes of continuing education credit awarded"], "1.5"),
        (["Hours: 8", "Reported within 10 days", "You must complete 36 hours each renewal."], "8"),
    ],
)
def test_the_hours_that_were_earned_are_read(lines, hours):
    assert read(*lines) == (Decimal(hours), False)


def test_a_headline_wins_over_the_fixed_words_of_an_approval_and_is_flagged():
    told = "Penny Lantern is an approved provider. Social workers receive 3 CE credits."
    assert read("5 CE Hours", told) == (Decimal(5), True)


@pytest.mark.parametrize(
    "lines",
    [
        ["Awarded: 3 CEUs"],
        ["Psychologists: 6.5 CE credits", "Social workers: 6 CE credits"],
        ["CE Hours: 2", "Total hours: 3"],
        ["3 semester credits"],
        ["CE Hours: 700"],
    ],
)
def test_hours_that_nobody_can_tell_are_left_empty(lines):
    assert read(*lines)[0] is None


def test_numbers_of_courses_licenses_and_providers_are_no_hours():
    assert read("Course #412", "License 20-51773", "ACEP No. 7184") == (None, False)
