"""The description of the interface in OpenAPI 3.1, for anybody; tests hold it to the truth."""

from __future__ import annotations

from typing import Any

from flask import Response

from ceapp.api.answers import PROBLEM, as_text
from ceapp.api.blueprint import PREFIX, REQUESTS, api
from ceapp.api.paging import MOST, USUAL
from ceapp.api.schemas import SCHEMAS
from ceapp.certificates.file_names import EXTENSIONS

ABOUT = (
    "A person’s own records. Make a token under Settings, Scripts, and send it as "
    "`Authorization: Bearer gs_…`; it may do what you chose when you made it. Fields have the same "
    "rules and sentences as the pages: dates and hours may be written as people write them. "
    f"{REQUESTS.most} requests a minute for each person."
)
_PROBLEMS = {
    "400": "The request cannot be read",
    "401": "No token, or none that we know",
    "403": "The token may not do this",
    "404": "You have no such record",
    "405": "This address does not take the method",
    "409": "It cannot be done at the moment",
    "412": "The record was changed meanwhile",
    "413": "Larger than this address takes",
    "415": "Not JSON",
    "422": "A field has a fault, said in `errors`",
    "428": "If-Match is missing",
    "429": "Too many requests; Retry-After says how many seconds to wait",
    "503": "The database is away for a moment",
}
_READ = ("400", "401", "403", "404", "429", "503")
_CREATE = (*_READ, "409", "413", "415", "422")
_CHANGE = (*_CREATE, "412", "428")
_DELETE = (*_READ, "412", "428")
_ETAG = {"ETag": {"description": "The record’s state", "schema": {"type": "string"}}}
_KINDS = (
    ("License", "licenses", "license_id"),
    ("Course", "courses", "course_id"),
    ("Certificate", "certificates", "certificate_id"),
)


@api.get("/openapi.json")
def openapi() -> Response:
    """Give the description."""
    return Response(as_text(document()), mimetype="application/json")


def document() -> dict[str, Any]:
    """Give the description as data."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Good Standing", "version": "1", "description": ABOUT},
        "servers": [{"url": PREFIX}],
        "security": [{"token": []}],
        "paths": {**_lists(), **_records(), **_standings(), **_file()},
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _lists() -> dict[str, Any]:
    found: dict[str, Any] = {
        f"/{kind}": {
            "get": _operation(
                f"list_{kind}",
                f"List {kind}",
                {"200": _json(_part_of(name), headers=_ETAG)},
                _READ,
                [_query("limit", _number(1, MOST), f"{USUAL} if not given"), _CURSOR],
            ),
            "post": _post_file() if name == "Certificate" else _post(name, kind),
        }
        for name, kind, _id in _KINDS
    }
    return found


def _records() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, kind, row_id in _KINDS:
        one, match = _path(row_id), [_IF_MATCH]
        found[f"/{kind}/{{{row_id}}}"] = {
            "parameters": [one],
            "get": _operation(
                f"get_{kind}",
                f"Read one of the {kind}",
                {"200": _one(name), "304": _UNCHANGED},
                _READ,
            ),
            "delete": _operation(
                f"delete_{kind}", f"Delete one of the {kind}", {"204": _GONE}, _DELETE, match
            ),
        }
        if name != "Certificate":
            found[f"/{kind}/{{{row_id}}}"]["patch"] = {
                **_operation(
                    f"change_{kind}",
                    "Change the fields that are sent, and leave the rest",
                    {"200": _one(name)},
                    _CHANGE,
                    match,
                ),
                "requestBody": _body(f"{name}Change"),
            }
    return found


def _standings() -> dict[str, Any]:
    return {
        "/standings": {
            "get": _operation(
                "list_standings",
                "What each license in use still needs",
                {"200": _json(_part_of("Standing"), headers=_ETAG)},
                _READ,
            )
        },
        "/licenses/{license_id}/renewals": {
            "parameters": [_path("license_id")],
            "get": _operation(
                "list_renewals",
                "The periods of a license that were closed, as they were kept, the latest first",
                {"200": _json(_part_of("Renewal"), headers=_ETAG), "304": _UNCHANGED},
                _READ,
            ),
        },
        "/licenses/{license_id}/standing": {
            "parameters": [_path("license_id")],
            "get": _operation(
                "get_standing",
                "What one license still needs, and why each course counts or does not",
                {"200": _one("Standing"), "304": _UNCHANGED},
                _READ,
            ),
        },
    }


def _file() -> dict[str, Any]:
    binary = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in EXTENSIONS}
    return {
        "/certificates/{certificate_id}/file": {
            "parameters": [_path("certificate_id")],
            "get": _operation(
                "download_certificate",
                "The file as it was uploaded",
                {"200": {"description": "The bytes", "content": binary}},
                _READ,
            ),
        }
    }


def _post(name: str, kind: str) -> dict[str, Any]:
    made = _operation(f"create_{kind}", f"Add one to the {kind}", _created(name), _CREATE, [_KEY])
    return {**made, "requestBody": _body(f"New{name}")}


def _post_file() -> dict[str, Any]:
    where = [
        _query("name", {"type": "string"}, "The file’s name"),
        _query("course", _number(1), "A course that it proves"),
    ]
    answers = {**_created("Certificate"), "200": _one("Certificate")}
    words = "Store a file: PDF, JPEG, PNG, WebP or HEIC; the same bytes are kept once"
    made = _operation("upload_certificate", words, answers, _CREATE, [_KEY, *where])
    content = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
    return {**made, "requestBody": {"required": True, "content": content}}


def _operation(
    name: str,
    summary: str,
    answers: dict[str, Any],
    problems: tuple[str, ...],
    parameters: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    said = {code: _problem(_PROBLEMS[code]) for code in problems}
    return {
        "operationId": name,
        "summary": summary,
        "parameters": parameters or [],
        "responses": {**answers, **said},
    }


def _created(name: str) -> dict[str, Any]:
    headers = {
        **_ETAG,
        "Location": {"description": "Its address", "schema": {"type": "string"}},
        "Idempotency-Replayed": {
            "description": "This is the answer of an earlier request with the same key",
            "schema": {"type": "string"},
        },
    }
    return {"201": _json(_ref(name), headers=headers)}


def _one(name: str) -> dict[str, Any]:
    return _json(_ref(name), headers=_ETAG)


def _json(schema: dict[str, Any], *, headers: dict[str, Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": schema}}
    return {"description": "As asked", "headers": headers, "content": content}


def _problem(words: str) -> dict[str, Any]:
    return {"description": words, "content": {PROBLEM: {"schema": _ref("Problem")}}}


def _body(name: str) -> dict[str, Any]:
    return {"required": True, "content": {"application/json": {"schema": _ref(name)}}}


def _part_of(name: str) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["items", "next"],
        "additionalProperties": False,
        "properties": {
            "items": {"type": "array", "items": _ref(name)},
            "next": {"type": ["string", "null"], "description": "The next part’s cursor"},
        },
    }


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _number(least: int, most: int | None = None) -> dict[str, Any]:
    return {"type": "integer", "minimum": least, **({"maximum": most} if most else {})}


def _query(name: str, schema: dict[str, Any], words: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema, "description": words}


def _path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": _number(1)}


_CURSOR = _query("cursor", {"type": "string"}, "What `next` said in the part before")
_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "schema": {"type": "string"},
    "description": "The ETag of the record as you read it",
}
_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "schema": {"type": "string", "maxLength": 200},
    "description": "A name of your own for this request; sent again within a day, it is answered "
    "as before and creates nothing more",
}
_GONE = {"description": "Deleted"}
_UNCHANGED = {"description": "As you have it"}
