"""Reads the CSV of courses that `ceapp standing` takes; a fault names its line and column."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

from ceapp.errors import BadInput
from ceapp.rules.credit import Credit
from ceapp.rules.vocabulary import Activity, Format, Topics

COLUMNS = ("title", "provider", "completed", "hours", "topics", "format", "activity", "approvals")
NEEDED = ("title", "completed", "hours")
MOST_HOURS = 400
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_WITHOUT_FORMAT = frozenset(Activity) - {Activity.COURSE, Activity.ACADEMIC_COURSE}
Word = TypeVar("Word", Activity, Format)


def read_courses(file: Path, topics: Topics) -> tuple[Credit, ...]:
    """Give the courses of a CSV file in its order; raise `BadInput` at the first fault."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, strict=True, skipinitialspace=True)
            reader.fieldnames = [name.strip().lower() for name in reader.fieldnames or ()]
            _check_columns(reader.fieldnames)
            return tuple(_rows(reader, topics))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadInput(f"{file.name} cannot be read as a CSV file in UTF-8: {error}.") from error


def iso_date(text: str, *, what: str) -> date:
    """Read 2027-03-31; `what` names the value in the message."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadInput(
            f"{what} is {text!r}; write a real date as YYYY-MM-DD, such as 2027-03-31."
        ) from None


def _check_columns(found: Sequence[str]) -> None:
    unknown = [name for name in found if name not in COLUMNS]
    missing = [name for name in NEEDED if name not in found]
    if missing:
        raise BadInput(f"The first line has no column {missing[0]!r}; name it there.")
    if unknown:
        raise BadInput(f"Column {unknown[0]!r} is not known; the columns are {', '.join(COLUMNS)}.")


def _rows(reader: csv.DictReader[str], topics: Topics) -> Iterator[Credit]:
    for row in reader:
        where = f"Line {reader.line_num}"
        if None in row or None in row.values():
            raise BadInput(f"{where} has another number of values than the first line has columns.")
        yield _credit({name: text.strip() for name, text in row.items()}, where, topics)


def _credit(row: dict[str, str], where: str, topics: Topics) -> Credit:
    if not row["title"]:
        raise BadInput(f"{where}: title is empty.")
    hours = _hours(row["hours"], f"{where}: hours")
    activity = _word(Activity, row.get("activity") or Activity.COURSE, f"{where}: activity")
    return Credit(
        key=where,
        title=row["title"],
        provider=row.get("provider", ""),
        completed=iso_date(row["completed"], what=f"{where}: completed"),
        hours=hours,
        topics=_topics(row.get("topics", ""), hours, f"{where}: topics", topics),
        format=_format(row.get("format", ""), activity, f"{where}: format"),
        activity=activity,
        approvals=frozenset(_approvals(row.get("approvals", ""), f"{where}: approvals")),
    )


def _hours(text: str, what: str) -> Decimal:
    try:
        hours = Decimal(text) if re.fullmatch(r"\d*\.?\d+", text, re.ASCII) else None
    except InvalidOperation:
        hours = None
    if hours is None or not 0 < hours <= MOST_HOURS:
        raise BadInput(
            f"{what} is {text!r}; give a number above 0 and up to {MOST_HOURS}, such as 1.5."
        )
    return hours


def _topics(text: str, hours: Decimal, what: str, topics: Topics) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        slug, colon, amount = (piece.strip() for piece in part.partition(":"))
        if slug not in topics.labels:
            raise BadInput(f"{what}: {slug!r} is no topic; `ceapp rules show` names them.")
        if slug in found:
            raise BadInput(f"{what}: {slug!r} is named twice; give its hours once.")
        found[slug] = _hours(amount, f"{what}: {slug}") if colon else hours
        if found[slug] > hours:
            raise BadInput(f"{what}: {slug!r} has {amount} hours, more than the course's {hours}.")
    return found


def _format(text: str, activity: Activity, what: str) -> Format | None:
    if not text and activity in _WITHOUT_FORMAT:
        return None
    return _word(Format, text, what)


def _word(kind: type[Word], text: str, what: str) -> Word:
    try:
        return kind(text)
    except ValueError:
        raise BadInput(f"{what} is {text!r}; write one of {', '.join(kind)}.") from None


def _approvals(text: str, what: str) -> Iterator[str]:
    for slug in filter(None, (part.strip() for part in text.split(";"))):
        if not _SLUG.fullmatch(slug):
            raise BadInput(f"{what}: {slug!r} is not written like aswb-ace;apa.")
        yield slug
