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
class Ask:
    """A need of one credential."""

    credential: Credential
    need: Requirement


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


def asks_on(topic: str, today: date) -> tuple[Ask, ...]:
    """Give each need that names `topic` and binds renewals from `today` on."""
    return tuple(
        ask
        for ask in _asks_by_topic().get(topic, ())
        if ask.need.renewing_until is None or ask.need.renewing_until >= today
    )


def asked_on(topic: str, today: date) -> Asked:
    """Give what the boards ask for by the name of `topic` in renewals from `today` on."""
    asks = asks_on(topic, today)
    return Asked(
        groups=tuple(_groups(asks, today)),
        credentials=len({ask.credential.id for ask in asks}),
        jurisdictions=len({ask.credential.jurisdiction for ask in asks}),
        of_credentials=len(catalog.listing()),
    )


@cache
def _asks_by_topic() -> Mapping[str, tuple[Ask, ...]]:
    """Read every rule file once; a broken one is left out, as everywhere."""
    catalog.mistakes()
    found: dict[str, list[Ask]] = {}
    for listing in catalog.listing():
        credential = catalog.load(listing.id)
        for need in credential.requirements:
            for topic in need.topics if need.is_need else ():
                found.setdefault(topic, []).append(Ask(credential, need))
    return {topic: tuple(asks) for topic, asks in found.items()}


def _groups(asks: Iterable[Ask], today: date) -> Iterable[SameHours]:
    rows = [(is_shared(a.need), -a.need.hours, _how_often(a.need, today), a) for a in asks]
    rows.sort(key=lambda row: (*row[:3], row[3].credential.name))
    for (_, less, often), same in groupby(rows, key=lambda row: row[:3]):
        asking = dict.fromkeys(_asking(ask) for *_, ask in same)
        yield SameHours(-less, f"{count(-less, 'hour')} {often}", tuple(asking))


def _asking(ask: Ask) -> Asking:
    circumstance = catalog.circumstances().get(ask.need.applies_if or "")
    return Asking(
        credential_id=ask.credential.id,
        name=ask.credential.name,
        only_if=circumstance.label if circumstance else "",
        sure=ask.credential.confidence is not Confidence.LOW,
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
    if is_shared(need):
        often += ", on this or another topic"
    if need.renewing_from and need.renewing_from > today:
        often += f", for renewals from {need.renewing_from:%B %Y}"
    return often


def is_shared(need: Requirement) -> bool:
    """Say whether hours on another topic would do as well."""
    return len(need.topics) > 1
