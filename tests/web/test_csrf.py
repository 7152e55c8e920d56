"""Nothing is changed without a token from our own page."""

from __future__ import annotations

import re

import pytest

from ceapp.accounts.models import SignIn, User
from ceapp.db import db
from tests import factories, pages

_EXAMPLES = {"int": "1", "default": "x", "string": "x", "path": "x"}


def posts(app):
    """Give an address for every rule that takes POST."""
    return sorted(
        re.sub(r"<(?:(\w+):)?\w+>", lambda found: _EXAMPLES[found[1] or "default"], rule.rule)
        for rule in app.url_map.iter_rules()
        if "POST" in rule.methods
    )


def test_every_post_without_a_token_answers_400(app, signed_in, person):
    urls = posts(app)
    assert {"/sign-in", "/sign-up", "/sign-out", "/settings", "/settings/password"} <= set(urls)
    for url in urls:
        assert signed_in.post(url, data={"name": "Mallory"}).status_code == 400, url
        assert app.test_client().post(url).status_code == 400, url
    assert db.session.scalars(db.select(User.name)).all() == ["Alice Rivera"]
    assert len(db.session.scalars(db.select(SignIn)).all()) == 1


@pytest.mark.parametrize("given", ["", "made-up", "IjEi.aaaa.bbbb"])
def test_a_made_up_token_is_refused(signed_in, given):
    data = {"name": "Mallory", "time_zone": "America/Denver", "csrf_token": given}
    assert signed_in.post("/settings", data=data).status_code == 400


def test_the_token_of_another_browser_is_refused(app, signed_in, stranger):
    theirs = pages.token(factories.sign_in(app.test_client(), stranger), "/settings")
    data = {"name": "Mallory", "time_zone": "America/Denver", "csrf_token": theirs}
    assert signed_in.post("/settings", data=data).status_code == 400


def test_a_form_opened_before_signing_out_and_in_shows_what_was_typed(signed_in, person):
    old = pages.token(signed_in, "/settings")
    pages.send(signed_in, "/sign-out", page="/settings")
    factories.sign_in(signed_in, person)
    data = {
        "name": "A long text <b>typed</b>",
        "current_password": "a secret of mine",
        "csrf_token": old,
    }
    response = signed_in.post("/settings", data=data)
    page = response.get_data(as_text=True)
    assert response.status_code == 400
    assert "This page was open too long" in page
    assert "A long text &lt;b&gt;typed&lt;/b&gt;" in page
    assert "a secret of mine" not in page
    assert old not in page
