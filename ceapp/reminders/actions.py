"""Choosing, stopping, making, claiming and settling reminders; each of them commits."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import uuid4

from sqlalchemy.exc import IntegrityError

from ceapp.db import db
from ceapp.reminders.models import Reminder, ReminderChoice, ReminderRun, State
from ceapp.reminders.people import Claimed, Person
from ceapp.reminders.queries import may_be_claimed, preferences
from ceapp.reminders.schedule import Due

LEASE = timedelta(minutes=10)  # much longer than a mail server may take to answer
MOST_TRIES = 5
RUNS_KEPT = timedelta(days=90)


def save_choice(
    user_id: int,
    *,
    active: bool,
    days: frozenset[int],
    lapsed: bool,
    digest_day: int | None,
    today: date,
    now: datetime,
) -> None:
    """Keep what a person chose, as `write_choice` does."""
    write_choice(
        user_id,
        active=active,
        days=days,
        lapsed=lapsed,
        digest_day=digest_day,
        today=today,
        now=now,
    )
    db.session.commit()


def write_choice(
    user_id: int,
    *,
    active: bool,
    days: frozenset[int],
    lapsed: bool,
    digest_day: int | None,
    today: date,
    now: datetime,
) -> None:
    """Write what a person chose, without committing it.

    Where something is added, days before `today` are over: nobody gets a reminder for a day that
    they had left out until now. Turning reminders on again ends the stop links of earlier mails.
    """
    before = preferences(user_id)
    row = _row(user_id)
    started = active and not before.active
    added = days - before.choice.days or (lapsed and not before.choice.lapsed)
    if started or added or digest_day != before.choice.digest_day:
        row.since = today
    if started:
        row.stop_key = _new_key()
    row.active, row.days, row.lapsed = active, sorted(days, reverse=True), lapsed
    row.digest_day, row.chosen_at, row.looked_on = digest_day, now, None


def stop(user_id: int, stop_key: str, *, now: datetime) -> bool:
    """Send this person nothing more; False where the key is not (any longer) theirs."""
    row = db.session.get(ReminderChoice, user_id)
    if row is None or not secrets.compare_digest(row.stop_key, stop_key):
        return False
    row.active, row.chosen_at = False, now
    db.session.commit()
    return True


def make(person: Person, found: Sequence[Due], *, host: str, now: datetime) -> int:
    """Make the reminders found due for a person, and give how many; their day is then done.

    Two processes may do so at once: what exists already is not made again. One reminder takes the
    place of those about the same license that nobody has sent yet: never a pile.
    """
    made = sum(_made(one, person.user_id, host=host, now=now) for one in found)
    _row(person.user_id).looked_on = person.day
    db.session.commit()
    return made


def claim(reminder_id: int, *, now: datetime) -> Claimed | None:
    """Take a reminder for sending; None where somebody else has it or it is settled."""
    own = secrets.token_hex(16)
    db.session.execute(
        db.update(Reminder)
        .where(Reminder.id == reminder_id, *may_be_claimed(now))
        .values(claim=own, claimed_until=now + LEASE, tries=Reminder.tries + 1)
    )
    row = db.session.get(Reminder, reminder_id, populate_existing=True)
    db.session.commit()
    if row is None or row.claim != own:
        return None
    return Claimed(
        id=row.id,
        claim=own,
        user_id=row.user_id,
        license_id=row.license_id,
        period_end=row.period_end,
        kind=row.kind,
        message_id=row.message_id,
        tries=row.tries,
    )


def record_sent(reminder: Claimed, *, now: datetime) -> None:
    """Note that a mail server has taken it."""
    _settle(reminder, state=State.SENT, settled_at=now, problem="")


def record_failure(reminder: Claimed, problem: str, *, now: datetime) -> None:
    """Note why it did not leave; try again in 1, 3, 9 and 27 hours, then give up."""
    if reminder.tries >= MOST_TRIES:
        _settle(reminder, state=State.GIVEN_UP, settled_at=now, problem=problem[:300])
        return
    later = now + timedelta(hours=3 ** (reminder.tries - 1))
    _settle(reminder, next_try_at=later, problem=problem[:300])


def withdraw(reminder: Claimed) -> None:
    """Take back a reminder that is not true any more, as if it had never been made."""
    db.session.execute(
        db.delete(Reminder).where(Reminder.id == reminder.id, Reminder.claim == reminder.claim)
    )
    db.session.commit()


def begin_run(*, now: datetime) -> int:
    """Note that a run begins, and give its id; runs of long ago are forgotten."""
    db.session.execute(db.delete(ReminderRun).where(ReminderRun.started_at < now - RUNS_KEPT))
    row = ReminderRun(started_at=now)
    db.session.add(row)
    db.session.commit()
    return row.id


def finish_run(run_id: int, *, sent: int, failed: int, now: datetime) -> None:
    """Note that a run came to its end, and what it did."""
    db.session.execute(
        db.update(ReminderRun)
        .where(ReminderRun.id == run_id)
        .values(finished_at=now, sent=sent, failed=failed)
    )
    db.session.commit()


def _made(one: Due, user_id: int, *, host: str, now: datetime) -> bool:
    older = db.delete(Reminder).where(
        Reminder.user_id == user_id,
        Reminder.license_id.is_not_distinct_from(one.license_id),
        (Reminder.period_end != one.ends) | (Reminder.kind != one.kind),
        Reminder.state == State.WAITING,
        Reminder.claimed_until.is_(None) | (Reminder.claimed_until <= now),
    )
    row = Reminder(
        user_id=user_id,
        license_id=one.license_id,
        period_end=one.ends,
        kind=one.kind,
        message_id=f"<{uuid4().hex}@{host}>",
        next_try_at=now,
        made_at=now,
    )
    try:
        with db.session.begin_nested():
            db.session.execute(older)
            db.session.add(row)
    except IntegrityError:  # another process made it a moment earlier
        return False
    return True


def _settle(reminder: Claimed, **values: object) -> None:
    db.session.execute(
        db.update(Reminder)
        .where(Reminder.id == reminder.id, Reminder.claim == reminder.claim)
        .values(claim=None, claimed_until=None, **values)
    )
    db.session.commit()


def _row(user_id: int) -> ReminderChoice:
    """Give a person's row, made from what holds for everybody where there is none."""
    row = db.session.get(ReminderChoice, user_id)
    if row is not None:
        return row
    choice = preferences(user_id).choice
    row = ReminderChoice(
        user_id=user_id,
        active=True,
        days=sorted(choice.days, reverse=True),
        lapsed=choice.lapsed,
        digest_day=choice.digest_day,
        since=choice.since,
        stop_key=_new_key(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:  # another process made it a moment earlier
        return db.session.get_one(ReminderChoice, user_id)
    return row


def _new_key() -> str:
    return secrets.token_hex(8)
