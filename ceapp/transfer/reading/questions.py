"""What a file leaves open, asked once for all of its rows and never guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ceapp.courses.forms import TAKEN_SOMEHOW
from ceapp.rules.vocabulary import Format
from ceapp.transfer.reading.answers import Answers
from ceapp.transfer.reading.days import Clear, Order, TwoWays, order_of, read_day
from ceapp.transfer.reading.matching import unit_unclear
from ceapp.transfer.reading.meanings import AMOUNTS, Meaning
from ceapp.transfer.reading.words import activity_of, folded, format_of
from ceapp.transfer.sheets.sheet import Cell, Row, column_name
from ceapp.web.typed import Amount, read_hours

MOST_FORMATS = 12  # words asked about; rows with others are corrected one by one
UNIT_WORDS = {Meaning.HOURS: "", Meaning.CEUS: " CEU", Meaning.MINUTES: " minutes"}


@dataclass(frozen=True, slots=True)
class OrderQuestion:
    """Is 03/04/2026 March 4 or April 3? `both` where clear dates of the file contradict."""

    row: int
    text: str
    month_first: date
    day_first: date
    rows: int
    both: bool
    answer: Order | None


@dataclass(frozen=True, slots=True)
class UnitQuestion:
    """What is one of these amounts? `readings` give the hours that each unit makes of `text`."""

    row: int
    text: str
    header: str
    readings: Mapping[Meaning, Decimal]
    answer: Meaning | None


@dataclass(frozen=True, slots=True)
class FormatQuestion:
    """How were the courses taken of which the sheet says `word`, or nothing."""

    word: str
    key: str
    rows: int
    first: int
    answer: Format | None


@dataclass(frozen=True, slots=True)
class Questions:
    """All that is asked, answered or not, and the order of dates that the file itself shows."""

    order: OrderQuestion | None
    unit: UnitQuestion | None
    formats: tuple[FormatQuestion, ...]
    shown: Order | None

    @property
    def open(self) -> int:
        """How many have no answer yet."""
        asked = (self.order, self.unit, *self.formats)
        return sum(1 for one in asked if one is not None and one.answer is None)


def questions_of(
    headers: Sequence[str],
    rows: Sequence[Row],
    meanings: Sequence[Meaning],
    answers: Answers,
    today: date,
) -> Questions:
    """Give what is to be asked about the rows that are courses; columns mean `meanings`."""
    order, shown = _order(rows, meanings, answers, today)
    formats = tuple(_formats(rows, meanings, answers))
    return Questions(order, _unit(headers, rows, meanings, answers), formats, shown)


def _order(
    rows: Sequence[Row], meanings: Sequence[Meaning], answers: Answers, today: date
) -> tuple[OrderQuestion | None, Order | None]:
    if Meaning.COMPLETED not in meanings:
        return None, None
    place = meanings.index(Meaning.COMPLETED)
    days = [(row, cell, read_day(cell, today)) for row in rows if (cell := row.at(place)).text]
    shown = order_of(day for _, _, day in days)
    unclear = [
        (row, cell, day)
        for row, cell, day in days
        if isinstance(day, TwoWays) and "completed" not in answers.fixes.get(row.number, {})
    ]
    if not unclear or shown:
        return None, shown
    row, cell, day = unclear[0]
    both = any(isinstance(one, Clear) and one.shows for _, _, one in days)
    return (
        OrderQuestion(
            row.number,
            cell.text,
            day.month_first,
            day.day_first,
            len(unclear),
            both,
            answers.order,
        ),
        None,
    )


def _unit(
    headers: Sequence[str], rows: Sequence[Row], meanings: Sequence[Meaning], answers: Answers
) -> UnitQuestion | None:
    place = next((place for place, one in enumerate(meanings) if one in AMOUNTS), None)
    if place is None or place in answers.columns:
        return None
    header = headers[place]
    cells = [cell for row in rows if (cell := row.at(place)).text]
    if not unit_unclear(header, cells, meanings[place]):
        return None
    for row in rows:
        cell = row.at(place)
        readings = _readings(cell)
        if readings:
            named = header or f"column {column_name(place)}"
            return UnitQuestion(row.number, cell.text, named, readings, answers.unit)
    return None


def _readings(cell: Cell) -> dict[Meaning, Decimal]:
    if not cell.text.replace(".", "", 1).isdecimal():
        return {}
    found = {}
    for meaning, words in UNIT_WORDS.items():
        read = read_hours(cell.text + words)
        if isinstance(read, Amount):
            found[meaning] = read.hours
    return found


def _formats(
    rows: Sequence[Row], meanings: Sequence[Meaning], answers: Answers
) -> list[FormatQuestion]:
    place = meanings.index(Meaning.FORMAT) if Meaning.FORMAT in meanings else None
    kind = meanings.index(Meaning.ACTIVITY) if Meaning.ACTIVITY in meanings else None
    words: Counter[str] = Counter()
    seen: dict[str, tuple[str, int]] = {}
    for row in rows:
        text = row.at(place).text if place is not None else ""
        activity = activity_of(row.at(kind).text) if kind is not None else None
        needs_none = activity is not None and activity not in TAKEN_SOMEHOW
        fixed = answers.fixes.get(row.number, {}).get("format")
        if needs_none or fixed or format_of(text):
            continue
        words[folded(text)] += 1
        seen.setdefault(folded(text), (text, row.number))
    return [
        FormatQuestion(seen[key][0], key, many, seen[key][1], answers.formats.get(key))
        for key, many in words.most_common(MOST_FORMATS)
    ]
