"""Confirming an e-mail address and changing it, with mail that really travels."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ceapp.accounts import email_views, forms, mail_links
from ceapp.accounts.models import MailLink, SecurityEvent, SignIn, User
from ceapp.clock import now
from ceapp.db import db
from tests import factories, mailbox, pages

NEW = "alice@new.example.com"
SIGN_UP = {
    "name": "Marisol Tenney",
    "email": "marisol@example.org",
    "password": "a lamp on the stairs",
    "time_zone": "America/Los_Angeles",
}


def ask(client, email=NEW):
    return pages.send(client, "/settings/email", {"email": email}, follow=True)


def test_signing_up_mails_a_link_that_confirms_the_address(client, app, box):
    assert pages.send(client, "/sign-up", SIGN_UP).status_code == 302
    came = box.next()
    assert came["To"] == "marisol@example.org"
    home = pages.text_of(client.get("/licenses/new"))
    assert "We sent a link to marisol@example.org" in home
    assert "It is not confirmed yet" in pages.text_of(client.get("/settings"))
    elsewhere = app.test_client()  # a phone, where nobody is signed in
    path = mailbox.link_in(came)
    assert "Is marisol@example.org yours?" in pages.text_of(elsewhere.get(path))
    assert db.session.scalars(db.select(User.email_confirmed_at)).one() is None
    pages.send(elsewhere, path)
    assert db.session.scalars(db.select(User.email_confirmed_at)).one() is not None
    assert "It is confirmed" in pages.text_of(client.get("/settings"))
    assert elsewhere.get(path).status_code == 410
    assert pages.send(elsewhere, path, page="/sign-in").status_code == 410


def test_the_standing_page_says_that_the_address_is_not_confirmed(client, box):
    pages.send(client, "/sign-up", SIGN_UP)
    words = "Confirm your e-mail address: open the link that we mailed"
    assert words in pages.text_of(client.get("/"))
    pages.send(client, mailbox.link_in(box.next()))
    assert words not in pages.text_of(client.get("/"))


def test_the_link_can_be_sent_again_and_the_earlier_one_ends(client, box):
    pages.send(client, "/sign-up", SIGN_UP)
    first = mailbox.link_in(box.next())
    answer = pages.send(client, "/settings/email/again", page="/settings", follow=True)
    assert email_views.SENT.format(email="marisol@example.org") in pages.text_of(answer)
    second = mailbox.link_in(box.next())
    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200


def test_after_five_mails_in_an_hour_one_waits(client, box):
    pages.send(client, "/sign-up", SIGN_UP)
    for _ in range(5):
        pages.send(client, "/settings/email/again", page="/settings")
    answer = pages.send(client, "/settings/email/again", page="/settings", follow=True)
    assert "Several mails are on their way already" in pages.text_of(answer)
    mailbox.wait_for_threads()
    assert len(box.all()) == 6


def test_a_mail_that_does_not_leave_is_said(signed_in, box):
    box.refusal = "450 not now"
    answer = pages.send(signed_in, "/settings/email/again", page="/settings", follow=True)
    assert email_views.NOT_SENT in pages.text_of(answer)


def test_a_new_address_takes_effect_once_confirmed_and_both_are_told(signed_in, app, box, person):
    answer = ask(signed_in)
    assert email_views.SENT.format(email=NEW) in pages.text_of(answer)
    asked = {mail["To"]: mail for mail in (box.next(), box.next())}
    assert set(asked) == {"alice@example.com", NEW}
    assert NEW not in mailbox.text_of(asked["alice@example.com"])
    db.session.refresh(person)
    assert person.email == "alice@example.com"

    pages.send(signed_in, mailbox.link_in(asked[NEW]))
    told = {mail["To"]: mail["Subject"] for mail in (box.next(), box.next())}
    assert set(told) == {"alice@example.com", NEW}
    assert set(told.values()) == {"Good Standing: your e-mail address was changed"}
    db.session.refresh(person)
    assert person.email == NEW
    assert person.email_confirmed_at > factories.NOW
    assert factories.sign_in(app.test_client(), person)
    events = db.session.scalars(db.select(SecurityEvent.what)).all()
    assert {"email-change-asked", "email-changed"} <= set(events)


def test_an_address_with_an_account_is_told_and_nothing_changes(signed_in, box, person, stranger):
    free, taken = ask(signed_in), ask(signed_in, stranger.email)
    for answer, email in ((free, NEW), (taken, stranger.email)):
        assert email_views.SENT.format(email=email) in pages.text_of(answer)
    mails = [box.next() for _ in range(4)]
    (to_them,) = (mail for mail in mails if mail["To"] == stranger.email)
    assert "has an account already" in to_them["Subject"]
    assert mailbox.link_in(to_them) == "/sign-in"
    db.session.refresh(person)
    assert person.email == "alice@example.com"


def test_an_address_that_got_an_account_meanwhile_is_not_taken_away(app, person):
    token = mail_links.make_confirmation(user_id=person.id, email=NEW, now=now())
    factories.person(email=NEW, name="Bea")
    answer = pages.send(app.test_client(), f"/confirm-email/{token}")
    assert answer.status_code == 410
    db.session.refresh(person)
    assert person.email == "alice@example.com"


@pytest.mark.parametrize(
    ("email", "words"),
    [
        ("", forms.EMAIL_MISSING),
        ("alice", forms.EMAIL_WRONG),
        ("ALICE@example.com", forms.EMAIL_SAME),
        ("a@b.example\r\nBcc: all@example.org", forms.EMAIL_WRONG),
    ],
)
def test_a_wrong_new_address_is_named_and_nothing_is_mailed(signed_in, box, email, words):
    answer = pages.send(signed_in, "/settings/email", {"email": email})
    assert answer.status_code == 422
    assert answer.get_data(as_text=True).count(words) == 2
    mailbox.wait_for_threads()
    assert box.all() == []


def test_a_link_works_for_three_days(client, person):
    token = mail_links.make_confirmation(
        user_id=person.id, email=NEW, now=now() - timedelta(days=3, seconds=1)
    )
    assert client.get(f"/confirm-email/{token}").status_code == 410


def test_changing_the_password_ends_a_change_of_address(signed_in, person):
    token = mail_links.make_confirmation(user_id=person.id, email=NEW, now=now())
    data = {"current_password": factories.PASSWORD, "new_password": "a lamp on the stairs"}
    pages.send(signed_in, "/settings/password", data)
    assert signed_in.get(f"/confirm-email/{token}").status_code == 410


def test_what_is_stored_of_a_link_does_not_work_as_one(client, person):
    mail_links.make_confirmation(user_id=person.id, email=NEW, now=now())
    stored = db.session.scalars(db.select(MailLink.token_hash)).one()
    assert client.get(f"/confirm-email/{stored}").status_code == 410
    assert client.get(f"/reset/{stored}").status_code == 410


def test_changing_the_address_asks_for_the_password_after_ten_minutes(signed_in, person, box):
    row = db.session.scalars(db.select(SignIn)).one()
    row.proved_at = now() - timedelta(minutes=10, seconds=1)
    db.session.commit()
    assert signed_in.get("/settings/email").location == "/settings/prove?next=/settings/email"
    answer = pages.send(signed_in, "/settings/email", {"email": NEW}, page="/settings")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 403
    assert NEW in page  # what was typed, to copy
    assert 'value="/settings/email"' in page
    mailbox.wait_for_threads()
    assert box.all() == []
