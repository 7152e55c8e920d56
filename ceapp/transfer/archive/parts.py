"""What an export holds, as values that were checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from ceapp.courses.entry import Entry
from ceapp.licenses.models import Answer
from ceapp.rules.doubt import Doubt


class FileState(StrEnum):
    """How far a certificate has come, in the words of the document."""

    TO_CONFIRM = "to-confirm"
    CONFIRMED = "confirmed"
    SET_ASIDE = "set-aside"


@dataclass(frozen=True, slots=True)
class BoardAnswerPart:
    """What a board said; `course` is the place of the course it is about, if it is about one."""

    doubt: Doubt
    subject: str
    course: int | None
    accepted: bool
    answered_on: date
    words: str
    behind: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class CarriedPart:
    """Hours of the course at a place that pass into the next period."""

    course: int
    hours: Decimal
    topics: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class RenewalPart:
    """A closed period of a license, and what the license said before."""

    credential: str
    starts: date
    ends: date
    expires: date
    next_expires: date
    renewed_on: date
    carried: tuple[CarriedPart, ...]
    before: Mapping[str, Any]
    evidence: Mapping[str, Any]
    rules: str
    closed_at: datetime


@dataclass(frozen=True, slots=True)
class LicensePart:
    """A license of the document."""

    credential: str
    number: str
    issued: date | None
    expires: date
    starts: date | None
    applied: date | None
    facts: tuple[str, ...]
    retired: bool
    answers: tuple[tuple[str, Answer, int | None], ...]
    board_answers: tuple[BoardAnswerPart, ...]
    renewals: tuple[RenewalPart, ...]

    @property
    def credentials(self) -> frozenset[str]:
        """Every credential by whose rules it goes or went."""
        return frozenset({self.credential, *(one.credential for one in self.renewals)})

    @property
    def courses(self) -> frozenset[int]:
        """The places of the courses that it names."""
        answered = {one.course for one in self.board_answers if one.course is not None}
        return frozenset(answered | {one.course for row in self.renewals for one in row.carried})


@dataclass(frozen=True, slots=True)
class OwnRulesPart:
    """Rules of the person's own; licenses of the document name them by `credential`."""

    credential: str
    document: str
    previous: str
    copied_from: str
    original: str
    why: str
    deleted: bool


@dataclass(frozen=True, slots=True)
class RemindersPart:
    """What the person wants to be reminded of."""

    active: bool
    days: frozenset[int]
    lapsed: bool
    digest_day: int | None


@dataclass(frozen=True, slots=True)
class CoursePart:
    """A course of the document, with the hashes of its certificates and their places."""

    entry: Entry
    certificates: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True)
class CertificatePart:
    """A certificate of the document; its bytes lie in `file` of the ZIP."""

    file: str
    name: str
    sha256: str
    state: FileState
    passed_over: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What an export holds."""

    own_rules: tuple[OwnRulesPart, ...]
    licenses: tuple[LicensePart, ...]
    courses: tuple[CoursePart, ...]
    certificates: tuple[CertificatePart, ...]
    reminders: RemindersPart | None
