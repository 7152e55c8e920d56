"""What becomes of a row, as values that a page can show and an action can write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ceapp.courses.entry import Entry


class State(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    WAITS = "waits"  # for an answer that is asked once for the whole file
    DOUBLE = "double"  # here already, or twice in the file
    LEFT_OUT = "left-out"  # no course: a total, a heading, a course that was not completed
    FAULTY = "faulty"  # a cell cannot be read


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell that cannot be read: which field, the sentence, and what stands in it."""

    field: str
    text: str
    typed: str


@dataclass(frozen=True, slots=True)
class Logged:
    """A course of the log, as far as duplicates are told by it."""

    id: int
    title: str
    provider: str
    completed: date
    hours: Decimal
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row of the file and what it becomes.

    `entry` is the course that it would be; None where something cannot be read or is still asked.
    `same` is the course of the log that it repeats.
    """

    number: int
    state: State
    title: str
    provider: str
    completed: str
    hours: str
    format: str
    words: str
    entry: Entry | None = None
    faults: tuple[CellFault, ...] = ()
    same: Logged | None = None
    may_be_kept: bool = False  # left out, but the person may know better
    kept: bool = False  # the person does
    file: str = ""  # the name of its certificate, where the sheet gives one

    @property
    def imported(self) -> bool:
        """Whether it becomes a course when the person confirms now."""
        return self.state is State.NEW and self.entry is not None
