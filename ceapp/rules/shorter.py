"""How many hours are due in a period that is not a whole one: by the month, or by a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from fractions import Fraction

HUNDREDTH = Decimal("0.01")


class Months(StrEnum):
    """How the months of a period are counted when it is not a whole number of them."""

    WHOLE = "whole"  # full months only: April 10 to June 30 has two
    STARTED = "started"  # a part of a month counts as one: three
    CALENDAR = "calendar"  # every month of the calendar that it touches: three


class Rounding(StrEnum):
    """What happens to a part of an hour."""

    NONE = "none"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Step:
    """A period of under so many months asks for so many hours."""

    months: int
    hours: Decimal


@dataclass(frozen=True, slots=True)
class Shorter:
    """What a period of another length asks for.

    Either `steps`, of which the first that the period is shorter than decides, or `per_month`.
    It holds for a first period; with `any_period` also for another whose first day the person
    corrected, and then for a longer one too.
    """

    count: Months = Months.WHOLE
    steps: tuple[Step, ...] = ()
    per_month: Fraction | None = None
    rounding: Rounding = Rounding.NONE
    any_period: bool = False

    def hours_from(self, start: date, end: date, usual: Decimal) -> Decimal:
        """Give the hours due from `start` to `end`, both included; `usual` is a whole period's."""
        months = months_between(start, end, self.count)
        for step in self.steps:
            if months < step.months:
                return step.hours
        if self.per_month is None:
            return usual
        hours = rounded(months * self.per_month, self.rounding)
        return hours if self.any_period else min(hours, usual)


def months_between(start: date, end: date, count: Months) -> int:
    """Count the months from `start` to `end`, both days included.

    A period that starts after the last day of a month which lacks the day it ends on is made of
    whole months too: March 1, 2026 to February 28, 2028 has twenty-four.
    """
    before, after = start - timedelta(days=1), end + timedelta(days=1)
    if count is Months.CALENDAR:
        return (end.year - start.year) * 12 + end.month - start.month + 1
    if start.day == 1 and after.day > before.day:
        return (end.year - before.year) * 12 + end.month - before.month
    between = (after.year - start.year) * 12 + after.month - start.month
    whole = between if after.day >= start.day else between - 1
    exact = after.day == start.day
    return whole if count is Months.WHOLE or exact else whole + 1


def rounded(hours: Fraction, rounding: Rounding) -> Decimal:
    """Write a fraction of hours as a decimal; one that never ends goes up to the hundredth."""
    exact = Decimal(hours.numerator) / hours.denominator
    if rounding is Rounding.UP:
        return exact.to_integral_value(ROUND_CEILING)
    if rounding is Rounding.DOWN:
        return exact.to_integral_value(ROUND_FLOOR)
    return exact.quantize(HUNDREDTH, ROUND_CEILING)
