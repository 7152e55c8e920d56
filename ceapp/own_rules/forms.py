"""The form of a person's own rules as a whole: which license, its renewal, and what is rare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from wtforms import Field, TextAreaField, ValidationError
from wtforms.validators import Optional

from ceapp.own_rules.document import Document, at
from ceapp.own_rules.fields import LONGEST_TEXT, AmountField, data_of, field_of
from ceapp.own_rules.keys import Key, Kind, keys_of_the_whole
from ceapp.own_rules.keys_form import KeysForm, made
from ceapp.own_rules.shown import Group, Shown
from ceapp.web.forms import AtMost, stripped

ENTERED = "Entered by you"
NO_WINDOW = "Say the day here, or that they begin with the application; or empty what is beside it"
TWO_AT_LEAST = "Choose at least two rules that may share an hour"

_START = ("title", "abbreviation", "jurisdiction", "profession", "board", "board_url")
_PERIOD = ("cycle.months", "cycle.ends", "cycle.fixed_date", "cycle.fixed_years", "confidence")
_MORE = {
    "Days that count": (
        "window.ends",
        "window.side",
        "window.from_application",
        "window.note",
        "window.cite",
    ),
    "Extra hours": (
        "carryover.limit",
        "carryover.last_months",
        "carryover.toward",
        "carryover.excludes",
        "carryover.note",
        "carryover.cite",
    ),
    "Whose courses count": ("accepted_approvals", "approvals_required"),
    "One hour, two topics": ("topic_overlap", "overlap"),
    "How hours are reckoned": (
        "hour_minutes",
        "semester_credit_hours",
        "quarter_credit_hours",
        "conversion",
        "repeats.most",
        "repeats.activities",
        "repeats.cite",
    ),
    "What else the board says": (
        "reporting",
        "keep_records_years",
        "exemptions",
        "also",
        "total",
        "cycle.note",
        "doubts",
    ),
}


class WholeForm(KeysForm):
    """The license as a whole; `total_hours` is asked at the start only."""

    why = TextAreaField(
        "Why your own rules?", filters=[stripped], validators=[Optional(), AtMost(LONGEST_TEXT)]
    )

    def total(self) -> list[Document]:
        """Give the requirements to start with: the hours in all, where they were given."""
        hours = self["total_hours"].data
        return [{"id": "total", "need": hours, "cite": ENTERED}] if hours else []

    def validate_window__ends(self, field: Field) -> None:
        """Ask for what days that count cannot be without, where anything is said of them."""
        beside = [self[f"window__{slug}"].data for slug in ("side", "note", "cite")]
        if any(beside) and not field.data and self["window__from_application"].data == "no":
            raise ValidationError(NO_WINDOW)

    def validate_overlap(self, field: Field) -> None:
        """Ask for two rules at least in each row that names any."""
        for number, row in enumerate(field.said(), 1):
            if len(row["needs"].data) == 1:
                field.refuse(number, "needs", TWO_AT_LEAST)

    @property
    def groups(self) -> list[Group]:
        """Everything to ask, in the order of the page."""
        period = self.shown(_PERIOD)
        if "total_hours" in self:
            hint = "Of any kind, at each renewal. Empty where you do not know."
            period.insert(1, Shown(self["total_hours"], hint))
        period.append(Shown(self["why"], "For you, in two years: a letter of the board, say."))
        groups = [Group("Which license?", self.shown(_START)), Group("Its renewal", period)]
        if "total_hours" not in self:
            parts = self.parts(_MORE, _START, _PERIOD)
            groups.append(Group("More about this license", parts=parts))
        return groups


def whole_form(
    document: Document | None, today: date, *, needs: Mapping[str, str] | None = None, why: str = ""
) -> WholeForm:
    """Make the form of the whole, with what `document` says; None starts from nothing.

    `needs` are the rules that may share an hour: names by id.
    """
    keys, fields = tuple(_with_needs(key, needs or {}) for key in keys_of_the_whole()), {}
    if document is None:
        keys = tuple(key for key in keys if key.path in {*_START, *_PERIOD})
        fields["total_hours"] = AmountField("Hours in all", optional=True)
    fields |= {key.name: field_of(key) for key in keys}
    data = {key.name: data_of(key, at(document or {}, key.path)) for key in keys}
    start = {} if document else {"cycle__months": Decimal(24), "confidence": "medium"}
    return made(WholeForm, fields, keys, today, {**data, **start, "why": why})


def _with_needs(key: Key, needs: Mapping[str, str]) -> Key:
    """Let ids of rules be chosen by their names."""
    if key.path == "overlap.needs":
        return replace(key, kind=Kind.CHOICES, choices=needs)
    return replace(key, columns=tuple(_with_needs(column, needs) for column in key.columns))
