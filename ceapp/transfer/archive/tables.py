"""Courses and licenses as sheets: CSV and XLSX that spreadsheets show as they are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ceapp.courses.models import Course
from ceapp.licenses.models import License
from ceapp.transfer.archive.document import dollars
from ceapp.transfer.harmless import guarded
from ceapp.web.filters import hours

COURSE_COLUMNS = (
    "Title", "Provider", "Completed", "Hours", "Topics", "Format", "Activity", "Approvals", "Cost",
    "Note", "Certificates", "Status",
)  # fmt: skip
LICENSE_COLUMNS = (
    "Credential", "Number", "Issued", "Expires", "Period starts", "Last application",
    "Circumstances", "Retired",
)  # fmt: skip
WIDTHS = (44, 28, 12, 8, 30, 14, 16, 24, 9, 40, 40, 11)
FIRST_EXCEL_YEAR = 1900
Value = str | date | Decimal
# Signs that XML cannot hold; nobody can have typed them.
_NOT_IN_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))


def courses_csv(courses: Sequence[Course], files: Mapping[int, Sequence[str]]) -> bytes:
    """Give the courses as UTF-8 with the mark by which Excel knows it; dates are ISO dates."""
    return _csv(COURSE_COLUMNS, (_row(one, files.get(one.id, ())) for one in courses))


def licenses_csv(licenses: Iterable[License]) -> bytes:
    """Give the licenses as a CSV."""
    return _csv(
        LICENSE_COLUMNS,
        (
            (
                one.credential_id,
                one.number,
                one.issued.isoformat() if one.issued else "",
                one.expires.isoformat(),
                one.starts.isoformat() if one.starts else "",
                one.applied.isoformat() if one.applied else "",
                ";".join(one.facts),
                "yes" if one.retired_at else "no",
            )
            for one in licenses
        ),
    )


def courses_xlsx(courses: Sequence[Course], files: Mapping[int, Sequence[str]]) -> bytes:
    """Give the courses as a workbook: dates as dates, hours as numbers, all else as text."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Courses")
    sheet.freeze_panes = "A2"
    for place, width in enumerate(WIDTHS):
        sheet.column_dimensions[chr(ord("A") + place)].width = width
    heads = [WriteOnlyCell(sheet, head) for head in COURSE_COLUMNS]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    for one in courses:
        row = _row(one, files.get(one.id, ()))
        sheet.append([_cell(WriteOnlyCell(sheet), value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _row(course: Course, files: Sequence[str]) -> tuple[Value, ...]:
    return (
        course.title,
        course.provider,
        course.completed,
        course.hours,
        ";".join(f"{one.topic}:{hours(one.hours)}" for one in course.topics),
        str(course.format or ""),
        str(course.activity),
        ";".join(
            f"{one.approval}:{one.number}" if one.number else one.approval
            for one in course.approvals
        ),
        "" if course.cost_cents is None else dollars(course.cost_cents),
        course.notes,
        "; ".join(files),
        "planned" if course.planned else "completed",
    )


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(columns)
    for row in rows:
        writer.writerow(list(_plain(row)))
    return sheet.getvalue().encode("utf-8-sig")


def _plain(row: Sequence[Value]) -> Iterator[str]:
    for value in row:
        if isinstance(value, date):
            yield value.isoformat()
        elif isinstance(value, Decimal):
            yield hours(value)
        else:
            yield guarded(value)


def _cell(cell: Any, value: Value) -> Any:
    if isinstance(value, date) and value.year >= FIRST_EXCEL_YEAR:
        cell.value = value
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(value, Decimal):
        cell.value = value.normalize()
        cell.number_format = "0.##"
    elif value:
        text = value.isoformat() if isinstance(value, date) else guarded(str(value))
        cell.value = text.translate(_NOT_IN_XML)
        cell.data_type = "s"  # never a formula, an error or a link, whatever it looks like
        cell.number_format = "@"  # and long numbers keep their digits
    return cell
