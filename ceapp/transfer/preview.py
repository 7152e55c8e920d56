"""A draft as its page shows it: what columns make of a value, and some of the rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ceapp.boards import catalog
from ceapp.rules.vocabulary import LABELS as WORDS
from ceapp.transfer.file_matching import Matched
from ceapp.transfer.harmless import unguarded
from ceapp.transfer.limits import ROWS_ON_A_PAGE
from ceapp.transfer.queries import DraftFile
from ceapp.transfer.reading.answers import Answers
from ceapp.transfer.reading.days import Clear, TwoWays, read_day
from ceapp.transfer.reading.interpret import Interpreted
from ceapp.transfer.reading.meanings import AMOUNTS, Meaning
from ceapp.transfer.reading.outcome import Outcome, State
from ceapp.transfer.reading.questions import UNIT_WORDS
from ceapp.transfer.reading.words import approvals_of, folded, format_of, topics_of
from ceapp.transfer.sheets.sheet import Cell, column_name
from ceapp.web.filters import count, long_date
from ceapp.web.typed import Amount, read_hours

_ORDER = (State.FAULTY, State.WAITS, State.DOUBLE, State.NEW, State.LEFT_OUT)
_LONGEST = 80
ASKED = "waits for your answer"
NOT_KEPT = "not kept"
IN_NOTE = "goes into the note"
_REMARKS = {Meaning.LEAVE_OUT: NOT_KEPT, Meaning.NOTE: IN_NOTE}


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """A column: where it stands, what it means, and what becomes of one of its values."""

    place: int
    letter: str
    header: str
    meaning: Meaning
    before: str
    after: str
    note: str


@dataclass(frozen=True, slots=True)
class RowsShown:
    """One page of the rows, those first that need the person's eye."""

    rows: Sequence[Outcome]
    page: int
    pages: int


def columns_shown(found: Interpreted, answers: Answers, today: date) -> list[ColumnShown]:
    """Give the columns that hold anything."""
    shown = []
    for place, (header, meaning) in enumerate(
        zip(found.table.headers, found.meanings, strict=True)
    ):
        cells = found.table.column(place)
        if not cells and not header:
            continue
        sample = cells[0] if cells else Cell()
        after, note = _reading(sample, meaning, found, answers, today)
        shown.append(
            ColumnShown(
                place, column_name(place), header, meaning, _cut(sample.text), _cut(after), note
            )
        )
    return shown


def rows_shown(found: Interpreted, page: int) -> RowsShown:
    """Give a page of the rows; a page that is not there is the nearest that is."""
    ordered = sorted(found.rows, key=lambda row: (_ORDER.index(row.state), row.number))
    pages = max(1, -(-len(ordered) // ROWS_ON_A_PAGE))
    page = min(max(page, 1), pages)
    return RowsShown(ordered[(page - 1) * ROWS_ON_A_PAGE : page * ROWS_ON_A_PAGE], page, pages)


def files_by_row(files: Sequence[DraftFile], matched: Matched) -> dict[int, list[str]]:
    """Give the names of the certificates that go with each row."""
    return {
        number: [files[place].name for place in places] for number, places in matched.by_row.items()
    }


def _reading(
    cell: Cell, meaning: Meaning, found: Interpreted, answers: Answers, today: date
) -> tuple[str, str]:
    """Give what a value is read as, where that is another text, and a remark."""
    text = unguarded(cell.text)
    if meaning in _REMARKS or not text:
        return ("" if meaning is Meaning.LEAVE_OUT else text), _REMARKS.get(meaning, "empty")
    if meaning is Meaning.COMPLETED:
        return _day(cell, found, answers, today)
    if meaning in AMOUNTS:
        return _hours(text, meaning, found, answers)
    if meaning is Meaning.FORMAT:
        known = format_of(text) or answers.formats.get(folded(text))
        return (WORDS[known].lower(), "") if known else ("", "asked above")
    if meaning in {Meaning.TOPICS, Meaning.APPROVALS}:
        return _names(text, meaning)
    return text, ""


def _day(cell: Cell, found: Interpreted, answers: Answers, today: date) -> tuple[str, str]:
    read = read_day(cell, today)
    order = answers.order or found.questions.shown
    if isinstance(read, TwoWays):
        if order is None:
            return "", ASKED
        settled = "" if answers.order else "other dates of the file show the order"
        return long_date(read.by(order)), settled
    return (long_date(read.day), "") if isinstance(read, Clear) else ("", "cannot be read")


def _hours(text: str, meaning: Meaning, found: Interpreted, answers: Answers) -> tuple[str, str]:
    unit = answers.unit if found.questions.unit else meaning
    if unit is None:
        return "", ASKED
    bare = text.replace(".", "", 1).isdecimal()
    read = read_hours(text + UNIT_WORDS[unit] if bare else text)
    if not isinstance(read, Amount):
        return "", "cannot be read"
    note = "1 CEU is 10 hours" if unit is Meaning.CEUS and bare else ""
    return count(read.hours, "hour"), note


def _names(text: str, meaning: Meaning) -> tuple[str, str]:
    known, unknown = topics_of(text) if meaning is Meaning.TOPICS else approvals_of(text)
    return ", ".join(_labels(known, meaning)), IN_NOTE if unknown else ""


def _labels(slugs: dict[str, str], meaning: Meaning) -> Iterator[str]:
    for slug in slugs:
        if meaning is Meaning.TOPICS:
            yield catalog.topics().labels[slug]
        else:
            yield catalog.approvals()[slug].short


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
