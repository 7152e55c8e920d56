"""Rows of a form for the repeated tables of a rule file: as many as are said, and empty ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import Field, Form, FormField

from ceapp.own_rules.keys import Key, Kind
from ceapp.web.fields import RowList, TypedField

MOST_ROWS = 40
MISSING = "{label} must be given"
_SPARE = {True: 2, False: 1}  # empty rows: of short ones two, of those with boxes to check one


class Rows(RowList):
    """The rows of one list of tables; an empty row says nothing, wherever it stands."""

    def __init__(
        self,
        label: str,
        row: type[Form],
        columns: Sequence[Key],
        empty: Mapping[str, Any],
        **rest: Any,
    ) -> None:
        super().__init__(FormField(row), label, max_entries=MOST_ROWS, **rest)
        self.columns = columns
        self.empty = empty

    @property
    def flat(self) -> bool:
        """Whether each row fits on a line: nothing but short fields."""
        return all(column.kind is Kind.NUMBER for column in self.columns)

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Make the rows, with empty ones after those that `data` fills."""
        super().process(formdata, data, extra_filters)
        spare = 0 if self.entries and formdata else _SPARE[self.flat]
        for _ in range(min(spare, MOST_ROWS - len(self.entries))):
            self.append_entry(dict(self.empty))
        for number, row in enumerate(self.entries, 1):
            for field in row.form:
                if isinstance(field, TypedField):
                    field.what = f"{field.label.text} in row {number}"

    def validate(self, form: Any, extra_validators: Sequence[Any] = ()) -> bool:
        """Check each row; one that says anything must say what it cannot be without."""
        super().validate(form, extra_validators)
        for row in self.said():
            for column in self.columns:
                field = row[column.slug]
                if column.needed and not field.errors and not _says(column, field):
                    field.errors = [MISSING.format(label=field.label.text)]
        self._gather()
        return not self.errors

    def said(self) -> list[Form]:
        """Give the rows that say anything, as the document numbers them from 1."""
        return [
            row.form
            for row in self.entries
            if any(_says(column, row.form[column.slug]) for column in self.columns)
        ]

    def refuse(self, number: int, slug: str, text: str) -> bool:
        """Put a fault beside a field of the row that the document numbers so, if there is one."""
        rows = self.said()
        if not 1 <= number <= len(rows) or slug not in rows[number - 1]:
            return False
        field = rows[number - 1][slug]
        field.errors = [*field.errors, text]
        self._gather()
        return True

    def _gather(self) -> None:
        self.errors = [row.errors for row in self.entries if row.errors]


def _says(column: Key, field: Field) -> bool:
    """Say whether a field of a row says anything; what was typed wrongly does too."""
    if column.kind is Kind.YES_NO:
        return bool((field.data == "yes") is not column.default)
    typed = field.typed if isinstance(field, TypedField) else ""
    return bool(typed.strip()) or field.data not in (None, "", [])
