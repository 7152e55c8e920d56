"""Reads dates and hours as people type them, and says which fault keeps one from being read."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

MOST_HOURS = 400
MINUTES_IN_HOUR = 60
HOURS_IN_CEU = 10
FIRST_YEAR, LAST_YEAR = 1900, 2100
_LONGEST = 60  # characters; more is not a date or an amount
_YEARS_AHEAD = 20  # 4/30/46 typed in 2026 is 2046, 4/30/47 is 1947


class Kind(StrEnum):
    """What keeps a text from being read."""

    EMPTY = "empty"
    INCOMPLETE = "incomplete"
    UNCLEAR = "unclear"
    NOT_REAL = "not-real"
    NOT_UNDERSTOOD = "not-understood"
    OUT_OF_RANGE = "out-of-range"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text cannot be read: `must` completes a sentence that begins with the field's name."""

    kind: Kind
    must: str

    def about(self, what: str) -> str:
        """Give the sentence for the person: "Completion date must include the year, as in …"."""
        return f"{what} {self.must}"


@dataclass(frozen=True, slots=True)
class Amount:
    """Hours that were read; `note` says how, where the text was not simply that number."""

    hours: Decimal
    note: str = ""


_NO_DATE = Fault(Kind.EMPTY, "must be given, as in 11/20/2026 or Nov 20, 2026")
_NOT_A_DATE = Fault(Kind.NOT_UNDERSTOOD, "must be a date, like 11/20/2026 or Nov 20, 2026")
_NO_YEAR = Fault(Kind.INCOMPLETE, "must include the year, as in Nov 20, 2026")
_NO_DAY = Fault(Kind.INCOMPLETE, "must include the day, as in Nov 20, 2026")
_NO_MONTH = Fault(Kind.INCOMPLETE, "must include the month and the day, as in Nov 20, 2026")
_RUN_TOGETHER = Fault(
    Kind.UNCLEAR, "must show where month, day and year part, as in 11/20/2026 or Nov 20, 2026"
)
_TOO_FEW_NUMBERS: dict[tuple[int, ...], Fault] = {(4,): _NO_MONTH, (6,): _RUN_TOGETHER}
_NO_HOURS = Fault(Kind.EMPTY, "must be given as a number, like 3 or 1.5")
_NOT_HOURS = Fault(Kind.NOT_UNDERSTOOD, "must be a number, like 3 or 1.5")
_COMMA = Fault(Kind.UNCLEAR, "must be written with a point and no comma, as in 1.5")
_TOO_FINE = Fault(Kind.NOT_UNDERSTOOD, "must have two decimal places at most, as in 1.25")
_TOO_FEW = Fault(Kind.OUT_OF_RANGE, "must be more than 0")
_TOO_MANY = Fault(Kind.OUT_OF_RANGE, f"must be {MOST_HOURS} or less")

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_WEEKDAYS = {name.lower() for name in calendar.day_name} | {
    name.lower() for name in calendar.day_abbr
}
_IGNORED = _WEEKDAYS | {"the", "of", "st", "nd", "rd", "th", "tues", "thur", "thurs"}
_DATE_TEXT = re.compile(r"[0-9a-z ,./'\-]+")
_DATE_PARTS = re.compile(r"[0-9]+|[a-z]+")


def read_date(text: str, *, today: date) -> date | Fault:
    """Read a date, month before day where both are numbers; years of two digits are near `today`.

    Gives the fault instead of guessing: a missing part, a day that does not exist, 20/11/2026.
    """
    text = _tidy(text)
    if not text:
        return _NO_DATE
    spoken = {"today": today, "yesterday": today - timedelta(days=1)}
    if text in spoken:
        return spoken[text]
    if len(text) > _LONGEST or not _DATE_TEXT.fullmatch(text):
        return _NOT_A_DATE
    parts = [part for part in _DATE_PARTS.findall(text) if part not in _IGNORED]
    words = [part for part in parts if part.isalpha()]
    numbers = [part for part in parts if part.isdigit()]
    if not words:
        return _from_numbers(numbers, today)
    if len(words) > 1 or words[0] not in _MONTHS:
        return _NOT_A_DATE
    return _from_name(_MONTHS[words[0]], numbers, today)


def _from_name(month: int, numbers: Sequence[str], today: date) -> date | Fault:
    match [len(number) for number in numbers]:
        case [4]:
            return _NO_DAY
        case [1 | 2]:
            return _NO_YEAR
        case [4, 1 | 2]:
            return _real(int(numbers[0]), month, int(numbers[1]))
        case [1 | 2, 2 | 4]:
            return _real(_year(numbers[1], today), month, int(numbers[0]))
        case _:
            return _NOT_A_DATE


def _from_numbers(numbers: Sequence[str], today: date) -> date | Fault:
    match [len(number) for number in numbers]:
        case [4, 1 | 2, 1 | 2]:
            year, month, day = map(int, numbers)
            return _real(year, month, day)
        case [1 | 2, 1 | 2, 2 | 4]:
            return _month_first(int(numbers[0]), int(numbers[1]), _year(numbers[2], today))
        case [8]:
            return _eight_digits(numbers[0])
        case [1 | 2, 1 | 2]:
            return _NO_YEAR
        case [1 | 2, 4] | [4, 1 | 2]:
            return _NO_DAY
        case other:
            return _TOO_FEW_NUMBERS.get(tuple(other), _NOT_A_DATE)


