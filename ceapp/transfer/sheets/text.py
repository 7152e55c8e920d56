"""Text of a file or of the clipboard: in which encoding it is, and where its cells part."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from ceapp.transfer.sheets import limits
from ceapp.transfer.sheets.sheet import Cell, NotRead, Row, Sheet, column_name

NOT_TEXT = (
    "“{name}” is no sheet that can be read here. Save your list as CSV or XLSX, or copy its rows "
    "and paste them"
)
TORN = "Row {row} cannot be taken apart into cells: {fault}. Save the sheet again as CSV UTF-8"
_BY_MARK = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = (",", "\t", ";", "|")
_ROWS_LOOKED_AT = 50
# What a text cannot hold though every encoding can write it.
_INVISIBLE = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, 0xFEFF))


def decoded(content: bytes, name: str) -> str:
    """Give the text of a file, by its mark or by what fits; raise `NotRead` where nothing does."""
    for mark, encoding in _BY_MARK:
        if content.startswith(mark):
            return _text(content, encoding, name)
    if b"\0" in content[:4000]:
        return _text(content, _unmarked_utf_16(content), name)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _text(content, "cp1252", name)  # what older spreadsheets write in the US


def delimited(text: str, name: str) -> Sheet:
    """Take a text apart into rows and cells; raise `NotRead` naming row and column."""
    text = text.removeprefix("\ufeff")
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        # Spreadsheets that write this line do not count it.
        return Sheet(name, tuple(_rows(rest, first.strip()[4], name)))
    return Sheet(name, tuple(_rows(text, _delimiter(text), name)))


def cell_text(text: str) -> str:
    """Give a cell's text without signs that nobody sees and the blanks around it."""
    return text.translate(_INVISIBLE).replace("\u00a0", " ").strip()


def _text(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeError:
        raise NotRead(NOT_TEXT.format(name=name)) from None


def _unmarked_utf_16(content: bytes) -> str:
    odd, even = content[1:4000:2].count(0), content[0:4000:2].count(0)
    if odd > len(content[:4000]) // 4 and even == 0:
        return "utf-16-le"
    if even > len(content[:4000]) // 4 and odd == 0:
        return "utf-16-be"
    return "ascii"  # NULs in another place are no text; this then fails


def _delimiter(text: str) -> str:
    """Give the sign at which most rows fall into the same number of cells."""
    return max(_DELIMITERS, key=lambda sign: _evenness(text, sign))


def _evenness(text: str, sign: str) -> tuple[int, int]:
    try:
        widths = Counter(
            len(row) for row in islice(_records(text, sign), _ROWS_LOOKED_AT) if any(row)
        )
    except csv.Error:
        return (0, 0)
    width, rows = max(widths.items(), key=lambda one: (one[1], one[0]), default=(0, 0))
    return (rows, width) if width > 1 else (0, 0)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").splitlines(keepends=True)
    return csv.reader(_only_newlines(lines), delimiter=delimiter)


def _only_newlines(lines: list[str]) -> Iterator[str]:
    # splitlines also parts at signs such as U+2028, which are text inside a cell.
    waiting = ""
    for line in lines:
        waiting += line
        if line.endswith("\n"):
            yield waiting
            waiting = ""
    if waiting:
        yield waiting


def _rows(text: str, delimiter: str, name: str) -> Iterator[Row]:
    number = filled = 0
    try:
        for number, record in enumerate(_records(text, delimiter), 1):
            cells = [cell_text(one) for one in record]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                filled += 1
                check_row(number, filled, cells, name)
                yield Row(number, tuple(map(Cell, cells)))
    except csv.Error as error:
        raise NotRead(TORN.format(row=number + 1, fault=error)) from None


def check_row(number: int, filled: int, cells: list[str], name: str) -> None:
    """Raise `NotRead` where a sheet or a row or a cell is larger than any list of courses."""
    if filled > limits.MOST_ROWS:
        raise NotRead(limits.TOO_MANY_ROWS.format(name=name))
    if len(cells) > limits.MOST_COLUMNS:
        raise NotRead(limits.TOO_MANY_COLUMNS.format(row=number))
    for place, text in enumerate(cells):
        if len(text) > limits.LONGEST_CELL:
            raise NotRead(limits.TOO_LONG.format(row=number, column=column_name(place)))
