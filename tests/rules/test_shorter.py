"""Hours due in a period that is not a whole one: tables, months and their edges."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceapp.rules.period import months_before
from ceapp.rules.shorter import Months, Rounding, Shorter, Step, months_between
from tests.rules.making import credential, decide, limit, need, of

END = date(2027, 3, 31)
STEPS = (Step(12, Decimal(21)), Step(18, Decimal(30)))


@pytest.mark.parametrize(
    ("start", "whole", "started", "calendar"),
    [
        (date(2025, 4, 1), 24, 24, 24),
        (date(2025, 4, 2), 23, 24, 24),
        (date(2025, 3, 31), 24, 25, 25),
        (date(2026, 4, 1), 12, 12, 12),
        (date(2026, 4, 30), 11, 12, 12),
        (date(2027, 3, 31), 0, 1, 1),
        (date(2027, 3, 1), 1, 1, 1),
    ],
)
def test_months_are_counted_in_three_ways(start, whole, started, calendar):
    assert months_between(start, END, Months.WHOLE) == whole
    assert months_between(start, END, Months.STARTED) == started
    assert months_between(start, END, Months.CALENDAR) == calendar


@pytest.mark.parametrize(
    ("issued", "hours"),
    [
        (date(2026, 4, 2), 21),  # eleven whole months
        (date(2026, 4, 1), 30),  # twelve
        (date(2025, 10, 2), 30),  # seventeen
        (date(2025, 10, 1), 45),  # eighteen
        (date(2025, 4, 1), 45),
    ],
)
def test_the_first_step_that_a_first_period_is_under_decides(issued, hours):
    rules = credential(need("total", 45, shorter=Shorter(steps=STEPS)))
    standing = decide(rules, issued=issued)
    assert standing.remaining == of(standing, "total").hours == hours
    assert standing.sure


def test_a_later_period_asks_for_the_usual_hours():
    rules = credential(need("total", 45, shorter=Shorter(steps=STEPS)))
    assert decide(rules).remaining == 45
    assert decide(rules, issued=None).remaining == 45
    assert decide(rules, starts=date(2026, 10, 1)).remaining == 45


def test_a_step_of_no_hours_asks_for_nothing_and_says_so():
    none = Shorter(steps=(Step(12, Decimal(0)),))
    rules = credential(need("total", 40, shorter=none, prorated="None in the first year."))
    standing = decide(rules, issued=date(2026, 5, 1))
    assert standing.complete
    assert standing.sure
    assert standing.requirements == ()
    assert "none instead of 40 in this period. The rule: None in the first year." in " ".join(
        note.text for note in standing.notes
    )


@pytest.mark.parametrize(
    ("rounding", "hours"), [(Rounding.NONE, "18.34"), (Rounding.UP, "19"), (Rounding.DOWN, "18")]
)
def test_hours_by_the_month_are_rounded_as_the_rule_says(rounding, hours):
    by_month = Shorter(count=Months.STARTED, per_month=Fraction(5, 3), rounding=rounding)
    rules = credential(need("total", 40, shorter=by_month))
    standing = decide(rules, issued=date(2026, 5, 20))
    assert of(standing, "total").hours == Decimal(hours)


def test_a_period_that_the_person_corrected_follows_only_where_the_rule_is_for_any_period():
    by_month = Shorter(per_month=Fraction(1), any_period=True)
    rules = credential(need("total", 36, shorter=by_month), months=36)
    assert decide(rules, starts=date(2026, 9, 1)).remaining == 7
    assert decide(rules, starts=date(2023, 4, 1)).remaining == 48  # a longer one asks for more
    assert decide(rules).remaining == 36


def test_a_share_follows_the_total():
    by_month = Shorter(per_month=Fraction(1), any_period=True)
    rules = credential(
        need("total", 36, shorter=by_month),
        need("ethics", 12, "ethics", share=Fraction(1, 3)),
        limit("self-paced", 12, formats=["self-paced"], share=Fraction(1, 3)),
        months=36,
    )
    standing = decide(rules, starts=date(2026, 9, 1))
    assert of(standing, "total").hours == 7
    assert of(standing, "ethics").hours == Decimal("2.34")  # never less than a third
    assert of(standing, "self-paced").hours == Decimal("2.33")  # never more than a third
    assert of(decide(rules), "ethics").hours == 12


@pytest.mark.parametrize("count", [Months.WHOLE, Months.STARTED])
def test_a_period_to_february_28_of_a_leap_year_is_whole(count):
    assert months_between(date(2026, 3, 1), date(2028, 2, 28), count) == 24
    assert months_between(date(2026, 3, 1), date(2028, 2, 27), Months.WHOLE) == 23
    assert months_between(date(2026, 3, 1), date(2028, 2, 29), count) == 24


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 60), st.sampled_from(Months))
def test_so_many_months_before_a_day_are_so_many_months(end, months, count):
    start = months_before(end, months) + timedelta(days=1)
    counted = months_between(start, end, count)
    # Only the calendar sees a month more where the period begins in the middle of one.
    assert counted in ({months, months + 1} if count is Months.CALENDAR else {months})


@given(st.dates(date(2020, 1, 1), END), st.sampled_from(Months))
def test_a_period_that_begins_later_is_never_longer(start, count):
    later = min(END, start + timedelta(days=1))
    assert months_between(later, END, count) <= months_between(start, END, count)
