"""From a key of a rule file to a field of a form, and between its data and the document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from wtforms import (
    Field,
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
from ceapp.own_rules.words import OPEN, label_of
from ceapp.web.fields import ForgivingDateField, TypedField
from ceapp.web.filters import hours
from ceapp.web.forms import AtMost, stripped
from ceapp.web.typed import Amount, Fault, read_date, read_hours
from ceapp.web.typed import Kind as FaultKind

LONGEST_LINE, LONGEST_TEXT = 500, 3000
MISSING = "{label} must be given"
NOT_LISTED = "{label} must be one of the list"
_LONG = frozenset({"note", "reporting", "exemptions", "prorated"})
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
    match key.kind:
        case Kind.YES_NO:
            return "yes" if (key.default if value is None else value) else "no"
        case Kind.LINES:
            return "\n".join(value or ())
        case Kind.CHOICES:
            return list(value or ())
        case Kind.CHOICE:
            return value if value in key.choices else ""  # such as "unstated": left open
        case Kind.TEXT:
            return value or ""
    return value


def value_of(key: Key, field: Field) -> Any:
    """Give what a field's data are in the document, None where it says nothing."""
    data = field.data
    match key.kind:
        case Kind.YES_NO:
            said = _YES_NO[data]
            return None if said is key.default else said
        case Kind.LINES:
            lines = (line.strip() for line in (data or "").splitlines())
            return [line for line in lines if line] or None
        case Kind.NUMBER:
            return _plain(data)
        case Kind.DAY:
            return data
    return data or None


def _plain(number: Decimal | None) -> Decimal | int | None:
    """Give a whole number as one: some keys take no other."""
    if number is None or number != number.to_integral_value():
        return number
    return int(number)


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
    Kind.LINES: _lines,
    Kind.TEXT: _text,
}
