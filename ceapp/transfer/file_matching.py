"""Finds the row that a certificate belongs to, by the name of its file."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ceapp.transfer.reading.outcome import Outcome

_FEWEST_LETTERS = 8  # of a title; a shorter one would be found in too many names


@dataclass(frozen=True, slots=True)
class Matched:
    """Which files belong to which row (by its number), and those that belong to none."""

    by_row: Mapping[int, tuple[int, ...]]
    rest: tuple[int, ...]


def match(files: Sequence[str], rows: Iterable[Outcome]) -> Matched:
    """Match files, by their places in `files`, to the rows that become courses or repeat one.

    A row names its file, or a file's name carries the title and, where several rows have that
    title, the date. A file that fits two rows equally well belongs to none.
    """
    wanted = [row for row in rows if row.entry is not None]
    by_name = _by_named_file(wanted)
    by_row: dict[int, list[int]] = defaultdict(list)
    rest = []
    for place, name in enumerate(files):
        number = by_name.get(_base(name)) or _by_title(name, wanted)
        if number is None:
            rest.append(place)
        else:
            by_row[number].append(place)
    return Matched({number: tuple(found) for number, found in by_row.items()}, tuple(rest))


def _by_named_file(rows: Sequence[Outcome]) -> dict[str, int]:
    named: dict[str, int] = {}
    twice = set()
    for row in rows:
        for part in filter(None, re.split(r"\s*;\s*", row.file)):
            base = _base(part)
            twice |= {base} & named.keys()
            named.setdefault(base, row.number)
    return {base: number for base, number in named.items() if base not in twice}


def _by_title(name: str, rows: Sequence[Outcome]) -> int | None:
    stem = _letters(_base(name).rpartition(".")[0] or name)
    fitting: dict[int, int] = {}
    for row in rows:
        title = _letters(row.title)
        if len(title) >= _FEWEST_LETTERS and (title in stem or _cut(title, stem)):
            fitting[row.number] = len(title)
    longest = max(fitting.values(), default=0)
    best = [row for row in rows if fitting.get(row.number) == longest]
    if len(best) > 1:
        best = [row for row in best if _dated(row, name)]
    return best[0].number if len(best) == 1 else None


def _cut(title: str, stem: str) -> bool:
    """Say whether a name carries the title only up to where it was cut off."""
    without_date = re.sub(r"^\d{8}", "", stem)
    return len(without_date) >= 3 * _FEWEST_LETTERS and title.startswith(without_date)


def _dated(row: Outcome, name: str) -> bool:
    if row.entry is None:
        return False
    day = row.entry.completed
    digits = re.sub(r"\D", "", name)
    return any(f"{day:{shape}}" in digits for shape in ("%Y%m%d", "%m%d%Y", "%m%d%y"))


def _base(name: str) -> str:
    return re.split(r"[/\\]", name)[-1].strip().casefold()


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if sign.isalnum())
