"""The door: only a token opens it, only so often, and only to what the token may do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, TypeVar

from flask import Blueprint, Response, g, request
from werkzeug.exceptions import BadRequest

from ceapp.accounts.limits import Counted, Limit
from ceapp.accounts.tries import begin_try
from ceapp.api.actions import note_use
from ceapp.api.answers import Problem, problem
from ceapp.api.queries import Holder, holder_of
from ceapp.certificates.limits import LARGEST_FILE
from ceapp.clock import now
from ceapp.db import db, writes_of, writing
from ceapp.web.ownership import LARGEST_ID

Row = TypeVar("Row")
PREFIX = "/api/v1"
REQUESTS = Limit(most=120, within=timedelta(minutes=1))
NO_TOKEN = "Send a personal token: Authorization: Bearer gs_… (made under Settings, Scripts)."  # noqa: S105 - words for a person
NOT_ALLOWED = "This token may not do this; it needs “{scope}”."
TOO_OFTEN = f"A person’s scripts may send {REQUESTS.most} requests a minute. Wait, then go on."
NOT_YOURS = "You have no such record."

api = Blueprint("api", __name__, url_prefix=PREFIX)


@api.errorhandler(Problem)
def say(error: Problem) -> Response:
    """Answer a request that ended with a problem; nothing of it is kept."""
    db.session.rollback()
    response = problem(error.status, error.detail, error.faults)
    response.headers.update(error.headers)
    return response


def allows(scope: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Let a view be called only with a token that may do `scope`; cookies open nothing here."""

    def gate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def gated(**named: Any) -> Any:
            g.holder = _holder(scope)
            return view(**named)

        return gated

    return gate


def holder() -> Holder:
    """Give whose token the request carries."""
    found: Holder = g.holder
    return found


def mine(find: Callable[[int, int], Row | None], row_id: int) -> Row:
    """Give what `find(user_id, row_id)` finds for the token's person, or answer 404."""
    row = find(holder().user_id, row_id) if row_id <= LARGEST_ID else None
    if row is None:
        raise Problem(404, NOT_YOURS)
    return row


def _holder(scope: str) -> Holder:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    at = now()
    with writing():  # also a request that reads is counted
        found = holder_of(token.strip()) if kind.lower() == "bearer" else None
        if found is None:
            raise Problem(401, NO_TOKEN, headers={"WWW-Authenticate": "Bearer"})
        until = begin_try([Counted(f"requests of {found.user_id}", REQUESTS)], now=at)
        if until is not None:
            seconds = -(-(until - at) // timedelta(seconds=1))
            raise Problem(429, TOO_OFTEN, headers={"Retry-After": str(seconds)})
        note_use(found.token_id, now=at)
    if scope not in found.scopes:
        raise Problem(403, NOT_ALLOWED.format(scope=scope))
    writes_of(found.user_id)
    return found


def body() -> bytes:
    """Give the bytes of a file that was sent, one more than is allowed at most."""
    request.max_content_length = LARGEST_FILE + 1
    try:
        return request.get_data(cache=False)
    except BadRequest as error:
        raise Problem(400, "The request ended before all of it was sent.") from error
