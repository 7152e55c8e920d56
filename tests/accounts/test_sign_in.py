"""Signing in and out, and what the browser carries meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask_sqlalchemy.record_queries import get_recorded_queries

from ceapp import create_app
from ceapp.accounts import actions, forms, queries
from ceapp.accounts.models import SignIn
from ceapp.clock import now
from ceapp.db import db
from tests import factories, pages


def cookie(client):
    return client.get_cookie("ceapp").value


def test_signing_in_opens_what_is_private(client, person):
    factories.sign_in(client, person)
    response = client.get("/settings")
    assert response.status_code == 200
    assert "alice@example.com" in pages.text_of(response)


def test_the_address_may_be_typed_in_capitals(client, person):
    data = {"email": " ALICE@example.com", "password": factories.PASSWORD}
    assert pages.send(client, "/sign-in", data).location == "/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, person):
    wrong = pages.send(client, "/sign-in", {"email": "alice@example.com", "password": "wrong"})
    unknown = pages.send(client, "/sign-in", {"email": "bob@example.com", "password": "wrong"})
    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert forms.NO_MATCH in wrong.get_data(as_text=True)
    assert pages.text_of(wrong) == pages.text_of(unknown)
    assert db.session.scalars(db.select(SignIn)).all() == []


@pytest.mark.parametrize("email", ["alice@example.com", "bob@example.com"])
def test_exactly_one_hash_is_checked_whether_or_not_the_account_exists(person, email, monkeypatch):
    seen = []

    def counting(stored, password):
        # Hashing while a transaction is open would make every other writer wait.
        assert not db.session().in_transaction()
        seen.append((stored, password))
        return False

    monkeypatch.setattr(actions, "matches", counting)
    assert actions.check_password(email=email, password="wrong") is None
    assert len(seen) == 1


def test_missing_words_are_asked_for_at_their_fields(client):
    page = pages.send(client, "/sign-in", {}).get_data(as_text=True)
    assert page.count(forms.EMAIL_MISSING) == page.count(forms.PASSWORD_MISSING) == 2


def test_a_private_page_asks_to_sign_in_and_then_opens(client, person):
    response = client.get("/settings?a=1")
    assert response.location == "/sign-in?next=/settings?a%3D1"
    page = client.get(response.location)
    assert "Sign in to go on." in pages.text_of(page)
    data = {"email": person.email, "password": factories.PASSWORD, "next": "/settings?a=1"}
    assert pages.send(client, "/sign-in", data).location == "/settings?a=1"


def test_a_form_sent_by_a_signed_out_person_changes_nothing_and_loses_no_word(client, person):
    data = {"name": "Mallory <b>M</b>", "time_zone": "America/Denver", "do": "save"}
    response = pages.send(client, "/settings", data, page="/sign-in")
    assert response.status_code == 400
    page = response.get_data(as_text=True)
    assert "You were signed out" in page
    assert "Mallory &lt;b&gt;M&lt;/b&gt;" in page
    assert "<dt>Do</dt>" not in page
    db.session.refresh(person)
    assert person.name == "Alice Rivera"


def test_a_form_without_words_leads_to_sign_in(client, person):
    response = pages.send(client, "/courses/1/delete", {}, page="/sign-in")
    assert response.location == "/sign-in"


def test_a_form_without_a_page_of_its_own_returns_home_after_signing_in(client, person):
    response = pages.send(client, "/settings/sign-ins/end-others", {}, page="/sign-in")
    assert response.location == "/sign-in"


@pytest.mark.parametrize("target", ["//evil.example", "/\\evil.example", "https:evil.example"])
def test_no_address_of_another_site_is_followed_after_signing_in(client, person, target):
    assert "evil" not in client.get("/sign-in", query_string={"next": target}).get_data(True)
    data = {"email": person.email, "password": factories.PASSWORD, "next": target}
    assert pages.send(client, "/sign-in", data).location == "/"


def test_what_is_stored_of_a_sign_in_does_not_sign_in(signed_in, app):
    row = db.session.scalars(db.select(SignIn)).one()
    assert len(row.token_hash) == 64
    assert queries.signed_in(row.token_hash, now=now()) is None


def test_signing_out_ends_the_sign_in_also_for_a_copied_cookie(signed_in, app):
    copied = cookie(signed_in)
    response = pages.send(signed_in, "/sign-out", page="/settings")
    assert response.location == "/"
    assert db.session.scalars(db.select(SignIn)).all() == []
    thief = app.test_client()
    thief.set_cookie("ceapp", copied)
    assert thief.get("/settings").status_code == 302


def test_signing_out_needs_a_form_not_a_link(signed_in):
    assert signed_in.get("/sign-out").status_code == 405
    assert signed_in.get("/settings").status_code == 200


def test_a_cookie_planted_before_signing_in_does_not_come_along(client, person, app):
    pages.token(client)
    planted = cookie(client)
    with client.session_transaction() as session:
        session["planted"] = "by somebody"
    factories.sign_in(client, person)
    with client.session_transaction() as session:
        assert "planted" not in session
    other = app.test_client()
    other.set_cookie("ceapp", planted)
    assert other.get("/settings").status_code == 302


def test_two_browsers_have_a_sign_in_each(app, person):
    first = factories.sign_in(app.test_client(), person)
    second = factories.sign_in(app.test_client(), person)
    pages.send(first, "/sign-out", page="/settings")
    assert second.get("/settings").status_code == 200


def test_a_sign_in_ends_after_fourteen_days_and_is_then_removed(signed_in, app, person):
    row = db.session.scalars(db.select(SignIn)).one()
    assert row.expires_at - row.created_at == timedelta(days=14)
    row.expires_at = now() - timedelta(seconds=1)
    db.session.commit()
    assert signed_in.get("/settings").status_code == 302
    factories.sign_in(app.test_client(), person)
    assert len(db.session.scalars(db.select(SignIn)).all()) == 1


def test_who_is_signed_in_is_found_with_one_query(settings):
    app = create_app(settings)
    app.config["SQLALCHEMY_RECORD_QUERIES"] = True
    with app.app_context():
        person = factories.person()
        token = actions.begin_sign_in(user_id=person.id, now=now())
        before = len(get_recorded_queries())
        assert queries.signed_in(token, now=now()).name == "Alice Rivera"
        assert len(get_recorded_queries()) - before <= 1
        db.session.remove()
        db.engine.dispose()


def test_on_plain_http_the_cookie_is_closed_to_scripts_and_other_sites(client, person):
    data = {"email": person.email, "password": factories.PASSWORD}
    known, made = sorted(pages.send(client, "/sign-in", data).headers.getlist("Set-Cookie"))
    assert made.startswith("ceapp=")
    assert known.startswith("ceapp-known=")
    for part in ("HttpOnly", "SameSite=Lax", "Path=/", "Expires="):
        assert part in made
        assert part in known
    assert "Secure" not in made + known


def test_the_cookie_is_not_sent_again_with_every_page(signed_in):
    signed_in.get("/settings")  # gives the session its CSRF token
    assert "Set-Cookie" not in signed_in.get("/settings").headers


def test_on_https_the_cookie_is_secure_and_bound_to_this_host(settings):
    app = create_app(replace(settings, public_url="https://ce.example.org"))
    client = app.test_client()
    answer = client.get("/sign-in", base_url="https://ce.example.org")
    made = answer.headers["Set-Cookie"]
    assert made.startswith("__Host-ceapp=")
    for part in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"):
        assert part in made
    assert "Domain" not in made
