"""Files that appear under their name only when they are whole, and that only their owner reads."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def partial_file(file: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """Give a new file beside `file`, to be written and then put in place; removed if it is not."""
    partial = beside(file, "partial")
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR
    try:
        with os.fdopen(os.open(partial, flags, 0o600), "w+b") as made:
            yield partial, made
    finally:
        partial.unlink(missing_ok=True)


def beside(file: Path, word: str) -> Path:
    """Give a name for a hidden file in the same folder that nothing has yet."""
    return file.with_name(f".{file.name}.{word}-{secrets.token_hex(4)}")


def put_in_place(partial: Path, file: Path) -> None:
    """Let what is whole take its name, in one step that a power cut cannot halve."""
    sync(partial)
    partial.replace(file)
    sync(file.parent)


def write_whole(file: Path, content: bytes) -> None:
    """Write a small file, whole or not at all."""
    with partial_file(file) as (partial, made):
        made.write(content)
        made.flush()
        put_in_place(partial, file)


def sync(path: Path) -> None:
    """Let a file, or a folder's list of names, reach the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
