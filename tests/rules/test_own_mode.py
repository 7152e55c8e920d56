"""The reader takes a person's own rules with a freer head, and checks the rest as ever."""

import pytest

from ceapp.rules.rule_fields import RuleMistakes
from ceapp.rules.rule_text import read_credential
from ceapp.rules.vocabulary import Profession
from ceapp.standing.laws import law_of

OWN = """\
id = "own-12"
title = "Registered Psychotherapist"
jurisdiction = "Ontario"
board = "College of Registered Psychotherapists of Ontario"
confidence = "high"
reviewed = 2026-11-22

[cycle]
months = 24
ends = "individual"

[[requirement]]
id = "total"
need = 40
cite = "Bylaw 3"
"""


def read(text, *, own=True):
    return read_credential(
        text,
        known_topics={"ethics"},
        known_circumstances=set(),
        known_approvals=set(),
        jurisdiction_names={"us-ca": "California"},
        own=own,
    )


def keys_at_fault(text, *, own=True):
    with pytest.raises(RuleMistakes) as caught:
        read(text, own=own)
    return {mistake.key for mistake in caught.value.mistakes}


def test_a_place_and_a_profession_that_we_do_not_carry_are_taken():
    credential = read(OWN.replace("board =", 'profession = "Art therapy"\nboard ='))

    assert credential.own
    assert credential.name == "Ontario Registered Psychotherapist"
    assert credential.profession is None
    assert credential.sources == ()


def test_those_that_we_carry_are_known_by_their_slugs():
    text = OWN.replace('"Ontario"', '"us-ca"\nprofession = "counseling"')
    credential = read(text)

    assert credential.jurisdiction_name == "California"
    assert credential.profession is Profession.COUNSELING


def test_our_own_files_are_read_as_strictly_as_before():
    wrong = keys_at_fault(OWN, own=False)
    assert wrong == {"id", "jurisdiction", "profession", "source"}


@pytest.mark.parametrize("wrong", ["own-0", "own-", "own-1x", "us-ca-lcsw", "own-01"])
def test_the_id_says_whose_rules_they_are(wrong):
    assert keys_at_fault(OWN.replace("own-12", wrong)) == {"id"}


def test_everything_else_is_checked_as_in_our_files():
    slips = OWN.replace("months = 24", "months = 1").replace('cite = "Bylaw 3"', 'topic = "x"')
    assert keys_at_fault(slips) == {
        "cycle.months",
        "requirement[1].cite",
        "requirement[1].topic",
    }


def test_a_need_that_is_larger_than_the_total_it_lies_in_is_named():
    more = '[[requirement]]\nid = "e"\nneed = 41\ntopics = ["ethics"]\ncite = "x"\n'

    assert keys_at_fault(OWN + more) == {"requirement[2].need"}
    for fine in ("in_total = false\n", 'every = "once"\n'):
        assert len(read(OWN + more + fine).requirements) == 2


def test_we_claim_to_have_read_nothing_of_them():
    source = '\n[[source]]\nurl = "https://law.example/1"\nkind = "statute"\nas_of = "2024"\n'
    credential = read(
        OWN.replace('cite = "Bylaw 3"', 'cite = "x"\nurl = "https://law.example/1"') + source
    )
    law = law_of(credential.requirements[0], credential)

    assert (law.level, law.words) == ("high", "by your own rules")
