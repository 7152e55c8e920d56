"""Deleting an account with everything in it, so that none of its bytes stays in the database."""

from __future__ import annotations

from ceapp.accounts.models import Invitation, User
from ceapp.accounts.passwords import matches
from ceapp.accounts.queries import password_hash_of
from ceapp.db import db


def is_password(user_id: int, password: str) -> bool:
    """Say whether it is this person's password; no transaction is open while it is checked."""
    stored = password_hash_of(user_id)
    db.session.rollback()
    return matches(stored, password)


def delete_account(user_id: int) -> None:
    """Delete a person and every row of theirs, in one transaction, then empty SQLite's log.

    Every table that says whose a row is loses their rows, those of features to come as well.
    Deleted bytes are overwritten (`secure_delete`, see `ceapp.db`); the write-ahead log keeps older
    pages until it is emptied, which is tried at once.
    """
    email = db.session.scalar(db.select(User.email).where(User.id == user_id))
    db.session.execute(db.delete(Invitation).where(Invitation.email == email))
    for table in reversed(db.metadata.sorted_tables):
        if "user_id" in table.columns:
            db.session.execute(table.delete().where(table.columns.user_id == user_id))
    db.session.execute(db.delete(User).where(User.id == user_id))
    db.session.commit()
    empty_the_log()


def empty_the_log() -> None:
    """Write SQLite's log into its file and empty it, so that no older page is left there."""
    if db.engine.dialect.name != "sqlite":
        return
    db.session.remove()
    with db.engine.connect() as connection:
        raw = connection.connection.driver_connection
        connection.rollback()
        if raw is not None:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
