"""What changed when: the days from which and until which rules bind, and what we corrected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ceapp.boards import catalog
from ceapp.rules.naming import hours_text, requirement_name
from ceapp.rules.requirement import Credential, Requirement
from ceapp.rules.vocabulary import Topics


@dataclass(frozen=True, slots=True)
class Event:
    """Something that changed, or will, on a day.

    `kind` is "begins", "ends" or "corrected"; `source` and `url` are given for corrections.
    """

    day: date
    kind: str
    text: str
    coming: bool = False
    source: str = ""
    url: str = ""


def history(credential: Credential, topics: Topics, today: date) -> tuple[Event, ...]:
    """Give everything that changed for `credential`, or will, the latest first."""
    events = [*_dates(credential, topics, today), *_corrections(credential.id)]
    return tuple(sorted(events, key=lambda event: event.day, reverse=True))


def _dates(credential: Credential, topics: Topics, today: date) -> Iterator[Event]:
    for rule in credential.requirements:
        said = _said(rule, topics)
        if day := rule.renewing_from:
            yield Event(day, "begins", f"{said}.", coming=day > today)
        if day := rule.renewing_until:
            yield Event(day, "ends", f"{said}.", coming=day >= today)


def _said(rule: Requirement, topics: Topics) -> str:
    bound = "at least" if rule.is_need else "at most"
    name = requirement_name(rule, topics)
    return f"{name}: {bound} {hours_text(rule.hours)}"


def _corrections(credential_id: str) -> Iterator[Event]:
    try:
        changes = catalog.changes()
    except catalog.BrokenRuleFile:
        return  # `ceapp rules check` names the mistake; the rules themselves are sound
    for change in changes:
        if credential_id in change.credentials:
            text = f"{change.now} Before: {change.before}"
            yield Event(change.day, "corrected", text, source=change.source, url=change.url)
