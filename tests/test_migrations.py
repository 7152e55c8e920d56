"""The migrations make just the tables that the models describe, and can be gone back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from flask_migrate import check, downgrade, upgrade

from ceapp import create_app, db
from ceapp.accounts.models import SignIn
from ceapp.config import Settings, sqlite_in

# The people themselves; tries at accounts that may not exist; who is invited has none yet.
NOBODYS = {"users", "tries", "invitations"}


@pytest.fixture
def empty_app(tmp_path):
    app = create_app(Settings(instance=tmp_path, database_url=sqlite_in(tmp_path), testing=True))
    yield app
    with app.app_context():
        db.db.engine.dispose()


def tables(app):
    with app.app_context():
        return set(sa.inspect(db.db.engine).get_table_names()) - {"alembic_version"}


def test_a_new_database_matches_the_models(empty_app):
    db.upgrade(empty_app)
    with empty_app.app_context():
        check()  # raises where the models describe anything else
        assert tables(empty_app) == set(db.db.metadata.tables)


def test_upgrading_again_changes_nothing(empty_app):
    db.upgrade(empty_app)
    before = tables(empty_app)
    db.upgrade(empty_app)
    assert tables(empty_app) == before


def test_the_way_back_leaves_no_table(empty_app):
    db.upgrade(empty_app)
    with empty_app.app_context():
        downgrade(revision="base")
    assert tables(empty_app) == set()


def test_who_was_signed_in_stays_signed_in_over_the_third_migration(empty_app):
    with empty_app.app_context():
        upgrade(revision="0002")
        with db.db.engine.begin() as connection:
            for statement in (
                "INSERT INTO users (id, email, name, password_hash, time_zone, created_at) VALUES"
                " (7, 'alice@example.com', 'Alice', 'x', 'America/Denver', '2026-11-01 00:00:00')",
                "INSERT INTO sign_ins (token_hash, user_id, created_at, expires_at) VALUES"
                " ('abc', 7, '2026-11-02 10:00:00.000000', '2099-11-16 10:00:00.000000')",
            ):
                connection.exec_driver_sql(statement)
        upgrade()
        row = db.db.session.scalars(db.db.select(SignIn)).one()
        assert (row.token_hash, row.user_id, row.code_due) == ("abc", 7, False)
        assert row.proved_at == row.created_at == datetime(2026, 11, 2, 10, tzinfo=UTC)
        db.db.session.remove()


def test_every_row_of_a_persons_data_says_whose_it_is(empty_app):
    for name, table in db.db.metadata.tables.items():
        assert name in NOBODYS or "user_id" in table.columns, name


def test_the_database_is_for_its_owner_only_and_set_to_lose_nothing(empty_app, tmp_path):
    db.upgrade(empty_app)
    assert (tmp_path / "good-standing.sqlite3").stat().st_mode & 0o077 == 0
    with empty_app.app_context(), db.db.engine.connect() as connection:
        values = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert values == {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
        "busy_timeout": 5000,
    }
