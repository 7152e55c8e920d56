"""Reading what reports are made of; whose it is comes first, always."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ceapp.boards import catalog
from ceapp.certificates.queries import certificates_of_courses
from ceapp.courses.models import Course
from ceapp.db import db
from ceapp.licenses.models import License
from ceapp.licenses.queries import licenses
from ceapp.reports.packet import Packet, packet_of
from ceapp.reports.transcript import Transcript, transcript_of
from ceapp.rules.period import Period
from ceapp.standing.audit import course_ids_behind
from ceapp.standing.queries import periods_held, standing_in, standings_through


@dataclass(frozen=True, slots=True)
class Choice:
    """A license with the periods that a packet can be made for, the current one first.

    None where its rules cannot be read.
    """

    license: License
    periods: tuple[Period, ...]


def choices(user_id: int, today: date) -> tuple[Choice, ...]:
    """Give the person's licenses with their periods back to the issue date or the first course."""
    since = first_day(user_id) or today
    rows = [*licenses(user_id), *licenses(user_id, retired=True)]
    return tuple(Choice(row, periods_held(user_id, row.id, row.issued or since)) for row in rows)


def first_day(user_id: int) -> date | None:
    """Give the day of the earliest course that was taken; None where nothing is logged."""
    found: date | None = db.session.scalar(
        db.select(db.func.min(Course.completed)).where(
            Course.user_id == user_id, Course.deleted_at.is_(None), Course.planned.is_(False)
        )
    )
    return found


def packet(user_id: int, license_id: int, ends: date, *, person: str, today: date) -> Packet | None:
    """Give the packet of a license for the period that ends on `ends`.

    None where the license is not this person's or has no such period.
    """
    one = standing_in(user_id, license_id, ends, today)
    if one is None or one.standing is None:
        return None
    ids = course_ids_behind(one.standing)
    return packet_of(
        one,
        one.standing,
        person=person,
        courses=_courses(user_id, ids),
        files=certificates_of_courses(user_id, ids),
        topics=catalog.topics(),
        approvals=catalog.approvals(),
    )


def transcript(
    user_id: int,
    since: date,
    until: date,
    *,
    person: str,
    today: date,
    license_id: int | None = None,
) -> Transcript:
    """Give the transcript of the days from `since` to `until`, of one license or all in use."""
    until = min(until, today)
    courses = db.session.scalars(
        db.select(Course)
        .where(
            Course.user_id == user_id,
            Course.deleted_at.is_(None),
            Course.planned.is_(False),
            Course.completed.between(since, until),
        )
        .order_by(Course.completed, Course.id)
    ).all()
    first = courses[0].completed if courses else today
    standings = standings_through(user_id, first, today)
    return transcript_of(
        courses,
        [one for one in standings if license_id in {None, one.held.id}],
        person=person,
        since=since,
        until=until,
        as_of=today,
        approvals=catalog.approvals(),
    )


def _courses(user_id: int, ids: Sequence[int]) -> Sequence[Course]:
    return db.session.scalars(
        db.select(Course).where(Course.user_id == user_id, Course.id.in_(ids))
    ).all()
