"""The form of one rule of a person's own: what it asks, how often, for whom, and what is rare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from wtforms import Field, ValidationError

from ceapp.own_rules.document import Document, at, put
from ceapp.own_rules.fields import AmountField, choice_field, data_of, field_of
from ceapp.own_rules.forms import ENTERED
from ceapp.own_rules.keys import Kind, keys_of_a_requirement
from ceapp.own_rules.keys_form import made
from ceapp.own_rules.rule_checks import CheckedForm
from ceapp.own_rules.shown import Group, Shown
from ceapp.web.typed import Amount, Fault

NUMBER_MISSING = "How many must be given, as in 3"
NUMBER_ALONE = "How many goes with “Every so many renewals” or “Every so many years”"

_ASKS = ("label", "topics", "formats", "activities")
_WHEN = ("renewals", "applies_if", "renewing_from", "renewing_until")
_WRITTEN = ("cite", "url", "note")
_MORE = {
    "Which hours": (
        "in_total",
        "part_of",
        "approvals",
        "without_approvals",
        "each",
        "single",
        "share",
        "only_from",
        "only_kinds",
    ),
    "Whom it binds, and since when": (
        "unless",
        "replaces",
        "periods_from",
        "periods_until",
        "courses_from",
        "due_on",
        "due_months",
    ),
    "A first period that is shorter or longer": (
        "shorter.step",
        "shorter.per_month",
        "shorter.rounding",
        "shorter.count",
        "shorter.any_period",
        "prorated",
    ),
}
OFTEN = {
    "renewal": "At each renewal",
    "once": "Once, and never again",
    "renewals": "Every so many renewals",
    "years": "Every so many years",
}
KINDS = {
    "need": "At least so many hours",
    "limit": "At most so many hours count",
    "course": "One course, however long",
}


class HoursOfRule(AmountField):
    """The hours of a rule; one that asks for a course of any length needs none."""

    def read(self, text: str, form: Any) -> Amount | Fault:
        """Read the amount; a single course stands for one hour."""
        of_any_length = form["kind"].data == "course" and not text.strip()
        return super().read("1" if of_any_length else text, form)


class RequirementForm(CheckedForm):
    """One rule: at least or at most so many hours, on what, how often, for whom."""

    def fill(self, document: Document) -> None:
        """Write what was typed into a requirement."""
        super().fill(document)
        kind, hours = self["kind"].data, self["hours"].data
        document.pop("need", None)
        document.pop("limit", None)
        document["limit" if kind == "limit" else "need"] = (
            int(hours) if hours == int(hours) else hours
        )
        if (kind == "course") is not document.get("completion", False):
            put(document, "completion", True if kind == "course" else None)
        document["cite"] = document.get("cite") or ENTERED
        if self._every() != _every_of(document):
            put(document, "every", self._every())

    def field_at(self, path: str) -> Field | None:
        """Give the field of a path; hours and how often are asked in a way of their own."""
        asked = {"need": "hours", "limit": "hours", "every": "often", "completion": "kind"}
        asked |= {"every.renewals": "often_number", "every.years": "often_number"}
        return self._fields.get(asked[path]) if path in asked else super().field_at(path)

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
        return [
            Group("What it asks", first + self.shown(_ASKS)),
            Group("When, and for whom", often + self.shown(_WHEN)),
            Group("Where it is written", self.shown(_WRITTEN)),
            Group("More about this rule", parts=self.parts(_MORE, _ASKS, _WHEN, _WRITTEN)),
        ]

    def _every(self) -> Any:
        often, number = self["often"].data, self["often_number"].data
        if often in {"renewals", "years"}:
            return {often: int(number) if number == int(number) else number}
        return "once" if often == "once" else None


def requirement_form(
    document: Document | None, parts_of: Mapping[str, str], today: date
) -> RequirementForm:
    """Make the form of one rule, with what `document` says; None starts from nothing.

    `parts_of` are the other needs, of which it may be a part or take the place: names by id.
    """
    keys = tuple(
        replace(key, kind=Kind.CHOICE, choices=parts_of)
        if key.path in {"part_of", "replaces"}
        else key
        for key in keys_of_a_requirement()
    )
    said = document or {}
    fields = {
        "kind": choice_field("What kind of rule", KINDS, None),
        "hours": HoursOfRule("Hours"),
        "often": choice_field("How often", OFTEN, None),
        "often_number": AmountField("How many", optional=True),
        **{key.name: field_of(key) for key in keys},
    }
    data = {key.name: data_of(key, at(said, key.path)) for key in keys}
    return made(RequirementForm, fields, keys, today, data | _amounts(said))


def _amounts(said: Mapping[str, Any]) -> dict[str, Any]:
    every = said.get("every", "renewal")
    often, number = next(iter(every.items())) if isinstance(every, dict) else (every, None)
    need = "course" if said.get("completion") else "need"
    return {
        "kind": "limit" if "limit" in said else need,
        "hours": said.get("limit", said.get("need")),
        "often": often,
        "often_number": number,
    }


def _every_of(document: Mapping[str, Any]) -> Any:
    every = document.get("every")
    return None if every == "renewal" else every
