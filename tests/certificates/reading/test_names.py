"""People, their credentials, and organizations."""

from __future__ import annotations

import pytest

from ceapp.certificates.reading.names import is_organization, people, person


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Thaddeus M. Villareal, LMHC", "Thaddeus M. Villareal"),
        ("Desmond Okoro-Hale, Ph.D.", "Desmond Okoro-Hale"),
        ("Dr. María de la Cruz", "María de la Cruz"),
        ("JESSAMY Q. THORNE LCSW-R", "JESSAMY Q. THORNE"),
        ("Jean-Luc O’Brien LCSW", "Jean-Luc O’Brien"),
        ("A. J. Wu Jr., PhD", "A. J. Wu Jr"),
        ("Ludwig van der Berg, MSW", "Ludwig van der Berg"),
    ],
)
def test_a_name_is_read_without_titles_and_credentials(text, name):
    assert person(text) == name


@pytest.mark.parametrize(
    "text",
    ["Great Basin Society", "Program Administrator", "Certificate of Completion", "PhD. Provided",
     "Madonna", "has completed the course", "Suite 4, Dunmore", "Continuing Education"],
)  # fmt: skip
def test_what_is_no_person_gives_no_name(text):
    assert person(text) is None


def test_several_people_are_parted_whatever_stands_between_them():
    both = ["Jane Doe", "John Roe"]
    assert people("Jane Doe, Ph.D., John Roe, Psy.D.") == both
    assert people("Jane Doe, PhD; John Roe, LCSW") == both
    assert people("Jane Doe, LPC-S and John Roe") == both
    assert people("Jane Doe and the Lakeside Institute") is None


def test_organizations_are_known_by_their_words():
    assert is_organization("Heron Bluff Continuing Education")
    assert is_organization("Cradle & Compass")
    assert not is_organization("Imogen Castellanos")
