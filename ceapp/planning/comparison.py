"""Planned courses side by side: what each would do for each license, alone and with the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ceapp.planning.priced import Priced, per_hour, price_of
from ceapp.planning.together import Together, together
from ceapp.rules.vocabulary import Topics
from ceapp.standing.assemble import LicenseStanding
from ceapp.standing.effects import Effect, effects_of

MOST_AT_ONCE = 6


@dataclass(frozen=True, slots=True)
class Column:
    """One course alone."""

    course: Priced
    effects: tuple[Effect, ...]
    per_hour: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The courses that are compared, and those that could be; `together` is None without any."""

    columns: tuple[Column, ...]
    others: tuple[Priced, ...]
    together: Together | None
    price: str
    price_without_needless: str

    @property
    def ids(self) -> list[str]:
        """The ids of the courses that are compared."""
        return [column.course.credit.key for column in self.columns]


def compare(
    licenses: Sequence[LicenseStanding],
    chosen: Sequence[Priced],
    others: Sequence[Priced],
    topics: Topics,
) -> Comparison:
    """Compare the `chosen` courses; nothing is judged here that the standing does not judge."""
    columns = []
    for course in chosen:
        effects = effects_of(licenses, course.credit, topics)
        columns.append(Column(course, effects, per_hour(course.cents, effects)))
    all_of_them = together(licenses, chosen, topics) if chosen and licenses else None
    needless = all_of_them.needless if all_of_them else ()
    return Comparison(
        columns=tuple(columns),
        others=tuple(others),
        together=all_of_them,
        price=price_of(chosen),
        price_without_needless=price_of([one for one in chosen if one not in needless]),
    )
