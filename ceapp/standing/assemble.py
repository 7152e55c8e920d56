"""From values of a license and a course log to the heart's answer for each license."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ceapp.rules.credit import Credit
from ceapp.rules.eligibility import window_of
from ceapp.rules.period import Period, current_period, months_before
from ceapp.rules.requirement import Credential, Requirement
from ceapp.rules.standing import Holding, Standing, decide_standing
from ceapp.rules.vocabulary import Topics


@dataclass(frozen=True, slots=True)
class Held:
    """One license of a person: what the rules need of it, and how the pages name it.

    `credential` is None where its rules cannot be read; `trouble` then says why.
    """

    id: int
    credential_id: str
    holding: Holding
    number: str = ""
    retired: bool = False
    credential: Credential | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class LicenseStanding:
    """A license with its standing; None where its rules cannot be read."""

    held: Held
    standing: Standing | None

    @property
    def name(self) -> str:
        """The short name that people use, or what we still know of a credential without rules."""
        credential = self.held.credential
        return credential.name if credential else self.held.credential_id


@dataclass(frozen=True, slots=True)
class Reach:
    """Which courses some license could use: all since a day, and older ones on some topics.

    `since` is None where every course could matter.
    """

    since: date | None
    older_on: frozenset[str] = frozenset()


def reach_of(held: Iterable[Held], topics: Topics, *, earlier_periods: int = 0) -> Reach:
    """Give the courses to read for these licenses, so that a long log costs no more than needed.

    `earlier_periods` is how many periods before the current one a page wants to show as well.
    """
    since: list[date] = []
    older_on: set[str] = set()
    for one in held:
        if one.credential is None:
            continue
        months, holding = one.credential.cycle.months, one.holding
        period = _period_of(one.credential, holding)
        since.append(months_before(period.start, months * earlier_periods))
        for need in _looking_back(one.credential, holding):
            if need.topics:
                older_on |= need.topics
            elif need.every.once:
                return Reach(None)
            else:
                since.append(window_of(need, period, months, holding.issued).start)
    if not since:
        return Reach(date.max)
    return Reach(min(since), _with_narrower(older_on, topics))


def assemble(
    held: Sequence[Held], credits_: Sequence[Credit], topics: Topics, *, today: date
) -> tuple[LicenseStanding, ...]:
    """Decide the standing of each license, the one that expires first in front."""
    in_order = sorted(held, key=lambda one: (one.holding.expires, one.id))
    return tuple(LicenseStanding(one, _decide(one, credits_, topics, today)) for one in in_order)


def _decide(held: Held, credits_: Sequence[Credit], topics: Topics, today: date) -> Standing | None:
    if held.credential is None:
        return None
    return decide_standing(
        held.credential, topics, held.holding, credits_, today, outside_first=True
    )


def _period_of(credential: Credential, holding: Holding) -> Period:
    return current_period(
        holding.expires, credential.cycle.months, issued=holding.issued, starts=holding.starts
    )


def _looking_back(credential: Credential, holding: Holding) -> Iterable[Requirement]:
    return (
        need
        for need in credential.requirements
        if need.is_need
        and not need.every.renewal
        and need.id not in holding.met
        and (need.applies_if is None or need.applies_if in holding.facts)
    )


def _with_narrower(wanted: set[str], topics: Topics) -> frozenset[str]:
    return frozenset(topic for topic in topics.labels if topics.within(topic, wanted)) | wanted
