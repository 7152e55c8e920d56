"""When a license plausibly expires, by its credential's cycle; pure, and only ever a hint."""

from __future__ import annotations

import calendar
from datetime import date

from ceapp.rules.period import current_period, is_first, period_ending
from ceapp.rules.plain_credential import every_so_long
from ceapp.rules.requirement import Cycle, CycleEnd
from ceapp.web.filters import long_date

LEAP_DAY_MONTH = 2


def plausible_expirations(
    cycle: Cycle, *, today: date, issued: date | None = None
) -> tuple[date, ...]:
    """Give the dates, soonest first, one of which is probably the next expiration.

    Empty where the cycle does not say: a birthday we do not ask for, an individual date, or an
    anniversary of an issue date that is not known. None of the dates is before `today`.
    """
    if cycle.ends is CycleEnd.FIXED and cycle.fixed_date:
        return _on_the_fixed_date(cycle, today)
    if cycle.ends is CycleEnd.ANNIVERSARY and issued is not None:
        return (_anniversary(issued, cycle.months, today),)
    return ()


def expiration_hint(cycle: Cycle, *, today: date, issued: date | None = None) -> str:
    """Say in one or two sentences what the cycle lets us expect of the expiration date."""
    dates = plausible_expirations(cycle, today=today, issued=issued)
    match cycle.ends:
        case CycleEnd.BIRTH_MONTH:
            return "Licenses of this kind end on the last day of your birth month."
        case CycleEnd.BIRTHDAY:
            return "Licenses of this kind end on your birthday."
        case CycleEnd.ANNIVERSARY if dates:
            return f"Counted from your issue date, it should be close to {long_date(dates[0])}."
        case CycleEnd.ANNIVERSARY:
            return _anniversary_example(cycle, today)
        case CycleEnd.FIXED if dates:
            choices = " or ".join(long_date(day) for day in dates)
            return f"For licenses of this kind, the next one should be {choices}."
        case _:
            return "It differs from license to license, so go by yours."


def first_day_hint(cycle: Cycle, expires: date | None, issued: date | None, *, today: date) -> str:
    """Say which first day the period has if the person gives none."""
    if expires is None:
        example = period_ending(_example(cycle, today), cycle.months)
        return (
            "Leave it empty, and it is counted back from the expiration date: for "
            f"{long_date(example.end)} that is {long_date(example.start)}. "
            "A first period starts on the issue date."
        )
    start = current_period(expires, cycle, issued=issued).start
    if is_first(expires, cycle, issued):
        return f"Leave it empty for {long_date(start)}, the issue date: this is the first period."
    return f"Leave it empty for {long_date(start)}, counted back from the expiration date."


def _on_the_fixed_date(cycle: Cycle, today: date) -> tuple[date, ...]:
    years = max(1, cycle.months // 12)
    wanted = {"odd": 1, "even": 0}.get(cycle.fixed_years)
    days: list[date] = []
    # Where nothing says which year a license has, each of the cycle's years is as plausible.
    span = 1 if cycle.fixed_years else years
    for year in range(today.year, today.year + 4):
        if wanted is not None and year % 2 != wanted:
            continue
        days += [day for day in _days_in(year, cycle.fixed_date) if day >= today]
    last = days[0].year + span - 1
    return tuple(day for day in days if day.year <= last)


def _days_in(year: int, fixed_date: str) -> tuple[date, ...]:
    month, day = (int(part) for part in fixed_date.split("-"))
    last = calendar.monthrange(year, month)[1]
    if month == LEAP_DAY_MONTH and day >= 28 and last == 29:
        # "February 28" in a rule may mean the month's last day; in a leap year, nobody knows.
        return (date(year, 2, 28), date(year, 2, 29))
    return (date(year, month, min(day, last)),)


def _anniversary(issued: date, months: int, today: date) -> date:
    passed = (today.year - issued.year) * 12 + today.month - issued.month
    terms = max(1, passed // months)
    while (day := _months_after(issued, terms * months)) < today:
        terms += 1
    return day


def _months_after(day: date, months: int) -> date:
    # Always counted from the issue date itself, so that a leap day comes back every four years.
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _example(cycle: Cycle, today: date) -> date:
    expected = plausible_expirations(cycle, today=today)
    return expected[0] if expected else date(today.year + 1, 3, 31)


def _anniversary_example(cycle: Cycle, today: date) -> str:
    issued = date(today.year - 1, 5, 20)
    ends = _months_after(issued, cycle.months)
    return (
        f"It ends {every_so_long(cycle.months)}, counted from the day it was issued: "
        f"one issued on {long_date(issued)} ends close to {long_date(ends)}."
    )
