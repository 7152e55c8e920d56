"""A sheet as values: cells with what kind they are, rows with the number a person sees."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class NotRead(Exception):  # noqa: N818 - an outcome, said to the person at once
    """A file cannot be read as a sheet; the text is a sentence that says why and what to do."""


class Kind(StrEnum):
    """What a cell is, where its file says more than its text."""

    TEXT = "t"
    NUMBER = "n"
    DATE = "d"  # the text is an ISO date
    FORMULA = "f"  # without a stored value
    ERROR = "e"  # such as #REF!


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; an empty one has no text."""

    text: str = ""
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its number in the file, from 1; cells after the last that is filled are absent."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, place: int) -> Cell:
        """Give the cell in a column, from 0; an empty one where the row is shorter."""
        return self.cells[place] if place < len(self.cells) else NOTHING


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; empty rows are left out, so numbers may jump."""

    name: str
    rows: tuple[Row, ...]


NOTHING = Cell()


def column_name(place: int) -> str:
    """Give the letters of a column as spreadsheets show them: 0 is A, 27 is AB."""
    letters = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def to_json(sheets: Sequence[Sheet]) -> str:
    """Write sheets so that `from_json` gives them back; plain text stays plain."""
    data = [[one.name, [[row.number, *map(_out, row.cells)] for row in one.rows]] for one in sheets]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> tuple[Sheet, ...]:
    """Read what `to_json` wrote."""
    return tuple(
        Sheet(name, tuple(Row(row[0], tuple(map(_in, row[1:]))) for row in rows))
        for name, rows in json.loads(text)
    )


def _out(cell: Cell) -> str | list[str]:
    return cell.text if cell.kind is Kind.TEXT else [cell.kind.value, cell.text]


def _in(written: Any) -> Cell:
    if isinstance(written, str):
        return Cell(written)
    kind, text = written
    return Cell(text, Kind(kind))
