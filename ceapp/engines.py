"""How each database begins a transaction, so that both keep the same two promises.

What a page reads is of one moment. What a person writes waits for what they are writing in another
window, so that a check ("is this file here already?") still holds when the row that follows from
it is written. SQLite lets one writer in at a time. PostgreSQL lets all in; there, each person's
writes wait for one another by a lock of their own (docs/decisions/0018).
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

SQLITE, POSTGRESQL = "sqlite", "postgresql"
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # an acknowledged record survives a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA secure_delete = ON",  # what somebody deleted is overwritten, not only forgotten
)
_WAITS_AT_MOST = "SET lock_timeout = '5s'"  # the same for PostgreSQL
_LOCKS = 0x6365  # the first half of our advisory locks' numbers: "ce"
_MIGRATING = 0  # the second half is a person's id, and nobody's is 0


@dataclass(frozen=True, slots=True)
class _Writer:
    """Whose transactions begin as writers; None where nobody is signed in."""

    user_id: int | None = None


_writer: ContextVar[_Writer | None] = ContextVar("ceapp_writer", default=None)


@contextmanager
def writing() -> Iterator[None]:
    """Begin transactions in this block as writers, so that none fails half way by upgrading."""
    token = _writer.set(_Writer())
    try:
        yield
    finally:
        _writer.reset(token)


def begin_as_writer(*, writes: bool) -> None:
    """Say for the rest of this request whether its transactions begin as writers."""
    _writer.set(_Writer() if writes else None)


def writes_are_of(user_id: int, connection: Connection) -> None:
    """Say whose writes follow; those of the same person wait for one another from here on."""
    if _writer.get() is not None:
        _writer.set(_Writer(user_id))
        _wait_for(connection, user_id)


def migrate_alone(connection: Connection) -> None:
    """Let one process at a time bring the tables up to date."""
    _wait_for(connection, _MIGRATING)


def _wait_for(connection: Connection, number: int) -> None:
    if connection.dialect.name == POSTGRESQL:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCKS}, {int(number)})")


@event.listens_for(Engine, "connect")
def _prepare(connection: Any, _record: Any) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None  # we say BEGIN ourselves, below
        for pragma in _PRAGMAS:
            connection.execute(pragma)
    else:
        connection.execute(_WAITS_AT_MOST)
        connection.commit()


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    writer = _writer.get()
    if connection.dialect.name == SQLITE:
        # Taking the write lock at once: a reader that turns writer would fail without waiting.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")
    elif connection.dialect.name == POSTGRESQL:
        _begin_on_postgresql(connection, writer)


def _begin_on_postgresql(connection: Connection, writer: _Writer | None) -> None:
    from psycopg import IsolationLevel

    driver: Any = connection.connection.dbapi_connection
    # The driver sends these along with its BEGIN. A writer must see what was committed while it
    # waited; and a server that only reads, as a standby does, must not be taken for a whole one.
    driver.isolation_level = (
        IsolationLevel.READ_COMMITTED if writer else IsolationLevel.REPEATABLE_READ
    )
    driver.read_only = False if writer else None
    if writer and writer.user_id is not None:
        _wait_for(connection, writer.user_id)
