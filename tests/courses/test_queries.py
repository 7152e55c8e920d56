"""Reading the course log."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ceapp.courses import queries
from ceapp.courses.search import CourseSearch, Order
from ceapp.db import db
from ceapp.rules.vocabulary import Format
from tests import factories


@pytest.fixture
def log(person, stranger):
    """Three courses of Alice, one that she deleted, and one of Charlie."""
    factories.course(
        user=person,
        title="grief work",
        provider="Openfield",
        completed=date(2025, 12, 31),
        hours="1.25",
        topics={"telehealth": "1"},
        format=Format.SELF_PACED,
        approvals=("apa",),
    )
    factories.course(user=person, title="Family Systems", completed=date(2026, 1, 1), hours="6")
    factories.course(
        user=person, title="Boundaries", notes="50% off, ask Äva", completed=date(2024, 6, 1)
    )
    gone = factories.course(user=person, title="Deleted", topics={"dementia": "1"})
    gone.deleted_at = factories.NOW
    factories.course(user=stranger, title="Charlie's own", topics={"hiv-aids": "1"})
    db.session.commit()
    return person.id


def titles(user_id, **search):
    found = queries.page_of_courses(user_id, CourseSearch(**search))
    assert found.count == len(found.courses)
    return [course.title for course in found.courses]


def test_the_log_shows_the_latest_first_and_nothing_deleted_or_foreign(log):
    assert titles(log) == ["Family Systems", "grief work", "Boundaries"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ({"q": "GRIEF"}, ["grief work"]),
        ({"q": "work open"}, ["grief work"]),
        ({"q": "harbor"}, ["Family Systems", "Boundaries"]),
        ({"q": "50%"}, ["Boundaries"]),
        ({"q": "%"}, ["Boundaries"]),
        ({"q": "_"}, []),
        ({"year": 2025}, ["grief work"]),
        ({"year": 2026}, ["Family Systems"]),
        ({"topic": "telehealth"}, ["grief work"]),
        ({"topic": "hiv-aids"}, []),
        ({"format": Format.SELF_PACED}, ["grief work"]),
        ({"approval": "aswb-ace"}, ["Family Systems", "Boundaries"]),
        ({"q": "grief", "year": 2026}, []),
    ],
)
def test_the_log_is_narrowed(log, search, found):
    assert titles(log, **search) == found


@pytest.mark.parametrize(
    ("order", "found"),
    [
        (Order.EARLIEST, ["Boundaries", "grief work", "Family Systems"]),
        (Order.TITLE, ["Boundaries", "Family Systems", "grief work"]),
        (Order.TITLE_BACKWARD, ["grief work", "Family Systems", "Boundaries"]),
        (Order.MOST_HOURS, ["Family Systems", "Boundaries", "grief work"]),
        (Order.FEWEST_HOURS, ["grief work", "Boundaries", "Family Systems"]),
    ],
)
def test_the_log_is_sorted(log, order, found):
    assert titles(log, sort=order) == found


def test_totals_are_those_of_all_pages_and_no_course_is_lost_between_them(person):
    for _ in range(queries.PER_PAGE + 1):
        factories.course(user=person, hours="1.25")
    first = queries.page_of_courses(person.id, CourseSearch())
    second = queries.page_of_courses(person.id, CourseSearch(page=2))
    assert (first.count, first.pages, first.hours) == (41, 2, Decimal("51.25"))
    assert len(first.courses) == queries.PER_PAGE
    seen = {course.id for page in (first, second) for course in page.courses}
    assert len(seen) == 41


def test_a_page_after_the_last_is_the_last(log):
    found = queries.page_of_courses(log, CourseSearch(page=9))
    assert found.search.page == 1
    assert found.count == 3


def test_an_empty_log_has_one_empty_page(person):
    found = queries.page_of_courses(person.id, CourseSearch())
    assert (found.count, found.pages, found.hours, list(found.courses)) == (0, 1, 0, [])


def test_filters_offer_what_the_log_names(log):
    used = queries.used(log)
    assert used.years == (2026, 2025, 2024)
    assert used.topics == ("telehealth",)
    assert used.approvals == ("aswb-ace", "apa")


def test_a_course_is_found_for_its_owner_only(log, stranger):
    course = queries.page_of_courses(log, CourseSearch()).courses[0]
    assert queries.course(log, course.id) is course
    assert queries.course(stranger.id, course.id) is None
    assert queries.deleted_course(log, course.id) is None


def test_courses_alike_share_provider_date_and_hours(person, stranger):
    course = factories.course(user=person)
    same = factories.course(user=person, title="Again", provider="HARBOR LANE INSTITUTE")
    factories.course(user=person, hours="2.99")
    factories.course(user=person, provider="Other")
    factories.course(user=person, completed=date(2026, 3, 15))
    factories.course(user=stranger)
    assert queries.courses_like(course) == [same]
