"""A certificate shows that a course was taken: its form plans nothing, but finds what was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ceapp.certificates.queries import courses_alike
from ceapp.clock import today_in
from ceapp.courses.models import Course
from ceapp.db import db
from tests import factories, pages
from tests.certificates.test_views import FORM, kept


@pytest.fixture
def url(person):
    return f"/certificates/{kept(person).id}/check/1"


def test_the_form_does_not_offer_to_plan(signed_in, url):
    assert 'name="planned"' not in signed_in.get(url).get_data(as_text=True)


def test_a_box_that_was_not_offered_plans_nothing(signed_in, url):
    assert pages.send(signed_in, url, {**FORM, "planned": "y"}).status_code == 302
    assert not db.session.scalars(db.select(Course)).one().planned


def test_a_certificate_of_a_day_to_come_is_refused_without_offering_to_plan(signed_in, url, person):
    day = today_in(person.time_zone) + timedelta(days=2)
    response = pages.send(signed_in, url, {**FORM, "completed": day.isoformat(), "planned": "y"})
    assert response.status_code == 422
    assert "though there is a certificate; check the year" in pages.text_of(response)


def test_the_form_says_what_the_course_would_count_for_and_logs_nothing(signed_in, url, person):
    factories.license(user=person, expires=date(2027, 3, 31))
    response = pages.send(signed_in, url, {**FORM, "do": "would-count"})
    assert response.status_code == 200
    assert "Nothing is saved yet." in pages.text_of(response)
    assert "California LCSW 3 of 3 hours" in pages.text_of(response)
    assert db.session.scalars(db.select(Course)).all() == []


def test_a_planned_course_of_the_same_title_is_found_whatever_its_date(person, stranger):
    plan = factories.course(user=person, completed=date(2027, 2, 6), planned=True)
    factories.course(user=person, completed=date(2027, 2, 6))
    factories.course(user=stranger, completed=date(2027, 2, 6), planned=True)
    found = courses_alike(
        person.id, title=plan.title.upper(), provider="", completed=date(2027, 2, 9), hours=None
    )
    assert [one.id for one in found] == [plan.id]
    other = courses_alike(
        person.id, title="", provider="", completed=date(2027, 2, 9), hours=plan.hours
    )
    assert list(other) == []
