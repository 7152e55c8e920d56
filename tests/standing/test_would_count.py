"""Would this count? The course form answers for every license, before anything is saved."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event, func, select

from ceapp.clock import today_in
from ceapp.courses.models import Course
from ceapp.db import db
from ceapp.standing.left import what_is_left
from ceapp.standing.queries import standings_of
from tests import factories, pages

FORM = {
    "title": "Boundaries, Gifts and Small Towns",
    "provider": "Harbor Lane Institute",
    "hours": "3",
    "topics-0-topic": "boundaries",
    "format": "live-online",
    "activity": "course",
    "approvals": ["aswb-ace", "nysed"],
    "cost": "75",
    "notes": "From the newsletter.",
}
THREE = {
    "us-ca-lcsw": "California LCSW",
    "us-ny-lcsw": "New York LCSW",
    "us-wa-licsw": "Washington LICSW",
}


@pytest.fixture
def today(person):
    return today_in(person.time_zone)


@pytest.fixture
def three(person, today):
    """Three licenses, none of which expires within the next months."""
    return [
        factories.license(user=person, credential_id=one, expires=today + timedelta(days=200 + n))
        for n, one in enumerate(THREE)
    ]


@pytest.fixture
def statements(app):
    found = []

    def note(connection, cursor, statement, *_rest):
        found.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield found
    event.remove(db.engine, "before_cursor_execute", note)


def ask(client, url="/courses/new", **changes):
    return pages.send(client, url, {**FORM, "do": "would-count", **changes}, page="/courses/new")


def in_days(today, days):
    return {"completed": (today + timedelta(days=days)).isoformat(), "planned": "y"}


def rows():
    return db.session.scalar(select(func.count(Course.id)))


def test_each_license_in_use_answers_and_nothing_is_written(signed_in, three, today, statements):
    before = rows()
    response = ask(signed_in, **in_days(today, 30))
    assert response.status_code == 200
    page = pages.text_of(response)
    assert "Nothing is saved yet." in page
    for name in THREE.values():
        assert name in page
    assert "All 3 hours count" in page
    assert "Without it:" in page
    assert rows() == before == 0
    writes = ("INSERT", "UPDATE", "DELETE")
    assert not [one for one in statements if one.startswith(writes) and "courses" in one]


def test_everything_typed_is_still_there(signed_in, three, today):
    html = ask(signed_in, **in_days(today, 30)).get_data(as_text=True)
    for typed in (FORM["title"], FORM["provider"], "75"):
        assert f'value="{typed}"' in html
    assert "From the newsletter." in html
    assert '<option selected value="boundaries">' in html


def test_the_answer_is_what_the_standing_says_once_the_course_is_taken(
    signed_in, person, three, today
):
    """The form's promise is kept: save the course as taken, and the same is left."""
    day = today - timedelta(days=2)
    html = ask(signed_in, completed=day.isoformat()).get_data(as_text=True)
    pages.send(signed_in, "/courses/new", {**FORM, "completed": day.isoformat()})
    for one in standings_of(person.id, today):
        assert f"<strong>{what_is_left(one.standing)}</strong>" in html


def test_a_course_after_the_period_says_so_and_counts_for_nothing_there(signed_in, three, today):
    page = pages.text_of(ask(signed_in, **in_days(today, 300)))
    assert page.count("Finished after this period ended on") == 3
    assert page.count("It changes nothing of what is left") == 3


def test_hours_that_would_not_count_say_why(signed_in, person, today):
    factories.license(user=person, credential_id="us-hi-lcsw", expires=today + timedelta(days=200))
    page = pages.text_of(ask(signed_in, approvals=["aamft"], **in_days(today, 30)))
    assert "0 of 3 hours" in page
    assert "No accepted approval." in page


def test_a_faulty_form_answers_with_its_faults_and_no_panel(signed_in, three):
    response = ask(signed_in, completed="soon", hours="")
    assert response.status_code == 422
    assert 'id="would-count"' not in response.get_data(as_text=True)


def test_without_a_license_it_says_what_to_do(signed_in, today):
    assert "You have no license here yet" in pages.text_of(ask(signed_in, **in_days(today, 3)))


def test_a_logged_course_is_compared_with_the_log_without_it(signed_in, person, three, today):
    course = factories.course(
        user=person, completed=today - timedelta(days=9), approvals=("aswb-ace", "nysed")
    )
    day = (today - timedelta(days=9)).isoformat()
    page = pages.text_of(ask(signed_in, f"/courses/{course.id}", completed=day, hours="4"))
    assert "4 of 4 hours" in page
    assert "Without it: 36 hours to go. With it: 32 hours to go" in page
    db.session.refresh(course)
    assert course.hours == 3


def test_other_planned_courses_stay_as_they_are(signed_in, person, three, today):
    factories.course(
        user=person, completed=today + timedelta(days=5), hours="20", planned=True,
        approvals=("aswb-ace", "nysed"),
    )  # fmt: skip
    page = pages.text_of(ask(signed_in, **in_days(today, 30)))
    assert "Without it: 36 hours to go. With it: 33 hours to go" in page


def test_another_persons_course_answers_404(signed_in_stranger, person, today):
    course = factories.course(user=person)
    answer = ask(signed_in_stranger, f"/courses/{course.id}", completed="2026-03-14")
    assert answer.status_code == 404


@pytest.mark.parametrize(("licenses", "courses"), [(1, 1), (3, 1), (1, 12), (3, 12)])
def test_the_number_of_queries_grows_with_nothing(signed_in, person, statements, licenses, courses):
    today = today_in(person.time_zone)
    for n, one in enumerate(list(THREE)[:licenses]):
        factories.license(user=person, credential_id=one, expires=today + timedelta(days=200 + n))
    for n in range(courses):
        factories.course(
            user=person, completed=today - timedelta(days=n + 3), hours="1",
            topics={"boundaries": "1"},
        )  # fmt: skip
    token = pages.token(signed_in, "/courses/new")
    statements.clear()
    form = {**FORM, **in_days(today, 9), "do": "would-count", "csrf_token": token}
    assert signed_in.post("/courses/new", data=form).status_code == 200
    asked = [one for one in statements if one.startswith("SELECT")]
    assert len(asked) <= 11, asked
