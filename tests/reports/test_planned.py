"""What is only planned is in no report, not even when its day has passed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ceapp.clock import today_in
from ceapp.reports.queries import first_day, packet, transcript
from tests import factories


@pytest.fixture
def today(person):
    return today_in(person.time_zone)


@pytest.fixture
def held(person, today):
    return factories.license(user=person, expires=today + timedelta(days=100))


@pytest.fixture
def courses(person, today):
    taken = factories.course(user=person, title="Taken", completed=today - timedelta(days=20))
    for days in (-30, -5, 0, 5):
        factories.course(
            user=person, title="Planned", completed=today + timedelta(days=days), planned=True
        )
    return taken


def test_a_transcript_leaves_it_out(person, held, courses, today):
    since, until = today - timedelta(days=400), today + timedelta(days=400)
    found = transcript(person.id, since, until, person="Alice Rivera", today=today)
    assert [line.title for line in found.lines] == ["Taken"]
    assert found.hours == 3


def test_an_audit_packet_leaves_it_out(person, held, courses, today):
    found = packet(person.id, held.id, held.expires, person="Alice Rivera", today=today)
    assert [entry.title for entry in found.entries] == ["Taken"]


def test_the_first_day_of_the_log_is_that_of_a_course_that_was_taken(person, courses):
    assert first_day(person.id) == courses.completed
