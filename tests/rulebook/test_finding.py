"""Finding credentials by state, profession and words."""

import pytest

from ceapp.boards import catalog
from ceapp.rulebook.finding import Wanted, by_letter, by_state, find, find_in_rules, topics_named


def ids(**wanted):
    return [item.id for item in find(catalog.listing(), Wanted(**wanted))]


def test_without_wishes_everything_is_found():
    assert len(ids()) == 212
    assert not Wanted().narrowed


def test_by_state_and_profession():
    assert ids(jurisdiction="us-ca", profession="psychology") == ["us-ca-psychologist"]
    assert len(ids(profession="social-work")) == 58


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("california lcsw", "us-ca-lcsw"),
        ("CLINICAL social california", "us-ca-lcsw"),
        ("us-ca-lcsw", "us-ca-lcsw"),
        ("lcsw in California", "us-ca-lcsw"),
        ("calif lcsw", "us-ca-lcsw"),
        ("nv lcsw", "us-nv-lcsw"),
        ("behavioral sciences lmft california", "us-ca-lmft"),
        ("counseling california", "us-ca-lpcc"),
    ],
)
def test_by_words_of_name_title_board_state_and_profession(text, found):
    assert ids(text=text) == [found]


def test_related_licenses_are_found_under_their_own_letters():
    assert "us-ks-lcpc" in ids(text="lpc", jurisdiction="us-ks")


def test_small_words_alone_are_words():
    assert {item[:5] for item in ids(text="in")} >= {"us-in"}
    assert len(ids(text="in")) < 212


def test_every_word_must_match():
    assert ids(text="california zebra") == []


def test_groups_keep_every_credential_once():
    states = by_state(catalog.listing())

    assert len(states) == 51
    assert sum(len(state.credentials) for state in states) == 212
    assert [state.name for state in states] == sorted(state.name for state in states)


def mentions(text, **wanted):
    found = find_in_rules(catalog.listing(), Wanted(text=text, **wanted))
    return {one.listing.id: [rule for rule, _name in one.rules] for one in found}


def test_words_of_rules_and_topics_are_found_with_the_rules_that_hold_them():
    assert mentions("california suicide") == {
        "us-ca-lcsw": ["suicide"],
        "us-ca-lmft": ["suicide"],
        "us-ca-lpcc": ["suicide"],
    }
    assert mentions("suicide", jurisdiction="us-zz") == {}


def test_a_citation_is_found_and_a_sign_is_not():
    assert "us-ca-lcsw" in mentions("1887.3")
    assert ids(text="§") == []
    assert mentions("§") == {}


def test_what_is_found_by_name_is_not_listed_again_for_its_rules():
    assert not set(mentions("california")) & set(ids(text="california"))


def test_topics_are_found_by_the_words_of_their_labels():
    topics = catalog.topics()
    assert "suicide-prevention" in topics_named("Suicide", topics)
    assert topics_named("", topics) == ()


def test_every_state_stands_under_its_letter():
    letters = by_letter(by_state(catalog.listing()))
    assert [letter for letter, _states in letters] == sorted(
        {s[0] for s in catalog.jurisdictions().values()}
    )
    assert sum(len(states) for _letter, states in letters) == 51
