"""Reading the course log; whose it is comes first, always, and deleted courses never show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, extract, func, or_

from ceapp.courses.models import Course, CourseApproval, CourseTopic
from ceapp.courses.search import CourseSearch, Order
from ceapp.db import db

PER_PAGE = 40


@dataclass(frozen=True, slots=True)
class CoursePage:
    """One page of the log, and the totals of all its pages.

    `planned` of the `count` courses are not taken yet; `hours` are those of the others. `search`
    carries the page that is shown, which is the last one where a later one was asked.
    """

    search: CourseSearch
    courses: Sequence[Course]
    count: int
    planned: int
    hours: Decimal
    pages: int


@dataclass(frozen=True, slots=True)
class Used:
    """What the courses of a log name, for its filters; years latest first, approvals by use."""

    years: tuple[int, ...]
    topics: tuple[str, ...]
    approvals: tuple[str, ...]


def course(user_id: int, course_id: int) -> Course | None:
    """Give one course of this person; None where it is not theirs or deleted."""
    return _one(user_id, course_id, Course.deleted_at.is_(None))


def deleted_course(user_id: int, course_id: int) -> Course | None:
    """Give one course that this person deleted and may still bring back."""
    return _one(user_id, course_id, Course.deleted_at.is_not(None))


def page_of_courses(user_id: int, search: CourseSearch) -> CoursePage:
    """Give the page of the log that `search` asks for."""
    conditions = list(_conditions(user_id, search))
    taken = Course.planned.is_(False)
    count, done, hours = db.session.execute(
        db.select(
            func.count(Course.id),
            func.count(Course.id).filter(taken),
            func.sum(Course.hours).filter(taken),
        ).where(*conditions)
    ).one()
    pages = max(1, -(-count // PER_PAGE))
    search = search.on_page(min(search.page, pages))
    found = db.session.scalars(
        db.select(Course)
        .where(*conditions)
        .order_by(*_order(search))
        .limit(PER_PAGE)
        .offset((search.page - 1) * PER_PAGE)
    ).all()
    return CoursePage(search, found, count, count - done, hours or Decimal(0), pages)


def planned_courses(user_id: int, today: date) -> Sequence[Course]:
    """Give the courses that are planned for `today` and later, by date."""
    return db.session.scalars(
        db.select(Course)
        .where(*_of(user_id), Course.planned, Course.completed >= today)
        .order_by(Course.completed, Course.id)
    ).all()


def unconfirmed_courses(user_id: int, today: date) -> Sequence[Course]:
    """Give the planned courses whose day has passed, by date: nobody knows if they were taken."""
    return db.session.scalars(
        db.select(Course)
        .where(*_of(user_id), Course.planned, Course.completed < today)
        .order_by(Course.completed, Course.id)
    ).all()


def courses_like(course: Course) -> Sequence[Course]:
    """Give the person's other courses of the same provider, date and hours."""
    return db.session.scalars(
        db.select(Course)
        .where(
            *_of(course.user_id),
            Course.id != course.id,
            func.lower(Course.provider) == func.lower(course.provider),
            Course.completed == course.completed,
            Course.hours == course.hours,
        )
        .order_by(Course.id)
    ).all()


def logged_since(user_id: int, moment: datetime, title: str) -> Sequence[Course]:
    """Give the courses of this title that the person logged at or after `moment`."""
    return db.session.scalars(
        db.select(Course).where(*_of(user_id), Course.created_at >= moment, Course.title == title)
    ).all()


def used(user_id: int) -> Used:
    """Give the years, topics and approvals that this person's courses name."""
    mine = _of(user_id)
    year = extract("year", Course.completed)
    years = db.session.scalars(db.select(year).where(*mine).distinct().order_by(year.desc()))
    topics = db.session.scalars(
        db.select(CourseTopic.topic)
        .join(Course, Course.id == CourseTopic.course_id)
        .where(*mine, CourseTopic.user_id == user_id)
        .distinct()
    )
    return Used(tuple(int(one) for one in years), tuple(topics), approvals_used(user_id))


def approvals_used(user_id: int) -> tuple[str, ...]:
    """Give the approvals that this person's courses name, the most used first."""
    return tuple(
        db.session.scalars(
            db.select(CourseApproval.approval)
            .join(Course, Course.id == CourseApproval.course_id)
            .where(*_of(user_id), CourseApproval.user_id == user_id)
            .group_by(CourseApproval.approval)
            .order_by(func.count().desc(), CourseApproval.approval)
        )
    )


def _one(user_id: int, course_id: int, state: ColumnElement[bool]) -> Course | None:
    return db.session.scalars(
        db.select(Course).where(Course.user_id == user_id, Course.id == course_id, state)
    ).one_or_none()


def _of(user_id: int) -> tuple[ColumnElement[bool], ...]:
    return (Course.user_id == user_id, Course.deleted_at.is_(None))


def _conditions(user_id: int, search: CourseSearch) -> Iterator[ColumnElement[bool]]:
    yield from _of(user_id)
    for word in search.words:
        places = (Course.title, Course.provider, Course.notes)
        yield or_(*(place.icontains(word, autoescape=True) for place in places))
    if search.year is not None:
        yield Course.completed.between(date(search.year, 1, 1), date(search.year, 12, 31))
    if search.topic:
        yield Course.topics.any(CourseTopic.topic == search.topic)
    if search.format is not None:
        yield Course.format == search.format
    if search.approval:
        yield Course.approvals.any(CourseApproval.approval == search.approval)


def _order(search: CourseSearch) -> tuple[Any, ...]:
    chosen: Any = {
        Order.LATEST: Course.completed,
        Order.EARLIEST: Course.completed,
        Order.TITLE: func.lower(Course.title),
        Order.TITLE_BACKWARD: func.lower(Course.title),
        Order.MOST_HOURS: Course.hours,
        Order.FEWEST_HOURS: Course.hours,
    }[search.sort]
    if search.sort.down:
        return chosen.desc(), Course.completed.desc(), Course.id.desc()
    # Courses that tie keep one order, so that none is on two pages or on none.
    return chosen.asc(), Course.completed.desc(), Course.id.asc()
