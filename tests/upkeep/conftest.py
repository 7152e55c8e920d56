"""An instance with a person's records, as a host has it, and the commands that look after it."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from ceapp.cli import main
from ceapp.db import db
from tests import factories
from tests.certificates.making import certificate

KEY = "a key for tests that is long enough to pass"
PASSPHRASE = "seven harbor boats at noon"


@pytest.fixture
def filled(app):
    """The app, with records of every kind and somebody signed in."""
    (app.extensions["ceapp.settings"].instance / "secret-key").write_text(KEY)
    (app.extensions["ceapp.settings"].instance / "secret-key").chmod(0o600)
    person = factories.person(name="Álvaro Núñez 🌿")
    factories.license(user=person, facts=["supervisor"], answers={"telehealth": "yes"})
    factories.course(user=person, hours="1.25", topics={"telehealth": "0.5"}, notes="a\nb\r\n\tc")
    certificate(user=person, content=b"%PDF-1.4 \x00\xff\n\r\n" * 4000)
    factories.sign_in(app.test_client(), person)
    db.session.remove()
    return app


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
