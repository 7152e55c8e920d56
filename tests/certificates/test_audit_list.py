"""What an audit asks for, and whether a certificate shows it."""

from __future__ import annotations

import pytest

from ceapp.boards import catalog
from ceapp.certificates.audit_list import (
    NO_APPROVAL,
    NOT_FOUND,
    PARTS,
    UNSURE,
    Shown,
    Sign,
    audit_list,
    same_person,
)

BODIES = {"aswb-ace": "ASWB ACE", "apa": "APA"}
WHOLE = Shown(
    {
        **dict.fromkeys(PARTS, Sign("as printed", sure=True)),
        "participant": Sign("Alice M. Rivera, LCSW", sure=True),
    },
    {"aswb-ace": Sign("1234", sure=True)},
)


def lines(shown, *, own="Alice Rivera", credentials=()):
    found = audit_list(shown, own_name=own, credentials=credentials, bodies=BODIES)
    return {item.what: (item.kind, item.text) for item in found}


def test_a_whole_certificate_has_everything():
    found = lines(WHOLE)
    assert {kind for kind, _ in found.values()} == {"yes"}
    assert found["Your name"] == ("yes", "Alice M. Rivera, LCSW")
    assert found["Approval and its number"] == ("yes", "ASWB ACE 1234")


def test_an_empty_page_lacks_everything_that_is_asked():
    found = lines(Shown())
    assert len(found) == len(PARTS) + 1
    assert {kind for kind, _ in found.values()} == {"no"}
    assert found["Hours"] == ("no", NOT_FOUND)
    assert found["Approval and its number"] == ("no", NO_APPROVAL)


def test_what_is_in_doubt_is_to_be_looked_for_not_claimed():
    shown = Shown({"hours": Sign("2", sure=False)}, {"apa": Sign("99", sure=False)})
    found = lines(shown)
    assert found["Hours"] == ("ask", UNSURE)
    assert found["Approval and its number"][0] == "ask"
    assert "99" not in found["Approval and its number"][1]


def test_an_approval_without_a_number_is_named():
    kind, text = lines(Shown({}, {"apa": Sign("", sure=True)}))["Approval and its number"]
    assert kind == "ask"
    assert text.startswith("APA, no number found")


def test_a_certificate_made_out_to_somebody_else_is_pointed_out():
    kind, text = lines(WHOLE, own="Dana Whitfield")["Your name"]
    assert kind == "ask"
    assert "made out to Alice M. Rivera, LCSW" in text
    assert "Dana Whitfield" in text


@pytest.mark.parametrize(
    ("shown", "own", "same"),
    [
        ("ALICE RIVERA", "Alice Rivera", True),
        ("Rivera, Alice", "Alice Rivera", False),  # asking is better than believing
        ("Alicé Riverà PhD", "Alice Rivera", True),
        ("Alice Rivers", "Alice Rivera", False),
        ("Alice Jane Rivera-Stone", "Alice Stone", True),
        ("Anybody", "", True),  # an account without a name knows no better
    ],
)
def test_names_are_compared_by_their_first_and_last_word(shown, own, same):
    assert same_person(shown, own) is same


def test_a_board_that_lists_approvals_is_named_where_none_is_shown():
    listing = next(
        one for one in map(catalog.load, ids()) if one.accepted_approvals and one.approvals_required
    )
    without = lines(Shown(), credentials=[listing, listing])
    kind, text = without[f"For {listing.name}"]
    assert kind == "ask"
    assert "counts 0" in text
    slug = min(listing.accepted_approvals)
    accepted = lines(Shown({}, {slug: Sign("1", sure=True)}), credentials=[listing])
    assert f"For {listing.name}" not in accepted


def ids():
    return (one.id for one in catalog.listing())
