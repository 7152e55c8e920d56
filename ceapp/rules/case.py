"""One license, one period, one person's courses: everything that bears on a standing, laid out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from ceapp.rules import eligibility
from ceapp.rules.bearing import Bearing, Layout, earned_by_id, offers_of
from ceapp.rules.credit import Credit
from ceapp.rules.doubt import Doubt
from ceapp.rules.due import Due
from ceapp.rules.linear import Number
from ceapp.rules.measured import depends_on_courses, measured
from ceapp.rules.occasion import Carried, Holding, Occasion, occasion_of
from ceapp.rules.period import Period
from ceapp.rules.requirement import Credential, Each, Overlap, Requirement
from ceapp.rules.sharing import Offer
from ceapp.rules.units import Units
from ceapp.rules.vocabulary import Topics
from ceapp.rules.worth import Worth, repeated, worths


@dataclass(frozen=True)
class Case:
    """What applies to a license in its period, and which courses bear on it."""

    credential: Credential
    topics: Topics
    holding: Holding
    credits: tuple[Credit, ...]
    as_of: date

    @cached_property
    def occasion(self) -> Occasion:
        """The renewal that the standing is about."""
        return occasion_of(self.credential, self.holding)

    @property
    def first_renewal(self) -> bool:
        """Whether this is the license's first renewal."""
        return self.occasion.first_renewal

    @property
    def period(self) -> Period:
        """The days whose courses count."""
        return self.occasion.period

    @cached_property
    def due(self) -> Due:
        """What binds this renewal, before anything logged is looked at."""
        return Due(self.credential, self.occasion)

    @cached_property
    def requirements(self) -> tuple[Requirement, ...]:
        """The requirements that bind this renewal, in the file's order, with their figures."""
        due = self.due.requirements
        if not any(map(depends_on_courses, due)):
            return due
        courses = [self._reckoned(credit) for credit in self._usable]
        return measured(due, self._windows_of(due), courses, self.topics)

    @cached_property
    def needs(self) -> tuple[Requirement, ...]:
        """The needs, without the one-time ones that the person says were met earlier."""
        return tuple(r for r in self.requirements if r.is_need and not self.declared_met(r))

    @cached_property
    def limits(self) -> tuple[Requirement, ...]:
        """The limits that bind hours together; a single course holds no more than its own."""
        apart = {Each.COURSE, Each.TOPIC}
        return tuple(r for r in self.requirements if not r.is_need and r.each not in apart)

    @cached_property
    def windows(self) -> dict[str, Period]:
        """The days whose courses may serve each requirement, by its id."""
        return self._windows_of(self.requirements)

    @cached_property
    def carried(self) -> tuple[Carried, ...]:
        """The hours that pass on from the period before, none of a course that was not taken."""
        return tuple(one for one in self.holding.carried if not one.credit.planned)

    @cached_property
    def bearings(self) -> tuple[Bearing, ...]:
        """The courses that may count or serve something, by date and then in the order entered."""
        lay = Layout(self.requirements, self.windows, self.period, self.topics, self.units)
        carried = [lay.bearing(one.credit, one.as_credit, carried=True) for one in self.carried]
        usable = [lay.bearing(credit, self._reckoned(credit)) for credit in self._usable]
        return tuple(one for one in (*carried, *usable) if one.inside or one.fit.serves)

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        """The same courses as the sharing sees them."""
        return tuple(offers_of(self.bearings, self.needs, self.limits))

    @cached_property
    def by_key(self) -> dict[str, Bearing]:
        """The same courses by their credit's key."""
        return {bearing.key: bearing for bearing in self.bearings}

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
            and not whole.single  # the one course that it asks for is not made of others
        }

    @cached_property
    def outside(self) -> tuple[str, ...]:
        """The ids of the needs on top of the total that lie inside no other."""
        return tuple(n.id for n in self.needs if not n.in_total and n.id not in self.parents)

    @cached_property
    def groups(self) -> dict[str, int]:
        """The number of the needs that may share an hour although others may not, by id.

        A need is in one group only: where a board names it in several pairs, in the first.
        """
        found: dict[str, int] = {}
        for number, named in enumerate(self.credential.overlaps):
            new = named - found.keys()
            if len(new) > 1:
                found.update(dict.fromkeys(new, number))
        return found

    def deadline(self, requirement: Requirement) -> date:
        """Give the day by which a requirement is due: its own, or the last day that counts."""
        return self.due.deadline(requirement)

    @cached_property
    def worths(self) -> dict[str, Worth]:
        """What courses are worth, by key, where their hours are not simply their own."""
        caps = [rule for rule in self.due.requirements if rule.each is Each.COURSE]
        return worths(self._in_time, self.credential, caps)

    @cached_property
    def repeated(self) -> frozenset[str]:
        """The keys of courses that repeat others beyond what counts in one period."""
        inside = (credit for credit in self._in_time if credit.completed in self.period)
        return repeated(inside, self.credential)

    def answer(self, doubt: Doubt, subject: str = "") -> bool | None:
        """Give what the board said to a doubt, None where it was not asked."""
        return self.holding.answers.get((doubt, subject))

    @cached_property
    def overlap(self) -> Overlap:
        """Whether one hour may serve two topics: the rule's word, or else the board's answer."""
        said = self.answer(Doubt.OVERLAP)
        if self.credential.topic_overlap is not Overlap.UNSTATED or said is None:
            return self.credential.topic_overlap
        return Overlap.ALLOWED if said else Overlap.FORBIDDEN

    def approval_unconfirmed(self, credit: Credit) -> bool:
        """Say whether a course counts for now, though it names no accepted approval."""
        return credit.key in self._approval_unconfirmed

    def activity_unconfirmed(self, credit: Credit) -> bool:
        """Say whether a course counts for now, though no rule names its kind of activity."""
        return credit.key in self._activity_unconfirmed

    def refused(self, credit: Credit) -> Doubt | None:
        """Say for what the board takes nothing of a course: its approval or its activity."""
        if not (self.holding.answers or self.credential.approvals_required):
            return None
        if self.answer(Doubt.ACTIVITY, credit.key) is False:
            return Doubt.ACTIVITY
        said = self.answer(Doubt.APPROVAL, credit.key)
        by_rule = eligibility.approval_refused(credit, self.credential)
        return Doubt.APPROVAL if said is False or (by_rule and said is None) else None

    def declared_met(self, requirement: Requirement) -> bool:
        """Say whether a one-time need was met before, by the person's own word."""
        return requirement.every.once and requirement.id in self.holding.met

    @cached_property
    def units(self) -> Units:
        """The whole units in which hours are shared: every figure here is whole in them."""
        amounts = {requirement.hours for requirement in self.requirements}
        carried = (one.as_credit for one in self.carried)
        for credit in (*map(self._reckoned, self._usable), *carried):
            amounts.add(credit.hours)
            amounts.update(credit.topics.values())
        return Units(amounts)

    def hours(self, units: Number) -> Decimal:
        """Write units as hours again."""
        return self.units.hours[units]

    def earned(self, requirement: Requirement) -> Decimal:
        """Add up the matching hours in a requirement's window."""
        return self.units.hours[self._earned.get(requirement.id, 0)]

    @cached_property
    def _earned(self) -> dict[str, int]:
        return earned_by_id(self.bearings)

    @cached_property
    def _approval_unconfirmed(self) -> frozenset[str]:
        return frozenset(
            credit.key
            for credit in self._usable
            if eligibility.approval_unconfirmed(credit, self.credential)
            and self.answer(Doubt.APPROVAL, credit.key) is None
        )

    @cached_property
    def _activity_unconfirmed(self) -> frozenset[str]:
        return frozenset(
            credit.key
            for credit in self._usable
            if eligibility.activity_unconfirmed(credit, self.credential)
            and self.answer(Doubt.ACTIVITY, credit.key) is None
        )

    @cached_property
    def _in_time(self) -> list[Credit]:
        """The courses finished by now and by the period's end, by date; never a planned one."""
        last = min(self.period.end, self.as_of)
        done = (one for one in self.credits if one.completed <= last and not one.planned)
        return sorted(done, key=lambda credit: credit.completed)

    @cached_property
    def _usable(self) -> list[Credit]:
        return [
            credit
            for credit in self._in_time
            if credit.key not in self.repeated and self.refused(credit) is None
        ]

    def _reckoned(self, credit: Credit) -> Credit:
        """Give a course with the hours that this board reckons it at."""
        worth = self.worths.get(credit.key)
        return replace(credit, hours=worth.hours, topics=worth.topics) if worth else credit

    def _windows_of(self, requirements: Iterable[Requirement]) -> dict[str, Period]:
        months, issued, years = self.credential.cycle.months, self.holding.issued, self.due.windows
        return {
            rule.id: years.get(rule.id) or eligibility.window_of(rule, self.period, months, issued)
            for rule in requirements
        }
