"""The gate before a person's record: another person's id answers like one that does not exist."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import abort
from flask_login import current_user

Row = TypeVar("Row")
LARGEST_ID = 2**31 - 1  # what every database can hold; PostgreSQL refuses to be asked for more


def mine_or_404(find: Callable[[int, int], Row | None], row_id: int) -> Row:
    """Give what `find(user_id, row_id)` finds for the signed-in person, or answer 404."""
    row = find(current_user.id, row_id) if row_id <= LARGEST_ID else None
    if row is None:
        abort(404)
    return row
