"""One license, one period, one person's courses: everything that bears on a standing, laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from ceapp.rules import eligibility
from ceapp.rules.allocation import Need, Offer, Sharing, share
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
class Variant:
    """One way to see the case: which courses are left out, which needs, and whether hours overlap.

    `without` holds credits' keys; `not_earlier` those that may not meet a one-time need from
    before the period; `not_asked` the ids of needs left out because the person is not sure.
    `outside_first` gives ties to needs outside the total.
    """

    overlap: bool
    without: frozenset[str] = frozenset()
    not_earlier: frozenset[str] = frozenset()
    not_asked: frozenset[str] = frozenset()
    outside_first: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """The best sharing of a variant in CE hours, by credit's key and requirement's id."""

    remaining: Decimal
    shortages: dict[str, Decimal]
    counted: dict[str, Decimal]
    given: dict[tuple[str, str], Decimal]
    solved: bool

    def serving(self, case: Case, credit: Credit, need: Requirement) -> Decimal:
        """Give the hours of a course that serve a need; plain needs take all that count."""
        if need.topics or not need.in_total:
            return self.given.get((credit.key, need.id), Decimal(0))
        if not case.eligible(credit, need):
            return Decimal(0)
        hours = self.counted[credit.key] if case.inside(credit) else credit.hours
        return hours - self._outside(case, credit)

    def counted_under(self, case: Case, limit: Requirement) -> Decimal:
        """Give the counted hours that match a limit; the others of a course are counted first."""
        return sum(
            (
                max(Decimal(0), self.counted[credit.key] - credit.hours + matched)
                for credit in case.usable
                if case.inside(credit) and (matched := case.matching(credit, limit))
            ),
            Decimal(0),
        )

    def _outside(self, case: Case, credit: Credit) -> Decimal:
        """Give the hours of a course that serve needs outside the total."""
        roots = [n for n in case.needs if not n.in_total and case.parent_of(n) is None]
        return sum((self.given.get((credit.key, n.id), Decimal(0)) for n in roots), Decimal(0))


@dataclass(frozen=True, slots=True)
class _Bearing:
    """A usable course with the needs it may serve, by id, and the limits it meets, by place."""

    credit: Credit
    inside: bool
    serves: dict[str, tuple[str, ...]]
    limits: dict[int, tuple[int, tuple[str, ...]]]


@dataclass(frozen=True)
class Case:
    """What applies and what is usable, computed once; `share` then answers for any variant."""

    credential: Credential
    topics: Topics
    holding: Holding
    credits: tuple[Credit, ...]
    as_of: date
    _matching: dict[tuple[str, str], Decimal] = field(default_factory=dict, repr=False)

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
    def usable(self) -> tuple[Credit, ...]:
        """The courses that may count, by date and then in the order entered."""
        last = min(self.period.end, self.as_of)
        return tuple(
            sorted(
                (
                    credit
                    for credit in self.credits
                    if credit.completed <= last
                    and not eligibility.approval_refused(credit, self.credential)
                ),
                key=lambda credit: credit.completed,
            )
        )

    def declared_met(self, requirement: Requirement) -> bool:
        """Say whether a one-time need was met before, by the person's own word."""
        return requirement.every.once and requirement.id in self.holding.met

    def parent_of(self, need: Requirement) -> str | None:
        """Give the id of the need inside which this one lies, where both are of one kind."""
        for other in self.needs:
            if other.id == need.part_of:
                alike = bool(other.topics) is bool(need.topics) and other.in_total is need.in_total
                return other.id if alike else None
        return None

    def inside(self, credit: Credit) -> bool:
        """Say whether a course lies in the period."""
        return credit.completed in self.period

    def matching(self, credit: Credit, requirement: Requirement) -> Decimal:
        """Give the hours of a course that match a requirement, whatever its date."""
        pair = (credit.key, requirement.id)
        if pair not in self._matching:
            self._matching[pair] = eligibility.matching_hours(credit, requirement, self.topics)
        return self._matching[pair]

    def eligible(self, credit: Credit, requirement: Requirement) -> Decimal:
        """Give the hours of a usable course that match a requirement and lie in its window."""
        if credit.completed not in self.windows[requirement.id]:
            return Decimal(0)
        return self.matching(credit, requirement)

    def share(self, variant: Variant) -> Share:
        """Give the best sharing of the usable hours in this variant."""
        needs = [r for r in self.needs if r.id not in variant.not_asked]
        bearing = [item for item in self._bearing if item.credit.key not in variant.without]
        sharing = share(
            self._as_needs(needs),
            [self._scaled(limit.hours) for limit in self.limits],
            [self._as_offer(item, needs, variant) for item in bearing],
            overlap=variant.overlap,
            outside_first=variant.outside_first,
        )
        return self._in_hours(sharing, needs, [item.credit for item in bearing])

    @cached_property
    def _bearing(self) -> tuple[_Bearing, ...]:
        """The usable courses that serve something or lie in the period, with what they bear on."""
        found = []
        for credit in self.usable:
            inside = self.inside(credit)
            serves = {
                need.id: eligibility.matching_topics(credit, need, self.topics)
                for need in self.needs
                if self.eligible(credit, need)
            }
            if inside or serves:
                limits = {
                    place: (
                        self._scaled(hours),
                        eligibility.matching_topics(credit, limit, self.topics),
                    )
                    for place, limit in enumerate(self.limits)
                    if inside and (hours := self.matching(credit, limit))
                }
                found.append(_Bearing(credit, inside, serves, limits))
        return tuple(found)

    @cached_property
    def _places(self) -> int:
        """The most decimal places of any hours here: scaled by them, all are whole numbers."""
        amounts = [requirement.hours for requirement in self.requirements]
        for credit in self.usable:
            amounts.append(credit.hours)
            amounts.extend(credit.topics.values())
        return max((-_exponent(amount) for amount in amounts), default=0)

    def _scaled(self, hours: Decimal) -> int:
        return int(hours.scaleb(self._places))

    def _as_needs(self, needs: Sequence[Requirement]) -> list[Need]:
        places = {need.id: place for place, need in enumerate(needs)}
        return [
            Need(
                hours=self._scaled(need.hours),
                on_topics=bool(need.topics),
                in_total=need.in_total,
                parent=places.get(self.parent_of(need) or ""),
            )
            for need in needs
        ]

    def _as_offer(self, bearing: _Bearing, needs: Sequence[Requirement], variant: Variant) -> Offer:
        credit = bearing.credit
        barred = credit.key in variant.not_earlier
        return Offer(
            hours=self._scaled(credit.hours),
            inside=bearing.inside,
            topics={k: self._scaled(hours) for k, hours in credit.topics.items()},
            serves={
                place: bearing.serves[need.id]
                for place, need in enumerate(needs)
                if need.id in bearing.serves and not (barred and need.every.once)
            },
            limits=bearing.limits,
        )

    def _in_hours(
        self, sharing: Sharing, needs: Sequence[Requirement], usable: Sequence[Credit]
    ) -> Share:
        def hours(number: int | Fraction) -> Decimal:
            exact = Decimal(number.numerator) / Decimal(number.denominator)
            return exact.scaleb(-self._places)

        return Share(
            remaining=hours(sharing.remaining),
            shortages={
                n.id: hours(short) for n, short in zip(needs, sharing.shortages, strict=True)
            },
            counted={c.key: hours(x) for c, x in zip(usable, sharing.counted, strict=True)},
            given={
                (usable[c].key, needs[n].id): hours(given)
                for (c, n), given in sharing.given.items()
            },
            solved=sharing.solved,
        )


def _exponent(amount: Decimal) -> int:
    exponent = amount.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) and exponent < 0 else 0
