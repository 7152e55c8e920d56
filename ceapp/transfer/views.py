"""The pages that bring courses in: choosing a file, looking at it, importing, undoing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from ceapp.certificates import file_names
from ceapp.clock import now
from ceapp.transfer import actions, limits, queries, undoing
from ceapp.transfer.archive.packing import is_export, unpack
from ceapp.transfer.blueprint import transfer
from ceapp.transfer.certificate_zip import Opened, open_zip
from ceapp.transfer.forms import UploadForm
from ceapp.transfer.models import DraftKind, Import
from ceapp.transfer.sheets import limits as sheet_limits
from ceapp.transfer.sheets.read import read_sheets, read_text
from ceapp.transfer.sheets.sheet import NotRead, to_json
from ceapp.web.filters import count
from ceapp.web.forms import form_page
from ceapp.web.ownership import mine_or_404
from ceapp.web.undo import offer_undo

__all__ = ["transfer"]

PASTED = "Pasted rows"
CANCELLED = "Nothing was imported, and what you had uploaded is erased."
UNDONE = "The import of “{name}” is undone: {courses} no longer in your log."
BACK = "What came with “{name}” is back."
TOO_LATE = "This import was undone more than 30 days ago and cannot be brought back."


@transfer.get("/import")
@login_required
def start() -> tuple[str, int]:
    """Ask for a sheet, and list the imports there were."""
    return _start(UploadForm())


@transfer.post("/import")
@login_required
def upload() -> tuple[str, int] | Response:
    """Keep what was sent as a draft, and show it; a file that cannot be read is said."""
    form = UploadForm()
    if not form.validate():
        return _start(form)
    try:
        with _closed_after():
            key = _kept(form)
    except NotRead as fault:
        if not form.errors:  # the ZIP has said its own
            form.refuse(form.pasted if form.file is None else form.sheet, str(fault))
        return _start(form)
    return redirect(url_for("transfer.draft", key=key))


@transfer.post("/import/<key>/cancel")
@login_required
def cancel(key: str) -> Response:
    """Erase a draft."""
    found = queries.draft(current_user.id, key, now())
    if found is not None:
        actions.cancel(found)
    flash(CANCELLED, "done")
    return redirect(url_for("transfer.start"))


@transfer.get("/imports/<int:import_id>")
@login_required
def done(import_id: int) -> str:
    """Say what an import has brought."""
    row = mine_or_404(queries.import_of, import_id)
    return render_template("transfer/done.html", done=queries.what_came(row, now()))


@transfer.post("/imports/<int:import_id>/undo")
@login_required
def undo(import_id: int) -> Response:
    """Undo an import as a whole; the next page offers to bring it back."""
    row = mine_or_404(queries.import_of, import_id)
    if row.undone_at is None:
        came = queries.what_came(row, now())
        undoing.undo(row, now=now())
        _offer_return(row, count(came.courses, "course is", "courses are"))
    return redirect(url_for("transfer.start"))


@transfer.post("/imports/<int:import_id>/bring-back")
@login_required
def bring_back(import_id: int) -> Response:
    """Bring back what undoing an import took away."""
    row = mine_or_404(queries.import_of, import_id)
    if not queries.what_came(row, now()).can_return:
        flash(TOO_LATE, "note")
    else:
        undoing.bring_back(row)
        flash(BACK.format(name=row.name), "done")
    return redirect(url_for("transfer.start"))


@contextmanager
def _closed_after() -> Iterator[None]:
    """Close the files of this request, which may lie on the disk, as soon as they are read."""
    try:
        yield
    finally:
        for file in request.files.values():
            file.close()


def _start(form: UploadForm) -> tuple[str, int]:
    return form_page(
        "transfer/start.html",
        form,
        waiting=queries.waiting_draft(current_user.id, now()),
        imports=queries.imports(current_user.id, now()),
        limits=limits,
        largest=sheet_limits.LARGEST_SHEET // limits.MEGABYTE,
    )


def _kept(form: UploadForm) -> str:
    if form.file is not None and is_export(form.file.stream):
        return _keep_archive(form.file.stream, _name(form.file))
    if form.file is not None:
        name = _name(form.file)
        content = form.file.stream.read(sheet_limits.LARGEST_SHEET + 1)
        sheets = read_sheets(content, name)
    else:
        name = PASTED
        sheets = read_text(form.pasted.data, name)
    opened = _opened(form)
    draft = actions.keep_draft(
        current_user.id,
        DraftKind.SHEET,
        name,
        to_json(sheets),
        ((one.name, one.content) for one in opened.files()) if opened else (),
        now=now(),
    )
    if opened and opened.refused:
        actions.say_refused(draft, opened.refused)
    return draft.key


def _keep_archive(stream: IO[bytes], name: str) -> str:
    unpacked = unpack(stream, name)
    with actions.all_or_nothing():
        return actions.keep_draft(
            current_user.id,
            DraftKind.ARCHIVE,
            name,
            unpacked.text,
            unpacked.files(),
            now=now(),
        ).key


def _opened(form: UploadForm) -> Opened | None:
    if form.zip is None:
        return None
    try:
        return open_zip(form.zip.stream, _name(form.zip))
    except NotRead as fault:
        form.refuse(form.certificates, str(fault))
        raise


def _name(file: FileStorage) -> str:
    return file_names.cleaned(file.filename or "")


def _offer_return(row: Import, courses: str) -> None:
    back = url_for("transfer.bring_back", import_id=row.id)
    offer_undo(UNDONE.format(name=row.name, courses=courses), back, "Bring it back")


# These modules add their routes to the blueprint.
from ceapp.transfer import (  # noqa: E402, F401
    calendar_views,
    draft_views,
    export_views,
    leave_views,
    sections,
)
