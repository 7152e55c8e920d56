"""Guessing passwords: slow for strangers, over all processes, and the person still gets in."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import request
from sqlalchemy import event

from ceapp import create_app
from ceapp.accounts import limits
from ceapp.accounts.browser import whence
from ceapp.accounts.models import SecurityEvent, Tries
from ceapp.accounts.tries import begin_try
from ceapp.clock import now
from ceapp.db import db, writing
from tests import factories, pages

ALICE = "alice@example.com"
WRONG = "a wrong password"


def guess(client, email=ALICE, password=WRONG, address=None):
    data = {"email": email, "password": password, "csrf_token": pages.token(client)}
    headers = {"X-Forwarded-For": address} if address else {}
    return client.post("/sign-in", data=data, headers=headers)


@pytest.fixture
def behind_a_proxy(app, settings):
    """A second app on the same database, which trusts one web server in front of it."""
    other = create_app(replace(settings, trusted_proxies=1))
    other.test_client_class = app.test_client_class
    yield other
    with other.app_context():
        db.engine.dispose()


def test_five_guesses_then_a_minute_between_them(client, person):
    assert [guess(client).status_code for _ in range(6)] == [422] * 5 + [429]
    answer = guess(client)
    assert "Too many tries. Wait a minute, then try again" in pages.text_of(answer)
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert ALICE in answer.get_data(as_text=True)  # what was typed stays


def test_the_right_password_is_not_tried_while_it_waits(client, person):
    for _ in range(5):
        guess(client)
    assert guess(client, password=factories.PASSWORD).status_code == 429


def test_an_address_without_an_account_waits_just_the_same(client, person):
    answers = [[guess(client, email) for _ in range(6)] for email in (ALICE, "bob@example.com")]
    known, unknown = ([pages.text_of(answer) for answer in some] for some in answers)
    assert known == unknown


def test_signing_in_forgets_the_guesses_of_this_browser(client, person):
    for _ in range(4):
        guess(client)
    assert guess(client, password=factories.PASSWORD).status_code == 302
    pages.send(client, "/sign-out", page="/settings")
    assert [guess(client).status_code for _ in range(5)] == [422] * 5


def test_signing_in_rightly_is_never_too_often(app, person):
    for _ in range(15):
        assert guess(app.test_client(), password=factories.PASSWORD).status_code == 302


def test_from_everywhere_together_ten_guesses_in_a_quarter_of_an_hour(behind_a_proxy, person):
    statuses = [
        guess(behind_a_proxy.test_client(), address=f"192.0.2.{number}").status_code
        for number in range(30)
    ]
    assert statuses.count(422) == 10
    assert statuses[10:] == [429] * 20


def test_a_browser_that_signed_in_before_gets_in_whatever_strangers_do(behind_a_proxy, person):
    mine = behind_a_proxy.test_client()
    assert guess(mine, password=factories.PASSWORD, address="198.51.100.7").status_code == 302
    pages.send(mine, "/sign-out", page="/settings")
    for number in range(20):
        guess(behind_a_proxy.test_client(), address=f"192.0.2.{number}")
    strange = guess(
        behind_a_proxy.test_client(), password=factories.PASSWORD, address="198.51.100.8"
    )
    assert strange.status_code == 429
    assert guess(mine, password=factories.PASSWORD, address="198.51.100.9").status_code == 302


def test_the_mark_of_a_known_browser_serves_its_own_account_only(app, person, stranger):
    mine = factories.sign_in(app.test_client(), stranger)
    pages.send(mine, "/sign-out", page="/settings")
    for _ in range(5):
        guess(app.test_client())
    assert guess(mine).status_code == 429


def test_a_forged_mark_is_none(app, person):
    with app.test_request_context("/", headers={"Cookie": "ceapp-known=W1siYSIsImIiXV0.x.y"}) as at:
        assert whence(at.request).known == ()


def test_one_network_has_sixty_wrong_sign_ins_in_a_quarter_of_an_hour(behind_a_proxy):
    at = now()
    with behind_a_proxy.app_context(), writing():
        for number in range(60):
            counts = limits.guesses("password", f"p{number}@example.com", "192.0.2.1", "")
            assert begin_try(counts, now=at) is None
        counts = limits.guesses("password", "p61@example.com", "192.0.2.1", "")
        assert begin_try(counts, now=at) == at + timedelta(minutes=15)
        elsewhere = limits.guesses("password", "p61@example.com", "192.0.2.2", "")
        assert begin_try(elsewhere, now=at) is None
        db.session.remove()


def test_an_address_that_a_request_claims_is_believed_of_a_trusted_proxy_only(app, behind_a_proxy):
    claims = {"X-Forwarded-For": "203.0.113.5, 192.0.2.9"}
    for trusting, address in ((app, ""), (behind_a_proxy, "192.0.2.9")):
        seen = []
        trusting.before_request(lambda seen=seen: seen.append(whence(request).address))
        trusting.test_client().get("/healthz", headers=claims)
        assert seen == [address]


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("192.0.2.9", "192.0.2.9"),
        ("::ffff:192.0.2.9", "192.0.2.9"),
        ("::ffff:127.0.0.1", ""),
        ("::1", ""),
        ("fe80::1%eth0", "fe80::1"),
        ("unknown", ""),
    ],
)
def test_an_address_is_read_however_it_is_written(app, address, seen):
    with app.test_request_context("/", environ_base={"REMOTE_ADDR": address}) as at:
        assert whence(at.request).address == seen


def test_sign_ups_of_one_network_are_limited(behind_a_proxy):
    def sign_up(number, address):
        client = behind_a_proxy.test_client()
        data = {
            "name": "Dana",
            "email": f"dana{number}@example.com",
            "password": "a lamp on the stairs",
            "time_zone": "America/Denver",
            "csrf_token": pages.token(client, "/sign-up"),
        }
        return client.post("/sign-up", data=data, headers={"X-Forwarded-For": address})

    assert [sign_up(n, "192.0.2.1").status_code for n in range(11)] == [302] * 10 + [429]
    assert sign_up(12, "192.0.2.2").status_code == 302


def test_many_guesses_at_once_by_two_apps_pass_ten_in_all(app, settings, person):
    """Each app has its own connections, as processes have; the database alone is shared."""
    apps = [create_app(settings) for _ in range(2)]
    let_through, at = [], now()

    def tries(own, worker):
        with own.app_context(), writing():
            for number in range(25):
                network = f"10.{worker}.{number}.1"
                counts = limits.guesses("password", ALICE, network, "")
                let_through.append(begin_try(counts, now=at) is None)
            db.session.remove()

    workers = [threading.Thread(target=tries, args=(apps[n % 2], n)) for n in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    for own in apps:
        with own.app_context():
            db.engine.dispose()
    assert (len(let_through), sum(let_through)) == (100, 10)


def test_counts_are_thrown_away_when_their_time_is_over(app, person):
    with writing():
        begin_try(limits.guesses("password", ALICE, "", ""), now=now() - timedelta(minutes=16))
        begin_try(limits.guesses("password", "bob@example.com", "", ""), now=now())
        assert len(db.session.scalars(db.select(Tries)).all()) == 2
        db.session.rollback()


def test_what_is_counted_names_nobody(client, person):
    guess(client)
    rows = db.session.scalars(db.select(Tries)).all()
    assert rows
    assert all(len(row.key) == 64 for row in rows)


def test_wrong_guesses_are_in_the_persons_log(client, person, app):
    guess(client)
    guess(client, "bob@example.com")
    row = db.session.scalars(db.select(SecurityEvent)).one()
    assert (row.user_id, row.what, row.device) == (person.id, "wrong-password", "Unknown device")
    factories.sign_in(client, person)
    assert "Wrong password" in pages.text_of(client.get("/settings"))


def test_known_and_unknown_do_the_same_to_the_database(app, client, person):
    guess(client)
    guess(client, "bob@example.com")  # from now on both have been tried before
    done = {ALICE: [], "bob@example.com": []}
    for email, statements in done.items():

        def note(_connection, _cursor, statement, *_rest, statements=statements):
            statements.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        guess(client, email)
        event.remove(db.engine, "before_cursor_execute", note)
    assert done[ALICE] == done["bob@example.com"]
    # Counted before, and written once more after: an UPDATE to what it was would be left out.
    verbs = [said.split()[0] for said in done[ALICE]]
    assert verbs.count("UPDATE") >= 2
    assert verbs.index("INSERT") > verbs.index("UPDATE")
