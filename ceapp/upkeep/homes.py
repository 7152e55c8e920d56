"""Where an instance's database lives, and how a new one takes its place in one step.

A new database is built apart. SQLite: in a file beside the old one, which takes its name when it
is whole. PostgreSQL: in one transaction, which first moves the old tables to a schema of their own.
Until then nobody sees anything of it, and a fault or a power cut leaves the old one as it was.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import URL, Connection

from ceapp.engines import SQLITE, migrate_alone, writing
from ceapp.upkeep.faults import NOTHING_TOUCHED, NotTaken
from ceapp.upkeep.new_file import beside, put_in_place, sync
from ceapp.upkeep.rows import count_rows, tables_of

IN_USE = f"{{file}} is in use. Stop the server first. {NOTHING_TOUCHED}"
NO_DATABASE = f"{{file}} cannot be used: {{why}}. {NOTHING_TOUCHED}"
MISSING = "There is no database at {file}. Look at CEAPP_INSTANCE and DATABASE_URL."
UNSOUND = "The database is damaged, so nothing was made of it: {what}"
_SIDE_FILES = ("", "-wal", "-shm", "-journal")


class Home:
    """The place of one database; `kept` says where the one is that was replaced."""

    kept = ""

    def __init__(self, url: URL) -> None:
        self.url = url
        self.name = url.render_as_string()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one moment, while others write."""
        engine = _engine(self.url)
        try:
            with engine.connect() as connection:
                connection.exec_driver_sql("SELECT 1")  # begins
                yield connection
        finally:
            engine.dispose()

    def rows(self) -> int:
        """Say how many rows are there; none where there is no database yet."""
        with self.reading() as connection:
            return sum(count_rows(connection, tables_of(connection)).values())

    def check(self, connection: Connection) -> None:
        """Raise `NotTaken` where the database itself has a fault."""


class SqliteHome(Home):
    """A SQLite file."""

    def __init__(self, url: URL) -> None:
        super().__init__(url)
        self.file = Path(url.database or "").resolve()
        self.name = str(self.file)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one moment; an absent file is said, not made."""
        if not self.file.is_file():
            raise NotTaken(MISSING.format(file=self.file))
        with super().reading() as connection:
            yield connection

    def rows(self) -> int:
        """Say how many rows are there; none where there is no file yet."""
        return super().rows() if self.file.exists() else 0

    def check(self, connection: Connection) -> None:
        """Let SQLite look through every page, and for rows without their parents."""
        said = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if said != "ok" or orphans:
            raise NotTaken(UNSOUND.format(what=said if said != "ok" else f"rows of {orphans[0]}"))  # type: ignore[index]

    @contextmanager
    def building(self, stamp: str) -> Iterator[Connection]:
        """Give a connection to a new, empty database; it takes the place when the block ends."""
        self._release()
        new = beside(self.file, "new")
        try:
            os.close(os.open(new, os.O_CREAT | os.O_EXCL, 0o600))
            engine = _engine(URL.create(SQLITE, database=str(new)))
            try:
                with writing(), engine.connect() as connection:
                    yield connection
                    self.check(connection)
                    connection.commit()
            finally:
                engine.dispose()
            _fold(new)
            self._put_in_place(new, stamp)
        finally:
            for suffix in _SIDE_FILES:
                new.with_name(new.name + suffix).unlink(missing_ok=True)

    def _put_in_place(self, new: Path, stamp: str) -> None:
        held_rows = self.rows()
        self._release()
        if held_rows:
            aside = self.file.with_name(f"{self.file.name}.replaced-{stamp}")
            # A second name for the old file: its first name is at no moment without a file.
            os.link(self.file, aside)
            self.kept = str(aside)
        put_in_place(new, self.file)

    def _release(self) -> None:
        """See that nobody has the file open, and fold what stands in its log into it."""
        if not self.file.exists():
            return
        try:
            _fold(self.file)
        except sqlite3.OperationalError as error:
            raise NotTaken(IN_USE.format(file=self.file)) from error
        except sqlite3.DatabaseError as error:
            raise NotTaken(NO_DATABASE.format(file=self.file, why=error)) from error


class PostgresqlHome(Home):
    """The schema of a PostgreSQL database that its address leads to."""

    @contextmanager
    def building(self, stamp: str) -> Iterator[Connection]:
        """Give a connection to an emptied schema; others see it when the block ends."""
        engine = _engine(self.url)
        try:
            with writing(), engine.begin() as connection:
                migrate_alone(connection)
                kept = _make_room(connection, f"replaced_{stamp.replace('-', '_')}")
                yield connection
            self.kept = f"the schema {kept}" if kept else ""
        finally:
            engine.dispose()


def home_of(url: str) -> SqliteHome | PostgresqlHome:
    """Give the place that a database's address names."""
    made = sa.make_url(url)
    return SqliteHome(made) if made.get_backend_name() == SQLITE else PostgresqlHome(made)


def _engine(url: URL) -> sa.Engine:
    return sa.create_engine(url, hide_parameters=True)


def _fold(file: Path) -> None:
    # Leaving WAL is what SQLite grants only to the one connection that has the file open.
    with closing(sqlite3.connect(file, timeout=1, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    sync(file)


def _make_room(connection: Connection, schema: str) -> str:
    """Move tables that hold anything to `schema`, and give its name; drop them where they don't."""
    names = [*sa.inspect(connection).get_table_names()]
    quoted = connection.dialect.identifier_preparer.quote
    if sum(count_rows(connection, tables_of(connection)).values()):
        connection.exec_driver_sql(f"CREATE SCHEMA {quoted(schema)}")
        for name in names:
            connection.exec_driver_sql(f"ALTER TABLE {quoted(name)} SET SCHEMA {quoted(schema)}")
        return schema
    for name in names:
        connection.exec_driver_sql(f"DROP TABLE {quoted(name)} CASCADE")
    return ""
