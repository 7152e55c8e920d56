"""What a form's page is made of: groups of fields, and the names of rules in what is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wtforms import Field


@dataclass(frozen=True, slots=True)
class Shown:
    """A field with what is said beside it, and whether it is a list of boxes to check."""

    field: Field
    hint: str
    boxes: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Fields under one heading; `folded` where few people need them."""

    title: str
    fields: Sequence[Shown]
    folded: bool = False

    @property
    def faulty(self) -> bool:
        """Whether a field of it has a fault, so that it must not be folded away."""
        return any(shown.field.errors for shown in self.fields)


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
