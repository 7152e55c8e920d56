"""Courses as the rules see them: whose they are, in which order, and what they are worth."""

from datetime import date
from decimal import Decimal

from ceapp.courses import actions
from ceapp.courses.credits import credits_of
from ceapp.courses.models import Course
from ceapp.rules.vocabulary import AcademicCredits, AcademicUnit, Activity
from tests import factories


def logged(person, title, day):
    return factories.course(user=person, title=title, completed=day, topics={"ethics": "1"})


def test_courses_come_by_date_and_then_as_they_were_entered(person):
    for title, day in (("c", 3), ("a", 1), ("b", 1)):
        logged(person, title, date(2026, 3, day))
    assert [one.title for one in credits_of(person.id)] == ["a", "b", "c"]


def test_nobody_elses_courses_and_no_deleted_ones_are_given(person):
    stranger = factories.person(email="bea@example.com")
    logged(stranger, "theirs", date(2026, 3, 1))
    gone = logged(person, "gone", date(2026, 3, 2))
    actions.delete_course(gone, now=factories.NOW)
    logged(person, "mine", date(2026, 3, 3))
    assert [one.title for one in credits_of(person.id)] == ["mine"]


def test_only_courses_that_meet_the_conditions_are_given(person):
    logged(person, "early", date(2025, 3, 1))
    late = logged(person, "late", date(2026, 3, 1))
    found = credits_of(person.id, Course.completed >= date(2026, 1, 1))
    assert [(one.key, dict(one.topics)) for one in found] == [(str(late.id), {"ethics": 1})]


def test_academic_credits_are_given_as_one_value(person):
    course = logged(person, "Statistics", date(2026, 3, 1))
    course.activity = Activity.ACADEMIC_COURSE
    course.academic = AcademicCredits(Decimal(3), AcademicUnit.SEMESTER)
    [credit] = credits_of(person.id)
    assert credit.academic == course.academic
    assert credit.activity is Activity.ACADEMIC_COURSE


def test_more_courses_than_one_question_takes_keep_their_topics(person, monkeypatch):
    monkeypatch.setattr("ceapp.courses.credits._AT_ONCE", 2)
    for day in range(1, 6):
        logged(person, "Ethics", date(2026, 3, day))
    assert [dict(one.topics) for one in credits_of(person.id)] == [{"ethics": 1}] * 5
