"""Whether the app and its database answer, for whatever watches over the server."""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from ceapp.db import begin_as_writer, db

health = Blueprint("health", __name__)


@health.get("/healthz")
def healthz() -> tuple[str, int, dict[str, str]]:
    """Answer 200 with the database reachable and free to be written to, 503 without.

    A database that is locked for long or read-only can still be read; nobody can save, though.
    """
    plain = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}
    begin_as_writer(writes=True)
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return "The database does not answer.\n", 503, plain
    return "ok\n", 200, plain
