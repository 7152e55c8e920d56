"""What a sharing of hours is asked and what it answers, as values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from ceapp.rules.linear import Number

_NONE: Mapping[Any, Any] = {}


@dataclass(frozen=True, slots=True)
class Need:
    """At least `hours`; `parent` is the need inside which it lies, by its place in the list.

    `on_topics` says that its hours are of certain topics, which is what overlap is about. Where
    overlap is not allowed, topic needs in the total with the same `group` may share an hour among
    themselves all the same. Only needs that lie in no other form groups: a part has no group of
    its own, it goes with the need it lies in.
    """

    hours: int
    on_topics: bool = False
    in_total: bool = True
    parent: int | None = None
    group: int | None = None


class Offer(NamedTuple):
    """One course as the sharing sees it.

    `inside` says that it lies in the period; an earlier one serves only needs that look back, and
    no limit. `topics` are hours by topic. `serves` gives, for each need that it may serve by the
    need's place, the topics that match (none where the need has none). `limits` gives, for each
    limit that it meets, the hours that match the limit and the topics they are on.
    """

    hours: int
    inside: bool = True
    topics: Mapping[str, int] = _NONE
    serves: Mapping[int, tuple[str, ...]] = _NONE
    limits: Mapping[int, tuple[int, tuple[str, ...]]] = _NONE

    def on(self, topics: Iterable[str]) -> int:
        """Give the hours on any of these topics, at most the course's."""
        return min(self.hours, sum([self.topics[k] for k in topics]))


@dataclass(frozen=True, slots=True)
class Sharing:
    """The best sharing: hours still to take, hours that count, and which hours serve what."""

    remaining: Number
    shortages: tuple[Number, ...]  # by need
    counted: tuple[Number, ...]  # by course
    given: Mapping[tuple[int, int], Number]  # (course, need): hours that may serve it
    # What would remain if hours might overlap: known where nothing competes, since every course
    # then serves all that it matches already. None where the program had to be solved.
    remaining_if_overlap: Number | None

    @property
    def uncontested(self) -> bool:
        """Whether nothing competed: each course counts and serves all that it matches."""
        return self.remaining_if_overlap is not None
