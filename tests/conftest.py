"""What every test can ask for: an app on a database of its own, and people signed in to it."""

from __future__ import annotations

import os
import shutil
from contextvars import copy_context

import hypothesis
import pytest
from flask.testing import FlaskClient

from ceapp import create_app, db
from ceapp.config import Settings, database_url, sqlite_in
from tests import factories
from tests.mailbox import wait_for_threads
from tests.postgresql.server import Server, programs

# A busy machine is no fault of the code. In CI the examples are the same at every run, so that a
# change is judged by what it changes; on a developer's machine they are new each time.
hypothesis.settings.register_profile(
    "steady",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[
        hypothesis.HealthCheck.too_slow,
        hypothesis.HealthCheck.function_scoped_fixture,
    ],
)
hypothesis.settings.load_profile("steady")

KEY = "a key for tests that is long enough to pass"


def pytest_addoption(parser):
    parser.addoption(
        "--postgresql", action="store_true", help="run what asks for an app on PostgreSQL"
    )


@pytest.fixture(scope="session")
def postgresql():
    """A PostgreSQL server, started for the first test that asks for it."""
    if programs() is None:
        if "CI" in os.environ:
            pytest.fail("PostgreSQL is missing, and nothing is left out in CI.", pytrace=False)
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql).")
    server = Server()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql, tmp_path_factory):
    """The name of a database with tables and no rows; copied for each test."""
    instance, url = tmp_path_factory.mktemp("migrated"), database_url(postgresql.new_database())
    app = create_app(Settings(instance=instance, database_url=url, testing=True))
    db.upgrade(app)
    with app.app_context():
        db.db.engine.dispose()
        return db.db.engine.url.database


@pytest.fixture
def postgresql_settings(postgresql, migrated_postgresql, tmp_path):
    """Settings with a PostgreSQL database of the test's own."""
    instance = tmp_path / "instance"
    instance.mkdir()
    return Settings(
        instance=instance,
        database_url=database_url(postgresql.new_database(like=migrated_postgresql)),
        secret_key=KEY,
        testing=True,
    )


@pytest.fixture(scope="session")
def migrated_database(tmp_path_factory):
    """A database with tables and no rows; copied for each test, since migrating takes longer."""
    instance = tmp_path_factory.mktemp("migrated")
    app = create_app(Settings(instance=instance, database_url=sqlite_in(instance), testing=True))
    db.upgrade(app)
    with app.app_context():
        db.db.engine.dispose()  # closing the last connection folds the log into the file
    return instance / "good-standing.sqlite3"


@pytest.fixture
def settings(request, tmp_path, migrated_database):
    if request.config.getoption("--postgresql"):
        return request.getfixturevalue("postgresql_settings")
    instance = tmp_path / "instance"
    instance.mkdir()
    shutil.copy(migrated_database, instance)
    return Settings(
        instance=instance,
        database_url=sqlite_in(instance),
        secret_key=KEY,
        testing=True,
    )


class Browser(FlaskClient):
    """A client whose requests stand alone, as in a server.

    The test has an app context open for its own reads and writes. A request that ran in it would
    find the CSRF token and the person of the request before, and share its transaction.
    """

    def open(self, *args, **kwargs):
        db.db.session.rollback()  # what the test reads next is what the request has written
        kwargs.setdefault("buffered", True)  # reads a static file to its end, and closes it
        return copy_context().run(self._alone, *args, **kwargs)

    def _alone(self, *args, **kwargs):
        with self.application.app_context():
            return super().open(*args, **kwargs)


@pytest.fixture
def app(settings):
    app = create_app(settings)
    app.test_client_class = Browser
    with app.app_context():
        yield app
        wait_for_threads()
        db.db.session.remove()
        db.db.engine.dispose()


@pytest.fixture
def client(app):
    """A browser that is not signed in; sends no CSRF token by itself: see `tests.pages`."""
    return app.test_client()


@pytest.fixture
def person(app):
    """Alice, whose records the test is about."""
    return factories.person(email="alice@example.com", name="Alice Rivera")


@pytest.fixture
def stranger(app):
    """Charlie, who should have no access to Alice's records."""
    return factories.person(email="charlie@example.com", name="Charlie Stone")


@pytest.fixture
def signed_in(client, person):
    """Alice's browser, signed in through the real form."""
    return factories.sign_in(client, person)


@pytest.fixture
def signed_in_stranger(app, stranger):
    return factories.sign_in(app.test_client(), stranger)
