"""Reads an XLSX workbook; runs only in the child process, which is bounded in time and memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from ceapp.transfer.sheets import limits
from ceapp.transfer.sheets.sheet import NOTHING, Cell, Kind, NotRead, Row, Sheet
from ceapp.transfer.sheets.text import cell_text, check_row

BROKEN = "“{name}” is damaged and cannot be opened. Save it again in the spreadsheet program"
BOMB = "“{name}” unpacks to more than any list of courses needs, so it was not opened"
DEFINITIONS = "“{name}” defines its own XML, which no spreadsheet program does. It was not opened"
_ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}
NOTHING_IN_IT = "“{name}” has no sheet with rows in it"


def read_workbook(content: bytes, name: str) -> tuple[Sheet, ...]:
    """Give the sheets that hold rows, as values: formulas by what was stored, nothing is run."""
    formulas = _checked(content, name)
    stored = _open(content, values=True)
    written = _open(content, values=False) if formulas else None
    found = []
    for place, sheet in enumerate(stored.worksheets[: limits.MOST_SHEETS]):
        other = written.worksheets[place] if written else None
        rows = tuple(_rows(sheet, other, name))
        if rows:
            found.append(Sheet(sheet.title, rows))
    if not found:
        raise NotRead(NOTHING_IN_IT.format(name=name))
    return tuple(found)


def _checked(content: bytes, name: str) -> bool:
    """Refuse bombs and definitions; say whether a sheet holds formulas."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > limits.MOST_PARTS or unpacked > limits.LARGEST_UNPACKED:
            raise NotRead(BOMB.format(name=name))
        formulas, tags = False, 0
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                text = archive.read(part)
                if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                    raise NotRead(DEFINITIONS.format(name=name))
                tags += text.count(b"<")
                sheet = part.filename.startswith("xl/worksheets/")
                formulas |= sheet and (b"<f>" in text or b"<f " in text or b"<f/>" in text)
    if tags > limits.MOST_TAGS:
        raise NotRead(BOMB.format(name=name))
    return formulas


def _open(content: bytes, *, values: bool) -> Any:
    from openpyxl import load_workbook

    return load_workbook(
        io.BytesIO(content), read_only=True, data_only=values, keep_links=False, keep_vba=False
    )


def _rows(sheet: Any, written: Any, name: str) -> Iterator[Row]:
    filled = last = 0
    formulas = _cells(written) if written is not None else None
    for number, cells in enumerate(_cells(sheet), 1):
        behind = next(formulas, ()) if formulas is not None else ()
        row = [_cell(one, behind[place] if place < len(behind) else None)
               for place, one in enumerate(cells)]  # fmt: skip
        while row and row[-1] == NOTHING:
            row.pop()
        if row:
            filled += 1
            check_row(number, filled, [one.text for one in row], name)
            last = number
            yield Row(number, tuple(row))
        elif number - last > limits.LONGEST_GAP:
            return


def _cells(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()  # what a sheet says of its own size need not be true
    return iter(sheet.iter_rows(max_col=limits.MOST_COLUMNS + 1, values_only=True))


def _cell(value: Any, behind: Any) -> Cell:
    if value is None:
        return Cell(cell_text(str(behind)), Kind.FORMULA) if _is_formula(behind) else NOTHING
    if isinstance(value, bool):
        return Cell("yes" if value else "no")
    if isinstance(value, int | float | Decimal):
        return Cell(_number(value), Kind.NUMBER)
    if isinstance(value, datetime | date):
        return Cell(f"{value:%Y-%m-%d}", Kind.DATE)
    text = _clock(value) if isinstance(value, time | timedelta) else cell_text(str(value))
    return Cell(text, Kind.ERROR if text in _ERRORS else Kind.TEXT)


def _is_formula(behind: Any) -> bool:
    return behind is not None and not isinstance(behind, int | float | date | time | timedelta)


def _number(value: float | Decimal) -> str:
    # Fifteen digits are what a spreadsheet keeps: 0.1 + 0.2 is 0.3 there too.
    text = f"{Decimal(f'{value:.15g}'):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _clock(value: time | timedelta) -> str:
    minutes = (
        value.hour * 60 + value.minute
        if isinstance(value, time)
        else int(value.total_seconds()) // 60
    )
    return f"{minutes // 60}:{minutes % 60:02}"
