"""Reads the cells of one row as the parts of a course; each fault names its row and column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from ceapp.courses.cost import read_cents
from ceapp.courses.entry import Entry
from ceapp.courses.forms import TAKEN_SOMEHOW
from ceapp.rules.vocabulary import Activity, Format
from ceapp.transfer.harmless import unguarded
from ceapp.transfer.reading.answers import Answers
from ceapp.transfer.reading.days import (
    MISSING,
    Order,
    TwoWays,
    Unreadable,
    cell_fault,
    read_day,
)
from ceapp.transfer.reading.meanings import AMOUNTS, LABELS, Meaning
from ceapp.transfer.reading.outcome import CellFault
from ceapp.transfer.reading.words import activity_of, approvals_of, folded, format_of, topics_of
from ceapp.transfer.sheets.sheet import NOTHING, Cell, Row, column_name
from ceapp.web.typed import Fault, read_hours

CANNOT = "Row {row}, column {column}: the {what} {said} {why}."
BECAUSE = "Row {row}, column {column}: the {what} cannot be read, because {why}."
GIVES_NONE = "Row {row}, column {column} gives no {what}."
LONGEST = {Meaning.TITLE: 300, Meaning.PROVIDER: 200, Meaning.NOTE: 5_000}
_SHOWN = 60
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of the file mean, and what was settled for all of its rows."""

    headers: Sequence[str]
    meanings: Sequence[Meaning]
    answers: Answers
    today: date
    order: Order | None = None  # None while it is asked, or no date needs it
    unit: Meaning | None = None  # None while it is asked

    def place(self, meaning: Meaning) -> int | None:
        """Give the first column with a meaning."""
        return self.meanings.index(meaning) if meaning in self.meanings else None

    @property
    def amount(self) -> Meaning | None:
        """The meaning of the column that holds the hours, in whatever unit."""
        return next((one for one in self.meanings if one in AMOUNTS), None)


