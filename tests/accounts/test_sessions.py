"""The devices that are signed in, proving again that it is them, and keeping people apart."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ceapp.accounts import forms
from ceapp.accounts.models import Passkey, SecurityEvent, SignIn
from ceapp.clock import now
from ceapp.db import db
from tests import factories, pages

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1"


def sign_in_of(user):
    return db.session.scalars(
        db.select(SignIn).where(SignIn.user_id == user.id).order_by(SignIn.id.desc())
    ).first()


def phone(app, person):
    client = app.test_client()
    data = {"email": person.email, "password": factories.PASSWORD}
    data["csrf_token"] = pages.token(client)
    client.post("/sign-in", data=data, headers={"User-Agent": IPHONE})
    return client


def grow_old(minutes=11):
    for row in db.session.scalars(db.select(SignIn)):
        row.proved_at = now() - timedelta(minutes=minutes)
    db.session.commit()


def add_key(user, name="Phone"):
    key = Passkey(
        user_id=user.id, credential=name.encode(), public_key=b"p", name=name, created_at=now()
    )
    db.session.add(key)
    db.session.commit()
    return key


def test_devices_are_listed_and_each_can_be_signed_out(app, signed_in, person):
    other = phone(app, person)
    words = pages.text_of(signed_in.get("/settings"))
    assert "Signed in on 2 devices" in words
    assert "Safari on iPhone" in words
    assert "this device" in words
    row = sign_in_of(person)
    answer = pages.send(signed_in, f"/settings/sign-ins/{row.id}/end", page="/settings")
    assert answer.location == "/settings#security"
    assert other.get("/settings").status_code == 302
    words = pages.text_of(signed_in.get("/settings"))
    assert "Signed in on 1 device" in words
    assert "Another device signed out" in words


def test_all_others_can_be_signed_out_at_once(app, signed_in, person, stranger):
    others = [phone(app, person), phone(app, person)]
    theirs = factories.sign_in(app.test_client(), stranger)
    pages.send(signed_in, "/settings/sign-ins/end-others", page="/settings")
    assert [other.get("/settings").status_code for other in others] == [302, 302]
    assert signed_in.get("/settings").status_code == 200
    assert theirs.get("/settings").status_code == 200


def test_a_device_of_another_person_answers_like_one_that_is_not_there(
    signed_in, signed_in_stranger, stranger
):
    theirs = sign_in_of(stranger)
    paths = [f"/settings/sign-ins/{number}/end" for number in (theirs.id, 999, 2**63, 2**70)]
    for path in paths:
        assert pages.send(signed_in, path, page="/settings").status_code == 404
    assert signed_in_stranger.get("/settings").status_code == 200


def test_a_passkey_of_another_person_answers_like_one_that_is_not_there(signed_in, stranger):
    theirs = add_key(stranger)
    for number in (theirs.id, 999, 2**70):
        path = f"/settings/passkeys/{number}/remove"
        assert pages.send(signed_in, path, page="/settings").status_code == 404
    assert db.session.scalars(db.select(Passkey)).all() == [theirs]


def test_nothing_of_another_person_is_shown(app, signed_in, stranger):
    add_key(stranger, "Charlie's key")
    phone(app, stranger)
    words = pages.text_of(signed_in.get("/settings"))
    assert "Charlie" not in words
    assert "iPhone" not in words


@pytest.mark.parametrize(
    "path",
    [
        "/settings/email",
        "/settings/passkeys/new",
        "/settings/second-step",
        "/settings/second-step/add",
    ],
)
def test_a_sensitive_page_asks_for_the_password_after_ten_minutes(signed_in, path):
    assert signed_in.get(path).status_code in {200, 302}
    assert signed_in.get(path).location != f"/settings/prove?next={path}"
    grow_old()
    assert signed_in.get(path).location == f"/settings/prove?next={path}"


@pytest.mark.parametrize(
    "path",
    [
        "/settings/second-step/begin",
        "/settings/second-step/off",
        "/settings/second-step/recovery-codes",
        "/settings/passkeys/1/remove",
    ],
)
def test_a_sensitive_act_asks_for_the_password_and_changes_nothing(signed_in, person, path):
    add_key(person)
    grow_old()
    answer = pages.send(signed_in, path, page="/settings")
    assert answer.location == "/settings/prove?next=/settings"
    assert len(db.session.scalars(db.select(Passkey)).all()) == 1


def test_the_right_password_opens_the_page_for_ten_minutes(signed_in, person):
    grow_old()
    data = {"password": factories.PASSWORD, "next": "/settings/email"}
    assert pages.send(signed_in, "/settings/prove", data).location == "/settings/email"
    assert signed_in.get("/settings/email").status_code == 200
    grow_old(9)
    assert signed_in.get("/settings/email").status_code == 200


def test_a_wrong_password_proves_nothing_and_is_counted(signed_in, person):
    grow_old()
    answers = [pages.send(signed_in, "/settings/prove", {"password": "wrong"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert forms.PASSWORD_WRONG in answers[0].get_data(as_text=True)
    assert signed_in.get("/settings/email").status_code == 302
    events = db.session.scalars(db.select(SecurityEvent.what)).all()
    assert events.count("wrong-password") == 5


def test_proving_on_one_device_proves_nothing_on_another(app, signed_in, person):
    other = phone(app, person)
    grow_old()
    data = {"password": factories.PASSWORD}
    pages.send(signed_in, "/settings/prove", data)
    assert signed_in.get("/settings/email").status_code == 200
    assert other.get("/settings/email").status_code == 302


def test_the_log_keeps_the_latest_two_hundred_events(signed_in, person):
    from ceapp.accounts.events import Event, note
    from ceapp.accounts.whence import Whence

    for _ in range(205):
        note(person.id, Event.SIGNED_IN, whence=Whence(), now=now())
    db.session.commit()
    assert len(db.session.scalars(db.select(SecurityEvent)).all()) == 200


def test_the_current_password_cannot_be_guessed_at_an_open_laptop(signed_in):
    data = {"current_password": "wrong", "new_password": "a lamp on the stairs"}
    statuses = [pages.send(signed_in, "/settings/password", data).status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]
