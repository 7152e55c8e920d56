"""Whoever leaves is gone: no row says so, and no byte of theirs is left in the file."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from ceapp.api import actions as tokens
from ceapp.certificates import actions as certificates
from ceapp.clock import now
from ceapp.db import db
from ceapp.own_rules import actions as own_rules
from ceapp.reminders.models import Reminder
from tests import factories, pages
from tests.certificates.making import LINES, pdf
from tests.own_rules.making import copied
from tests.transfer.filling import fill_licenses
from tests.transfer.making import SHEET, address, confirm, upload

CANARY = "Zanzibar Quetzal"
NOBODYS = {"tries", "invitations", "reminder_runs"}  # they belong to no account
USED = {
    "users", "sign_ins", "licenses", "one_time_answers", "courses", "course_topics",
    "course_approvals", "certificates", "certificate_contents", "course_certificates",
    "import_drafts", "imports", "imported_courses", "calendar_feeds", "own_rules", "renewals",
    "reminder_choices", "reminders", "personal_tokens", "api_creations",
}  # fmt: skip


def send(client, **said):
    return pages.send(client, "/leave", {"password": factories.PASSWORD, "sure": "y", **said})


def fill(person, client):
    """Give a person rows in every table, each with words that are found nowhere else."""
    factories.license(user=person, number="QUETZAL-77", answers={"telehealth": "yes"})
    for number in range(60):
        factories.course(
            user=person,
            title=f"{CANARY} title {number} " + "long " * 40,
            provider=f"{CANARY} provider",
            notes=f"{CANARY} note " + "x" * 3000,
            topics={"ethics": "1"},
        )
    course = factories.course(user=person, title=f"{CANARY} course")
    paper = pdf(*LINES, mark=CANARY)
    certificates.store_for_course(course, f"{CANARY}.pdf", paper, now=now())
    certificates.store(person.id, "second.pdf", paper + b"%" + b"quetzalbytes" * 40_000, now=now())
    sheet = SHEET.replace("Live webinar", "Home study")
    done = upload(client, sheet.replace("Ethics", f"{CANARY} import"))
    confirm(client, address(done), expected=1)
    upload(client, SHEET.replace("Ethics", f"{CANARY} draft"))
    pages.send(client, "/calendar", {})
    fill_licenses(person)
    own_rules.say_why(copied(person), f"{CANARY} why")
    db.session.add(
        Reminder(
            user_id=person.id,
            period_end=date(2027, 3, 31),
            kind="digest",
            message_id=f"<{CANARY}@example.com>",
            next_try_at=now(),
            made_at=now(),
        )
    )
    tokens.begin_creation(person.id, "key", "hash", now=now())
    tokens.make_token(person.id, f"{CANARY} script", ["courses:read"], now=now())


def rows_of(user_id):
    """Give how many rows of each table are this person's."""
    found = {}
    for name, table in db.metadata.tables.items():
        if name in NOBODYS:
            continue
        owner = table.columns["id" if name == "users" else "user_id"]
        found[name] = len(db.session.execute(select(table).where(owner == user_id)).all())
    db.session.rollback()
    return found


def bytes_of(settings):
    """Give all that SQLite has written into the instance."""
    return b"".join(file.read_bytes() for file in settings.instance.glob("*.sqlite3*"))


def test_every_row_goes_and_no_byte_stays(signed_in, person, stranger, settings):
    user_id, email, other = person.id, person.email, stranger.id
    factories.course(user=stranger, title="Charlie's course")
    fill(person, signed_in)
    before = rows_of(user_id)
    assert {name for name, count in before.items() if count} >= USED
    overwritten = db.engine.dialect.name == "sqlite"  # what PostgreSQL frees is its own to reuse
    held = bytes_of(settings)
    words = [CANARY.encode(), b"quetzalbytes", b"QUETZAL-77", email.encode(), b"Alice Rivera"]
    assert not overwritten or all(word in held for word in words), "the test would see them"
    others = rows_of(other)
    db.session.remove()

    assert send(signed_in).status_code == 302
    assert set(rows_of(user_id).values()) == {0}
    assert rows_of(other) == others
    left = bytes_of(settings)
    assert [word for word in words if word in left] == []
    assert not overwritten or b"Charlie's course" in left


def test_the_browser_is_signed_out_and_the_account_unknown(app, signed_in, person):
    answer = send(signed_in)
    page = signed_in.get(answer.headers["Location"])
    assert "Your account and everything in it is deleted." in pages.text_of(page)
    assert signed_in.get("/courses").status_code == 302
    other = app.test_client()
    said = {"email": "alice@example.com", "password": factories.PASSWORD}
    again = pages.send(other, "/sign-in", said)
    assert "do not match" in pages.text_of(again)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"password": "not the password"}, "This is not your current password"),
        ({"password": ""}, "Enter your current password"),
        ({"sure": ""}, "Tick the box if everything is to be deleted"),
    ],
)
def test_without_the_password_and_the_tick_nothing_is_deleted(signed_in, person, said, words):
    answer = send(signed_in, **said)
    assert answer.status_code == 422
    assert words in pages.text_of(answer)
    assert rows_of(person.id)["users"] == 1


def test_the_page_offers_everything_first(signed_in, person):
    factories.course(user=person)
    page = signed_in.get("/leave")
    text = page.get_data(as_text=True)
    assert text.index("/export/everything.zip") < text.index("Delete my account")
    assert "1 course" in pages.text_of(page)


def test_guesses_at_the_password_are_slowed_down_as_elsewhere(signed_in, person):
    for _ in range(20):
        answer = send(signed_in, password="not the password")
        if answer.status_code == 429:
            break
    assert answer.status_code == 429
    assert "Retry-After" in answer.headers
    assert send(signed_in).status_code == 429, "the right password waits as well"
    assert rows_of(person.id)["users"] == 1
