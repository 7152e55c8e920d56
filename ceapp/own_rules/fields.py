"""From a key of a rule file to a field of a form, and between its data and the document."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from wtforms import (
    Field,
    Form,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from ceapp.own_rules.keys import Key, Kind
from ceapp.own_rules.rows import MISSING, Rows
from ceapp.own_rules.words import OPEN, label_of
from ceapp.web.fields import ForgivingDateField, TypedField
from ceapp.web.filters import hours
from ceapp.web.forms import AtMost, stripped
from ceapp.web.typed import Amount, Fault, read_date, read_hours
from ceapp.web.typed import Kind as FaultKind

LONGEST_LINE, LONGEST_TEXT = 500, 3000
NOT_LISTED = "{label} must be one of the list"
_LONG = frozenset({"note", "reporting", "exemptions", "prorated"})
_FRACTION = re.compile(r"[1-9]\d{0,3}/[1-9]\d{0,3}", re.ASCII)
_DECIMAL = re.compile(r"\d{1,4}(\.\d{1,4})?%?", re.ASCII)
NO_FRACTION = Fault(FaultKind.NOT_UNDERSTOOD, "must be a part or a number, like 1/3, 50% or 1.5")
NO_MONTH_DAY = Fault(FaultKind.NOT_UNDERSTOOD, "must be a month and a day, like March 31 or 3/31")
_YES_NO = {"yes": True, "no": False}


class AmountField(TypedField):
    """An amount of hours, years or months; zero is an amount too."""

    def read(self, text: str, form: Any) -> Amount | Fault:  # noqa: ARG002 - other fields need it
        """Read the amount."""
        return Amount(Decimal(0)) if text.strip() in {"0", "0.0"} else read_hours(text)

    def take(self, read: Any) -> None:
        """Keep the amount as a plain number."""
        self.data = read.hours

    def written(self, value: Any) -> str:
        """Write 1.5 for 1.50."""
        return hours(value)


class MonthDayField(TypedField):
    """A day of every year, typed in any usual way and kept as 03-31."""

    def read(self, text: str, form: Any) -> str | Fault:
        """Read the day; a leap year lets February 29 pass."""
        read = read_date(f"{text.strip()}/2000", today=form.today)
        return NO_MONTH_DAY if isinstance(read, Fault) else f"{read:%m-%d}"

    def written(self, value: str) -> str:
        """Write March 31 for 03-31."""
        day = date.fromisoformat(f"2000-{value}")
        return f"{day:%B} {day.day}"


class FractionField(TypedField):
    """A part of something, typed as 1/3, 50% or 1.5 and kept as a fraction."""

    def read(self, text: str, form: Any) -> str | Fault:  # noqa: ARG002 - other fields need it
        """Read the fraction; one that is written as such stays as it is."""
        text = text.replace(" ", "")
        if _FRACTION.fullmatch(text):
            return text
        if not _DECIMAL.fullmatch(text):
            return NO_FRACTION
        number = Fraction(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
        read = f"{number.numerator}/{number.denominator}"
        return read if _FRACTION.fullmatch(read) else NO_FRACTION

    def written(self, value: str) -> str:
        """Write 2 for 2/1."""
        return value.removesuffix("/1")


class Checks(SelectMultipleField):
    """A list to check, each with a box of its own."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def field_of(key: Key) -> Any:
    """Make the field of a key."""
    return _MAKERS[key.kind](key, label_of(key.path))


def choice_field(label: str, options: Mapping[str, str], left_open: str | None) -> Any:
    """Make a list to choose one of; `left_open` names leaving it open, None where one must be."""
    shown = dict(options) if left_open is None else {"": left_open or "Not said", **options}
    return SelectField(label, choices=_options(shown), validate_choice=False, validators=[_listed])


def data_of(key: Key, value: Any) -> Any:
    """Give what the field of `key` shows for the document's `value`."""
    if key.kind is Kind.ROWS:
        return [_row_data(key, row) for row in value or ()]
    return _shown(key, value)


