"""Every course of a span of days, and what each license made of it in the period it lies in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ceapp.boards.lists import Approval
from ceapp.courses.models import Course
from ceapp.reports.packet import approvals_of, kind_of
from ceapp.standing.answers import ZERO, listed
from ceapp.standing.assemble import LicenseStanding
from ceapp.standing.where_counts import outcome_of
from ceapp.web.filters import count, hours, long_date, short_date

MOST_COLUMNS = 3
NO_PERIOD = "no period of this license"
CLOSING = (
    "From the license holder’s own record. Counted by the rules as read on {day}, each course in "
    "the renewal period that it lies in. The boards decide."
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one license made of one course: the hours that count, and a few words where not all.

    `kind` is yes, no, or ask for hours that count for now, to be confirmed.
    """

    hours: Decimal
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One course, with a cell for each license."""

    course_id: int
    completed: date
    title: str
    provider: str
    kind: str
    approvals: str
    hours: Decimal
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Transcript:
    """The courses completed from `since` to `until`, both included, the earliest first."""

    person: str
    since: date
    until: date
    as_of: date
    licenses: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def hours(self) -> Decimal:
        """The hours of all courses, counted or not."""
        return sum((line.hours for line in self.lines), ZERO)

    @property
    def totals(self) -> tuple[Decimal, ...]:
        """The hours that count for each license."""
        return tuple(
            sum((line.cells[place].hours for line in self.lines), ZERO)
            for place in range(len(self.licenses))
        )

    @property
    def answer(self) -> str:
        """The whole in a few words."""
        if not self.lines:
            return "No course was completed in these days"
        return f"{count(self.hours, 'hour')} in {count(len(self.lines), 'course')}"

    @property
    def span(self) -> str:
        """Write March 1, 2025 to November 22, 2026."""
        return f"{long_date(self.since)} to {long_date(self.until)}"


def transcript_of(
    courses: Iterable[Course],
    standings: Sequence[LicenseStanding],
    *,
    person: str,
    since: date,
    until: date,
    as_of: date,
    approvals: Mapping[str, Approval],
) -> Transcript:
    """Lay out the transcript of `courses`; `standings` are those of every period they lie in."""
    held: dict[int, list[LicenseStanding]] = {}
    for one in standings:
        held.setdefault(one.held.id, []).append(one)
    return Transcript(
        person=person,
        since=since,
        until=until,
        as_of=as_of,
        licenses=tuple(periods[0].name for periods in held.values()),
        lines=tuple(
            Line(
                course_id=course.id,
                completed=course.completed,
                title=course.title,
                provider=course.provider,
                kind=kind_of(course),
                approvals=approvals_of(course, approvals),
                hours=course.hours,
                cells=tuple(_cell(course, periods) for periods in held.values()),
            )
            for course in courses
        ),
    )


def transcript_data(transcript: Transcript) -> dict[str, Any]:
    """Give everything that the transcript's template prints."""
    by_license = len(transcript.licenses) <= MOST_COLUMNS
    return {
        "title": f"Transcript of continuing education, {transcript.person}",
        "person": transcript.person,
        "as_of": f"As of {long_date(transcript.as_of)}",
        "foot": f"{transcript.person} · transcript · {transcript.span}",
        "answer": transcript.answer,
        "lede": " · ".join(
            filter(None, (transcript.person, listed(transcript.licenses), transcript.span))
        ),
        "licenses": list(transcript.licenses) if by_license else ["Counts for"],
        "courses": [_line_data(line, transcript) for line in transcript.lines],
        "together": hours(transcript.hours),
        "totals": [hours(total) for total in transcript.totals] if by_license else [""],
        "closing": CLOSING.format(day=long_date(transcript.as_of)),
    }


def _cell(course: Course, periods: Iterable[LicenseStanding]) -> Cell:
    for one in periods:
        if one.standing is not None and course.completed in one.standing.period:
            for found in one.standing.courses:
                if found.credit.key == str(course.id):
                    return Cell(*outcome_of(found, one.standing))
    return Cell(ZERO, "no", NO_PERIOD)


def _line_data(line: Line, transcript: Transcript) -> dict[str, Any]:
    cells = [_cell_data(cell) for cell in line.cells]
    if len(transcript.licenses) > MOST_COLUMNS:
        counting = [
            f"{name} {hours(cell.hours)}"
            for name, cell in zip(transcript.licenses, line.cells, strict=True)
            if cell.hours
        ]
        cells = [{"counts": False, "hours": listed(counting) or "none", "words": ""}]
    return {
        "completed": short_date(line.completed),
        "title": line.title,
        "line": " · ".join(filter(None, (line.provider, line.approvals, line.kind))),
        "hours": hours(line.hours),
        "cells": cells,
    }


def _cell_data(cell: Cell) -> dict[str, Any]:
    return {"counts": cell.kind == "yes", "hours": hours(cell.hours), "words": cell.words}
