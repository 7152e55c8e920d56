"""Changing the course log."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from ceapp.courses import actions
from ceapp.courses.credits import credits_of
from ceapp.courses.entry import Entry
from ceapp.courses.models import Course, CourseApproval, CourseTopic
from ceapp.db import db
from ceapp.rules.credit import Credit
from ceapp.rules.vocabulary import Activity, Format
from tests import factories

ENTRY = Entry(
    title="Grief Work",
    provider="Openfield",
    completed=date(2026, 3, 14),
    hours=Decimal(3),
    format=Format.SELF_PACED,
    topics={"ethics": Decimal("1.5"), "telehealth": Decimal(3)},
    approvals={"apa": "7"},
)


def count(model):
    return db.session.scalar(db.select(db.func.count()).select_from(model))


def test_a_logged_course_is_worth_to_the_rules_what_was_entered(person):
    course = actions.log_course(person.id, ENTRY, now=factories.NOW)
    db.session.expire_all()
    [credit] = credits_of(person.id)
    assert credit == Credit(
        key=str(course.id),
        title="Grief Work",
        completed=date(2026, 3, 14),
        hours=Decimal(3),
        provider="Openfield",
        topics={"ethics": Decimal("1.5"), "telehealth": Decimal(3)},
        format=Format.SELF_PACED,
        activity=Activity.COURSE,
        approvals=frozenset({"apa"}),
    )
    assert credit.format is Format.SELF_PACED
    assert credit.activity is Activity.COURSE


def test_every_row_of_a_course_says_whose_it_is(person):
    actions.log_course(person.id, ENTRY, now=factories.NOW)
    for model in (Course, CourseTopic, CourseApproval):
        assert set(db.session.scalars(db.select(model.user_id))) == {person.id}


def test_a_change_leaves_no_row_of_what_was_before(person):
    course = actions.log_course(person.id, ENTRY, now=factories.NOW)
    later = factories.NOW + timedelta(hours=1)
    changed = Entry(title="Grief", completed=date(2026, 3, 14), hours=Decimal(2))
    actions.change_course(course, changed, now=later)
    db.session.expire_all()
    assert (course.title, course.format, course.hours) == ("Grief", None, 2)
    assert (course.created_at, course.updated_at) == (factories.NOW, later)
    assert count(CourseTopic) == count(CourseApproval) == 0


def test_a_delete_erases_what_the_same_person_deleted_long_ago(person, stranger):
    old, recent, last = (factories.course(user=person, title=name) for name in ("o", "r", "l"))
    foreign = factories.course(user=stranger)
    for course in (old, foreign):
        course.deleted_at = factories.NOW - actions.KEPT - timedelta(seconds=1)
    recent.deleted_at = factories.NOW - actions.KEPT
    db.session.commit()
    actions.delete_course(last, now=factories.NOW)
    db.session.expire_all()
    assert set(db.session.scalars(db.select(Course.title))) == {"r", "l", foreign.title}
    assert count(CourseApproval) == 3


def test_what_is_brought_back_is_as_it_was(person):
    course = actions.log_course(person.id, ENTRY, now=factories.NOW)
    before = credits_of(person.id)
    actions.delete_course(course, now=factories.NOW)
    actions.restore_course(course)
    db.session.expire_all()
    assert course.deleted_at is None
    assert credits_of(person.id) == before


def test_the_same_course_again_a_minute_later_is_another_one(person):
    actions.log_course(person.id, ENTRY, now=factories.NOW)
    actions.log_course(person.id, ENTRY, now=factories.NOW + timedelta(minutes=1))
    assert count(Course) == 2


def test_a_course_deleted_and_logged_again_at_once_is_logged(person):
    course = actions.log_course(person.id, ENTRY, now=factories.NOW)
    actions.delete_course(course, now=factories.NOW)
    assert actions.log_course(person.id, ENTRY, now=factories.NOW).id != course.id


def test_the_same_course_of_another_person_is_another_one(person, stranger):
    for one in (person, stranger):
        actions.log_course(one.id, ENTRY, now=factories.NOW)
    assert count(Course) == 2
