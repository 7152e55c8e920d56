"""The renewal period that a course's date falls in; both of a period's days are counted."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from ceapp.rules.requirement import Cycle, CycleEnd, Side, Window

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `start` to `end`, both included."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        """Say whether `day` is one of this period's."""
        return self.start <= day <= self.end

    def days_left(self, today: date) -> int:
        """Give the whole days after `today` up to the end, negative once it has passed."""
        return (self.end - today).days


def months_before(day: date, months: int) -> date:
    """Give the date `months` months before `day`.

    The last day of a month goes to the last day of the other month, and a day that the other
    month lacks becomes its last one: 24 months before February 28, 2027 is February 28, 2025.
    """
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    month += 1
    last = calendar.monthrange(year, month)[1]
    was_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, month, last if was_last else min(day.day, last))


def period_ending(expires: date, months: int) -> Period:
    """Give the period of `months` months that ends with the expiration date `expires`."""
    return Period(months_before(expires, months) + ONE_DAY, expires)


def period_before(period: Period, months: int) -> Period:
    """Give the period of `months` months that ends the day before `period` starts."""
    return period_ending(period.start - ONE_DAY, months)


def is_first(
    expires: date,
    cycle: Cycle,
    issued: date | None,
    starts: date | None = None,
) -> bool:
    """Say whether the renewal on `expires` is the license's first; without `issued`, it is not.

    It is the first when the license was issued in the period. Where licenses expire on the
    anniversary of their issue, that day is also the one on which a previous period would have
    ended; a license issued on it had no previous period.
    """
    if issued is None:
        return False
    first_day = starts or period_ending(expires, cycle.months).start
    if starts is None and cycle.ends is CycleEnd.ANNIVERSARY:
        first_day -= ONE_DAY
    return issued >= first_day


def current_period(
    expires: date,
    cycle: Cycle,
    *,
    issued: date | None = None,
    starts: date | None = None,
) -> Period:
    """Give the renewal period that ends on `expires`.

    A first period starts on the issue date. `starts` is the first day as the person corrected it,
    for a reinstated, moved or shortened period; it goes before everything else.
    """
    if starts is not None:
        return Period(starts, expires)
    if issued is not None and is_first(expires, cycle, issued):
        return Period(issued, expires)
    return period_ending(expires, cycle.months)


def last_day_that_counts(expires: date, window: Window | None) -> date:
    """Give the last day whose courses count for the renewal on `expires`.

    That is the expiration itself, unless the board's own CE period ends on another day of the year.
    """
    if window is None or not window.ends:
        return expires
    before = window.side is Side.BEFORE
    this_year = _day_of(expires.year, window.ends)
    if this_year <= expires if before else this_year >= expires:
        return this_year
    return _day_of(expires.year - 1 if before else expires.year + 1, window.ends)


def _day_of(year: int, month_and_day: str) -> date:
    """Give MM-DD in a year; February 29 is the last of February in every year."""
    month, day = map(int, month_and_day.split("-"))
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
