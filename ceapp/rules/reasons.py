"""Why hours count or do not: reasons as values, turned into sentences here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ceapp.rules.period import Period
from ceapp.rules.requirement import Requirement


class Code(StrEnum):
    """What happened to some hours of a course."""

    COUNTED = "counted"
    BEFORE_PERIOD = "before-period"
    AFTER_PERIOD = "after-period"
    PLANNED = "planned"
    OVER_LIMIT = "over-limit"
    APPROVAL_NOT_ACCEPTED = "approval-not-accepted"
    APPROVAL_UNCONFIRMED = "approval-unconfirmed"
    ACTIVITY_NOT_ACCEPTED = "activity-not-accepted"
    ACTIVITY_UNCONFIRMED = "activity-unconfirmed"
    USED_ELSEWHERE = "used-elsewhere"
    NOT_IN_TOTAL = "not-in-total"
    REPEATED = "repeated"
    CARRIED_OVER = "carried-over"
    UNKNOWN_RULE = "unknown-rule"


@dataclass(frozen=True, slots=True)
class Reason:
    """What happened to `hours` of a course, with the rule or the period that made it so.

    `text` is the sentence for the person; `requirements` are the rules it rests on.
    """

    code: Code
    hours: Decimal
    text: str
    requirements: tuple[Requirement, ...] = ()
    period: Period | None = None
