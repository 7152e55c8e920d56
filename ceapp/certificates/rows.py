"""A certificate as one row of the inbox: what it seems to be, and what needs the person's eye."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ceapp.certificates.models import Certificate, State
from ceapp.certificates.places import NOTHING, open_places, reading_of
from ceapp.certificates.reading.values import DraftCourse, Reading
from ceapp.certificates.suggested import sure

# Said of a file that is no certificate; "" where it is one.
SEEMS: Mapping[str, str] = {
    "certificate": "",
    "transcript": "",
    "receipt": "Looks like a receipt, not a certificate",
    "syllabus": "Looks like a program or syllabus, not a certificate",
    "other": "Does not look like a certificate",
    "unreadable": "Could not be read",
}
# Without these no course can be saved; the rest is good to have.
ASKED: Mapping[str, str] = {
    "title": "title",
    "completed": "date",
    "hours": "hours",
    "format": "how it was taken",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the inbox; `courses` is how many of a transcript are still open."""

    certificate: Certificate
    title: str
    waiting: bool
    seems: str = ""
    completed: date | None = None
    hours: Decimal | None = None
    missing: tuple[str, ...] = ()
    courses: int = 1


def row_of(certificate: Certificate) -> Row:
    """Give the row of a certificate that is to be confirmed."""
    reading = reading_of(certificate)
    if certificate.state == State.WAITING or reading is None:
        return Row(certificate, certificate.name, waiting=True)
    left = open_places(certificate)
    if len(left) > 1:
        title = f"{len(left)} courses on one transcript"
        return Row(certificate, title, waiting=False, courses=len(left))
    return _single(certificate, reading, left)


def _single(certificate: Certificate, reading: Reading, left: list[int]) -> Row:
    draft = reading.courses[left[0]] if left and reading.courses else NOTHING
    title, completed, hours = (sure(draft, name) for name in ("title", "completed", "hours"))
    return Row(
        certificate,
        title.value if title else certificate.name,
        waiting=False,
        seems=SEEMS[reading.kind],
        completed=completed.value if completed else None,
        hours=hours.value if hours else None,
        missing=missing(draft),
    )


def missing(draft: DraftCourse) -> tuple[str, ...]:
    """Name what a course needs and the reading does not give for certain."""
    return tuple(words for name, words in ASKED.items() if sure(draft, name) is None)
