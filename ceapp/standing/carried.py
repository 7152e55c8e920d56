"""Hours that a closed period passes on: between the record of a renewal and the heart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Protocol, TypeVar

from ceapp.rules.credit import Credit
from ceapp.rules.occasion import Carried
from ceapp.rules.period import Period

# A period follows the closed one even where its first day was corrected by a few days.
_FOLLOWS = timedelta(days=31)


class Closed(Protocol):
    """A closed period as its record holds it."""

    @property
    def ends(self) -> date:
        """The last day that counted."""

    @property
    def carried(self) -> list[dict[str, Any]]:
        """What passes on: course, hours, topics."""


AnyClosed = TypeVar("AnyClosed", bound=Closed)


def as_record(carried: Iterable[Carried]) -> list[dict[str, Any]]:
    """Give what a renewal's record keeps of hours that pass on."""
    return [
        {
            "course": one.credit.key,
            "hours": str(one.hours),
            "topics": {slug: str(hours) for slug, hours in one.topics.items()},
        }
        for one in carried
    ]


def closed_before(period: Period, closed: Sequence[AnyClosed]) -> AnyClosed | None:
    """Give the period that was closed just before `period`; None where there is a gap."""
    earlier = [one for one in closed if one.ends < period.end]
    last = max(earlier, key=lambda one: one.ends, default=None)
    return last if last and abs(period.start - last.ends) <= _FOLLOWS else None


def courses_carried(closed: Closed | None) -> frozenset[int]:
    """Give the ids of the courses of which hours pass on."""
    return frozenset(int(one["course"]) for one in closed.carried) if closed else frozenset()


def carried_from(closed: Closed | None, credits: Mapping[str, Credit]) -> tuple[Carried, ...]:
    """Give the hours that pass on; those of a course that is gone, or is shorter now, do not."""
    found = []
    for one in closed.carried if closed else ():
        credit, hours = credits.get(one["course"]), Decimal(one["hours"])
        if credit is not None and credit.hours >= hours:
            topics = {slug: Decimal(on) for slug, on in one["topics"].items()}
            found.append(Carried(credit, hours, topics))
    return tuple(found)
