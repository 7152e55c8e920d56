"""Keys of one requirement that cannot be meant together, or not without another requirement."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ceapp.rules.requirement import Each, Requirement
from ceapp.rules.rule_fields import Mistake, nearest

_ONLY_NEEDS = ("completion", "single", "due_on", "due_months", "courses_from", "replaces")
_HUNDREDTH = Fraction(1, 100)
_ONLY_LIMITS = ("only_from", "only_kinds")


def at_odds(path: str, rule: Requirement, all_rules: tuple[Requirement, ...]) -> Iterator[Mistake]:
    """Give every mistake in how a requirement's keys stand together."""
    yield from _of_the_other_kind(path, rule)
    yield from _each(path, rule)
    yield from _dates(path, rule)
    yield from _replaces(path, rule, all_rules)
    yield from _share(path, rule, all_rules)
    if rule.applies_if and rule.applies_if == rule.unless:
        fault = "It is the same circumstance as in applies_if: nobody would be bound."
        yield Mistake(f"{path}.unless", fault, "Keep one of the two.")
    for step in rule.shorter.steps if rule.shorter else ():
        if step.hours > rule.hours:
            fault = f"A shorter period cannot ask for {step.hours} hours of the usual {rule.hours}."
            yield Mistake(f"{path}.shorter.step", fault, "Correct one of the two.")


def _of_the_other_kind(path: str, rule: Requirement) -> Iterator[Mistake]:
    misplaced = _ONLY_LIMITS if rule.is_need else _ONLY_NEEDS
    for key in misplaced:
        if getattr(rule, key):
            kind = "need" if rule.is_need else "limit"
            yield Mistake(f"{path}.{key}", f"A {kind} cannot have it.", "Remove it.")


def _each(path: str, rule: Requirement) -> Iterator[Mistake]:
    if rule.each is None:
        return
    if rule.is_need and rule.each is not Each.YEAR:
        fault = f"A need cannot hold for each {rule.each}."
        yield Mistake(f"{path}.each", fault, 'Write each = "year", or make it a limit.')
    if rule.each is Each.COURSE and rule.topics:
        fault = "A limit on each course holds for the whole course."
        yield Mistake(f"{path}.topics", fault, "Remove the topics.")
    if rule.each is Each.TOPIC and rule.topics:
        fault = "A limit on each topic names no topic."
        yield Mistake(f"{path}.topics", fault, "Remove the topics.")
    if rule.each is Each.YEAR and not rule.label:
        fault = "What holds for each year is named by its label."
        yield Mistake(f"{path}.label", fault, 'Add label = "Hours in each year".')
    if not rule.every.renewal or rule.part_of:
        fault = "It cannot stand beside every or part_of."
        yield Mistake(f"{path}.each", fault, "Remove one of them.")


def _dates(path: str, rule: Requirement) -> Iterator[Mistake]:
    start, end = rule.periods_from, rule.periods_until
    if start and end and start > end:
        fault = f"It ends on {end}, before it begins on {start}."
        yield Mistake(f"{path}.periods_until", fault, "Put the dates in order.")
    if rule.due_on and rule.due_months:
        yield Mistake(f"{path}.due_on", "It stands beside due_months.", "Keep one of the two.")
    if rule.due_on and rule.courses_from and rule.due_on < rule.courses_from:
        fault = f"It is due on {rule.due_on}, before its first course on {rule.courses_from}."
        yield Mistake(f"{path}.due_on", fault, "Put the dates in order.")


def _replaces(
    path: str, rule: Requirement, all_rules: tuple[Requirement, ...]
) -> Iterator[Mistake]:
    needs = {other.id for other in all_rules if other.is_need and other.id != rule.id}
    if rule.replaces and rule.replaces not in needs:
        fault = f"No other need has the id “{rule.replaces}”."
        yield Mistake(f"{path}.replaces", fault, nearest(rule.replaces, needs))


def _share(path: str, rule: Requirement, all_rules: tuple[Requirement, ...]) -> Iterator[Mistake]:
    if rule.share is None:
        return
    totals = [r.hours for r in all_rules if r.is_need and r.in_total and r.asks_any_hour]
    if rule.asks_any_hour or not totals:
        fault = "There is no total that it could be a share of."
        yield Mistake(f"{path}.share", fault, "Remove it, or add the total.")
    elif not any(
        abs(rule.share * Fraction(total) - Fraction(rule.hours)) < _HUNDREDTH for total in totals
    ):
        named = ", ".join(str(total) for total in totals)
        fault = f"{rule.hours} hours are not {rule.share} of {named}."
        yield Mistake(f"{path}.share", fault, "Correct one of the two.")
