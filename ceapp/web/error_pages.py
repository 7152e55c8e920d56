"""What a person sees when a request cannot be answered: what happened and what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from flask import Response, current_app, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from ceapp.db import db

if TYPE_CHECKING:
    from flask import Flask

_OWN_PAGE = frozenset({400, 403, 404, 405, 413, 429, 500, 503})
_RETRY_SECONDS = "5"
# Nothing that anybody wrote and would want to copy; `do` is a button.
_NOT_SHOWN = ("csrf_token", "next", "invitation", "answer", "code", "do")


# Answers errors in its own way: given the status and a few words, or "".
Answer = Callable[[int, str], Response]
_EXTENSION = "ceapp.error_answers"


def answer_beneath(app: Flask, prefix: str, answer: Answer) -> None:
    """Let errors of addresses that begin with `prefix` be answered otherwise than by a page."""
    app.extensions.setdefault(_EXTENSION, {})[prefix] = answer


def init_app(app: Flask) -> None:
    """Register the pages; a failed request's transaction is rolled back first."""
    app.register_error_handler(CSRFError, lambda _error: not_taken())
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(HTTPException, _http_error)
    app.jinja_env.globals["typed_words"] = typed_words


def not_taken() -> Response:
    """Answer a form that came after its person was signed out: what was typed is shown to copy."""
    return _page("errors/expired.html", 400)


def typed_words() -> list[tuple[str, str]]:
    """Give what the person had typed into the form that was sent, passwords left out.

    The pages that could not save it show it, so that it can be copied and nothing is lost.
    """
    try:
        sent = list(request.form.items(multi=True))
    except HTTPException:  # the request was too large to be read
        return []
    return [
        (name.replace("_", " ").replace("-", " ").capitalize(), text)
        for name, text in sent
        if text.strip() and name not in _NOT_SHOWN and "password" not in name
    ]


def _http_error(error: HTTPException) -> Response | HTTPException:
    code = error.code or 500
    db.session.rollback()
    if code not in _OWN_PAGE and _answer_here() is None:
        return error
    try:
        response = _answered(code, error.description or "")
    except OperationalError as away:  # the page wanted to know who is signed in
        return _database_away(away)
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def _database_away(error: OperationalError) -> Response:
    current_app.logger.error("The database does not answer: %s", error.orig)
    db.session.rollback()
    response = _answered(503, "")
    response.headers["Retry-After"] = _RETRY_SECONDS
    return response


def _answer_here() -> Answer | None:
    answers: dict[str, Answer] = current_app.extensions.get(_EXTENSION, {})
    beneath = (prefix for prefix in answers if request.path.startswith(prefix))
    return next((answers[prefix] for prefix in beneath), None)


def _answered(code: int, words: str) -> Response:
    answer = _answer_here()
    return answer(code, words) if answer else _page(f"errors/{code}.html", code)


def _page(template: str, code: int) -> Response:
    return make_response(render_template(template), code)
