"""Hours over time against an even pace, as the paths of a picture and its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from ceapp.rules.standing import Standing
from ceapp.standing.answers import ZERO, day_in_words, total_of
from ceapp.web.filters import count, hours

_TENTH = Decimal("0.1")
_ROOM_FOR_A_WORD = Decimal(6)
_ROOM_FOR_A_YEAR = Decimal(20)  # percent from either end, where the first and last month stand


@dataclass(frozen=True, slots=True)
class Tick:
    """A word under or over the chart at a share of its width."""

    at: str
    words: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Chart:
    """What the template draws: days run to the right, hours up."""

    label: str
    width: int
    height: str
    grid: str
    area: str
    pace: str
    got: str
    rest: str
    today: str
    top: str
    first: str
    last: str
    years: tuple[Tick, ...]
    now: Tick


def pace_chart(name: str, standing: Standing) -> Chart | None:
    """Draw the counted hours of a period that is under way; None where there is no total."""
    total, period, today = total_of(standing), standing.period, standing.as_of
    if total is None or today not in period or total.hours <= 0:
        return None
    width = (period.end - period.start).days or 1
    now = (today - period.start).days
    steps = _steps(standing)
    counted = steps[-1][1] if steps else ZERO
    goal = max(total.hours, counted)
    line = "M0 0" + "".join(f"H{day}V{hours(sum_)}" for day, sum_ in steps) + f"H{now}"
    years = tuple(
        (day - period.start).days
        for day in (date(year, 1, 1) for year in range(period.start.year + 1, period.end.year + 1))
    )
    even = (total.hours * now / width).quantize(_TENTH)
    return Chart(
        label=f"Hours over time for {name}: {hours(counted)} counted by today, an even pace would "
        f"be {hours(even)}, {count(total.hours, 'hour')} due by {day_in_words(period.end, today)}",
        width=width,
        height=hours(goal),
        grid="".join(f"M0 {hours((goal * n / 3).quantize(_TENTH))}H{width}" for n in range(4))
        + "".join(f"M{day} 0V{hours(goal)}" for day in years),
        area=f"{line}V0Z",
        pace=f"M0 0L{width} {hours(total.hours)}",
        got=line,
        rest=f"M{now} {hours(counted)}L{width} {hours(total.hours)}"
        if counted < total.hours
        else "",
        today=f"M{now} 0V{hours(goal)}",
        top=f"{hours(goal)} h",
        first=f"{period.start:%b %Y}",
        last=f"{period.end:%b %Y}",
        years=_year_ticks(period.start.year + 1, years, width),
        now=_tick_of_today(_share(now, width)),
    )


def _steps(standing: Standing) -> list[tuple[int, Decimal]]:
    """Give each day on which hours were added, counted from the period's start, with the sum."""
    counting = sorted(
        (
            ((course.credit.completed - standing.period.start).days, course.counted)
            for course in standing.courses
            if course.counted > 0 and course.credit.completed in standing.period
        ),
        key=lambda step: step[0],
    )
    found, so_far = [], ZERO
    for day, same_day in groupby(counting, key=lambda step: step[0]):
        so_far += sum((added for _, added in same_day), ZERO)
        found.append((day, so_far))
    return found


def _share(day: int, width: int) -> Decimal:
    return (Decimal(100) * day / width).quantize(_TENTH)


def _tick_of_today(share: Decimal) -> Tick:
    near_an_end = "start" if share < _ROOM_FOR_A_WORD else "end"
    inside = _ROOM_FOR_A_WORD <= share <= 100 - _ROOM_FOR_A_WORD
    return Tick(f"{share}%", "today", "middle" if inside else near_an_end)


def _year_ticks(first_year: int, days: tuple[int, ...], width: int) -> tuple[Tick, ...]:
    shares = ((first_year + n, _share(day, width)) for n, day in enumerate(days))
    return tuple(
        Tick(f"{share}%", str(year))
        for year, share in shares
        if _ROOM_FOR_A_YEAR <= share <= 100 - _ROOM_FOR_A_YEAR
    )
