"""What a draft still needs before it can be imported, as sentences with their places."""

from __future__ import annotations

from collections.abc import Iterator

from ceapp.transfer.forms import NO_COLUMN, NO_FORMAT, NO_ORDER, NO_UNIT, NOTHING_NEW
from ceapp.transfer.reading.interpret import Interpreted
from ceapp.web.filters import long_date
from ceapp.web.forms import Problem


def what_is_missing(found: Interpreted, files: int) -> list[Problem]:
    """Give what must be answered first; nothing where the import can begin."""
    missing = [*_columns(found), *_questions(found)]
    if not missing and not found.imported and not files:
        missing.append(Problem("", NOTHING_NEW))
    return missing


def _columns(found: Interpreted) -> Iterator[Problem]:
    for what in found.lacking:
        yield Problem("columns", NO_COLUMN.format(what=what))


def _questions(found: Interpreted) -> Iterator[Problem]:
    asked = found.questions
    if asked.order and asked.order.answer is None:
        first, second = long_date(asked.order.month_first), long_date(asked.order.day_first)
        words = NO_ORDER.format(text=asked.order.text, first=first, second=second)
        yield Problem("order-mdy", words)
    if asked.unit and asked.unit.answer is None:
        words = NO_UNIT.format(text=asked.unit.text, header=asked.unit.header)
        yield Problem("unit-hours", words)
    for number, one in enumerate(asked.formats):
        if one.answer is None:
            word = f"“{one.word}”" if one.word else "nothing about it"
            yield Problem(f"format-{number}-in-person", NO_FORMAT.format(word=word))
