"""Creating once: a request that is sent again with the same key is answered as the first was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from flask import Response, request

from ceapp.api import actions, queries
from ceapp.api.answers import Problem, answered, as_text
from ceapp.api.blueprint import holder
from ceapp.api.models import Creation
from ceapp.clock import now

LONGEST_KEY = 200
KEY_TOO_LONG = f"Idempotency-Key must have {LONGEST_KEY} characters at most."
OTHER_REQUEST = "This Idempotency-Key was used for another request. Use a new key for each."
UNDER_WAY = (
    "A request with this Idempotency-Key was begun. Read the list: what it was to create is there "
    "or will be in a moment."
)


def create(content: bytes, make: Callable[[], tuple[int, dict[str, Any]]]) -> Response:
    """Answer with what `make` creates, its status and record; once for each key.

    `content` is what was sent. `make` commits, and the key with it.
    """
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        status, data = make()
        return answered(data, status, Location=_address(data))
    if len(key) > LONGEST_KEY:
        raise Problem(400, KEY_TOO_LONG)
    digest = _digest(content)
    earlier = queries.creation(holder().user_id, key)
    if earlier is not None and earlier.created_at > now() - actions.KEYS_LAST:
        return _again(earlier, digest)
    actions.begin_creation(holder().user_id, key, digest, now=now())
    status, data = make()
    row = queries.creation(holder().user_id, key)
    if row is not None:
        actions.end_creation(row, status, as_text(data))
    return answered(data, status, Location=_address(data))


def _again(earlier: Creation, digest: str) -> Response:
    if earlier.request_hash != digest:
        raise Problem(422, OTHER_REQUEST)
    if earlier.answer is None or earlier.status is None:
        raise Problem(409, UNDER_WAY)
    data = json.loads(earlier.answer)
    return answered(data, earlier.status, Location=_address(data), Idempotency_Replayed="true")


def _address(data: dict[str, Any]) -> str:
    return f"{request.path}/{data['id']}"


def _digest(content: bytes) -> str:
    head = f"{request.method} {request.full_path}\n".encode()
    return hashlib.sha256(head + content).hexdigest()
