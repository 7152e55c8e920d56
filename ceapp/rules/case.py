"""One license, one period, one person's courses: everything that bears on a standing, laid out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from ceapp.rules import eligibility
from ceapp.rules.credit import Credit
from ceapp.rules.doubt import Doubt
from ceapp.rules.due import Due
from ceapp.rules.measured import depends_on_courses, measured
from ceapp.rules.occasion import Carried, Holding, Occasion, occasion_of
from ceapp.rules.period import Period, months_before
from ceapp.rules.requirement import Credential, Each, Overlap, Requirement
from ceapp.rules.vocabulary import Topics
from ceapp.rules.worth import Worth, repeated, worths


@dataclass(frozen=True, slots=True)
class Bearing:
    """A usable course and what it bears on, in whole units of the case.

    `carried` are surplus hours of a closed period, which stand beside what the course itself does;
    the two have different keys.
    `serves` gives, for each need (by id) in whose window it lies, the matching hours and the
    topics they are on; `limits` the same for each limit (by id), for a course in the period.
    """

    credit: Credit
    inside: bool
    hours: int
    topics: Mapping[str, int]
    serves: Mapping[str, Match]
    limits: Mapping[str, Match]
    carried: bool = False

    @property
    def key(self) -> str:
        """What tells it from every other bearing of the case."""
        return carried_key(self.credit.key) if self.carried else self.credit.key


Match = tuple[int, tuple[str, ...]]


@dataclass(frozen=True)
class Case:
    """What applies to a license in its period, and which courses bear on it."""

    credential: Credential
    topics: Topics
    holding: Holding
    credits: tuple[Credit, ...]
    as_of: date
    _units: dict[Decimal, int] = field(default_factory=dict, repr=False)
    _hours: dict[int, Decimal] = field(default_factory=dict, repr=False)
    _alike: dict[object, list[_Matched]] = field(default_factory=dict, repr=False)

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
        carried = [self._bearing(one.credit, _as_credit(one), carried=True) for one in self.carried]
        usable = [self._bearing(credit, self._reckoned(credit)) for credit in self._usable]
        return tuple(one for one in (*carried, *usable) if one.inside or one.serves)

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
        issued, months = self.holding.issued, requirement.due_months
        if requirement.due_on is not None:
            return requirement.due_on
        if months is not None and issued is not None and self.first_renewal:
            return months_before(issued, -months)
        return self.period.end

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
        asked = self.answer(Doubt.APPROVAL, credit.key)
        return asked is None and eligibility.approval_unconfirmed(credit, self.credential)

    def activity_unconfirmed(self, credit: Credit) -> bool:
        """Say whether a course counts for now, though no rule names its kind of activity."""
        asked = self.answer(Doubt.ACTIVITY, credit.key)
        return asked is None and eligibility.activity_unconfirmed(credit, self.credential)

    def refused(self, credit: Credit) -> Doubt | None:
        """Say for what the board takes nothing of a course: its approval or its activity."""
        if self.answer(Doubt.ACTIVITY, credit.key) is False:
            return Doubt.ACTIVITY
        said = self.answer(Doubt.APPROVAL, credit.key)
        by_rule = eligibility.approval_refused(credit, self.credential)
        return Doubt.APPROVAL if said is False or (by_rule and said is None) else None

    def declared_met(self, requirement: Requirement) -> bool:
        """Say whether a one-time need was met before, by the person's own word."""
        return requirement.every.once and requirement.id in self.holding.met

    def units(self, hours: Decimal) -> int:
        """Write hours in whole units: the smallest in which every figure here is whole."""
        known = self._units.get(hours)
        if known is None:
            known = self._units[hours] = int(hours.scaleb(self._places))
        return known

    def hours(self, units: int) -> Decimal:
        """Write units as hours again."""
        known = self._hours.get(units)
        if known is None:
            known = self._hours[units] = Decimal(units).scaleb(-self._places)
        return known

    def earned(self, requirement: Requirement) -> Decimal:
        """Add up the matching hours in a requirement's window."""
        return self.hours(self._earned.get(requirement.id, 0))

    @cached_property
    def _earned(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for bearing in self.bearings:
            for name, (hours, _on) in (*bearing.serves.items(), *bearing.limits.items()):
                found[name] = found.get(name, 0) + hours
        return found

    @cached_property
    def _places(self) -> int:
        amounts = {requirement.hours for requirement in self.requirements}
        for credit in (*map(self._reckoned, self._usable), *map(_as_credit, self.carried)):
            amounts.add(credit.hours)
            amounts.update(credit.topics.values())
        return max((_places_of(amount) for amount in amounts), default=0)

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

    def _matched_by(self, credit: Credit) -> list[_Matched]:
        """Give the requirements that a course matches, with the topics that do."""
        # Courses of the same kind match the same requirements; most of a log is of few kinds.
        kind = (credit.format, credit.activity, credit.approvals, tuple(credit.topics))
        if kind not in self._alike:
            fitting = [rule for rule in self.requirements if eligibility.fits(credit, rule)]
            on = [eligibility.matching_topics(credit, rule, self.topics) for rule in fitting]
            self._alike[kind] = [
                _Matched(
                    rule.id,
                    topics,
                    rule.is_need,
                    self.units(rule.hours) if rule.single else 0,
                    None if self.windows[rule.id] == self.period else self.windows[rule.id],
                )
                for rule, topics in zip(fitting, on, strict=True)
                if topics or not rule.topics
            ]
        return self._alike[kind]

    def _bearing(self, credit: Credit, reckoned: Credit, *, carried: bool = False) -> Bearing:
        day = self.period.start if carried else credit.completed
        inside = carried or day in self.period
        hours = self.units(reckoned.hours)
        topics = {slug: self.units(amount) for slug, amount in reckoned.topics.items()}
        serves: dict[str, Match] = {}
        limits: dict[str, Match] = {}
        for rule in self._matched_by(reckoned):
            if not (inside if rule.window is None else day in rule.window):
                continue
            on = rule.topics
            whole = min(hours, sum([topics[slug] for slug in on])) if on else hours
            if whole and whole >= rule.least:
                (serves if rule.is_need else limits)[rule.id] = (whole, on)
        return Bearing(credit, inside, hours, topics, serves, limits, carried)


class _Matched(NamedTuple):
    """A requirement that courses of one kind match.

    `least` hours one course must bring; `window` is None where it is the period itself.
    """

    id: str
    topics: tuple[str, ...]
    is_need: bool
    least: int
    window: Period | None


def _as_credit(carried: Carried) -> Credit:
    """Give carried hours as a course of so many hours."""
    return replace(carried.credit, hours=carried.hours, topics=carried.topics)


def carried_key(key: str) -> str:
    """Give the key under which the carried hours of a course stand."""
    return f"carried over: {key}"


def _places_of(amount: Decimal) -> int:
    exponent = amount.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
