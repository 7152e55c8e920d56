"""What a person sees when a request cannot be answered: what happened and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, make_response, render_template
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from ceapp.db import db

if TYPE_CHECKING:
    from flask import Flask

_OWN_PAGE = frozenset({400, 403, 404, 405, 413, 429, 500, 503})
_RETRY_SECONDS = "5"


def init_app(app: Flask) -> None:
    """Register the pages; a failed request's transaction is rolled back first."""
    app.register_error_handler(CSRFError, lambda _error: _page("errors/expired.html", 400))
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(HTTPException, _http_error)


def _http_error(error: HTTPException) -> Response | HTTPException:
    code = error.code or 500
    db.session.rollback()
    return _page(f"errors/{code}.html", code) if code in _OWN_PAGE else error


def _database_away(_error: OperationalError) -> Response:
    db.session.rollback()
    response = _page("errors/503.html", 503)
    response.headers["Retry-After"] = _RETRY_SECONDS
    return response


def _page(template: str, code: int) -> Response:
    return make_response(render_template(template), code)
