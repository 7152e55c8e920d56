"""The second step: turning it on, signing in with it, and being without the phone."""

from __future__ import annotations

import re
from datetime import timedelta

import pyotp
import pytest

from ceapp.accounts import code_views, codes, forms, second_step
from ceapp.accounts.models import RecoveryCode, SecondStep, SecurityEvent, SignIn
from ceapp.accounts.whence import Whence
from ceapp.clock import now
from ceapp.db import db
from tests import factories, pages


def password_step(client, person):
    data = {"email": person.email, "password": factories.PASSWORD, "next": "/courses"}
    return pages.send(client, "/sign-in", data)


def code_step(client, code, path="/sign-in/code"):
    return pages.send(client, path, {"code": code, "next": "/courses"})


def test_it_is_turned_on_with_a_code_and_shows_the_recovery_codes_once(signed_in, person, box):
    pages.send(signed_in, "/settings/second-step/begin", page="/settings/second-step")
    page = signed_in.get("/settings/second-step/add").get_data(as_text=True)
    assert '<svg viewBox="0 0' in page
    secret = re.search('class="secret">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    answer = pages.send(signed_in, "/settings/second-step/add", {"code": pyotp.TOTP(secret).now()})
    shown = re.findall(r"<li>([a-z0-9-]{19})</li>", answer.get_data(as_text=True))
    assert len(set(shown)) == 10
    assert answer.headers["Cache-Control"] == "no-store"
    assert "10 of 10 recovery codes left" in pages.text_of(signed_in.get("/settings"))
    stored = db.session.scalars(db.select(RecoveryCode.code_hash)).all()
    assert not {codes.plain(code) for code in shown} & set(stored)
    assert "second step turned on" in box.next()["Subject"]
    assert signed_in.get("/settings/second-step/add").location == "/settings/second-step"


def test_a_wrong_code_turns_nothing_on(signed_in, person):
    pages.send(signed_in, "/settings/second-step/begin", page="/settings/second-step")
    answer = pages.send(signed_in, "/settings/second-step/add", {"code": "12345"})
    assert answer.status_code == 422
    assert forms.CODE_WRONG in answer.get_data(as_text=True)
    assert db.session.get(SecondStep, person.id).confirmed_at is None


def test_the_password_alone_lets_nobody_in(client, person, authenticator):
    answer = password_step(client, person)
    assert answer.location == "/sign-in/code?next=/courses"
    assert client.get("/settings").status_code == 302
    assert code_step(client, authenticator.next()).location == "/courses"
    assert client.get("/settings").status_code == 200
    assert len(db.session.scalars(db.select(SignIn)).all()) == 1


def test_a_code_is_accepted_once(app, person, authenticator):
    code = authenticator.next()
    first, second = app.test_client(), app.test_client()
    password_step(first, person)
    password_step(second, person)
    assert code_step(first, code).status_code == 302
    answer = code_step(second, code)
    assert answer.status_code == 422
    assert forms.CODE_WRONG in answer.get_data(as_text=True)


def test_a_code_from_before_the_last_one_is_refused(person, authenticator):
    old, new = authenticator.next(), authenticator.next()
    passes = [
        second_step.pass_second_step(user_id=person.id, code=code, now=now()) for code in (new, old)
    ]
    assert passes == [True, False]


@pytest.mark.parametrize(("apart", "right"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_apart(apart, right):
    secret, moment = codes.new_secret(), factories.NOW
    code = pyotp.TOTP(secret).at(moment + timedelta(seconds=30 * apart))
    assert (codes.step_of(secret, code, now=moment) is not None) == right


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "٣٣٣٣٣٣", "12 34 5"])
def test_what_is_no_code_is_no_code(code):
    assert codes.step_of(codes.new_secret(), code, now=factories.NOW) is None


def test_a_recovery_code_lets_in_once_however_it_is_written(app, person, authenticator):
    code = authenticator.recovery_codes[3].upper().replace("-", " ")
    first, second = app.test_client(), app.test_client()
    password_step(first, person)
    assert code_step(first, code, "/sign-in/recovery-code").location == "/courses"
    assert "9 of 10 recovery codes left" in pages.text_of(first.get("/settings"))
    assert "Recovery code used" in pages.text_of(first.get("/settings"))
    password_step(second, person)
    answer = code_step(second, code, "/sign-in/recovery-code")
    assert forms.RECOVERY_WRONG in answer.get_data(as_text=True)


def test_a_recovery_code_of_another_person_does_not_let_in(client, person, stranger, authenticator):
    second_step.begin_second_step(user_id=stranger.id)
    secret = db.session.get(SecondStep, stranger.id).secret
    theirs = second_step.confirm_second_step(
        user_id=stranger.id, code=pyotp.TOTP(secret).now(), now=now(), whence=Whence()
    )
    password_step(client, person)
    assert code_step(client, theirs[0], "/sign-in/recovery-code").status_code == 422


def test_ten_wrong_codes_and_then_it_waits(client, person, authenticator):
    password_step(client, person)
    answers = [code_step(client, "000000").status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]
    assert "Wait a minute" in pages.text_of(code_step(client, "000000"))
    events = db.session.scalars(db.select(SecurityEvent.what)).all()
    assert events.count("wrong-code") == 5


def test_the_second_step_waits_ten_minutes(client, person, authenticator):
    password_step(client, person)
    row = db.session.scalars(db.select(SignIn)).one()
    row.expires_at = now() - timedelta(seconds=1)
    db.session.commit()
    answer = client.get("/sign-in/code")
    assert answer.location.startswith("/sign-in")
    assert code_views.BEGIN_AGAIN in pages.text_of(client.get("/sign-in"))


def test_without_the_password_nobody_is_asked_for_a_code(client):
    assert client.get("/sign-in/code").location == "/sign-in"
    assert client.get("/sign-in/recovery-code").location == "/sign-in"


def test_a_half_finished_sign_in_is_no_device_and_opens_nothing(app, signed_in, person):
    second_step.begin_second_step(user_id=person.id)
    secret = db.session.get(SecondStep, person.id).secret
    second_step.confirm_second_step(
        user_id=person.id, code=pyotp.TOTP(secret).now(), now=now(), whence=Whence()
    )
    password_step(app.test_client(), person)
    assert "Signed in on 1 device" in pages.text_of(signed_in.get("/settings"))


def test_new_recovery_codes_end_the_old_ones_and_turning_it_off_ends_all(
    client, person, authenticator, box
):
    password_step(client, person)
    code_step(client, authenticator.next())
    pages.send(client, "/settings/second-step/recovery-codes", page="/settings/second-step")
    old = authenticator.recovery_codes[0]
    used = second_step.use_recovery_code(user_id=person.id, code=old, now=now(), whence=Whence())
    assert not used
    answer = pages.send(client, "/settings/second-step/off", page="/settings/second-step")
    assert answer.location == "/settings#security"
    assert db.session.scalars(db.select(RecoveryCode)).all() == []
    assert db.session.scalars(db.select(SecondStep)).all() == []
    subjects = {box.next()["Subject"], box.next()["Subject"]}
    assert subjects == {
        "Good Standing: new recovery codes made",
        "Good Standing: second step turned off",
    }


def test_the_picture_of_the_secret_is_for_the_app_and_names_the_account():
    address = codes.address_for_app("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "alice@example.com")
    assert address.startswith("otpauth://totp/Good%20Standing:alice%40example.com?")
    assert "style=" not in codes.qr_picture(address)
