"""The forms of imports, the calendar and leaving: the shape of input, never the database."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from werkzeug.datastructures import FileStorage, MultiDict
from wtforms import BooleanField, FileField, PasswordField, TextAreaField, ValidationError
from wtforms.validators import InputRequired

from ceapp.accounts.forms import CURRENT_MISSING
from ceapp.rules.vocabulary import Format
from ceapp.transfer import limits
from ceapp.transfer.reading.answers import Answers, unit_in
from ceapp.transfer.reading.days import Order
from ceapp.transfer.reading.meanings import Meaning
from ceapp.web.forms import BaseForm, Problem

_NUMBER = re.compile(r"[0-9]{1,7}")
FIXED = ("title", "completed", "hours", "format")
LONGEST_FIX = 300
NO_ORDER = "Say whether {text} is {first} or {second}"
NO_UNIT = "Say what {text} means in the column “{header}”"
NO_FORMAT = "Say how you took the courses of which the sheet says {word}"
NO_COLUMN = "Choose the column that gives the {what}"
NOTHING_NEW = "There is nothing to import: no row is a new course"


class UploadForm(BaseForm):
    """A sheet or rows that were pasted, and perhaps a ZIP of certificates."""

    sheet = FileField("A file: CSV, TSV, XLSX, or everything that you exported")
    pasted = TextAreaField("Or paste rows")
    certificates = FileField("Certificates as a ZIP")

    def validate_sheet(self, _field: Any) -> None:
        """Ask for one of the two ways."""
        pasted = bool((self.pasted.data or "").strip())
        if self.file and pasted:
            raise ValidationError(limits.BOTH)
        if not self.file and not pasted:
            raise ValidationError(limits.NOTHING_CHOSEN)

    @property
    def file(self) -> FileStorage | None:
        """The sheet; a browser sends an empty part without a name where none was chosen."""
        return _chosen(self.sheet.data)

    @property
    def zip(self) -> FileStorage | None:
        """The certificates."""
        return _chosen(self.certificates.data)


class DraftForm(BaseForm):
    """What a person answers about a draft; its fields are as many as the sheet has columns."""

    faults: list[Problem]

    def __init__(self, *data: Any, **rest: Any) -> None:
        self.faults = []
        super().__init__(*data, **rest)

    def problems(self) -> list[Problem]:
        """List what is missing, in the order of the page."""
        return self.faults


class LeaveForm(BaseForm):
    """The password, to show that it is really the person who wants to leave."""

    password = PasswordField("Your password", [InputRequired(CURRENT_MISSING)])
    sure = BooleanField("Delete everything, for good")

    def validate_sure(self, field: Any) -> None:
        """Ask for the tick: nobody deletes an account by pressing Enter."""
        if not field.data:
            raise ValidationError("Tick the box if everything is to be deleted")


class FeedForm(BaseForm):
    """What the calendar may show."""

    names_courses = BooleanField("Show the titles of planned courses")


def answers_from(
    form: MultiDict[str, str], before: Answers, found: Sequence[Meaning], sheets: int
) -> Answers:
    """Give what a form says, over what was said before.

    `found` are the meanings that the columns have without the person's word; only another one is
    kept as an answer. A page shows some rows only: what was said of the others stays.
    """
    sheet = _whole(form.get("sheet"))
    if sheet is not None and sheet < sheets and str(sheet) != form.get("sheet-now", str(sheet)):
        return Answers(sheet=sheet)  # another sheet has other columns and rows
    return replace(
        before,
        columns=_columns(form, before, found),
        order=next((one for one in Order if one == form.get("order")), before.order),
        unit=unit_in(form.get("unit")) or before.unit,
        formats={**before.formats, **_formats(form)},
        fixes=_fixes(form, before),
        kept=_kept(form, before),
    )


def _columns(
    form: MultiDict[str, str], before: Answers, found: Sequence[Meaning]
) -> dict[int, Meaning]:
    chosen = dict(before.columns)
    for place, meaning in enumerate(found):
        sent = form.get(f"column-{place}")
        if sent in set(Meaning) and sent != chosen.get(place, meaning):
            chosen[place] = Meaning(sent)
    return chosen


def _formats(form: MultiDict[str, str]) -> dict[str, Format]:
    return {
        name.removeprefix("format-"): Format(text)
        for name, text in form.items()
        if name.startswith("format-") and text in set(Format)
    }


def _fixes(form: MultiDict[str, str], before: Answers) -> dict[int, Mapping[str, str]]:
    fixes = {row: dict(texts) for row, texts in before.fixes.items()}
    for name, text in form.items():
        _, _, rest = name.partition("fix-")
        number, _, field = rest.partition("-")
        if not name.startswith("fix-") or field not in FIXED or not _NUMBER.fullmatch(number):
            continue
        typed = text.strip()[:LONGEST_FIX]
        if typed or field in fixes.get(int(number), {}):
            fixes.setdefault(int(number), {})[field] = typed
    return {row: texts for row, texts in fixes.items() if any(texts.values())}


def _kept(form: MultiDict[str, str], before: Answers) -> frozenset[int]:
    shown = {int(one) for one in form.getlist("shown") if _NUMBER.fullmatch(one)}
    ticked = {int(one) for one in form.getlist("keep") if _NUMBER.fullmatch(one)}
    return (before.kept - shown) | (ticked & shown)


def _whole(text: str | None) -> int | None:
    return int(text) if text and _NUMBER.fullmatch(text) else None


def _chosen(sent: Any) -> FileStorage | None:
    return sent if isinstance(sent, FileStorage) and sent.filename else None
