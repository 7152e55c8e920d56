"""Courses as the rules need to know them: values, read as columns, no object for each row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, bindparam, select

from ceapp.courses.entry import Entry
from ceapp.courses.models import Course, CourseApproval, CourseTopic
from ceapp.db import db
from ceapp.rules.credit import Credit
from ceapp.rules.vocabulary import AcademicCredits, AcademicUnit, Activity, Format

_AT_ONCE = 500  # ids in one question: databases take only so many
_COURSES = select(
    Course.id,
    Course.title,
    Course.completed,
    Course.hours,
    Course.provider,
    Course.format,
    Course.activity,
    Course.academic_amount,
    Course.academic_unit,
    Course.planned,
).order_by(Course.completed, Course.id)
_TOPICS = (
    select(CourseTopic.course_id, CourseTopic.topic, CourseTopic.hours)
    .where(
        CourseTopic.user_id == bindparam("user_id"),
        CourseTopic.course_id.in_(bindparam("course_ids", expanding=True)),
    )
    .order_by(CourseTopic.id)
)
_APPROVALS = select(CourseApproval.course_id, CourseApproval.approval).where(
    CourseApproval.user_id == bindparam("user_id"),
    CourseApproval.course_id.in_(bindparam("course_ids", expanding=True)),
)


def as_credit(course: Course) -> Credit:
    """Give what one `course` that was read as a row is worth to the rules."""
    return Credit(
        key=str(course.id),
        title=course.title,
        completed=course.completed,
        hours=course.hours,
        provider=course.provider,
        topics={part.topic: part.hours for part in course.topics},
        format=Format(course.format) if course.format else None,  # the column holds its text
        activity=Activity(course.activity),
        approvals=frozenset(given.approval for given in course.approvals),
        academic=course.academic,
        planned=course.planned,
    )


def credit_of(entry: Entry, key: str) -> Credit:
    """Give what a form's `entry` would be worth to the rules, before anything is saved."""
    return Credit(
        key=key,
        title=entry.title,
        completed=entry.completed,
        hours=entry.hours,
        provider=entry.provider,
        topics=entry.topics,
        format=entry.format,
        activity=entry.activity,
        approvals=frozenset(entry.approvals),
        academic=entry.academic,
        planned=entry.planned,
    )


def credits_of(
    user_id: int, *conditions: ColumnElement[bool], values: Mapping[str, Any] | None = None
) -> list[Credit]:
    """Give this person's courses that meet the conditions, by date and then in the order entered.

    `values` are what the conditions leave open. A credit's key is the id of its course.
    """
    mine = _COURSES.where(Course.user_id == user_id, Course.deleted_at.is_(None), *conditions)
    rows = db.session.execute(mine, values).all()
    ids = [row.id for row in rows]
    topics: dict[int, dict[str, Decimal]] = {course_id: {} for course_id in ids}
    for course_id, topic, hours in _parts(_TOPICS, user_id, ids):
        topics[course_id][topic] = hours
    approvals: dict[int, set[str]] = {}
    for course_id, approval in _parts(_APPROVALS, user_id, ids):
        approvals.setdefault(course_id, set()).add(approval)
    return [_credit(row, topics[row.id], frozenset(approvals.get(row.id, ()))) for row in rows]


def _credit(row: Any, topics: Mapping[str, Decimal], approvals: frozenset[str]) -> Credit:
    return Credit(
        key=str(row.id),
        title=row.title,
        completed=row.completed,
        hours=row.hours,
        provider=row.provider,
        topics=topics,
        format=Format(row.format) if row.format else None,  # the column holds its text
        activity=Activity(row.activity),
        approvals=approvals,
        academic=AcademicCredits(row.academic_amount, AcademicUnit(row.academic_unit))
        if row.academic_unit
        else None,
        planned=row.planned,
    )


def _parts(asked: Any, user_id: int, course_ids: Sequence[int]) -> Iterator[Any]:
    """Give what belongs to these courses, of each in the order entered."""
    for start in range(0, len(course_ids), _AT_ONCE):
        some = course_ids[start : start + _AT_ONCE]
        yield from db.session.execute(asked, {"user_id": user_id, "course_ids": some})
