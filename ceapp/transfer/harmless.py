"""Cells that no spreadsheet takes for a formula, and the text they stand for."""

from __future__ import annotations

import re

# What a spreadsheet would run, also behind blanks. An apostrophe before it makes it a text; one
# that stands there already gets another, so that taking one away always gives the text back.
_DANGEROUS = re.compile(r"'*\s*[=+\-@\t\r\n|%]")


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def unguarded(text: str) -> str:
    """Take away the apostrophe that `guarded` has put there."""
    return text[1:] if text.startswith("'") and _DANGEROUS.match(text[1:]) else text
