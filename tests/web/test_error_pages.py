"""What a person sees when something goes wrong."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from flask import request
from sqlalchemy import text
from werkzeug.exceptions import Forbidden, TooManyRequests

from ceapp import create_app, engines
from ceapp.db import db
from tests import factories, pages


@pytest.fixture
def failing(settings):
    """An app as in production, with pages that fail."""
    app = create_app(replace(settings, testing=False))

    def fail():
        raise RuntimeError("a secret of the code")

    def refuse():
        raise Forbidden

    def slow_down():
        raise TooManyRequests(retry_after=60)

    app.add_url_rule("/fail", view_func=fail, methods=["GET", "POST"])
    app.add_url_rule("/refuse", view_func=refuse)
    app.add_url_rule("/slow-down", view_func=slow_down)
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


@pytest.fixture
def without_database(settings, tmp_path):
    """An app whose database file cannot be opened."""
    gone = f"sqlite:///{tmp_path / 'no-such-folder' / 'x.sqlite3'}"
    app = create_app(replace(settings, testing=False, database_url=gone))
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


def test_an_unknown_address_answers_404_with_ways_on(client, signed_in):
    out = client.application.test_client().get("/nothing-here")
    assert out.status_code == 404
    assert "There is nothing at this address" in pages.text_of(out)
    assert 'href="/rules"' in out.get_data(as_text=True)
    inside = signed_in.get("/nothing-here")
    assert "Your standing" in pages.text_of(inside)


@pytest.mark.parametrize("url", ["/rules/", "/rules/us-ca-lcsw/", "/library/topics/ethics/"])
def test_a_slash_too_many_at_the_end_of_an_address_is_no_mistake(client, url):
    assert client.get(url).status_code == 200


def test_a_fault_of_ours_answers_500_and_tells_no_secret_but_the_log(failing, caplog):
    response = failing.get("/fail")
    assert response.status_code == 500
    assert "Something broke on our side" in pages.text_of(response)
    assert "a secret of the code" not in response.get_data(as_text=True)
    assert "a secret of the code" in caplog.text


def test_after_a_fault_what_was_typed_is_shown_to_copy_but_no_password(failing):
    data = {"title": "Boundaries <i>and</i> grief", "new_password": "hidden words", "notes": " "}
    page = failing.post("/fail", data=data).get_data(as_text=True)
    assert "Boundaries &lt;i&gt;and&lt;/i&gt; grief" in page
    assert "hidden words" not in page
    assert "Notes" not in page


def test_without_the_database_a_page_says_so_and_when_to_come_back(without_database, caplog):
    caplog.set_level(logging.CRITICAL)
    data = {"email": "alice@example.com", "password": "hidden words"}
    response = without_database.post("/sign-in", data=data)
    page = response.get_data(as_text=True)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert "The database does not answer" in page
    assert "alice@example.com" in page
    assert "hidden words" not in page


def test_a_signed_in_person_without_the_database_gets_the_same_page(without_database):
    with without_database.session_transaction() as session:
        session["_user_id"] = "any token"
    for url in ("/settings", "/nothing-here"):
        response = without_database.get(url)
        assert response.status_code == 503
        assert "The database does not answer" in response.get_data(as_text=True)


def test_the_health_check_tells_whether_the_database_answers(client, without_database):
    assert client.get("/healthz").get_data(as_text=True) == "ok\n"
    assert without_database.get("/healthz").status_code == 503


def test_too_large_a_request_answers_413_with_what_to_do(failing):
    large = failing.post("/sign-in", data={"email": "x" * (1024 * 1024 + 1)})
    assert large.status_code == 413
    assert "more than one form can take" in pages.text_of(large)


def test_too_many_fields_answer_413(failing):
    data = {f"field-{number}": "x" for number in range(600)}
    kind = "multipart/form-data"
    assert failing.post("/sign-in", data=data, content_type=kind).status_code == 413


def test_the_wrong_method_answers_405_and_names_the_right_one(failing):
    response = failing.get("/sign-out")
    assert response.status_code == 405
    assert "POST" in response.headers["Allow"]
    assert "only takes what a form sends" in pages.text_of(response)


def test_a_refusal_and_a_slow_down_have_their_pages(failing):
    assert "not yours to open" in pages.text_of(failing.get("/refuse"))
    response = failing.get("/slow-down")
    assert (response.status_code, response.headers["Retry-After"]) == (429, "60")
    assert "Wait a minute" in pages.text_of(response)


@pytest.mark.parametrize("url", ["/fail", "/refuse", "/slow-down", "/sign-out", "/nothing"])
def test_error_pages_carry_the_protecting_headers_too(failing, url):
    headers = failing.get(url).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"


def test_a_fault_of_the_database_writes_no_word_of_a_person_into_the_log(failing, caplog):
    def fail():
        db.session.execute(
            text("INSERT INTO users (email) VALUES (:x)"), {"x": request.form["title"]}
        )

    failing.application.view_functions["fail"] = fail
    assert failing.post("/fail", data={"title": "a canary"}).status_code == 500
    assert "INSERT INTO users" in caplog.text
    assert "canary" not in caplog.text


@pytest.fixture
def locked(settings, monkeypatch):
    """Another process that keeps the database's write lock; we wait for it only briefly."""
    briefly = [pragma.replace("5000", "50") for pragma in engines._PRAGMAS]
    assert briefly != list(engines._PRAGMAS)
    monkeypatch.setattr(engines, "_PRAGMAS", briefly)
    with closing(sqlite3.connect(settings.instance / "good-standing.sqlite3")) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


def test_while_the_database_is_locked_pages_open_but_nothing_is_half_saved(client, person, request):
    token = pages.token(factories.sign_in(client, person), "/settings")
    db.session.remove()
    db.engine.dispose()
    other = request.getfixturevalue("locked")
    sent = {"name": "Alice Stone", "time_zone": "America/Denver", "csrf_token": token}
    assert client.get("/settings").status_code == 200
    response = client.post("/settings", data=sent)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert "Alice Stone" in pages.text_of(response)
    assert client.get("/healthz").status_code == 503
    other.rollback()
    assert client.get("/healthz").status_code == 200
    assert "Alice Rivera" in client.get("/settings").get_data(as_text=True)
    assert client.post("/settings", data=sent).status_code == 302
