"""How far a requirement reaches, in plain words: its years, dates, people and shorter periods."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ceapp.rules.naming import date_text, hours_text, requirement_name
from ceapp.rules.requirement import Credential, Each, Requirement
from ceapp.rules.shorter import Months, Rounding, Shorter
from ceapp.rules.vocabulary import Topics

_COUNTED = {
    Months.WHOLE: "full months",
    Months.STARTED: "months, a part of one counted as one",
    Months.CALENDAR: "calendar months that it touches",
}
_ROUNDED = {
    Rounding.NONE: "",
    Rounding.UP: ", rounded up",
    Rounding.DOWN: ", rounded down",
}
_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def extent(rule: Requirement, credential: Credential, topics: Topics) -> Iterator[str]:
    """Give a sentence for each key of `rule` that widens, narrows or times what it asks."""
    yield from _portions(rule)
    if rule.replaces:
        by_id = {one.id: one for one in credential.requirements}
        replaced = by_id.get(rule.replaces)
        name = requirement_name(replaced, topics) if replaced else rule.replaces
        yield f"It takes the place of “{name}”."
    yield from _times(rule)
    if rule.shorter:
        yield in_a_shorter_period(rule.shorter)


def _portions(rule: Requirement) -> Iterator[str]:
    if rule.each is Each.YEAR:
        yield "In each year of the period by itself."
    if rule.each is Each.COURSE:
        yield "Of each single course or piece of work."
    if rule.each is Each.TOPIC:
        yield "On any one topic."
    if rule.single:
        yield "One course must bring all of them; several shorter ones do not."
    if rule.share:
        yield f"That is {rule.share} of the total, also where the total is smaller or larger."
    if rule.only_from:
        yield f"They count only from {hours_text(rule.only_from)} up."
    if rule.only_kinds:
        yield f"They count only from {in_words(rule.only_kinds)} different kinds together."


def _times(rule: Requirement) -> Iterator[str]:
    start, end = rule.periods_from, rule.periods_until
    if start and end:
        yield f"For periods that begin from {date_text(start)} to {date_text(end)}."
    elif start:
        yield f"For periods that begin on {date_text(start)} or later."
    elif end:
        yield f"For periods that begin on {date_text(end)} or earlier."
    if rule.courses_from:
        yield f"Only courses finished on {date_text(rule.courses_from)} or later serve it."
    if rule.due_on:
        yield f"It is due by {date_text(rule.due_on)}."
    if rule.due_months:
        yield f"It is due {in_words(rule.due_months)} months after the license was issued."


def in_a_shorter_period(shorter: Shorter) -> str:
    """Say what a first period of another length asks for."""
    which = "period of another length" if shorter.any_period else "first period"
    if shorter.per_month is not None:
        each = _per_month(shorter.per_month)
        counted = _COUNTED[shorter.count]
        return f"A {which} asks for {each} a month ({counted}){_ROUNDED[shorter.rounding]}."
    steps = [
        f"under {'one month' if step.months == 1 else f'{step.months} months'} "
        + (f"asks for {hours_text(step.hours)}" if step.hours else "asks for none")
        for step in shorter.steps
    ]
    return f"A {which} of {'; of '.join(steps)} ({_COUNTED[shorter.count]})."


def _per_month(hours: Fraction) -> str:
    if hours.denominator == 1:
        return "1 hour" if hours == 1 else f"{hours} hours"
    return f"{hours} hours"


def in_words(number: int) -> str:
    """Write small numbers as words."""
    return _NUMBERS[number] if 0 < number < len(_NUMBERS) else str(number)
