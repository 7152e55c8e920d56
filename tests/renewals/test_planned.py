"""What is kept of a closed period is what was taken, not what was planned."""

from datetime import timedelta

from ceapp.clock import today_in
from ceapp.renewals.queries import closing_of
from ceapp.standing.queries import standing_of
from tests import factories


def test_a_planned_course_is_no_evidence(person):
    today = today_in(person.time_zone)
    held = factories.license(user=person, expires=today + timedelta(days=9))
    for title, planned in (("Taken", False), ("Planned", True)):
        day = today - timedelta(days=5)
        factories.course(user=person, title=title, completed=day, planned=planned)
    closing = closing_of(person.id, standing_of(person.id, held.id, today).standing)
    assert [course["title"] for course in closing.evidence["courses"]] == ["Taken"]
