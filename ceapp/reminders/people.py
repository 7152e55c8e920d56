"""What a run knows of a person and of a reminder: values, so that no later read can fail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ceapp.reminders.schedule import COMPLETE, Watched
from ceapp.standing.answers import State, state_of
from ceapp.standing.assemble import LicenseStanding


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to look at: `day` is the one to remind of, `today` the date where they are."""

    user_id: int
    day: date
    today: date


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where a person's mail goes, and what their stop link is made of."""

    email: str
    time_zone: str
    stop_key: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """A reminder that this process may send now; `claim` shows that it is still its own."""

    id: int
    claim: str
    user_id: int
    license_id: int | None
    period_end: date
    kind: str
    message_id: str
    tries: int


def is_settled(one: LicenseStanding) -> bool:
    """Say whether a license is complete and sure, so that nobody need be reminded of it."""
    return one.standing is not None and one.standing.complete and one.standing.sure


def is_wanted(reminder: Claimed, one: LicenseStanding) -> bool:
    """Say whether what a reminder was made for is still true of its license."""
    if one.held.holding.expires != reminder.period_end:
        return False
    return is_settled(one) == (reminder.kind == COMPLETE)


def watched(one: LicenseStanding, *, added: date, made: frozenset[str]) -> Watched:
    """Give a license as the schedule needs to know it."""
    state = state_of(one.standing) if one.standing else None
    return Watched(
        id=one.held.id,
        ends=one.held.holding.expires,
        added=added,
        settled=is_settled(one),
        news=state is State.COMPLETE,
        made=made,
    )
