"""Reads lists of courses: tables with a heading over each column, and labels that repeat."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from math import inf

from ceapp.certificates.reading.amounts import amounts_in, bare_amount
from ceapp.certificates.reading.approvals import mentions
from ceapp.certificates.reading.completed import completion
from ceapp.certificates.reading.dates import Dated, dates_in, day_first
from ceapp.certificates.reading.formats import course_format
from ceapp.certificates.reading.hours import granted
from ceapp.certificates.reading.labels import Labeled, label_field
from ceapp.certificates.reading.layout import Document, Passage
from ceapp.certificates.reading.participants import instructors
from ceapp.certificates.reading.places import found_at
from ceapp.certificates.reading.providers import provider
from ceapp.certificates.reading.titles import cleaned, title_and_number
from ceapp.certificates.reading.values import DraftCourse, Found

_NOT_DONE = re.compile(
    r"in progress|incomplete|failed|registered|no[- ]show|withdr[ae]w|dropped"
    r"|cancel|expired|pending"
    r"|not (?:passed|complete|started)|enrolled|did not",
    re.IGNORECASE,
)
_SUM = re.compile(r"^\W*(?:grand |sub)?total|^\W*sum\b", re.IGNORECASE)
_COMPLETING = {"name", "title", "type", "hours", "date", "completed", "earned", "awarded"}
_CEU = re.compile(r"\bCEUs?\b(?!\s*(?:hour|credit))", re.IGNORECASE)
_MINUTES = re.compile(r"\bmin(?:ute)?s?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Column:
    field: str
    head: Passage


def rows_of_courses(document: Document) -> list[DraftCourse]:
    """Give the courses of every table in the document; an empty list where there is none."""
    unclear = day_first(document.text)
    courses: list[DraftCourse] = []
    columns: list[_Column] = []
    waiting: list[list[Passage]] = []
    rows, at = document.rows, 0
    while at < len(rows):
        heads, used = _heads_at(rows, at)
        if heads:
            courses += _courses(document, columns, waiting, unclear=unclear)
            waiting, columns = [], heads
        elif columns:
            waiting.append(rows[at])
        at += used
    return [*courses, *_courses(document, columns, waiting, unclear=unclear)]


def _heads_at(rows: Sequence[list[Passage]], at: int) -> tuple[list[_Column], int]:
    """Give the headings of the table that begins in a row, and how many rows they take."""
    stacked: Sequence[Passage] = rows[at]
    heads, used = _heads(stacked), 1
    for row in rows[at + 1 : at + 3]:
        # A second line may complete the headings: "CE" over "Hours".
        if heads and not all(_field(one.text) or one.text.lower() in _COMPLETING for one in row):
            break
        if any(sign.isdigit() for one in row for sign in one.text):
            break
        stacked = _stacked(stacked, row)
        fuller = _heads(stacked)
        if fuller:
            heads, used = fuller, used + 1
        elif not heads:
            continue
    return heads, used if heads else 1


def _stacked(row: Sequence[Passage], under: Sequence[Passage]) -> list[Passage]:
    """Join headings that take two lines."""
    joined = list(row)
    for piece in under:
        at = max(range(len(row)), key=lambda index: row[index].overlap(piece))
        if row[at].overlap(piece) > 0.2 or abs(row[at].x0 - piece.x0) < 4:
            joined[at] = Passage((*joined[at].words, *piece.words))
        else:
            joined.append(piece)
    return joined


def _heads(row: Sequence[Passage]) -> list[_Column]:
    row = [part for piece in row for part in _labels_in(piece)]
    columns = [_Column(_field(piece.text) or "other", piece) for piece in row]
    fields = {column.field for column in columns}
    return columns if {"title", "completed", "hours"} <= fields and len(columns) > 2 else []


def _labels_in(piece: Passage) -> list[Passage]:
    """Part headings of narrow columns that stand as close as words: "Completed CEUs Status"."""
    if _field(piece.text) or not 1 < len(piece.words) <= 8:
        return [piece]
    parts: list[Passage] = []
    at = 0
    while at < len(piece.words):
        ends = (
            end
            for end in range(len(piece.words), at, -1)
            if _field(Passage(piece.words[at:end]).text)
        )
        end = next(ends, None)
        if end is None:
            return [piece]
        parts.append(Passage(piece.words[at:end]))
        at = end
    return parts


def _dates_apart(piece: Passage) -> list[Passage]:
    """Part a date from the cell that stands too close to it."""
    dated = dates_in(piece.text)
    if len(dated) != 1:
        return [piece]
    cuts = [(0, dated[0].start), (dated[0].start, dated[0].end), (dated[0].end, len(piece.text))]
    return [piece.part(start, end) for start, end in cuts if piece.text[start:end].strip(" .,;|")]


def _field(text: str) -> str | None:
    field = label_field(text)
    if field in {None, "other"} and re.fullmatch(
        r"(?:CE|CEU|contact|clock|credit|live|total"
        r"|earned|\s)*(?:hours?|credits?|hrs?\.?|CEUs?"
        r"|minutes|mins?\.?)(?: earned| awarded)?",
        text,
        re.IGNORECASE,
    ):
        return "hours"
    if field is None and re.fullmatch(
        r"(?:course|activity|program|description|training|event|title|name|\s|/|of)+",
        text,
        re.IGNORECASE,
    ):
        return "title"
    return field


def _courses(
    document: Document, columns: Sequence[_Column], rows: Sequence[list[Passage]], *, unclear: bool
) -> Iterator[DraftCourse]:
    ends = (at for at, row in enumerate(rows) if any(_ends_table(piece.text) for piece in row))
    kept = rows[: next(ends, len(rows))]
    for group in _grouped(columns, kept, unclear=unclear):
        cells: dict[str, list[Passage]] = {}
        for row in group:
            for field, pieces in _cells(columns, row).items():
                cells.setdefault(field, []).extend(pieces)
        course = _course(document, columns, cells, unclear=unclear)
        if course is not None:
            yield course


def _ends_table(text: str) -> bool:
    label, colon, _ = text.partition(":")
    return bool(_SUM.match(text) or (colon and label_field(label)))


def _grouped(
    columns: Sequence[_Column], rows: Sequence[list[Passage]], *, unclear: bool
) -> list[list[list[Passage]]]:
    """Gather the lines of each course: one has its date, the others stand close to it."""
    groups: list[list[list[Passage]]] = []
    above: list[list[Passage]] = []  # lines of a cell that is set in the middle of its row
    for at, row in enumerate(rows):
        if _dates(columns, row, unclear=unclear) or _is_whole(columns, row):
            groups.append([*above, row])
            above = []
            continue
        up = _gap(rows[at - 1], row) if at else inf
        down = _gap(row, rows[at + 1]) if at + 1 < len(rows) else inf
        if min(up, down) >= 1.5 * row[0].height:
            continue
        if groups and not above and up <= 1.05 * down:
            groups[-1].append(row)
        elif down < inf:
            above.append(row)
    return groups


def _is_whole(columns: Sequence[_Column], row: Sequence[Passage]) -> bool:
    """Say whether a row without a date is a course of its own: it has a title and hours."""
    cells = _cells(columns, row)
    return "title" in cells and any(bare_amount(one.text) for one in cells.get("hours", []))


def _dates(columns: Sequence[_Column], row: Sequence[Passage], *, unclear: bool) -> list[Dated]:
    pieces = _cells(columns, row).get("completed", [])
    return [one for piece in pieces for one in dates_in(piece.text, unclear=unclear)]


def _gap(upper: Sequence[Passage], lower: Sequence[Passage]) -> float:
    """Give the room between two rows; rows of different pages are far apart."""
    if upper[0].page != lower[0].page:
        return inf
    return max(min(one.y0 for one in lower) - max(one.y1 for one in upper), 0.0)


def _cells(columns: Sequence[_Column], row: Sequence[Passage]) -> dict[str, list[Passage]]:
    cells: dict[str, list[Passage]] = {}
    for piece in (part for whole in row for part in _dates_apart(whole)):
        column = min(columns, key=lambda one: _away(one.head, piece))
        cells.setdefault(column.field, []).append(piece)
    return cells


def _away(head: Passage, piece: Passage) -> float:
    if head.overlap(piece) > 0.2:
        return min(abs(head.x0 - piece.x0), abs(head.x1 - piece.x1)) * 0.1
    return min(
        abs(head.x0 - piece.x0),
        abs(head.x1 - piece.x1),
        abs(head.x0 + head.x1 - piece.x0 - piece.x1) / 2,
    )


def _course(
    document: Document,
    columns: Sequence[_Column],
    cells: dict[str, list[Passage]],
    *,
    unclear: bool,
) -> DraftCourse | None:
    words = " ".join(piece.text for pieces in cells.values() for piece in pieces)
    if _NOT_DONE.search(words):
        return None
    joined = {
        name: Passage(tuple(word for one in pieces for word in one.words))
        for name, pieces in cells.items()
    }
    flags = []
    when = joined.get("completed")
    dated = dates_in(when.text, unclear=unclear) if when else []
    completed: Found[date] | None = None
    if when and len({one.last for one in dated}) == 1 and dated[0].last and not dated[0].long:
        completed = found_at(document, when, dated[0].last)
    else:
        flags.append("completed")
    head = next(column.head.text for column in columns if column.field == "hours")
    hours = _hours(document, joined.get("hours"), head)
    if hours is None:
        flags.append("hours")
    title = joined.get("title")
    name = cleaned(title.text) if title else ""
    if not name and hours is None:
        return None
    formed = [slug for slug, *_ in mentions(words)]
    first = next(iter(joined.values()))
    given = joined.get("provider")
    number = joined.get("course_number")
    return DraftCourse(
        title=found_at(document, title, name) if title and name else None,
        provider=found_at(document, given, given.text.strip(" .,;")) if given else None,
        completed=completed,
        hours=hours,
        format=_format(document, joined),
        course_number=found_at(document, number, number.text) if number else None,
        approvals={slug: found_at(document, first, "") for slug in dict.fromkeys(formed)},
        flags=tuple(flags),
    )


def _format(document: Document, cells: dict[str, Passage]) -> Found[str] | None:
    cell = cells.get("format")
    if cell is None:
        return None
    return course_format(document, [Labeled("format", "Format", cell, "below")])[0]


def _hours(document: Document, cell: Passage | None, head: str) -> Found[Decimal] | None:
    if cell is None:
        return None
    amount = next(iter(amounts_in(cell.text)), None) or bare_amount(cell.text)
    if amount is None or len(re.findall(r"\d+(?:\.\d+)?", cell.text)) != 1:
        return None
    value = amount.value
    if amount.unit == "ceu" or (
        amount.unit == "hours" and _CEU.search(head) and not amounts_in(cell.text)
    ):
        tenths = value < 1 and value not in {Decimal("0.25"), Decimal("0.5"), Decimal("0.75")}
        return found_at(document, cell, value * 10) if tenths else None
    if amount.unit == "minutes" or _MINUTES.search(head):
        whole = (value / 60).quantize(Decimal("0.01"))
        return found_at(document, cell, whole) if whole * 60 == value else None
    return found_at(document, cell, value) if 0 < value <= 120 and amount.unit == "hours" else None


def repeated(document: Document, labels: list[Labeled]) -> list[DraftCourse]:
    """Give the courses of a document that repeats the same labels for each of them."""
    starts = [at for at, one in enumerate(labels) if one.field == "title"]
    names = {labels[at].label.lower() for at in starts}
    if len(starts) < 2 or len(names) != 1:
        return []
    courses = []
    for at, start in enumerate(starts):
        own = labels[start : starts[at + 1] if at + 1 < len(starts) else len(labels)]
        top = labels[start].value
        low = labels[starts[at + 1]].value if at + 1 < len(starts) else None
        pieces = [one for one in document.pieces if _between(top, one, low)]
        course = _labeled_course(document, own, pieces)
        courses.append(course)
    whole = all(course.completed and course.hours for course in courses)
    return courses if whole else []


def _between(top: Passage, piece: Passage, low: Passage | None) -> bool:
    here = (piece.page, piece.y1)
    return here > (top.page, top.y0) and (low is None or here <= (low.page, low.y0 + 2))


def _labeled_course(document: Document, own: list[Labeled], pieces: list[Passage]) -> DraftCourse:
    part = Document(
        [
            replace(
                page,
                words=tuple(
                    word for piece in pieces if piece.page == number for word in piece.words
                ),
            )
            for number, page in enumerate(document.pages)
        ]
    )
    title, number = title_and_number(part, own)
    completed, doubt = completion(part, own)
    hours = granted(part, own)
    flags = [name for name, on in (("completed", doubt), ("hours", hours.doubt)) if on]
    given = provider(part, own)[0] if any(one.field == "provider" for one in own) else None
    return DraftCourse(
        title=title,
        provider=given,
        completed=completed,
        hours=hours.found,
        course_number=number,
        format=course_format(part, own)[0],
        instructor=instructors(part, own),
        flags=tuple(flags),
    )
