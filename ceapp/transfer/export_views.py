"""The pages that hand everything out."""

from __future__ import annotations

from functools import partial

from flask import Response, make_response, render_template, send_file, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response as AnyResponse

from ceapp import paths
from ceapp.accounts.blueprint import host_settings
from ceapp.certificates.limits import megabytes
from ceapp.certificates.queries import content, stored
from ceapp.transfer.archive.everything import everything_of
from ceapp.transfer.archive.packing import files_of_courses, pack
from ceapp.transfer.archive.tables import courses_csv, courses_xlsx
from ceapp.transfer.blueprint import today, transfer

SCHEMA = paths.PACKAGE / "transfer" / "archive" / "export.schema.json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@transfer.get("/export")
@login_required
def export() -> str:
    """Say what can be taken along, and how."""
    found = everything_of(current_user.id)
    return render_template(
        "transfer/export.html",
        found=found,
        size=megabytes(sum(row.size for row in found.certificates)),
        stored=stored(current_user.id),
    )


@transfer.get("/export/courses.csv")
@login_required
def courses_as_csv() -> Response:
    """Hand out the courses as a CSV."""
    found = everything_of(current_user.id)
    made = courses_csv(found.courses, files_of_courses(found))
    return _attached(made, "text/csv; charset=utf-8", f"courses-{today()}.csv")


@transfer.get("/export/courses.xlsx")
@login_required
def courses_as_xlsx() -> Response:
    """Hand out the courses as a workbook."""
    found = everything_of(current_user.id)
    made = courses_xlsx(found.courses, files_of_courses(found))
    return _attached(made, XLSX, f"courses-{today()}.xlsx")


@transfer.get("/export/everything.zip")
@login_required
def everything() -> AnyResponse:
    """Hand out everything of the person as one ZIP."""
    schema = f"{host_settings().public_url}{url_for('transfer.schema')}"
    made = pack(
        everything_of(current_user.id),
        partial(content, current_user.id),
        exported=today(),
        schema=schema,
    )
    name = f"good-standing-{today()}.zip"
    response = send_file(made, mimetype="application/zip", as_attachment=True, download_name=name)
    response.content_length = made.seek(0, 2)
    made.seek(0)
    return response


@transfer.get("/export/schema.json")
def schema() -> Response:
    """Give the schema of the exported document, to anybody."""
    response = make_response(SCHEMA.read_bytes())
    response.headers["Content-Type"] = "application/schema+json"
    return response


def _attached(made: bytes, media_type: str, name: str) -> Response:
    response = make_response(made)
    response.headers["Content-Type"] = media_type
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
