"""Reading who is to be reminded of what, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement

from ceapp.accounts.models import User
from ceapp.db import db
from ceapp.licenses.models import License
from ceapp.reminders.models import Reminder, ReminderChoice, ReminderRun, State
from ceapp.reminders.people import Person, Recipient, watched
from ceapp.reminders.schedule import Choice, Due, Watched, day_to_remind, due, everything
from ceapp.standing.queries import standings_of

MOST_LATELY = 6


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person chose, or what holds for somebody who never did."""

    active: bool
    choice: Choice
    chosen_at: datetime | None


@dataclass(frozen=True, slots=True)
class Channel:
    """Whether reminders reach somebody: wanted and sendable, looked for, and delivered."""

    open: bool
    chosen_at: datetime | None
    last_run: datetime | None
    undelivered: bool


def preferences(user_id: int) -> Preferences:
    """Give what a person wants to be reminded of."""
    row = db.session.get(ReminderChoice, user_id)
    if row is None:
        return Preferences(
            active=True,
            choice=everything(since=_joined(user_id)),
            chosen_at=None,
        )
    choice = Choice(frozenset(row.days), row.lapsed, row.digest_day, row.since)
    return Preferences(active=row.active, choice=choice, chosen_at=row.chosen_at)


def people_to_look_at(now: datetime, on: date | None = None) -> Iterator[Person]:
    """Give everybody with a verified address who has not been looked at for their day yet.

    `on` makes it that day everywhere. Where morning has not come the day is still yesterday, which
    was looked at before, so that nobody is found twice.
    """
    for zone in db.session.scalars(db.select(User.time_zone).distinct()).all():
        day = on or day_to_remind(now, zone)
        today = on or now.astimezone(ZoneInfo(zone)).date()
        looked = ReminderChoice.looked_on
        found = db.session.scalars(
            db.select(User.id)
            .join(ReminderChoice, ReminderChoice.user_id == User.id, isouter=True)
            .where(User.time_zone == zone, _reachable(), looked.is_(None) | (looked != day))
            .order_by(User.id)
        ).all()
        yield from (Person(user_id, day, today) for user_id in found)


def recipient(user_id: int) -> Recipient | None:
    """Give where a person's reminders go; None where they go nowhere (any more)."""
    row = db.session.execute(
        db.select(User.email, User.time_zone, ReminderChoice.stop_key)
        .join(ReminderChoice, ReminderChoice.user_id == User.id)
        .where(User.id == user_id, _reachable())
    ).one_or_none()
    return Recipient(*row) if row else None


def due_for(person: Person) -> tuple[Due, ...]:
    """Give the reminders that are due to a person and do not exist yet."""
    choice = preferences(person.user_id).choice
    licenses = watched_licenses(person.user_id, person.today)
    return due(choice, licenses, _digests_made(person.user_id), person.day)


def watched_licenses(user_id: int, today: date) -> tuple[Watched, ...]:
    """Give each license in use as the schedule needs to know it."""
    added = dict(
        db.session.execute(
            db.select(License.id, License.created_at).where(License.user_id == user_id)
        ).all()
    )
    zone = ZoneInfo(_zone(user_id))
    made = _made(user_id)
    return tuple(
        watched(
            one,
            added=added[one.held.id].astimezone(zone).date(),
            made=frozenset(made.get((one.held.id, one.held.holding.expires), ())),
        )
        for one in standings_of(user_id, today)
    )


def license_names(user_id: int, today: date) -> dict[int, str]:
    """Give the short name of each license in use."""
    return {one.held.id: one.name for one in standings_of(user_id, today)}


def next_waiting(now: datetime, after: int) -> int | None:
    """Give the next reminder behind the one with the id `after` that somebody may claim."""
    return db.session.scalars(
        db.select(Reminder.id)
        .where(Reminder.id > after, *may_be_claimed(now))
        .order_by(Reminder.id)
        .limit(1)
    ).one_or_none()


def may_be_claimed(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Give the conditions under which a reminder is free to be sent."""
    return (
        Reminder.state == State.WAITING,
        Reminder.next_try_at <= now,
        Reminder.claimed_until.is_(None) | (Reminder.claimed_until <= now),
    )


def channel(user_id: int, failed_since: datetime) -> Channel:
    """Give, in one query, whether a person's reminders can reach them; the home page asks."""
    last_run = db.select(db.func.max(ReminderRun.finished_at)).scalar_subquery()
    undelivered = (
        db.select(Reminder.id)
        .join(License, License.id == Reminder.license_id, isouter=True)
        .where(
            Reminder.user_id == user_id,
            Reminder.state == State.GIVEN_UP,
            Reminder.settled_at > failed_since,
            License.id.is_(None) | (License.expires == Reminder.period_end),
        )
        .exists()
    )
    row = db.session.execute(
        db.select(_reachable(), ReminderChoice.chosen_at, last_run, undelivered)
        .select_from(User)
        .join(ReminderChoice, ReminderChoice.user_id == User.id, isouter=True)
        .where(User.id == user_id)
    ).one()
    return Channel(*row)


def is_verified(user_id: int) -> bool:
    """Say whether a person has confirmed their e-mail address; mail goes to no other."""
    return bool(
        db.session.scalar(db.select(db.func.count(User.id)).where(User.id == user_id, _verified()))
    )


def stoppable(known: tuple[int, str] | None) -> bool:
    """Say whether a stop link's person and key are still those of somebody."""
    if known is None:
        return False
    row = db.session.get(ReminderChoice, known[0])
    return row is not None and row.stop_key == known[1]


def lately(user_id: int) -> Sequence[Reminder]:
    """Give a person's latest reminders, the newest first."""
    return db.session.scalars(
        db.select(Reminder)
        .where(Reminder.user_id == user_id)
        .order_by(Reminder.made_at.desc(), Reminder.id.desc())
        .limit(MOST_LATELY)
    ).all()


def _reachable() -> ColumnElement[bool]:
    return _verified() & ReminderChoice.active.is_not(False)


def _verified() -> ColumnElement[bool]:
    return User.email_confirmed_at.is_not(None)


def _joined(user_id: int) -> date:
    """Give the day on which the account was opened, where the person is."""
    opened: datetime = db.session.scalars(
        db.select(User.created_at).where(User.id == user_id)
    ).one()
    return opened.astimezone(ZoneInfo(_zone(user_id))).date()


def _zone(user_id: int) -> str:
    zone: str = db.session.scalars(db.select(User.time_zone).where(User.id == user_id)).one()
    return zone


def _made(user_id: int) -> dict[tuple[int | None, date], set[str]]:
    found: dict[tuple[int | None, date], set[str]] = {}
    for license_id, ends, kind in db.session.execute(
        db.select(Reminder.license_id, Reminder.period_end, Reminder.kind).where(
            Reminder.user_id == user_id
        )
    ):
        found.setdefault((license_id, ends), set()).add(kind)
    return found


def _digests_made(user_id: int) -> frozenset[date]:
    return frozenset(
        db.session.scalars(
            db.select(Reminder.period_end).where(
                Reminder.user_id == user_id, Reminder.license_id.is_(None)
            )
        )
    )
