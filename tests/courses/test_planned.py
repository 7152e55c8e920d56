"""Planned courses in the log: entered, asked about when their day has passed, never counted."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from ceapp.clock import today_in
from ceapp.courses.models import Course
from ceapp.courses.queries import page_of_courses
from ceapp.courses.search import search_from
from ceapp.db import db
from tests import factories, pages
from tests.courses.test_views import VALID, logged


@pytest.fixture
def today(person):
    return today_in(person.time_zone)


def send(client, **changes):
    return pages.send(client, "/courses/new", {**VALID, **changes})


def planned_on(person, day, **more):
    return factories.course(user=person, completed=day, planned=True, **more)


def test_a_course_to_come_is_kept_as_planned(signed_in, today):
    day = today + timedelta(days=30)
    response = send(signed_in, completed=day.isoformat(), planned="y")
    assert response.status_code == 302
    (course,) = logged()
    assert (course.planned, course.completed) == (True, day)
    page = pages.text_of(signed_in.get("/courses"))
    assert "Planned: Boundaries and Dual Relationships, 3 hours." in page
    assert "Planned , not taken yet" in page


def test_a_planned_date_in_the_past_is_refused_and_what_was_typed_stays(signed_in, today):
    day = (today - timedelta(days=1)).isoformat()
    response = send(signed_in, completed=day, planned="y")
    assert response.status_code == 422
    assert "has passed, but “I have not taken it yet” is checked" in pages.text_of(response)
    html = response.get_data(as_text=True)
    assert f'value="{day}"' in html
    assert logged() == []


def test_a_course_cannot_be_planned_for_a_year_that_nobody_means(signed_in):
    response = send(signed_in, completed="2099-01-01", planned="y")
    assert response.status_code == 422
    assert "more than ten years ahead" in pages.text_of(response)


def test_a_course_may_be_planned_for_today(signed_in, today):
    assert send(signed_in, completed=today.isoformat(), planned="y").status_code == 302


def test_the_log_asks_about_a_planned_course_whose_day_has_passed(signed_in, person, today):
    planned_on(person, today - timedelta(days=3))
    page = pages.text_of(signed_in.get("/courses"))
    assert "Did you finish it on" in page
    assert "0 courses, 0 hours; 1 more planned." in page


def test_one_click_makes_it_an_ordinary_course(signed_in, person, today):
    course = planned_on(person, today - timedelta(days=3))
    response = pages.send(
        signed_in, f"/courses/{course.id}/finished", {"back": "/"}, page="/courses", follow=True
    )
    assert response.request.path == "/"
    assert not db.session.get(Course, course.id).planned
    assert "Did you finish it on" not in pages.text_of(signed_in.get("/courses"))
    assert "1 course, 3 hours." in pages.text_of(signed_in.get("/courses"))


def test_after_the_click_a_course_that_looks_the_same_is_pointed_out(signed_in, person, today):
    day = today - timedelta(days=3)
    course = planned_on(person, day)
    factories.course(user=person, completed=day, title="Ethics, as the certificate says it")
    response = pages.send(signed_in, f"/courses/{course.id}/finished", page="/courses", follow=True)
    assert "This may be a duplicate" in pages.text_of(response)


def test_a_course_cannot_be_finished_before_its_day(signed_in, person, today):
    course = planned_on(person, today + timedelta(days=3))
    response = pages.send(signed_in, f"/courses/{course.id}/finished", page="/courses", follow=True)
    assert "correct the date" in pages.text_of(response)
    assert db.session.get(Course, course.id).planned


def test_clicking_twice_is_no_fault(signed_in, person, today):
    course = planned_on(person, today - timedelta(days=3))
    for _ in range(2):
        answer = pages.send(signed_in, f"/courses/{course.id}/finished", page="/courses/new")
        assert answer.status_code == 302


def test_nobody_is_sent_to_another_site_after_the_click(signed_in, person, today):
    course = planned_on(person, today - timedelta(days=3))
    url = f"/courses/{course.id}/finished"
    answer = pages.send(signed_in, url, {"back": "//evil.example"}, page="/courses/new")
    assert answer.location == "/courses"


def test_another_persons_planned_course_answers_404(signed_in_stranger, person, today):
    course = planned_on(person, today - timedelta(days=3))
    url = f"/courses/{course.id}/finished"
    assert pages.send(signed_in_stranger, url, page="/courses/new").status_code == 404
    db.session.refresh(course)
    assert course.planned


def test_changing_the_date_keeps_it_planned(signed_in, person, today):
    course = planned_on(person, today - timedelta(days=3))
    day = today + timedelta(days=9)
    form = {**VALID, "completed": day.isoformat(), "planned": "y"}
    pages.send(signed_in, f"/courses/{course.id}", form)
    db.session.refresh(course)
    assert (course.planned, course.completed) == (True, day)


def test_unchecking_the_box_says_that_it_was_taken(signed_in, person, today):
    course = planned_on(person, today - timedelta(days=3))
    pages.send(signed_in, f"/courses/{course.id}", VALID)
    db.session.refresh(course)
    assert not course.planned


def test_the_totals_leave_planned_courses_out(person, today):
    factories.course(user=person, hours="2")
    planned_on(person, today + timedelta(days=3), hours="5")
    page = page_of_courses(person.id, search_from({}))
    assert (page.count, page.planned, page.hours) == (2, 1, Decimal(2))


def test_the_address_can_begin_with_a_course_not_taken_yet(signed_in):
    assert "checked" in box(signed_in.get("/courses/new?planned=1"))
    assert "checked" not in box(signed_in.get("/courses/new"))


def box(response):
    html = response.get_data(as_text=True)
    return next(tag for tag in html.split("<input")[1:] if 'name="planned"' in tag).split(">")[0]


def test_the_form_of_a_planned_course_has_the_box_checked(signed_in, person, today):
    course = planned_on(person, today + timedelta(days=3))
    assert "checked" in box(signed_in.get(f"/courses/{course.id}"))
