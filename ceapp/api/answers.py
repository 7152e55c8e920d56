"""How the interface answers: JSON with an ETag, or a problem with the sentences of the fields."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import Response, request

PROBLEM = "application/problem+json"
TOO_LARGE = "The request is larger than this address takes."


@dataclass(frozen=True, slots=True)
class FieldFault:
    """A fault of one field: where it stands in what was sent, and the sentence."""

    pointer: str
    text: str


class Problem(Exception):  # noqa: N818 - it is an answer
    """Ends a request with an error that says what is wrong and what to do."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        faults: Sequence[FieldFault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.faults = status, detail, faults
        self.headers = dict(headers or {})


def problem(status: int, detail: str, faults: Sequence[FieldFault] = ()) -> Response:
    """Give the answer of RFC 9457."""
    data: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if faults:
        data["errors"] = [{"pointer": fault.pointer, "detail": fault.text} for fault in faults]
    return Response(as_text(data), status, mimetype=PROBLEM)


def http_problem(status: int, words: str) -> Response:
    """Give the answer to an error that Flask found: no such address, method, or size."""
    known = status in set(HTTPStatus)
    return problem(status if known else 500, TOO_LARGE if status == 413 else words or "Try again.")


def answered(data: Mapping[str, Any], status: int = 200, **headers: str) -> Response:
    """Give a record with its ETag, or 304 where the script has it already."""
    text = as_text(data)
    response = Response(text, status, mimetype="application/json")
    response.headers.update({name.replace("_", "-"): value for name, value in headers.items()})
    response.set_etag(etag_of(data))
    if status == 200:
        response.make_conditional(request)
    return response


def etag_of(data: Mapping[str, Any]) -> str:
    """Give the mark by which a record's state is known again."""
    return hashlib.sha256(as_text(data).encode()).hexdigest()[:32]


def require_match(data: Mapping[str, Any]) -> None:
    """Refuse a change of a record that the script has not seen as it is now."""
    if not request.if_match:
        raise Problem(428, "Send If-Match with the ETag of the record that you want to change.")
    if not request.if_match.contains(etag_of(data)) and not request.if_match.star_tag:
        raise Problem(412, "The record was changed since you read it. Read it again.")


def as_text(data: Any) -> str:
    """Write JSON the same way always."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
