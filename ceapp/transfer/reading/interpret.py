"""Reads a whole draft: what its columns mean, what is asked, and what each row becomes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from ceapp.rules.vocabulary import LABELS
from ceapp.transfer.reading.answers import Answers
from ceapp.transfer.reading.cells import Columns, RowReader
from ceapp.transfer.reading.doubles import Doubles
from ceapp.transfer.reading.leaving_out import WhyNot, reason_to_leave_out
from ceapp.transfer.reading.matching import meanings_of
from ceapp.transfer.reading.meanings import AMOUNTS, NEEDED, Meaning
from ceapp.transfer.reading.meanings import LABELS as COLUMN_LABELS
from ceapp.transfer.reading.outcome import Logged, Outcome, State
from ceapp.transfer.reading.questions import Questions, questions_of
from ceapp.transfer.reading.table import Table, header_row, table_of
from ceapp.transfer.sheets.sheet import Row, Sheet
from ceapp.web.filters import count, short_date

WAITS = "Waits for your answer above."
NEW = "New."
PLANNED = "New, and planned: it counts nowhere before that day."
KEPT = "New, as you say."


@dataclass(frozen=True, slots=True)
class Interpreted:
    """A draft as it is understood now."""

    sheet: int
    table: Table
    meanings: tuple[Meaning, ...]
    questions: Questions
    rows: tuple[Outcome, ...]
    lacking: tuple[str, ...]  # what no column gives, though every course has it

    def counted(self) -> Counter[State]:
        """Say how many rows become what."""
        return Counter(row.state for row in self.rows)

    @property
    def imported(self) -> list[Outcome]:
        """The rows that become courses when the person confirms."""
        return [row for row in self.rows if row.imported]

    @property
    def hours(self) -> Decimal:
        """The hours of those."""
        return sum((row.entry.hours for row in self.imported if row.entry), Decimal(0))


def chosen_sheet(sheets: Sequence[Sheet], answers: Answers) -> int:
    """Give the place of the sheet to read: the one chosen, else the first that lists courses."""
    if answers.sheet is not None and answers.sheet < len(sheets):
        return answers.sheet
    return next((place for place, one in enumerate(sheets) if header_row(one)), 0)


def interpret(
    sheets: Sequence[Sheet], answers: Answers, log: Iterable[Logged], today: date
) -> Interpreted:
    """Read the sheets by what the person has answered; `log` are the courses logged already."""
    sheet = chosen_sheet(sheets, answers)
    table = table_of(sheets[sheet])
    meanings = meanings_of(table, answers.columns)
    columns = Columns(table.headers, meanings, answers, today)
    left_out = {
        row.number: why
        for row in table.rows
        if (why := reason_to_leave_out(row, columns, table))
        and not (why.may_be_kept and row.number in answers.kept)
    }
    courses = [row for row in table.rows if row.number not in left_out]
    asked = questions_of(table.headers, courses, meanings, answers, today)
    order, unit = answers.order or asked.shown, _unit(meanings, asked, answers)
    columns = replace(columns, order=order, unit=unit)
    doubles = Doubles(log)
    rows = tuple(_outcome(row, columns, left_out.get(row.number), doubles) for row in table.rows)
    return Interpreted(sheet, table, meanings, asked, rows, tuple(_lacking(meanings)))


def _unit(meanings: Sequence[Meaning], asked: Questions, answers: Answers) -> Meaning | None:
    if asked.unit is not None:
        return answers.unit
    return next((one for one in meanings if one in AMOUNTS), Meaning.HOURS)


def _lacking(meanings: Sequence[Meaning]) -> Iterator[str]:
    for one in NEEDED:
        there = not AMOUNTS.isdisjoint(meanings) if one is Meaning.HOURS else one in meanings
        if not there:
            yield COLUMN_LABELS[one].lower()


def _outcome(row: Row, columns: Columns, why_not: WhyNot | None, doubles: Doubles) -> Outcome:
    reader = RowReader(row, columns)
    kept = row.number in columns.answers.kept
    if why_not:
        return _shown(reader, State.LEFT_OUT, why_not.words, may_be_kept=why_not.may_be_kept)
    entry = reader.entry()
    if reader.faults:
        return _shown(reader, State.FAULTY, reader.faults[0].text)
    if entry is None:
        return _shown(reader, State.WAITS, WAITS)
    double = doubles.of(row.number, entry)
    if double and not kept:
        outcome = _shown(reader, State.DOUBLE, double.head + double.words, may_be_kept=True)
        return replace(outcome, entry=entry, same=double.same)
    words = KEPT if kept else PLANNED if entry.completed > columns.today else NEW
    said = " ".join([words, *(f"{note[0].upper()}{note[1:]}." for note in reader.notes)])
    return replace(_shown(reader, State.NEW, said, kept=kept), entry=entry)


def _shown(
    reader: RowReader, state: State, words: str, *, may_be_kept: bool = False, kept: bool = False
) -> Outcome:
    """Show the row as it was read so far, and as the file has it where it was not."""
    quiet = RowReader(reader.row, reader.columns)
    completed, amount = quiet.completed(), quiet.hours()
    taken = quiet.format(quiet.activity())
    return Outcome(
        number=reader.row.number,
        state=state,
        title=reader.text(Meaning.TITLE) or "No title",
        provider=reader.text(Meaning.PROVIDER),
        completed=short_date(completed) if completed else reader.text(Meaning.COMPLETED),
        hours=count(amount, "hour")
        if amount
        else reader.text(reader.columns.amount or Meaning.HOURS),
        format=LABELS[taken].lower() if taken else reader.text(Meaning.FORMAT),
        words=words,
        faults=tuple(reader.faults),
        may_be_kept=may_be_kept,
        kept=kept,
        file=reader.text(Meaning.FILE),
    )
