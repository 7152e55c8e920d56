"""A course as the form hands it over: values that were checked, not yet a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ceapp.rules.vocabulary import AcademicCredits, Activity, Format


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person says of one course.

    `topics` gives the hours of each topic, `approvals` the number printed beside each approval
    (often none), in the order in which they were entered. `planned` says that it is not taken yet.
    """

    title: str
    completed: date
    hours: Decimal
    provider: str = ""
    format: Format | None = None
    activity: Activity = Activity.COURSE
    topics: Mapping[str, Decimal] = field(default_factory=dict)
    approvals: Mapping[str, str] = field(default_factory=dict)
    academic: AcademicCredits | None = None
    cost_cents: int | None = None
    notes: str = ""
    planned: bool = False
