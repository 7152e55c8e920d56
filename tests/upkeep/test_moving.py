"""`ceapp db copy`: from SQLite to PostgreSQL and back, with equal sums."""

from __future__ import annotations

import pytest

from ceapp import create_app
from ceapp.config import Settings, database_url
from ceapp.courses.models import Course
from ceapp.db import db
from tests import factories
from tests.upkeep.test_backup import sums
from tests.upkeep.test_restore import without_sessions


@pytest.fixture
def empty(postgresql):
    return postgresql.new_database()


def test_there_and_back_everything_is_equal(filled, run, empty, tmp_path):
    source = filled.extensions["ceapp.settings"].database_url
    back = f"sqlite:///{tmp_path}/back.sqlite3"
    wanted = sums(source)
    said = run("db", "copy", "--to", empty)
    assert "are equal in both" in said
    assert sums(database_url(empty)) == wanted
    run("db", "copy", "--to", back, url=empty)
    assert sums(back) == wanted
    assert (tmp_path / "back.sqlite3").stat().st_mode & 0o777 == 0o600


def test_the_next_rows_get_free_ids(filled, run, empty, tmp_path):
    last = db.session.scalar(db.select(db.func.max(Course.id)))
    db.session.remove()
    run("db", "copy", "--to", empty)
    settings = Settings(instance=tmp_path, database_url=database_url(empty), testing=True)
    other = create_app(settings)
    with other.app_context():
        person = factories.person(email="new@example.com")
        assert person.id == 2
        assert factories.course(user=person, topics={"ethics": "1"}).id == last + 1
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_target_that_holds_data_is_refused(filled, run, empty, tmp_path, kind):
    target = empty if kind == "postgresql" else f"sqlite:///{tmp_path}/other.sqlite3"
    run("db", "copy", "--to", target)
    before = sums(database_url(target))
    assert "holds data already" in run("db", "copy", "--to", target, status=2)
    assert sums(database_url(target)) == before


def test_the_same_database_is_refused(filled, run):
    source = filled.extensions["ceapp.settings"].database_url
    assert "same database" in run("db", "copy", "--to", source, status=2)


@pytest.mark.parametrize("target", ["mysql://x/y", "sqlite:///", "good.sqlite3"])
def test_an_address_that_is_none_is_named(run, target):
    assert "--to must be" in run("db", "copy", "--to", target, status=2)


def test_a_value_that_the_target_refuses_leaves_it_empty(filled, run, empty):
    with filled.app_context():
        db.session.execute(db.text("UPDATE courses SET notes = 'a' || char(0) || 'b'"))
        db.session.commit()
    said = run("db", "copy", "--to", empty, status=2)
    assert "does not take a row of courses" in said
    assert sums(database_url(empty)) == {}


def test_a_postgresql_instance_is_backed_up_and_restored_anywhere(filled, run, empty, tmp_path):
    wanted = sums(filled.extensions["ceapp.settings"].database_url)
    run("db", "copy", "--to", empty)
    file, folder = tmp_path / "copy.backup", tmp_path / "other"
    run("backup", file, url=empty)
    run("restore", file, instance=folder)
    assert without_sessions(sums(f"sqlite:///{folder}/good-standing.sqlite3")) == without_sessions(
        wanted
    )
    assert "--replace" in run("restore", file, url=empty, status=2)
    said = run("restore", file, "--replace", url=empty)
    assert "the schema replaced_" in said
    assert without_sessions(sums(database_url(empty))) == without_sessions(wanted)


def test_a_restore_that_fails_leaves_postgresql_as_it_was(filled, run, empty, tmp_path):
    run("db", "copy", "--to", empty)
    with filled.app_context():
        db.session.execute(db.text("UPDATE courses SET notes = 'a' || char(0) || 'b'"))
        db.session.commit()
    file, before = tmp_path / "copy.backup", sums(database_url(empty))
    run("backup", file)
    assert "Nothing was changed" in run("restore", file, "--replace", url=empty, status=2)
    assert sums(database_url(empty)) == before


def test_tables_refer_to_earlier_ones_only():
    """Rows are written table by table, so a table must come after those that it refers to."""
    seen = set()
    for table in db.metadata.sorted_tables:
        assert {key.column.table.name for key in table.foreign_keys} <= seen, table.name
        seen.add(table.name)
