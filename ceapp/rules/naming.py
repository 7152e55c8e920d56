"""Short names for requirements, hours and periods, the same in every sentence and table."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

from ceapp.rules.period import Period
from ceapp.rules.requirement import Requirement
from ceapp.rules.vocabulary import LABELS, Topics


@lru_cache(2048)
def figure(hours: Decimal) -> str:
    """Write 9.50 as 9.5 and 36.00 as 36."""
    return f"{hours.normalize():f}"


@lru_cache(2048)
def hours_text(hours: Decimal) -> str:
    """Write "1 hour", "2.5 hours"."""
    return f"{figure(hours)} {'hour' if hours == 1 else 'hours'}"


def date_text(day: date) -> str:
    """Write March 31, 2027."""
    return f"{day:%B} {day.day}, {day.year}"


def period_text(period: Period) -> str:
    """Write April 1, 2025 to March 31, 2027."""
    return f"{date_text(period.start)} to {date_text(period.end)}"


_PROPER = ("Alaska", "Alzheimer", "Kentucky", "Tennessee", "Texas")


def within_a_sentence(label: str) -> str:
    """Write Law and ethics as law and ethics, without its bracket; leave HIV and Texas law."""
    words = label.partition(" (")[0]
    proper = not words[1:2].islower() or words.startswith(_PROPER)
    return words if proper else words[:1].lower() + words[1:]


def requirement_name(requirement: Requirement, topics: Topics) -> str:
    """Give a requirement's own label, or a name made of what it asks for."""
    if requirement.label:
        return requirement.label
    if requirement.topics:
        first, *others = (topics.labels.get(k, k) for k in sorted(requirement.topics))
        # A label's words in brackets explain it on a page of its own; a sentence has no room.
        return " or ".join([first.partition(" (")[0], *map(within_a_sentence, others)])
    formats = [LABELS[kind] for kind in sorted(requirement.formats)]
    kinds = [*formats, *(LABELS[kind] for kind in sorted(requirement.activities))]
    if kinds:
        return " or ".join([kinds[0], *(kind.lower() for kind in kinds[1:])])
    if requirement.approvals:
        return "Hours with a certain approval"
    return "All hours" if requirement.is_need else "Hours that count"
