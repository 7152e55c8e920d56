"""The one file that holds an instance: a tar archive that any tool opens (docs/backup.md).

`backup.json` comes first and says what it is. Then come the kept files (`secret-key`, `library/`),
and for each table its rows in parts: `files/TABLE/PART/SHA256`, the bytes that rows name, before
`rows/TABLE/PART.jsonl`. `totals.json` comes last, with the count and the sum of everything.
"""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Protocol

from ceapp.upkeep.faults import BrokenBackup
from ceapp.upkeep.rows import Row, Tally

FORMAT, VERSION = "good-standing-backup", 1
HEAD, TOTALS, ROWS, FILES, KEPT = "backup.json", "totals.json", "rows", "files", "kept"
_PART = 1_000_000  # bytes of rows and files after which a part is written
_BUFFER = 1024 * 1024
NOT_OURS = "This file is no backup of Good Standing."
NEWER = "This backup has a newer format than this version of Good Standing can read. Update it."
CHANGED = "The backup is damaged: {name} is not as it was when the backup was made."
CUT = "The backup is cut short: its end is missing."


class Writes(Protocol):
    """What a backup is written to."""

    def write(self, data: bytes, /) -> int:
        """Take some bytes."""

    def tell(self) -> int:
        """Say how much was written."""


class Reads(Protocol):
    """What a backup is read from."""

    def read(self, size: int, /) -> bytes:
        """Give the next bytes."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a backup says of itself: the version of its tables, when and whence it was made."""

    revision: str
    made_at: str
    database: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of the instance that is not in the database."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row, and the table that it is of."""

    table: str
    row: Row


@dataclass(slots=True)
class ArchiveWriter:
    """Writes an instance part by part; `finish` must be called, since the totals stand last."""

    stream: Writes
    head: Head
    _tar: Any = None
    _tallies: dict[str, Tally] = field(default_factory=dict)
    _kept: dict[str, str] = field(default_factory=dict)
    _rows: list[Row] = field(default_factory=list)
    _size: int = 0
    _part: int = 0

    def __post_init__(self) -> None:
        self._tar = tarfile.open(fileobj=self.stream, mode="w", copybufsize=_BUFFER)  # type: ignore[call-overload]  # noqa: SIM115 - it needs to write and tell only
        said = {"format": FORMAT, "version": VERSION, **asdict(self.head)}
        self._add(HEAD, _json(said))

    def keep(self, name: str, content: bytes) -> None:
        """Add a file of the instance folder."""
        self._kept[name] = hashlib.sha256(content).hexdigest()
        self._add(f"{KEPT}/{name}", content)

    def add_table(self, name: str, rows: Iterator[Row]) -> Iterator[None]:
        """Add a table's rows, giving a sign of life for each."""
        tally = self._tallies[name] = Tally()
        self._part = 0
        for row in rows:
            tally.add(row.line)
            self._rows.append(row)
            self._size += len(row.line) + sum(map(len, row.files.values()))
            if self._size >= _PART:
                self._write_part(name)
            yield
        self._write_part(name)

    def finish(self) -> Mapping[str, Any]:
        """Write the totals and give those of the tables."""
        tables = {name: tally.as_data() for name, tally in self._tallies.items()}
        self._add(TOTALS, _json({"tables": tables, "kept": self._kept}))
        self._tar.close()
        return tables

    def _write_part(self, table: str) -> None:
        if not self._rows:
            return
        self._part += 1
        place = f"{table}/{self._part:06}"
        for digest, content in {d: c for row in self._rows for d, c in row.files.items()}.items():
            self._add(f"{FILES}/{place}/{digest}", content)
        self._add(f"{ROWS}/{place}.jsonl", b"".join(row.line for row in self._rows))
        self._rows, self._size = [], 0

    def _add(self, name: str, content: bytes) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = len(content), 0o600
        member.mtime = int(datetime.fromisoformat(self.head.made_at).timestamp())
        self._tar.addfile(member, io.BytesIO(content))


def read_archive(stream: Reads) -> Iterator[Head | Kept | TableRow | Mapping[str, Any]]:
    """Give what a backup holds in its order, and at the end the totals of its tables.

    Raises `BrokenBackup` where anything is missing or not as it was; what was given before that
    must not be relied on.
    """
    members = _members(stream)
    name, content = next(members, ("", b""))
    yield _head(name, content)
    tallies: dict[str, Tally] = {}
    kept: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for name, content in members:
        kind, _, rest = name.partition("/")
        if kind == KEPT:
            kept[rest] = hashlib.sha256(content).hexdigest()
            yield Kept(rest, content)
        elif kind == FILES:
            files[_checked(name, content)] = content
        elif kind == ROWS:
            table = rest.partition("/")[0]
            tally = tallies.setdefault(table, Tally())
            for line in content.split(b"\n")[:-1]:
                tally.add(line + b"\n")
                yield TableRow(table, Row(line + b"\n", files))
            files = {}
        elif name == TOTALS:
            yield _compared(_loaded(name, content), tallies, kept)
            _drain(stream)
            return
        else:
            raise BrokenBackup(CHANGED.format(name=name))
    raise BrokenBackup(CUT)


def _members(stream: Reads) -> Iterator[tuple[str, bytes]]:
    try:
        with tarfile.open(fileobj=stream, mode="r|", bufsize=_BUFFER) as tar:  # type: ignore[call-overload]
            for member in tar:
                file = tar.extractfile(member)
                yield member.name, file.read() if file else b""
    except (tarfile.TarError, EOFError, OverflowError) as error:
        raise BrokenBackup(CUT if "end of" in str(error) else NOT_OURS) from error


def _head(name: str, content: bytes) -> Head:
    if name != HEAD:
        raise BrokenBackup(NOT_OURS)
    said = _loaded(name, content)
    if said.get("format") != FORMAT:
        raise BrokenBackup(NOT_OURS)
    if said.get("version") != VERSION:
        raise BrokenBackup(NEWER)
    return Head(*(str(said.get(part, "")) for part in ("revision", "made_at", "database")))


def _checked(name: str, content: bytes) -> str:
    digest = hashlib.sha256(content).hexdigest()
    if not name.endswith(f"/{digest}"):
        raise BrokenBackup(CHANGED.format(name=name))
    return digest


def _compared(
    said: Mapping[str, Any], tallies: Mapping[str, Tally], kept: Mapping[str, str]
) -> Mapping[str, Any]:
    tables: Mapping[str, Any] = said.get("tables", {})
    empty = Tally().as_data()
    found = {name: tally.as_data() for name, tally in tallies.items()}
    for name in {*tables, *found}:
        if tables.get(name, empty) != found.get(name, empty):
            raise BrokenBackup(CHANGED.format(name=f"the table {name}"))
    if said.get("kept") != kept:
        raise BrokenBackup(CHANGED.format(name="a file of the instance folder"))
    return tables


def _drain(stream: Reads) -> None:
    # A sealed stream shows only at its very end that nothing is missing.
    while stream.read(_BUFFER):
        pass


def _loaded(name: str, content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except ValueError as error:
        raise BrokenBackup(CHANGED.format(name=name)) from error
    if not isinstance(found, dict):
        raise BrokenBackup(CHANGED.format(name=name))
    return found


def _json(data: Mapping[str, Any]) -> bytes:
    return f"{json.dumps(data, indent=1, sort_keys=True)}\n".encode()
