"""What is due on a day, for each license; pure: no clock, no database, no words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ceapp.rules.period import ONE_DAY

DAYS = (180, 90, 30, 14, 7, 1, 0)  # before the expiration date; 0 is the day itself
DAYS_AFTER = 7
DIGEST_DAYS = range(1, 29)  # every month has these
MORNING = 8  # o'clock, where the person is
COMPLETE = "complete"
LAPSED = "lapsed"
DIGEST = "digest"
_OVER = timedelta(days=37)  # so long after the expiration date, nothing here is news any more
_STALE_DIGEST = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person wants to be reminded of; days before `since` are over for them."""

    days: frozenset[int]
    lapsed: bool
    digest_day: int | None
    since: date


def everything(since: date) -> Choice:
    """Give what holds for somebody who chose nothing: every day, and no digest."""
    return Choice(days=frozenset(DAYS), lapsed=True, digest_day=None, since=since)


@dataclass(frozen=True, slots=True)
class Watched:
    """One license as the schedule needs to know it.

    `added` is the day it was entered, and `made` the kinds of reminder that exist for the period
    that ends on `ends`. `settled` means complete and sure; `news` that this was worth working for.
    """

    id: int
    ends: date
    added: date
    settled: bool
    news: bool
    made: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Due:
    """One reminder to make; of the digest, `license_id` is None and `ends` the day it is for."""

    license_id: int | None
    ends: date
    kind: str


def kind_before(days: int) -> str:
    """Name the reminder so many days before the expiration date."""
    return f"before-{days}"


def days_before(kind: str) -> int | None:
    """Give the days in a kind's name; None where it is of another sort."""
    name, _, days = kind.partition("-")
    return int(days) if name == "before" else None


def day_to_remind(now: datetime, zone: str) -> date:
    """Give the day whose reminders are to be sent: today once it is morning there.

    Until then it is yesterday: what could not be sent then has not become less true at night.
    """
    there = now.astimezone(ZoneInfo(zone))
    return there.date() if there.hour >= MORNING else there.date() - ONE_DAY


def due(
    choice: Choice, licenses: Iterable[Watched], digests: frozenset[date], today: date
) -> tuple[Due, ...]:
    """Give what is due on `today`: at most one reminder for each license, and the digest.

    Of days that were missed only the latest counts. `digests` are the days of those already made.
    """
    watched = tuple(licenses)
    found = [one for license in watched if (one := _due(choice, license, today)) is not None]
    day = _digest_day(choice, today)
    open_ones = any(not license.settled for license in watched)
    if day is not None and day not in digests and open_ones:
        found.append(Due(None, day, DIGEST))
    return tuple(found)


def next_day(choice: Choice, license: Watched, today: date) -> tuple[date, str] | None:
    """Give the next reminder about a license after `today`, if nothing changes until then."""
    if license.settled:
        return None
    to_come = [(day, kind) for day, kind in _days(choice, license) if day > today]
    return min(to_come, default=None)


def _due(choice: Choice, license: Watched, today: date) -> Due | None:
    if license.settled:
        fresh = license.news and COMPLETE not in license.made and today <= license.ends
        return Due(license.id, license.ends, COMPLETE) if fresh else None
    first = max(choice.since, license.added)
    past = [one for one in _days(choice, license) if first <= one[0] <= today]
    if not past or today > license.ends + _OVER:
        return None
    _day, kind = max(past)
    return None if kind in license.made else Due(license.id, license.ends, kind)


def _days(choice: Choice, license: Watched) -> Iterator[tuple[date, str]]:
    for days in choice.days:
        yield license.ends - timedelta(days=days), kind_before(days)
    if choice.lapsed:
        yield license.ends + timedelta(days=DAYS_AFTER), LAPSED


def _digest_day(choice: Choice, today: date) -> date | None:
    """Give the latest day on which a digest was due, where it is not too long ago."""
    if choice.digest_day is None:
        return None
    this = today.replace(day=choice.digest_day)
    month_before = today.replace(day=1) - ONE_DAY
    latest = this if this <= today else month_before.replace(day=choice.digest_day)
    return latest if latest >= max(choice.since, today - _STALE_DIGEST) else None
