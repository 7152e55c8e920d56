"""What can be told of a sharing without solving: which hours are contested and which are not."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ceapp.rules.linear import Number


@dataclass(frozen=True, slots=True)
class Need:
    """At least `hours`; `parent` is the need inside which it lies, by its place in the list.

    `on_topics` says that its hours are of certain topics, which is what overlap is about.
    """

    hours: Number
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

    hours: Number
    inside: bool = True
    topics: Mapping[str, Number] = field(default_factory=dict)
    serves: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    limits: Mapping[int, tuple[Number, tuple[str, ...]]] = field(default_factory=dict)

    def on(self, topics: Iterable[str]) -> Number:
        """Give the hours on any of these topics, at most the course's."""
        return min(self.hours, sum(self.topics[k] for k in topics))


@dataclass(frozen=True, slots=True)
class Sharing:
    """The best sharing: hours still to take, hours that count, and which hours serve what."""

    remaining: Number
    shortages: tuple[Number, ...]  # by need
    counted: tuple[Number, ...]  # by course
    given: Mapping[tuple[int, int], Number]  # (course, need): hours that may serve it
    solved: bool  # whether something competed, so that the program had to be solved


class Question:
    """The needs, limits and courses of one sharing, and what is settled before any solving.

    A limit that is not reached binds nothing. A course under a binding limit is loose: fewer than
    its hours may count. A course is contested where it is loose or where its hours are wanted by
    needs that cannot share them. All other hours are given to every need that they match.
    """

    def __init__(
        self,
        needs: Sequence[Need],
        limits: Sequence[Number],
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
        self.binding = self._binding_limits()
        self.loose = {
            c
            for c, offer in enumerate(offers)
            if offer.inside and not self.binding.isdisjoint(offer.limits)
        }
        self.settled: set[int] = set()  # needs that are met whatever the contest brings
        self.contested = set(range(len(offers)))
        self._gives: dict[int, frozenset[int]] = {}  # uncontested course: the needs it serves
        self.supply: list[Number] = []
        self._settle()

    def parts(self, n: int) -> Sequence[int]:
        """Give the needs that lie directly inside a need."""
        return self._parts[n]

    def plain_needs(self) -> list[int]:
        """Give the needs in the total that ask for no topic."""
        return [n for n, need in enumerate(self.needs) if need.in_total and not need.on_topics]

    def topic_needs(self) -> list[int]:
        """Give the needs in the total that ask for topics."""
        return [n for n, need in enumerate(self.needs) if need.in_total and need.on_topics]

    def topic_roots(self) -> list[int]:
        """Give the topic needs in the total that lie in no other need."""
        return [n for n in self.topic_needs() if self.needs[n].parent is None]

    def outside_roots(self) -> list[int]:
        """Give the needs outside the total that lie in no other need."""
        return [n for n, d in enumerate(self.needs) if not d.in_total and d.parent is None]

    def owed(self, shortages: Sequence[Number]) -> Number:
        """Give the further hours that end these shortages, each hour chosen ideally."""
        plain = [shortages[n] for n in self.plain_needs()]
        if self.overlap:
            topic = max((shortages[n] for n in self.topic_needs()), default=0)
        else:
            topic = sum(self.family_owes(n, shortages) for n in self.topic_roots())
        outside = sum(self.family_owes(n, shortages) for n in self.outside_roots())
        return max(0, *plain, topic) + outside

    def family_owes(self, n: int, shortages: Sequence[Number]) -> Number:
        """Give the further hours that end a need's shortage and those of the parts inside it."""
        inside = sum(self.family_owes(part, shortages) for part in self._parts[n])
        return max(shortages[n], inside)

    def exclusive(self, n: int) -> bool:
        """Say whether hours given to a need are taken from other needs."""
        need = self.needs[n]
        return not need.in_total or (need.on_topics and not self.overlap)

    def wanting(self, c: int) -> list[int]:
        """Give the needs not yet settled that would take hours of a course from others."""
        return [n for n in self.offers[c].serves if self.exclusive(n) and n not in self.settled]

    def matching(self, c: int, n: int, among: Iterable[int] | None = None) -> Number:
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

    def settled_gifts(self) -> dict[tuple[int, int], Number]:
        """Give the hours that uncontested courses bring, by course and need."""
        return {
            (c, n): hours
            for c, needs in self._gives.items()
            for n in range(len(self.needs))
            if (hours := self.matching(c, n, needs))
        }

    def _family(self, n: int) -> tuple[int, ...]:
        return (n, *(m for part in self._parts[n] for m in self._family(part)))

    def _binding_limits(self) -> set[int]:
        totals: dict[int, Number] = {}
        for offer in self.offers:
            if offer.inside:
                for limit, (matched, _topics) in offer.limits.items():
                    totals[limit] = totals.get(limit, 0) + matched
        return {limit for limit, total in totals.items() if total > self.limits[limit]}

    def _settle(self) -> None:
        """Free courses of contest and settle needs, until neither changes any more."""
        while True:
            for c in sorted(self.contested):
                if not self._is_contested(c):
                    self.contested.discard(c)
                    self._gives[c] = self._needs_served_by(c)
            self.supply = [self._supply(n) for n in range(len(self.needs))]
            met = {n for n, need in enumerate(self.needs) if self.supply[n] >= need.hours}
            settled = {n for n in met if self._ancestors(n) <= met}
            if settled <= self.settled:
                return
            self.settled |= settled

    def _ancestors(self, n: int) -> set[int]:
        found: set[int] = set()
        parent = self.needs[n].parent
        while parent is not None:
            found.add(parent)
            parent = self.needs[parent].parent
        return found

    def _is_contested(self, c: int) -> bool:
        if c in self.loose:
            return True
        wanting = self.wanting(c)
        outside = any(not self.needs[n].in_total for n in wanting)
        in_total = self.offers[c].inside or any(
            self.needs[n].in_total for n in self.offers[c].serves
        )
        if outside and in_total:
            return True  # hours for a need outside the total are taken from the total
        return not self._is_chain(wanting)

    def _is_chain(self, needs: list[int]) -> bool:
        """Say whether each of these needs lies inside the next, so that an hour serves them all."""
        widest_first = sorted(needs, key=lambda n: len(self.families[n]), reverse=True)
        return all(
            inner in self.families[outer] for outer, inner in itertools.pairwise(widest_first)
        )

    def _needs_served_by(self, c: int) -> frozenset[int]:
        exclusive = [n for n in self.offers[c].serves if self.exclusive(n)]
        wanting = self.wanting(c)
        # A need settled by other courses takes these hours only where nobody else wants them.
        taken = exclusive if not wanting and self._is_chain(exclusive) else wanting
        shared = [n for n in self.offers[c].serves if not self.exclusive(n)]
        return frozenset([*shared, *taken])

    def _supply(self, n: int) -> Number:
        """Give the hours that reach a need whatever the contest brings."""
        supply = sum(self.matching(c, n, needs) for c, needs in self._gives.items())
        if n in self.plain_needs():
            # A contested course counts in full all the same, unless a limit or a need outside
            # the total may take some of it away.
            supply += sum(
                self.offers[c].hours
                for c in self.contested - self.loose
                if n in self.offers[c].serves and not self._may_leave_the_total(c)
            )
        return supply

    def _may_leave_the_total(self, c: int) -> bool:
        return any(not self.needs[n].in_total for n in self.wanting(c))
