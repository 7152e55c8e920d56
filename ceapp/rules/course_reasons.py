"""For each course: how many of its hours count in this period, and a reason for every hour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ceapp.rules import eligibility, reasons
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


def explain_course(case: Case, share: Share, credit: Credit) -> CourseStanding:
    """Give what counts of a course and why the rest does not."""
    hours, period = credit.hours, case.period
    nothing = Decimal(0)
    if credit.completed > case.as_of:
        return CourseStanding(credit, nothing, (reasons.planned(hours, case.as_of),))
    if credit.completed > period.end:
        later = _later_period(case, credit)
        return CourseStanding(credit, nothing, (reasons.after_period(hours, period, later),))
    if credit.completed < period.start:
        back = tuple(_looking_back(case, share, credit))
        earlier = reasons.before_period(hours, period, _earlier_period(case, credit))
        return CourseStanding(credit, nothing, (*back, earlier))
    if eligibility.approval_refused(credit, case.credential):
        return CourseStanding(credit, nothing, (reasons.approval_not_accepted(hours),))
    return CourseStanding(credit, share.counted[credit.key], tuple(_inside(case, share, credit)))


def _inside(case: Case, share: Share, credit: Credit) -> Iterator[Reason]:
    counted = share.counted[credit.key]
    outside = [
        (need, hours)
        for need in case.needs
        if not need.in_total and (hours := share.serving(credit.key, need))
    ]
    in_total = counted - _own_hours(outside)
    if in_total:
        yield reasons.counted(in_total, credit.hours, _served(case, share, credit))
    for need, hours in outside:
        yield reasons.outside_total(hours, need, requirement_name(need, case.topics))
    if counted < credit.hours:
        yield reasons.over_limit(credit.hours - counted, _tight_limits(case, share, credit))
    if counted and eligibility.approval_unconfirmed(credit, case.credential):
        yield reasons.approval_unconfirmed(counted)
    if counted and eligibility.activity_unconfirmed(credit, case.credential):
        yield reasons.activity_unconfirmed(counted, LABELS[credit.activity])
    yield from _used_elsewhere(case, share, credit)


def _own_hours(given: list[tuple[Requirement, Decimal]]) -> Decimal:
    """Add up hours given to needs, those of a part once with the need it lies in."""
    ids = {need.id for need, _hours in given}
    return sum((h for need, h in given if need.part_of not in ids), Decimal(0))


def _served(case: Case, share: Share, credit: Credit) -> list[tuple[Requirement, str, Decimal]]:
    return [
        (need, requirement_name(need, case.topics), hours)
        for need in case.needs
        if need.in_total and not need.asks_any_hour and (hours := share.serving(credit.key, need))
    ]


def _looking_back(case: Case, share: Share, credit: Credit) -> Iterator[Reason]:
    for need in case.needs:
        hours = share.serving(credit.key, need)
        if hours:
            yield reasons.looked_back(hours, need, requirement_name(need, case.topics))


def _tight_limits(case: Case, share: Share, credit: Credit) -> list[tuple[Requirement, str]]:
    return [
        (limit, requirement_name(limit, case.topics))
        for limit in case.limits
        if limit.id in case.by_key[credit.key].limits
        and counted_under(case, share, limit) == limit.hours
    ]


def _used_elsewhere(case: Case, share: Share, credit: Credit) -> Iterator[Reason]:
    """Name the unmet topic needs that the course matches too, and what its hours serve instead."""
    for need in case.needs:
        if not (need.topics and share.shortages.get(need.id)):
            continue
        match = case.by_key[credit.key].serves.get(need.id)
        if match is None:
            continue
        matching = min(case.hours(match[0]), share.counted[credit.key])
        spare = matching - share.serving(credit.key, need)
        used_for = [
            requirement_name(other, case.topics)
            for other in case.needs
            if other.id != need.id and other.topics and share.serving(credit.key, other)
        ]
        if spare > 0 and used_for:
            stated = case.credential.topic_overlap is Overlap.FORBIDDEN
            name = requirement_name(need, case.topics)
            yield reasons.used_elsewhere(spare, need, name, used_for, stated=stated)


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
