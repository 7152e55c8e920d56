"""Finds the row of headers in a sheet, and what stands under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ceapp.transfer.reading.meanings import Meaning, named
from ceapp.transfer.sheets.sheet import Cell, Row, Sheet

LOOKED_AT = 20  # rows in which headers are looked for
_STATE = re.compile(r"state=([a-z]{2})", re.IGNORECASE)
_PROFESSION = re.compile(r"profession=\w+", re.IGNORECASE)
_ROSTER = (
    "CE Broker provider number", "CE Broker course number", "Own course ID", "Publishing number",
    "License number", "Date completed", "State", "Profession", "Subject code", "Hours",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """Columns with their headers, and the rows under them; a column may have no header."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    roster: bool = False  # the list that providers send to CE Broker, which has no headers

    def column(self, place: int) -> list[Cell]:
        """Give the cells of a column that are not empty."""
        return [cell for row in self.rows if (cell := row.at(place)).text]


def table_of(sheet: Sheet) -> Table:
    """Give the table of a sheet: titles above its headers are passed over, two-row headers read."""
    if _is_roster(sheet.rows):
        return _roster(sheet)
    scored = [
        (_score(headers), -taken, -place, headers)
        for place in range(min(LOOKED_AT, len(sheet.rows)))
        for headers, taken in _candidates(sheet.rows, place)
    ]
    score, taken, place, headers = max(scored, default=(0, 0, 0, ()))
    first = -place - taken
    if score < 2:  # nothing that we know; still, words above figures are headers
        first = 1 if _words_above_figures(sheet.rows) else 0
        headers = _texts(sheet.rows[0]) if first else ()
    rows = sheet.rows[first:]
    width = max((len(row.cells) for row in rows), default=0)
    width = max(width, len(headers))
    return Table(headers + ("",) * (width - len(headers)), rows)


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(cell.text for cell in row.cells)


def _words_above_figures(rows: Sequence[Row]) -> bool:
    texts = _texts(rows[0])
    words = len(texts) > 1 and not any(sign.isdigit() for text in texts for sign in text)
    below = rows[1:LOOKED_AT]
    return words and any(sign.isdigit() for row in below for text in _texts(row) for sign in text)


def header_row(sheet: Sheet) -> bool:
    """Say whether a sheet seems to list courses."""
    return sum(1 for one in table_of(sheet).headers if named(one)) >= 2


def _candidates(rows: Sequence[Row], place: int) -> list[tuple[tuple[str, ...], int]]:
    single = tuple(cell.text for cell in rows[place].cells)
    below = rows[place + 1] if place + 1 < len(rows) else None
    if below is None or below.number != rows[place].number + 1 or not _is_words(below):
        return [(single, 1)]
    return [(single, 1), (_two_rows(rows[place], below), 2)]


def _is_words(row: Row) -> bool:
    """Say whether a row can be the lower half of headers: short names, one that we know."""
    texts = [cell.text for cell in row.cells if cell.text]
    short = all(len(text) <= 40 and not any(map(str.isdigit, text)) for text in texts)
    return short and any((known := named(text)) and known[1] < 100 for text in texts)


def _two_rows(upper: Row, lower: Row) -> tuple[str, ...]:
    """Join a header of two rows: a merged upper cell stands over all columns up to the next."""
    headers, above = [], ""
    for place in range(max(len(upper.cells), len(lower.cells))):
        above = upper.at(place).text or above
        below = lower.at(place).text
        known = named(below) if below else None
        headers.append(below if known or not above else f"{above} {below}".strip())
    return tuple(headers)


def _score(headers: Sequence[str]) -> float:
    """Say how much a row looks like headers: each meaning once, and words rather than values."""
    found = {known[0] for one in headers if len(one) <= 60 and (known := named(one))}
    found.discard(Meaning.LEAVE_OUT)
    values = sum(1 for one in headers if re.fullmatch(r"[\d.,/:\s$%-]+", one))
    return len(found) - values - sum(1 for one in headers if len(one) > 60)


def _is_roster(rows: Sequence[Row]) -> bool:
    body = [row for row in rows[:LOOKED_AT] if _STATE.fullmatch(row.at(6).text)]
    return bool(body) and all(_PROFESSION.fullmatch(row.at(7).text) for row in body)


def _roster(sheet: Sheet) -> Table:
    """Name what the roster of CE Broker gives by place only; a number stands for the title."""
    rows = []
    for row in sheet.rows:
        if not _STATE.fullmatch(row.at(6).text):
            continue  # its headers, where somebody added some
        cells = list(row.cells)
        cells[0] = _numbered("CE Broker provider", row.at(0).text)
        cells[1] = _numbered("CE Broker course", row.at(1).text or row.at(2).text)
        rows.append(Row(row.number, tuple(cells)))
    width = max(len(row.cells) for row in rows)
    extra = ("",) * max(0, width - len(_ROSTER))
    return Table((*_ROSTER[: max(width, 8)], *extra), tuple(rows), roster=True)


def _numbered(what: str, number: str) -> Cell:
    return Cell(f"{what} {number}") if number else Cell()
