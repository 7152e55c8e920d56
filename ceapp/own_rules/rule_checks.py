"""What cannot stand together in one rule, said in the words of its form before it is read."""

from __future__ import annotations

from wtforms import Field, ValidationError

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
    """The form of a rule as far as its fields must agree; each check stands at its field."""

    def validate_often(self, field: Field) -> None:
        """A limit is never due once, or every third time."""
        self._refuse_if(self._is_limit and field.data != "renewal", BINDS_EACH)

    def validate_in_total(self, field: Field) -> None:
        """A limit stands in no total."""
        self._refuse_if(self._is_limit and field.data != "yes", NOT_OF_A_LIMIT.format(usual="Yes"))

    def validate_part_of(self, field: Field) -> None:
        """A limit lies in no need."""
        self._refuse_if(self._is_limit and field.data, NOT_OF_A_LIMIT.format(usual="No"))

    def validate_replaces(self, field: Field) -> None:
        """A limit takes no need's place."""
        self._refuse_if(self._is_limit and field.data, NOT_OF_A_LIMIT.format(usual="No"))

    def validate_single(self, field: Field) -> None:
        """A limit asks for no course."""
        self._refuse_if(self._is_limit and field.data == "yes", NOT_OF_A_LIMIT.format(usual="No"))

    def validate_courses_from(self, field: Field) -> None:
        """A limit holds for courses of any day."""
        self._refuse_if(self._is_limit and field.data, NOT_BESIDE_A_LIMIT)

    def validate_due_on(self, field: Field) -> None:
        """A limit is never due; a need has one deadline."""
        self._refuse_if(self._is_limit and field.data, NOT_BESIDE_A_LIMIT)
        self._refuse_if(field.data and self["due_months"].data, ONE_DEADLINE)

    def validate_due_months(self, field: Field) -> None:
        """A limit is never due."""
        self._refuse_if(self._is_limit and field.data, NOT_BESIDE_A_LIMIT)

    def validate_only_from(self, field: Field) -> None:
        """A need has no such threshold."""
        self._refuse_if(not self._is_limit and field.data is not None, ONLY_OF_A_LIMIT)

    def validate_only_kinds(self, field: Field) -> None:
        """A need has no such threshold."""
        self._refuse_if(not self._is_limit and field.data is not None, ONLY_OF_A_LIMIT)

    def validate_each(self, field: Field) -> None:
        """A need may hold for each year; what holds for each stands alone."""
        self._refuse_if(not self._is_limit and field.data in {"course", "topic"}, ONLY_YEARS)
        apart = self["often"].data != "renewal" or self["part_of"].data
        self._refuse_if(field.data and apart, EACH_ALONE)

    def validate_label(self, field: Field) -> None:
        """What holds for each year has a name."""
        self._refuse_if(self["each"].data == "year" and not field.data, NAME_THE_YEARS)

    def validate_unless(self, field: Field) -> None:
        """Nobody is and is not something."""
        self._refuse_if(field.data and field.data == self["applies_if"].data, NOT_TWICE)

    def validate_shorter__step(self, field: Field) -> None:
        """A first period is reckoned in one way; its details need a way."""
        by_month = self["shorter__per_month"].data is not None
        rows = bool(field.said())
        self._refuse_if(rows and by_month, ONE_WAY)
        details = (self[f"shorter__{slug}"].data for slug in ("count", "rounding", "any_period"))
        any_detail = any(said not in {"", "no"} for said in details)
        self._refuse_if(any_detail and not rows and not by_month, NO_WAY)

    @property
    def _is_limit(self) -> bool:
        return bool(self["kind"].data == "limit")

    def _refuse_if(self, wrong: object, text: str) -> None:
        if wrong:
            raise ValidationError(text)
