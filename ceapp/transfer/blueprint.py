"""The blueprint of imports, exports, the calendar and leaving; some of it takes large files."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, render_template, request, session
from flask_login import current_user
from werkzeug.exceptions import RequestEntityTooLarge

from ceapp.clock import today_in
from ceapp.transfer import limits

transfer = Blueprint("transfer", __name__)

TAKES_FILES = frozenset({"transfer.upload"})


@transfer.url_value_preprocessor
def allow_files(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let the route that takes files receive more than other forms, from signed-in people.

    This runs before the check of the CSRF token, which reads the whole request, and asks no
    database: no transaction is open while files arrive.
    """
    if endpoint in TAKES_FILES and request.method == "POST" and "_user_id" in session:
        request.max_content_length = limits.LARGEST_UPLOAD
        request.max_form_memory_size = limits.LARGEST_SHEET  # rows that are pasted


@transfer.errorhandler(RequestEntityTooLarge)
def too_much(_error: RequestEntityTooLarge) -> tuple[str, int]:
    """Say how much can be sent."""
    most = limits.TOO_MUCH if request.endpoint in TAKES_FILES else ""
    return render_template("errors/413.html", most=most), 413


def today() -> date:
    """Give the day it is where the signed-in person is."""
    return today_in(current_user.time_zone)
