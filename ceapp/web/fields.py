"""Form fields for dates and hours: they take what people type and keep it where it has a fault."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from wtforms import Field, FieldList
from wtforms.validators import StopValidation
from wtforms.widgets import TextInput

from ceapp.web.filters import hours, short_date
from ceapp.web.typed import Fault, read_date, read_hours


class TypedField(Field):
    """A line of text that is read into a value when the form is validated.

    `data` is the value, or None: not validated yet, left empty where that is allowed, or faulty.
    `what` begins the sentence about a fault, where the label alone would not say enough.
    """

    data: Any
    widget = TextInput()

    def __init__(
        self, label: str | None = None, *, optional: bool = False, what: str = "", **rest: Any
    ) -> None:
        super().__init__(label, **rest)
        self.what = what
        self.flags.optional = optional

    def process_formdata(self, valuelist: list[str]) -> None:  # noqa: ARG002 - it stays in raw_data
        """Forget the value the form came with; the text is read by `pre_validate`."""
        self.data = None

    def pre_validate(self, form: Any) -> None:
        """Read the text; a fault ends the checks of this field, so that it is named once."""
        text = self.typed
        if not text.strip() and self.flags.optional:
            return
        read = self.read(text, form)
        if isinstance(read, Fault):
            raise StopValidation(read.about(self.what or self.label.text))
        self.take(read)

    def read(self, text: str, form: Any) -> Any:
        """Give the value or the fault of a text."""
        raise NotImplementedError

    def take(self, read: Any) -> None:
        """Keep the value that was read."""
        self.data = read

    @property
    def typed(self) -> str:
        """What the person typed, as they typed it."""
        return self.raw_data[0] if self.raw_data else ""

    def _value(self) -> str:
        if self.raw_data:
            return self.typed
        return "" if self.data is None else self.written(self.data)

    def written(self, value: Any) -> str:
        """Write a stored value as the person would."""
        return str(value)


class ForgivingDateField(TypedField):
    """A date, typed in any usual way; its form has the attribute `today`, a date."""

    def read(self, text: str, form: Any) -> date | Fault:
        """Read the date; years of two digits are near the form's `today`."""
        return read_date(text, today=form.today)

    def written(self, value: date) -> str:
        """Write Nov 20, 2026."""
        return short_date(value)


class HoursField(TypedField):
    """CE hours; `note` says how they were read, where the text was not simply the number."""

    note: str = ""

    def read(self, text: str, form: Any) -> Any:  # noqa: ARG002 - other fields need the form
        """Read the hours with their note."""
        return read_hours(text)

    def take(self, read: Any) -> None:
        """Keep hours and note apart."""
        self.data, self.note = read.hours, read.note

    def written(self, value: Decimal) -> str:
        """Write 1.5 for 1.50."""
        return hours(value)


class RowList(FieldList):
    """Repeated rows of a form, numbered as our own pages number them."""

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        # Only numbers that a page of ours can have sent: `int` stumbles over some other digits.
        for name in formdata:
            index = name.removeprefix(f"{prefix}-").split("-", 1)[0]
            if name.startswith(f"{prefix}-") and index.isascii() and index.isdecimal():
                yield int(index[:6])
