"""The pages of reports: which period, what the packet proves and lacks, and the files to take."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import IO

from flask import (
    Blueprint,
    Response,
    abort,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask_login import current_user, login_required
from werkzeug.wrappers import Response as AnyResponse

from ceapp.boards import catalog
from ceapp.certificates.limits import megabytes
from ceapp.certificates.queries import content
from ceapp.clock import today_in
from ceapp.licenses import choosing
from ceapp.licenses.queries import license_of
from ceapp.reports import queries, words
from ceapp.reports.bindery import NotBound
from ceapp.reports.files import fits_one_pdf, packet_pdf, packet_zip
from ceapp.reports.forms import SpanForm
from ceapp.reports.packet import Packet
from ceapp.reports.transcript import Transcript, transcript_data
from ceapp.reports.typeset import typeset
from ceapp.standing.license_view import LicensePage, license_page
from ceapp.web.forms import form_page
from ceapp.web.ownership import mine_or_404

reports = Blueprint("reports", __name__, url_prefix="/reports")

PDF = "application/pdf"
PROBLEMS = {
    "too-large": "These certificates are too many or too large for one PDF. "
    "Take the ZIP: it holds every file and the index.",
    "not-bound": "The certificates could not be bound into one PDF. Nothing is lost: take the ZIP, "
    "which holds every file as you stored it, and the index.",
}


@reports.get("")
@login_required
def index() -> str:
    """Let the person choose a license and period, or the days of a transcript."""
    today = _today()
    since = queries.first_day(current_user.id) or today
    return render_template(
        "reports/index.html",
        choices=queries.choices(current_user.id, today),
        names=choosing.names(current_user.id),
        today=today,
        form=SpanForm(None, today=today, since=min(since, today), until=today),
    )


@reports.get("/licenses/<int:license_id>")
@login_required
def packet(license_id: int) -> str:
    """Say what a packet proves and what it lacks, before anything is printed."""
    found = _packet_or_404(license_id)
    return render_template(
        "reports/packet.html",
        packet=found,
        answer=words.answer(found),
        lede=words.lede(found),
        size=megabytes(found.size),
        fits=fits_one_pdf(found),
        page=_page(found),
        problem=PROBLEMS.get(request.args.get("problem", "")),
    )


@reports.get("/licenses/<int:license_id>/packet.pdf")
@login_required
def packet_file(license_id: int) -> AnyResponse:
    """Hand out the packet as one PDF."""
    found = _packet_or_404(license_id)
    if not fits_one_pdf(found):
        return _back(found, "too-large")
    try:
        file = packet_pdf(found, _page(found), partial(content, current_user.id))
    except NotBound:
        return _back(found, "not-bound")
    return _handed_out(file, f"audit-packet-{_named(found)}.pdf", PDF)


@reports.get("/licenses/<int:license_id>/packet.zip")
@login_required
def packet_files(license_id: int) -> AnyResponse:
    """Hand out the certificates one by one, with the index as a sheet."""
    found = _packet_or_404(license_id)
    file = packet_zip(found, partial(content, current_user.id))
    return _handed_out(file, f"certificates-{_named(found)}.zip", "application/zip")


@reports.get("/licenses/<int:license_id>/transcript.pdf")
@login_required
def license_transcript(license_id: int) -> AnyResponse:
    """Hand out the transcript of one license and period."""
    found = _packet_or_404(license_id)
    period = found.standing.period
    made = _transcript(period.start, period.end, license_id)
    return _as_pdf(made, f"transcript-{_named(found)}.pdf")


@reports.get("/transcript")
@login_required
def transcript() -> AnyResponse | tuple[str, int]:
    """Show the courses of some days, ready to be printed."""
    if not request.args:
        return redirect(url_for("reports.index", _anchor="h-transcript"))
    form = SpanForm(request.args, today=_today())
    made = _transcript(form.since.data, form.until.data) if form.validate() else None
    return form_page("reports/transcript.html", form, transcript=made)


@reports.get("/transcript.pdf")
@login_required
def transcript_file() -> AnyResponse:
    """Hand out the courses of some days as a PDF."""
    form = SpanForm(request.args, today=_today())
    if not form.validate():
        return redirect(f"{url_for('reports.transcript')}?{request.query_string.decode()}")
    made = _transcript(form.since.data, form.until.data)
    return _as_pdf(made, f"transcript-{made.since}-to-{made.until}.pdf")


def _today() -> date:
    return today_in(current_user.time_zone)


def _packet_or_404(license_id: int) -> Packet:
    """Give the packet of the period that the address asks for, else of the current one."""
    row = mine_or_404(license_of, license_id)
    try:
        ends = date.fromisoformat(request.args.get("period") or row.expires.isoformat())
    except ValueError:
        abort(404)
    found = queries.packet(
        current_user.id, license_id, ends, person=current_user.name, today=_today()
    )
    return found or abort(404)


def _page(found: Packet) -> LicensePage:
    facts = {slug: known.label for slug, known in catalog.circumstances().items()}
    return license_page(found.one.name, found.standing, catalog.topics(), facts)


def _transcript(since: date, until: date, license_id: int | None = None) -> Transcript:
    return queries.transcript(
        current_user.id,
        since,
        until,
        person=current_user.name,
        today=_today(),
        license_id=license_id,
    )


def _named(found: Packet) -> str:
    return f"{found.one.held.credential_id}-{found.standing.period.end}"


def _back(found: Packet, problem: str) -> AnyResponse:
    ends, license_id = found.standing.period.end, found.one.held.id
    address = url_for("reports.packet", license_id=license_id, period=ends, problem=problem)
    return redirect(address)


def _as_pdf(made: Transcript, name: str) -> Response:
    response = Response(typeset("transcript", transcript_data(made)), mimetype=PDF)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _handed_out(file: IO[bytes], name: str, media_type: str) -> AnyResponse:
    response = send_file(file, mimetype=media_type, as_attachment=True, download_name=name)
    response.content_length = file.seek(0, 2)
    file.seek(0)
    return response
