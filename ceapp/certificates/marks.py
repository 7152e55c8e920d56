"""Where on its pages each value was read, as the check page draws it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from ceapp.certificates.reading.values import Box, DraftCourse, Found, PageView
from ceapp.certificates.suggested import sure
from ceapp.rules.vocabulary import LABELS, Activity, Format
from ceapp.web.filters import hours, long_date

WIDE = 340  # of a page as it is drawn, in units of the drawing
BADGE = 7.0  # radius of a mark's number
_LEAST_WIDE, _LEAST_HIGH = 170.0, 26.0  # of a crop: some of what stands around helps to read it
_MARGIN = 8.0
# The fields of the form first, in its order, then what is only read.
FIELDS: Mapping[str, str] = {
    "title": "title",
    "provider": "provider",
    "completed": "completion date",
    "hours": "hours",
    "topics": "topics",
    "format": "how it was taken",
    "activity": "kind of activity",
    "approvals": "approvals",
    "participant": "your name",
    "instructor": "instructor",
    "course_number": "course or certificate number",
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is drawn: its number from 0, and its height where it is WIDE units wide."""

    number: int
    height: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A value's place: `number` ties the crop to the page; x, y, wide and high frame it.

    `view` is the part of the page that the crop shows, `words` the value as it was read.
    """

    field: str
    what: str
    number: int
    page: Page
    x: float
    y: float
    wide: float
    high: float
    view: str
    words: str
    sure: bool

    @property
    def badge_x(self) -> float:
        """Where the number stands: before the frame, so that it hides nothing of the value."""
        return max(self.x - BADGE - 1, BADGE)

    @property
    def badge_y(self) -> float:
        """Where the number stands, from above."""
        return max(self.y + self.high / 2, BADGE)


def pages_of(preview: Sequence[PageView]) -> tuple[Page, ...]:
    """Give the pages that can be drawn."""
    return tuple(
        Page(number, round(WIDE * view.height / max(view.width, 1), 2))
        for number, view in enumerate(preview)
    )


def marks_of(
    draft: DraftCourse, pages: Sequence[Page], topics: Mapping[str, str], bodies: Mapping[str, str]
) -> Mapping[str, tuple[Mark, ...]]:
    """Give the marks of each field that has some; topics and bodies are names by slug."""
    numbered: dict[str, tuple[Mark, ...]] = {}
    for field in FIELDS:
        found = list(_found(draft, field, {"topics": topics, "approvals": bodies}))
        marks = tuple(
            _mark(field, len(numbered) + 1, pages[one.page], one, words)
            for one, words in found
            if one.page < len(pages)
        )
        if marks:
            numbered[field] = marks
    return numbered


def _found(
    draft: DraftCourse, field: str, names: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[Found[Any], str]]:
    read = getattr(draft, field)
    if field in names:
        for slug, one in read.items():
            value = _words(field, one.value)
            yield one, f"{names[field].get(slug, slug)} {value}".strip()
    elif read is not None:
        certain = sure(draft, field) is not None
        yield replace(read, sure=certain), _words(field, read.value)


def _words(field: str, value: Any) -> str:
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, Decimal):
        return f"{hours(value)} {'hour' if value == 1 else 'hours'}"
    if field in {"format", "activity"}:
        known = Format if field == "format" else Activity
        return LABELS[known(value)] if value in set(known) else str(value)
    return str(value)


def _mark(field: str, number: int, page: Page, found: Found[Any], words: str) -> Mark:
    x, y, wide, high = _frame(found.box, page)
    return Mark(
        field=field,
        what=FIELDS[field],
        number=number,
        page=page,
        x=x,
        y=y,
        wide=wide,
        high=high,
        view=_view(x, y, wide, high, page),
        words=words,
        sure=found.sure,
    )


def _frame(box: Box, page: Page) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (min(max(side, 0.0), 1.0) for side in box)
    around = 2.0
    x, y = max(x0 * WIDE - around, 0), max(y0 * page.height - around, 0)
    right = min(x1 * WIDE + around, WIDE)
    bottom = min(y1 * page.height + around, page.height)
    return round(x, 1), round(y, 1), round(max(right - x, 1), 1), round(max(bottom - y, 1), 1)


def _view(x: float, y: float, wide: float, high: float, page: Page) -> str:
    span = min(max(wide + 2 * _MARGIN, _LEAST_WIDE), WIDE)
    tall = min(max(high + 2 * _MARGIN, _LEAST_HIGH), page.height)
    left = min(max(x + wide / 2 - span / 2, 0), WIDE - span)
    top = min(max(y + high / 2 - tall / 2, 0), page.height - tall)
    return f"{left:.1f} {top:.1f} {span:.1f} {tall:.1f}"
