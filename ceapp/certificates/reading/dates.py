"""Dates as certificates print them: single days, days of several, and periods."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_FIRST_YEAR, _LAST_YEAR = 1980, 2079
_MONTHS = {name.lower(): at for at, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name[:3]: at for name, at in _MONTHS.items()} | {"sept": 9}
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<{0}>[0-3]?\d)(?:\s?(?:st|nd|rd|th))?(?![\d/])"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_TO = r"\s*(?:-|–|—|\u2011|to|through|thru|until|and|&)\s*"
_WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+|(?:mon|tue|wed|thu|fri|sat|sun)\.?,?\s+)?"
)
_NUMBER = (
    r"(?<![\d/.#-])(?P<{0}>\d{{1,2}})(?P<{3}>[/.-])(?P<{1}>\d{{1,2}})(?P={3})"
    r"(?P<{2}>(?:19|20)?\d\d)(?![\d/]|[.-]\d)"
)

# The last day is the one that counts; `first` says where a period begins.
_M1, _M, _D1, _D = (
    _MONTH.format("m1"), _MONTH.format("m"), _DAY.format("d1"), _DAY.format("d"),
)  # fmt: skip
_SHAPES = (
    # July 18 – August 2, 2025; July 18, 2025 – August 2, 2025
    (
        rf"{_WEEKDAY}\b{_M1}\s+{_D1}(?:,?\s*(?P<y1>(?:19|20)\d\d))?{_TO}"
        rf"{_WEEKDAY}{_M}\s+{_D},?\s*{_YEAR}"
    ),
    # October 2–4, 2025; March 3, 10 and 17, 2025
    (
        rf"{_WEEKDAY}\b{_M}\s+{_D1}(?:\s*,\s*[0-3]?\d(?:st|nd|rd|th)?)*"
        rf"\s*,?{_TO}{_WEEKDAY}{_D},?\s*{_YEAR}"
    ),
    rf"\b{_M}\s+{_D},?\s*(?:of\s+)?{_YEAR}",
    # 18 – 19 July 2025
    rf"\b{_D1}{_TO}{_D}\s+(?:of\s+)?{_M},?\s*{_YEAR}",
    rf"(?<![\d/.])\b{_D}(?:\s+day)?\s*[-\s]\s*(?:of\s+)?{_M}[-,]?\s*{_YEAR}",
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/.](?P<mm>\d\d?)[-/.](?P<d>\d\d?)(?![\d/])",
)
_WRITTEN = [re.compile(shape, re.IGNORECASE) for shape in _SHAPES]
_ONE = _NUMBER.format("a", "b", "c", "s")
_PERIOD = re.compile(rf"{_NUMBER.format('a1', 'b1', 'c1', 's1')}{_TO}{_ONE}", re.IGNORECASE)
_SINGLE = re.compile(_ONE)
_PERIOD_ISO = re.compile(
    r"(?P<y1>(?:19|20)\d\d)-(?P<m1>\d\d)-(?P<d1>\d\d)\s*(?:-|–|—|to|through|/)\s*"
    r"(?P<year>(?:19|20)\d\d)-(?P<mm>\d\d)-(?P<d>\d\d)", re.IGNORECASE,
)  # fmt: skip
# Numbers that look like the start or end of a day without being a whole date.
_ABROAD = re.compile(
    r"\b(?:london|u\.?k\.|united kingdom|england|scotland|wales|ireland|dublin|australia|sydney"
    r"|melbourne|new zealand|canada|ontario|toronto|alberta|british columbia|vancouver|quebec"
    r"|bst|gmt|cpd|bacp|programme|centre|counselling|organisation|dd/mm/yyyy|dd\.mm\.yyyy)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text; `first` is where its period begins, None for a single day.

    `last` is None where the text is no real day or may be read in two ways.
    """

    start: int
    end: int
    last: date | None
    first: date | None = None
    days: int = 1

    @property
    def long(self) -> bool:
        """Say whether it is a period of approval rather than the days of a course."""
        return bool(self.first and self.last and (self.last - self.first).days > 200)


def day_first(text: str) -> bool:
    """Say whether a document seems to write the day before the month."""
    if _ABROAD.search(text):
        return True
    return any(
        int(one["a"]) > 12 >= int(one["b"]) and _day(one["c"], one["b"], one["a"])
        for one in _SINGLE.finditer(text)
    )


def dates_in(text: str, *, unclear: bool = False) -> list[Dated]:
    """Give the dates in a text, in order; `unclear` where a day may stand before its month."""
    found: list[Dated] = []
    for one in (*_written(text), *_numbers(text, unclear=unclear)):
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _written(text: str) -> Iterator[Dated]:
    for match in _PERIOD_ISO.finditer(text):
        first = _day(match["y1"], match["m1"], match["d1"])
        last = _day(match["year"], match["mm"], match["d"])
        yield Dated(match.start(), match.end(), _in_order(first, last), first, 2)
    for shape in _WRITTEN:
        for match in shape.finditer(text):
            parts = match.groupdict()
            month = parts.get("mm") or _MONTHS[parts["m"].lower().rstrip(".")]
            last = _day(parts["year"], month, parts["d"])
            first = None
            if parts.get("d1"):
                before = _MONTHS[parts["m1"].lower().rstrip(".")] if parts.get("m1") else month
                first = _day(parts.get("y1") or parts["year"], before, parts["d1"])
            several = bool(parts.get("d1"))
            last = _in_order(first, last) if several else last
            yield Dated(match.start(), match.end(), last, first, 2 if several else 1)


def _numbers(text: str, *, unclear: bool) -> Iterator[Dated]:
    for match in _PERIOD.finditer(text):
        first = _numeric(match["a1"], match["b1"], match["c1"], match["s1"], unclear=unclear)
        last = _numeric(match["a"], match["b"], match["c"], match["s"], unclear=unclear)
        yield Dated(match.start(), match.end(), _in_order(first, last), first, 2)
    for match in _SINGLE.finditer(text):
        last = _numeric(match["a"], match["b"], match["c"], match["s"], unclear=unclear)
        yield Dated(match.start(), match.end(), last)


def _numeric(a: str, b: str, year: str, sign: str, *, unclear: bool) -> date | None:
    month, day = int(a), int(b)
    if month > 12 >= day:
        return _day(year, day, month)
    if (unclear or sign == ".") and month <= 12 and day <= 12 and month != day:
        return None
    return _day(year, month, day)


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    whole = int(year)
    whole += 2000 if whole < 80 else 1900 if whole < 100 else 0
    if not _FIRST_YEAR <= whole <= _LAST_YEAR:
        return None
    try:
        return date(whole, int(month), int(day))
    except ValueError:
        return None


def _in_order(first: date | None, last: date | None) -> date | None:
    return last if first and last and first <= last else None
