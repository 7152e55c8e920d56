"""What one course does for one license: the hours that count, why not the rest, what is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ceapp.rules.credit import Credit
from ceapp.rules.standing import Standing
from ceapp.rules.vocabulary import Topics
from ceapp.standing.answers import name_of, needs_of
from ceapp.standing.assemble import LicenseStanding
from ceapp.standing.course_groups import Why, why_of
from ceapp.standing.left import what_is_left
from ceapp.standing.supposing import supposing, without
from ceapp.standing.where_counts import outcome_of


@dataclass(frozen=True, slots=True)
class Change:
    """One need that a course takes further; `unit` is empty for hours."""

    name: str
    needed: Decimal
    before: Decimal
    after: Decimal
    unit: str

    @property
    def met(self) -> bool:
        """Whether nothing is left of it."""
        return self.after >= self.needed


@dataclass(frozen=True, slots=True)
class Effect:
    """What a course would do for one license; `trouble` says why that cannot be told.

    `counted` of its `hours` count; `whys` are the reasons for each of them. `before` and `after`
    say what is left without the course and with it.
    """

    license_id: int
    name: str
    hours: Decimal
    counted: Decimal = Decimal(0)
    whys: Sequence[Why] = ()
    changes: Sequence[Change] = ()
    before: str = ""
    after: str = ""
    trouble: str = ""


def effects_of(
    licenses: Sequence[LicenseStanding], credit: Credit, topics: Topics
) -> tuple[Effect, ...]:
    """Give what `credit` would do for each license, as if it were finished by its date.

    One that is in the log already is compared with the log without it.
    """
    return tuple(_effect(one, credit, topics) for one in licenses)


def changes_between(before: Standing, after: Standing, topics: Topics) -> Iterator[Change]:
    """Give the needs of which more counts after than before."""
    counted = {row.requirement.id: row.counted for row in needs_of(before)}
    for row in needs_of(after):
        had = counted.get(row.requirement.id, Decimal(0))
        if row.counted > had:
            yield Change(
                name=name_of(row.requirement, topics),
                needed=row.hours,
                before=had,
                after=row.counted,
                unit="course" if row.requirement.completion else "",
            )


def _effect(one: LicenseStanding, credit: Credit, topics: Topics) -> Effect:
    before, after = without(one, credit.key, topics), supposing(one, [credit], topics)
    if before is None or after is None:
        return Effect(one.held.id, one.name, credit.hours, trouble=one.held.trouble)
    course = next(found for found in after.courses if found.credit.key == credit.key)
    return Effect(
        license_id=one.held.id,
        name=one.name,
        hours=credit.hours,
        counted=outcome_of(course, after)[0],
        whys=tuple(why_of(reason, after.credential) for reason in course.reasons),
        changes=tuple(changes_between(before, after, topics)),
        before=what_is_left(before),
        after=what_is_left(after),
    )
