"""Making and changing rules of one's own: bounded, checked, and never half done."""

from datetime import timedelta

import pytest

from ceapp.boards import catalog
from ceapp.own_rules import actions, queries
from ceapp.own_rules.actions import TooMuch
from ceapp.own_rules.reading import read_own
from ceapp.rules.rule_fields import RuleMistakes
from ceapp.rules.rule_text import parse
from tests import factories
from tests.own_rules.making import TODAY, copied, document, started

LATER = factories.NOW + timedelta(hours=1)


def change(row, changed):
    return actions.change_own_rules(row, changed, now=LATER, today=TODAY)


def test_rules_from_nothing_are_read_like_ours(person):
    row = started(person)
    credential = queries.credential_of(person.id, row.credential_id)

    assert credential.id == f"own-{row.id}"
    assert credential.name == "Ontario RP"
    assert credential.profession is None
    assert [rule.id for rule in credential.requirements] == ["total", "rule-1"]


def test_a_copy_says_what_ours_says(person):
    row = copied(person)
    ours, theirs = catalog.load("us-ca-lcsw"), queries.credential_of(person.id, row.credential_id)

    assert theirs.requirements == ours.requirements
    assert theirs.sources == ours.sources
    assert theirs.jurisdiction == "us-ca"
    assert row.original == catalog.path_of("us-ca-lcsw").read_text(encoding="utf-8")


def test_every_credential_of_ours_can_be_copied(person):
    for item in catalog.listing():
        text = catalog.path_of(item.id).read_text(encoding="utf-8")
        assert read_own(text.replace(f'id = "{item.id}"', 'id = "own-7"', 1)).name == item.name


def test_the_same_click_makes_one(person):
    assert started(person).id == started(person).id
    assert copied(person).id == copied(person).id
    assert copied(person, "us-ca-lmft").id != copied(person).id
    assert len(queries.own_rules(person.id)) == 3


def test_what_contradicts_itself_changes_nothing(person):
    row = started(person)
    before, changed = row.document, parse(row.document)
    changed["requirement"][1]["need"] = 60

    with pytest.raises(RuleMistakes):
        change(row, changed)
    assert row.document == before

    with pytest.raises(RuleMistakes):
        started(person, title="")
    assert len(queries.own_rules(person.id)) == 1


def test_the_last_change_can_be_undone_and_done_again(person):
    row = started(person)
    first, changed = row.document, parse(row.document)
    changed["requirement"][1]["need"] = 8
    change(row, changed)
    second = row.document

    actions.undo_last_change(row, now=LATER)
    assert row.document == first
    actions.undo_last_change(row, now=LATER)
    assert row.document == second


def test_there_is_a_most_of_everything(person, monkeypatch):
    row = started(person)
    long = parse(row.document)
    long["requirement"] += [
        {"id": f"r{n}", "need": 1, "topics": ["ethics"], "cite": "x"}
        for n in range(actions.MOST_REQUIREMENTS)
    ]
    with pytest.raises(TooMuch, match="60 rules are the most"):
        change(row, long)
    with pytest.raises(TooMuch, match="too long"):
        change(row, document(id=row.credential_id, reporting="x" * actions.MOST_CHARACTERS))
    monkeypatch.setattr(actions, "MOST_OWN", 1)
    with pytest.raises(TooMuch, match="You have 1 rules"):
        copied(person)


def test_deleted_rules_are_not_listed_but_a_license_on_them_keeps_its_standing(person):
    row = started(person)
    actions.delete_own_rules(row, now=LATER)

    assert queries.own_rules(person.id) == []
    assert queries.own_rules_of(person.id, row.id) is None
    assert queries.credential_of(person.id, row.credential_id).name == "Ontario RP"
    actions.restore_own_rules(row)
    assert [one.id for one in queries.own_rules(person.id)] == [row.id]


def test_another_persons_rules_are_unknown(person, stranger):
    row = started(stranger)

    assert queries.own_rules_of(person.id, row.id) is None
    for credential_id in (row.credential_id, "own-999", "own-0", "own-x"):
        with pytest.raises(catalog.UnknownCredential):
            queries.credential_of(person.id, credential_id)


def test_a_document_that_a_later_reader_refuses_is_called_broken(person):
    row = started(person)
    row.document = "title = 3"
    with pytest.raises(catalog.BrokenRuleFile):
        queries.credential_of(person.id, row.credential_id)
