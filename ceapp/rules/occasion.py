"""One renewal of one license: until when, which days count, and for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from ceapp.rules.credit import Credit
from ceapp.rules.period import Period, current_period, is_first, last_day_that_counts
from ceapp.rules.requirement import Credential


@dataclass(frozen=True, slots=True)
class Carried:
    """Hours of a course that pass into the next period; `topics` are what they serve there."""

    credit: Credit
    hours: Decimal
    topics: dict[str, Decimal] = field(default_factory=dict)

    @property
    def as_credit(self) -> Credit:
        """The carried hours as a course of so many hours."""
        return replace(self.credit, hours=self.hours, topics=self.topics)


@dataclass(frozen=True, slots=True)
class Holding:
    """What a person holds, as the rules need to know it.

    `facts` are the circumstances that are true of them. `met` names one-time needs that they say
    were met earlier; `asked` names those they are not sure about: a question, not a debt.
    `starts` is the first day of the period as they corrected it, `applied` the day on which the
    board received the last renewal application. `carried` are hours from the period before, which
    they closed. `answers` are what the board said, by kind of doubt and its subject: true where it
    accepts, false where it does not.
    """

    expires: date
    issued: date | None = None
    starts: date | None = None
    applied: date | None = None
    facts: frozenset[str] = frozenset()
    met: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    carried: tuple[Carried, ...] = ()
    answers: Mapping[tuple[str, str], bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Occasion:
    """A renewal as requirements see it; `period` holds the days whose courses count."""

    period: Period
    expires: date
    first_renewal: bool
    facts: frozenset[str]
    issued: date | None = None


def occasion_of(credential: Credential, holding: Holding) -> Occasion:
    """Give the renewal that a license is due for."""
    cycle, window = credential.cycle, credential.window
    ends = last_day_that_counts(holding.expires, window)
    if holding.issued is not None and holding.issued > ends:
        ends = holding.expires  # no day that counts was left when the license was issued
    first = is_first(ends, cycle, holding.issued, holding.starts)
    period = current_period(ends, cycle, issued=holding.issued, starts=holding.starts)
    applied = holding.applied
    if window is not None and window.from_application and applied and holding.starts is None:
        # The application falls shortly before the period that it is for, or not at all into it.
        period = period if first or applied > period.end else Period(applied, period.end)
    return Occasion(period, holding.expires, first, holding.facts, holding.issued)
