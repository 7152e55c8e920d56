"""A page as a picture for the screen: re-encoded, small, made in a process of its own."""

from __future__ import annotations

from ceapp.certificates.reading.child_process import ChildFailed, run_child
from ceapp.certificates.reading.limits import MEMORY_MB, MOST_BYTES
from ceapp.certificates.reading.sniff import media_type

WIDTH = 1000


def page_picture(
    content: bytes, page: int, *, turn: int = 0, width: int = WIDTH, seconds: float = 10
) -> bytes | None:
    """Give a page (from 0) as a PNG, at most `width` wide; None where it cannot be shown.

    `turn` is the page's `PageView.turn`: turned so, the page matches the boxes of a reading.
    """
    if media_type(content) is None or len(content) > MOST_BYTES:
        return None
    task = ["picture", str(page), str(turn), str(width)]
    try:
        return run_child(task, content, seconds=seconds, memory_mb=MEMORY_MB) or None
    except ChildFailed:
        return None
