"""Bringing an instance back from a backup: checked first, built apart, put in place in one step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy.exc import SQLAlchemyError

from ceapp.upkeep.archive import Head, Kept, TableRow, read_archive
from ceapp.upkeep.backup import Begin, Progress, check_backup, opened, reading
from ceapp.upkeep.faults import NOTHING_TOUCHED, NotTaken
from ceapp.upkeep.instance import Instance, checked_name
from ceapp.upkeep.loading import advance_sequences, bring_to, end_sessions, load, prove

HOLDS_DATA = (
    "This instance holds data already. To let the backup take its place, say --replace; "
    "what is there now is kept aside. Or name an empty folder with CEAPP_INSTANCE."
)
FAILED = f"The backup could not be restored: {{why}}. {NOTHING_TOUCHED}"


@dataclass(slots=True)
class Restored:
    """What came back, and where that is kept which it replaced."""

    head: Head
    totals: Mapping[str, Any]
    kept: str = ""


@dataclass(slots=True)
class _Parts:
    """What a backup holds, told apart while it is read."""

    files: dict[str, bytes] = field(default_factory=dict)
    totals: Mapping[str, Any] = field(default_factory=dict)


def restore(
    instance: Instance,
    file: Path,
    *,
    passphrase: str | None,
    replace: bool,
    now: datetime,
    begin: Begin,
) -> Restored:
    """Let the instance be as the backup says, with nobody signed in; an app's context is open.

    Raises `BrokenBackup` or `NotTaken`, and then everything is as it was.
    """
    with reading(file) as backup:
        head, totals = check_backup(backup, passphrase)
        if not replace and instance.holds_data():
            raise NotTaken(HOLDS_DATA)
        progress = begin(sum(total["rows"] for total in totals.values()))
        stamp = now.strftime("%Y%m%d-%H%M%S")
        try:
            _build(
                instance,
                backup,
                passphrase,
                revision=head.revision,
                stamp=stamp,
                progress=progress,
            )
        except (SQLAlchemyError, OSError) as error:
            why = getattr(error, "orig", None) or error
            raise NotTaken(FAILED.format(why=" ".join(str(why).split()))) from error
    return Restored(head, totals, instance.home.kept)


def _build(
    instance: Instance,
    backup: BinaryIO,
    passphrase: str | None,
    *,
    revision: str,
    stamp: str,
    progress: Progress,
) -> None:
    parts = _Parts()
    with ExitStack() as last:
        with instance.home.building(stamp) as connection:
            bring_to(connection, revision)
            backup.seek(0)
            load(connection, _rows(opened(backup, passphrase), parts), progress)
            prove(connection, parts.totals)
            bring_to(connection, "head")
            end_sessions(connection)
            advance_sequences(connection)
            staged = last.enter_context(instance.staging(parts.files))
        instance.put_back(staged, stamp)


def _rows(stream: Any, parts: _Parts) -> Iterator[TableRow]:
    for item in read_archive(stream):
        if isinstance(item, TableRow):
            yield item
        elif isinstance(item, Kept):
            parts.files[checked_name(item.name)] = item.content
        elif not isinstance(item, Head):
            parts.totals = item
