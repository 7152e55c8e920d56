"""Rows as text that is the same whatever database they lie in, so that two copies can be compared.

A row is one line of JSON: keys sorted, dates in ISO form, bytes by their SHA-256. The sum of a
table is the SHA-256 of its lines in the order of its primary key.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Connection, Table

from ceapp.engines import POSTGRESQL

VERSIONS = "alembic_version"
_ROWS_AT_ONCE = 500
_LARGE_ROWS_AT_ONCE = 4  # of rows that hold files, so that memory holds a few of them only


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line, and the bytes that the line names by their hash."""

    line: bytes
    files: Mapping[str, bytes]


@dataclass(slots=True)
class Tally:
    """How many rows a table has, and their sum."""

    rows: int = 0
    _sum: Any = field(default_factory=hashlib.sha256)

    def add(self, line: bytes) -> None:
        """Count one row."""
        self.rows += 1
        self._sum.update(line)

    def as_data(self) -> dict[str, Any]:
        """Give both as they stand in a backup."""
        return {"rows": self.rows, "sha256": self._sum.hexdigest()}


def tables_of(connection: Connection) -> Sequence[Table]:
    """Give the tables as they are in the database, whatever its version, parents first."""
    found = sa.MetaData()
    found.reflect(connection)
    for table in found.tables.values():
        for column in table.columns:
            if isinstance(column.type, sa.JSON):
                column.type = sa.JSON(none_as_null=True)
    return [table for table in found.sorted_tables if table.name != VERSIONS]


def revision_of(connection: Connection) -> str:
    """Give the version of the tables; "" where there are none of ours."""
    if not sa.inspect(connection).has_table(VERSIONS):
        return ""
    return str(connection.exec_driver_sql(f"SELECT version_num FROM {VERSIONS}").scalar() or "")  # noqa: S608 - a constant


def count_rows(connection: Connection, tables: Sequence[Table]) -> dict[str, int]:
    """Give how many rows each table has."""
    return {
        table.name: connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
        for table in tables
    }


def rows_of(connection: Connection, table: Table) -> Iterator[Row]:
    """Give a table's rows in the order of its primary key, a few at a time."""
    large = any(isinstance(column.type, sa.LargeBinary) for column in table.columns)
    order = [_in_one_order(connection, column) for column in table.primary_key]
    some = _LARGE_ROWS_AT_ONCE if large else _ROWS_AT_ONCE
    asked = sa.select(table).order_by(*order).execution_options(yield_per=some)
    for values in connection.execute(asked).mappings():
        yield row_of(values)


def tallies(connection: Connection, tables: Sequence[Table]) -> dict[str, dict[str, Any]]:
    """Give count and sum of each table."""
    found = {}
    for table in tables:
        tally = Tally()
        for row in rows_of(connection, table):
            tally.add(row.line)
        found[table.name] = tally.as_data()
    return found


def row_of(values: Mapping[Any, Any]) -> Row:
    """Give the line of a row's values by column."""
    files: dict[str, bytes] = {}

    def plain(value: Any) -> Any:
        if isinstance(value, bytes | memoryview):
            content = bytes(value)
            digest = hashlib.sha256(content).hexdigest()
            files[digest] = content
            return {"sha256": digest}
        if isinstance(value, datetime):
            return value.isoformat(timespec="microseconds")
        if isinstance(value, date):
            return value.isoformat()
        return str(value) if isinstance(value, Decimal) else value

    data = {str(name): plain(value) for name, value in values.items()}
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Row(f"{text}\n".encode(), files)


def values_of(table: Table, row: Row) -> dict[str, Any]:
    """Give a line's values again, as the columns of `table` take them."""
    data = json.loads(row.line)
    if set(data) != set(table.columns.keys()):
        raise ValueError(f"A row of {table.name} has other columns than its table.")
    return {name: _value(table.columns[name], value, row.files) for name, value in data.items()}


def _value(column: Column[Any], value: Any, files: Mapping[str, bytes]) -> Any:
    kind = column.type
    if value is None or isinstance(kind, sa.JSON):
        return value
    if isinstance(kind, sa.LargeBinary):
        return files[value["sha256"]]
    if isinstance(kind, sa.DateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, sa.Date):
        return date.fromisoformat(value)
    return Decimal(value) if isinstance(kind, sa.Numeric) and isinstance(value, str) else value


def _in_one_order(connection: Connection, column: Column[Any]) -> Any:
    # By default PostgreSQL sorts text as a language does, and SQLite by its bytes.
    text = isinstance(column.type, sa.String) and connection.dialect.name == POSTGRESQL
    return sa.collate(column, "C") if text else column
