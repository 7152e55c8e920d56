"""The form that asks for the days of a transcript."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms import Field, ValidationError

from ceapp.web.fields import ForgivingDateField
from ceapp.web.filters import long_date
from ceapp.web.forms import BaseForm

BEFORE_FIRST = "Last day must not be before the first day, {first}"
FIRST_LATER = "First day must not be in the future: only completed courses are listed"


class SpanForm(BaseForm):
    """The first and last day; a GET form, so that its address can be kept."""

    class Meta(BaseForm.Meta):
        """A form that only reads needs no token."""

        csrf = False

    since = ForgivingDateField("First day", name="from")
    until = ForgivingDateField("Last day", name="to")

    def __init__(self, *data: Any, today: date, **rest: Any) -> None:
        self.today = today
        super().__init__(*data, **rest)

    def validate_since(self, field: Field) -> None:
        """Refuse a span that has not begun."""
        if field.data is not None and field.data > self.today:
            raise ValidationError(FIRST_LATER)

    def validate_until(self, field: Field) -> None:
        """Refuse a span that ends before it begins."""
        first = self.since.data
        if None not in {field.data, first} and field.data < first:
            raise ValidationError(BEFORE_FIRST.format(first=long_date(first)))
