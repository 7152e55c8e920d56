"""Making standings and texts for the library's tests: plain functions, keyword-only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ceapp.rules.credit import Credit
from ceapp.rules.period import Period
from ceapp.rules.requirement import (
    Citation,
    Confidence,
    Credential,
    Cycle,
    CycleEnd,
    Kind,
    Overlap,
    Requirement,
)
from ceapp.rules.standing import CourseStanding, RequirementStanding, Standing
from ceapp.rules.vocabulary import Profession

TODAY = date(2026, 11, 22)
EXPIRES = date(2027, 3, 31)


@dataclass(frozen=True)
class Text:
    """As much of a section as a suggestion needs."""

    title: str
    topics: tuple[str, ...]
    article: str = "an-article"


def row(topics="", *, needed="6", earned="3", remaining="3", kind=Kind.NEED, label="", asked=False):
    requirement = Requirement(
        id="a-rule",
        kind=kind,
        hours=Decimal(needed),
        citation=Citation("16 CCR § 1887.3"),
        topics=frozenset(topics.split()),
        label=label,
    )
    return RequirementStanding(
        requirement=requirement,
        due=EXPIRES,
        window=Period(date(2025, 4, 1), EXPIRES),
        hours=Decimal(needed),
        earned=Decimal(earned),
        counted=Decimal(needed) - Decimal(remaining),
        remaining=Decimal(remaining),
        asked=asked,
    )


def logged(topics, *, completed=date(2026, 8, 2), key="1", planned=False):
    hours = {topic: Decimal(amount) for topic, amount in topics.items()}
    credit = Credit(
        key=key,
        title="A course",
        completed=completed,
        hours=max(hours.values()),
        topics=hours,
        planned=planned,
    )
    return CourseStanding(credit, credit.hours, ())


def standing(*rows, courses=(), expires=EXPIRES, overlap=Overlap.FORBIDDEN, as_of=TODAY):
    credential = Credential(
        id="us-ca-lcsw",
        title="Licensed Clinical Social Worker",
        profession=Profession.SOCIAL_WORK,
        jurisdiction="us-ca",
        jurisdiction_name="California",
        board="Board of Behavioral Sciences",
        cycle=Cycle(24, CycleEnd.INDIVIDUAL),
        requirements=tuple(each.requirement for each in rows),
        sources=(),
        confidence=Confidence.HIGH,
        reviewed=TODAY,
        topic_overlap=overlap,
    )
    lacking = sum((each.remaining for each in rows), Decimal(0))
    return Standing(
        credential=credential,
        period=Period(date(2025, 4, 1), expires),
        as_of=as_of,
        first_renewal=False,
        complete=not lacking,
        sure=True,
        remaining=lacking,
        remaining_if_overlap=None,
        requirements=rows,
        courses=tuple(courses),
        notes=(),
    )
