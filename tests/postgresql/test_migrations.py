"""The migrations on PostgreSQL: up, equal to the models, back, and by two processes at once."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest
import sqlalchemy as sa
from flask_migrate import check, downgrade

from ceapp import create_app, db
from ceapp.config import Settings, database_url
from ceapp.errors import SettingsError
from ceapp.serving import check_database_keeps


def app_on(url, tmp_path):
    return create_app(Settings(instance=tmp_path, database_url=url, testing=True))


@pytest.fixture
def empty_app(postgresql, tmp_path):
    app = app_on(database_url(postgresql.new_database()), tmp_path)
    yield app
    with app.app_context():
        db.db.engine.dispose()


def tables(app):
    with app.app_context():
        return set(sa.inspect(db.db.engine).get_table_names()) - {"alembic_version"}


def test_up_equal_to_the_models_and_back(empty_app):
    db.upgrade(empty_app)
    db.upgrade(empty_app)
    with empty_app.app_context():
        check()
        assert tables(empty_app) == set(db.db.metadata.tables)
        downgrade(revision="base")
    assert tables(empty_app) == set()


def test_two_that_start_together_migrate_once(empty_app, tmp_path):
    with empty_app.app_context():
        url = db.db.engine.url.render_as_string()
    code = "from ceapp import create_app, db; db.upgrade(create_app())"
    env = {**os.environ, "CEAPP_INSTANCE": str(tmp_path), "DATABASE_URL": url}
    both = [subprocess.Popen([sys.executable, "-c", code], env=env) for _ in range(2)]
    assert [one.wait(timeout=60) for one in both] == [0, 0]
    assert tables(empty_app) == set(db.db.metadata.tables)


def test_a_server_that_may_forget_is_refused(empty_app):
    """The server of these tests forgets, since tests are to be fast."""
    with empty_app.app_context(), pytest.raises(SettingsError, match="fsync = on"):
        check_database_keeps(db.db.engine)


def test_a_server_that_keeps_everything_is_accepted(empty_app, postgresql):
    settings = ("fsync", "full_page_writes", "synchronous_commit")
    try:
        for name in settings:
            postgresql.sql(f"ALTER SYSTEM SET {name} = on")
        postgresql.sql("SELECT pg_reload_conf()")
        with empty_app.app_context():
            for _ in range(100):
                if postgresql.sql("SHOW fsync") == [("on",)]:
                    break
                time.sleep(0.05)
            check_database_keeps(db.db.engine)
    finally:
        postgresql.sql("ALTER SYSTEM RESET ALL")
        postgresql.sql("SELECT pg_reload_conf()")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_usual_way_to_write_the_address_is_taken(scheme):
    assert database_url(f"{scheme}://u:p@db/name") == "postgresql+psycopg://u:p@db/name"


def test_a_server_that_is_not_there_is_said_without_the_password(tmp_path):
    app = app_on(database_url(f"postgresql://ceapp:hush@/x?host={tmp_path}"), tmp_path)
    with pytest.raises(SettingsError, match="cannot be used") as raised:
        db.upgrade(app)
    assert "hush" not in str(raised.value)
    assert "DATABASE_URL" in str(raised.value)
