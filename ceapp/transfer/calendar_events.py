"""Which days stand in a person's calendar: expirations of licenses and planned courses."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date

from ceapp.courses.models import Course
from ceapp.db import db
from ceapp.licenses import choosing
from ceapp.licenses.models import License
from ceapp.transfer import queries
from ceapp.transfer.calendar_text import REMINDERS, Event
from ceapp.transfer.models import CalendarFeed
from ceapp.web.filters import count

EXPIRES = "{license} expires"
RENEW = "Last day of this renewal period. What is still needed stands in Good Standing."
PLANNED = "Planned CE course"
PLANNED_WORDS = "{hours}; it counts once you have said that you finished it."


def events_of(feed: CalendarFeed, today: date) -> list[Event]:
    """Give the events of a feed: no license number, and no course title unless it was asked for."""
    names = choosing.names(feed.user_id)
    expirations = [_expiration(row, names) for row in queries.licenses_in_use(feed.user_id)]
    return [*expirations, *(_planned(row, feed) for row in _courses(feed.user_id, today))]


def _expiration(row: License, names: Mapping[str, str]) -> Event:
    license_name = names.get(row.credential_id, row.credential_id)
    return Event(
        uid=_uid(f"license-{row.id}-{row.expires}", row.user_id),
        day=row.expires,
        summary=EXPIRES.format(license=license_name),
        description=RENEW,
        changed=row.created_at,
        reminders=REMINDERS,
    )


def _planned(row: Course, feed: CalendarFeed) -> Event:
    return Event(
        uid=_uid(f"course-{row.id}", row.user_id),
        day=row.completed,
        summary=row.title if feed.names_courses else PLANNED,
        description=PLANNED_WORDS.format(hours=count(row.hours, "hour")),
        changed=row.updated_at,
    )


def _courses(user_id: int, today: date) -> Sequence[Course]:
    return db.session.scalars(
        db.select(Course)
        .where(
            Course.user_id == user_id,
            Course.deleted_at.is_(None),
            Course.planned,
            Course.completed > today,
        )
        .order_by(Course.completed, Course.id)
    ).all()


def _uid(what: str, user_id: int) -> str:
    # Unlike other servers' ids, and it tells nobody how many people or courses there are.
    digest = hashlib.sha256(f"good-standing {user_id} {what}".encode()).hexdigest()
    return f"{digest[:32]}@good-standing"
