"""Changing a person's licenses."""

from datetime import date, timedelta

from ceapp.db import db
from ceapp.licenses import actions
from ceapp.licenses.details import Details, Reply
from ceapp.licenses.models import Answer, License
from tests import factories

NOW = factories.NOW
LATER = NOW + timedelta(days=3)


def details(**changes):
    return Details(**{"expires": date(2027, 3, 31), "number": "12345", **changes})


def stored(row):
    db.session.expire_all()
    return db.session.get(License, row.id)


def answers(row):
    return {given.requirement_id: (given.answer, given.year) for given in stored(row).answers}


def test_a_license_is_added_to_the_actors_own(person):
    said = details(
        issued=date(2019, 5, 20),
        starts=date(2025, 6, 1),
        facts={"supervisor": True, "prescriber": False},
        replies={"telehealth": Reply(Answer.YES, 2023), "suicide": Reply(Answer.UNSURE)},
    )
    row = stored(actions.add_license("us-ca-lcsw", said, actor=person.id, now=NOW))
    assert (row.user_id, row.credential_id, row.number) == (person.id, "us-ca-lcsw", "12345")
    assert (row.issued, row.expires) == (date(2019, 5, 20), date(2027, 3, 31))
    assert row.starts == date(2025, 6, 1)
    assert row.facts == ["supervisor"]
    assert answers(row) == {"telehealth": ("yes", 2023), "suicide": ("unsure", None)}
    assert row.created_at == NOW


def test_what_is_said_anew_replaces_what_was_said(person):
    row = factories.license(
        user=person, facts=["supervisor"], answers={"telehealth": "unsure", "suicide": "no"}
    )
    said = details(
        number="",
        expires=date(2029, 3, 31),
        facts={"supervisor": False},
        replies={"telehealth": Reply(Answer.YES, 2024), "suicide": Reply(Answer.NO)},
    )
    actions.change_license(row, said, now=LATER)
    assert (stored(row).number, stored(row).expires) == ("", date(2029, 3, 31))
    assert stored(row).facts == []
    assert answers(row) == {"telehealth": ("yes", 2024), "suicide": ("no", None)}
    answered = {given.requirement_id: given.answered_at for given in stored(row).answers}
    assert answered == {"telehealth": LATER, "suicide": NOW}


def test_what_the_rules_no_longer_ask_is_kept(person):
    row = factories.license(user=person, facts=["prescriber"], answers={"old-rule": "yes"})
    said = details(facts={"supervisor": True}, replies={"telehealth": Reply(Answer.NO)})
    actions.change_license(row, said, now=LATER)
    assert set(stored(row).facts) == {"prescriber", "supervisor"}
    assert answers(row) == {"old-rule": ("yes", None), "telehealth": ("no", None)}


def test_a_license_is_retired_and_used_again(person):
    row = factories.license(user=person)
    actions.retire_license(row, now=LATER)
    assert stored(row).retired_at == LATER
    actions.unretire_license(row)
    assert stored(row).retired_at is None


def test_a_deleted_license_comes_back_as_it_was(person):
    row = factories.license(user=person, facts=["supervisor"], answers={"suicide": "yes"})
    actions.delete_license(row, now=LATER)
    assert stored(row).deleted_at == LATER
    actions.restore_license(row)
    assert stored(row).deleted_at is None
    assert stored(row).facts == ["supervisor"]
    assert answers(row) == {"suicide": ("yes", None)}


def test_a_form_sent_twice_by_a_double_click_adds_one_license(person):
    said = details(facts={"supervisor": False}, replies={"suicide": Reply(Answer.YES, 2020)})
    first, second = (
        actions.add_license("us-ca-lcsw", said, actor=person.id, now=NOW) for _ in range(2)
    )
    assert first.id == second.id


def test_a_form_sent_again_with_a_box_ticked_loses_no_answer(person):
    for supervisor in (False, True):
        said = details(facts={"supervisor": supervisor})
        row = actions.add_license("us-ca-lcsw", said, actor=person.id, now=NOW)
    assert stored(row).facts == ["supervisor"]


def test_the_same_license_again_a_minute_later_is_another_one(person):
    first = actions.add_license("us-ca-lcsw", details(), actor=person.id, now=NOW)
    later = NOW + timedelta(minutes=1)
    assert actions.add_license("us-ca-lcsw", details(), actor=person.id, now=later).id != first.id
