"""Whether a rule that we do not evaluate may concern a license, its person and what counts."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal

from ceapp.rules.bearing import Bearing
from ceapp.rules.case import Case
from ceapp.rules.credit import Credit
from ceapp.rules.requirement import Renewals, Unevaluated
from ceapp.rules.shares import Share


def concerns(rule: Unevaluated, case: Case, share: Share) -> bool:
    """Say whether every part of the rule's scope holds in this case, as its hours are shared."""
    return (
        (rule.applies_if is None or rule.applies_if in case.holding.facts)
        and (rule.renewals is Renewals.ALL or case.first_renewal is _first(rule))
        and (rule.requirement is None or _is_due(rule.requirement, case))
        and (not rule.asks_for_courses or _some_courses_do(rule, case, share))
    )


def _first(rule: Unevaluated) -> bool:
    return rule.renewals is Renewals.FIRST


def _is_due(name: str, case: Case) -> bool:
    asked = (r for r in case.due.binding if r.id == name and r not in case.due.not_asked)
    return any(not case.declared_met(r) for r in asked)


def _some_courses_do(rule: Unevaluated, case: Case, share: Share) -> bool:
    """Say whether courses of the kinds in the scope count, and as many hours as it asks for.

    A course from before the period has no hours that count, yet a rule about its kind may take
    away what it serves.
    """
    found = [
        bearing
        for bearing in case.bearings
        if (share.counted[bearing.key] or any(share.by_course[bearing.key].values()))
        and _is_of_its_kinds(bearing.credit, rule, case)
    ]
    return bool(found) and _are_enough(rule, found, share)


def _is_of_its_kinds(credit: Credit, rule: Unevaluated, case: Case) -> bool:
    return (
        (not rule.activities or credit.activity in rule.activities)
        and (not rule.formats or credit.format in rule.formats)
        and (not rule.topics or any(case.topics.within(k, rule.topics) for k in credit.topics))
    )


def _are_enough(rule: Unevaluated, found: list[Bearing], share: Share) -> bool:
    by_day: dict[date, Decimal] = defaultdict(Decimal)
    for bearing in found:
        by_day[bearing.credit.completed] += share.counted[bearing.key]
    return (rule.over is None or sum(by_day.values()) > rule.over) and (
        rule.in_a_day is None or max(by_day.values()) > rule.in_a_day
    )
