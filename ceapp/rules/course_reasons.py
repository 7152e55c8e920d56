"""For each course: how many of its hours count in this period, and a reason for every hour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from ceapp.rules import reasons
from ceapp.rules.bearing import carried_key
from ceapp.rules.case import Case
from ceapp.rules.credit import Credit
from ceapp.rules.naming import requirement_name
from ceapp.rules.period import ONE_DAY, Period, months_before, period_before
from ceapp.rules.reasons import Reason
from ceapp.rules.requirement import Overlap, Requirement
from ceapp.rules.shares import Share, counted_under
from ceapp.rules.vocabulary import LABELS


class CourseStanding(NamedTuple):
    """One course: the hours that count in this period, and a reason for each hour."""

    credit: Credit
    counted: Decimal
    reasons: tuple[Reason, ...]


Served = tuple[Requirement, str, Decimal]  # a need, its name, and the hours that serve it


def explain_courses(case: Case, share: Share) -> tuple[CourseStanding, ...]:
    """Give, for each course in the order entered, what counts and why the rest does not."""
    explain = _Explanation(case, share)
    return tuple(explain.course(credit) for credit in case.credits)


class _Explanation:
    """What every course's reasons need, found once."""

    def __init__(self, case: Case, share: Share) -> None:
        self.case, self.share = case, share
        self.names = {r.id: requirement_name(r, case.topics) for r in case.requirements}
        self.needs = [(need, need.id, self.names[need.id]) for need in case.needs]
        inside = [one for one in self.needs if one[0].in_total]
        self.narrow = [one for one in inside if not one[0].asks_any_hour]
        self.outside = [one for one in self.needs if not one[0].in_total]
        self.unmet = [n for n in case.needs if n.topics and share.shortages.get(n.id)]
        self.tight = [m for m in case.limits if counted_under(case, share, m) == m.hours]

    def course(self, credit: Credit) -> CourseStanding:
        case, period = self.case, self.case.period
        if credit.planned or credit.completed > case.as_of:
            return _nothing(credit, reasons.planned(credit, period, case.as_of))
        if credit.completed > period.end:
            later = _later_period(case, credit)
            return _nothing(credit, reasons.after_period(credit.hours, period, later))
        if credit.completed < period.start:
            return self._before(credit)
        refused = case.refused(credit)
        if refused is not None:
            by_board = case.answer(refused, credit.key) is False
            return _nothing(credit, reasons.refused(credit.hours, refused, by_board=by_board))
        if credit.key in case.repeated:
            return _nothing(credit, reasons.repeated(credit.hours, _most_repeats(case)))
        counted = self.share.counted[credit.key]
        return CourseStanding(credit, counted, tuple(self._inside(credit, counted)))

    def _before(self, credit: Credit) -> CourseStanding:
        """Explain a course of an earlier period: it may look forward, or its surplus pass over."""
        case, key = self.case, carried_key(credit.key)
        earlier = _earlier_period(case, credit)
        why = list(self._looking_back(credit))
        carried = case.hours(case.by_key[key].hours) if key in case.by_key else Decimal(0)
        if carried:
            why.append(reasons.carried_over(carried, earlier))
        if credit.hours > carried:
            why.append(reasons.before_period(credit.hours - carried, case.period, earlier))
        return CourseStanding(credit, self.share.counted.get(key, Decimal(0)), tuple(why))

    def _inside(self, credit: Credit, counted: Decimal) -> Iterator[Reason]:
        worth = self.case.worths.get(credit.key)
        whole = worth.whole if worth else credit.hours
        given = self.share.by_course[credit.key]
        outside = _served(self.outside, given)
        in_total = counted - _own_hours(outside) if outside else counted
        if in_total:
            yield reasons.counted(in_total, whole, _served(self.narrow, given))
        if worth and worth.unit:
            yield reasons.converted(credit, worth)
        for need, name, hours in outside:
            yield reasons.outside_total(hours, need, name)
        if worth and worth.cap:
            name = requirement_name(worth.cap, self.case.topics)
            yield reasons.over_limit(whole - worth.hours, [(worth.cap, name)], each=True)
        hours = worth.hours if worth else whole
        if counted < hours:
            met = self.case.by_key[credit.key].fit.limits
            tight = [(limit, self.names[limit.id]) for limit in self.tight if limit.id in met]
            yield reasons.over_limit(hours - counted, tight)
        if counted and self.case.approval_unconfirmed(credit):
            yield reasons.approval_unconfirmed(counted)
        if counted and self.case.activity_unconfirmed(credit):
            yield reasons.activity_unconfirmed(counted, LABELS[credit.activity])
        for need in self.unmet:
            if need.id in self.case.by_key[credit.key].fit.serves:
                yield from self._used_elsewhere(credit, counted, need)

    def _looking_back(self, credit: Credit) -> Iterator[Reason]:
        given = self.share.by_course.get(credit.key, {})
        for need, name, hours in _served(self.needs, given):
            yield reasons.looked_back(hours, need, name)

    def _used_elsewhere(
        self, credit: Credit, counted: Decimal, need: Requirement
    ) -> Iterator[Reason]:
        """Say what the hours serve instead of an unmet topic need that they match too."""
        bearing = self.case.by_key[credit.key]
        on = bearing.fit.serves[need.id]
        spare = min(self.case.hours(bearing.on(on)), counted) - self.share.serving(credit.key, need)
        served = _served(self.needs, self.share.by_course[credit.key])
        used_for = [name for n, name, _hours in served if n.topics and n.id != need.id]
        if spare > 0 and used_for:
            stated = self.case.overlap is Overlap.FORBIDDEN
            name = self.names[need.id]
            yield reasons.used_elsewhere(spare, need, name, used_for, stated=stated)


def _served(
    needs: Iterable[tuple[Requirement, str, str]], given: Mapping[str, Decimal]
) -> list[Served]:
    """Give those of these needs that a course serves, with their names and the hours given."""
    return [(need, name, hours) for need, key, name in needs if (hours := given.get(key))]


def _nothing(credit: Credit, *why: Reason) -> CourseStanding:
    return CourseStanding(credit, Decimal(0), why)


def _most_repeats(case: Case) -> int:
    return case.credential.repeats.most if case.credential.repeats else 1


def _own_hours(given: list[Served]) -> Decimal:
    """Add up hours given to needs, those of a part once with the need it lies in."""
    ids = {need.id for need, _name, _hours in given}
    return sum((hours for need, _name, hours in given if need.part_of not in ids), Decimal(0))


def _earlier_period(case: Case, credit: Credit) -> Period | None:
    """Give the period before this one that a course lies in; None if the license is younger."""
    issued, months = case.holding.issued, case.credential.cycle.months
    if issued is not None and credit.completed < issued:
        return None
    found = period_before(case.period, months)
    while credit.completed < found.start:
        found = period_before(found, months)
    return Period(max(found.start, issued), found.end) if issued else found


def _later_period(case: Case, credit: Credit) -> Period:
    """Give the period after this one that a course lies in."""
    months, found = case.credential.cycle.months, case.period
    while credit.completed > found.end:
        found = Period(found.end + ONE_DAY, months_before(found.end, -months))
    return found
