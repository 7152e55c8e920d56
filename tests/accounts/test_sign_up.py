"""Opening an account."""

from __future__ import annotations

import pytest

from ceapp.accounts import forms, passwords
from ceapp.accounts.models import SignIn, User
from ceapp.db import db
from tests import pages

DATA = {
    "name": "Marisol Tenney",
    "email": "Marisol@Example.org ",
    "password": "a lamp on the stairs",
    "time_zone": "America/Los_Angeles",
}


def test_signing_up_makes_the_account_and_lets_the_person_in(client):
    response = pages.send(client, "/sign-up", DATA)
    assert response.status_code == 302
    assert response.location == "/licenses/new"
    person = db.session.scalars(db.select(User)).one()
    assert (person.name, person.email) == ("Marisol Tenney", "marisol@example.org")
    assert person.time_zone == "America/Los_Angeles"
    assert "lamp" not in person.password_hash
    assert "Marisol Tenney" in pages.text_of(client.get("/settings"))


def test_without_a_mail_server_no_mail_is_promised(client):
    words = pages.text_of(pages.send(client, "/sign-up", DATA, follow=True))
    assert "We sent a link" not in words
    assert "It is not confirmed yet." in pages.text_of(client.get("/settings"))


def test_signing_up_returns_to_the_page_that_asked_for_it(client):
    response = pages.send(client, "/sign-up", {**DATA, "next": "/courses/new?title=a"})
    assert response.location == "/courses/new?title=a"


def test_eastern_time_is_chosen_until_the_browser_says_otherwise(client):
    page = client.get("/sign-up").get_data(as_text=True)
    assert '<option selected value="America/New_York">' in page
    assert "data-guess-zone" in page


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", forms.NAME_MISSING),
        ("name", "   ", forms.NAME_MISSING),
        ("name", "x" * 121, "Name, as on your license has 121 characters; 120 is the most"),
        ("email", "", forms.EMAIL_MISSING),
        ("email", "marisol", forms.EMAIL_WRONG),
        ("email", "marisol@example", forms.EMAIL_WRONG),
        ("email", "marisol@@example.org", forms.EMAIL_WRONG),
        ("email", "mari sol@example.org", forms.EMAIL_WRONG),
        ("password", "", forms.PASSWORD_MISSING),
        ("password", "short", passwords.TOO_SHORT),
        ("password", "marisol@example.org", passwords.SAME_AS_ACCOUNT),
        ("password", "ab1!" * 60, "Password has 240 characters; 200 is the most"),
        ("time_zone", "Europe/Berlin", forms.ZONE_MISSING),
        ("time_zone", "../../etc/passwd", forms.ZONE_MISSING),
    ],
)
def test_a_fault_is_named_beside_its_field_and_changes_nothing(client, field, value, words):
    response = pages.send(client, "/sign-up", {**DATA, field: value})
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert "<title>Error: Create an account" in page
    assert page.count(words) == 2  # in the summary and at the field
    assert f'href="#{field}"' in page
    assert f'aria-describedby="{field}-' in page
    assert "data-guess-zone" not in page
    assert db.session.scalars(db.select(User)).all() == []


def test_what_was_typed_stays_but_the_password(client):
    response = pages.send(client, "/sign-up", {**DATA, "email": "marisol"})
    page = response.get_data(as_text=True)
    assert 'value="Marisol Tenney"' in page
    assert 'value="marisol"' in page
    assert '<option selected value="America/Los_Angeles">' in page
    assert DATA["password"] not in page


def test_an_address_with_an_account_is_refused_whatever_its_case(client, person):
    before = person.password_hash
    response = pages.send(client, "/sign-up", {**DATA, "email": "ALICE@example.com"})
    assert response.status_code == 422
    assert forms.EMAIL_TAKEN in response.get_data(as_text=True)
    assert db.session.scalars(db.select(User.password_hash)).all() == [before]
    assert db.session.scalars(db.select(SignIn)).all() == []


def test_a_name_with_markup_is_shown_as_typed_and_never_run(client):
    pages.send(client, "/sign-up", {**DATA, "name": "<script>alert(1)</script>"})
    page = client.get("/settings").get_data(as_text=True)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_control_characters_are_taken_out_of_a_name(client):
    pages.send(client, "/sign-up", {**DATA, "name": "Mari\x00sol"})
    assert db.session.scalars(db.select(User.name)).one() == "Marisol"


def test_who_is_signed_in_already_goes_home_instead(signed_in):
    assert signed_in.get("/sign-up").location == "/"
