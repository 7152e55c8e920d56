"""What the course form offers first."""

from __future__ import annotations

from ceapp.courses.choices import USUAL_APPROVALS, choices_for
from tests import factories


def test_without_a_license_nothing_is_asked_for_and_the_usual_approvals_come_first(person):
    choices = choices_for(person.id)
    assert choices.needed == {}
    assert tuple(choices.near_approvals) == USUAL_APPROVALS
    assert list(choices.topics)[-1] == "other"


def test_topics_that_a_license_asks_for_come_first_and_none_is_offered_twice(person):
    factories.license(user=person, credential_id="us-ca-lcsw")
    choices = choices_for(person.id)
    assert {"law-and-ethics", "telehealth", "suicide-prevention"} <= set(choices.needed)
    assert not set(choices.needed) & set(choices.topics)
    assert choices.knows_topic("telehealth")
    assert choices.knows_topic("other")
    assert not choices.knows_topic("juggling")


def test_approvals_that_a_license_accepts_come_first_then_those_used_before(person):
    factories.license(user=person, credential_id="us-ca-lcsw")
    factories.course(user=person, approvals=("wvpa", "apa"))
    choices = choices_for(person.id)
    assert list(choices.near_approvals) == ["apa", "aswb-ace", "nbcc-acep", "wvpa"]
    assert not set(choices.near_approvals) & set(choices.approvals)
    assert choices.knows_approval("wvpa")
    assert choices.knows_approval("pesi")
    assert not choices.knows_approval("juggling")
