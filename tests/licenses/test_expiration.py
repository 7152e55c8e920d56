"""What the cycle lets us expect of an expiration date."""

from datetime import date

import pytest

from ceapp.licenses.expiration import (
    expiration_hint,
    first_day_hint,
    plausible_expirations,
)
from ceapp.rules.requirement import Cycle, CycleEnd

TODAY = date(2026, 11, 22)


def fixed(day, years="", months=24):
    return Cycle(months=months, ends=CycleEnd.FIXED, fixed_date=day, fixed_years=years)


def anniversary(months=24):
    return Cycle(months=months, ends=CycleEnd.ANNIVERSARY)


@pytest.mark.parametrize(
    ("cycle", "today", "expected"),
    [
        (fixed("03-31", "odd"), TODAY, [date(2027, 3, 31)]),
        (fixed("09-30", "even"), TODAY, [date(2028, 9, 30)]),
        (fixed("12-31", "even"), TODAY, [date(2026, 12, 31)]),
        (fixed("06-30", "every", 12), TODAY, [date(2027, 6, 30)]),
        # On the day itself the license still runs; on the next day it is the following one.
        (fixed("11-22", "even"), TODAY, [date(2026, 11, 22)]),
        (fixed("11-21", "even"), TODAY, [date(2028, 11, 21)]),
        # Nothing says odd or even: each of the two or three years is as plausible.
        (fixed("06-30"), TODAY, [date(2027, 6, 30), date(2028, 6, 30)]),
        (fixed("12-31"), TODAY, [date(2026, 12, 31), date(2027, 12, 31)]),
        (
            fixed("06-30", months=36),
            TODAY,
            [date(2027, 6, 30), date(2028, 6, 30), date(2029, 6, 30)],
        ),
        # The last day of February: in a leap year both readings are offered.
        (fixed("02-28", "odd"), TODAY, [date(2027, 2, 28)]),
        (fixed("02-28", "even"), TODAY, [date(2028, 2, 28), date(2028, 2, 29)]),
        (fixed("02-28", "even"), date(2028, 2, 29), [date(2028, 2, 29)]),
        (fixed("02-28", "even"), date(2028, 3, 1), [date(2030, 2, 28)]),
        (fixed("02-29", "odd"), TODAY, [date(2027, 2, 28)]),
    ],
)
def test_a_fixed_date_gives_the_next_days_that_fit_the_year(cycle, today, expected):
    assert list(plausible_expirations(cycle, today=today)) == expected


@pytest.mark.parametrize(
    ("issued", "months", "today", "expected"),
    [
        (date(2019, 5, 20), 24, TODAY, date(2027, 5, 20)),
        (date(2020, 5, 20), 24, TODAY, date(2028, 5, 20)),
        (date(2026, 11, 22), 24, TODAY, date(2028, 11, 22)),
        (date(2024, 11, 22), 24, TODAY, date(2026, 11, 22)),
        (date(2024, 11, 21), 24, TODAY, date(2028, 11, 21)),
        (date(2019, 5, 20), 36, TODAY, date(2028, 5, 20)),
        (date(2024, 1, 31), 24, TODAY, date(2028, 1, 31)),
        # A leap day comes back only where the year has one.
        (date(2024, 2, 29), 24, date(2025, 6, 1), date(2026, 2, 28)),
        (date(2024, 2, 29), 24, date(2026, 6, 1), date(2028, 2, 29)),
        (date(2024, 2, 29), 36, date(2024, 6, 1), date(2027, 2, 28)),
    ],
)
def test_an_anniversary_is_counted_from_the_issue_date(issued, months, today, expected):
    cycle = anniversary(months)
    assert plausible_expirations(cycle, today=today, issued=issued) == (expected,)


@pytest.mark.parametrize(
    "cycle",
    [
        anniversary(),
        Cycle(months=24, ends=CycleEnd.BIRTH_MONTH),
        Cycle(months=12, ends=CycleEnd.BIRTHDAY),
        Cycle(months=24, ends=CycleEnd.INDIVIDUAL),
        Cycle(months=24, ends=CycleEnd.FIXED),
    ],
)
def test_nothing_is_suggested_where_the_cycle_does_not_say(cycle):
    assert plausible_expirations(cycle, today=TODAY) == ()


@pytest.mark.parametrize(
    ("cycle", "issued", "words"),
    [
        (fixed("03-31", "odd"), None, "the next one should be March 31, 2027."),
        (fixed("06-30"), None, "should be June 30, 2027 or June 30, 2028."),
        (fixed(""), None, "go by yours"),
        (anniversary(), date(2019, 5, 20), "close to May 20, 2027."),
        (anniversary(), None, "issued on May 20, 2025 ends close to May 20, 2027."),
        (Cycle(months=24, ends=CycleEnd.BIRTH_MONTH), None, "last day of your birth month"),
        (Cycle(months=24, ends=CycleEnd.BIRTHDAY), None, "on your birthday"),
        (Cycle(months=24, ends=CycleEnd.INDIVIDUAL), None, "go by yours"),
    ],
)
def test_the_hint_says_what_is_known_and_no_more(cycle, issued, words):
    assert words in expiration_hint(cycle, today=TODAY, issued=issued)


@pytest.mark.parametrize(
    ("expires", "issued", "words"),
    [
        (date(2027, 3, 31), None, "empty for April 1, 2025, counted back"),
        (date(2027, 3, 31), date(2019, 5, 20), "empty for April 1, 2025, counted back"),
        (date(2027, 3, 31), date(2026, 5, 20), "empty for May 20, 2026, the issue date"),
        (None, None, "for March 31, 2027 that is April 1, 2025."),
        # The end of February stays the end of February.
        (date(2028, 2, 29), None, "empty for March 1, 2026, counted back"),
    ],
)
def test_the_hint_of_the_first_day_names_the_day_that_is_computed(expires, issued, words):
    assert words in first_day_hint(fixed("03-31", "odd"), expires, issued, today=TODAY)
