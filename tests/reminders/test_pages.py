"""Choosing the days, stopping with one click, and what the home page says when mail fails."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from ceapp import clock
from ceapp.db import db
from ceapp.reminders import actions
from ceapp.reminders.forms import NOTHING_CHOSEN, ordinal
from ceapp.reminders.notices import SILENT, UNDELIVERED
from ceapp.reminders.queries import preferences, recipient
from ceapp.reminders.schedule import DAYS
from ceapp.reminders.stop_links import read_stop_token, stop_token
from tests import factories, pages
from tests.reminders.conftest import MORNING, confirm, remind, unconfirmed

PAGE = "/settings/reminders"
CHOSEN = {"active": "y", "days": ["90", "7"], "lapsed": "y", "digest": "15"}


@pytest.fixture
def settings(settings):
    """Plain http, as a test's browser speaks it."""
    return replace(settings, public_url="http://localhost")


@pytest.fixture
def browser(app, alice):
    return factories.sign_in(app.test_client(), alice)


@pytest.fixture
def token(app, alice):
    """The token of a mail that Alice has been sent."""
    remind(app)
    return stop_token(alice.id, recipient(alice.id).stop_key)


def test_at_first_every_day_is_chosen_and_no_summary(browser):
    page = browser.get(PAGE).get_data(as_text=True)
    assert page.count(" checked ") == len(DAYS) + 2
    assert '<option selected value="">No summary</option>' in page


def test_what_is_chosen_is_kept_and_shown_again(browser, alice):
    answer = pages.send(browser, PAGE, CHOSEN, follow=True)
    assert "Saved." in pages.text_of(answer)
    kept = preferences(alice.id)
    assert kept.active
    assert kept.choice.days == {90, 7}
    assert (kept.choice.lapsed, kept.choice.digest_day) == (True, 15)
    page = browser.get(PAGE).get_data(as_text=True)
    assert page.count(" checked ") == 4
    assert '<option selected value="15">On the 15th</option>' in page


def test_on_with_nothing_chosen_is_refused_beside_the_days_and_off_is_not(browser, alice):
    answer = pages.send(browser, PAGE, {"active": "y", "digest": ""})
    assert answer.status_code == 422
    assert pages.text_of(answer).count(NOTHING_CHOSEN) == 2
    assert preferences(alice.id).choice.days == set(DAYS)
    assert pages.send(browser, PAGE, {"digest": ""}).status_code == 302
    assert not preferences(alice.id).active


@pytest.mark.parametrize("wrong", [{"days": ["11"]}, {"days": ["x"]}, {"digest": "31"}])
def test_a_day_that_the_page_does_not_offer_is_refused(browser, alice, wrong):
    assert pages.send(browser, PAGE, {**CHOSEN, **wrong}).status_code == 422
    assert preferences(alice.id).chosen_at is None


def test_the_page_says_what_comes_next_and_what_became_of_the_last(app, browser, mailbox):
    remind(app)
    text = pages.text_of(browser.get(PAGE))
    assert "California LCSW, 90 days before it expires: sent, December 31, 2026" in text
    assert "California LCSW: " in text.partition("Next")[2]
    assert "Reminders On. Next: California LCSW, " in pages.text_of(browser.get("/settings"))


def test_the_page_says_that_mail_goes_nowhere_until_the_address_is_confirmed(app):
    person = unconfirmed("dana@example.com")
    factories.license(user=person)
    browser = factories.sign_in(app.test_client(), person)
    assert "They go nowhere yet." in pages.text_of(browser.get(PAGE))
    assert "until your e-mail address is confirmed" in pages.text_of(browser.get("/settings"))
    confirm(person)
    assert "They go nowhere yet." not in pages.text_of(browser.get(PAGE))


def test_opening_the_stop_link_stops_nothing_and_its_button_stops_everything(
    app, client, alice, token
):
    shown = client.get(f"/reminders/stop/{token}")
    assert shown.status_code == 200
    assert preferences(alice.id).active
    assert "csrf_token" not in shown.get_data(as_text=True)
    stopped = client.post(f"/reminders/stop/{token}")
    assert stopped.status_code == 200
    assert "Reminders are stopped" in pages.text_of(stopped)
    assert not preferences(alice.id).active


def test_a_mail_program_stops_them_with_one_request_and_no_session(client, alice, token):
    said = {"List-Unsubscribe": "One-Click"}
    assert client.post(f"/reminders/stop/{token}", data=said).status_code == 200
    assert not preferences(alice.id).active
    assert client.post(f"/reminders/stop/{token}", data=said).status_code == 200


