"""One license, one period, one person's courses: everything that bears on a standing, laid out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from ceapp.rules import eligibility
from ceapp.rules.credit import Credit
from ceapp.rules.period import Period, current_period, is_first
from ceapp.rules.requirement import Credential, Requirement
from ceapp.rules.vocabulary import Topics


@dataclass(frozen=True, slots=True)
class Holding:
    """What a person holds, as the rules need to know it.

    `facts` are the circumstances that are true of them. `met` names one-time needs that they say
    were met earlier; `asked` names those they are not sure about: a question, not a debt.
    """

    expires: date
    issued: date | None = None
    starts: date | None = None
    facts: frozenset[str] = frozenset()
    met: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Bearing:
    """A usable course and what it bears on, in whole units of the case.

    `serves` gives, for each need (by id) in whose window it lies, the matching hours and the
    topics they are on; `limits` the same for each limit (by id), for a course in the period.
    """

    credit: Credit
    inside: bool
    hours: int
    topics: Mapping[str, int]
    serves: Mapping[str, Match]
    limits: Mapping[str, Match]


Match = tuple[int, tuple[str, ...]]


@dataclass(frozen=True)
class Case:
    """What applies to a license in its period, and which courses bear on it."""

    credential: Credential
    topics: Topics
    holding: Holding
    credits: tuple[Credit, ...]
    as_of: date
    _hours: dict[int, Decimal] = field(default_factory=dict, repr=False)

    @cached_property
    def first_renewal(self) -> bool:
        """Whether this is the license's first renewal."""
        held = self.holding
        return is_first(held.expires, self.credential.cycle, held.issued, held.starts)

    @cached_property
    def period(self) -> Period:
        """The renewal period that the standing is about."""
        return current_period(
            self.holding.expires,
            self.credential.cycle,
            issued=self.holding.issued,
            starts=self.holding.starts,
        )

    @cached_property
    def requirements(self) -> tuple[Requirement, ...]:
        """The requirements that bind this renewal, in the file's order."""
        return tuple(
            requirement
            for requirement in self.credential.requirements
            if eligibility.applies(
                requirement,
                expires=self.holding.expires,
                first_renewal=self.first_renewal,
                facts=self.holding.facts,
            )
        )

    @cached_property
    def total_of_another_time(self) -> bool:
        """Whether the rules hold a total, but only for licenses that expire at other dates."""
        totals = [r for r in self.credential.requirements if r.is_need and r.asks_any_hour]
        return not any(r in self.requirements for r in totals) and any(
            eligibility.applies_at_another_date(
                requirement,
                expires=self.holding.expires,
                first_renewal=self.first_renewal,
                facts=self.holding.facts,
            )
            for requirement in totals
        )

    @cached_property
    def needs(self) -> tuple[Requirement, ...]:
        """The needs, without the one-time ones that the person says were met earlier."""
        return tuple(r for r in self.requirements if r.is_need and not self.declared_met(r))

    @cached_property
    def limits(self) -> tuple[Requirement, ...]:
        """The limits."""
        return tuple(r for r in self.requirements if not r.is_need)

    @cached_property
    def windows(self) -> dict[str, Period]:
        """The days whose courses may serve each requirement, by its id."""
        months, issued = self.credential.cycle.months, self.holding.issued
        return {
            r.id: eligibility.window_of(r, self.period, months, issued) for r in self.requirements
        }

    @cached_property
    def bearings(self) -> tuple[Bearing, ...]:
        """The courses that may count or serve something, by date and then in the order entered."""
        alike: dict[object, list[tuple[Requirement, tuple[str, ...]]]] = {}
        found = []
        for credit in self._usable:
            # Courses of the same kind match the same requirements; most of a log is of few kinds.
            kind = (credit.format, credit.activity, credit.approvals, tuple(credit.topics))
            if kind not in alike:
                alike[kind] = self._matched_by(credit)
            bearing = self._bearing(credit, alike[kind])
            if bearing.inside or bearing.serves:
                found.append(bearing)
        return tuple(found)

    @cached_property
    def by_key(self) -> dict[str, Bearing]:
        """The same courses by their credit's key."""
        return {bearing.credit.key: bearing for bearing in self.bearings}

    @cached_property
    def parents(self) -> dict[str, str]:
        """For each need that lies inside another of the same kind, the id of that other."""
        by_id = {need.id: need for need in self.needs}
        return {
            need.id: whole.id
            for need in self.needs
            if (whole := by_id.get(need.part_of or "")) is not None
            and bool(whole.topics) is bool(need.topics)
            and whole.in_total is need.in_total
        }

    def wholes(self, name: str) -> Iterator[str]:
        """Give a need's id and, outward, those of the needs in which it lies."""
        inside: str | None = name
        while inside is not None:
            yield inside
            inside = self.parents.get(inside)

    def declared_met(self, requirement: Requirement) -> bool:
        """Say whether a one-time need was met before, by the person's own word."""
        return requirement.every.once and requirement.id in self.holding.met

    def units(self, hours: Decimal) -> int:
        """Write hours in whole units: the smallest in which every figure here is whole."""
        return int(hours.scaleb(self._places))

    def hours(self, units: int) -> Decimal:
        """Write units as hours again."""
        if units not in self._hours:
            self._hours[units] = Decimal(units).scaleb(-self._places)
        return self._hours[units]

    def earned(self, requirement: Requirement) -> Decimal:
        """Add up the matching hours in a requirement's window."""
        if requirement.is_need:
            matches = (bearing.serves.get(requirement.id) for bearing in self.bearings)
        else:
            matches = (bearing.limits.get(requirement.id) for bearing in self.bearings)
        return self.hours(sum(match[0] for match in matches if match))

    @cached_property
    def _places(self) -> int:
        amounts = {requirement.hours for requirement in self.requirements}
        for credit in self._usable:
            amounts.add(credit.hours)
            amounts.update(credit.topics.values())
        return max((_places_of(amount) for amount in amounts), default=0)

    @cached_property
    def _usable(self) -> tuple[Credit, ...]:
        last = min(self.period.end, self.as_of)
        may_count = [
            credit
            for credit in self.credits
            if credit.completed <= last
            and not eligibility.approval_refused(credit, self.credential)
        ]
        return tuple(sorted(may_count, key=lambda credit: credit.completed))

    def _matched_by(self, credit: Credit) -> list[tuple[Requirement, tuple[str, ...]]]:
        """Give the requirements that courses of this kind match, with the topics that do."""
        found = []
        for requirement in self.requirements:
            if eligibility.fits(credit, requirement):
                matching = eligibility.matching_topics(credit, requirement, self.topics)
                if matching or not requirement.topics:
                    found.append((requirement, matching))
        return found

    def _bearing(
        self, credit: Credit, matched: list[tuple[Requirement, tuple[str, ...]]]
    ) -> Bearing:
        inside = credit.completed in self.period
        hours = self.units(credit.hours)
        topics = {k: self.units(amount) for k, amount in credit.topics.items()}
        serves: dict[str, Match] = {}
        limits: dict[str, Match] = {}
        for requirement, on in matched:
            whole = hours if not on else min(hours, sum(topics[k] for k in on))
            if not whole or credit.completed not in self.windows[requirement.id]:
                continue
            (serves if requirement.is_need else limits)[requirement.id] = (whole, on)
        return Bearing(credit, inside, hours, topics, serves, limits)


def _places_of(amount: Decimal) -> int:
    exponent = amount.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
