"""Moving an instance's database between SQLite and PostgreSQL, and proving that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.exc import SQLAlchemyError

from ceapp.upkeep.archive import TableRow
from ceapp.upkeep.backup import NO_TABLES, Begin
from ceapp.upkeep.faults import NOTHING_TOUCHED, NotTaken
from ceapp.upkeep.homes import Home, PostgresqlHome, SqliteHome
from ceapp.upkeep.loading import advance_sequences, bring_to, load, prove
from ceapp.upkeep.rows import Tally, count_rows, revision_of, rows_of, tables_of

SAME = f"Both addresses name the same database. {NOTHING_TOUCHED}"
TARGET_HOLDS_DATA = f"{{name}} holds data already. Name an empty database. {NOTHING_TOUCHED}"
FAILED = f"The database could not be copied: {{why}} {NOTHING_TOUCHED}"


def copy_database(
    source: Home, target: SqliteHome | PostgresqlHome, *, now: datetime, begin: Begin
) -> Mapping[str, Any]:
    """Copy everything, and give each table's count and sum, which are equal in both.

    An app's context must be open. Raises `NotTaken`, and then the target is as it was.
    """
    if source.url == target.url:
        raise NotTaken(SAME)
    try:
        if target.rows():
            raise NotTaken(TARGET_HOLDS_DATA.format(name=target.name))
        with source.reading() as connection:
            source.check(connection)
            return _copy(connection, target, now, begin)
    except (SQLAlchemyError, OSError) as error:
        why = getattr(error, "orig", None) or error
        raise NotTaken(FAILED.format(why=" ".join(str(why).split()))) from error


def _copy(
    source: Connection, target: SqliteHome | PostgresqlHome, now: datetime, begin: Begin
) -> Mapping[str, Any]:
    revision, tables = revision_of(source), tables_of(source)
    if not revision:
        raise NotTaken(NO_TABLES)
    progress = begin(sum(count_rows(source, tables).values()))
    tallied: dict[str, Tally] = {table.name: Tally() for table in tables}
    with target.building(now.strftime("%Y%m%d-%H%M%S")) as connection:
        bring_to(connection, revision)
        load(connection, _rows(source, tables, tallied), progress)
        totals = {name: tally.as_data() for name, tally in tallied.items()}
        prove(connection, totals)
        advance_sequences(connection)
    return totals


def _rows(
    source: Connection, tables: Sequence[Table], tallied: Mapping[str, Tally]
) -> Iterator[TableRow]:
    for table in tables:
        for row in rows_of(source, table):
            tallied[table.name].add(row.line)
            yield TableRow(table.name, row)
