"""Takes values out of JSON that anybody may have written, and names the one that is at fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from ceapp.transfer.sheets.sheet import NotRead

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SHA256 = re.compile(r"[0-9a-f]{64}")
_HOURS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,2})?")
_DOLLARS = re.compile(r"[0-9]{1,6}\.[0-9]{2}")
_AMOUNT = re.compile(r"[0-9]{1,7}(?:\.[0-9]{1,30})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FAULT = "In the export, {where}: {name} {why}. Nothing of it was brought in"
Word = TypeVar("Word", bound=StrEnum)
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Fields:
    """An object of the document; `where` names it for a person: "course 3"."""

    data: Mapping[str, Any]
    where: str

    def text(
        self, name: str, most: int, *, least: int = 0, shape: re.Pattern[str] | None = None
    ) -> str:
        """Give a text of a bounded length, and of a shape where there is one."""
        value = self._given(name)
        if not isinstance(value, str) or not least <= len(value) <= most:
            self.refuse(name, f"must be a text of {least} to {most} characters")
        if any(sign < " " and sign not in "\n\r\t" for sign in value):
            self.refuse(name, "holds signs that are no text")
        if shape and not shape.fullmatch(value):
            self.refuse(name, "is not written as the schema says")
        return str(value)

    def slug(self, name: str) -> str:
        """Give a slug."""
        return self.text(name, 80, shape=SLUG)

    def day(self, name: str) -> date:
        """Give a day."""
        text = self.text(name, 10, shape=_DAY)
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.refuse(name, "is no real date")

    def day_or_none(self, name: str) -> date | None:
        """Give a day, or None where it says null."""
        return None if self._given(name) is None else self.day(name)

    def hours(self, name: str) -> Decimal:
        """Give hours, which are more than 0 and 400 at most."""
        value = Decimal(self.text(name, 6, shape=_HOURS))
        if not 0 < value <= 400:
            self.refuse(name, "must be more than 0, and 400 or less")
        return value

    def amount(self, name: str) -> Decimal:
        """Give hours that were worked out: any number of places, also none at all."""
        return Decimal(self.text(name, 40, shape=_AMOUNT))

    def moment(self, name: str) -> datetime:
        """Give a moment with its zone."""
        try:
            value = datetime.fromisoformat(self.text(name, 40))
        except ValueError:
            self.refuse(name, "is no real moment")
        if value.tzinfo is None or not 1900 < value.year < 9999:
            self.refuse(name, "must be a moment with its zone")
        return value

    def cents(self, name: str) -> int | None:
        """Give dollars as cents, or None where it says null."""
        if self._given(name) is None:
            return None
        return int(self.text(name, 9, shape=_DOLLARS).replace(".", ""))

    def word(self, name: str, kind: type[Word]) -> Word:
        """Give one of the words of a list."""
        value = self._given(name)
        found = next((one for one in kind if one.value == value), None)
        return found or self.refuse(name, f"must be one of {', '.join(kind)}")

    def number_or_none(self, name: str, least: int, most: int) -> int | None:
        """Give a whole number, or None where it says null."""
        value = self._given(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.refuse(name, f"must be a whole number from {least} to {most}")
        return int(value)

    def truth(self, name: str) -> bool:
        """Give true or false."""
        value = self._given(name)
        if not isinstance(value, bool):
            self.refuse(name, "must be true or false")
        return bool(value)

    def items(self, name: str, what: str, take: Callable[[Fields], Item]) -> tuple[Item, ...]:
        """Give what `take` makes of each object of a list."""
        value = self._given(name)
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.refuse(name, "must be a list of objects")
        inside = f"{self.where}, " if self.where else ""
        return tuple(
            take(Fields(one, f"{inside}{what} {number}")) for number, one in enumerate(value, 1)
        )

    def inside(self, name: str) -> Fields:
        """Give the object under a name."""
        value = self._given(name)
        if not isinstance(value, dict):
            self.refuse(name, "must be an object")
        return Fields(value, f"{self.where}, {name}" if self.where else name)

    def values(self, name: str, take: Callable[[Fields], Item]) -> tuple[Item, ...]:
        """Give what `take` makes of each plain value of a list, under the name "value"."""
        value = self._given(name)
        if not isinstance(value, list):
            self.refuse(name, "must be a list")
        return tuple(take(Fields({"value": one}, f"{self.where}, {name}")) for one in value)

    def only(self, *names: str) -> None:
        """Refuse names that the schema does not know."""
        for name in self.data:
            if name not in names:
                self.refuse(name, "is not known in this version")

    def refuse(self, name: str, why: str) -> NoReturn:
        """Raise `NotRead` with the sentence."""
        raise NotRead(FAULT.format(where=self.where or "at its top", name=f"“{name}”", why=why))

    def _given(self, name: str) -> Any:
        if name not in self.data:
            self.refuse(name, "is missing")
        return self.data[name]
