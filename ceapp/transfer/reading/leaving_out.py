"""Tells the rows that are no courses: totals, headings that repeat, courses not completed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ceapp.transfer.reading.cells import Columns
from ceapp.transfer.reading.meanings import Meaning
from ceapp.transfer.reading.table import Table
from ceapp.transfer.reading.words import is_done
from ceapp.transfer.sheets.sheet import Kind, Row

TOTAL = "Left out: a total, not a course."
HEADING = "Left out: the headings again, not a course."
REMARK = "Left out: a remark, with neither a date nor hours."
NOT_DONE = "Left out: its status is “{status}”, so it is not a completed course."
_TOTAL = re.compile(
    r"(?:grand |sub|over ?all )?totals?\b.*|sum\b.*"
    r"|.{0,40}\b(?:total|sum)(?: hours| ce| credits)?:?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why a row is left out; the person may want some of these all the same."""

    words: str
    may_be_kept: bool = False


def reason_to_leave_out(row: Row, columns: Columns, table: Table) -> WhyNot | None:
    """Say why a row is no course, or None."""
    if _is_heading(row, table):
        return WhyNot(HEADING)
    if _is_total(row, columns):
        return WhyNot(TOTAL)
    if _is_remark(row, columns):
        return WhyNot(REMARK)
    place = columns.place(Meaning.STATUS)
    status = row.at(place).text if place is not None else ""
    if status and not is_done(status):
        return WhyNot(NOT_DONE.format(status=status), may_be_kept=True)
    return None


def _is_heading(row: Row, table: Table) -> bool:
    pairs = zip(row.cells, table.headers, strict=False)
    same = sum(1 for cell, head in pairs if head and cell.text.casefold() == head.casefold())
    return same > 1 and same * 2 > len(row.cells)


def _is_total(row: Row, columns: Columns) -> bool:
    if _text(row, columns, Meaning.COMPLETED):
        return False
    first = next((cell.text for cell in row.cells if cell.text), "")
    named = any(_TOTAL.fullmatch(cell.text) for cell in row.cells if cell.kind is Kind.TEXT)
    return named or _is_number(first)


def _is_remark(row: Row, columns: Columns) -> bool:
    filled = [cell for cell in row.cells if cell.text]
    amount = _text(row, columns, columns.amount or Meaning.HOURS)
    return len(filled) == 1 and not _text(row, columns, Meaning.COMPLETED) and not amount


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[\d.,]+(?: ?h(?:ou)?rs?)?", text))


def _text(row: Row, columns: Columns, meaning: Meaning) -> str:
    place = columns.place(meaning)
    cell = row.at(place) if place is not None else None
    return cell.text if cell else ""
