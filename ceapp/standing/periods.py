"""The renewal periods that a license has been through, back to its issue."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

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


def earlier_period(credential: Credential, holding: Holding) -> Period | None:
    """Give the period before the one of `holding`; None for a license's first."""
    both = [period for period, _held in islice(periods_of(credential, holding, date.min), 2)]
    return both[1] if len(both) > 1 else None


def next_period(credential: Credential, holding: Holding) -> Period:
    """Give the period that follows the one of `holding`."""
    return occasion_of(credential, next_holding(credential, holding, ())).period


def next_holding(credential: Credential, holding: Holding, ended: Collection[str]) -> Holding:
    """Give a license as it will be held in the next period, which starts the day after this one.

    `ended` are the circumstances that are true of one period only.
    """
    return replace(
        holding,
        expires=months_before(holding.expires, -credential.cycle.months),
        starts=occasion_of(credential, holding).period.end + ONE_DAY,
        applied=None,
        facts=holding.facts - frozenset(ended),
        carried=(),
    )


def _expired(credential: Credential, held: Holding, end: date) -> date:
    """Give the expiration before; where courses are counted to another day, a cycle earlier."""
    counted_apart = credential.window is not None and credential.window.ends
    return months_before(held.expires, credential.cycle.months) if counted_apart else end
