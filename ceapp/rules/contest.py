"""What can be told of a sharing without solving: which hours are contested and which are not."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from ceapp.rules.linear import Number

# Whole units go in; what comes out of a solved program may be a fraction of one.
Amount = TypeVar("Amount", int, Number)


@dataclass(frozen=True, slots=True)
class Need:
    """At least `hours`; `parent` is the need inside which it lies, by its place in the list.

    `on_topics` says that its hours are of certain topics, which is what overlap is about.
    """

    hours: int
    on_topics: bool = False
    in_total: bool = True
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """One course as the sharing sees it.

    `inside` says that it lies in the period; an earlier one serves only needs that look back, and
    no limit. `topics` are hours by topic. `serves` gives, for each need that it may serve by the
    need's place, the topics that match (none where the need has none). `limits` gives, for each
    limit that it meets, the hours that match the limit and the topics they are on.
    """

    hours: int
    inside: bool = True
    topics: Mapping[str, int] = field(default_factory=dict)
    serves: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    limits: Mapping[int, tuple[int, tuple[str, ...]]] = field(default_factory=dict)

    def on(self, topics: Iterable[str]) -> int:
        """Give the hours on any of these topics, at most the course's."""
        return min(self.hours, sum(self.topics[k] for k in topics))

    def brings(self, need: Need, place: int) -> int:
        """Give the hours that match the need at this place by themselves, without its parts."""
        return self.on(self.serves[place]) if need.on_topics else self.hours


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


