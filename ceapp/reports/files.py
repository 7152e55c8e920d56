"""The files that are handed out: the bound packet, and the certificates one by one in a ZIP."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from ceapp.certificates.file_names import made
from ceapp.certificates.queries import StoredCertificate
from ceapp.reports.bindery import Loose, bind
from ceapp.reports.cover import packet_data
from ceapp.reports.index_csv import index_csv
from ceapp.reports.packet import Entry, Packet
from ceapp.standing.license_view import LicensePage

MOST_FILES = 400
LARGEST = 250_000_000
_EARLIEST_YEAR = 1980  # that a ZIP can say

Content = Callable[[int], bytes]


def fits_one_pdf(packet: Packet) -> bool:
    """Say whether the packet's files are few and small enough to be bound."""
    return len(packet.files) <= MOST_FILES and packet.size <= LARGEST


def packet_pdf(packet: Packet, page: LicensePage, content: Content) -> IO[bytes]:
    """Give the packet as an open file that nobody else can find; one certificate in memory at once.

    Raises `NotBound` where the certificates cannot be bound.
    """
    with tempfile.TemporaryDirectory(prefix="good-standing-") as folder:
        out = Path(folder, "packet.pdf")
        loose = []
        for file in packet.files:
            path = Path(folder, str(file.id))
            path.write_bytes(content(file.id))
            loose.append(Loose(file.id, path, file.media_type))
        bind(loose, lambda pages: packet_data(packet, page, pages), out)
        return out.open("rb")  # its name goes with the folder, the file when it is closed


def packet_zip(packet: Packet, content: Content) -> IO[bytes]:
    """Give the certificates under names that say the course, with the index as a sheet."""
    names = file_names(packet)
    out = tempfile.TemporaryFile(prefix="good-standing-")  # noqa: SIM115 - the caller closes it
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_member("index.csv", None), index_csv(packet, names))
        for entry in packet.entries:
            for file in entry.files:
                archive.writestr(_member(names[file.id], entry), content(file.id))
    out.seek(0)
    return out


def file_names(packet: Packet) -> dict[int, str]:
    """Name each file after its course: 01-2026-03-14-ethics-in-practice.pdf."""
    names: dict[int, str] = {}
    for entry in packet.entries:
        for place, file in enumerate(entry.files, 1):
            names[file.id] = _name(entry, file, f"-{place}" if len(entry.files) > 1 else "")
    return names


def _name(entry: Entry, file: StoredCertificate, suffix: str) -> str:
    name = Path(made(entry.title, entry.completed, file.media_type))
    return f"{entry.number:02}-{name.stem}{suffix}{name.suffix}"


def _member(name: str, entry: Entry | None) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    if entry is not None and entry.completed.year >= _EARLIEST_YEAR:
        day = entry.completed
        member.date_time = (day.year, day.month, day.day, 12, 0, 0)
    member.external_attr = 0o600 << 16
    return member
