"""Amounts of credit as certificates print them: hours, CEUs and minutes, in figures and words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Unit = Literal["hours", "ceu", "minutes", "academic"]

_ONES = [
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen"),
    *("sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
]
WORDS = {word: Decimal(at) for at, word in enumerate(_ONES, 1)}
WORDS |= {
    "twenty-four": Decimal(24),
    "thirty": Decimal(30),
    "forty": Decimal(40),
    "thirty-six": Decimal(36),
    "twenty-five": Decimal(25),
}
_HALVES = {"½": "0.5", "¼": "0.25", "¾": "0.75"}
_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
_FIGURE = r"\d{1,3}(?:\.\d{1,3})?|\.\d{1,2}"
NUMBER = (
    rf"(?:(?P<words>(?:{_WORD})(?:[ -]and[ -](?:a|one)[ -](?:half|quarter))?)"
    rf"(?:\s*\(\s*(?P<figure>{_FIGURE})\s*\))?"
    r"|(?P<whole>\d{1,2})?[\s-]?(?P<part>[½¼¾])|(?P<mixed>\d{1,2})[\s-]1/2"
    rf"|(?P<plain>{_FIGURE})(?:\s*\((?:{_WORD})\))?)"
)
_KIND = (
    r"(?:(?:CEUs?|CEs?|C\.E\.(?:U\.)?|CECs?|continuing(?:\s+(?:professional|medical|social work"
    r"|psychology))?"
    r"\s+education|continuing|education|CPE|CPD|CME|APA|ASWB(?:\s+ACE)?|NBCC|ACE|NASW|NAADAC|NYSED"
    r"|BBS|AMA\s+PRA\s+Category\s+1|contact|clock|credit|instructional|instruction|training|live"
    r"|home\s?study|self-study|general|clinical|social\s+work|counseling|psychology|ethics"
    r"|supervision"
    r"|total|approved|category\s+1|cultural competence|cultural competency|suicide prevention|"
    r"law and ethics|nursing|interactive|asynchronous|synchronous|professional"
    r"|development)[\s-]+){0,5}"
)
_UNIT = (
    r"(?:(?:(?P<academic>(?:semester|quarter|academic|graduate|college|university)\s+"
    r"(?:credit\s+)?(?:hours?|credits?|units?))"
    rf"|{_KIND}(?:(?P<minutes>minutes|mins?\b\.?)|(?P<ceu>CEUs?|C\.E\.U\.s?"
    rf"|continuing education units?)"
    r"(?!\s+(?:credit|hour|contact)s?)"
    r"|(?P<hours>(?:credit\s+|contact\s+|clock\s+)?(?:hours?|hrs?\b\.?|credits?|units?|CEs\b"
    r"|CECs?\b|CEHs?\b|CE(?=\s*(?:$|[.,;)•|·])))(?:\(s\))?))))"
)
_AMOUNT = re.compile(rf"(?<![\w.$#/:-]){NUMBER}\s*-?\s*{_UNIT}(?![\w-])", re.IGNORECASE)
# The unit stands before its number: "CE Hours: 3", "Credits earned - 2.0".
_TURNED = re.compile(
    rf"\b(?:{_KIND}(?:(?P<ceu>CEUs?)|(?P<hours>hours?|credits?|contact hours?|clock hours?|CEs"
    rf"|CEHs?)))"
    r"(?:\s+(?:earned|awarded|granted|completed|received|attended|credited))?"
    rf"\s*(?:[:=]|-|–|of|is)\s*{NUMBER}(?![\w%/]|\.\d|-\d|:\d)",
    re.IGNORECASE,
)
OF = re.compile(
    rf"(?<![\w.$#/:-])(?P<earned>{_FIGURE})\s*(?:out\s+)?of\s*(?:an?\s+|the\s+)?"
    rf"(?:possible\s+|available\s+|total\s+|offered\s+)?(?P<most>{_FIGURE})\s+"
    rf"(?={_UNIT.replace('?P<', '?P<of_')})",
    re.IGNORECASE,
)
_BARE = re.compile(rf"^\W*{NUMBER}(?![\w/]|\.\d|-\d|:\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in a text; `value` is in its unit, not yet in hours."""

    start: int
    end: int
    value: Decimal
    unit: Unit

    @property
    def hours(self) -> Decimal | None:
        """The hours, where the unit says them exactly; CEUs and academic credit do not."""
        if self.unit == "hours":
            return self.value
        if self.unit == "minutes":
            whole = (self.value / 60).quantize(Decimal("0.01"))
            return whole if whole * 60 == self.value else None
        return None


def amounts_in(text: str) -> list[Amount]:
    """Give the amounts of credit in a text, in order."""
    found: list[Amount] = []
    for match in (*_AMOUNT.finditer(text), *_TURNED.finditer(text)):
        one = _amount(match)
        if one and not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def bare_amount(text: str) -> Amount | None:
    """Give the number at the start of a text, as it stands beside the label "Hours"."""
    match = _BARE.match(text)
    return _amount(match) if match else None


def earned_of(text: str) -> Iterator[tuple[int, int, Decimal]]:
    """Give where a text says "5.5 of 6 hours": what was earned, with its place."""
    for match in OF.finditer(text):
        yield match.start(), match.end(), Decimal(match["earned"])


def _amount(match: re.Match[str]) -> Amount | None:
    parts = match.groupdict()
    value = _value(parts)
    if value is None or value <= 0:
        return None
    unit: Unit = "hours"
    if parts.get("academic"):
        unit = "academic"
    elif parts.get("minutes"):
        unit = "minutes"
    elif parts.get("ceu"):
        unit = "ceu"
    return Amount(match.start(), match.end(), value, unit)


def _value(parts: dict[str, str | None]) -> Decimal | None:
    if plain := parts.get("plain"):
        return Decimal(plain)
    if part := parts.get("part"):
        return Decimal(parts.get("whole") or 0) + Decimal(_HALVES[part])
    if mixed := parts.get("mixed"):
        return Decimal(mixed) + Decimal("0.5")
    words = (parts.get("words") or "").lower()
    base, *rest = re.split(r"[ -]and[ -]", words)
    said = WORDS.get(base)
    if said is None:
        return None
    if rest:
        said += Decimal("0.25") if "quarter" in rest[0] else Decimal("0.5")
    figure = parts.get("figure")
    # "six (5)" contradicts itself.
    return said if not figure or Decimal(figure) == said else None
