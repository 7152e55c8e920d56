"""What is worth reading for some licenses: the library knows, which comes later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import current_app

from ceapp.standing.assemble import LicenseStanding


def worth_reading(licenses: Sequence[LicenseStanding], most: int) -> Sequence[Any]:
    """Ask the library what to read and why; nothing where there is none."""
    suggest = current_app.extensions.get("ceapp.suggestions")
    if suggest is None:
        return ()
    known = [(one.name, one.standing) for one in licenses if one.standing is not None]
    found: Sequence[Any] = suggest(known, limit=most)
    return found