@dataclass(slots=True)
class RowReader:
    """One row while it is read; `faults` and `waits` say what keeps it from being a course."""

    row: Row
    columns: Columns
    faults: list[CellFault] = field(default_factory=list)
    waits: bool = False
    notes: list[str] = field(default_factory=list)  # how values were read
    written: list[str] = field(default_factory=list)  # the lines of the course's note

    def text(self, meaning: Meaning) -> str:
        """Give the text of a column, as typed by the person where they corrected it."""
        return unguarded(self._cell(meaning).text)

    def title(self) -> str:
        """Give the title, which must be there."""
        return self._checked(Meaning.TITLE, lambda cell: self._short(cell, Meaning.TITLE))

    def provider(self) -> str:
        """Give the provider, which may be missing."""
        cell = self._cell(Meaning.PROVIDER)
        if not cell.text:
            return ""
        return self._checked(Meaning.PROVIDER, lambda one: self._short(one, Meaning.PROVIDER))

    def completed(self) -> date | None:
        """Give the day; None where it cannot be read or waits for the order of all dates."""
        read = read_day(self._cell(Meaning.COMPLETED), self.columns.today)
        if isinstance(read, TwoWays):
            if self.columns.order is None:
                self.waits = True
                return None
            return read.by(self.columns.order)
        if isinstance(read, Unreadable):
            self._fault(Meaning.COMPLETED, read.why)
            return None
        return read.day

    def hours(self) -> Decimal | None:
        """Give the hours; None where they cannot be read or wait for their unit."""
        cell = self._cell(self.columns.amount or Meaning.HOURS)
        if fault := cell_fault(cell):
            self._fault(Meaning.HOURS, fault)
            return None
        bare = cell.text.replace(".", "", 1).isdecimal()
        if bare and self.columns.unit is None and not self._fixed(Meaning.HOURS):
            self.waits = True
            return None
        read = read_hours(self._with_unit(cell.text) if bare else cell.text)
        if isinstance(read, Fault):
            self._fault(Meaning.HOURS, read.must)
            return None
        if read.note:
            self.notes.append(read.note)
        return read.hours

    def activity(self) -> Activity:
        """Give the kind of activity; a course where the sheet does not say."""
        text = self.text(Meaning.ACTIVITY)
        found = activity_of(text)
        if found is None:
            self._fault(Meaning.ACTIVITY, "is none of the kinds that the course form knows")
        return found or Activity.COURSE

    def format(self, activity: Activity) -> Format | None:
        """Give how it was taken; None where the activity needs none, or it is still asked."""
        if fixed := self._fixed(Meaning.FORMAT):
            return next((one for one in Format if one.value == fixed), None)
        text = self.text(Meaning.FORMAT)
        found = format_of(text)
        if found is None and activity in TAKEN_SOMEHOW:
            found = self.columns.answers.formats.get(folded(text))
            self.waits |= found is None
        return found

    def topics(self, hours: Decimal) -> dict[str, Decimal]:
        """Give the topics with their hours; what is no topic goes into the note."""
        found: dict[str, Decimal] = {}
        for place in self._places(Meaning.TOPICS):
            known, unknown = topics_of(unguarded(self.row.at(place).text))
            for slug, amount in known.items():
                if (part := self._part(amount, hours, place)) is not None:
                    found.setdefault(slug, part)
            self._note(place, "; ".join(unknown))
        return found

    def approvals(self) -> dict[str, str]:
        """Give who approved it; bodies that we do not know go into the note."""
        found: dict[str, str] = {}
        for place in self._places(Meaning.APPROVALS):
            known, unknown = approvals_of(unguarded(self.row.at(place).text))
            found = known | found
            self._note(place, "; ".join(unknown))
        return {slug: number[:60] for slug, number in found.items()}

    def cost(self) -> int | None:
        """Give the cost in cents; what is no amount goes into the note."""
        place = self.columns.place(Meaning.COST)
        text = self.text(Meaning.COST)
        if place is None or not text:
            return None
        read = read_cents(text)
        if isinstance(read, Fault):
            self._note(place, text)
            return None
        return read

    def note(self) -> str:
        """Give the columns that are kept as a note, each after its header."""
        for place in self._places(Meaning.NOTE):
            self._note(place, unguarded(self.row.at(place).text))
        text = "\n".join(self.written)
        if len(text) > LONGEST[Meaning.NOTE]:
            self._fault(Meaning.NOTE, f"is longer than {LONGEST[Meaning.NOTE]:,} characters")
        return text

    def entry(self) -> Entry | None:
        """Give the course that the row is; None where `faults` or `waits` say why not."""
        title, provider = self.title(), self.provider()
        completed, hours = self.completed(), self.hours()
        activity = self.activity()
        taken = self.format(activity)
        topics = self.topics(hours) if hours is not None else {}
        approvals, cost = self.approvals(), self.cost()
        notes = self.note()
        if self.faults or self.waits or completed is None or hours is None:
            return None
        return Entry(
            title=title,
            provider=provider,
            completed=completed,
            hours=hours,
            format=taken,
            activity=activity,
            topics=topics,
            approvals=approvals,
            cost_cents=cost,
            notes=notes,
            planned=completed > self.columns.today,
        )

    def _cell(self, meaning: Meaning) -> Cell:
        if fixed := self._fixed(Meaning.HOURS if meaning in AMOUNTS else meaning):
            return Cell(fixed)
        place = self.columns.place(meaning)
        return NOTHING if place is None else self.row.at(place)

    def _fixed(self, meaning: Meaning) -> str:
        typed: Mapping[str, str] = self.columns.answers.fixes.get(self.row.number, {})
        return typed.get(meaning.value, "").strip()

    def _places(self, meaning: Meaning) -> list[int]:
        return [place for place, one in enumerate(self.columns.meanings) if one is meaning]

    def _with_unit(self, text: str) -> str:
        if self._fixed(Meaning.HOURS):
            return text
        suffix = {Meaning.CEUS: " CEU", Meaning.MINUTES: " minutes"}
        return text + suffix.get(self.columns.unit or Meaning.HOURS, "")

    def _checked(self, meaning: Meaning, take: Callable[[Cell], str]) -> str:
        cell = self._cell(meaning)
        if fault := cell_fault(cell):
            self._fault(meaning, fault)
            return ""
        return take(cell)

    def _short(self, cell: Cell, meaning: Meaning) -> str:
        text = unguarded(cell.text)
        if len(text) > LONGEST[meaning]:
            self._fault(meaning, f"is longer than {LONGEST[meaning]} characters")
        return text

    def _part(self, amount: str, hours: Decimal, place: int) -> Decimal | None:
        if not amount:
            return hours
        read = read_hours(amount)
        if isinstance(read, Fault) or read.hours > hours:
            self._fault_at(Meaning.TOPICS, place, "names more hours than the course has")
            return None
        return read.hours

    def _note(self, place: int, text: str) -> None:
        if not text:
            return
        header = self.columns.headers[place]
        own = not header or folded(header) in {"note", "notes", "note to yourself"}
        self.written.append(text if own else f"{header}: {text}")

    def _fault(self, meaning: Meaning, why: str) -> None:
        at = self.columns.amount if meaning is Meaning.HOURS else meaning
        self._fault_at(meaning, self.columns.place(at or meaning), why)

    def _fault_at(self, meaning: Meaning, place: int | None, why: str) -> None:
        label = LABELS[meaning]
        what = f"{label[0].lower()}{label[1:]}"
        if place is None:
            words = f"Row {self.row.number}: no column gives the {what}."
            self.faults.append(CellFault(meaning.value, words, ""))
            return
        cell = self.row.at(place)
        typed = self._fixed(meaning) or cell.text
        shown = typed if len(typed) <= _SHOWN else f"{typed[:_SHOWN]}…"
        unset = GIVES_NONE if why == MISSING else BECAUSE
        words = (unset if why == cell_fault(cell) else CANNOT).format(
            row=self.row.number, column=column_name(place), what=what, said=f"“{shown}”", why=why
        )
        self.faults.append(CellFault(meaning.value, words, typed))