def _shown(key: Key, value: Any) -> Any:
    match key.kind:
        case Kind.YES_NO:
            return "yes" if (key.default if value is None else value) else "no"
        case Kind.LINES:
            return "\n".join(value or ())
        case Kind.CHOICES:
            return [slug for slug in key.choices if slug in (value or ())]
        case Kind.CHOICE:
            return value if value in key.choices else ""  # such as "unstated": left open
        case Kind.TEXT:
            return value or ""
    return value


def value_of(key: Key, data: Any) -> Any:
    """Give what a field's data are in the document, None where they say nothing."""
    match key.kind:
        case Kind.YES_NO:
            said = _YES_NO.get(data, key.default)
            return None if said is key.default else said
        case Kind.LINES:
            lines = (line.strip() for line in (data or "").splitlines())
            return [line for line in lines if line] or None
        case Kind.NUMBER:
            return _plain(data)
        case Kind.DAY:
            return data
        case Kind.ROWS:
            rows = (_row_value(key, row) for row in data)
            return [row for row in rows if row] or None
    return data or None


def _row_data(key: Key, row: Mapping[str, Any]) -> dict[str, Any]:
    return {column.slug: data_of(column, row.get(column.slug)) for column in key.columns}


def _row_value(key: Key, row: Mapping[str, Any]) -> dict[str, Any]:
    said = {column.slug: value_of(column, row[column.slug]) for column in key.columns}
    return {slug: value for slug, value in said.items() if value is not None}


def _plain(number: Decimal | int | None) -> Decimal | int | None:
    """Give a whole number as one: some keys take no other."""
    return int(number) if number is not None and number == int(number) else number


def _given(_form: Any, field: Field) -> None:
    if not field.data:
        raise ValidationError(MISSING.format(label=field.label.text))


def _listed(_form: Any, field: Field) -> None:
    if all(choice.value != (field.data or "") for choice in field.choices):
        raise ValidationError(NOT_LISTED.format(label=field.label.text))


def _options(words: Mapping[str, str]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in words.items()]


def _checks(key: Key, label: str) -> Any:
    return Checks(label, choices=_options(key.choices), validate_choice=False)


def _choice(key: Key, label: str) -> Any:
    return choice_field(label, key.choices, None if key.needed else OPEN.get(key.path, ""))


def _yes_no(key: Key, label: str) -> Any:
    usual_first = sorted(_YES_NO, key=lambda word: _YES_NO[word] is not key.default)
    return choice_field(label, {word: word.capitalize() for word in usual_first}, None)


def _lines(_key: Key, label: str) -> Any:
    return TextAreaField(label, filters=[stripped], validators=[AtMost(LONGEST_TEXT)])


def _rows(key: Key, label: str) -> Any:
    columns = {column.slug: field_of(replace(column, needed=False)) for column in key.columns}
    return Rows(label, type("Row", (Form,), columns), key.columns, _row_data(key, {}))


def _text(key: Key, label: str) -> Any:
    long = key.path.rpartition(".")[2] in _LONG
    kind, most = (TextAreaField, LONGEST_TEXT) if long else (StringField, LONGEST_LINE)
    checks = [_given] if key.needed else [Optional()]
    return kind(label, filters=[stripped], validators=[*checks, AtMost(most)])


_MAKERS: Mapping[Kind, Callable[[Key, str], Any]] = {
    Kind.CHOICES: _checks,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _yes_no,
    Kind.NUMBER: lambda key, label: AmountField(label, optional=not key.needed),
    Kind.DAY: lambda _key, label: ForgivingDateField(label, optional=True),
    Kind.MONTH_DAY: lambda _key, label: MonthDayField(label, optional=True),
    Kind.FRACTION: lambda _key, label: FractionField(label, optional=True),
    Kind.LINES: _lines,
    Kind.TEXT: _text,
    Kind.ROWS: _rows,
}
