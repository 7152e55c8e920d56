"""How far a need is, as a mail draws it without pictures: a cell for each hour to go."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ceapp.standing.answers import total_of
from ceapp.standing.assemble import LicenseStanding
from ceapp.standing.overview import Block
from ceapp.web.filters import hours

_MOST_CELLS = 12  # hours to go that are drawn one by one


@dataclass(frozen=True, slots=True)
class Bar:
    """One need: how far it is; `share` and the widths in `rest` are percents of the bar."""

    name: str
    so_far: str
    to_go: str
    share: str = "0"
    rest: tuple[str, ...] = ()


def bars_of(one: LicenseStanding, block: Block) -> tuple[Bar, ...]:
    """Give the overall hours, then what is open and what is a question, as the home page does."""
    total = total_of(one.standing) if one.standing else None
    bars = [_bar("All hours", total.counted, total.hours, total.remaining)] if total else []
    for line in block.lines:
        if line.kind == "open":
            bars.append(_bar(line.name, line.counted, line.needed, line.remaining))
        elif line.kind == "asked":
            bars.append(Bar(line.name, "Have you done this already?", ""))
    return tuple(bars)


def _bar(name: str, counted: Decimal, needed: Decimal, remaining: Decimal) -> Bar:
    to_go = f"{hours(remaining)} to go" if remaining else ""
    cells = cells_of(remaining)
    return Bar(
        name=name,
        so_far=f"{hours(counted)} of {hours(needed)}",
        to_go=to_go,
        share=_percent(needed - remaining, needed),
        rest=tuple(_percent(cell, needed) for cell in cells),
    )


def cells_of(remaining: Decimal) -> list[Decimal]:
    """Cut the hours to go into single ones, the part of an hour first; many stay in one piece."""
    if remaining > _MOST_CELLS:
        return [remaining]
    whole = int(remaining)
    part = remaining - whole
    return ([part] if part else []) + [Decimal(1)] * whole


def _percent(part: Decimal, whole: Decimal) -> str:
    share = (100 * part / whole) if whole else Decimal(100)
    return f"{share.quantize(Decimal('0.1'), ROUND_HALF_UP)}"
