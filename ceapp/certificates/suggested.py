"""What a draft fills into the course form: sure values only, in the form's own terms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ceapp.certificates.reading.values import DraftCourse, Found
from ceapp.courses.choices import Choices

FILLED = ("title", "provider", "completed", "hours", "format", "activity")


def suggested(draft: DraftCourse, choices: Choices) -> Mapping[str, Any]:
    """Give the values to fill in; a value that is in doubt is left for the person to type."""
    found = {name: sure(draft, name) for name in FILLED}
    hours = found["hours"]
    values = {name: one.value for name, one in found.items() if one is not None}
    topics = [
        {"topic": slug, "hours": one.value}
        for slug, one in draft.topics.items()
        if one.sure and choices.knows_topic(slug) and (hours is None or one.value <= hours.value)
    ]
    approvals = {
        slug: one.value
        for slug, one in draft.approvals.items()
        if one.sure and choices.knows_approval(slug)
    }
    return values | {"topics": topics, "approvals": approvals}


def sure(draft: DraftCourse, name: str) -> Found[Any] | None:
    """Give what was read of a field where nothing casts doubt on it."""
    found: Found[Any] | None = getattr(draft, name)
    return found if found is not None and found.sure and name not in draft.flags else None
