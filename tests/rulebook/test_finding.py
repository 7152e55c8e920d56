"""Finding credentials by state, profession and words."""

import pytest

from ceapp.boards import catalog
from ceapp.rulebook.finding import Wanted, by_state, find


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