def _eight_digits(digits: str) -> date | Fault:
    if int(digits[:2]) > 12:  # no month, so it begins with the year
        return _real(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    return _month_first(int(digits[:2]), int(digits[2:4]), int(digits[4:]))


def _month_first(month: int, day: int, year: int) -> date | Fault:
    if month <= 12 or day > 12:
        return _real(year, month, day)
    swapped = _real(year, day, month)
    if isinstance(swapped, Fault):
        return swapped
    return Fault(
        Kind.UNCLEAR,
        f"must have the month before the day: if you mean {swapped:%B} {swapped.day}, "
        f"write {swapped:%m/%d/%Y} or {swapped:%b} {swapped.day}, {swapped.year}",
    )


def _year(digits: str, today: date) -> int:
    if len(digits) == 4:
        return int(digits)
    latest = today.year + _YEARS_AHEAD
    return latest - (latest - int(digits)) % 100


def _real(year: int, month: int, day: int) -> date | Fault:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Fault(
            Kind.OUT_OF_RANGE, f"must have a year from {FIRST_YEAR} to {LAST_YEAR}, not {year:04}"
        )
    if not 1 <= month <= 12:
        return Fault(Kind.NOT_REAL, f"must be a real date: there is no month {month}")
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        return Fault(
            Kind.NOT_REAL,
            f"must be a real date: {calendar.month_name[month]} {year} has {days} days",
        )
    return date(year, month, day)


_NUMBER = r"([0-9]+\.?[0-9]*|\.[0-9]+)"
_HOUR_WORD = r"(?:ce |contact |clock )?(?:h|hrs?|hours?)|ce(?: credits?)?"
_MINUTE_WORD = r"(?:m|mins?|minutes?)"
_PLAIN = re.compile(rf"{_NUMBER} ?(?:{_HOUR_WORD})?")
_CEU = re.compile(rf"{_NUMBER} ?ceus?")
_MINUTES = re.compile(rf"{_NUMBER} ?{_MINUTE_WORD}")
_CLOCK = re.compile(
    rf"([0-9]+) ?(?:h|hrs?|hours?)(?: and)? ?([0-5]?[0-9]) ?{_MINUTE_WORD}?|([0-9]+):([0-5][0-9])"
)
_PART = re.compile(rf"(?:([0-9]+) )?([1-3])/([234]) ?(?:{_HOUR_WORD})?")
_GLYPHS = {"½": " 1/2", "¼": " 1/4", "¾": " 3/4"}


def read_hours(text: str) -> Amount | Fault:
    """Read CE hours: 1.5, 1 1/2, 1 h 30, 1:30, 90 minutes, or 0.6 CEU (6 hours).

    A part of an hour that hundredths cannot hold is rounded down, so that no hour is claimed
    that was not earned; the note says so.
    """
    typed = " ".join(text.split())
    for glyph, written in _GLYPHS.items():
        text = text.replace(glyph, written)
    text = _tidy(text).replace(". ", " ").removesuffix(".") or _tidy(text)
    if not text:
        return _NO_HOURS
    if len(text) > _LONGEST:
        return _NOT_HOURS
    if re.fullmatch(rf"- ?{_NUMBER}.*", text):
        return _TOO_FEW
    if re.fullmatch(r"[0-9]+,[0-9]+.*", text):
        return _COMMA
    return _plain(text) or _ceu(text, typed) or _in_parts(text, typed) or _NOT_HOURS


def _plain(text: str) -> Amount | Fault | None:
    found = _PLAIN.fullmatch(text)
    return _exactly(_fraction(found[1])) if found else None


def _ceu(text: str, typed: str) -> Amount | Fault | None:
    found = _CEU.fullmatch(text)
    if not found:
        return None
    read = _exactly(_fraction(found[1]) * HOURS_IN_CEU)
    if isinstance(read, Fault):
        return read
    return Amount(read.hours, f"read from {typed}; 1 CEU is {HOURS_IN_CEU} hours")


def _in_parts(text: str, typed: str) -> Amount | Fault | None:
    if found := _MINUTES.fullmatch(text):
        hours = _fraction(found[1]) / MINUTES_IN_HOUR
    elif found := _CLOCK.fullmatch(text):
        whole, minutes = (found[1], found[2]) if found[1] else (found[3], found[4])
        hours = int(whole) + Fraction(int(minutes), MINUTES_IN_HOUR)
    elif (found := _PART.fullmatch(text)) and int(found[2]) < int(found[3]):
        hours = int(found[1] or 0) + Fraction(int(found[2]), int(found[3]))
    else:
        return None
    hundredths = int(hours * 100)  # rounds down
    read = _exactly(Fraction(hundredths, 100))
    if isinstance(read, Fault):
        return read
    rounded = ", rounded down to the hundredth of an hour" if hundredths != hours * 100 else ""
    return Amount(read.hours, f"read from {typed}{rounded}")


def _exactly(hours: Fraction) -> Amount | Fault:
    if hours <= 0:
        return _TOO_FEW
    if hours > MOST_HOURS:
        return _TOO_MANY
    hundredths = hours * 100
    if hundredths.denominator != 1:
        return _TOO_FINE
    return Amount(Decimal(hundredths.numerator) / 100)


def _fraction(digits: str) -> Fraction:
    return Fraction(digits.removesuffix("."))


def _tidy(text: str) -> str:
    # Dashes and apostrophes that phones and word processors put in the place of the plain ones.
    for fancy, plain in (
        ("\u2010", "-"),
        ("\u2011", "-"),
        ("\u2013", "-"),
        ("\u2212", "-"),
        ("\u2019", "'"),
    ):
        text = text.replace(fancy, plain)
    return " ".join(text.lower().split())
