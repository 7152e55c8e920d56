"""What a standing hangs on in the rules themselves, and what should be known beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ceapp.rules.case import Case
from ceapp.rules.doubt import Doubt, Note
from ceapp.rules.naming import date_text, hours_text, period_text, requirement_name
from ceapp.rules.requirement import Confidence, Each, Overlap, Requirement, Total
from ceapp.rules.scope import concerns
from ceapp.rules.shares import Share


def notes_on_rules(case: Case, main: Share) -> Iterator[Note]:
    """Say what is not known of the rules themselves, or not evaluated though it may matter here.

    What the board has answered for is settled; where it said no, that is said with it.
    """
    for note in _on_rules(case, main):
        answer = case.answer(note.doubt, note.subject) if note.doubt else None
        if answer is None:
            yield note
        elif answer is False:
            yield replace(note, text=f"{note.text} Your board’s answer to this was no.")


def _on_rules(case: Case, main: Share) -> Iterator[Note]:
    credential = case.credential
    if credential.confidence is Confidence.LOW:
        yield Note(
            "These rules come from weak or old sources. Check them with the board before you "
            "rely on this.",
            Doubt.CONFIDENCE,
        )
    if credential.total is Total.UNKNOWN:
        yield Note(
            "We could not find how many hours this board asks in total; only the named "
            "requirements are evaluated.",
            Doubt.TOTAL,
        )
    if credential.total is Total.NONE:
        yield Note(
            "As far as we could read, the law sets no total of hours for this license. "
            "Check with the board that nothing more is asked.",
            Doubt.TOTAL,
        )
    if case.due.total_of_another_time:
        yield Note(
            "We know the total of hours only for licenses that expire at another time than this "
            "one; ask the board for the rules of that time.",
            Doubt.TOTAL,
        )
    for rule in credential.all_not_evaluated:
        if concerns(rule, case, main):
            text = f"Not evaluated here, check it yourself: {rule.rule}"
            yield Note(text, Doubt.RULE, rule.requirement, rule.rule)
    for requirement in case.due.binding:
        if not case.declared_met(requirement):
            yield from _on_requirement(case, requirement)
    for requirement in case.needs:
        yield from _finished_late(case, main, requirement)


def _on_requirement(case: Case, requirement: Requirement) -> Iterator[Note]:
    def name() -> str:
        return requirement_name(requirement, case.topics)

    shortened = case.first_renewal or case.holding.starts is not None
    if requirement.prorated and shortened and requirement.shorter is None:
        yield Note(
            f"{name()}: fewer hours may be due in a period that is not a whole one, which is not "
            f"worked out here. The rule: {requirement.prorated}",
            Doubt.RULE,
            requirement.id,
            requirement.prorated,
        )
    years = requirement.every.years
    if years is not None and 12 * years < case.credential.cycle.months:
        yield Note(
            f"{name()}: only the last {'year' if years == 1 else f'{years} years'} of the period "
            "can be checked here. Check the time before yourself.",
            Doubt.RULE,
            requirement.id,
            f"{requirement.id}: the time before",
        )
    part = case.due.partial_year
    asked = requirement.is_need and requirement not in case.due.not_asked
    if asked and requirement.each is Each.YEAR and part is not None:
        yield Note(
            f"{name()}: asked of each whole year here. Ask your board what it wants for "
            f"{period_text(part)}, which is less than one.",
            Doubt.RULE,
            requirement.id,
            f"{requirement.id}: {period_text(part)}",
        )


def _finished_late(case: Case, main: Share, need: Requirement) -> Iterator[Note]:
    """Say which courses that serve a need were finished after the need's own deadline."""
    deadline = case.deadline(need)
    if deadline >= case.period.end:
        return  # no course that bears on the case is later than its period
    late = [
        bearing.credit.title
        for bearing in case.bearings
        if bearing.credit.completed > deadline and main.serving(bearing.key, need)
    ]
    if late:
        name = requirement_name(need, case.topics)
        yield Note(
            f"{name} was due by {date_text(deadline)}, and “{late[0]}” was finished later. Ask "
            "your board whether it accepts that.",
            Doubt.RULE,
            need.id,
            f"{need.id}: {late[0]}",
        )


def notes_to_know(case: Case) -> Iterator[Note]:
    """Say what takes nothing from the standing but should be known."""
    yield from _on_carryover(case)
    if case.overlap is Overlap.ALLOWED:
        yield Note("This board lets one hour serve two topics.")
    for usual in case.due.usual.values():
        yield _other_hours(case, usual)
    window = case.credential.window
    if window is not None and window.from_application and case.holding.applied is None:
        yield Note(
            "This board counts hours from the day it received your last renewal application. Give "
            "that day where you edit the license; until then courses before "
            f"{date_text(case.period.start)} are left out."
        )


def _on_carryover(case: Case) -> Iterator[Note]:
    carryover, carried = case.credential.carryover, case.carried
    if carried:
        hours = sum((one.hours for one in carried), Decimal(0))
        yield Note(f"{hours_text(hours)} from the period before carried over and counted here.")
    elif carryover is not None and carryover.limit > 0:
        yield Note(
            f"This board lets up to {hours_text(carryover.limit)} from the period before carry "
            "over. They count here once you have closed that period with “I renewed”."
        )


def _other_hours(case: Case, usual: Requirement) -> Note:
    """Say that a requirement asks for other hours than usual, and by which rule."""
    name = requirement_name(usual, case.topics)
    now = next((r.hours for r in case.requirements if r.id == usual.id), Decimal(0))
    hours = hours_text(now) if now else "none"
    why = f" The rule: {usual.prorated}" if usual.prorated else ""
    return Note(
        f"{name}: {hours} instead of {usual.hours.normalize():f} in this period.{why}",
        requirement=usual.id,
    )
