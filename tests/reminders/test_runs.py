"""A run sends what is due, to those who want it, once; over a real mail server."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from ceapp.db import db
from ceapp.reminders import actions, queries
from ceapp.reminders.models import ReminderRun, State
from ceapp.reminders.schedule import DAYS
from ceapp.reminders.writing import writer
from tests import factories
from tests.reminders.conftest import (
    ENDS,
    MORNING,
    NINETY,
    confirm,
    finished,
    remind,
    rows,
    unconfirmed,
)


def choose(person, *, active=True, days=DAYS, lapsed=True, digest_day=None, now=factories.NOW):
    actions.save_choice(
        person.id,
        active=active,
        days=frozenset(days),
        lapsed=lapsed,
        digest_day=digest_day,
        today=now.date(),
        now=now,
    )


def test_what_is_due_is_sent_once_and_the_run_is_recorded(app, alice, mailbox):
    assert remind(app).sent == 1
    mail = mailbox.next()
    assert mail["To"] == "alice@example.com"
    assert mail["Subject"] == "California LCSW: 36 hours to go, 90 days left"
    row = rows()[0]
    assert (row.kind, row.state, row.message_id) == ("before-90", State.SENT, mail["Message-ID"])
    assert mail["Message-ID"].endswith("@ce.example.org>")
    assert remind(app, now=MORNING + timedelta(hours=1)).sent == 0
    assert mailbox.all() == []
    assert len(db.session.scalars(db.select(ReminderRun)).all()) == 2
    assert queries.channel(alice.id, MORNING).last_run == MORNING + timedelta(hours=1)


def test_nobody_is_written_to_before_morning_comes_where_they_are(app, alice, mailbox):
    night = datetime(2026, 12, 31, 12, 59, tzinfo=UTC)  # 7:59 in New York
    assert remind(app, now=night).sent == 0
    assert remind(app, now=night + timedelta(minutes=1)).sent == 1


def test_an_address_that_is_not_confirmed_gets_no_mail_until_it_is(app, mailbox):
    person = unconfirmed("dana@example.com")
    factories.license(user=person)
    assert remind(app).sent == 0
    confirm(person)
    assert remind(app, now=MORNING + timedelta(days=3)).sent == 1
    assert mailbox.next()["Subject"].endswith("87 days left")


def test_who_turned_reminders_off_gets_none_also_of_those_already_made(app, alice, mailbox):
    choose(alice, active=False)
    assert remind(app).sent == 0
    choose(alice, now=MORNING)
    mailbox.refusal = "451 later"
    assert remind(app).failed == 1
    choose(alice, active=False, now=MORNING)
    mailbox.refusal = None
    assert remind(app, now=MORNING + timedelta(hours=2)).sent == 0
    assert rows() == []


def test_turned_on_again_sends_nothing_for_days_that_are_over(app, alice, mailbox):
    choose(alice, active=False)
    choose(alice, now=MORNING + timedelta(days=1))
    assert remind(app, now=MORNING + timedelta(days=2)).sent == 0
    assert remind(app, now=MORNING + timedelta(days=60)).sent == 1


def test_figures_are_those_of_the_moment_of_sending(app, alice, mailbox):
    mailbox.refusal = "451 later"
    remind(app)
    factories.course(user=alice, hours="10", completed=date(2026, 6, 1))
    mailbox.refusal = None
    remind(app, now=MORNING + timedelta(days=2))
    assert mailbox.next()["Subject"] == "California LCSW: 26 hours to go, 88 days left"


def test_complete_meanwhile_takes_the_reminder_back_and_confirms(app, alice, mailbox):
    mailbox.refusal = "451 later"
    remind(app)
    finished(alice)
    mailbox.refusal = None
    assert remind(app, now=MORNING + timedelta(hours=2)).sent == 0
    assert rows() == []
    assert remind(app, now=MORNING + timedelta(days=1)).sent == 1
    assert mailbox.next()["Subject"] == "California LCSW: complete, 36 of 36"
    assert remind(app, now=MORNING + timedelta(days=2)).sent == 0


def test_asleep_for_days_sends_one_mail_with_the_latest_reason(app, alice, mailbox):
    mailbox.refusal = "451 later"
    remind(app)
    mailbox.refusal = None
    assert remind(app, now=MORNING + timedelta(days=77)).sent == 1
    assert [(row.kind, row.state) for row in rows()] == [("before-14", State.SENT)]
    assert mailbox.next()["Subject"].endswith("13 days left")


def test_a_new_expiration_date_takes_back_what_was_made_for_the_old_one(app, alice, mailbox):
    mailbox.refusal = "451 later"
    remind(app)
    mailbox.refusal = None
    db.session.execute(db.update(factories.License).values(expires=date(2029, 3, 31)))
    db.session.commit()
    assert remind(app, now=MORNING + timedelta(hours=2)).sent == 0
    assert rows() == []


def test_a_refusal_is_tried_again_later_and_given_up_after_five(app, alice, mailbox):
    mailbox.refusal = "550 no such person"
    hours = 0
    tried = []
    while hours < 24 * 5:
        if remind(app, now=MORNING + timedelta(hours=hours)).failed:
            tried.append(hours)
        hours += 1
    assert tried == [0, 1, 4, 13, 40]
    row = rows()[0]
    assert (row.state, row.tries) == (State.GIVEN_UP, 5)
    assert "did not take a mail" in row.problem
    assert queries.channel(alice.id, MORNING).undelivered


def test_a_mail_server_that_takes_nothing_is_left_in_peace_until_the_next_run(app, mailbox):
    for number in range(8):
        factories.license(user=factories.person(email=f"person{number}@example.com"))
    mailbox.refusal = "451 later"
    assert remind(app).failed == 5
    mailbox.refusal = None
    assert remind(app, now=MORNING + timedelta(minutes=10)).sent == 3
    assert remind(app, now=MORNING + timedelta(hours=1)).sent == 5
    assert len({mail["Message-ID"] for mail in mailbox.all()}) == 8


def test_one_mail_that_cannot_be_written_keeps_no_other_waiting(app, alice, mailbox, caplog):
    bob = factories.person(email="bob@example.com")
    factories.license(user=bob)
    real = writer(app, NINETY)

    def write(reminder):
        if reminder.user_id == alice.id:
            raise ZeroDivisionError
        return real(reminder)

    done = remind(app, write=write)
    assert (done.sent, done.failed) == (1, 1)
    assert mailbox.next()["To"] == "bob@example.com"
    assert "could not be written" in rows(user_id=alice.id)[0].problem
    assert "ZeroDivisionError" in caplog.text


def test_told_to_stop_it_ends_after_the_mail_in_hand_and_the_next_run_goes_on(app, alice, mailbox):
    bob = factories.person(email="bob@example.com")
    factories.license(user=bob)
    told = []
    done = remind(app, reached=told.append, stopping=lambda: "recorded" in told)
    assert done.sent == 1
    assert queries.channel(alice.id, MORNING).last_run is None
    assert remind(app, now=MORNING + timedelta(hours=1)).sent == 1
    assert {mail["To"] for mail in mailbox.all()} == {"alice@example.com", "bob@example.com"}


def test_a_digest_names_every_license_once_a_month(app, alice, mailbox):
    factories.license(user=alice, credential_id="us-ny-lcsw", expires=date(2028, 6, 30))
    choose(alice, days=(), lapsed=False, digest_day=1)
    first = datetime(2027, 1, 1, 14, 0, tzinfo=UTC)
    assert remind(app, now=first).sent == 1
    mail = mailbox.next()
    assert mail["Subject"] == "Your CE summary for January 2027"
    text = mail.get_body(("plain",)).get_content()
    assert "California needs 36 more hours by March 31." in text
    assert "New York needs " in text
    assert remind(app, now=first + timedelta(days=1)).sent == 0
    assert remind(app, now=datetime(2027, 2, 1, 14, 0, tzinfo=UTC)).sent == 1


def test_a_retired_license_is_not_reminded_of(app, alice, mailbox):
    db.session.execute(db.update(factories.License).values(retired_at=factories.NOW))
    db.session.commit()
    assert remind(app).sent == 0


def test_a_license_whose_rules_cannot_be_read_is_reminded_of_all_the_same(app, mailbox):
    person = factories.person(email="dana@example.com")
    factories.license(user=person, credential_id="us-zz-nothing")
    assert remind(app).sent == 1
    mail = mailbox.next()
    assert mail["Subject"] == "us-zz-nothing: expires on March 31, 2027"
    assert "We cannot say what it needs" in mail.get_body(("plain",)).get_content()


@pytest.mark.parametrize(
    ("zone", "hour"), [("Pacific/Guam", 22), ("America/New_York", 12), ("Pacific/Honolulu", 18)]
)
def test_the_last_day_counts_in_full_where_the_person_is(app, mailbox, zone, hour):
    person = factories.person(email="dana@example.com", time_zone=zone)
    factories.license(user=person)
    choose(person, days=(0,), lapsed=False)
    day = ENDS - timedelta(days=1) if zone == "Pacific/Guam" else ENDS
    morning = datetime(day.year, day.month, day.day, hour, 2, tzinfo=UTC)
    assert remind(app, now=morning - timedelta(minutes=3)).sent == 0
    assert remind(app, now=morning, write=writer(app, ENDS)).sent == 1
    assert mailbox.next()["Subject"].endswith("today is the last day")
