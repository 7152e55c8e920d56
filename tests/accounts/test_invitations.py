"""Who may open an account: everybody, who is invited, or nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from click.testing import CliRunner

from ceapp.accounts import forms
from ceapp.accounts.invitations import invite
from ceapp.accounts.models import Invitation, User
from ceapp.cli import main
from ceapp.clock import now
from ceapp.config import SignUp, from_environment
from ceapp.db import db
from ceapp.errors import SettingsError
from tests import pages

DATA = {
    "name": "Marisol Tenney",
    "email": "marisol@example.org",
    "password": "a lamp on the stairs",
    "time_zone": "America/Los_Angeles",
}


@pytest.fixture
def choose(app):
    """Give a function that decides who may open an account."""

    def chosen(sign_up):
        settings = replace(app.extensions["ceapp.settings"], sign_up=sign_up)
        app.extensions["ceapp.settings"] = settings

    return chosen


@pytest.mark.parametrize("sign_up", [SignUp.CLOSED, SignUp.INVITATION])
def test_without_an_invitation_nobody_gets_in(client, choose, sign_up):
    choose(sign_up)
    page = pages.text_of(client.get("/sign-up"))
    assert "Accounts are not open to everybody here" in page
    refused = pages.send(client, "/sign-up", DATA, page="/sign-in")
    assert refused.status_code == 403
    assert "Marisol Tenney" in pages.text_of(refused)  # what was typed, to copy
    assert DATA["password"] not in refused.get_data(as_text=True)
    assert db.session.scalars(db.select(User)).all() == []
    assert "Create an account" not in pages.text_of(client.get("/sign-in"))


def test_an_invitation_opens_one_account(app, client, choose):
    choose(SignUp.INVITATION)
    token = invite(email="marisol@example.org", now=now())
    path = f"/sign-up?invitation={token}"
    assert 'value="marisol@example.org"' in client.get(path).get_data(as_text=True)
    data = {**DATA, "invitation": token}
    assert pages.send(client, "/sign-up", data, page=path).location == "/licenses/new"
    other = app.test_client()
    assert "This invitation does not work any more" in pages.text_of(other.get(path))
    data["email"] = "another@example.org"
    assert pages.send(other, "/sign-up", data, page="/sign-in").status_code == 403


def test_an_invitation_is_for_its_own_address(client, choose):
    choose(SignUp.INVITATION)
    token = invite(email="marisol@example.org", now=now())
    data = {**DATA, "email": "another@example.org", "invitation": token}
    answer = pages.send(client, "/sign-up", data, page=f"/sign-up?invitation={token}")
    assert answer.status_code == 422
    assert forms.NOT_INVITED in answer.get_data(as_text=True)
    assert f'value="{token}"' in answer.get_data(as_text=True)
    assert len(db.session.scalars(db.select(Invitation)).all()) == 1


def test_an_invitation_ends_after_fourteen_days_or_by_a_newer_one(client, choose):
    choose(SignUp.INVITATION)
    old = invite(email="marisol@example.org", now=now() - timedelta(days=14, seconds=1))
    assert "does not work any more" in pages.text_of(client.get(f"/sign-up?invitation={old}"))
    first = invite(email="marisol@example.org", now=now())
    invite(email="marisol@example.org", now=now())
    assert "does not work any more" in pages.text_of(client.get(f"/sign-up?invitation={first}"))


def test_closed_is_closed_for_the_invited_too(client, choose):
    token = invite(email="marisol@example.org", now=now())
    choose(SignUp.CLOSED)
    assert "Create an account" not in pages.text_of(client.get(f"/sign-up?invitation={token}"))


def test_the_command_prints_a_link_that_works(tmp_path):
    env = {"CEAPP_INSTANCE": str(tmp_path), "CEAPP_PUBLIC_URL": "https://ce.example.org"}
    done = CliRunner().invoke(main, ["invite", " Marisol@Example.org"], env=env)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("https://ce.example.org/sign-up?invitation=")
    assert "for 14 days" in done.stderr
    refused = CliRunner().invoke(main, ["invite", "marisol"], env=env)
    assert refused.exit_code == 2
    assert "is no e-mail address" in refused.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CEAPP_SIGN_UP", "maybe"),
        ("CEAPP_TRUSTED_PROXIES", "-1"),
        ("CEAPP_TRUSTED_PROXIES", "6"),
        ("CEAPP_TRUSTED_PROXIES", "all"),
    ],
)
def test_a_wrong_choice_of_the_host_is_named(tmp_path, name, value):
    with pytest.raises(SettingsError, match=name):
        from_environment({"CEAPP_INSTANCE": str(tmp_path), name: value})
