"""What a person says about one license, between the form and the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ceapp.licenses.models import Answer, License


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person said to "Have you already done this?", with the year where they know it."""

    answer: Answer
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """What a person says about one license.

    `facts` maps each circumstance that was asked to whether it is true, and `replies` each
    one-time need that was asked to its reply. What was not asked keeps its earlier answer.
    """

    expires: date
    number: str = ""
    issued: date | None = None
    starts: date | None = None
    applied: date | None = None
    facts: Mapping[str, bool] = field(default_factory=dict)
    replies: Mapping[str, Reply] = field(default_factory=dict)


def details_of(row: License) -> Details:
    """Give what the person said about a license so far."""
    return Details(
        expires=row.expires,
        number=row.number,
        issued=row.issued,
        starts=row.starts,
        applied=row.applied,
        facts=dict.fromkeys(row.facts, True),
        replies={
            given.requirement_id: Reply(Answer(given.answer), given.year) for given in row.answers
        },
    )
