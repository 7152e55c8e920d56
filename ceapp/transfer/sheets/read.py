"""Tells what kind of sheet a file is from its first bytes, and reads it."""

from __future__ import annotations

import io
import json
import zipfile

from ceapp.certificates.reading.child_process import ChildFailed, run_child
from ceapp.certificates.reading.sniff import media_type
from ceapp.transfer.sheets import limits
from ceapp.transfer.sheets.sheet import NotRead, Sheet, from_json
from ceapp.transfer.sheets.text import decoded, delimited
from ceapp.transfer.sheets.workbook import BROKEN, NOTHING_IN_IT

CERTIFICATE = (
    "“{name}” is a certificate or a picture, not a sheet. Store it under Certificates, where it is "
    "read and becomes a course"
)
OLD_EXCEL = (
    "“{name}” is an Excel file of the old kind (.xls), or has a password. In Excel, choose "
    "Save As and “Excel Workbook (.xlsx)”, without a password"
)
OTHER_ZIP = (
    "“{name}” is a ZIP that holds no sheet. Choose a CSV or XLSX; a ZIP of certificates goes into "
    "the field for certificates"
)
TOO_SLOW = (
    "“{name}” takes too long to open. Save only the sheet with your courses, as CSV or XLSX, and "
    "choose that"
)
_OLD = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"


def read_sheets(content: bytes, name: str) -> tuple[Sheet, ...]:
    """Give the sheets of a file, at least one with rows; raise `NotRead` with a sentence."""
    if not content:
        raise NotRead(limits.EMPTY.format(name=name))
    if len(content) > limits.LARGEST_SHEET:
        raise NotRead(limits.TOO_LARGE.format(name=name))
    if media_type(content) is not None:
        raise NotRead(CERTIFICATE.format(name=name))
    if content.startswith(_OLD):
        raise NotRead(OLD_EXCEL.format(name=name))
    if content.startswith(_ZIP):
        return _workbook(content, name)
    return read_text(decoded(content, name), name)


def read_text(text: str, name: str) -> tuple[Sheet, ...]:
    """Give the sheet of a text, such as rows that were pasted."""
    sheet = delimited(text, name)
    if not sheet.rows:
        raise NotRead(NOTHING_IN_IT.format(name=name))
    return (sheet,)


def _workbook(content: bytes, name: str) -> tuple[Sheet, ...]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                raise NotRead(OTHER_ZIP.format(name=name))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise NotRead(BROKEN.format(name=name)) from None
    try:
        printed = run_child(
            [name],
            content,
            seconds=limits.SECONDS,
            memory_mb=limits.MEMORY_MB,
            module="ceapp.transfer.sheets",
        )
    except ChildFailed:
        raise NotRead(TOO_SLOW.format(name=name)) from None
    answer = json.loads(printed)
    if "fault" in answer:
        raise NotRead(answer["fault"])
    return from_json(answer["sheets"])
