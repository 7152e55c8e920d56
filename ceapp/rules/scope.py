"""Whether a rule that we do not evaluate may concern a license, its person and what counts."""

from __future__ import annotations

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
        and (not (rule.activities or rule.formats) or _some_course_counts(rule, case, share))
    )


def _first(rule: Unevaluated) -> bool:
    return rule.renewals is Renewals.FIRST


def _is_due(name: str, case: Case) -> bool:
    return any(r.id == name and not case.declared_met(r) for r in case.requirements)


def _some_course_counts(rule: Unevaluated, case: Case, share: Share) -> bool:
    """Say whether a course of the kinds in the scope counts, or serves a need from before.

    A course from before the period has no hours that count, yet a rule about its kind may take
    away what it serves.
    """
    serving = {key for (key, _need), hours in share.given.items() if hours}
    return any(
        share.counted[bearing.credit.key] or bearing.credit.key in serving
        for bearing in case.bearings
        if _is_of_its_kinds(bearing.credit, rule)
    )


def _is_of_its_kinds(credit: Credit, rule: Unevaluated) -> bool:
    return (not rule.activities or credit.activity in rule.activities) and (
        not rule.formats or credit.format in rule.formats
    )
