"""Which days belong to a renewal period."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceapp.rules.period import (
    ONE_DAY,
    Period,
    current_period,
    is_first,
    months_before,
    period_before,
    period_ending,
)
from ceapp.rules.requirement import Cycle, CycleEnd

TWO_YEARS = Cycle(24, CycleEnd.INDIVIDUAL)
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("expires", "months", "start"),
    [
        pytest.param(date(2027, 3, 31), 24, date(2025, 4, 1), id="two years to the end of March"),
        pytest.param(
            date(2027, 2, 28), 36, date(2024, 3, 1), id="February's last day was the 29th"
        ),
        pytest.param(date(2028, 2, 29), 24, date(2026, 3, 1), id="a leap day's expiration"),
        pytest.param(date(2028, 2, 28), 24, date(2026, 3, 1), id="the day before a leap day"),
        pytest.param(date(2027, 6, 30), 12, date(2026, 7, 1), id="one year to the end of June"),
        pytest.param(date(2027, 4, 30), 6, date(2026, 11, 1), id="April's end is October's end"),
        pytest.param(date(2027, 5, 15), 24, date(2025, 5, 16), id="the middle of a month"),
        pytest.param(date(2027, 8, 30), 6, date(2027, 3, 1), id="the 30th has no day in February"),
    ],
)
def test_a_period_starts_the_day_after_the_previous_expiration(expires, months, start):
    assert period_ending(expires, months) == Period(start, expires)


def test_both_days_of_a_period_belong_to_it_and_their_neighbors_do_not():
    period = period_ending(date(2027, 3, 31), 24)
    assert date(2025, 4, 1) in period
    assert date(2027, 3, 31) in period
    assert date(2025, 3, 31) not in period
    assert date(2027, 4, 1) not in period


def test_a_first_period_starts_on_the_issue_date():
    issued = date(2026, 2, 10)
    period = current_period(date(2027, 3, 31), TWO_YEARS, issued=issued)
    assert period.start == issued


def test_a_license_issued_on_the_computed_first_day_is_in_its_first_period():
    assert is_first(date(2027, 3, 31), TWO_YEARS, date(2025, 4, 1))
    assert not is_first(date(2027, 3, 31), TWO_YEARS, date(2025, 3, 31))


def test_without_an_issue_date_the_renewal_is_a_later_one():
    assert not is_first(date(2027, 3, 31), TWO_YEARS, None)
    assert current_period(date(2027, 3, 31), TWO_YEARS).start == date(2025, 4, 1)


def test_a_corrected_first_day_goes_before_everything():
    period = current_period(
        date(2027, 3, 31), TWO_YEARS, issued=date(2026, 1, 1), starts=date(2026, 6, 1)
    )
    assert period == Period(date(2026, 6, 1), date(2027, 3, 31))


def test_days_left_are_none_on_the_last_day_and_negative_after_it():
    period = period_ending(date(2027, 3, 31), 24)
    assert period.days_left(date(2027, 3, 30)) == 1
    assert period.days_left(date(2027, 3, 31)) == 0
    assert period.days_left(date(2027, 4, 1)) == -1


@given(DAYS, st.integers(6, 48))
def test_periods_follow_each_other_without_gap_or_overlap(expires, months):
    later = period_ending(expires, months)
    assert period_before(later, months).end + ONE_DAY == later.start


@given(DAYS, st.integers(0, 60))
def test_months_before_lands_in_the_month_asked_for(day, months):
    found = months_before(day, months)
    assert (day.year * 12 + day.month) - (found.year * 12 + found.month) == months
