"""What a form's page is made of: groups of fields, and the names of rules in what is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wtforms import Field, Form

from ceapp.own_rules.fields import value_of
from ceapp.own_rules.keys import Key, Kind
from ceapp.own_rules.words import hint_of


@dataclass(frozen=True, slots=True)
class Shown:
    """A field with what is said beside it; `key` is the key that it is made from, if it is."""

    field: Field
    hint: str
    key: Key | None = None

    @property
    def boxes(self) -> bool:
        """Whether it is a list of boxes to check."""
        return self.key is not None and self.key.kind is Kind.CHOICES

    @property
    def rows(self) -> bool:
        """Whether it is rows of fields."""
        return self.key is not None and self.key.kind is Kind.ROWS

    def columns(self, row: Form) -> list[Shown]:
        """Give the fields of one of its rows."""
        columns = self.key.columns if self.key else ()
        return [Shown(row[one.slug], hint_of(one.path, one.description), one) for one in columns]


@dataclass(frozen=True, slots=True)
class Part:
    """Fields that few people need, folded away under a line that says what they are about."""

    title: str
    fields: Sequence[Shown]

    @property
    def faulty(self) -> bool:
        """Whether a field has a fault, so that it must not be folded away."""
        return any(shown.field.errors for shown in self.fields)

    @property
    def answered(self) -> int:
        """How many of the fields say anything."""
        said = (shown.key and value_of(shown.key, shown.field.data) for shown in self.fields)
        return sum(value is not None for value in said)


@dataclass(frozen=True, slots=True)
class Group:
    """Fields under one heading, and the parts that are folded away there."""

    title: str
    fields: Sequence[Shown] = ()
    parts: Sequence[Part] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """What the requirements of a document are called, by id and in their order."""

    of_rules: Mapping[str, str]

    def spoken(self, text: str) -> str:
        """Write names in the place of the ids that the reader quotes."""
        for slug, name in self.of_rules.items():
            text = text.replace(f"“{slug}”", f"“{name}”")
        return text

    def place(self, key: str) -> str:
        """Say what a path such as requirement[2].need is about."""
        if not key.startswith("requirement["):
            return "These rules"
        number = int(key.partition("[")[2].partition("]")[0])
        return f"“{list(self.of_rules.values())[number - 1]}”"
