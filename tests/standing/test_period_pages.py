"""A license in its next period and in earlier ones: the same page, said to be another time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ceapp.clock import today_in
from ceapp.rules.period import months_before
from tests import factories, pages
from tests.renewals.test_pages import close, only


@pytest.fixture
def today(person):
    return today_in(person.time_zone)


@pytest.fixture
def expires(today):
    return months_before(today.replace(day=1), -5) - timedelta(days=1)


@pytest.fixture
def california(person, expires):
    return factories.license(user=person, expires=expires, answers={"suicide": "yes"})


def later(day, months):
    return months_before(day, -months)


def text_at(browser, row, ends):
    response = browser.get(f"/licenses/{row.id}/periods/{ends.isoformat()}")
    assert response.status_code == 200
    return pages.text_of(response)


def test_the_page_of_a_license_links_the_next_period_and_the_one_before(
    signed_in, california, expires
):
    html = signed_in.get(f"/licenses/{california.id}").get_data(as_text=True)
    for ends in (later(expires, 24), months_before(expires, 24)):
        assert f'href="/licenses/{california.id}/periods/{ends.isoformat()}"' in html


def test_the_next_period_shows_what_it_asks_and_what_is_planned_for_it(
    signed_in, person, california, expires
):
    factories.course(user=person, title="Far ahead", completed=later(expires, 3), planned=True)
    factories.course(user=person, title="In this one", completed=expires - timedelta(days=200))
    page = text_at(signed_in, california, later(expires, 24))
    assert "California LCSW, next period" in page
    assert "36 hours to go" in page
    assert "Far ahead" in page
    assert "In this one" not in page.split("From other periods")[0]
    assert "I renewed" not in page
    assert "See the audit packet" not in page


def test_an_earlier_period_is_judged_by_the_rules_of_today_and_says_so(
    signed_in, person, california, expires
):
    factories.course(user=person, title="Long ago", completed=months_before(expires, 30))
    page = text_at(signed_in, california, months_before(expires, 24))
    assert "California LCSW, earlier period" in page
    assert "By what you logged, 33 hours are missing" in page
    assert "judged by the rules and by what is true of you today" in page
    assert "The renewal date passed" not in page


def test_the_current_period_goes_to_the_page_of_the_license(signed_in, california, expires):
    answer = signed_in.get(f"/licenses/{california.id}/periods/{expires.isoformat()}")
    assert answer.location == f"/licenses/{california.id}"


def test_a_closed_period_goes_to_what_was_kept(signed_in, person, today):
    texas = factories.license(
        user=person, credential_id="us-tx-lpc", expires=today - timedelta(days=3)
    )
    close(signed_in, texas)
    renewal = only()
    answer = signed_in.get(f"/licenses/{texas.id}/periods/{renewal.ends.isoformat()}")
    assert answer.location == f"/renewals/{renewal.id}"


def test_a_license_whose_date_has_passed_has_a_next_period_that_runs(signed_in, person, today):
    row = factories.license(user=person, expires=today - timedelta(days=3))
    page = text_at(signed_in, row, later(today - timedelta(days=3), 24))
    assert "next period" in page


def test_a_first_period_has_none_before_it(signed_in, person, expires):
    row = factories.license(user=person, expires=expires, issued=months_before(expires, 12))
    html = signed_in.get(f"/licenses/{row.id}").get_data(as_text=True)
    assert "the one before" not in html
    ends = months_before(expires, 12) - timedelta(days=1)
    assert signed_in.get(f"/licenses/{row.id}/periods/{ends.isoformat()}").status_code == 404


@pytest.mark.parametrize(
    "ends", ["soon", "2026-02-30", "9999-12-31", "0001-01-01", "2026-11-05", "٣"]
)
def test_a_day_on_which_no_period_ends_answers_404(signed_in, california, ends):
    assert signed_in.get(f"/licenses/{california.id}/periods/{ends}").status_code == 404


def test_another_persons_periods_answer_404(signed_in_stranger, california, expires):
    for ends in (expires, later(expires, 24), months_before(expires, 24)):
        url = f"/licenses/{california.id}/periods/{ends.isoformat()}"
        assert signed_in_stranger.get(url).status_code == 404


def test_home_asks_about_planned_courses_whose_day_has_passed(signed_in, person, california, today):
    factories.course(user=person, completed=today - timedelta(days=3), planned=True)
    page = pages.text_of(signed_in.get("/"))
    assert "Did you finish this course?" in page
    assert "Yes, I finished it" in page
    assert "Did you finish it on" in pages.text_of(signed_in.get(f"/licenses/{california.id}"))


def test_home_and_license_say_when_what_is_planned_completes_it(
    signed_in, person, california, today
):
    day = today + timedelta(days=20)
    topics = {"law-and-ethics": "6", "telehealth": "3"}
    factories.course(user=person, completed=day, hours="36", topics=topics, planned=True)
    for url in ("/", f"/licenses/{california.id}"):
        page = pages.text_of(signed_in.get(url))
        assert f"on {day:%B} {day.day}, {day.year}" in page
        assert "is complete" not in page
