"""Personal tokens: made by a person who has shown that it is them, and what they open."""

from __future__ import annotations

import re
from datetime import timedelta

from ceapp.accounts.limits import Limit
from ceapp.api import blueprint
from ceapp.api.models import PersonalToken
from ceapp.api.scopes import SCOPES
from ceapp.db import db
from tests import pages
from tests.api.conftest import Script, script_of


def made(browser, **fields):
    form = {"name": "Sheet", "scopes": ["courses:read"], **fields}
    return pages.send(browser, "/settings/tokens", form)


def test_a_token_is_shown_once_and_kept_as_a_hash(app, signed_in):
    page = made(signed_in)
    token = re.search(r"gs_[\w-]{43}", page.get_data(as_text=True))[0]
    row = db.session.scalars(db.select(PersonalToken)).one()
    assert token not in {row.token_hash, row.begins}
    assert row.scopes == ["courses:read"]
    later = signed_in.get("/settings/tokens")
    assert token not in later.get_data(as_text=True)
    assert "Sheet" in pages.text_of(later)
    assert "never used" in pages.text_of(later)
    assert Script(app.test_client(), token)("GET", "/courses").status_code == 200
    assert "last used" in pages.text_of(signed_in.get("/settings/tokens"))
    assert "You have 1" in pages.text_of(signed_in.get("/settings"))


def test_a_token_may_do_what_was_chosen_and_nothing_else(app, person):
    allowed = {
        "licenses:read": ("GET", "/licenses"),
        "licenses:write": ("POST", "/licenses"),
        "courses:read": ("GET", "/courses"),
        "courses:write": ("POST", "/courses"),
        "standings:read": ("GET", "/standings"),
        "certificates:read": ("GET", "/certificates"),
        "certificates:write": ("POST", "/certificates"),
    }
    assert allowed.keys() == SCOPES.keys()
    for scope in SCOPES:
        script = script_of(app, person, scope)
        for needed, (method, path) in allowed.items():
            refused = script(method, path).status_code == 403
            assert refused == (needed != scope), (scope, needed)


def test_faults_are_said_and_nothing_is_made(signed_in):
    for fields in ({"name": " "}, {"scopes": []}, {"scopes": ["everything"]}, {"name": "x" * 61}):
        assert made(signed_in, **fields).status_code == 422
    assert db.session.scalar(db.select(db.func.count(PersonalToken.id))) == 0


def test_a_revoked_token_opens_nothing_any_more(script, signed_in):
    assert script("GET", "/courses").status_code == 200
    row = db.session.scalars(db.select(PersonalToken)).one()
    pages.send(signed_in, f"/settings/tokens/{row.id}/revoke", page="/settings/tokens")
    answer = script("GET", "/courses")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_nobody_revokes_anothers_token(script, signed_in_stranger):
    row = db.session.scalars(db.select(PersonalToken)).one()
    answer = pages.send(signed_in_stranger, f"/settings/tokens/{row.id}/revoke", page="/settings")
    assert answer.status_code == 404
    assert script("GET", "/courses").status_code == 200


def test_a_cookie_opens_nothing_here_and_a_token_opens_no_page(signed_in, script):
    assert signed_in.get("/api/v1/courses").status_code == 401
    assert signed_in.post("/api/v1/courses", json={}).status_code == 401
    headers = {"Authorization": f"Bearer {script.token}"}
    assert script.client.get("/courses", headers=headers).status_code == 302
    assert script.client.get("/settings", headers=headers).status_code == 302


def test_wrong_tokens_of_every_kind_answer_401(client):
    for header in (
        "",
        "Bearer",
        "Bearer x",
        "Basic eDp5",
        "Bearer gs_\u00e9",
        "Bearer " + "x" * 9000,
    ):
        answer = client.get("/api/v1/courses", headers={"Authorization": header})
        assert answer.status_code == 401
        assert answer.mimetype == "application/problem+json"


def test_requests_are_limited_for_a_person_over_all_their_tokens(app, person, script, monkeypatch):
    limit = Limit(most=3, within=timedelta(minutes=1))
    monkeypatch.setattr(blueprint, "REQUESTS", limit)
    other = script_of(app, person)
    assert [script("GET", "/courses").status_code for _ in range(2)] == [200, 200]
    assert other("GET", "/courses").status_code == 200
    answer = script("GET", "/courses")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 60


def test_errors_beneath_the_interface_are_problems(script, client):
    for answer in (
        script("GET", "/nothing"),
        script("PUT", "/courses"),
        client.get("/api/v1/courses/x"),
    ):
        assert answer.status_code in {404, 405}
        assert answer.mimetype == "application/problem+json"
    assert client.get("/nothing").mimetype == "text/html"


def test_a_deleted_account_takes_its_tokens_along(script, person):
    db.session.delete(db.session.get_one(type(person), person.id))
    db.session.commit()
    assert script("GET", "/courses").status_code == 401


def test_the_owners_name_of_a_token_is_never_run_as_markup(signed_in):
    made(signed_in, name="<b>x</b>")
    assert "<b>x</b>" not in signed_in.get("/settings/tokens").get_data(as_text=True)
