"""The blueprint of certificates, and what sets it apart: it takes files, which are large."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Blueprint, current_app, render_template, request, session
from flask_login import current_user
from werkzeug.exceptions import RequestEntityTooLarge

from ceapp.certificates import limits, queries
from ceapp.certificates.turn import turn

certificates = Blueprint("certificates", __name__)

TAKES_FILES = frozenset({"certificates.upload", "certificates.attach_to_course"})
TOO_MUCH = (
    f"At most {limits.MOST_FILES} files of {limits.LARGEST_FILE // limits.MEGABYTE} MB each can be "
    "sent at once. Nothing of this was saved. Go back and choose fewer or smaller files."
)


@certificates.url_value_preprocessor
def allow_files(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let the routes that take files receive more than other forms, from signed-in people.

    This runs before the check of the CSRF token, which reads the whole request. The cookie is
    signed, so asking it who is there needs no database: no transaction is open while files arrive.
    """
    if endpoint in TAKES_FILES and request.method == "POST" and "_user_id" in session:
        request.max_content_length = limits.LARGEST_UPLOAD


@certificates.errorhandler(RequestEntityTooLarge)
def too_much(_error: RequestEntityTooLarge) -> tuple[str, int]:
    """Say how much can be sent, where files were."""
    most = TOO_MUCH if request.endpoint in TAKES_FILES else ""
    return render_template("errors/413.html", most=most), 413


@certificates.app_context_processor
def tell_how_many_wait() -> dict[str, Any]:
    """Let the navigation of every page ask how many certificates are to be confirmed."""
    return {"certificates_to_confirm": lambda: queries.open_count(current_user.id)}


def reading_turn() -> Any:
    """Give a turn at reading: all processes but one may read, so that one always answers pages."""
    workers = current_app.extensions["ceapp.settings"].workers
    return turn(Path(current_app.instance_path), max(1, workers - 1))
