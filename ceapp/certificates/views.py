"""The inbox: taking files, reading them one by one, putting them away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from ceapp.certificates import actions, limits, queries
from ceapp.certificates.abilities import can_read_pictures
from ceapp.certificates.actions import Outcome, Sent
from ceapp.certificates.blueprint import certificates, reading_turn
from ceapp.certificates.forms import UploadForm
from ceapp.certificates.rows import row_of
from ceapp.clock import now
from ceapp.web.filters import count
from ceapp.web.forms import UNPROCESSABLE
from ceapp.web.ownership import mine_or_404
from ceapp.web.undo import offer_undo

__all__ = ["certificates"]

MOST_SAID = 4  # messages travel in a cookie, which has little room
LONGEST_SAID = 60
STORED = "{files} stored. Nothing counts until you confirm it."
KNOWN = "You have “{name}” here already; it was not stored a second time."
BACK = "You have sent “{name}” before; it is back among those to confirm."
MORE = "{files} more could not be stored or were here already."
BUSY = "Another file is being read at the moment. Try again in a few seconds."
ASIDE = "“{name}” is set aside."
TAKEN_UP = "“{name}” is back among those to confirm."
DELETED = "“{name}” is deleted."
RESTORED = "“{name}” is back."


@certificates.get("/certificates")
@login_required
def index() -> str:
    """Show what is to be confirmed, and take more."""
    return _inbox(UploadForm())


@certificates.post("/certificates")
@login_required
def upload() -> tuple[str, int] | Response:
    """Store the files; they are read afterwards, each in a request of its own."""
    form = UploadForm()
    if not form.validate():
        return _inbox(form), UNPROCESSABLE
    sent = [
        actions.store(current_user.id, file.filename or "", _bytes_of(file), now=now())
        for file in form.chosen
    ]
    say_what_became(sent)
    return redirect(url_for("certificates.index"))


@certificates.post("/certificates/<int:certificate_id>/read")
@login_required
def read(certificate_id: int) -> Response:
    """Read one file."""
    mine_or_404(queries.certificate, certificate_id)
    with reading_turn() as free:
        if not free:
            flash(BUSY, "info")
            return redirect(url_for("certificates.index"))
        certificate = actions.read(current_user.id, certificate_id)
    for tie in certificate.proofs if certificate else ():
        return redirect(url_for("certificates.of_course", course_id=tie.course_id))
    return redirect(url_for("certificates.index"))


@certificates.post("/certificates/<int:certificate_id>/set-aside")
@login_required
def set_aside(certificate_id: int) -> Response:
    """Put a file away; the next page offers to undo it."""
    certificate = mine_or_404(queries.certificate, certificate_id)
    actions.set_aside(certificate)
    _offer_undo(ASIDE, certificate.name, "certificates.take_up", certificate_id)
    return redirect(url_for("certificates.index"))


@certificates.post("/certificates/<int:certificate_id>/take-up")
@login_required
def take_up(certificate_id: int) -> Response:
    """Put a file back among those to confirm."""
    certificate = mine_or_404(queries.certificate, certificate_id)
    actions.take_up(certificate)
    flash(TAKEN_UP.format(name=short(certificate.name)), "done")
    return redirect(url_for("certificates.index"))


@certificates.post("/certificates/<int:certificate_id>/delete")
@login_required
def delete(certificate_id: int) -> Response:
    """Delete a file; the next page offers to undo it."""
    certificate = mine_or_404(queries.certificate, certificate_id)
    actions.delete(certificate, now=now())
    _offer_undo(DELETED, certificate.name, "certificates.restore", certificate_id)
    return redirect(url_for("certificates.index"))


@certificates.post("/certificates/<int:certificate_id>/restore")
@login_required
def restore(certificate_id: int) -> Response:
    """Bring a deleted file back."""
    certificate = mine_or_404(queries.deleted_certificate, certificate_id)
    actions.restore(certificate)
    flash(RESTORED.format(name=short(certificate.name)), "done")
    return redirect(url_for("certificates.index"))


def say_what_became(sent: Sequence[Sent]) -> None:
    """Tell what became of each file: those stored together, the others one by one."""
    outcomes = Counter(one.outcome for one in sent)
    if stored := outcomes[Outcome.STORED]:
        verb = "is" if stored == 1 else "are"
        flash(STORED.format(files=f"{count(stored, 'file')} {verb}"), "done")
    others = [one for one in sent if one.outcome != Outcome.STORED]
    for one in others[:MOST_SAID]:
        words = {Outcome.KNOWN: KNOWN, Outcome.RESTORED: BACK}.get(one.outcome, one.why_not)
        flash(words.format(name=short(one.name)), "note")
    if len(others) > MOST_SAID:
        flash(MORE.format(files=count(len(others) - MOST_SAID, "file")), "note")


def short(name: str) -> str:
    """Give a name that fits into a message."""
    return name if len(name) <= LONGEST_SAID else f"{name[: LONGEST_SAID - 9]}…{name[-8:]}"


def _inbox(form: UploadForm) -> str:
    box = queries.inbox(current_user.id)
    return render_template(
        "certificates/index.html",
        form=form,
        box=box,
        open=[row_of(one) for one in (*box.read, *box.waiting)],
        limits=limits,
        photos=can_read_pictures(),
    )


def _bytes_of(file: Any) -> bytes:
    # One byte more than is allowed, so that storing sees that it is too large.
    content: bytes = file.stream.read(limits.LARGEST_FILE + 1)
    return content


def _offer_undo(words: str, name: str, endpoint: str, certificate_id: int) -> None:
    undo = url_for(endpoint, certificate_id=certificate_id)
    offer_undo(words.format(name=short(name)), undo)


# These modules add their routes to the blueprint.
from ceapp.certificates import check_views, course_views, file_views  # noqa: E402, F401
