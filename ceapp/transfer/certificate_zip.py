"""Opens a ZIP of certificates, bounded, and says of each file in it whether it can be stored."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from ceapp.certificates import file_names
from ceapp.certificates import limits as certificate_limits
from ceapp.certificates.reading.sniff import media_type
from ceapp.transfer import limits
from ceapp.transfer.sheets.sheet import NotRead

_LOCKED = 0x1  # of a member's flags
_OF_SYSTEMS = ("__MACOSX/", "Thumbs.db", "desktop.ini", ".DS_Store")


@dataclass(frozen=True, slots=True)
class ZipFile:
    """A certificate in a ZIP."""

    name: str
    content: bytes


@dataclass(slots=True)
class Opened:
    """The certificates of a ZIP, one in memory at a time; `refused` says what was none."""

    name: str
    archive: zipfile.ZipFile
    refused: list[str] = field(default_factory=list)

    def files(self) -> Iterator[ZipFile]:
        """Give each file that can be stored."""
        for part in members(self.archive):
            name = file_names.cleaned(part.filename)
            content = read_part(self.archive, part, certificate_limits.LARGEST_FILE)
            if fault := _fault(content):
                self.refused.append(fault.format(name=name))
            elif content is not None:
                yield ZipFile(name, content)


def open_zip(stream: IO[bytes], name: str) -> Opened:
    """Open a ZIP of certificates; raise `NotRead` where it is none, locked or too large."""
    stream.seek(0, 2)
    if stream.tell() > limits.LARGEST_ZIP:
        raise NotRead(limits.ZIP_TOO_LARGE.format(name=name))
    stream.seek(0)
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise NotRead(limits.NO_ZIP.format(name=name)) from None
    parts = members(archive)
    if any(part.flag_bits & _LOCKED for part in parts):
        raise NotRead(limits.LOCKED_ZIP.format(name=name))
    if len(parts) > limits.MOST_FILES:
        raise NotRead(limits.TOO_MANY_FILES.format(name=name))
    if sum(part.file_size for part in parts) > limits.LARGEST_ZIP:
        raise NotRead(limits.ZIP_TOO_LARGE.format(name=name))
    return Opened(name, archive)


def members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Give the files of a ZIP, without folders and what systems put beside them."""
    return [
        part
        for part in archive.infolist()
        if not part.is_dir() and not any(name in part.filename for name in _OF_SYSTEMS)
    ]


def read_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> bytes | None:
    """Give a file's bytes, one more than `most` where it has more; None where it is damaged."""
    if part.file_size > most:
        return b"\0" * (most + 1)  # not unpacked: it says itself that it is too large
    try:
        with archive.open(part) as opened:
            return opened.read(most + 1)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, RuntimeError):
        return None
    except Exception as error:  # zlib and lzma have errors of their own
        if type(error).__name__ in {"error", "LZMAError"}:
            return None
        raise


def _fault(content: bytes | None) -> str:
    if content is None:
        return "“{name}” is damaged in the ZIP"
    if not content:
        return certificate_limits.EMPTY
    if len(content) > certificate_limits.LARGEST_FILE:
        return certificate_limits.TOO_LARGE
    return "" if media_type(content) in file_names.EXTENSIONS else certificate_limits.NOT_ONE
