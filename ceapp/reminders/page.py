"""The settings page of reminders in words: when the next one comes, and what became of the last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ceapp.reminders.models import Reminder, State
from ceapp.reminders.schedule import (
    COMPLETE,
    DIGEST,
    LAPSED,
    Choice,
    Watched,
    days_before,
    next_day,
)
from ceapp.web.filters import count, long_date

MOST_NEXT = 3


@dataclass(frozen=True, slots=True)
class Coming:
    """The next reminder about one license."""

    name: str
    day: date
    what: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A reminder that was made: what about, and what became of it."""

    name: str
    what: str
    when: date
    outcome: str


def upcoming(
    choice: Choice, licenses: Sequence[Watched], names: Mapping[int, str], today: date
) -> tuple[Coming, ...]:
    """Give the next reminders if nothing changes until then, the nearest in front."""
    found = [
        Coming(names[one.id], following[0], what_of(following[1]))
        for one in licenses
        if (following := next_day(choice, one, today)) is not None
    ]
    return tuple(sorted(found, key=lambda each: each.day)[:MOST_NEXT])


def gone(
    rows: Sequence[Reminder], names: Mapping[int, str], days: Mapping[int, date]
) -> tuple[Gone, ...]:
    """Give what became of some reminders; `days` are those on which they were made or settled."""
    return tuple(
        Gone(
            name=names.get(row.license_id, "A license") if row.license_id else "All licenses",
            what=what_of(row.kind),
            when=days[row.id],
            outcome=_outcome(row),
        )
        for row in rows
    )


def what_of(kind: str) -> str:
    """Say what a kind of reminder is, as a person would."""
    days = days_before(kind)
    if days is None:
        return {
            COMPLETE: "complete",
            LAPSED: "after it expired",
            DIGEST: "monthly summary",
        }[kind]
    return f"{count(days, 'day')} before it expires" if days else "on the day it expires"


def says(*, active: bool, verified: bool, coming: Sequence[Coming]) -> str:
    """Say in a sentence or two how things stand."""
    if not active:
        return "Off. The home page still says what every license needs."
    if not verified:
        return "On, but they go nowhere until your e-mail address is confirmed."
    if not coming:
        return "On. Nothing is due: no license of yours lacks anything."
    first = coming[0]
    return f"On. Next: {first.name}, {long_date(first.day)} ({first.what}), in the morning."


def _outcome(row: Reminder) -> str:
    if row.state == State.SENT:
        return "sent"
    if row.state == State.GIVEN_UP:
        return f"not delivered: {row.problem}"
    return f"to be tried again: {row.problem}" if row.problem else "to be sent"
