"""When a license is complete if everything planned is done by its day, or what is missing then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from ceapp.rules.credit import Credit
from ceapp.rules.standing import Standing
from ceapp.rules.vocabulary import Topics
from ceapp.standing.answers import State, breakdown
from ceapp.standing.assemble import LicenseStanding
from ceapp.standing.left import UNKNOWN_TOTAL, points_to_settle, state_within, what_is_left
from ceapp.standing.supposing import planned_in, supposing
from ceapp.web.filters import long_date

_WAITING = frozenset({State.OPEN, State.MAYBE})


def forecast(one: LicenseStanding, topics: Topics) -> str:
    """Say on which day a license is complete with the courses planned for its period.

    Empty where nothing is planned for it, or where nothing is to go. A planned course whose day
    has passed is left out: nobody has said yet that it was taken.
    """
    standing = one.standing
    planned = planned_in(standing) if standing else ()
    if standing is None or not planned or state_within(standing) not in _WAITING:
        return ""
    done = supposing(one, planned, topics)
    if done is None:
        return ""
    if done.remaining > 0:
        return _still_missing(standing, done, len(planned), topics)
    adds_up = _first_day(one, planned, topics, lambda then: then.remaining == 0)
    sure = None
    if state_within(done) is State.COMPLETE:
        sure = _first_day(one, planned, topics, lambda then: state_within(then) is State.COMPLETE)
    return _complete_on(adds_up, sure)


def _first_day(
    one: LicenseStanding,
    planned: Sequence[Credit],
    topics: Topics,
    reached: Callable[[Standing], bool],
) -> tuple[date, Standing]:
    """Find the first day with what is `reached` on the last, by halves: more never leaves more."""
    days = sorted({credit.completed for credit in planned})
    by_day = {}
    low, high = 0, len(days) - 1
    while low <= high:
        middle = (low + high) // 2
        by_then = [credit for credit in planned if credit.completed <= days[middle]]
        then = supposing(one, by_then, topics)
        if then is not None and reached(then):
            by_day[days[middle]] = then
            high = middle - 1
        else:
            low = middle + 1
    return min(by_day.items())


def _complete_on(adds_up: tuple[date, Standing], sure: tuple[date, Standing] | None) -> str:
    day, then = adds_up
    if sure is not None and sure[0] == day:
        return f"With what you have planned you are complete on {long_date(day)}."
    if what_is_left(then) == UNKNOWN_TOTAL:
        return "With what you have planned every need that we know is met; the total is not known."
    later = f", and you are complete on {long_date(sure[0])}" if sure else ""
    return (
        f"With what you have planned it adds up on {long_date(day)}, "
        f"with {points_to_settle(then)} to settle{later}."
    )


def _still_missing(now: Standing, done: Standing, planned: int, topics: Topics) -> str:
    every = "the course" if planned == 1 else f"all {planned} courses"
    if done.remaining >= now.remaining:
        return f"What you have planned changes nothing here: {what_is_left(done)}."
    return f"With {every} you have planned: {what_is_left(done)}. {breakdown(done, topics)}".strip()
