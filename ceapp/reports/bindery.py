"""Has files bound by a process of its own, and leaves out those that it cannot survive."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from select import select
from threading import BoundedSemaphore
from time import monotonic
from typing import Any

from ceapp.errors import CeappError

SECONDS = 60
SILENCE = 8  # the longest that one file may take
MEMORY = 1_500_000_000  # mostly address space: what it really takes is about the size of its files
LARGEST = 600_000_000
MOST_DEATHS = 3
AT_ONCE = 2  # in one process of the server: each holds a whole packet in memory

_desks = BoundedSemaphore(AT_ONCE)
Data = Callable[[Mapping[int, int]], Mapping[str, Any]]


class NotBound(CeappError):  # noqa: N818 - the files are at fault
    """The files could not be bound in time, or too many of them break the bindery."""


@dataclass(frozen=True, slots=True)
class Loose:
    """A file to be bound; its number is how the data name it."""

    number: int
    path: Path
    media_type: str


def bind(
    files: Sequence[Loose], data: Data, out: Path, *, seconds: float = SECONDS, memory: int = MEMORY
) -> Mapping[int, int]:
    """Bind the files into the PDF `out`; give the pages of each that was bound.

    `data` gives, for those pages, what is typeset around them. A file that kills the process is
    left out of the next attempt. Raises `NotBound` where that does not help.
    """
    left, ends = list(files), monotonic() + seconds
    if _desks.acquire(timeout=seconds):
        try:
            for _ in range(MOST_DEATHS):
                run = _Run(left, out, ends=ends, memory=memory)
                pages = run.through(data)
                if pages is not None:
                    return pages
                if run.last is None or monotonic() >= ends:
                    break
                left = [file for file in left if file.number != run.last]
        finally:
            _desks.release()
    raise NotBound("The certificates could not be bound into one PDF.")


class _Run:
    """One attempt; `last` is the file that the process was busy with when it was last heard."""

    def __init__(self, files: Sequence[Loose], out: Path, *, ends: float, memory: int) -> None:
        self.last: int | None = None
        self._ends = ends
        self._plan = {
            "files": [
                {"number": file.number, "path": str(file.path), "media_type": file.media_type}
                for file in files
            ],
            "out": str(out),
            "memory": memory,
            "seconds": SECONDS,
            "size": LARGEST,
        }

    def through(self, data: Data) -> dict[int, int] | None:
        """Go through with it; give the pages of each file, None where the process died."""
        pages: dict[int, int] | None = None
        with subprocess.Popen(
            [sys.executable, "-P", "-m", "ceapp.reports.binding"],
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as process:
            try:
                _send(process, self._plan)
                for said in self._heard(process):
                    self.last = said.get("file", self.last)
                    if "pages" in said:
                        pages = {int(number): count for number, count in said["pages"].items()}
                        _send(process, data(pages))
                    if "done" in said:
                        return pages
            finally:
                process.kill()
        return None

    def _heard(self, process: subprocess.Popen[bytes]) -> Iterator[dict[str, Any]]:
        """Give what the process says until it dies or keeps silent for too long."""
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        while True:
            patience = min(SILENCE, self._ends - monotonic())
            heard, _, _ = select([process.stdout], [], [], max(0, patience))
            line = process.stdout.readline() if heard else b""
            if not line.endswith(b"\n"):
                return
            yield json.loads(line)


def _send(process: subprocess.Popen[bytes], what: Mapping[str, Any]) -> None:
    assert process.stdin is not None  # noqa: S101 - it is a pipe
    with suppress(BrokenPipeError):  # it died; what it said last is still to be read
        process.stdin.write(f"{json.dumps(what)}\n".encode())
