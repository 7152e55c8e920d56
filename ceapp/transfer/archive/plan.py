"""What of an export is new here, and what is here already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ceapp.licenses.models import License
from ceapp.transfer.archive.reading import CoursePart, Document, LicensePart
from ceapp.transfer.reading.outcome import Logged

Key = tuple[str, str, date, Decimal]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to bring in; `known` gives, by place in the document, the course that is here."""

    licenses: tuple[LicensePart, ...]
    courses: tuple[tuple[int, CoursePart], ...]  # with their places in the document, from 0
    known: dict[int, int]
    known_licenses: int
    hours: Decimal


def plan_of(document: Document, log: Iterable[Logged], licenses: Sequence[License]) -> Plan:
    """Compare an export with what is here; one course here stands for one of the export."""
    here: dict[Key, list[int]] = {}
    for course in log:
        key = (course.title, course.provider, course.completed, course.hours)
        here.setdefault(key, []).append(course.id)
    new, known = [], {}
    for place, part in enumerate(document.courses):
        one = part.entry
        waiting = here.get((one.title, one.provider, one.completed, one.hours))
        if waiting:
            known[place] = waiting.pop(0)
        else:
            new.append((place, part))
    fresh = _new_licenses(document, licenses)
    return Plan(
        licenses=fresh,
        courses=tuple(new),
        known=known,
        known_licenses=len(document.licenses) - len(fresh),
        hours=sum((part.entry.hours for _, part in new), Decimal(0)),
    )


def _new_licenses(document: Document, licenses: Sequence[License]) -> tuple[LicensePart, ...]:
    held = Counter((one.credential_id, one.number) for one in licenses)
    fresh = []
    for part in document.licenses:
        key = (part.credential, part.number)
        if held[key]:
            held[key] -= 1
        else:
            fresh.append(part)
    return tuple(fresh)
