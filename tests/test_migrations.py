"""The migrations make just the tables that the models describe, and can be gone back."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask_migrate import check, downgrade

from ceapp import create_app, db
from ceapp.config import Settings, sqlite_in


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


def test_every_row_of_a_persons_data_says_whose_it_is(empty_app):
    for name, table in db.db.metadata.tables.items():
        whose = name in {"users", "reminder_runs"} or "user_id" in table.columns
        assert whose, name


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
