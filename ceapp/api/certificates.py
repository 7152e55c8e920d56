"""Certificates: list, read, upload, download, delete."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from ceapp.api import queries
from ceapp.api.answers import Problem, answered, require_match
from ceapp.api.blueprint import allows, api, body, holder, mine
from ceapp.api.creating import create
from ceapp.api.paging import listed
from ceapp.certificates import actions
from ceapp.certificates import queries as certificate_queries
from ceapp.certificates.actions import Outcome, Sent
from ceapp.certificates.file_views import INERT
from ceapp.certificates.models import Certificate
from ceapp.clock import now
from ceapp.courses import queries as course_queries

WRONG_COURSE = "course must be the id of one of your courses."


@api.get("/certificates")
@allows("certificates:read")
def certificates() -> Response:
    """List the certificates in the order in which they were stored."""
    return listed(queries.certificates_after, as_data)


@api.get("/certificates/<int:certificate_id>")
@allows("certificates:read")
def certificate(certificate_id: int) -> Response:
    """Say what is known of one certificate."""
    return answered(as_data(mine(certificate_queries.certificate, certificate_id)))


@api.get("/certificates/<int:certificate_id>/file")
@allows("certificates:read")
def file(certificate_id: int) -> Response:
    """Give the bytes as they were uploaded."""
    row = mine(certificate_queries.certificate, certificate_id)
    response = Response(certificate_queries.content(holder().user_id, row.id))
    response.headers["Content-Type"] = row.media_type
    response.headers["Content-Disposition"] = "attachment"
    response.headers["Content-Security-Policy"] = INERT
    response.set_etag(row.sha256)
    return response


@api.post("/certificates")
@allows("certificates:write")
def upload() -> Response:
    """Store a file, and tie it to a course where the address names one."""
    course_id = request.args.get("course")
    name = request.args.get("name", "")
    content = body()

    def make() -> tuple[int, dict[str, Any]]:
        sent = _stored(course_id, name, content)
        if sent.certificate is None:
            raise Problem(422, sent.why_not.format(name=sent.name))
        status = 201 if sent.outcome == Outcome.STORED else 200
        return status, as_data(sent.certificate)

    return create(content, make)


@api.delete("/certificates/<int:certificate_id>")
@allows("certificates:write")
def delete_certificate(certificate_id: int) -> Response:
    """Delete a certificate; for 30 days the pages can bring it back."""
    row = mine(certificate_queries.certificate, certificate_id)
    require_match(as_data(row))
    actions.delete(row, now=now())
    return Response(status=204)


def as_data(row: Certificate) -> dict[str, Any]:
    """Give a certificate as JSON, without its bytes."""
    return {
        "id": row.id,
        "name": row.name,
        "media_type": row.media_type,
        "size": row.size,
        "sha256": row.sha256,
        "state": row.state,
        "courses": sorted(tie.course_id for tie in row.proofs if tie.course.deleted_at is None),
        "uploaded_at": row.uploaded_at.isoformat(timespec="seconds"),
    }


def _stored(course_id: str | None, name: str, content: bytes) -> Sent:
    if course_id is None:
        return actions.store(holder().user_id, name, content, now=now())
    if not (course_id.isascii() and course_id.isdecimal() and len(course_id) < 11):
        raise Problem(400, WRONG_COURSE)
    course = mine(course_queries.course, int(course_id))
    return actions.store_for_course(course, name, content, now=now())
