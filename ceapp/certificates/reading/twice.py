"""Joins two readings of the same picture: what they read alike is sure, what differs is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from ceapp.certificates.reading.values import TEXTS, DraftCourse, Found

_ALIKE = 0.85
FIGURES = ("completed", "hours")
Confirm = Callable[[str, Found[Any]], bool]


def joined(first: DraftCourse, second: DraftCourse | None, confirm: Confirm) -> DraftCourse:
    """Join the better reading with the other one.

    Dates and hours that only one of them has must be confirmed by a third look at their place.
    """
    other = second or DraftCourse()
    changed: dict[str, Any] = {}
    doubts = set(first.flags) & set(other.flags) if second else set(first.flags)
    doubts |= {name for name in (*first.flags, *other.flags) if name in FIGURES and second is None}
    for name in FIGURES:
        changed[name], doubt = _figure(name, getattr(first, name), getattr(other, name), confirm)
        disagreed = name in first.flags and getattr(first, name) is not None
        if doubt or changed[name] is None or disagreed:
            doubts.add(name)
        else:
            doubts.discard(name)
    for name in TEXTS:
        changed[name] = _text(getattr(first, name), getattr(other, name))
        if changed[name] is not None and not changed[name].sure:
            doubts.add(name)
        elif changed[name] is not None and name != "format":
            doubts.discard(name)
    changed["approvals"] = _numbers(first.approvals, other.approvals) if second else first.approvals
    topics = {**other.topics, **first.topics}
    if changed["hours"] is None or not changed["hours"].sure:
        topics = {slug: replace(found, sure=False) for slug, found in topics.items()}
    elif second:
        topics = {
            slug: _agreed(slug, found, first, second, confirm) for slug, found in topics.items()
        }
    return replace(first, **changed, topics=topics, flags=tuple(sorted(doubts)))


def _text(one: Found[str] | None, other: Found[str] | None) -> Found[str] | None:
    """Give what one of two readings has; where they read different things, neither is sure."""
    if one is None or other is None:
        return one or other
    alike = SequenceMatcher(None, one.value.casefold(), other.value.casefold()).ratio() >= _ALIKE
    return one if alike else replace(one, sure=False)


def _figure(
    name: str, one: Found[Any] | None, other: Found[Any] | None, confirm: Confirm
) -> tuple[Found[Any] | None, bool]:
    if one is not None and other is not None:
        alike = one.value == other.value
        return replace(one, sure=one.sure and alike), not alike
    only = one or other
    if only is None:
        return None, True
    good = confirm(name, only)
    return replace(only, sure=good), not good


def _numbers(
    one: Mapping[str, Found[str]], other: Mapping[str, Found[str]]
) -> dict[str, Found[str]]:
    """Join approvals; a number is kept where both read it, or only one read anything there."""
    found = {}
    for slug in (*one, *(slug for slug in other if slug not in one)):
        known = [side[slug] for side in (one, other) if slug in side]
        elsewhere = {
            part.value for side in (one, other) for name, part in side.items() if name != slug
        }
        same = len({part.value for part in known}) == 1
        lone = len(known) == 1 and known[0].value not in elsewhere
        filled = [part for part in known if part.value]
        if (same and len(known) == 2) or lone:
            found[slug] = known[0]
        elif len(filled) == 1 and filled[0].value not in elsewhere:
            found[slug] = filled[0]
        else:
            found[slug] = replace(known[0], value="")
    return found


def _agreed(
    slug: str, found: Found[Any], first: DraftCourse, second: DraftCourse, confirm: Confirm
) -> Found[Any]:
    sides = [side.topics[slug].value for side in (first, second) if slug in side.topics]
    alike = len(sides) == 2 and sides[0] == sides[1]
    return found if alike else replace(found, sure=found.sure and confirm("hours", found))
