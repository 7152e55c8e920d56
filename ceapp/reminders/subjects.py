"""The subject of a reminder: which license, what it lacks, and how long is left."""

from __future__ import annotations

from ceapp.rules.requirement import Total
from ceapp.rules.standing import Standing
from ceapp.standing.answers import State, state_of, to_go, total_of
from ceapp.standing.assemble import LicenseStanding
from ceapp.web.filters import count, hours, long_date


def subject_of(one: LicenseStanding) -> str:
    """Give the subject of a mail about one license."""
    if one.standing is None:
        return f"{one.name}: expires on {long_date(one.held.holding.expires)}"
    return f"{one.name}: {_what(one.standing)}"


def _what(standing: Standing) -> str:
    state, left = state_of(standing), _left(standing)
    if state is State.LAPSED:
        return f"{_passed(standing)} with {missing(standing)}"
    if state is State.COMPLETE:
        total = total_of(standing)
        return f"complete, {hours(total.counted)} of {hours(total.hours)}" if total else "complete"
    if state is State.OPEN:
        return f"{to_go(standing)} to go, {left}"
    if state is State.MAYBE:
        return f"{to_go(standing)} may be missing, {left}"
    return f"{_points(standing)} to settle, {left}"


def _left(standing: Standing) -> str:
    days = standing.period.days_left(standing.as_of)
    return f"{count(days, 'day')} left" if days else "today is the last day"


def _passed(standing: Standing) -> str:
    days = -standing.period.days_left(standing.as_of)
    return "expired yesterday" if days == 1 else f"expired {count(days, 'day')} ago"


def missing(standing: Standing) -> str:
    """Say what a period ended with: 2 hours missing, 1 point to settle, or nothing missing."""
    if standing.complete and standing.sure:
        return "nothing missing"
    if standing.remaining > 0:
        return f"{to_go(standing)} missing"
    return f"{_points(standing)} to settle"


def _points(standing: Standing) -> str:
    """Count what it hangs on; where the total is unknown that alone is the point."""
    if standing.credential.total is Total.UNKNOWN:
        return "hours"
    return count(max(1, sum(note.doubt is not None for note in standing.notes)), "point")
