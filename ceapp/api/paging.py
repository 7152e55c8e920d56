"""Lists in parts: each part says where the next one begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import Response, request

from ceapp.api.answers import Problem, answered
from ceapp.api.blueprint import holder
from ceapp.web.ownership import LARGEST_ID

USUAL, MOST = 50, 200
WRONG_LIMIT = f"limit must be a whole number from 1 to {MOST}."
WRONG_CURSOR = "cursor must be what “next” said in the part before."


def listed(
    find: Callable[[int, int, int], Sequence[Any]], as_data: Callable[[Any], dict[str, Any]]
) -> Response:
    """Give the part of a list that the address asks for: `find(user_id, after, limit)`."""
    limit = _number("limit", USUAL, 1, MOST, WRONG_LIMIT)
    after = _number("cursor", 0, 0, LARGEST_ID, WRONG_CURSOR)
    found = find(holder().user_id, after, limit + 1)
    part = found[:limit]
    following = str(part[-1].id) if len(found) > limit else None
    return answered({"items": [as_data(row) for row in part], "next": following})


def _number(name: str, usual: int, least: int, most: int, words: str) -> int:
    text = request.args.get(name)
    if text is None:
        return usual
    if not (text.isascii() and text.isdecimal() and len(text) < 11):
        raise Problem(400, words)
    if not least <= int(text) <= most:
        raise Problem(400, words)
    return int(text)
