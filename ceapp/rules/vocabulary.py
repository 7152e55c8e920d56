"""The words that rules and courses share: professions, formats, activities, topics, approvals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Profession(StrEnum):
    """The four professions whose boards we carry."""

    SOCIAL_WORK = "social-work"
    COUNSELING = "counseling"
    MARRIAGE_FAMILY_THERAPY = "marriage-family-therapy"
    PSYCHOLOGY = "psychology"


class Format(StrEnum):
    """How a course was taken; the first two are live, the last is self-paced."""

    IN_PERSON = "in-person"
    LIVE_ONLINE = "live-online"
    SELF_PACED = "self-paced"


class Activity(StrEnum):
    """What kind of learning earned the hours."""

    COURSE = "course"
    ACADEMIC_COURSE = "academic-course"
    TEACHING = "teaching"
    PUBLICATION = "publication"
    SUPERVISION_GIVEN = "supervision-given"
    SUPERVISION_RECEIVED = "supervision-received"
    PEER_CONSULTATION = "peer-consultation"
    SELF_STUDY = "self-study"
    EXAMINATION = "examination"
    PROFESSIONAL_SERVICE = "professional-service"
    PRACTICE_OUTCOME = "practice-outcome"
    ADVOCACY = "advocacy"


class AcademicUnit(StrEnum):
    """The two kinds of academic credit; each board says how many CE hours one of them makes."""

    SEMESTER = "semester"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True)
class AcademicCredits:
    """Academic credits as a transcript shows them."""

    amount: Decimal
    unit: AcademicUnit


LABELS: Mapping[Profession | Format | Activity, str] = {
    Profession.SOCIAL_WORK: "Social work",
    Profession.COUNSELING: "Counseling",
    Profession.MARRIAGE_FAMILY_THERAPY: "Marriage and family therapy",
    Profession.PSYCHOLOGY: "Psychology",
    Format.IN_PERSON: "In person",
    Format.LIVE_ONLINE: "Live online",
    Format.SELF_PACED: "Self-paced",
    Activity.COURSE: "Course or workshop",
    Activity.ACADEMIC_COURSE: "Academic course for credit",
    Activity.TEACHING: "Teaching or presenting",
    Activity.PUBLICATION: "Writing that was published",
    Activity.SUPERVISION_GIVEN: "Supervision you gave",
    Activity.SUPERVISION_RECEIVED: "Supervision you received",
    Activity.PEER_CONSULTATION: "Peer consultation",
    Activity.SELF_STUDY: "Independent study or reading",
    Activity.EXAMINATION: "Examination",
    Activity.PROFESSIONAL_SERVICE: "Professional or board service",
    Activity.PRACTICE_OUTCOME: "Practice outcome monitoring",
    Activity.ADVOCACY: "Advocacy",
}


@dataclass(frozen=True, slots=True)
class Topics:
    """The topic tree: each topic's label and the broader topics that it also satisfies."""

    labels: Mapping[str, str]
    broader: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _known: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def ancestors(self, topic: str) -> frozenset[str]:
        """Give `topic` and every broader topic that it lies in."""
        if topic not in self._known:
            found: set[str] = set()
            waiting = [topic]
            while waiting:
                current = waiting.pop()
                if current not in found:
                    found.add(current)
                    waiting.extend(self.broader.get(current, ()))
            self._known[topic] = frozenset(found)
        return self._known[topic]

    def within(self, topic: str, wanted: Iterable[str]) -> bool:
        """Say whether hours on `topic` satisfy a rule on any of the `wanted` topics."""
        return not self.ancestors(topic).isdisjoint(wanted)
