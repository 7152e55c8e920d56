"""Counting tries in the database, where every process sees those of the others."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy.exc import IntegrityError

from ceapp.accounts.events import Event, note_for_address
from ceapp.accounts.limits import NO_WAIT, Counted
from ceapp.accounts.models import Tries
from ceapp.accounts.whence import Whence
from ceapp.db import db

# What makes a moment another one, so that it is really written.
_ANOTHER = timedelta(seconds=1)
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def begin_try(counts: Sequence[Counted], *, now: datetime) -> datetime | None:
    """Count a try before it is made; give None where it may be made.

    Else nothing is counted, and it gives the moment from which it may be tried again. A try is
    counted before it is made, so that many at once cannot all be let through.
    """
    db.session.rollback()
    db.session.execute(db.delete(Tries).where(Tries.kept_until <= now))
    rows = {count: _locked(_key(count)) for count in _in_one_order(counts)}
    wait = max((count.limit.wait(row.times, now) for count, row in rows.items()), default=NO_WAIT)
    if wait > NO_WAIT:
        db.session.rollback()
        return now + wait
    for count, row in rows.items():
        row.times = [*count.limit.recent(row.times, now), now.timestamp()]
        row.kept_until = now + count.limit.within
    db.session.commit()
    return None


def forget_try(counts: Sequence[Counted]) -> None:
    """Take the last try back, since it was right; those by the same browser or network all go.

    What strangers tried elsewhere stays counted.
    """
    for count in _in_one_order(counts):
        row = _locked(_key(count))
        row.times = [] if count.limit.pause else row.times[:-1]
    db.session.commit()


def note_wrong(
    counts: Sequence[Counted], email: str, event: Event, *, whence: Whence, now: datetime
) -> None:
    """Put a wrong guess into the log of the account with this address, if there is one.

    Where there is none as much is written, so that the answer takes as long.
    """
    for count in _in_one_order(counts):
        _locked(_key(count)).kept_until = now + count.limit.within + _ANOTHER
    note_for_address(email, event, whence=whence, now=now)
    db.session.commit()


def _key(count: Counted) -> str:
    return hashlib.sha256(count.what.encode()).hexdigest()


def _in_one_order(counts: Sequence[Counted]) -> list[Counted]:
    return sorted(counts, key=_key)  # two tries at once never wait for each other


def _locked(key: str) -> Tries:
    row = db.session.get(Tries, key, with_for_update=True)
    if row:
        return row
    try:
        with db.session.begin_nested():
            db.session.add(Tries(key=key, times=[], kept_until=NEVER))
    except IntegrityError:
        pass  # another process was first
    return db.session.get_one(Tries, key, with_for_update=True)
