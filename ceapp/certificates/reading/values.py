"""What reading a file gives: its kind, and drafts of courses whose values know their place."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar

Kind = Literal["certificate", "transcript", "receipt", "syllabus", "other", "unreadable"]
Box = tuple[float, float, float, float]
T = TypeVar("T")

TEXTS = (
    "title",
    "provider",
    "format",
    "activity",
    "instructor",
    "participant",
    "course_number",
)


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value and where it was read; `box` is (x0, y0, x1, y1) in fractions of the page.

    Pages count from 0. A value that is not `sure` is a suggestion: it is never filled in.
    """

    value: T
    sure: bool
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class DraftCourse:
    """One course as a certificate shows it; None where nothing was read.

    Several instructors are parted by "; ", several numbers of one approval by ", ".
    `flags` names the fields in doubt: two places disagree, or the reading is unsure.
    """

    title: Found[str] | None = None
    provider: Found[str] | None = None
    completed: Found[date] | None = None
    hours: Found[Decimal] | None = None
    format: Found[str] | None = None
    activity: Found[str] | None = None
    instructor: Found[str] | None = None
    participant: Found[str] | None = None
    course_number: Found[str] | None = None
    approvals: Mapping[str, Found[str]] = field(default_factory=dict)
    topics: Mapping[str, Found[Decimal]] = field(default_factory=dict)
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageView:
    """How a page is shown: quarter turns (clockwise degrees) after which it stands upright.

    Width and height are those of the upright page, in points or pixels: its shape.
    """

    width: int
    height: int
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file seems to be; `problem` is a sentence for the person, "" where there is none."""

    kind: Kind
    problem: str = ""
    media_type: str = ""
    pages: int = 0
    courses: tuple[DraftCourse, ...] = ()
    preview: tuple[PageView, ...] = ()

    def to_json(self) -> str:
        """Write the reading as JSON text, for keeping."""
        return json.dumps(
            {
                "kind": self.kind,
                "problem": self.problem,
                "media_type": self.media_type,
                "pages": self.pages,
                "courses": [_course_out(course) for course in self.courses],
                "preview": [[page.width, page.height, page.turn] for page in self.preview],
            },
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, text: str) -> Reading:
        """Read what `to_json` wrote."""
        data = json.loads(text)
        return cls(
            kind=data["kind"],
            problem=data["problem"],
            media_type=data["media_type"],
            pages=data["pages"],
            courses=tuple(_course_in(course) for course in data["courses"]),
            preview=tuple(PageView(*page) for page in data["preview"]),
        )


def _found_out(found: Found[Any] | None) -> list[Any] | None:
    if found is None:
        return None
    return [str(found.value), found.sure, found.page, *(round(side, 4) for side in found.box)]


def _found_in(row: list[Any] | None, read: Callable[[str], Any] = str) -> Found[Any] | None:
    if row is None:
        return None
    value, sure, page, x0, y0, x1, y1 = row
    return Found(read(value), bool(sure), page, (x0, y0, x1, y1))


def _course_out(course: DraftCourse) -> dict[str, Any]:
    single = (*TEXTS, "completed", "hours")
    row: dict[str, Any] = {name: _found_out(getattr(course, name)) for name in single}
    row["approvals"] = {slug: _found_out(found) for slug, found in course.approvals.items()}
    row["topics"] = {slug: _found_out(found) for slug, found in course.topics.items()}
    return row | {"flags": list(course.flags)}


def _course_in(row: dict[str, Any]) -> DraftCourse:
    texts = {name: _found_in(row[name]) for name in TEXTS}
    approvals = {slug: _found_in(one) for slug, one in row["approvals"].items()}
    topics = {slug: _found_in(one, Decimal) for slug, one in row["topics"].items()}
    return DraftCourse(
        **texts,
        completed=_found_in(row["completed"], date.fromisoformat),
        hours=_found_in(row["hours"], Decimal),
        approvals={slug: found for slug, found in approvals.items() if found},
        topics={slug: found for slug, found in topics.items() if found},
        flags=tuple(row["flags"]),
    )
