"""The periods that a license has been through."""

from __future__ import annotations

from datetime import date

import pytest

from ceapp.rules.requirement import Cycle, CycleEnd, Side, Window
from ceapp.rules.standing import Holding
from ceapp.standing.periods import MOST_PERIODS, periods_of
from tests.rules.making import credential

TWO_YEARS = Cycle(24, CycleEnd.INDIVIDUAL)
LONG_AGO = date(1950, 1, 1)


def days(since=LONG_AGO, cycle=TWO_YEARS, window=None, **held):
    rules = credential(months=cycle.months, ends=cycle.ends, window=window)
    found = periods_of(rules, Holding(**held), since)
    return [(str(period.start), str(period.end)) for period, _held in found]


def test_periods_go_back_to_the_one_that_begins_with_the_license():
    assert days(expires=date(2027, 3, 31), issued=date(2022, 7, 1)) == [
        ("2025-04-01", "2027-03-31"),
        ("2023-04-01", "2025-03-31"),
        ("2022-07-01", "2023-03-31"),
    ]


def test_without_an_issue_date_they_go_back_as_far_as_is_asked():
    found = days(expires=date(2027, 3, 31), since=date(2024, 1, 1))
    assert found == [("2025-04-01", "2027-03-31"), ("2023-04-01", "2025-03-31")]
    assert len(days(expires=date(2027, 3, 31))) < MOST_PERIODS


def test_the_current_period_is_given_whenever_it_ends():
    assert days(expires=date(2020, 3, 31), since=date(2026, 1, 1)) == [("2018-04-01", "2020-03-31")]


def test_a_corrected_first_day_moves_the_end_of_the_period_before():
    found = days(expires=date(2027, 3, 31), starts=date(2026, 1, 1), since=date(2025, 1, 1))
    assert found == [("2026-01-01", "2027-03-31"), ("2024-01-01", "2025-12-31")]


@pytest.mark.parametrize("issued", [date(2025, 3, 31), date(2025, 4, 1), date(2026, 1, 1)])
def test_a_license_in_its_first_period_has_no_earlier_one(issued):
    cycle = Cycle(24, CycleEnd.ANNIVERSARY)
    assert len(days(cycle=cycle, expires=date(2027, 3, 31), issued=issued)) == 1


@pytest.mark.parametrize(
    ("window", "first"),
    [
        (Window("12-31"), ("2025-01-01", "2026-12-31")),
        (Window("05-31", Side.AFTER), ("2025-06-01", "2027-05-31")),
    ],
)
def test_where_courses_are_counted_to_another_day_the_periods_follow_that_day(window, first):
    found = days(expires=date(2027, 3, 31), since=date(2024, 12, 1), window=window)
    two_years_earlier = tuple(str(int(day[:4]) - 2) + day[4:] for day in first)
    assert found == [first, two_years_earlier]
