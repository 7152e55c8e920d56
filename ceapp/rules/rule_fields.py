"""Reading one table of a rule file key by key; a fault is noted with its cure, and we go on."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

Kind = TypeVar("Kind", bound=StrEnum)

MOST_HOURS = 400
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in a rule file: the key (repeated tables count from 1), the fault, the cure."""

    key: str
    fault: str
    cure: str

    def __str__(self) -> str:
        """Give the mistake as one line."""
        return f"{self.key}: {self.fault} {self.cure}"


class RuleMistakes(Exception):  # noqa: N818 - a list of what to mend, and named so
    """A rule text that cannot be used; `mistakes` names everything that is wrong in it."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


def nearest(word: str, known: Collection[str]) -> str:
    """Give a cure for an unknown `word`: the nearest known one, or the list if it is short."""
    close = difflib.get_close_matches(word, known, 1, 0.6)
    if close:
        return f"Did you mean “{close[0]}”?"
    if len(known) <= 12:
        return f"Use one of: {', '.join(sorted(known))}."
    return "Use a slug that its list in ceapp/boards defines, or add it there first."


@dataclass(slots=True)
class Table:
    """One table and where it stands; every method gives a usable value even after a fault."""

    values: Mapping[str, object]
    mistakes: list[Mistake]
    path: str = ""
    _asked: set[str] = field(default_factory=set)

    def key(self, key: str) -> str:
        """Give the whole path of `key`, such as `requirement[3].need`."""
        return f"{self.path}.{key}" if self.path else key

    def wrong(self, key: str, fault: str, cure: str) -> None:
        """Note a mistake at `key`."""
        self.mistakes.append(Mistake(self.key(key), fault, cure))

    def has(self, key: str) -> bool:
        """Say whether the table gives `key`, and take it as known."""
        self._asked.add(key)
        return key in self.values

    def text(self, key: str, *, needed: bool = False, like: str = "", example: str = "") -> str:
        """Give a text, "" when absent; `like` is a pattern that it must match as a whole."""
        if not self.has(key):
            if needed:
                self.wrong(key, "It is missing.", f'Add {key} = "{example or "…"}".')
            return ""
        value = self.values[key]
        if not isinstance(value, str) or not value.strip():
            self.wrong(key, "It must be a text that is not empty.", 'Write it in quotes: "…".')
            return ""
        if like and not re.fullmatch(like, value):
            self.wrong(key, f"“{value}” has the wrong form.", f"Write it like “{example}”.")
            return ""
        return value

    def link(self, key: str, *, needed: bool = False) -> str:
        """Give a web address, "" when absent."""
        return self.text(key, needed=needed, like=r"https?://\S+", example="https://example.org/")

    def number(
        self, key: str, *, least: Decimal, above: bool = False, needed: bool = False
    ) -> Decimal | None:
        """Give an exact number of at least (or above) `least`, None when absent or faulty."""
        if not self.has(key):
            if needed:
                self.wrong(key, "It is missing.", f"Add {key} = ….")
            return None
        value = self.values[key]
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.wrong(key, "It must be a number.", "Write it without quotes, such as 6 or 1.5.")
            return None
        number = Decimal(value)
        if not number.is_finite() or number > MOST_HOURS:
            self.wrong(key, f"{number} is beyond any real rule.", f"Give at most {MOST_HOURS}.")
        elif number < least or (above and number == least):
            more = "more than" if above else "at least"
            self.wrong(key, f"{number} is too small.", f"Give {more} {least}.")
        elif number != number.quantize(_HUNDREDTH):
            self.wrong(key, f"{number} has more than two decimals.", "Round it to hundredths.")
        else:
            return number
        return None

    def fraction(self, key: str, *, most: int) -> Fraction | None:
        """Give a fraction such as "1/3", up to `most`, None when absent or faulty."""
        text = self.text(key, like=r"[1-9]\d{0,3}/[1-9]\d{0,3}", example="1/3")
        if not text:
            return None
        found = Fraction(text)
        if found > most:
            self.wrong(key, f"{text} is too much.", f"Give at most {most}.")
            return None
        return found

    def whole(self, key: str, least: int, most: int, *, needed: bool = False) -> int | None:
        """Give a whole number from `least` to `most`, None when absent or faulty."""
        if not self.has(key):
            if needed:
                self.wrong(key, "It is missing.", f"Add {key} = … ({least} to {most}).")
            return None
        value = self.values[key]
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            fault = f"It must be a whole number from {least} to {most}."
            self.wrong(key, fault, "Write it without quotes and decimals.")
            return None
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """Give true or false."""
        if not self.has(key):
            return default
        value = self.values[key]
        if not isinstance(value, bool):
            self.wrong(key, "It must be true or false.", "Write it without quotes.")
            return default
        return value

    def day(self, key: str, *, needed: bool = False) -> date | None:
        """Give a date, None when absent or faulty."""
        if not self.has(key):
            if needed:
                self.wrong(key, "It is missing.", f"Add {key} = 2026-11-22.")
            return None
        value = self.values[key]
        if isinstance(value, datetime) or not isinstance(value, date):
            self.wrong(key, "It must be a date.", "Write it without quotes, such as 2027-03-31.")
            return None
        return value

    def choice(self, key: str, kinds: type[Kind], default: Kind | None = None) -> Kind:
        """Give one of the named values; without a default the key must be there."""
        names = [kind.value for kind in kinds]
        fallback = default if default is not None else next(iter(kinds))
        if not self.has(key):
            if default is None:
                self.wrong(key, "It is missing.", f"Add it with one of: {', '.join(names)}.")
            return fallback
        value = self.values[key]
        if not isinstance(value, str) or value not in names:
            self.wrong(key, f"“{value}” is not known here.", nearest(str(value), names))
            return fallback
        return kinds(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """Give a list of texts, empty when absent."""
        if not self.has(key):
            return ()
        value = self.values[key]
        if not isinstance(value, list) or not all(isinstance(x, str) and x.strip() for x in value):
            self.wrong(key, "It must be a list of texts.", 'Write it like ["one", "two"].')
            return ()
        return tuple(value)

    def slugs(self, key: str, known: Collection[str], what: str) -> tuple[str, ...]:
        """Give a list of slugs, each in `known` and once; an empty list is a fault."""
        found = self.texts(key)
        if self.values.get(key) == []:
            self.wrong(key, "The list is empty.", "Name something in it, or remove the key.")
        for slug in found:
            if slug not in known:
                self.wrong(key, f"There is no {what} “{slug}”.", nearest(slug, known))
        if len(set(found)) < len(found):
            self.wrong(key, "It names the same thing twice.", "Keep one of them.")
        return tuple(slug for slug in found if slug in known)

    def kinds(self, key: str, kinds: type[Kind], what: str) -> frozenset[Kind]:
        """Give a set of named values, empty when absent."""
        return frozenset(map(kinds, self.slugs(key, [kind.value for kind in kinds], what)))

    def table(self, key: str) -> Table | None:
        """Give the table under `key`, None when absent or faulty."""
        if not self.has(key):
            return None
        value = self.values[key]
        if not isinstance(value, dict):
            self.wrong(key, "It must be a table.", f"Write [{key}] on a line of its own.")
            return None
        return Table(value, self.mistakes, self.key(key))

    def tables(self, key: str) -> list[Table]:
        """Give the repeated tables under `key`, counted from 1 in their paths."""
        if not self.has(key):
            return []
        value = self.values[key]
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            fault = "It must be repeated tables."
            self.wrong(key, fault, f"Write [[{key}]] on a line of its own before each.")
            return []
        return [
            Table(item, self.mistakes, f"{self.key(key)}[{number}]")
            for number, item in enumerate(value, 1)
        ]

    def done(self) -> None:
        """Note every key that nothing asked for: most are typing slips."""
        for key in self.values:
            if key not in self._asked:
                self.wrong(key, "There is no such key.", nearest(key, self._asked))
