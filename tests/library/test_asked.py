"""What all boards together ask for on a topic, as their rule files say."""

from __future__ import annotations

from datetime import date, timedelta

from ceapp.boards import catalog
from ceapp.library.asked import asked_on

TODAY = date(2026, 11, 22)


def groups_with(topic, credential_id):
    return [
        (group.words, next(one for one in group.asking if one.credential_id == credential_id))
        for group in asked_on(topic, TODAY).groups
        if any(one.credential_id == credential_id for one in group.asking)
    ]


def test_a_board_is_listed_with_its_hours_and_how_often():
    [(words, one)] = groups_with("law-and-ethics", "us-ca-lcsw")
    assert words == "6 hours at each renewal"
    assert (one.name, one.only_if, one.sure) == ("California LCSW", "", True)


def test_a_one_time_need_says_so():
    [(words, _)] = groups_with("telehealth", "us-ca-lcsw")
    assert words == "3 hours once"


def test_a_need_that_depends_on_what_one_does_says_on_what():
    [(_, one)] = groups_with("supervision", "us-ca-lcsw")
    assert one.only_if == catalog.circumstances()["supervisor"].label


def test_hours_that_another_topic_would_serve_as_well_come_last_and_say_so():
    groups = asked_on("ethics", TODAY).groups
    shared = [group.words.endswith("on this or another topic") for group in groups]
    assert shared == sorted(shared)
    assert any(shared)


def test_the_most_hours_come_first():
    groups = asked_on("telehealth", TODAY).groups
    own = [group.hours for group in groups if "another topic" not in group.words]
    assert own == sorted(own, reverse=True)
    assert own[0] > own[-1]


def test_credentials_and_jurisdictions_are_counted_once():
    asked = asked_on("ethics", TODAY)
    ids = {one.credential_id for group in asked.groups for one in group.asking}
    assert asked.credentials == len(ids)
    assert asked.jurisdictions == len({catalog.load(name).jurisdiction for name in ids})
    assert asked.of_credentials == len(catalog.listing())


def test_a_topic_that_no_board_names_is_asked_by_none():
    asked = asked_on("self-care", TODAY)
    assert (asked.groups, asked.credentials, asked.jurisdictions) == ((), 0, 0)


def test_a_rule_that_has_ended_is_not_listed():
    ended = next(
        (credential.id, min(need.topics), need)
        for credential in (catalog.load(listing.id) for listing in catalog.listing())
        for need in credential.requirements
        if need.is_need and need.topics and need.renewing_until
    )
    credential_id, topic, need = ended
    assert need.hours in hours_of(topic, credential_id, need.renewing_until)
    after = need.renewing_until + timedelta(days=1)
    assert len(hours_of(topic, credential_id, after)) < len(
        hours_of(topic, credential_id, need.renewing_until)
    )


def hours_of(topic, credential_id, day):
    return [
        group.hours
        for group in asked_on(topic, day).groups
        for one in group.asking
        if one.credential_id == credential_id
    ]
