"""What a credential's rules make it necessary to ask."""

from dataclasses import replace
from datetime import date

import pytest

from ceapp.boards import catalog
from ceapp.licenses.questions import questions

TODAY = date(2026, 11, 22)


def asked(credential):
    return questions(credential, catalog.topics(), catalog.circumstances(), today=TODAY)


def test_only_the_circumstances_that_the_rules_use_are_asked():
    facts = asked(catalog.load("us-ca-lcsw")).facts
    assert [fact.slug for fact in facts] == ["supervisor"]
    assert facts[0].text == catalog.circumstances()["supervisor"].question
    assert facts[0].consequence == "If yes: 6 hours on providing clinical supervision."


def test_one_time_needs_are_asked_with_their_hours_and_conditions():
    one_time = {need.requirement.id: need for need in asked(catalog.load("us-ca-lcsw")).one_time}
    assert list(one_time) == ["telehealth", "suicide", "hiv-aids"]
    assert one_time["telehealth"].text == "Have you already done 3 hours on telehealth?"
    assert one_time["hiv-aids"].condition.startswith("It is due at the first renewal only.")
    assert "first renewal only" not in one_time["telehealth"].condition


def test_a_one_time_need_of_some_people_says_of_whom():
    one_time = {need.requirement.id: need for need in asked(catalog.load("us-ga-lpc")).one_time}
    need = one_time["telehealth"]
    label = catalog.circumstances()["telehealth-provider"].label
    assert f"It is due only if {label}." in need.condition


def test_a_rule_that_has_ended_is_not_asked_any_more():
    credential = catalog.load("us-ca-lcsw")
    ended = replace(
        credential,
        requirements=tuple(
            replace(rule, renewing_until=date(2026, 11, 21)) for rule in credential.requirements
        ),
    )
    assert asked(ended).facts == ()
    assert asked(ended).one_time == ()


@pytest.mark.parametrize("credential_id", ["us-tx-lpc", "us-oh-psychologist"])
def test_nothing_is_asked_that_no_rule_needs(credential_id):
    credential = catalog.load(credential_id)
    used = {rule.applies_if for rule in credential.requirements if rule.applies_if}
    assert {fact.slug for fact in asked(credential).facts} == used
    assert asked(credential).one_time == ()
