"""The forms of a person's own rules: the license as a whole, and one rule of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from wtforms import Field, TextAreaField, ValidationError
from wtforms.validators import Optional

from ceapp.own_rules.document import Document, at, put
from ceapp.own_rules.fields import (
    LONGEST_TEXT,
    AmountField,
    choice_field,
    data_of,
    field_of,
    value_of,
)
from ceapp.own_rules.keys import Key, Kind, keys_of_a_requirement, keys_of_the_whole
from ceapp.own_rules.shown import Group, Names, Shown
from ceapp.own_rules.words import hint_of
from ceapp.rules.rule_fields import Mistake
from ceapp.web.forms import AtMost, BaseForm, stripped

ENTERED = "Entered by you"
NUMBER_MISSING = "How many must be given, as in 3"
NUMBER_ALONE = "How many goes with “Every so many renewals” or “Every so many years”"
BINDS_EACH = "A limit binds each renewal by itself: choose “At each renewal”"
NOT_OF_A_LIMIT = "A limit asks for no hours, so this must stay at “{usual}”"

_START = ("title", "abbreviation", "jurisdiction", "profession", "board", "board_url")
_PERIOD = ("cycle.months", "cycle.ends", "cycle.fixed_date", "cycle.fixed_years", "confidence")
_ASKS = ("label", "topics")
_WHEN = ("renewals", "applies_if", "renewing_from", "renewing_until")
_WRITTEN = ("cite", "url", "note")
OFTEN = {
    "renewal": "At each renewal",
    "once": "Once, and never again",
    "renewals": "Every so many renewals",
    "years": "Every so many years",
}
KINDS = {"need": "At least so many hours", "limit": "At most so many hours count"}


class KeysForm(BaseForm):
    """A form with a field for each of some keys of a rule file."""

    keys: tuple[Key, ...] = ()

    def __init__(self, *, today: date, **rest: Any) -> None:
        self.today = today
        super().__init__(**rest)

    def fill(self, document: Document) -> None:
        """Write what was typed into a document; what no field asks for stays."""
        for key in self.keys:
            put(document, key.path, value_of(key, self[key.name]))

    def refuse_mistakes(self, mistakes: Iterable[Mistake], above: str, names: Names) -> None:
        """Put what the reader says beside the fields that it is about, or above the form."""
        for mistake in mistakes:
            text = names.spoken(f"{mistake.fault} {mistake.cure}")
            path = mistake.key.removeprefix(f"{above}.") if above else mistake.key
            field = self.field_at(path)
            if field is not None:
                self.refuse(field, text)
            else:
                self.form_errors.append(f"{names.place(mistake.key)}: {text}")

    def field_at(self, path: str) -> Field | None:
        """Give the field of a path that the reader names, None where another page has it."""
        return self._fields.get(path.replace(".", "__"))

    def shown(self, paths: Iterable[str]) -> list[Shown]:
        """Give the fields of some keys with their hints, in the order of the paths."""
        by_path = {key.path: key for key in self.keys}
        return [
            Shown(
                self[by_path[path].name],
                hint_of(path, by_path[path].description),
                by_path[path].kind is Kind.CHOICES,
            )
            for path in paths
            if path in by_path
        ]

    def others(self, *shown: Iterable[str]) -> list[str]:
        """Give the paths of the keys that none of the groups shows."""
        named = {path for paths in shown for path in paths}
        return [key.path for key in self.keys if key.path not in named]


class WholeForm(KeysForm):
    """The license as a whole; `total_hours` is asked at the start only."""

    why = TextAreaField(
        "Why your own rules?", filters=[stripped], validators=[Optional(), AtMost(LONGEST_TEXT)]
    )

    def total(self) -> list[Document]:
        """Give the requirements to start with: the hours in all, where they were given."""
        hours = self["total_hours"].data
        return [{"id": "total", "need": hours, "cite": ENTERED}] if hours else []

    @property
    def groups(self) -> list[Group]:
        """Everything to ask, in the order of the page."""
        period = self.shown(_PERIOD)
        if "total_hours" in self:
            hint = "Of any kind, at each renewal. Empty where you do not know."
            period.insert(1, Shown(self["total_hours"], hint))
        period.append(Shown(self["why"], "For you, in two years: a letter of the board, say."))
        groups = [
            Group("Which license?", self.shown(_START)),
            Group("Its renewal", period),
            Group("More", self.shown(self.others(_START, _PERIOD)), folded=True),
        ]
        return [group for group in groups if group.fields]


class RequirementForm(KeysForm):
    """One rule: at least or at most so many hours, on what, how often, for whom."""

    def fill(self, document: Document) -> None:
        """Write what was typed into a requirement."""
        super().fill(document)
        document.pop("need", None)
        document.pop("limit", None)
        hours = self["hours"].data
        document[self["kind"].data] = int(hours) if hours == int(hours) else hours
        document["cite"] = document.get("cite") or ENTERED
        put(document, "every", self._every())

    def field_at(self, path: str) -> Field | None:
        """Give the field of a path; hours and how often are asked in a way of their own."""
        asked = {"need": "hours", "limit": "hours", "every": "often"}
        asked |= {"every.renewals": "often_number", "every.years": "often_number"}
        return self._fields.get(asked[path]) if path in asked else super().field_at(path)

    def validate_often(self, field: Field) -> None:
        """Refuse what a limit cannot have."""
        if self["kind"].data == "limit" and field.data != "renewal":
            raise ValidationError(BINDS_EACH)

    def validate_in_total(self, field: Field) -> None:
        """Refuse what a limit cannot have."""
        if self["kind"].data == "limit" and field.data != "yes":
            raise ValidationError(NOT_OF_A_LIMIT.format(usual="Yes"))

    def validate_part_of(self, field: Field) -> None:
        """Refuse what a limit cannot have."""
        if self["kind"].data == "limit" and field.data:
            raise ValidationError(NOT_OF_A_LIMIT.format(usual="No"))

    def validate_often_number(self, field: Field) -> None:
        """Ask for the number where one belongs, and only there."""
        numbered = self["often"].data in {"renewals", "years"}
        if numbered and field.data is None:
            raise ValidationError(NUMBER_MISSING)
        if not numbered and field.data is not None:
            raise ValidationError(NUMBER_ALONE)

    @property
    def groups(self) -> list[Group]:
        """Everything to ask, in the order of the page."""
        first = [Shown(self["kind"], ""), Shown(self["hours"], "Like 3 or 1.5.")]
        often = [Shown(self["often"], ""), Shown(self["often_number"], "Only for “every so many”.")]
        more = self.others(_ASKS, _WHEN, _WRITTEN)
        return [
            Group("What it asks", first + self.shown(_ASKS)),
            Group("When, and for whom", often + self.shown(_WHEN)),
            Group("Where it is written", self.shown(_WRITTEN)),
            Group("More", self.shown(more), folded=True),
        ]

    def _every(self) -> Any:
        often, number = self["often"].data, self["often_number"].data
        if often in {"renewals", "years"}:
            return {often: int(number) if number == int(number) else number}
        return "once" if often == "once" else None


def whole_form(document: Document | None, today: date, *, why: str = "") -> WholeForm:
    """Make the form of the whole, with what `document` says; None starts from nothing."""
    keys, fields = keys_of_the_whole(), {}
    if document is None:
        keys = tuple(key for key in keys if key.path in {*_START, *_PERIOD})
        fields["total_hours"] = AmountField("Hours in all", optional=True)
    fields |= {key.name: field_of(key) for key in keys}
    data = {key.name: data_of(key, at(document or {}, key.path)) for key in keys}
    start = {} if document else {"cycle__months": Decimal(24), "confidence": "medium"}
    return _made(WholeForm, fields, keys, today, {**data, **start, "why": why})


def requirement_form(
    document: Document | None, parts_of: Mapping[str, str], today: date
) -> RequirementForm:
    """Make the form of one rule, with what `document` says; None starts from nothing.

    `parts_of` are the other needs that it may be a part of: names by id.
    """
    keys = tuple(
        replace(key, kind=Kind.CHOICE, choices=parts_of) if key.path == "part_of" else key
        for key in keys_of_a_requirement()
    )
    said = document or {}
    fields = {
        "kind": choice_field("What kind of rule", KINDS, None),
        "hours": AmountField("Hours"),
        "often": choice_field("How often", OFTEN, None),
        "often_number": AmountField("How many", optional=True),
        **{key.name: field_of(key) for key in keys},
    }
    data = {key.name: data_of(key, at(said, key.path)) for key in keys}
    return _made(RequirementForm, fields, keys, today, data | _amounts(said))


def _amounts(said: Mapping[str, Any]) -> dict[str, Any]:
    every = said.get("every", "renewal")
    often, number = next(iter(every.items())) if isinstance(every, dict) else (every, None)
    return {
        "kind": "limit" if "limit" in said else "need",
        "hours": said.get("limit", said.get("need")),
        "often": often,
        "often_number": number,
    }


def _made(
    kind: type[KeysForm],
    fields: Mapping[str, Any],
    keys: tuple[Key, ...],
    today: date,
    data: Mapping[str, Any],
) -> KeysForm:
    made = type(kind.__name__, (kind,), {**fields, "keys": keys})
    form: KeysForm = made(today=today, data=data)
    return form
