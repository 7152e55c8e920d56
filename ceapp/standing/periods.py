"""The renewal periods that a license has been through, back to its issue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ceapp.rules.occasion import Holding, occasion_of
from ceapp.rules.period import ONE_DAY, Period, months_before
from ceapp.rules.requirement import Credential

MOST_PERIODS = 40


def periods_of(
    credential: Credential, holding: Holding, since: date
) -> Iterator[tuple[Period, Holding]]:
    """Give the periods that end on `since` or later, the current one first, whatever its end.

    With each comes the license as it was held then. A first day that the person corrected, a last
    application and carried hours are those of the current period; the earlier ones are as long as
    the rules say.
    """
    held = holding
    for _ in range(MOST_PERIODS):
        period = occasion_of(credential, held).period
        yield period, held
        end = period.start - ONE_DAY
        if end < since or (held.issued is not None and end <= held.issued):
            return
        expires = _expired(credential, held, end)
        held = replace(holding, expires=expires, starts=None, applied=None, carried=())


def _expired(credential: Credential, held: Holding, end: date) -> date:
    """Give the expiration before; where courses are counted to another day, a cycle earlier."""
    counted_apart = credential.window is not None and credential.window.ends
    return months_before(held.expires, credential.cycle.months) if counted_apart else end
