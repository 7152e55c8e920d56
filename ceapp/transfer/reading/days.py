"""Dates as sheets hold them: read where they are clear, asked about where they are not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from ceapp.transfer.sheets.sheet import Cell, Kind
from ceapp.web.typed import Fault, read_date

FIRST_YEAR = 1970
SERIAL = (
    "is only a number. In the spreadsheet, format the column as a date, or write it like 11/20/2026"
)
NOT_STORED = "the cell holds a formula whose result is not stored in the file"
BROKEN_CELL = "the cell shows the error {text} of the spreadsheet"
MISSING = "is empty"
NOT_A_DAY = "is no date that can be read"
SHORT_YEAR = "may begin with its year or with its day. Write the year with four digits"
TOO_EARLY = f"is before {FIRST_YEAR}"
TOO_LATE = "is after next year"
_TIME = re.compile(
    r"[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?"
    r"\s*(?:Z|[A-Z]{2,4}|[+-]\d\d:?\d\d)?$",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_RUN = re.compile(r"\d{8}")


class Order(StrEnum):
    """Which of two numbers is the month."""

    MONTH_FIRST = "mdy"
    DAY_FIRST = "dmy"


@dataclass(frozen=True, slots=True)
class TwoWays:
    """A date that is another day in each order."""

    month_first: date
    day_first: date

    def by(self, order: Order) -> date:
        """Give the day that an order makes of it."""
        return self.month_first if order is Order.MONTH_FIRST else self.day_first


@dataclass(frozen=True, slots=True)
class Clear:
    """A date that can be read in one way; `shows` is the order that it gives away."""

    day: date
    shows: Order | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a cell cannot be read; completes a sentence that begins with its text."""

    why: str


@lru_cache(maxsize=4096)
def read_day(cell: Cell, today: date) -> Clear | TwoWays | Unreadable:
    """Read a cell as a date. What cannot be read is never today, and nothing is guessed."""
    if fault := cell_fault(cell):
        return Unreadable(fault)
    if cell.kind is Kind.NUMBER and not _RUN.fullmatch(cell.text):
        return Unreadable(SERIAL)
    text = _TIME.sub("", cell.text).strip()
    numbers = _NUMBERS.fullmatch(text)
    read = _from_numbers(*numbers.groups(), today=today) if numbers else _from_text(text, today)
    return _within(read, today)


def cell_fault(cell: Cell) -> str:
    """Say what keeps a cell from having a text at all, or ""."""
    if cell.kind is Kind.FORMULA:
        return NOT_STORED
    if cell.kind is Kind.ERROR:
        return BROKEN_CELL.format(text=cell.text)
    return "" if cell.text else MISSING


def order_of(days: Iterable[Clear | TwoWays | Unreadable]) -> Order | None:
    """Give the order that the clear dates of a column show; None where none or both are shown."""
    shown = {one.shows for one in days if isinstance(one, Clear) and one.shows}
    return shown.pop() if len(shown) == 1 else None


def _from_text(text: str, today: date) -> Clear | TwoWays | Unreadable:
    if _RUN.fullmatch(text) and not 1900 <= int(text[:4]) <= 2100:
        return _from_numbers(text[:2], text[2:4], text[4:], today=today)
    if not any(sign.isdigit() for sign in text):  # such as "today", which a sheet cannot mean
        return Unreadable(NOT_A_DAY)
    read = read_date(text, today=today)
    return Unreadable(NOT_A_DAY) if isinstance(read, Fault) else Clear(read)


def _from_numbers(
    first: str, second: str, year: str, *, today: date
) -> Clear | TwoWays | Unreadable:
    a, b = int(first), int(second)
    if len(year) == 2 and a > 12 and int(year) <= 31:
        return Unreadable(SHORT_YEAR)
    whole = int(year) if len(year) == 4 else _whole_year(int(year), today)
    month_first, day_first = _real(whole, a, b), _real(whole, b, a)
    if month_first and day_first and month_first != day_first:
        return TwoWays(month_first, day_first)
    if month_first:
        return Clear(month_first, Order.MONTH_FIRST if b > 12 else None)
    if day_first:
        return Clear(day_first, Order.DAY_FIRST)
    return Unreadable("is no real date")


def _whole_year(short: int, today: date) -> int:
    latest = today.year + 1  # no course is dated later than next year
    return latest - (latest - short) % 100


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _within(read: Clear | TwoWays | Unreadable, today: date) -> Clear | TwoWays | Unreadable:
    if isinstance(read, Unreadable):
        return read
    days = [read.day] if isinstance(read, Clear) else [read.month_first, read.day_first]
    if all(day.year < FIRST_YEAR for day in days):
        return Unreadable(TOO_EARLY)
    if all(day.year > today.year + 1 for day in days):
        return Unreadable(TOO_LATE)
    return read
