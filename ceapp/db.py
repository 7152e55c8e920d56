"""The database: one SQLAlchemy session, exact column types, and the way up to this version."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import URL, DateTime, Integer, MetaData, TypeDecorator
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import DeclarativeBase

from ceapp import paths
from ceapp.engines import SQLITE, begin_as_writer, writes_are_of, writing
from ceapp.errors import SettingsError

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy import CursorResult, Delete, Update

__all__ = [
    "Base",
    "ExactHours",
    "Model",
    "Moment",
    "begin_as_writer",
    "db",
    "init_app",
    "migrate",
    "rows_changed",
    "upgrade",
    "writes_of",
    "writing",
]

_NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


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


def writes_of(user_id: int) -> None:
    """Say whose records the rest of this request writes, if it writes at all."""
    writes_are_of(user_id, db.session.connection())


def upgrade(app: Flask) -> None:
    """Bring the database's tables up to this version, making them where there are none.

    Raises `SettingsError` where the database cannot be opened or written to.
    """
    from flask_migrate import upgrade as run_migrations

    with app.app_context():
        url = db.engine.url
        try:
            with writing(), db.engine.begin():
                pass  # the migrations begin only with a database that can be written to
        except DatabaseError as error:
            raise SettingsError(_cannot_be_used(url, error)) from error
        run_migrations()
        if db.engine.dialect.name == SQLITE and url.database:
            Path(url.database).chmod(0o600)


def is_current() -> bool:
    """Say whether the database of the current app has just the tables of this version."""
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    with db.engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    return found == ScriptDirectory(str(paths.MIGRATIONS)).get_current_head()


def _cannot_be_used(url: URL, error: DatabaseError) -> str:
    if url.get_backend_name() == SQLITE:
        return (
            f"The database {url.database} cannot be used: {error.orig}. It must be a SQLite file, "
            "in a folder that this user may write to; see CEAPP_INSTANCE and DATABASE_URL."
        )
    said = " ".join(str(error.orig).split())
    return f"The database {url.render_as_string()} cannot be used: {said} See DATABASE_URL."
