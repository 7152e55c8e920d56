"""Turns at reading: files are read by few processes at a time, so that pages still answer."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def turn(folder: Path, seats: int) -> Iterator[bool]:
    """Hold one of the `seats` of this instance, if one is free; says whether it was.

    The lock is the operating system's: a process that dies gives its seat back.
    """
    for number in range(seats):
        with (folder / f"reading-{number}.lock").open("a") as seat:
            try:
                fcntl.flock(seat, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield True
            return
    yield False