class Question:
    """The needs, limits and courses of one sharing, and what is settled before any solving.

    A limit that is not reached binds nothing. A course under a binding limit is loose: fewer than
    its hours may count. A course is contested where it is loose or where its hours are wanted by
    needs that cannot share them. All other hours are given to every need that they match.
    """

    def __init__(
        self,
        needs: Sequence[Need],
        limits: Sequence[int],
        offers: Sequence[Offer],
        *,
        overlap: bool,
    ) -> None:
        self.needs, self.limits, self.offers, self.overlap = needs, limits, offers, overlap
        self._parts: list[list[int]] = [[] for _ in needs]
        for n, need in enumerate(needs):
            if need.parent is not None:
                self._parts[need.parent].append(n)
        self.families = [self._family(n) for n in range(len(needs))]
        places = range(len(needs))
        self._nested = any(need.parent is not None for need in needs)
        self._ancestors = [self._lies_in(n) for n in places]
        self._outside = frozenset(n for n in places if not needs[n].in_total)
        self._plain = frozenset(n for n in places if needs[n].in_total and not needs[n].on_topics)
        # Hours given to these are taken from other needs.
        self._exclusive = frozenset(n for n in places if not overlap and needs[n].on_topics)
        self._exclusive |= self._outside
        self.binding = self._binding_limits()
        self.loose = {
            c
            for c, offer in enumerate(offers)
            if offer.inside and not self.binding.isdisjoint(offer.limits)
        }
        self.settled: set[int] = set()  # needs that are met whatever the contest brings
        self.contested = set(range(len(offers)))
        self._gives: dict[int, frozenset[int]] = {}  # uncontested course: the needs it serves
        self.supply: list[int] = []
        self._settle()

    def parts(self, n: int) -> Sequence[int]:
        """Give the needs that lie directly inside a need."""
        return self._parts[n]

    def plain_needs(self) -> list[int]:
        """Give the needs in the total that ask for no topic."""
        return sorted(self._plain)

    def topic_needs(self) -> list[int]:
        """Give the needs in the total that ask for topics."""
        return [n for n, need in enumerate(self.needs) if need.in_total and need.on_topics]

    def topic_roots(self) -> list[int]:
        """Give the topic needs in the total that lie in no other need."""
        return [n for n in self.topic_needs() if self.needs[n].parent is None]

    def outside_roots(self) -> list[int]:
        """Give the needs outside the total that lie in no other need."""
        return [n for n, d in enumerate(self.needs) if not d.in_total and d.parent is None]

    def owed(self, shortages: Sequence[Amount], *, overlap: bool) -> Amount:
        """Give the further hours that end these shortages, each hour chosen ideally."""
        plain = [shortages[n] for n in self._plain]
        if overlap:
            topic = max((shortages[n] for n in self.topic_needs()), default=0)
        else:
            topic = sum(self.family_owes(n, shortages) for n in self.topic_roots())
        outside = sum(self.family_owes(n, shortages) for n in self.outside_roots())
        return max(0, *plain, topic) + outside

    def family_owes(self, n: int, shortages: Sequence[Amount]) -> Amount:
        """Give the further hours that end a need's shortage and those of the parts inside it."""
        inside = sum(self.family_owes(part, shortages) for part in self._parts[n])
        return max(shortages[n], inside)

    def exclusive(self, n: int) -> bool:
        """Say whether hours given to a need are taken from other needs."""
        return n in self._exclusive

    def wanting(self, c: int) -> list[int]:
        """Give the needs not yet settled that would take hours of a course from others."""
        return [n for n in self.offers[c].serves if n in self._exclusive and n not in self.settled]

    def matching(self, c: int, n: int, among: Iterable[int] | None = None) -> int:
        """Give the hours of a course that match a need or a part of it.

        `among` narrows the parts that are asked; without it all are.
        """
        offer = self.offers[c]
        asked = self.families[n] if among is None else [m for m in self.families[n] if m in among]
        matched = [offer.serves[m] for m in asked if m in offer.serves]
        if not matched:
            return 0
        if not self.needs[n].on_topics:
            return offer.hours
        return offer.on(dict.fromkeys(k for topics in matched for k in topics))

    def settled_gifts(self) -> dict[tuple[int, int], int]:
        """Give the hours that uncontested courses bring, by course and need."""
        return {
            (c, n): hours
            for c, needs in self._gives.items()
            for n, hours in self._whole_gift(c, needs)
        }

    def _family(self, n: int) -> tuple[int, ...]:
        return (n, *(m for part in self._parts[n] for m in self._family(part)))

    def _binding_limits(self) -> set[int]:
        totals: dict[int, int] = {}
        for offer in self.offers:
            if offer.inside:
                for limit, (matched, _topics) in offer.limits.items():
                    totals[limit] = totals.get(limit, 0) + matched
        return {limit for limit, total in totals.items() if total > self.limits[limit]}

    def _settle(self) -> None:
        """Free courses of contest and settle needs, until neither changes any more."""
        brought: list[int] = [0] * len(self.needs)  # by courses that nobody contests
        while True:
            for c in sorted(self.contested):
                if not self._is_contested(c):
                    self.contested.discard(c)
                    self._gives[c] = needs = self._needs_served_by(c)
                    for n, hours in self._whole_gift(c, needs):
                        brought[n] += hours
            self.supply = self._with_contested(brought)
            met = {n for n, need in enumerate(self.needs) if self.supply[n] >= need.hours}
            settled = {n for n in met if self._ancestors[n] <= met}
            if settled <= self.settled:
                return
            self.settled |= settled

    def _with_contested(self, brought: Sequence[int]) -> list[int]:
        """Add what contested courses bring to needs without topics all the same.

        They count in full, unless a limit or a need outside the total may take some of it away.
        """
        supply = list(brought)
        for c in self.contested - self.loose:
            if not any(n in self._outside for n in self.wanting(c)):
                for n in self._plain.intersection(self.offers[c].serves):
                    supply[n] += self.offers[c].hours
        return supply

    def _whole_gift(self, c: int, needs: frozenset[int]) -> list[tuple[int, int]]:
        """Give the hours that a course brings to each need when nobody contests them."""
        if self._nested:
            every = ((n, self.matching(c, n, needs)) for n in range(len(self.needs)))
            return [(n, hours) for n, hours in every if hours]
        return [(n, self.offers[c].brings(self.needs[n], n)) for n in needs]

    def _lies_in(self, n: int) -> frozenset[int]:
        parent = self.needs[n].parent
        return frozenset() if parent is None else frozenset([parent]) | self._lies_in(parent)

    def _is_contested(self, c: int) -> bool:
        if c in self.loose:
            return True
        wanting = self.wanting(c)
        if not wanting:
            return False
        if not self._outside.isdisjoint(wanting):
            # Hours for a need outside the total are taken from the total.
            offer = self.offers[c]
            return offer.inside or not self._outside.issuperset(offer.serves) or len(wanting) > 1
        return len(wanting) > 1 and not self._is_chain(wanting)

    def _is_chain(self, needs: list[int]) -> bool:
        """Say whether each of these needs lies inside the next, so that an hour serves them all."""
        widest_first = sorted(needs, key=lambda n: len(self.families[n]), reverse=True)
        return all(
            inner in self.families[outer] for outer, inner in itertools.pairwise(widest_first)
        )

    def _needs_served_by(self, c: int) -> frozenset[int]:
        serves = self.offers[c].serves
        if len(serves) > 1 and self.settled:
            exclusive = [n for n in serves if n in self._exclusive]
            wanting = self.wanting(c)
            # A need settled by other courses takes hours only where nobody else wants them.
            taken = exclusive if not wanting and self._is_chain(exclusive) else wanting
            return frozenset([*(n for n in serves if n not in self._exclusive), *taken])
        return frozenset(serves)
