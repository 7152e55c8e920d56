"""A course as the rules need to know it: a value without a database behind it."""

from __future__ import annotations

from ceapp.courses.entry import Entry
from ceapp.courses.models import Course
from ceapp.rules.credit import Credit
from ceapp.rules.vocabulary import Activity, Format


def as_credit(course: Course) -> Credit:
    """Give what `course` is worth to the rules; the key is the row's id."""
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
