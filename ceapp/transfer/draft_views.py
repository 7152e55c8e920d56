"""The page of a draft: what is asked, how columns are read, what rows become; and importing it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import current_app, flash, redirect, render_template, request, stream_template, url_for
from flask_login import current_user, login_required
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from ceapp.clock import now
from ceapp.rules.vocabulary import LABELS as WORDS
from ceapp.rules.vocabulary import Format
from ceapp.transfer import actions, queries
from ceapp.transfer.archive.parts import Document
from ceapp.transfer.archive.plan import Plan, plan_of
from ceapp.transfer.archive.reading import read_document
from ceapp.transfer.archive.restoring import restore
from ceapp.transfer.asking import what_is_missing
from ceapp.transfer.blueprint import today, transfer
from ceapp.transfer.file_matching import Matched, match
from ceapp.transfer.forms import DraftForm, answers_from
from ceapp.transfer.models import DraftKind, Import, ImportDraft
from ceapp.transfer.preview import columns_shown, files_by_row, rows_shown
from ceapp.transfer.queries import DraftFile
from ceapp.transfer.reading.answers import Answers
from ceapp.transfer.reading.interpret import Interpreted, interpret
from ceapp.transfer.reading.matching import meanings_of
from ceapp.transfer.reading.meanings import LABELS
from ceapp.transfer.reading.outcome import State
from ceapp.transfer.sheets.sheet import Sheet, from_json
from ceapp.web.app import places
from ceapp.web.forms import UNPROCESSABLE

GONE = (
    "That upload is no longer here: it was imported or left, or another one took its place, or a "
    "day has passed. Nothing of your log was changed by it."
)
CHANGED = "Your last answers changed what is imported. Look at it again, then import."
FAILED = "The database did not take it. Nothing was imported; try again in a minute."


@dataclass(frozen=True)
class Draft:
    """A draft of a sheet with all that its page needs."""

    row: ImportDraft
    sheets: tuple[Sheet, ...]
    answers: Answers
    found: Interpreted
    files: list[DraftFile]
    matched: Matched


@dataclass
class Importing:
    """An import while it runs: its page reads the steps, then asks how it ended."""

    user_id: int
    key: str
    total: int
    written: Iterator[int]
    fault: str = ""

    def steps(self) -> Iterator[int]:
        """Give how many courses are written so far; a failure keeps nothing and is said."""
        try:
            yield from self.written
        except actions.NotImported as fault:
            self.fault = str(fault)
        except SQLAlchemyError as error:
            current_app.logger.error("An import failed.\n%s", places(error))  # noqa: TRY400
            self.fault = FAILED

    def result(self) -> queries.Done:
        """Give what the import has brought."""
        row = queries.import_of_draft(self.user_id, self.key)
        assert row is not None, "an import without a fault has a row"  # noqa: S101
        return queries.what_came(row, now())


@transfer.get("/import/<key>")
@login_required
def draft(key: str) -> str | tuple[str, int] | Response:
    """Show what a draft becomes."""
    row = queries.draft(current_user.id, key, now())
    if row is None:
        return _gone(key)
    if row.kind == DraftKind.ARCHIVE:
        return _archive_page(row)
    return _page(_draft(row), DraftForm(None))


@transfer.post("/import/<key>")
@login_required
def decide(key: str) -> str | tuple[str, int] | Response | Iterator[str]:
    """Keep what the person answered, and import where they asked for it."""
    row = queries.draft(current_user.id, key, now())
    if row is None:
        return _gone(key)
    if row.kind == DraftKind.ARCHIVE:
        return _import_archive(row)
    before = _draft(row)
    found = meanings_of(before.found.table, {})
    answers = answers_from(request.form, before.answers, found, len(before.sheets))
    actions.answer(row, answers)
    one = _draft(row)
    if request.form.get("do") != "import":
        page = request.args.get("page")
        return redirect(url_for("transfer.draft", key=key, page=page))
    form = DraftForm()
    form.faults = what_is_missing(one.found, len(one.files))
    if form.faults:
        return _page(one, form), UNPROCESSABLE
    if request.form.get("expected") != str(len(one.found.imported)):
        flash(CHANGED, "note")
        return redirect(url_for("transfer.draft", key=key))
    written = actions.import_rows(row, one.found.rows, one.matched, now=now())
    return _stream(row, len(one.found.imported), written)


def _draft(row: ImportDraft) -> Draft:
    sheets = from_json(row.content)
    answers = Answers.from_json(row.answers)
    files = list(queries.draft_files(row.user_id, row.key))
    found = interpret(sheets, answers, queries.log_of(row.user_id), today())
    matched = match([one.name for one in files], found.rows)
    return Draft(row, sheets, answers, found, files, matched)


def _page(one: Draft, form: DraftForm) -> str:
    page = request.args.get("page", "")
    return render_template(
        "transfer/draft.html",
        draft=one.row,
        form=form,
        found=one.found,
        counted=one.found.counted(),
        State=State,
        sheets=[sheet.name for sheet in one.sheets],
        columns=columns_shown(one.found, one.answers, today()),
        meanings=LABELS,
        formats=[(choice.value, WORDS[choice]) for choice in Format],
        shown=rows_shown(one.found, int(page) if page.isdecimal() and len(page) < 6 else 1),
        answers=one.answers,
        files=files_by_row(one.files, one.matched),
        with_row=sum(map(len, one.matched.by_row.values())),
        loose=[one.files[place].name for place in one.matched.rest],
    )


def _archive_page(row: ImportDraft) -> str:
    document, plan = _plan(row)
    return render_template(
        "transfer/archive.html",
        draft=row,
        plan=plan,
        document=document,
        files=queries.draft_files(row.user_id, row.key),
    )


def _import_archive(row: ImportDraft) -> str | Response | Iterator[str]:
    if request.form.get("do") != "import":
        return redirect(url_for("transfer.draft", key=row.key))
    document, plan = _plan(row)
    return _stream(row, len(plan.courses), restore(row, document, plan, now=now()))


def _plan(row: ImportDraft) -> tuple[Document, Plan]:
    document = read_document(row.content)
    return document, plan_of(document, queries.here(row.user_id))


def _stream(row: ImportDraft, total: int, written: Iterator[int]) -> Iterator[str]:
    """Answer with a page that grows while the import runs, so that it can be watched."""
    importing = Importing(row.user_id, row.key, total, written)
    return stream_template("transfer/importing.html", name=row.name, importing=importing)


def _gone(key: str) -> Response:
    found: Import | None = queries.import_of_draft(current_user.id, key)
    if found is not None:
        return redirect(url_for("transfer.done", import_id=found.id))
    flash(GONE, "note")
    return redirect(url_for("transfer.start"))
