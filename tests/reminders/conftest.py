"""A mail server, people with something open, and runs of the reminders in this process."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ceapp.db import db
from ceapp.mail.sending import send
from ceapp.mail.settings import Security, Smtp
from ceapp.reminders.models import Reminder
from ceapp.reminders.rounds import Tools, run
from ceapp.reminders.writing import writer
from tests import factories
from tests.mailbox import mail_server

ENDS = date(2027, 3, 31)
NINETY = date(2026, 12, 31)
MORNING = datetime(2026, 12, 31, 14, 5, tzinfo=UTC)  # 9:05 in New York, 90 days before


@pytest.fixture
def mailbox():
    with mail_server() as box:
        yield box


@pytest.fixture
def settings(settings, mailbox):
    smtp = Smtp(
        host="127.0.0.1",
        sender="good-standing@example.org",
        port=mailbox.port,
        security=Security.NONE,
    )
    return replace(settings, public_url="https://ce.example.org", smtp=smtp)


@pytest.fixture
def alice(app):
    """Alice, whose license in California lacks everything and expires on March 31, 2027."""
    person = factories.person(email="alice@example.com")
    factories.license(user=person)
    return person


def unconfirmed(email):
    """Give somebody who has not shown yet that the address is theirs."""
    person = factories.person(email=email)
    person.email_confirmed_at = None
    db.session.commit()
    return person


def confirm(person):
    """Mark a person's address as theirs."""
    person.email_confirmed_at = factories.NOW
    db.session.commit()


def remind(app, *, now=MORNING, on=None, **tools):
    """Run once, at a moment of our choice."""
    db.session.rollback()
    settings = app.extensions["ceapp.settings"]
    given = {"host": settings.host, "write": writer(app, on or now.date()), "send": send}
    done = run(Tools(now=lambda: now, **{**given, **tools}), on)
    db.session.rollback()
    return done


def rows(**where):
    db.session.rollback()
    return db.session.scalars(db.select(Reminder).filter_by(**where).order_by(Reminder.id)).all()


def finished(person):
    """Log what makes a license of California complete and sure."""
    parts = {"law-and-ethics": "6", "telehealth": "3", "suicide-prevention": "6", "": "21"}
    for day, (topic, hours) in enumerate(parts.items(), start=1):
        factories.course(
            user=person,
            title=f"A course on {topic or 'much else'}",
            hours=hours,
            completed=date(2026, 5, day),
            topics={topic: hours} if topic else {},
        )
