"""Tells what each column means: by its header, else by how its values look."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from ceapp.transfer.reading.meanings import (
    AMOUNTS,
    SEVERAL,
    UNITLESS,
    Meaning,
    all_named,
    named,
    plain,
)
from ceapp.transfer.reading.table import Table
from ceapp.transfer.reading.words import activity_of, format_of
from ceapp.transfer.sheets.sheet import Cell, Kind
from ceapp.web.typed import Amount, read_hours

_DATE = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}.{0,20}|[a-z]{3,9}\.? \d{1,2},? \d{4}"
    r"|\d{1,2} [a-z]{3,9} \d{4}",
    re.IGNORECASE,
)
_MOST = 0.6  # of a column's values must look alike before they decide what it means
_ROSTER = {
    0: Meaning.PROVIDER,
    1: Meaning.TITLE,
    5: Meaning.COMPLETED,
    8: Meaning.NOTE,
    9: Meaning.HOURS,
}


def meanings_of(table: Table, chosen: Mapping[int, Meaning]) -> tuple[Meaning, ...]:
    """Give the meaning of each column; what the person has chosen stands."""
    width = len(table.headers)
    found = {place: meaning for place, meaning in chosen.items() if place < width}
    if table.roster:
        found = {place: _ROSTER.get(place, Meaning.LEAVE_OUT) for place in range(width)} | found
    _by_name(table, found)
    _by_look(table, found)
    return tuple(found.get(place, Meaning.NOTE) for place in range(width))


def _by_name(table: Table, found: dict[int, Meaning]) -> None:
    known = [
        (sureness, place, meaning)
        for place, header in enumerate(table.headers)
        if place not in found
        for meaning, sureness in all_named(header)
        if _fits(table, place, meaning)
    ]
    for _, place, meaning in sorted(known):
        if place not in found and (meaning in SEVERAL or not _taken(meaning, found)):
            found[place] = meaning


def _fits(table: Table, place: int, meaning: Meaning) -> bool:
    """Say whether a column's values can be what its header says; "Completed: Yes" is no date."""
    sure = {Meaning.COMPLETED: "date", Meaning.HOURS: "hours"}.get(meaning)
    cells = table.column(place)
    if meaning is Meaning.ACTIVITY:
        return bool(cells) and _share(cells, _is_activity) >= _MOST
    if meaning is not Meaning.COMPLETED and meaning not in AMOUNTS:
        return True
    named_for_sure = sure is not None and sure in plain(table.headers[place])
    return named_for_sure or not cells or _share(cells, _has_digit) >= _MOST / 2


def _by_look(table: Table, found: dict[int, Meaning]) -> None:
    looks = (
        (Meaning.COMPLETED, _is_date),
        (Meaning.HOURS, _is_amount),
        (Meaning.FORMAT, _is_format),
    )
    for meaning, look in looks:
        for place, header in enumerate(table.headers):
            open_to_it = place not in found and not (header and named(header))
            cells = table.column(place)
            if open_to_it and cells and not _taken(meaning, found) and _share(cells, look) >= _MOST:
                found[place] = meaning
    if not _taken(Meaning.TITLE, found):
        _longest_is_title(table, found)


def _longest_is_title(table: Table, found: dict[int, Meaning]) -> None:
    free = [
        (sum(len(cell.text) for cell in cells) / len(cells), -place)
        for place in range(len(table.headers))
        if place not in found
        and (cells := table.column(place))
        and _share(cells, _is_words) > _MOST
    ]
    if free:
        found[-max(free)[1]] = Meaning.TITLE


def unit_unclear(header: str, cells: Sequence[Cell], meaning: Meaning) -> bool:
    """Say whether a column of amounts leaves it open what one of them is.

    "CEU" is said of tenths and of whole hours; a length may be hours or minutes. Values that carry
    a unit of their own ask for nothing.
    """
    bare = [float(cell.text) for cell in cells if re.fullmatch(r"\d+\.?\d*|\.\d+", cell.text)]
    if not bare or meaning is Meaning.MINUTES:
        return False
    if meaning is Meaning.CEUS or plain(header) in UNITLESS or not header:
        return True
    says_hours = "hour" in plain(header) or "hrs" in plain(header)
    tenths = max(bare) < 1 and not says_hours
    return tenths or sorted(bare)[len(bare) // 2] > 40  # minutes under the name of hours


def _taken(meaning: Meaning, found: Mapping[int, Meaning]) -> bool:
    if meaning in AMOUNTS:
        return not AMOUNTS.isdisjoint(found.values())
    return meaning in found.values()


def _share(cells: Sequence[Cell], look: Callable[[Cell], bool]) -> float:
    return sum(1 for cell in cells if look(cell)) / len(cells)


def _has_digit(cell: Cell) -> bool:
    return any(sign.isdigit() for sign in cell.text)


def _is_date(cell: Cell) -> bool:
    return cell.kind is Kind.DATE or bool(_DATE.fullmatch(cell.text))


def _is_amount(cell: Cell) -> bool:
    return isinstance(read_hours(cell.text), Amount)


def _is_activity(cell: Cell) -> bool:
    return activity_of(cell.text) is not None


def _is_format(cell: Cell) -> bool:
    return format_of(cell.text) is not None


def _is_words(cell: Cell) -> bool:
    return sum(1 for sign in cell.text if sign.isalpha()) > len(cell.text) / 2
