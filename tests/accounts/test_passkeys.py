"""Passkeys as far as no browser is needed: what is refused; tests/browser has the rest."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape

import pytest

from ceapp.accounts import forms, passkeys
from ceapp.accounts.passkeys import Question, Site, check_passkey, new_question
from ceapp.clock import now
from tests import pages

SITE = Site("ce.example.org", "https://ce.example.org")


@pytest.fixture
def named(app):
    """An app whose address has a name, as passkeys need."""
    settings = replace(app.extensions["ceapp.settings"], public_url="http://localhost:8000")
    app.extensions["ceapp.settings"] = settings
    return app


def options_of(page):
    found = re.search(r'data-options="([^"]+)"', page.get_data(as_text=True))
    return json.loads(unescape(found[1]))


def test_where_the_site_is_opened_by_a_number_no_passkey_is_offered(client, signed_in):
    assert "passkey" not in client.get("/sign-in").get_data(as_text=True).lower()
    words = pages.text_of(signed_in.get("/settings/passkeys/new"))
    assert "Passkeys need an address with a name" in words


def test_the_browser_is_asked_for_a_key_of_this_site_with_its_person_present(named, client):
    options = options_of(client.get("/sign-in"))
    assert options["rpId"] == "localhost"
    assert options["userVerification"] == "required"
    assert options["allowCredentials"] == []  # it does not tell which accounts have keys


def test_two_windows_are_asked_the_same_question(named, client):
    assert options_of(client.get("/sign-in")) == options_of(client.get("/sign-in"))


def test_a_question_is_answered_once_only(named, client):
    first = options_of(client.get("/sign-in"))["challenge"]
    pages.send(client, "/sign-in/passkey", {"answer": "{}"}, page="/sign-in")
    assert options_of(client.get("/sign-in"))["challenge"] != first


def test_a_new_key_names_neither_the_mail_address_nor_the_number_of_the_person(named, signed_in):
    options = options_of(signed_in.get("/settings/passkeys/new"))
    assert len(options["user"]["id"]) > 40
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["attestation"] == "none"


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "{}",
        "[]",
        "null",
        "1",
        "{" * 5000,
        "x" * 30_000,
        '{"rawId": 1}',
        '{"rawId": "é"}',
        '{"rawId": "AAAA"}',
        '{"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {}}',
    ],
)
def test_what_is_no_answer_lets_nobody_in_and_adds_nothing(named, client, signed_in, answer):
    other = named.test_client()
    sent = pages.send(other, "/sign-in/passkey", {"answer": answer}, page="/sign-in", follow=True)
    assert sent.request.path == "/sign-in"
    assert forms.PASSKEY_FAILED in pages.text_of(sent)
    data = {"answer": answer, "name": "Phone"}
    added = pages.send(signed_in, "/settings/passkeys/new", data)
    assert added.status_code == 422
    assert forms.PASSKEY_NOT_ADDED in added.get_data(as_text=True)


def test_a_question_is_too_old_after_ten_minutes():
    asked = now().timestamp()
    assert Question("x", asked - 599).live(now())
    assert not Question("x", asked - 601).live(now())


def test_an_unknown_key_is_nobodys(app):
    answer = json.dumps({"rawId": "AAAA", "id": "AAAA"})
    assert check_passkey(answer=answer, question=new_question(b"x", now()), site=SITE) is None
    assert passkeys.LONGEST_ANSWER > 5000
