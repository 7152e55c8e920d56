"""A planned course with its price, which the rules need not know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ceapp.courses.cost import dollars
from ceapp.rules.credit import Credit
from ceapp.standing.effects import Effect


@dataclass(frozen=True, slots=True)
class Priced:
    """A planned course; `cents` is None where no price was given, `approvals` are short names."""

    credit: Credit
    cents: int | None
    approvals: str


def price_of(courses: Iterable[Priced]) -> str:
    """Add up the prices, and say where one is missing: $315, and 1 without a price."""
    prices = [one.cents for one in courses]
    known = [cents for cents in prices if cents is not None]
    missing = len(prices) - len(known)
    if not known:
        return "not given"
    total = dollars(sum(known))
    return f"{total}, and {missing} without a price" if missing else total


def per_hour(cents: int | None, effects: Sequence[Effect]) -> str:
    """Write $12.50 for each hour counted; empty where nothing counts or nothing is paid."""
    counted = sum((one.counted for one in effects), Decimal(0))
    if not cents or not counted:
        return ""
    counting = sum(one.counted > 0 for one in effects)
    whole = int((Decimal(cents) / counted).to_integral_value())
    together = ", all licenses together" if counting > 1 else ""
    return f"{dollars(whole)} for each hour counted{together}"
