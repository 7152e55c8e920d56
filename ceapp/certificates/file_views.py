"""Handing out what was stored: the file itself as an attachment, its pages as pictures."""

from __future__ import annotations

from datetime import date

from flask import abort, make_response
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from ceapp.certificates import queries
from ceapp.certificates.blueprint import certificates
from ceapp.certificates.drawing import picture_of
from ceapp.certificates.file_names import made
from ceapp.certificates.models import Certificate
from ceapp.certificates.places import drafts_of
from ceapp.certificates.suggested import sure
from ceapp.web.ownership import mine_or_404

# What was uploaded must never act as a page of this site.
INERT = "default-src 'none'; sandbox"


@certificates.get("/certificates/<int:certificate_id>/file")
@login_required
def download(certificate_id: int) -> Response:
    """Give the file as it was uploaded, under a name that we make."""
    certificate = mine_or_404(queries.certificate, certificate_id)
    response = make_response(queries.content(current_user.id, certificate_id))
    response.headers["Content-Type"] = certificate.media_type
    response.headers["Content-Disposition"] = f'attachment; filename="{_name(certificate)}"'
    response.headers["Content-Security-Policy"] = INERT
    return response


@certificates.get("/certificates/<int:certificate_id>/pages/<int:page>.png")
@login_required
def page_picture(certificate_id: int, page: int) -> Response:
    """Give a page, from 0, as a picture of our own making."""
    certificate = mine_or_404(queries.certificate, certificate_id)
    picture = picture_of(certificate, page)
    if picture is None:
        abort(404)
    response = make_response(picture)
    response.headers["Content-Type"] = "image/png"
    response.headers["Content-Security-Policy"] = INERT
    return response


def _name(certificate: Certificate) -> str:
    title, day = _title_and_day(certificate)
    return made(title, day, certificate.media_type)


def _title_and_day(certificate: Certificate) -> tuple[str, date | None]:
    courses = [tie.course for tie in certificate.proofs]
    drafts = drafts_of(certificate)
    if len(courses) == 1:
        return courses[0].title, courses[0].completed
    if courses or len(drafts) > 1:
        return "transcript", None
    title, day = sure(drafts[0], "title"), sure(drafts[0], "completed")
    stem = certificate.name.rpartition(".")[0] or certificate.name
    return (title.value if title else stem), (day.value if day else None)
