"""The form that closes a period: until when the license was renewed, and on which day."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms import Field, ValidationError

from ceapp.rules.period import Period, months_before
from ceapp.web.fields import ForgivingDateField
from ceapp.web.filters import long_date
from ceapp.web.forms import BaseForm

MOST_YEARS = 10
NOT_LATER = "New expiration date must be after the one that you renewed, {expires}"
FAR_AHEAD = f"New expiration date must be at most {MOST_YEARS} years after it: check the year"
RENEWED_LATER = "Day you renewed must not be in the future: check the year"
RENEWED_EARLY = "Day you renewed must not be before the period began, {starts}"
NOT_OVER = (
    "This period runs to {ends}; close it after that day. Courses that you finish until then "
    "still count for it."
)
APPLIED_LATER = "Day your board received it must not be in the future: check the year"


class RenewalForm(BaseForm):
    """What the person says of a renewal; `period` are the days that it closes."""

    next_expires = ForgivingDateField("New expiration date")
    renewed_on = ForgivingDateField("Day you renewed")
    applied = ForgivingDateField("Day your board received the application", optional=True)

    def __init__(
        self, *, today: date, period: Period, expires: date, application: bool, **rest: Any
    ) -> None:
        self.today, self.period, self.expires = today, period, expires
        super().__init__(**rest)
        if not application:
            del self.applied

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each field, and that the period is over."""
        super().validate(extra_validators)
        if self.today <= self.period.end:
            self.form_errors.append(NOT_OVER.format(ends=long_date(self.period.end)))
        return not self.errors

    def validate_next_expires(self, field: Field) -> None:
        """Find dates that are swapped, and slips of the year."""
        if field.data <= self.expires:
            raise ValidationError(NOT_LATER.format(expires=long_date(self.expires)))
        if field.data > months_before(self.expires, -12 * MOST_YEARS):
            raise ValidationError(FAR_AHEAD)

    def validate_renewed_on(self, field: Field) -> None:
        """Take a day of the period or after it, up to today."""
        if field.data > self.today:
            raise ValidationError(RENEWED_LATER)
        if field.data < self.period.start:
            raise ValidationError(RENEWED_EARLY.format(starts=long_date(self.period.start)))

    def validate_applied(self, field: Field) -> None:
        """Take a day up to today."""
        if field.data and field.data > self.today:
            raise ValidationError(APPLIED_LATER)

    @property
    def application(self) -> date | None:
        """The day the board received the application, where it is asked and known."""
        return self.applied.data if "applied" in self else None
