"""The renewal periods that a license has been through, back to its issue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ceapp.rules.period import ONE_DAY, Period, current_period
from ceapp.rules.requirement import Cycle
from ceapp.rules.standing import Holding

MOST_PERIODS = 40


def periods_of(cycle: Cycle, holding: Holding, since: date) -> Iterator[tuple[Period, Holding]]:
    """Give the periods that end on `since` or later, the current one first, whatever its end.

    With each comes the license as it was held then. A first day that the person corrected is that
    of the current period; the earlier ones are as long as the rules say.
    """
    held = holding
    for _ in range(MOST_PERIODS):
        period = current_period(held.expires, cycle, issued=held.issued, starts=held.starts)
        yield period, held
        end = period.start - ONE_DAY
        if end < since or (held.issued is not None and end <= held.issued):
            return
        held = replace(holding, expires=end, starts=None)
