"""A course as the rules see it: a value without a database behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ceapp.rules.vocabulary import AcademicCredits, Activity, Format


@dataclass(frozen=True, slots=True)
class Credit:
    """One course or other activity, completed or, where `planned`, not yet.

    `hours` are CE hours. `topics` gives each topic's hours, each at most `hours`; their sum may
    exceed it, since one hour can be on two topics. `format` is None for an activity without one,
    such as a publication: it then serves no need for a format and meets no limit on one.
    `academic` are the credits of an academic course, which go before its hours where a board says
    what one is worth. A planned course counts for nothing, whatever its date: that a day has passed
    does not say that the course was taken.
    """

    key: str
    title: str
    completed: date
    hours: Decimal
    provider: str = ""
    topics: Mapping[str, Decimal] = field(default_factory=dict)
    format: Format | None = None
    activity: Activity = Activity.COURSE
    approvals: frozenset[str] = frozenset()
    academic: AcademicCredits | None = None
    planned: bool = False
