"""What this machine can read."""

from __future__ import annotations

import shutil


def can_read_pictures() -> bool:
    """Say whether text recognition is installed; without it only PDFs with text are read."""
    return shutil.which("tesseract") is not None
