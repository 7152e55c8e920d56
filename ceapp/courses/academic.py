"""The field for academic credits, one line as people write it: 3 semester credits."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from ceapp.rules.vocabulary import AcademicCredits, AcademicUnit
from ceapp.web.fields import TypedField
from ceapp.web.filters import hours
from ceapp.web.typed import Fault, Kind

MOST_CREDITS = 60
_WRITTEN = re.compile(
    r"([0-9]{1,3}(?:\.[0-9]{1,2})?) ?(s|q|sem|semester|quarter|qtr)\.?"
    r"(?: ?(?:hours?|hrs?|credits?|units?|credit hours?))?"
)
_NOT_CREDITS = Fault(
    Kind.NOT_UNDERSTOOD, "must say how many and of which kind, like 3 semester or 4.5 quarter"
)
_TOO_MANY = Fault(Kind.OUT_OF_RANGE, f"must be more than 0 and at most {MOST_CREDITS}")


def read_academic(text: str) -> AcademicCredits | Fault:
    """Read 3 semester credits, 4.5 quarter units or 3 sem."""
    found = _WRITTEN.fullmatch(" ".join(text.lower().split()))
    if not found:
        return _NOT_CREDITS
    amount = Decimal(found[1])
    if not 0 < amount <= MOST_CREDITS:
        return _TOO_MANY
    quarter = found[2].startswith("q")
    return AcademicCredits(amount, AcademicUnit.QUARTER if quarter else AcademicUnit.SEMESTER)


class AcademicField(TypedField):
    """Academic credits of a course; `data` is `AcademicCredits` or None."""

    def read(self, text: str, form: Any) -> Any:  # noqa: ARG002 - other fields need the form
        """Read the amount with its unit."""
        return read_academic(text)

    def written(self, value: AcademicCredits) -> str:
        """Write 3 semester."""
        return f"{hours(value.amount)} {value.unit}"
