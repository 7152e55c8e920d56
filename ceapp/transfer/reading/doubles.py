"""Finds the rows that repeat a course of the log, or an earlier row of the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ceapp.courses.entry import Entry
from ceapp.transfer.reading.outcome import Logged
from ceapp.web.filters import count, long_date

SAME = "Already logged"
SAME_SENTENCE = " on {day}, with the same hours."
OTHER_HOURS = "Probably logged already"
OTHER_HOURS_SENTENCE = " on {day}, but with {hours}."
OTHER_TITLE = "Probably “{title}”,"
OTHER_TITLE_SENTENCE = " logged for the same day and hours; the title differs."
TWICE = "Duplicate of row {row}"
TWICE_SENTENCE = ": the same title, day and hours."


@dataclass(frozen=True, slots=True)
class Double:
    """What a row repeats: a course of the log, or a row (`same` is None then)."""

    head: str
    words: str
    same: Logged | None = None


@dataclass
class Doubles:
    """What is known so far: the log by day, and the rows that were read."""

    log: Iterable[Logged]
    _by_day: dict[date, list[Logged]] = field(default_factory=lambda: defaultdict(list))
    _rows: dict[tuple[str, date, Decimal], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for course in self.log:
            if course.planned:  # taking it is no repeat of having planned it
                continue
            self._by_day[course.completed].append(course)

    def of(self, number: int, entry: Entry) -> Double | None:
        """Say what a row repeats, and remember it for the rows after it."""
        key = (_plain(entry.title), entry.completed, entry.hours)
        earlier = self._rows.setdefault(key, number)
        found = self._in_log(entry)
        if found is None and earlier != number:
            return Double(TWICE.format(row=earlier), TWICE_SENTENCE)
        return found

    def _in_log(self, entry: Entry) -> Double | None:
        day = long_date(entry.completed)
        likely: Double | None = None
        for course in self._by_day.get(entry.completed, ()):
            same_title = _plain(course.title) == _plain(entry.title)
            same_hours = course.hours == entry.hours
            if same_title and same_hours:
                return Double(SAME, SAME_SENTENCE.format(day=day), course)
            if same_title:
                words = OTHER_HOURS_SENTENCE.format(day=day, hours=count(course.hours, "hour"))
                likely = Double(OTHER_HOURS, words, course)
            elif same_hours and _same_provider(course.provider, entry.provider) and not likely:
                head = OTHER_TITLE.format(title=course.title)
                likely = Double(head, OTHER_TITLE_SENTENCE, course)
        return likely


def _same_provider(one: str, other: str) -> bool:
    a, b = _plain(one), _plain(other)
    return not a or not b or a in b or b in a


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
