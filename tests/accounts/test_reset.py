"""Resetting a password that is forgotten, with mail that really travels."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from ceapp.accounts import mail_links, passwords
from ceapp.accounts.models import MailLink, Passkey, SecondStep, SignIn
from ceapp.accounts.whence import Whence
from ceapp.clock import now
from ceapp.db import db, writing
from tests import factories, mailbox, pages

NEW = {"new_password": "a lamp on the stairs"}


def ask(client, email="alice@example.com"):
    return pages.send(client, "/reset", {"email": email})


def made(moment=None):
    return mail_links.make_reset(email="alice@example.com", now=moment or now(), whence=Whence())


def can_sign_in(app, password):
    data = {"email": "alice@example.com", "password": password}
    return pages.send(app.test_client(), "/sign-in", data).status_code == 302


def test_the_mailed_link_sets_a_new_password_and_ends_every_sign_in(app, client, person, box):
    elsewhere = factories.sign_in(app.test_client(), person)
    assert ask(client).status_code == 200
    came = box.next()
    assert came["To"] == "alice@example.com"
    path = mailbox.link_in(came)
    answer = pages.send(client, path, NEW)
    assert answer.location == "/sign-in"
    assert elsewhere.get("/settings").status_code == 302
    assert db.session.scalars(db.select(SignIn)).all() == []
    assert not can_sign_in(app, factories.PASSWORD)
    assert can_sign_in(app, NEW["new_password"])
    assert "password reset by mail" in box.next()["Subject"]


def test_without_a_mail_server_the_page_says_where_the_mail_is(client, person):
    assert "a file in the folder outbox of the instance" in pages.text_of(ask(client))


def test_links_lead_to_the_public_url_whatever_the_request_says(client, person, box):
    token = pages.token(client, "/reset")
    client.post(
        "/reset",
        data={"email": "alice@example.com", "csrf_token": token},
        headers={"Host": "localhost", "X-Forwarded-Host": "evil.example"},
    )
    assert "http://127.0.0.1:8000/reset/" in mailbox.text_of(box.next())


def test_whether_there_is_an_account_is_not_told(client, person, box):
    known, unknown = ask(client), ask(client, "nobody@example.com")
    words = pages.text_of(known).replace("alice@example.com", "nobody@example.com")
    assert words == pages.text_of(unknown)
    mailbox.wait_for_threads()
    assert [mail["To"] for mail in box.all()] == ["alice@example.com"]


def test_nothing_of_the_answer_waits_for_the_account_to_be_looked_up(client, person, box):
    came_from = []
    looked_up = mail_links.person_of

    def noting(email):
        came_from.append(threading.current_thread().name)
        return looked_up(email)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mail_links, "person_of", noting)
        ask(client)
        box.next()
    assert came_from == ["ceapp-mail"]


def test_a_link_works_once(client, person):
    path = f"/reset/{made()}"
    token = pages.token(client, path)
    assert client.post(path, data={**NEW, "csrf_token": token}).status_code == 302
    assert client.get(path).status_code == 410
    assert pages.send(client, path, NEW, page="/sign-in").status_code == 410


def test_two_that_use_one_link_at_once_change_the_password_once(app, person):
    token, results = made(), []
    together = threading.Barrier(2)

    def use(word):
        with app.app_context(), writing():
            together.wait()
            results.append(
                mail_links.reset_password(
                    token=token, new=f"a lamp on the {word}", now=now(), whence=Whence()
                )
                is not None
            )

    threads = [threading.Thread(target=use, args=(word,)) for word in ("stairs", "table")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [False, True]


def test_a_link_works_for_half_an_hour(client, person):
    late = made(now() - timedelta(minutes=30, seconds=1))
    assert client.get(f"/reset/{late}").status_code == 410
    assert pages.send(client, f"/reset/{late}", NEW, page="/sign-in").status_code == 410


def test_another_password_ends_links_that_were_mailed_before(signed_in, person):
    token = made()
    data = {"current_password": factories.PASSWORD, **NEW}
    pages.send(signed_in, "/settings/password", data)
    assert signed_in.get(f"/reset/{token}").status_code == 410


def test_a_stranger_who_asks_again_makes_no_link_useless(client, person):
    first, second = made(), made()
    assert client.get(f"/reset/{first}").status_code == 200
    assert client.get(f"/reset/{second}").status_code == 200


def test_a_link_of_one_kind_does_not_serve_for_the_other(client, person):
    confirmation = mail_links.make_confirmation(user_id=person.id, email=person.email, now=now())
    assert client.get(f"/reset/{confirmation}").status_code == 410
    assert client.get(f"/confirm-email/{made()}").status_code == 410


def test_only_a_hash_of_the_link_is_stored(person):
    token = made()
    row = db.session.scalars(db.select(MailLink)).one()
    assert token not in row.token_hash
    assert len(row.token_hash) == 64


def test_a_weak_new_password_is_refused_and_the_link_still_works(client, person):
    path = f"/reset/{made()}"
    answer = pages.send(client, path, {"new_password": "password1234"})
    assert answer.status_code == 422
    assert passwords.TOO_COMMON in answer.get_data(as_text=True)
    assert pages.send(client, path, NEW).status_code == 302


def test_the_second_step_is_still_asked_for(app, client, person, authenticator):
    pages.send(client, f"/reset/{made()}", NEW)
    data = {"email": person.email, "password": NEW["new_password"]}
    assert pages.send(client, "/sign-in", data).location == "/sign-in/code"


def test_what_was_set_up_before_the_address_was_confirmed_is_gone(client, person, authenticator):
    person.email_confirmed_at = None
    key = Passkey(user_id=person.id, credential=b"k", public_key=b"p", name="x", created_at=now())
    db.session.add(key)
    db.session.commit()
    pages.send(client, f"/reset/{made()}", NEW)
    assert db.session.scalars(db.select(Passkey)).all() == []
    assert db.session.scalars(db.select(SecondStep)).all() == []


def test_an_account_gets_three_links_an_hour_known_or_not(client, person, box):
    for email in ("alice@example.com", "nobody@example.com"):
        assert [ask(client, email).status_code for _ in range(3)] == [200] * 3
        answer = ask(client, email)
        assert answer.status_code == 429
        assert "Too many tries. Wait 60 minutes" in pages.text_of(answer)
    mailbox.wait_for_threads()
    assert len(box.all()) == 3
