"""Filling a new database with rows, and proving that it holds what it should."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError

from ceapp.db import migrate
from ceapp.engines import POSTGRESQL
from ceapp.upkeep.archive import TableRow
from ceapp.upkeep.faults import NOTHING_TOUCHED, BrokenBackup, NotTaken
from ceapp.upkeep.rows import tables_of, tallies, values_of

# Whoever was signed in when a backup was made is not therefore now, and a link that was mailed
# then may have been used since. Keys that a person made to last (passkeys, personal tokens, the
# address of a calendar) and invitations are those of the backup's day, as passwords are.
SESSIONS = ("sign_ins", "mail_links")
NEWER = (
    "This was made by a newer version of Good Standing (its tables are of version {revision}). "
    f"Install that version or a later one. {NOTHING_TOUCHED}"
)
NOT_ACCEPTED = f"The new database does not take a row of {{table}}: {{why}} {NOTHING_TOUCHED}"
UNEQUAL = f"The new database does not hold what it should: {{tables}} differ. {NOTHING_TOUCHED}"
_ROWS_AT_ONCE, _BYTES_AT_ONCE = 500, 4_000_000
Progress = Callable[[], object]


def bring_to(connection: Connection, revision: str) -> None:
    """Let the tables be those of a version; an app's context must be open."""
    settings = migrate.get_config()
    settings.attributes["connection"] = connection
    try:
        ScriptDirectory.from_config(settings).get_revision(revision)
    except CommandError as error:
        raise NotTaken(NEWER.format(revision=revision)) from error
    command.upgrade(settings, revision)


def load(connection: Connection, rows: Iterable[TableRow], progress: Progress) -> None:
    """Write rows into tables that are of their version and empty; parents must come first."""
    tables = {table.name: table for table in tables_of(connection)}
    waiting: list[dict[str, Any]] = []
    current, size = "", 0
    for item in rows:
        full = len(waiting) >= _ROWS_AT_ONCE or size >= _BYTES_AT_ONCE
        if item.table != current or full:
            _insert(connection, tables.get(current), waiting)
            waiting, current, size = [], item.table, 0
        waiting.append(_values(tables, item))
        size += sum(map(len, item.row.files.values()))
        progress()
    _insert(connection, tables.get(current), waiting)


def prove(connection: Connection, totals: Mapping[str, Any]) -> None:
    """Read everything back, and raise `NotTaken` where a table is not as `totals` say."""
    found = tallies(connection, tables_of(connection))
    differ = [name for name in {*found, *totals} if found.get(name) != totals.get(name)]
    if differ:
        raise NotTaken(UNEQUAL.format(tables=", ".join(sorted(differ))))


def end_sessions(connection: Connection) -> None:
    """Sign everybody out."""
    for table in tables_of(connection):
        if table.name in SESSIONS:
            connection.execute(table.delete())


def advance_sequences(connection: Connection) -> None:
    """Let the next row of each table get an id that is free; SQLite does so by itself."""
    if connection.dialect.name != POSTGRESQL:
        return
    for table in tables_of(connection):
        for column in table.primary_key:
            named = {"table": f'"{table.name}"', "column": column.name}
            ask = sa.text("SELECT pg_get_serial_sequence(:table, :column)")
            if sequence := connection.scalar(ask, named):
                last = connection.scalar(sa.select(sa.func.max(column)))
                connection.execute(sa.select(sa.func.setval(sequence, last or 1, last is not None)))


def _values(tables: Mapping[str, Table], item: TableRow) -> dict[str, Any]:
    try:
        return values_of(tables[item.table], item.row)
    except (KeyError, ValueError, TypeError) as error:
        raise BrokenBackup(
            f"A row of {item.table} does not fit its table. {NOTHING_TOUCHED}"
        ) from error


def _insert(connection: Connection, table: Table | None, values: list[dict[str, Any]]) -> None:
    if table is None or not values:
        return
    try:
        connection.execute(table.insert(), values)
    except DBAPIError as error:
        why = " ".join(str(error.orig).split())
        raise NotTaken(NOT_ACCEPTED.format(table=table.name, why=why)) from error
