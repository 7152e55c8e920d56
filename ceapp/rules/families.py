"""How the needs of one sharing hang together: which lie inside which, and which may share hours."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TypeVar

from ceapp.rules.linear import Number
from ceapp.rules.sharing import Need

# Whole units go in; what comes out of a solved program may be a fraction of one.
Amount = TypeVar("Amount", int, Number)


class Families:
    """The needs by place: families of parts, and circles of families that may share hours.

    A circle is one family, or all families of a group.
    """

    def __init__(self, needs: Sequence[Need], *, overlap: bool) -> None:
        self.needs, self.overlap = needs, overlap
        places = range(len(needs))
        self.nested = any(need.parent is not None for need in needs)
        self.parts: list[list[int]] = [[] for _ in needs]
        for n, need in enumerate(needs):
            if need.parent is not None:
                self.parts[need.parent].append(n)
        self.within = [self._family(n) for n in places]
        self.above = [self._lies_in(n) for n in places]
        self.roots = [max((n, *self.above[n]), key=lambda m: len(self.within[m])) for n in places]
        self.outside = frozenset(n for n in places if not needs[n].in_total)
        self.plain = frozenset(n for n in places if needs[n].in_total and not needs[n].on_topics)
        self.topical = [n for n in places if needs[n].in_total and needs[n].on_topics]
        # Hours given to these are taken from other needs.
        self.exclusive = self.outside if overlap else self.outside.union(self.topical)
        self._first_of_group: dict[int | None, int] = {}
        self.circle = [self._circle(self.roots[n]) for n in places]
        self.grouped = self.circle != self.roots

    def topic_circles(self) -> list[list[int]]:
        """Give the topic needs in the total that lie in no other need, circle by circle."""
        circles: dict[int, list[int]] = {}
        for n in self.topical:
            if self.roots[n] == n:
                circles.setdefault(self.circle[n], []).append(n)
        return list(circles.values())

    def outside_roots(self) -> list[int]:
        """Give the needs outside the total that lie in no other need."""
        return sorted(n for n in self.outside if self.roots[n] == n)

    def may_share(self, places: Sequence[int]) -> bool:
        """Say whether one hour may serve all of these needs.

        It may where they are of one circle and those of a family lie each inside the next.
        """
        if len({self.circle[n] for n in places}) > 1:
            return False
        return all(
            a in self.above[b] or b in self.above[a] or self.roots[a] != self.roots[b]
            for a, b in itertools.combinations(places, 2)
        )

    def owed(self, shortages: Sequence[Amount], *, overlap: bool) -> Amount:
        """Give the further hours that end these shortages, each hour chosen ideally."""
        plain = [shortages[n] for n in self.plain]
        if overlap:
            topic = max((shortages[n] for n in self.topical), default=0)
        else:
            topic = sum(self.circle_owes(roots, shortages) for roots in self.topic_circles())
        outside = sum(self.family_owes(n, shortages) for n in self.outside_roots())
        return max(0, *plain, topic) + outside

    def circle_owes(self, roots: Sequence[int], shortages: Sequence[Amount]) -> Amount:
        """Give the further hours that end the shortages of families that may share them."""
        return max(self.family_owes(n, shortages) for n in roots)

    def family_owes(self, n: int, shortages: Sequence[Amount]) -> Amount:
        """Give the further hours that end a need's shortage and those of the parts inside it."""
        inside = sum(self.family_owes(part, shortages) for part in self.parts[n])
        return max(shortages[n], inside)

    def _family(self, n: int) -> tuple[int, ...]:
        return (n, *(m for part in self.parts[n] for m in self._family(part)))

    def _lies_in(self, n: int) -> frozenset[int]:
        parent = self.needs[n].parent
        return frozenset() if parent is None else frozenset([parent]) | self._lies_in(parent)

    def _circle(self, root: int) -> int:
        need = self.needs[root]
        if need.group is None or not (need.on_topics and need.in_total):
            return root
        return self._first_of_group.setdefault(need.group, root)
