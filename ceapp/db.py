"""The database: one SQLAlchemy session, exact column types, SQLite set to lose nothing."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Engine, Integer, MetaData, TypeDecorator, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import DeclarativeBase

from ceapp import paths
from ceapp.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from sqlalchemy import Connection, CursorResult, Delete, Update

_NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # an acknowledged record survives a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA secure_delete = ON",  # what somebody deleted is overwritten, not only forgotten
)
_writing: ContextVar[bool] = ContextVar("ceapp_writing", default=False)


class Base(DeclarativeBase):
    """What every table's class is made from."""

    metadata = MetaData(naming_convention=_NAMING)


db = SQLAlchemy(model_class=Base)
migrate = Migrate(db=db, directory=str(paths.MIGRATIONS), render_as_batch=True)

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


class ExactHours(TypeDecorator[Decimal]):
    """CE hours as a Decimal with at most two places, stored as whole hundredths."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Any) -> int | None:  # noqa: ARG002
        """Turn 1.5 into 150; refuse what hundredths cannot hold."""
        if value is None:
            return None
        hundredths = value * 100
        if hundredths != hundredths.to_integral_value():
            raise ValueError(f"{value} hours has more than two decimal places.")
        return int(hundredths)

    def process_result_value(self, value: int | None, dialect: Any) -> Decimal | None:  # noqa: ARG002
        """Turn 150 back into 1.50."""
        return None if value is None else Decimal(value) / 100


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, always with its zone, also where the database keeps none."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        """Store UTC without a zone."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        """Give the zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


@contextmanager
def writing() -> Iterator[None]:
    """Begin transactions in this block as writers, so that none fails half way by upgrading."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


def begin_as_writer(*, writes: bool) -> None:
    """Say for the rest of this request whether its transactions begin as writers."""
    _writing.set(writes)


def rows_changed(statement: Update | Delete) -> int:
    """Run an UPDATE or DELETE in the open transaction, and say how many rows it changed.

    Of two that want the same row at once, one is told 1 and the other 0.
    """
    result = db.session.execute(statement)
    return cast("CursorResult[Any]", result).rowcount


def init_app(app: Flask) -> None:
    """Connect the app to its database and its migrations."""
    db.init_app(app)
    migrate.init_app(app)


def upgrade(app: Flask) -> None:
    """Bring the database's tables up to this version, making them where there are none.

    Raises `SettingsError` where the database cannot be opened or written to.
    """
    from flask_migrate import upgrade as run_migrations

    with app.app_context():
        file = db.engine.url.database
        try:
            with writing(), db.engine.begin():
                pass  # the migrations begin only with a database that can be written to
        except DatabaseError as error:
            raise SettingsError(
                f"The database {file} cannot be used: {error.orig}. It must be a SQLite file, in a "
                "folder that this user may write to; see CEAPP_INSTANCE and DATABASE_URL."
            ) from error
        run_migrations()
        if db.engine.dialect.name == "sqlite" and file:
            Path(file).chmod(0o600)


def is_current() -> bool:
    """Say whether the database of the current app has just the tables of this version."""
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    with db.engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    return found == ScriptDirectory(str(paths.MIGRATIONS)).get_current_head()


@event.listens_for(Engine, "connect")
def _prepare(connection: Any, _record: Any) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None  # we say BEGIN ourselves, below
        for pragma in _PRAGMAS:
            connection.execute(pragma)


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        # Taking the write lock at once: a reader that turns writer would fail without waiting.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")
