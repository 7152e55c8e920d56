"""How further hours must be taken: what a used-up limit leaves, and whose approval to look for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ceapp.rules.naming import within_a_sentence
from ceapp.rules.requirement import Requirement
from ceapp.rules.standing import Standing
from ceapp.rules.vocabulary import LABELS, Format
from ceapp.web.filters import hours

_LIVE = frozenset({Format.IN_PERSON, Format.LIVE_ONLINE})
_MOST_NAMED = 4


def how_to_take(standing: Standing, requirement: Requirement | None) -> str:
    """Say how the hours must be taken: a limit that is used up leaves only other ways."""
    if requirement is not None and requirement.formats:
        live = requirement.formats == _LIVE
        return f"It must be {'live, in person or online' if live else _ways(requirement)}. "
    for row in standing.requirements:
        rule = row.requirement
        if rule.is_need or rule.topics or rule.activities or rule.approvals or not rule.formats:
            continue
        if row.counted >= row.hours:
            most = f": {hours(row.hours)} is the most" if row.hours else ""
            return f"No {'more ' if row.hours else ''}{_ways(rule)} hours count{most}. "
    return ""


def _ways(rule: Requirement) -> str:
    return " or ".join(within_a_sentence(LABELS[way]) for way in sorted(rule.formats))


def look_for(lists: Iterable[frozenset[str]], names: Mapping[str, str]) -> str:
    """Name the approvals to look for: one of each list, or one that stands on all of them.

    An empty list asks for none. `names` gives each approving body as a sentence names it.
    """
    asked = [one for one in lists if one]
    if not asked:
        return ""
    common = frozenset.intersection(*asked)
    each = [common] if common else asked
    return f"Look for approval by {', and also by '.join(_any_of(one, names) for one in each)}."


def _any_of(bodies: frozenset[str], short: Mapping[str, str]) -> str:
    names = sorted(short.get(body, body) for body in bodies)
    if len(names) > _MOST_NAMED:
        return "a body that your board accepts"
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]
