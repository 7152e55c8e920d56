"""What people wrote stands in no address and in no log."""

from __future__ import annotations

import logging
import re
from html import unescape

import pytest

from ceapp.web.app import App
from tests import factories, pages
from tests.house.test_routes import PAGES, filled

NUMBER = "CANARY-77123"
WORDS = ("CANARY", "Canarytitle", "canary.person@example.com", "Canaryprovider", "canarysecret")


@pytest.fixture
def full(app, client):
    """Somebody whose every word is a canary, signed in."""
    person = factories.person(email="canary.person@example.com", name="Canaryname Rivera")
    factories.license(user=person, number=NUMBER)
    factories.course(
        user=person, title="Canarytitle", provider="Canaryprovider", notes="canarysecret"
    )
    return factories.sign_in(client, person)


def test_no_address_of_any_page_carries_a_license_number_or_other_words_of_a_person(full):
    seen = 0
    for path, methods in PAGES.items():
        if "GET" not in methods:
            continue
        answer = full.get(filled(path))
        seen += NUMBER.encode() in answer.data
        addresses = re.findall(r'(?:href|src|action|formaction)="([^"]*)"', text_of(answer))
        addresses += answer.headers.getlist("Location")
        for address in map(unescape, addresses):
            assert not any(word.lower() in address.lower() for word in WORDS), (path, address)
    assert seen, "the number was on no page, so this test found nothing out"


def text_of(answer):
    return answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""


def test_every_form_with_words_of_a_person_is_sent_in_the_body(full):
    for path in ("/licenses/1/edit", "/courses/1", "/courses/new", "/settings"):
        page = full.get(path).get_data(as_text=True)
        forms = re.findall(r"<form\b[^>]*>", page)
        assert forms
        assert all('method="post"' in form for form in forms), path


def test_a_fault_is_logged_without_a_word_of_the_person(full, app, caplog, monkeypatch):
    app.config["PROPAGATE_EXCEPTIONS"] = False

    typed = f"canary.person@example.com wrote {NUMBER}"

    def failing(*_arguments, **_named):
        try:
            {}[typed]
        except KeyError as error:
            raise ValueError(typed) from error

    monkeypatch.setitem(app.view_functions, "licenses.edit", failing)
    monkeypatch.setitem(app.view_functions, "accounts.choose_password", failing)
    with caplog.at_level(logging.DEBUG):
        assert full.get(f"/licenses/1/edit?number={NUMBER}").status_code == 500
        assert full.get(f"/reset/{NUMBER}").status_code == 500
    assert "GET /licenses/<int:license_id>/edit failed." in caplog.text
    assert "GET /reset/<token> failed." in caplog.text
    assert "builtins.ValueError" in caplog.text
    assert "which came of" in caplog.text
    assert "in failing" in caplog.text  # where it was is said
    assert not any(word.lower() in caplog.text.lower() for word in WORDS)


def test_a_days_work_writes_nothing_into_the_log(full, app, caplog):
    with caplog.at_level(logging.DEBUG):
        data = {"email": "canary.person@example.com", "password": "wrong"}
        pages.send(app.test_client(), "/sign-in", data)
        pages.send(app.test_client(), "/reset", {"email": "canary.person@example.com"})
        full.get("/courses?q=Canarytitle")
        full.get("/nothing/CANARY")
    ours = [record.getMessage() for record in caplog.records if record.levelno >= logging.INFO]
    assert not any(word.lower() in said.lower() for said in ours for word in WORDS)


def test_the_app_and_the_privacy_page_say_the_same(client, app):
    assert isinstance(app, App)
    words = pages.text_of(client.get("/privacy"))
    for said in ("no analytics, no ads", "the latest 200 entries", "for 14 days at most"):
        assert said in words
    for path in ("/privacy", "/sign-up", "/"):
        assert 'href="/privacy"' in client.get(path).get_data(as_text=True)
