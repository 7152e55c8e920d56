"""Making a backup while people write: one moment of the whole instance, in one checked file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection

from ceapp.upkeep.archive import (
    FORMAT,
    HEAD,
    ArchiveWriter,
    Head,
    Kept,
    Reads,
    TableRow,
    read_archive,
)
from ceapp.upkeep.faults import NOTHING_TOUCHED, BrokenBackup, NotTaken
from ceapp.upkeep.instance import Instance
from ceapp.upkeep.new_file import partial_file, put_in_place
from ceapp.upkeep.rows import count_rows, revision_of, rows_of, tables_of
from ceapp.upkeep.sealing import MAGIC, SealedReader, SealingWriter

NO_TABLES = f"The database holds no tables of Good Standing. {NOTHING_TOUCHED}"
NOT_OVERWRITTEN = "{file} is no backup, so it is not overwritten. Choose another name."
NOT_WRITTEN = "The backup could not be written: {why}. An earlier one is as it was."
NOT_READ = "The backup cannot be read: {why}."
PASSPHRASE_NEEDED = "This backup is encrypted; its passphrase is needed."  # noqa: S105 - words for a person
NOT_AS_COUNTED = "The copy has other numbers of rows than the database. Nothing was kept of it."
Progress = Callable[[], object]
Begin = Callable[[int], Progress]  # told how many rows there are, gives what counts them


def make_backup(
    instance: Instance, file: Path, *, passphrase: str | None, now: datetime, begin: Begin
) -> Mapping[str, Any]:
    """Write everything of an instance to `file`, read it back, and give its tables' totals.

    `file` appears when it is whole, readable by its owner only. A backup of that name is replaced
    then, and nothing else is. Raises `NotTaken` where the database or the disk does not allow it.
    """
    _refuse_to_overwrite(file)
    try:
        with partial_file(file) as (partial, made):
            totals = _write(instance, made, passphrase, now, begin)
            made.flush()
            made.seek(0)
            check_backup(made, passphrase)
            put_in_place(partial, file)
    except OSError as error:
        raise NotTaken(NOT_WRITTEN.format(why=error.strerror or error)) from error
    return totals


def check_backup(file: BinaryIO, passphrase: str | None) -> tuple[Head, Mapping[str, Any]]:
    """Read a backup to its end and give its head and totals; raise `BrokenBackup` at a fault."""
    head, last = None, None
    for last in read_archive(opened(file, passphrase)):
        head = head or last
    if not isinstance(head, Head) or isinstance(last, Head | Kept | TableRow) or last is None:
        raise BrokenBackup(NOT_READ.format(why="it is empty"))
    return head, last


def opened(file: BinaryIO, passphrase: str | None) -> Reads:
    """Give what reads the archive in a file, sealed or not."""
    if not is_sealed(file):
        return file
    if passphrase is None:
        raise NotTaken(PASSPHRASE_NEEDED)
    return SealedReader(file, passphrase)


def is_sealed(file: BinaryIO) -> bool:
    """Say whether a file asks for a passphrase; it is read from its beginning afterwards."""
    file.seek(0)
    begins = file.read(len(MAGIC))
    file.seek(0)
    return begins == MAGIC


@contextmanager
def reading(file: Path) -> Iterator[BinaryIO]:
    """Open a backup, saying in a sentence why it cannot be."""
    try:
        with file.open("rb") as opened_file:
            yield opened_file
    except OSError as error:
        raise NotTaken(NOT_READ.format(why=error.strerror or error)) from error


def _write(
    instance: Instance, made: BinaryIO, passphrase: str | None, now: datetime, begin: Begin
) -> Mapping[str, Any]:
    sealed = SealingWriter(made, passphrase) if passphrase is not None else None
    with instance.home.reading() as connection:
        revision = revision_of(connection)
        if not revision:
            raise NotTaken(NO_TABLES)
        head = Head(revision, now.isoformat(timespec="seconds"), connection.dialect.name)
        writer = ArchiveWriter(sealed or made, head)
        for name, content in instance.kept_files():
            writer.keep(name, content)
        instance.home.check(connection)
        totals = _write_tables(connection, writer, begin)
    if sealed:
        sealed.close()
    return totals


def _write_tables(connection: Connection, writer: ArchiveWriter, begin: Begin) -> Mapping[str, Any]:
    tables = tables_of(connection)
    counted = count_rows(connection, tables)
    progress = begin(sum(counted.values()))
    for table in tables:
        for _row in writer.add_table(table.name, rows_of(connection, table)):
            progress()
    totals = writer.finish()
    if {name: total["rows"] for name, total in totals.items()} != counted:
        raise NotTaken(NOT_AS_COUNTED)
    return totals


def _refuse_to_overwrite(file: Path) -> None:
    if file.exists() and not _is_backup(file):
        raise NotTaken(NOT_OVERWRITTEN.format(file=file))


def _is_backup(file: Path) -> bool:
    if not file.is_file():
        return False
    with file.open("rb") as old:
        begins = old.read(2048)
    plain = begins.startswith(HEAD.encode()) and FORMAT.encode() in begins
    return not begins or begins.startswith(MAGIC) or plain
