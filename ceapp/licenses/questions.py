"""What a credential's rules make it necessary to ask the person who holds the license."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ceapp.boards.lists import Circumstance
from ceapp.licenses.gist import amount
from ceapp.rules.requirement import Credential, Renewals, Requirement
from ceapp.rules.vocabulary import Topics


@dataclass(frozen=True, slots=True)
class FactQuestion:
    """Whether a circumstance is true of the person, and what follows if it is."""

    slug: str
    text: str
    consequence: str


@dataclass(frozen=True, slots=True)
class OneTimeQuestion:
    """Whether a need that is due once ever was met already, and when it is due at all."""

    requirement: Requirement
    text: str
    year: str
    condition: str


@dataclass(frozen=True, slots=True)
class Questions:
    """Everything to ask for one credential."""

    facts: tuple[FactQuestion, ...]
    one_time: tuple[OneTimeQuestion, ...]
    application: bool = False  # when the board received the last renewal application


def questions(
    credential: Credential,
    topics: Topics,
    circumstances: Mapping[str, Circumstance],
    *,
    today: date,
) -> Questions:
    """Give the questions for `credential`, in the order of its rules.

    A circumstance is asked where a requirement depends on it, or falls away by it; a one-time need
    that ended before `today` is not asked any more.
    """
    window = credential.window
    rules = [rule for rule in credential.requirements if not _ended(rule, today)]
    named = (slug for rule in rules for slug in (rule.applies_if, rule.unless))
    used = dict.fromkeys(slug for slug in named if slug in circumstances)
    return Questions(
        facts=tuple(
            FactQuestion(slug, circumstances[slug].question, _consequence(slug, rules, topics))
            for slug in used
            if slug
        ),
        one_time=tuple(
            OneTimeQuestion(
                rule,
                f"Have you already done {amount(rule, topics)}?",
                f"Year of the {amount(rule, topics)}",
                _condition(rule, circumstances),
            )
            for rule in rules
            if rule.is_need and rule.every.once
        ),
        application=window is not None and window.from_application,
    )


def _ended(rule: Requirement, today: date) -> bool:
    return rule.renewing_until is not None and rule.renewing_until < today


def _consequence(slug: str, rules: Iterable[Requirement], topics: Topics) -> str:
    said = []
    for rule in rules:
        if rule.applies_if == slug:
            words = amount(rule, topics) if rule.is_need else f"at most {amount(rule, topics)}"
            said.append(f"{words}, once" if rule.every.once else words)
        if rule.unless == slug and rule.is_need:
            said.append(f"not the {amount(rule, topics)}")
    return f"If yes: {'; '.join(said)}."


def _condition(rule: Requirement, circumstances: Mapping[str, Circumstance]) -> str:
    parts = []
    if rule.renewals is Renewals.FIRST:
        parts.append("It is due at the first renewal only.")
    if rule.renewals is Renewals.LATER:
        parts.append("It is not due at the first renewal.")
    if rule.applies_if in circumstances and rule.applies_if:
        parts.append(f"It is due only if {circumstances[rule.applies_if].label}.")
    if rule.unless in circumstances and rule.unless:
        parts.append(f"It is not due if {circumstances[rule.unless].label}.")
    return " ".join((*parts, rule.note)).strip()
