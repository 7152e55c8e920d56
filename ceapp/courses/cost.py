"""The field for what a course cost, in dollars as people type them; kept in cents."""

from __future__ import annotations

import re
from typing import Any

from ceapp.web.fields import TypedField
from ceapp.web.typed import Fault, Kind

MOST_DOLLARS = 100_000
_DOLLARS = re.compile(r"\$? ?([0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(?:\.([0-9]{1,2}))?")
_NOT_AN_AMOUNT = Fault(Kind.NOT_UNDERSTOOD, "must be an amount in dollars, like 75 or 49.50")
_TOO_MUCH = Fault(Kind.OUT_OF_RANGE, f"must be ${MOST_DOLLARS:,} or less")


def read_cents(text: str) -> int | Fault:
    """Read $1,249.50 as 124950 and "free" as 0."""
    text = " ".join(text.lower().split())
    if text == "free":
        return 0
    found = _DOLLARS.fullmatch(text)
    if not found:
        return _NOT_AN_AMOUNT
    cents = int(found[1].replace(",", "")) * 100 + int((found[2] or "0").ljust(2, "0"))
    return cents if cents <= MOST_DOLLARS * 100 else _TOO_MUCH


def dollars(cents: int) -> str:
    """Write $75, $49.50 or $1,249.50; free where it is nothing."""
    whole, part = divmod(cents, 100)
    return (f"${whole:,}.{part:02}" if part else f"${whole:,}") if cents else "free"


class CostField(TypedField):
    """What was paid; `data` is in cents."""

    def read(self, text: str, form: Any) -> int | Fault:  # noqa: ARG002 - other fields need the form
        """Read the dollars."""
        return read_cents(text)

    def written(self, value: int) -> str:
        """Write 7500 cents as 75 and 4950 as 49.50."""
        dollars, cents = divmod(value, 100)
        return f"{dollars}.{cents:02}" if cents else str(dollars)
