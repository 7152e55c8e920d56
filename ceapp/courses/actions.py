"""Changing the course log: a verb each, committed here."""

from __future__ import annotations

from datetime import datetime, timedelta

from ceapp.courses.entry import Entry
from ceapp.courses.models import Course, CourseApproval, CourseTopic
from ceapp.courses.queries import logged_since
from ceapp.db import db
from ceapp.rules.vocabulary import Activity, Format

KEPT = timedelta(days=30)  # how long a deleted course can still be brought back
SAME_CLICK = timedelta(seconds=30)  # nobody logs the very same course twice within it on purpose


def log_course(user_id: int, entry: Entry, *, now: datetime) -> Course:
    """Add a course to the person's log; the same form sent twice by one hand adds it once."""
    for earlier in logged_since(user_id, now - SAME_CLICK, entry.title):
        if _says(earlier, entry):
            db.session.commit()
            return earlier
    course = add_course(user_id, entry, now=now)
    db.session.commit()
    return course


def add_course(user_id: int, entry: Entry, *, now: datetime) -> Course:
    """Add a course without committing it: for an action that saves more at the same time."""
    course = Course(user_id=user_id, created_at=now)
    _write(course, entry, now)
    db.session.add(course)
    return course


def change_course(course: Course, entry: Entry, *, now: datetime) -> None:
    """Let a course say what `entry` says."""
    _write(course, entry, now)
    db.session.commit()


def finish_course(course: Course, *, now: datetime) -> None:
    """Let a planned course be one that was taken on its day."""
    course.planned, course.updated_at = False, now
    db.session.commit()


def delete_course(course: Course, *, now: datetime) -> None:
    """Take a course out of the log; erase for good what this person deleted long ago."""
    course.deleted_at = now
    db.session.execute(
        db.delete(Course).where(Course.user_id == course.user_id, Course.deleted_at < now - KEPT)
    )
    db.session.commit()


def restore_course(course: Course) -> None:
    """Bring a deleted course back as it was."""
    course.deleted_at = None
    db.session.commit()


def _says(course: Course, entry: Entry) -> bool:
    return entry == Entry(
        title=course.title,
        completed=course.completed,
        hours=course.hours,
        provider=course.provider,
        format=Format(course.format) if course.format else None,  # the column holds its text
        activity=Activity(course.activity),
        topics={part.topic: part.hours for part in course.topics},
        approvals={given.approval: given.number for given in course.approvals},
        academic=course.academic,
        cost_cents=course.cost_cents,
        notes=course.notes,
        planned=course.planned,
    )


def _write(course: Course, entry: Entry, now: datetime) -> None:
    course.title = entry.title
    course.provider = entry.provider
    course.completed = entry.completed
    course.planned = entry.planned
    course.hours = entry.hours
    course.format = entry.format
    course.activity = entry.activity
    course.academic = entry.academic
    course.cost_cents = entry.cost_cents
    course.notes = entry.notes
    course.updated_at = now
    _write_topics(course, entry)
    _write_approvals(course, entry)


def _write_topics(course: Course, entry: Entry) -> None:
    # Rows of topics that stay are changed in place: deleting and adding them anew in one flush
    # would break the rule of one row per topic.
    kept = {part.topic: part for part in course.topics}
    course.topics = [
        kept.get(topic) or CourseTopic(user_id=course.user_id, topic=topic)
        for topic in entry.topics
    ]
    for part in course.topics:
        part.hours = entry.topics[part.topic]


def _write_approvals(course: Course, entry: Entry) -> None:
    kept = {given.approval: given for given in course.approvals}
    course.approvals = [
        kept.get(approval) or CourseApproval(user_id=course.user_id, approval=approval)
        for approval in entry.approvals
    ]
    for given in course.approvals:
        given.number = entry.approvals[given.approval]
