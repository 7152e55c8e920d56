"""People, and one person in several windows, writing to PostgreSQL at the same moment."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from ceapp.accounts import actions as accounts
from ceapp.certificates import actions as certificates
from ceapp.certificates.models import Certificate
from ceapp.courses import actions as courses
from ceapp.courses.entry import Entry
from ceapp.courses.models import Course
from ceapp.db import begin_as_writer, db, writes_of
from tests import factories
from tests.certificates.making import pdf

AT_ONCE = 8
ENTRY = Entry(title="Grief Work", completed=date(2026, 3, 14), hours=Decimal(3))


def at_once(app, works):
    """Run each work in a thread, an app context and a transaction of its own, all at one moment."""
    start = threading.Barrier(len(works))

    def run(work):
        with app.app_context():
            start.wait()
            begin_as_writer(writes=True)
            try:
                return work()
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_a_file_sent_from_many_windows_at_once_is_stored_once(app, person):
    user_id, content = person.id, pdf("Certificate")
    db.session.commit()

    def store():
        writes_of(user_id)
        return certificates.store(user_id, "a.pdf", content, now=factories.NOW).outcome

    outcomes = at_once(app, [store] * AT_ONCE)
    assert sorted(outcomes) == ["known"] * (AT_ONCE - 1) + ["stored"]
    assert db.session.scalar(db.select(db.func.count(Certificate.id))) == 1


def test_a_course_sent_from_many_windows_at_once_is_logged_once(app, person):
    user_id = person.id
    db.session.commit()

    def log():
        writes_of(user_id)
        return courses.log_course(user_id, ENTRY, now=factories.NOW).id

    assert len(set(at_once(app, [log] * AT_ONCE))) == 1
    assert db.session.scalar(db.select(db.func.count(Course.id))) == 1


def test_one_address_signed_up_many_times_at_once_makes_one_account(app):
    def sign_up():
        return accounts.open_account(
            name="Alice",
            email="alice@example.com",
            password="a harbor and four boats",
            time_zone="America/Denver",
            now=factories.NOW,
        )

    made = at_once(app, [sign_up] * 4)
    assert len([user_id for user_id in made if user_id]) == 1


def test_people_do_not_wait_for_one_another_and_lose_nothing(app):
    everybody = [factories.person(email=f"p{number}@example.com").id for number in range(AT_ONCE)]
    db.session.commit()

    def log_ten(user_id):
        for number in range(10):
            writes_of(user_id)
            courses.log_course(user_id, replace(ENTRY, title=f"Course {number}"), now=factories.NOW)

    at_once(app, [lambda user_id=user_id: log_ten(user_id) for user_id in everybody])
    counts = db.session.execute(
        db.select(Course.user_id, db.func.count()).group_by(Course.user_id)
    ).all()
    assert dict(counts) == dict.fromkeys(everybody, 10)


def test_a_page_reads_one_moment(app, person):
    user_id = person.id
    db.session.commit()
    begin_as_writer(writes=False)
    count = db.select(db.func.count(Course.id))
    assert db.session.scalar(count) == 0
    at_once(app, [lambda: courses.log_course(user_id, ENTRY, now=factories.NOW)])
    assert db.session.scalar(count) == 0
    db.session.commit()
    assert db.session.scalar(count) == 1


def test_a_server_that_only_reads_is_not_taken_for_a_whole_one(app, client, postgresql):
    name = db.engine.url.database
    postgresql.sql(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    db.session.remove()
    db.engine.dispose()
    begin_as_writer(writes=True)
    with db.engine.begin() as connection:  # a writer says so, whatever the default is
        assert connection.exec_driver_sql("SHOW transaction_read_only").scalar() == "off"
    begin_as_writer(writes=False)
    with db.engine.begin() as connection:
        isolation = connection.exec_driver_sql("SHOW transaction_isolation").scalar()
    assert isolation == "repeatable read"


def test_a_restarted_server_is_found_again_without_an_error(app, client, postgresql):
    assert client.get("/healthz").status_code == 200
    db.session.remove()
    postgresql.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname ~ '^test'")
    assert client.get("/healthz").status_code == 200


def test_nobody_waits_for_ever(app, person):
    user_id = person.id
    db.session.commit()
    begin_as_writer(writes=True)
    writes_of(user_id)

    def second():
        db.session.execute(sa.text("SET lock_timeout = '200ms'"))
        with pytest.raises(OperationalError, match="lock timeout"):
            writes_of(user_id)

    at_once(app, [second])
    db.session.rollback()
    begin_as_writer(writes=False)
    with db.engine.connect() as fresh:
        assert fresh.exec_driver_sql("SHOW lock_timeout").scalar() == "5s"
