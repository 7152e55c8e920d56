"""Runs the migrations, one writer at a time, on the app's own database or on one handed in."""

from alembic import context
from flask import current_app

from ceapp.db import ExactHours, Moment, db, writing
from ceapp.engines import migrate_alone


def plain_type(kind: str, item: object, _context: object) -> str | bool:
    """Write our own column types as what they store: a migration must outlive our classes."""
    if kind == "type" and isinstance(item, (ExactHours, Moment)):
        return "sa.Integer()" if isinstance(item, ExactHours) else "sa.DateTime()"
    return False


def run() -> None:
    """Bring the tables up to date in one transaction, so that a failed step leaves nothing."""
    handed_in = context.config.attributes.get("connection")
    if handed_in is not None:
        migrate(handed_in)  # whoever handed it in commits
        return
    with writing(), db.engine.connect() as connection:
        migrate(connection)
        connection.commit()
        if connection.dialect.name == "sqlite":
            connection.invalidate()  # the next connection has its foreign keys on again


def migrate(connection) -> None:
    """Run the migrations on a connection."""
    if connection.dialect.name == "sqlite":
        # Rebuilding a table with foreign keys on would delete its children.
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    migrate_alone(connection)
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_item=plain_type,
        **current_app.extensions["migrate"].configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"The migration left rows without their parents: {broken[:5]}")


run()
