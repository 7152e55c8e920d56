"""Packs everything of a person into one ZIP, and opens such a ZIP again."""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import IO

from ceapp.certificates import limits as certificate_limits
from ceapp.transfer import limits
from ceapp.transfer.archive.document import FILE, document_of, file_names
from ceapp.transfer.archive.everything import Everything
from ceapp.transfer.archive.parts import Document
from ceapp.transfer.archive.reading import read_document
from ceapp.transfer.archive.tables import courses_csv, courses_xlsx, licenses_csv
from ceapp.transfer.certificate_zip import members, read_part
from ceapp.transfer.sheets.sheet import NotRead

README = """\
Everything of one person, exported from Good Standing on {day}.

good-standing.json   all records; its format is described at {schema}
courses.csv, .xlsx   the courses, for a spreadsheet
licenses.csv         the licenses
certificates/        the files of the certificates, as they were stored

Good Standing reads this ZIP back in under Courses, Import, and so may any other program.
"""
TOO_LARGE = "The document in this export is larger than any person's records. It was not opened"
MISSING = (
    "The export lacks the file “{file}” that it names, or the file was changed. Export it again"
)


def pack(
    all_of_it: Everything, content: Callable[[int], bytes], *, exported: date, schema: str
) -> IO[bytes]:
    """Give the ZIP as an open file; `content` gives the bytes of one certificate at a time."""
    names = file_names(all_of_it)
    document = document_of(all_of_it, exported, schema)
    files = files_of_courses(all_of_it)
    out = tempfile.TemporaryFile(prefix="good-standing-")  # noqa: SIM115 - the caller closes it
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        text = json.dumps(document, ensure_ascii=False, indent=2)
        archive.writestr(_member(FILE), text)
        archive.writestr(_member("courses.csv"), courses_csv(all_of_it.courses, files))
        archive.writestr(_member("courses.xlsx"), courses_xlsx(all_of_it.courses, files))
        archive.writestr(_member("licenses.csv"), licenses_csv(all_of_it.licenses))
        archive.writestr(_member("README.txt"), README.format(day=exported, schema=schema))
        for row in all_of_it.certificates:
            stored = _member(names[row.id])
            stored.compress_type = zipfile.ZIP_STORED  # PDFs and photos are compressed already
            archive.writestr(stored, content(row.id))
    out.seek(0)
    return out


def files_of_courses(all_of_it: Everything) -> dict[int, list[str]]:
    """Give the names of the files of each course, as they stand in the ZIP."""
    names = file_names(all_of_it)
    files: dict[int, list[str]] = defaultdict(list)
    for tie in all_of_it.ties:
        if tie.certificate_id in names:
            files[tie.course_id].append(names[tie.certificate_id].removeprefix("certificates/"))
    return files


@dataclass(frozen=True, slots=True)
class Unpacked:
    """An export that was opened: its document as text and as values, and its ZIP."""

    text: str
    document: Document
    archive: zipfile.ZipFile

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Give the name and bytes of each certificate, one in memory at a time."""
        parts = {part.filename: part for part in members(self.archive)}
        for one in self.document.certificates:
            part = parts.get(one.file)
            most = certificate_limits.LARGEST_FILE
            content = read_part(self.archive, part, most) if part else None
            if content is None or hashlib.sha256(content).hexdigest() != one.sha256:
                raise NotRead(MISSING.format(file=one.file))
            yield one.name, content


def is_export(stream: IO[bytes]) -> bool:
    """Say whether a file is a ZIP that holds the document of an export."""
    stream.seek(0)
    found = False
    if stream.read(4) == b"PK\x03\x04":
        try:
            with zipfile.ZipFile(stream) as archive:
                found = FILE in archive.namelist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            found = False
    stream.seek(0)
    return found


def unpack(stream: IO[bytes], name: str) -> Unpacked:
    """Open an export; raise `NotRead` with a sentence where it cannot be used."""
    stream.seek(0, io.SEEK_END)
    if stream.tell() > limits.LARGEST_ZIP:
        raise NotRead(limits.ZIP_TOO_LARGE.format(name=name))
    stream.seek(0)
    archive = zipfile.ZipFile(stream)
    document = read_part(archive, archive.getinfo(FILE), limits.LARGEST_DOCUMENT)
    if document is None:
        raise NotRead(limits.NO_ZIP.format(name=name))
    if len(document) > limits.LARGEST_DOCUMENT:
        raise NotRead(TOO_LARGE)
    try:
        text = document.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotRead(limits.NO_ZIP.format(name=name)) from None
    return Unpacked(text, read_document(text), archive)


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o600 << 16
    return member
