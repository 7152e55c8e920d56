"""What cannot stand together in one rule, said in the words of its form before it is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ceapp.own_rules.keys_form import KeysForm

BINDS_EACH = "A limit binds each renewal by itself: choose “At each renewal”"
NOT_OF_A_LIMIT = "A limit asks for no hours, so this must stay at “{usual}”"
NOT_BESIDE_A_LIMIT = "A limit asks for no hours, so this must stay empty"
ONLY_OF_A_LIMIT = "This goes with “At most so many hours count” only"
ONLY_YEARS = "Only a limit can hold for each single course or topic; choose each year"
EACH_ALONE = "What holds for each by itself is due at each renewal and is no part of another rule"
NAME_THE_YEARS = "A short name must be given, such as Hours in each year"
NOT_TWICE = "This is the same as in “Only for people of whom this is true”: it would bind nobody"
ONE_DEADLINE = "Give the day or the months, not both"
ONE_WAY = "Give rows or hours for each month, not both"
NO_WAY = "Give rows, or hours for each month, for this to mean anything"


class CheckedForm(KeysForm):
    """The form of a rule as far as its fields must agree; what does not is said at its field."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each field, and then how they stand together."""
        sound = super().validate(extra_validators)
        for name, text in self._at_odds():
            if not self[name].errors:
                self.refuse(self[name], text)
                sound = False
        return bool(sound)

    def _at_odds(self) -> Iterator[tuple[str, str]]:
        yield from self._not_of_a_limit() if self["kind"].data == "limit" else self._not_of_a_need()
        each = self["each"].data
        if each and (self["often"].data != "renewal" or self["part_of"].data):
            yield "each", EACH_ALONE
        if each == "year" and not self["label"].data:
            yield "label", NAME_THE_YEARS
        if self["unless"].data and self["unless"].data == self["applies_if"].data:
            yield "unless", NOT_TWICE
        if self["due_on"].data and self["due_months"].data:
            yield "due_on", ONE_DEADLINE
        yield from self._first_period()

    def _not_of_a_limit(self) -> Iterator[tuple[str, str]]:
        usual = {"in_total": "yes", "single": "no", "part_of": "", "replaces": ""}
        if self["often"].data != "renewal":
            yield "often", BINDS_EACH
        for name, choice in usual.items():
            if self[name].data != choice:
                yield name, NOT_OF_A_LIMIT.format(usual=(choice or "no").capitalize())
        for name in ("courses_from", "due_on", "due_months"):
            if self[name].data is not None:
                yield name, NOT_BESIDE_A_LIMIT

    def _not_of_a_need(self) -> Iterator[tuple[str, str]]:
        for name in ("only_from", "only_kinds"):
            if self[name].data is not None:
                yield name, ONLY_OF_A_LIMIT
        if self["each"].data in {"course", "topic"}:
            yield "each", ONLY_YEARS

    def _first_period(self) -> Iterator[tuple[str, str]]:
        rows, by_month = self["shorter__step"].said(), self["shorter__per_month"].data
        details = (self[f"shorter__{slug}"].data for slug in ("count", "rounding", "any_period"))
        if rows and by_month:
            yield "shorter__step", ONE_WAY
        if not rows and not by_month and set(details) - {"", "no"}:
            yield "shorter__step", NO_WAY
