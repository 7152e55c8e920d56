"""Names of files: those that people send, made harmless, and those that we give."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

EXTENSIONS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/heic": "heic",
}
LONGEST = 120
NAMELESS = "certificate"
_LONGEST_SLUG = 60


def cleaned(name: str) -> str:
    """Give the last part of a file's name without signs that nobody sees or that turn the text.

    The name is for reading only: no file is ever opened or served under it.
    """
    last = re.split(r"[/\\]", name)[-1]
    # Categories C*: controls, format signs such as the right-to-left override, surrogates.
    shown = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in last)
    shown = " ".join(shown.split()).strip(". ") or NAMELESS
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 10]}…{shown[-8:]}"


def made(title: str, completed: date | None, media_type: str) -> str:
    """Give the name under which a certificate is handed out: 2026-11-15-ethics-update.pdf."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_SLUG].strip("-") or NAMELESS
    day = f"{completed.isoformat()}-" if completed else ""
    return f"{day}{slug}.{EXTENSIONS[media_type]}"
