"""Which hours of a closed period pass into the next one: only surplus, and only what may."""

from __future__ import annotations

from decimal import Decimal

from ceapp.rules.credit import Credit
from ceapp.rules.occasion import Carried
from ceapp.rules.period import ONE_DAY, months_before
from ceapp.rules.requirement import Requirement, Toward
from ceapp.rules.standing import Standing
from ceapp.rules.vocabulary import Topics

_NOTHING = Decimal(0)


def carry_over(closed: Standing, topics: Topics) -> tuple[Carried, ...]:
    """Give the hours that pass from a period, closed by its renewal, into the next.

    `closed` is the period's standing on its last day or later. Surplus is what counts above the
    total and serves no other need; hours that were carried in serve first and do not pass again.
    The latest courses pass first: they are the ones that a board sees in the period's last months.
    """
    rule = closed.credential.carryover
    if rule is None or not rule.limit or not closed.complete:
        return ()
    left = min(rule.limit, _surplus(closed))
    passing = []
    for course in sorted(closed.courses, key=lambda one: one.credit.completed, reverse=True):
        hours = min(left, _free(closed, course.credit, course.counted, topics))
        if hours > 0:
            passing.append(Carried(course.credit, hours, _topics(closed, course.credit, hours)))
            left -= hours
    return tuple(reversed(passing))


def _surplus(closed: Standing) -> Decimal:
    """Give the hours that count above the largest need that any hour serves."""
    rows = [row for row in closed.requirements if row.requirement.is_need]
    totals = [r.hours for r in rows if r.requirement.asks_any_hour and r.requirement.in_total]
    outside = sum((r.counted for r in rows if not r.requirement.in_total), _NOTHING)
    counted = sum((course.counted for course in closed.courses), _NOTHING)
    return max(_NOTHING, counted - outside - max(totals, default=counted))


def _free(closed: Standing, credit: Credit, counted: Decimal, topics: Topics) -> Decimal:
    """Give the counted hours of a course of the period that serve no narrower need and may pass."""
    rule = closed.credential.carryover
    if rule is None or credit.completed < closed.period.start:
        return _NOTHING
    if rule.last_months is not None:
        since = months_before(closed.period.end, rule.last_months) + ONE_DAY
        if credit.completed < since:
            return _NOTHING
    barred = [on for slug, on in credit.topics.items() if topics.within(slug, rule.excludes)]
    may = min(counted, credit.hours - min(credit.hours, sum(barred, _NOTHING)))
    return max(_NOTHING, min(may, counted - _used(closed, credit)))


def _used(closed: Standing, credit: Credit) -> Decimal:
    """Give the hours of a course that serve needs other than the total."""
    used = [
        use.hours
        for row in closed.requirements
        if not row.requirement.asks_any_hour and _stands_alone(row.requirement, closed)
        for use in row.uses
        if use.credit.key == credit.key
    ]
    return sum(used, _NOTHING)


def _stands_alone(need: Requirement, closed: Standing) -> bool:
    """Say whether a need lies in no other that is counted here too."""
    return need.part_of is None or all(
        row.requirement.id != need.part_of for row in closed.requirements
    )


def _topics(closed: Standing, credit: Credit, hours: Decimal) -> dict[str, Decimal]:
    """Give what the carried hours serve: nothing but the total, unless the board says more."""
    rule = closed.credential.carryover
    if rule is None or rule.toward is Toward.TOTAL:
        return {}
    unused = {slug: on - _used(closed, credit) for slug, on in credit.topics.items()}
    return {slug: min(hours, on) for slug, on in unused.items() if on > 0}
