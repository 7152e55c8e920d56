"""Which credentials ask for hours on a topic, how many and how often."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby

from ceapp.boards import catalog
from ceapp.rules.requirement import Confidence, Credential, Renewals, Requirement
from ceapp.web.filters import count


@dataclass(frozen=True, slots=True)
class Asking:
    """A credential that asks for hours on a topic by name.

    `only_if` is the circumstance that it depends on; `sure` is False where the source is weak.
    """

    credential_id: str
    name: str
    only_if: str
    sure: bool


@dataclass(frozen=True, slots=True)
class SameHours:
    """The credentials that ask for equally many hours, equally often."""

    hours: Decimal
    words: str
    asking: tuple[Asking, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What all boards together want on one topic, the most hours first.

    Hours that may be on another topic as well come last.
    """

    groups: tuple[SameHours, ...]
    credentials: int
    jurisdictions: int
    of_credentials: int


def asked_on(topic: str, today: date) -> Asked:
    """Give what the boards ask for by the name of `topic` in renewals from `today` on."""
    pairs = [
        (credential, need)
        for credential, need in _needs_by_topic().get(topic, ())
        if need.renewing_until is None or need.renewing_until >= today
    ]
    return Asked(
        groups=tuple(_groups(pairs, today)),
        credentials=len({credential.id for credential, _ in pairs}),
        jurisdictions=len({credential.jurisdiction for credential, _ in pairs}),
        of_credentials=len(catalog.listing()),
    )


@cache
def _needs_by_topic() -> Mapping[str, tuple[tuple[Credential, Requirement], ...]]:
    """Read every rule file once; a broken one is left out, as everywhere."""
    catalog.mistakes()
    found: dict[str, list[tuple[Credential, Requirement]]] = {}
    for listing in catalog.listing():
        credential = catalog.load(listing.id)
        for need in credential.requirements:
            for topic in need.topics if need.is_need else ():
                found.setdefault(topic, []).append((credential, need))
    return {topic: tuple(pairs) for topic, pairs in found.items()}


def _groups(pairs: Iterable[tuple[Credential, Requirement]], today: date) -> Iterable[SameHours]:
    rows = [(need.hours, _how_often(need, today), credential, need) for credential, need in pairs]
    rows.sort(key=lambda row: (_shared(row[3]), -row[0], row[1], row[2].name))
    for (hours, often), same in groupby(rows, key=lambda row: row[:2]):
        asking = dict.fromkeys(_asking(credential, need) for *_, credential, need in same)
        yield SameHours(hours, f"{count(hours, 'hour')} {often}", tuple(asking))


def _asking(credential: Credential, need: Requirement) -> Asking:
    circumstance = catalog.circumstances().get(need.applies_if or "")
    return Asking(
        credential_id=credential.id,
        name=credential.name,
        only_if=circumstance.label if circumstance else "",
        sure=credential.confidence is not Confidence.LOW,
    )


def _how_often(need: Requirement, today: date) -> str:
    if need.every.once:
        often = "once"
    elif need.every.renewals:
        often = f"every {need.every.renewals} renewals"
    elif need.every.years:
        often = "each year" if need.every.years == 1 else f"every {need.every.years} years"
    else:
        often = "at each renewal"
    if need.renewals is Renewals.FIRST:
        often = "at the first renewal"
    elif need.renewals is Renewals.LATER and need.every.renewal:
        often = "at each renewal after the first"
    if _shared(need):
        often += ", on this or another topic"
    if need.renewing_from and need.renewing_from > today:
        often += f", for renewals from {need.renewing_from:%B %Y}"
    return often


def _shared(need: Requirement) -> bool:
    """Say whether hours on another topic would do as well."""
    return len(need.topics) > 1