def test_a_stop_link_that_is_forged_cut_or_of_another_person_stops_nobody(client, alice, token):
    for wrong in (
        "x",
        token[:-1],
        token.replace(f"{alice.id}-", "2-"),
        stop_token(alice.id, "0" * 16),
        stop_token(99, recipient(alice.id).stop_key),
        "é",
        "1-a.b.c",
        "." + token,
    ):
        assert client.get(f"/reminders/stop/{wrong}").status_code == 404
        assert client.post(f"/reminders/stop/{wrong}").status_code == 400
    assert preferences(alice.id).active


def test_turning_them_on_again_makes_the_links_of_earlier_mails_useless(
    browser, client, alice, token
):
    client.post(f"/reminders/stop/{token}")
    pages.send(browser, PAGE, CHOSEN)
    assert client.post(f"/reminders/stop/{token}").status_code == 400
    assert preferences(alice.id).active


def test_saving_while_they_are_on_keeps_the_links_of_earlier_mails(browser, client, alice, token):
    pages.send(browser, PAGE, CHOSEN)
    assert client.post(f"/reminders/stop/{token}").status_code == 200


def test_a_token_says_nothing_but_whose_it_is(alice, token):
    assert read_stop_token(token) == (alice.id, recipient(alice.id).stop_key)
    assert alice.email not in token


def at(monkeypatch, moment):
    monkeypatch.setattr(clock, "now", lambda: moment)


def test_the_home_page_says_when_no_run_happened_for_26_hours(app, alice, monkeypatch, mailbox):
    remind(app)
    at(monkeypatch, MORNING + timedelta(hours=26))
    browser = factories.sign_in(app.test_client(), alice)
    assert SILENT not in pages.text_of(browser.get("/"))
    at(monkeypatch, MORNING + timedelta(hours=26, seconds=1))
    assert SILENT in pages.text_of(browser.get("/"))


def test_who_has_turned_them_off_or_cannot_get_them_is_not_bothered(app, alice, monkeypatch):
    dana = unconfirmed("dana@example.com")
    factories.license(user=dana)
    remind(app)
    actions.stop(alice.id, recipient(alice.id).stop_key, now=MORNING)
    at(monkeypatch, MORNING + timedelta(days=3))
    for person in (alice, dana):
        browser = factories.sign_in(app.test_client(), person)
        assert SILENT not in pages.text_of(browser.get("/"))


def test_on_a_server_that_never_ran_only_who_chose_something_is_told(app, alice, monkeypatch):
    at(monkeypatch, MORNING)
    browser = factories.sign_in(app.test_client(), alice)
    assert SILENT not in pages.text_of(browser.get("/"))
    pages.send(browser, PAGE, CHOSEN)
    assert SILENT not in pages.text_of(browser.get("/"))
    at(monkeypatch, MORNING + timedelta(hours=27))
    assert SILENT in pages.text_of(browser.get("/"))


def test_the_home_page_says_that_a_reminder_could_not_be_delivered(
    app, alice, monkeypatch, mailbox
):
    mailbox.refusal = "550 no such person"
    for hours in (0, 1, 4, 13, 40):
        remind(app, now=MORNING + timedelta(hours=hours))
    at(monkeypatch, MORNING + timedelta(hours=41))
    browser = factories.sign_in(app.test_client(), alice)
    assert UNDELIVERED in pages.text_of(browser.get("/"))
    assert "not delivered: The mail server" in pages.text_of(browser.get(PAGE))
    at(monkeypatch, MORNING + timedelta(days=20))
    assert UNDELIVERED not in pages.text_of(factories.sign_in(app.test_client(), alice).get("/"))


def test_one_persons_reminders_are_shown_to_nobody_else(app, alice, mailbox):
    remind(app)
    charlie = factories.person(email="charlie@example.com")
    browser = factories.sign_in(app.test_client(), charlie)
    text = pages.text_of(browser.get(PAGE))
    assert "California" not in text
    assert "Lately" not in text


def test_deleting_a_person_takes_their_reminders_along(app, alice, mailbox):
    remind(app)
    db.session.delete(alice)
    db.session.commit()
    for table in ("reminders", "reminder_choices"):
        assert db.session.scalar(db.text(f"SELECT count(*) FROM {table}")) == 0  # noqa: S608


def test_days_of_the_month_are_written_as_people_say_them():
    assert [ordinal(day) for day in (1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 28)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "23rd", "28th",
    ]  # fmt: skip
