"""What can be told of a sharing without solving: which hours are contested and which are not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from ceapp.rules.families import Families
from ceapp.rules.linear import TooLarge
from ceapp.rules.sharing import Need, Offer

# Courses times needs, each with the parts inside it: a hundred needs for 10,000 courses.
_MOST_PAIRS = 1_000_000


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
        self.families = Families(needs, overlap=overlap)
        if sum(map(len, self.families.within)) * len(offers) > _MOST_PAIRS:
            raise TooLarge
        self.binding = self._binding_limits()
        self.loose = {
            c
            for c, offer in enumerate(offers)
            if offer.inside and not self.binding.isdisjoint(offer.limits)
        }
        self.settled: set[int] = set()  # needs that are met whatever the contest brings
        self.contested = set(range(len(offers)))
        self.gifts: dict[tuple[int, int], int] = {}  # by uncontested course and need: its hours
        self.supply: list[int] = []
        self._settle()

    def wanting(self, c: int) -> list[int]:
        """Give the needs not yet settled that would take hours of a course from others."""
        exclusive = self.families.exclusive
        return [n for n in self.offers[c].serves if n in exclusive and n not in self.settled]

    def matching(self, c: int, n: int, among: Iterable[int] | None = None) -> int:
        """Give the hours of a course that match a need or a part of it.

        `among` narrows the parts that are asked; without it all are.
        """
        offer, within = self.offers[c], self.families.within[n]
        asked = within if among is None else [m for m in within if m in among]
        matched = [offer.serves[m] for m in asked if m in offer.serves]
        if not matched:
            return 0
        if not self.needs[n].on_topics:
            return offer.hours
        return offer.on(dict.fromkeys(k for topics in matched for k in topics))

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
                    for n, hours in self._whole_gift(c, self._needs_served_by(c)):
                        brought[n] += hours
                        self.gifts[c, n] = hours
            self.supply = self._with_contested(brought)
            met = {n for n, need in enumerate(self.needs) if self.supply[n] >= need.hours}
            settled = {n for n in met if self.families.above[n] <= met}
            if settled <= self.settled:
                return
            self.settled |= settled

    def _with_contested(self, brought: Sequence[int]) -> list[int]:
        """Add what contested courses bring to needs without topics all the same.

        They count in full, unless a limit or a need outside the total may take some of it away.
        """
        supply = list(brought)
        for c in self.contested - self.loose:
            if not any(n in self.families.outside for n in self.wanting(c)):
                for n in self.families.plain.intersection(self.offers[c].serves):
                    supply[n] += self.offers[c].hours
        return supply

    def _whole_gift(self, c: int, needs: Collection[int]) -> list[tuple[int, int]]:
        """Give the hours that a course brings to each need when nobody contests them."""
        if self.families.nested:
            above = self.families.above
            touched = dict.fromkeys(m for n in needs for m in (n, *above[n]))
            return [(n, hours) for n in touched if (hours := self.matching(c, n, needs))]
        offer, asked = self.offers[c], self.needs
        return [
            (n, offer.on(offer.serves[n]) if asked[n].on_topics else offer.hours) for n in needs
        ]

    def _is_contested(self, c: int) -> bool:
        if c in self.loose:
            return True
        wanting = self.wanting(c) if self.families.exclusive else ()
        if not wanting:
            return False
        outside = self.families.outside
        if not outside.isdisjoint(wanting):
            # Hours for a need outside the total are taken from the total.
            offer = self.offers[c]
            return offer.inside or not outside.issuperset(offer.serves) or len(wanting) > 1
        return len(wanting) > 1 and not self.families.may_share(wanting)

    def _needs_served_by(self, c: int) -> Collection[int]:
        serves, exclusive = self.offers[c].serves, self.families.exclusive
        if len(serves) > 1 and self.settled:
            takers = [n for n in serves if n in exclusive]
            wanting = self.wanting(c)
            # A need settled by other courses takes hours only where nobody else wants them.
            taken = takers if not wanting and self.families.may_share(takers) else wanting
            return [*(n for n in serves if n not in exclusive), *taken]
        return serves
