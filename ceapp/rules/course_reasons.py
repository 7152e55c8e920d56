"""For each course: how many of its hours count in this period, and a reason for every hour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

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


@dataclass(frozen=True, slots=True)
class CourseStanding:
    """One course: the hours that count in this period, and a reason for each hour."""

    credit: Credit
    counted: Decimal
    reasons: tuple[Reason, ...]


def explain_courses(case: Case, share: Share) -> tuple[CourseStanding, ...]:
    """Give, for each course in the order entered, what counts and why the rest does not."""
    explain = _Explanation(case, share)
    return tuple(explain.course(credit) for credit in case.credits)


class _Explanation:
    """What every course's reasons need, found once."""

    def __init__(self, case: Case, share: Share) -> None:
        self.case, self.share = case, share
        self.names = {r.id: requirement_name(r, case.topics) for r in case.requirements}
        self.needs = {need.id: need for need in case.needs}
        self.any_hour = {need.id for need in case.needs if need.asks_any_hour}
        self.unmet = [n for n in case.needs if n.topics and share.shortages.get(n.id)]
        self.tight = [m for m in case.limits if counted_under(case, share, m) == m.hours]

    def course(self, credit: Credit) -> CourseStanding:
        case, period = self.case, self.case.period
        if credit.completed > case.as_of:
            return _nothing(credit, reasons.planned(credit.hours, case.as_of))
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
        served = self._served_by(credit)
        outside = [(need, hours) for need, hours in served if not need.in_total]
        in_total = counted - _own_hours(outside)
        if in_total:
            named = [
                (need, self.names[need.id], hours)
                for need, hours in served
                if need.in_total and need.id not in self.any_hour
            ]
            yield reasons.counted(in_total, whole, named)
        if worth and worth.unit:
            yield reasons.converted(credit, worth)
        for need, hours in outside:
            yield reasons.outside_total(hours, need, self.names[need.id])
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
            yield from self._used_elsewhere(credit, counted, need, served)

    def _served_by(self, credit: Credit) -> list[tuple[Requirement, Decimal]]:
        """Give the needs that a course serves, in the file's order, with the hours."""
        given = self.share.by_course.get(credit.key)
        if not given:
            return []
        return [(need, hours) for name, need in self.needs.items() if (hours := given.get(name))]

    def _looking_back(self, credit: Credit) -> Iterator[Reason]:
        for need, hours in self._served_by(credit):
            yield reasons.looked_back(hours, need, self.names[need.id])

    def _used_elsewhere(
        self,
        credit: Credit,
        counted: Decimal,
        need: Requirement,
        served: list[tuple[Requirement, Decimal]],
    ) -> Iterator[Reason]:
        """Say what the hours serve instead of an unmet topic need that they match too."""
        bearing = self.case.by_key[credit.key]
        on = bearing.fit.serves.get(need.id)
        if on is None:
            return
        spare = min(self.case.hours(bearing.on(on)), counted) - self.share.serving(credit.key, need)
        used_for = [self.names[n.id] for n, _hours in served if n.topics and n.id != need.id]
        if spare > 0 and used_for:
            stated = self.case.overlap is Overlap.FORBIDDEN
            name = self.names[need.id]
            yield reasons.used_elsewhere(spare, need, name, used_for, stated=stated)


def _nothing(credit: Credit, *why: Reason) -> CourseStanding:
    return CourseStanding(credit, Decimal(0), why)


def _most_repeats(case: Case) -> int:
    return case.credential.repeats.most if case.credential.repeats else 1


def _own_hours(given: list[tuple[Requirement, Decimal]]) -> Decimal:
    """Add up hours given to needs, those of a part once with the need it lies in."""
    ids = {need.id for need, _hours in given}
    return sum((h for need, h in given if need.part_of not in ids), Decimal(0))


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
