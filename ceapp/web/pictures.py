"""Hours as the figures of a ring or a bar, so that the templates need no arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ceapp.web.filters import count, hours

_ONE_TICK_IS_TWO_HOURS_ABOVE = 60
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Ring:
    """A ring as long as the hours needed: `done` is solid, the rest is ticks."""

    label: str
    figure: str
    unit: str
    length: str
    left: bool
    done: str
    back: str
    tick: str
    gap: str
    offset: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar as long as the hours needed or allowed; `gaps` cut what is left into hours."""

    length: str
    done: str
    gaps: str
    met: bool


def ring_picture(counted: Decimal, needed: Decimal, remaining: Decimal) -> Ring:
    """Draw `counted` of `needed` hours; `remaining` can be more than their difference."""
    length = max(needed, counted + remaining) or _ONE
    tick = _tick(length)
    solid = length if remaining == 0 and needed > 0 else counted
    return Ring(
        label=f"{hours(counted)} of {count(needed, 'hour')} counted, {hours(remaining)} to go"
        if needed > 0
        else f"{count(counted, 'hour')} counted, {hours(remaining)} to go",
        figure=hours(remaining),
        unit=f"{'hour' if remaining == 1 else 'hours'} to go",
        length=hours(length),
        left=remaining > 0,
        done=hours(solid) if solid else "",
        back=hours(min(length, solid + tick * Decimal("0.11"))),
        tick=hours(tick * Decimal("0.78")),
        gap=hours(tick * Decimal("0.22")),
        offset=hours(tick * Decimal("-0.11")),
    )


def bar_picture(needed: Decimal, counted: Decimal) -> Bar:
    """Draw a need: solid up to what is counted, then a tick for each hour to take."""
    length = needed or _ONE
    tick = _tick(length)
    edges = [counted] if counted else []
    edge = (counted // tick + 1) * tick
    while edge < length:
        edges.append(edge)
        edge += tick
    return Bar(
        length=hours(length),
        done=hours(counted) if counted else "",
        gaps="".join(f"M{hours(place)} 0V1" for place in edges),
        met=counted >= needed,
    )


@dataclass(frozen=True, slots=True)
class GrownBar:
    """A bar on which `new` hours stand after the `done` ones."""

    length: str
    done: str
    new: str
    gaps: str


def grown_picture(needed: Decimal, before: Decimal, after: Decimal) -> GrownBar:
    """Draw a need that grows from `before` to `after`, which is more and at most the need."""
    bar = bar_picture(needed, after)
    return GrownBar(bar.length, hours(before), hours(after - before), "" if bar.met else bar.gaps)


def limit_picture(limit: Decimal, used: Decimal) -> Bar:
    """Draw a limit: the room there is, how much is used, and a wall; nothing is owed."""
    length = limit or _ONE
    done = min(used, length) if limit else Decimal(0)
    return Bar(length=hours(length), done=hours(done) if done else "", gaps="", met=False)


def _tick(length: Decimal) -> Decimal:
    return Decimal(2) if length > _ONE_TICK_IS_TWO_HOURS_ABOVE else _ONE
