"""What of an export is new here, and what is here already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ceapp.licenses.models import License
from ceapp.own_rules.models import OwnRules
from ceapp.transfer.archive.license_document import renamed
from ceapp.transfer.archive.parts import (
    CoursePart,
    Document,
    LicensePart,
    OwnRulesPart,
    RemindersPart,
)
from ceapp.transfer.reading.outcome import Logged

Key = tuple[str, str, date, Decimal, bool]


@dataclass(frozen=True, slots=True)
class Here:
    """What a person has already; `chose` says whether they ever chose their reminders."""

    log: Iterable[Logged]
    licenses: Sequence[License]
    own_rules: Sequence[OwnRules]
    chose: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What to bring in; `known` gives, by place in the document, the course that is here.

    `known_own` gives, by their name in the document, the own rules that are here.
    """

    own_rules: tuple[OwnRulesPart, ...]
    known_own: Mapping[str, str]
    licenses: tuple[LicensePart, ...]
    courses: tuple[tuple[int, CoursePart], ...]  # with their places in the document, from 0
    known: dict[int, int]
    known_licenses: int
    hours: Decimal
    reminders: RemindersPart | None

    @property
    def renewals(self) -> int:
        """How many closed periods come with the licenses."""
        return sum(len(part.renewals) for part in self.licenses)


def plan_of(document: Document, here: Here) -> Plan:
    """Compare an export with what is here; one record here stands for one of the export."""
    new, known = _courses(document, here.log)
    known_own = _known_own(document, here.own_rules)
    fresh = _new_licenses(document, here.licenses, known_own)
    return Plan(
        own_rules=tuple(one for one in document.own_rules if one.credential not in known_own),
        known_own=known_own,
        licenses=fresh,
        courses=new,
        known=known,
        known_licenses=len(document.licenses) - len(fresh),
        hours=sum((part.entry.hours for _, part in new), Decimal(0)),
        reminders=None if here.chose else document.reminders,
    )


def _courses(
    document: Document, log: Iterable[Logged]
) -> tuple[tuple[tuple[int, CoursePart], ...], dict[int, int]]:
    here: dict[Key, list[int]] = {}
    for course in log:
        key = (course.title, course.provider, course.completed, course.hours, course.planned)
        here.setdefault(key, []).append(course.id)
    new, known = [], {}
    for place, part in enumerate(document.courses):
        one = part.entry
        waiting = here.get((one.title, one.provider, one.completed, one.hours, one.planned))
        if waiting:
            known[place] = waiting.pop(0)
        else:
            new.append((place, part))
    return tuple(new), known


def _known_own(document: Document, here: Sequence[OwnRules]) -> dict[str, str]:
    """Find the rules that say the very same here; deleted ones stand for deleted ones only."""
    waiting = list(here)
    known = {}
    for part in document.own_rules:
        for row in waiting:
            same = renamed(row.document, part.credential) == part.document
            if (
                same
                and row.copied_from == part.copied_from
                and (part.deleted or row.deleted_at is None)
            ):
                known[part.credential] = row.credential_id
                waiting.remove(row)
                break
    return known


def _new_licenses(
    document: Document, licenses: Sequence[License], known_own: Mapping[str, str]
) -> tuple[LicensePart, ...]:
    held = Counter((one.credential_id, one.number) for one in licenses)
    new_own = {one.credential for one in document.own_rules} - known_own.keys()
    fresh = []
    for part in document.licenses:
        key = (known_own.get(part.credential, part.credential), part.number)
        if part.credential not in new_own and held[key]:
            held[key] -= 1
        else:
            fresh.append(part)
    return tuple(fresh)
