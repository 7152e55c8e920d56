"""Rules of one credential that cannot all be meant: parts without a whole, needs above a limit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ceapp.rules.requirement import (
    EACH_RENEWAL,
    Credential,
    Cycle,
    CycleEnd,
    Renewals,
    Requirement,
    Total,
    Unevaluated,
)
from ceapp.rules.requirement_sense import at_odds
from ceapp.rules.rule_fields import Mistake, nearest

MOST_DEEP = 12  # needs that lie in one another; more than any board has, and soon worked out


def contradictions(credential: Credential) -> Iterator[Mistake]:
    """Give every mistake that shows only when the credential is seen as a whole."""
    yield from _cycle(credential.cycle)
    yield from _total(credential)
    yield from _repeated_ids(credential.requirements)
    for number, requirement in enumerate(credential.requirements, 1):
        path = f"requirement[{number}]"
        yield from _alone(path, requirement)
        yield from _part(path, requirement, credential.requirements)
        yield from _impossible(path, requirement, credential.requirements)
        yield from at_odds(path, requirement, credential.requirements)
        yield from _beyond_total(path, requirement, credential.requirements)
    yield from _overlaps(credential)
    for number, rule in enumerate(credential.not_evaluated, 1):
        yield from _scope(f"not_evaluated[{number}]", rule, credential.requirements)
    if credential.approvals_required and not credential.accepted_approvals:
        fault = "It is true, but accepted_approvals names nobody: no course could count."
        yield Mistake("approvals_required", fault, "Name the accepted approvals, or remove it.")


def is_total(requirement: Requirement) -> bool:
    """Say whether a requirement asks for hours of any kind: the total, or one of several."""
    return requirement.is_need and requirement.in_total and requirement.asks_any_hour


def is_topic_need(requirement: Requirement) -> bool:
    """Say whether a requirement asks for topics in the total and lies in no other need."""
    inside = requirement.in_total and requirement.part_of is None
    return requirement.is_need and bool(requirement.topics) and inside


def _overlaps(credential: Credential) -> Iterator[Mistake]:
    """Name overlaps of anything but topic needs of the total that lie in no other need."""
    may = {rule.id for rule in credential.requirements if is_topic_need(rule)}
    for number, needs in enumerate(credential.overlaps, 1):
        for name in sorted(needs - may):
            fault = f"“{name}” is no need of the total that asks for topics and lies in no other."
            yield Mistake(f"overlap[{number}].needs", fault, nearest(name, may))


def _cycle(cycle: Cycle) -> Iterator[Mistake]:
    fixed = cycle.ends is CycleEnd.FIXED
    if fixed and not cycle.fixed_date:
        yield Mistake("cycle.fixed_date", "It is missing.", 'Add the day, such as "03-31".')
    if not fixed and (cycle.fixed_date or cycle.fixed_years):
        fault = f"A cycle that ends by {cycle.ends.value} has no fixed date."
        yield Mistake("cycle.fixed_date", fault, 'Remove it, or write ends = "fixed".')
    if cycle.fixed_date:
        try:
            date.fromisoformat(f"2000-{cycle.fixed_date}")
        except ValueError:
            fault = f"There is no day {cycle.fixed_date}."
            yield Mistake("cycle.fixed_date", fault, "Write month and day, such as 02-28.")


def _total(credential: Credential) -> Iterator[Mistake]:
    stated = any(is_total(requirement) for requirement in credential.requirements)
    if credential.total is Total.STATED and not stated:
        fault = "No requirement asks for hours of any kind."
        cure = 'Add the total, or write total = "unknown" (or "none", where the law sets none).'
        yield Mistake("total", fault, cure)
    if credential.total is not Total.STATED and stated:
        fault = f"It says {credential.total.value}, but a requirement states a total."
        yield Mistake("total", fault, "Remove this key.")


def _repeated_ids(requirements: tuple[Requirement, ...]) -> Iterator[Mistake]:
    seen: set[str] = set()
    for number, requirement in enumerate(requirements, 1):
        if requirement.id in seen:
            fault = f"“{requirement.id}” is used by an earlier requirement."
            yield Mistake(f"requirement[{number}].id", fault, "Give each its own id.")
        seen.add(requirement.id)


def _alone(path: str, rule: Requirement) -> Iterator[Mistake]:
    start, end = rule.renewing_from, rule.renewing_until
    if start and end and start > end:
        fault = f"It ends on {end}, before it begins on {start}."
        yield Mistake(f"{path}.renewing_until", fault, "Put the dates in order.")
    if rule.is_need:
        return
    if rule.every != EACH_RENEWAL or not rule.in_total or rule.part_of:
        fault = "A limit cannot have every, in_total or part_of."
        yield Mistake(f"{path}.limit", fault, "A limit binds each renewal by itself: remove them.")
    if rule.asks_any_hour and rule.each is None:
        fault = "It limits hours of every kind."
        yield Mistake(f"{path}.limit", fault, "Say which: topics, formats, activities, approvals.")


def _part(path: str, rule: Requirement, all_rules: tuple[Requirement, ...]) -> Iterator[Mistake]:
    if rule.part_of is None:
        return
    needs = {other.id: other for other in all_rules if other.is_need}
    whole = needs.get(rule.part_of)
    if whole is None:
        fault = f"No need has the id “{rule.part_of}”."
        yield Mistake(f"{path}.part_of", fault, nearest(rule.part_of, needs.keys() - {rule.id}))
    elif rule.id in _wholes(whole, needs):
        fault = "It would be a part of itself."
        yield Mistake(f"{path}.part_of", fault, "Name the broader need.")
    elif len(_wholes(whole, needs)) == MOST_DEEP:
        fault = f"It lies in a chain of {MOST_DEEP} rules, each a part of the next."
        yield Mistake(f"{path}.part_of", fault, "Name a broader need.")
    elif rule.hours > whole.hours:
        fault = f"{rule.hours} hours cannot be part of the {whole.hours} of “{whole.id}”."
        yield Mistake(f"{path}.need", fault, "Correct the smaller or the larger number.")


def _scope(path: str, rule: Unevaluated, all_rules: tuple[Requirement, ...]) -> Iterator[Mistake]:
    """Name a scope in which the rule could never be said, although it may bind somebody."""
    lasting = [other for other in all_rules if other.renewing_until is None]
    asked = {slug for other in lasting for slug in (other.applies_if, other.unless)}
    if rule.applies_if and rule.applies_if not in asked:
        fault = f"No lasting requirement depends on “{rule.applies_if}”: nobody is asked about it."
        yield Mistake(f"{path}.applies_if", fault, "Remove it, and say in the rule whom it binds.")
    if rule.requirement is None:
        return
    by_id = {other.id: other for other in all_rules}
    about = by_id.get(rule.requirement)
    if about is None:
        fault = f"No requirement has the id “{rule.requirement}”."
        yield Mistake(f"{path}.requirement", fault, nearest(rule.requirement, by_id))
    elif {rule.renewals, about.renewals} == {Renewals.FIRST, Renewals.LATER}:
        fault = f"“{about.id}” is due at {about.renewals.value} renewals only."
        yield Mistake(f"{path}.renewals", fault, "Make the two agree, or remove one.")


def _wholes(rule: Requirement, needs: dict[str, Requirement]) -> set[str]:
    """Give the id of `rule` and of every need that it lies in."""
    found: set[str] = set()
    current: Requirement | None = rule
    while current is not None and current.id not in found:
        found.add(current.id)
        current = needs.get(current.part_of or "")
    return found


def _impossible(
    path: str, need: Requirement, all_rules: tuple[Requirement, ...]
) -> Iterator[Mistake]:
    """Name a need that a limit of the same credential makes impossible to meet."""
    if not need.is_need or need.every != EACH_RENEWAL:
        return
    for limit in all_rules:
        may = limit.is_need or limit.each is not None or limit.hours >= need.hours
        if not may and _always_limits(limit, need):
            fault = f"It asks for {need.hours} hours, but “{limit.id}” lets {limit.hours} count."
            yield Mistake(f"{path}.need", fault, "Correct one of the two.")


def _beyond_total(
    path: str, need: Requirement, all_rules: tuple[Requirement, ...]
) -> Iterator[Mistake]:
    """Name a need that is said to lie in the total, but is larger than each total there is."""
    totals = [rule.hours for rule in all_rules if is_total(rule)]
    inside = need.is_need and need.in_total and need.every == EACH_RENEWAL
    if inside and need.part_of is None and totals and need.hours > max(totals):
        fault = f"{need.hours} hours cannot lie in a total of {max(totals)}."
        yield Mistake(f"{path}.need", fault, "Correct one of the two, or let them be on top of it.")


def _always_limits(limit: Requirement, need: Requirement) -> bool:
    """Say whether every hour that could serve `need` falls under `limit`, whenever both bind."""
    pairs: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
        (limit.topics, need.topics),
        (limit.formats, need.formats),
        (limit.activities, need.activities),
        (limit.approvals, need.approvals),
    )
    narrower = all(not asked or (given and given <= asked) for asked, given in pairs)
    return (
        narrower
        and limit.applies_if in {None, need.applies_if}
        and limit.renewals in {Renewals.ALL, need.renewals}
        and (limit.renewing_from or date.min) <= (need.renewing_until or date.max)
        and (need.renewing_from or date.min) <= (limit.renewing_until or date.max)
    )
