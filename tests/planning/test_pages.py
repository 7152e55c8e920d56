"""The page that compares planned courses, as a browser gets it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ceapp.accounts.models import User
from ceapp.clock import today_in
from ceapp.db import db
from tests import factories, pages
from tests.standing.test_would_count import THREE, statements

__all__ = ["statements"]
BOTH = ("aswb-ace", "nysed")


@pytest.fixture
def today(person):
    return today_in(person.time_zone)


@pytest.fixture
def california(person, today):
    answers = {"suicide": "yes", "telehealth": "yes"}
    return factories.license(user=person, expires=today + timedelta(days=200), answers=answers)


@pytest.fixture
def plan(person, today):
    def planned(title, hours, days=30, **more):
        more.setdefault("approvals", BOTH)
        day = today + timedelta(days=days)
        return factories.course(
            user=person, title=title, hours=hours, completed=day, planned=True, **more
        )

    return planned


def compare(browser, *courses):
    response = browser.get("/compare", query_string={"course": [one.id for one in courses]})
    assert response.status_code == 200
    return pages.text_of(response)


def test_with_nothing_planned_the_page_says_how_to_begin(signed_in, california):
    page = compare(signed_in)
    assert "Compare courses before you pay" in page
    assert "Plan a course" in page


def test_planned_courses_stand_beside_one_another(signed_in, california, plan):
    plan("Ethics by the Lake", "6", topics={"law-and-ethics": "6"}, cost_cents=9000)
    plan("Everything Else", "30", days=40, cost_cents=30000)
    page = compare(signed_in)
    assert "With these two you are complete" in page
    assert "6 of 6 hours" in page
    assert "30 of 30 hours" in page
    assert "Then 6 hours to go , instead of 36 hours to go." in page
    assert "$15 for each hour counted" in page
    assert "36 h $390" in page
    assert "36 hours to go now. Then complete ." in page


def test_looking_changes_nothing(signed_in, california, plan, statements):
    plan("Ethics by the Lake", "6")
    statements.clear()
    compare(signed_in)
    assert not [one for one in statements if not one.startswith(("SELECT", "PRAGMA", "BEGIN"))]
    assert "36 more hours" in pages.text_of(signed_in.get("/"))


def test_the_address_chooses_and_the_others_are_offered(signed_in, california, plan):
    first, second = plan("First", "6"), plan("Second", "5")
    page = compare(signed_in, second)
    assert "Compare another course First" in page
    assert "5 of 5 hours" in page
    assert "6 of 6 hours" not in page
    assert "Compare another course" not in compare(signed_in, first, second)


def test_six_at_once_are_the_most(signed_in, california, plan):
    courses = [plan(f"Course {n}", "1", days=n + 3) for n in range(8)]
    page = compare(signed_in)
    assert "6 planned courses" in page
    assert "6 at once are the most" in page
    assert "6 planned courses" in compare(signed_in, *courses)


def test_courses_that_were_taken_or_whose_day_has_passed_are_not_compared(
    signed_in, person, california, plan
):
    assert "Compare courses before you pay" in compare(signed_in)
    taken, passed = factories.course(user=person), plan("Passed", "3", days=-3)
    assert "Compare courses before you pay" in compare(signed_in)
    for one in (taken, passed):
        assert signed_in.get(f"/compare?course={one.id}").status_code == 404


def test_another_persons_course_answers_404(signed_in_stranger, plan):
    one = plan("Mine", "3")
    assert signed_in_stranger.get(f"/compare?course={one.id}").status_code == 404
    assert "Mine" not in compare(signed_in_stranger)


@pytest.mark.parametrize("asked", ["", "x", "1.5", "-1e9", "²", "%00"])
def test_what_is_no_number_is_passed_over(signed_in, california, plan, asked):
    plan("Mine", "3")
    assert "Mine" in pages.text_of(signed_in.get(f"/compare?course={asked}"))


@pytest.mark.parametrize("asked", ["0", "-1", "99999999999999999999999"])
def test_a_number_of_no_course_answers_404(signed_in, california, plan, asked):
    plan("Mine", "3")
    assert signed_in.get(f"/compare?course={asked}").status_code == 404


def test_without_a_license_there_is_nothing_to_compare_with(signed_in, plan):
    plan("Mine", "3")
    assert "Add a license" in compare(signed_in)


def test_the_log_and_home_lead_here(signed_in, california, plan):
    plan("Mine", "36")
    for url in ("/", "/courses", f"/licenses/{california.id}"):
        assert 'href="/compare"' in signed_in.get(url).get_data(as_text=True)


@pytest.mark.parametrize(("licenses", "courses"), [(1, 1), (3, 1), (1, 6), (3, 6)])
def test_the_number_of_queries_grows_with_nothing(signed_in, plan, statements, licenses, courses):
    person = db.session.scalars(db.select(User)).one()
    expires = today_in(person.time_zone) + timedelta(days=200)
    for one in list(THREE)[:licenses]:
        factories.license(user=person, credential_id=one, expires=expires)
    for n in range(courses):
        plan(f"Course {n}", "1", days=n + 3, topics={"boundaries": "1"})
    statements.clear()
    compare(signed_in)
    asked = [one for one in statements if one.startswith("SELECT")]
    assert len(asked) <= 10, asked
