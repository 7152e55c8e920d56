"""An instance with a person's records, as a host has it, and the commands that look after it."""

from __future__ import annotations

from datetime import date

import pytest
from click.testing import CliRunner
from sqlalchemy import JSON, Boolean, Date, Integer, LargeBinary, String, func, select

from ceapp.cli import main
from ceapp.db import Moment, db
from tests import factories
from tests.certificates.making import certificate
from tests.transfer.filling import fill_licenses

KEY = "a key for tests that is long enough to pass"
PASSPHRASE = "seven harbor boats at noon"


@pytest.fixture
def filled(app):
    """The app, with a row in every table and somebody signed in."""
    (app.extensions["ceapp.settings"].instance / "secret-key").write_text(KEY)
    (app.extensions["ceapp.settings"].instance / "secret-key").chmod(0o600)
    person = factories.person(name="Álvaro Núñez 🌿")
    factories.license(user=person, facts=["supervisor"], answers={"telehealth": "yes"})
    factories.course(user=person, hours="1.25", topics={"telehealth": "0.5"}, notes="a\nb\r\n\tc")
    certificate(user=person, content=b"%PDF-1.4 \x00\xff\n\r\n" * 4000)
    factories.sign_in(app.test_client(), person)
    fill_licenses(person)
    fill_the_rest()
    db.session.remove()
    return app


def fill_the_rest():
    """Put a row into each table that has none yet, so that no new table is forgotten."""
    for table in db.metadata.sorted_tables:
        if db.session.scalar(select(func.count()).select_from(table)):
            continue
        values = {
            column.name: value_for(column)
            for column in table.columns
            if not (column.primary_key and isinstance(column.type, Integer) and is_own(column))
        }
        db.session.execute(table.insert().values(values))
    db.session.commit()


def is_own(column):
    """Say whether the database numbers the rows by itself."""
    return not column.foreign_keys


def value_for(column):
    """Give a value that a column holds: of a row that is there, or of its type."""
    for key in column.foreign_keys:
        return db.session.scalar(select(key.column).limit(1))
    kinds = {
        Boolean: True, Integer: 7, Date: date(2027, 3, 31), JSON: ["ä", 1, None],
        LargeBinary: b"\x00\xff", Moment: factories.NOW, String: "ä🌿",
    }  # fmt: skip
    return next(value for kind, value in kinds.items() if isinstance(column.type, kind))


@pytest.fixture
def run(filled, tmp_path):
    """Run a command on the filled instance, or on another."""
    settings = filled.extensions["ceapp.settings"]

    def run(*arguments, instance=None, url=None, status=0):
        folder = instance or settings.instance
        database = url or ("" if instance else settings.database_url)
        env = {"CEAPP_INSTANCE": str(folder), "DATABASE_URL": database}
        done = CliRunner().invoke(main, [str(part) for part in arguments], env=env)
        assert done.exit_code == status, (done.output, done.exception)
        return done.stdout if status == 0 else done.stderr

    return run


@pytest.fixture
def released(filled):
    """Let go of the database, as a server that is stopped does."""
    db.session.remove()
    db.engine.dispose()


@pytest.fixture
def passphrase_file(tmp_path):
    file = tmp_path / "passphrase"
    file.write_text(f"{PASSPHRASE}\n")
    return file
