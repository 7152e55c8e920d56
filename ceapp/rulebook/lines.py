"""Where in a rule file each requirement stands, so that a correction starts at the right line."""

from __future__ import annotations

import re

_HEADER = re.compile(r"^\s*\[\[\s*requirement\s*\]\]", re.MULTILINE)


def requirement_lines(text: str) -> tuple[int, ...]:
    """Give the line, counted from 1, at which each requirement of a rule file begins."""
    starts = (found.end() for found in _HEADER.finditer(text))
    return tuple(text.count("\n", 0, end) + 1 for end in starts)
