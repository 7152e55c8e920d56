"""The courses of a contest in its linear program: which hours count and what they may serve."""

from __future__ import annotations

from collections.abc import Iterable

from ceapp.rules.contest import Question
from ceapp.rules.linear import Program, Weights
from ceapp.rules.sharing import Offer

Take = tuple[int, str, int]  # a need, a topic (none where the need has none), and the variable


class ContestedCourses:
    """Writes every contested course into a program.

    `counted` gives, for each loose course, the variables that add up to its counted hours; `gifts`
    which variables add up to what a course gives a need. `serving` and `supply` are what each need
    gets: the variables (written as a row that the met hours stay within) and what is certain.
    """

    def __init__(self, question: Question, program: Program) -> None:
        self.question, self.program, self.families = question, program, question.families
        self.counted: dict[int, list[int]] = {}
        self._most: dict[int,int]={}
        self._meets: dict[int,tuple[int,...]]={}
        self.gifts: list[tuple[int, int, list[int]]] = []
        self.serving: list[Weights] = [{} for _ in question.needs]
        self.supply = list(question.supply)
        self.takes: list[list[int]] = [[] for _ in question.needs]
        self._under: dict[int, Weights] = {limit: {} for limit in sorted(question.binding)}
        # Needs that have the hours given to another as well, being those in which it lies.
        self._with = [self._served_with(n) for n in range(len(question.needs))]
        for c in sorted(question.contested):
            self._course(c)
        for limit, row in self._under.items():
            program.at_most(row, question.limits[limit])

    def served_with(self, n: int) -> list[int]:
        """Give the needs that hours given to one serve: itself and those in which it lies."""
        return self._with[n]

    def cheapest_first(self) -> list[int]:
        """Give the variables of counted hours, those under the fewest scarce limits first.

        Within that they stand by date.
        """
        scarce = self._scarce_limits()
        return sorted(self._meets, key=lambda part: len(scarce.intersection(self._meets[part])))

    def _scarce_limits(self) -> set[int]:
        """Tell which limits keep hours from counting that nothing else keeps from it.

        A small program of its own tells it, in which all hours under the same limits are one
        variable and the needs are left out.
        """
        patterns: dict[tuple[int, ...], int] = {}
        for c, parts in self.counted.items():
            for part in parts:
                pattern = self._meets[part]
                patterns[pattern] = patterns.get(pattern, 0) + self._most[part]
        small = Program()
        hours = {pattern: small.variable(most) for pattern, most in patterns.items()}
        left = {
            limit: small.at_most(
                {x: 1 for pattern, x in hours.items() if limit in pattern},
                self.question.limits[limit],
            )
            for limit in self._under
        }
        small.maximize([dict.fromkeys(hours.values(), 1)])
        return {limit for limit, slack in left.items() if small.scarce(slack)}

    def _served_with(self, n: int) -> list[int]:
        exclusive = self.families.exclusive
        return [n, *(m for m in self.families.above[n] if n in exclusive and m in exclusive)]

    def _course(self, c: int) -> None:
        """Let a contested course give its hours, none of them twice."""
        offer, loose = self.question.offers[c], c in self.question.loose
        wanted = self._wanted(c)
        whole = loose and self._serves_in_whole(offer, wanted)
        takes = [] if whole else [self._take(c, n, k) for n, k in wanted]
        if loose:
            self.counted[c] = self._count(offer, takes)
        if whole:
            for n, _k in wanted:
                self._give(c, n, self.counted[c])
        outside = [y for n, _k, y in takes if n in self.families.outside]
        self._serve_plain_needs(c, outside)
        self._within_course(c, takes)
        self._within_topics(offer, takes)
        if self.question.overlap:
            self._share_with_topic_needs(c, outside)

    def _wanted(self, c: int) -> list[tuple[int, str]]:
        """Give the needs and topics between which a course must choose.

        Hours given to a part serve the need it lies in too, which need not take them itself.
        """
        serves, needs = self.question.offers[c].serves, self.question.needs
        pairs = [
            (n, k)
            for n in self.question.wanting(c)
            # A need without topics takes hours of any, which no topic's row restrains.
            for k in (serves[n] if needs[n].on_topics else ("",))
        ]
        if not self.families.nested:
            return pairs
        by_parts = {(m, k) for n, k in pairs for m in self.families.above[n]}
        return [pair for pair in pairs if pair not in by_parts]

    def _serves_in_whole(self, offer: Offer, wanted: list[tuple[int, str]]) -> bool:
        """Say whether every hour that counts can serve all that want the course."""
        places = [n for n, _k in wanted]
        return (
            self.families.outside.isdisjoint(places)
            and all(offer.topics[k] == offer.hours for _n, k in wanted)
            and len({self.families.roots[n] for n in places}) == len(places)
            and len({self.families.circle[n] for n in places}) <= 1
        )

    def _take(self, c: int, n: int, k: str) -> tuple[int, str, int]:
        offer = self.question.offers[c]
        y = self.program.variable(offer.topics[k] if k else offer.hours)
        self._give(c, n, [y])
        self.takes[n].append(y)
        return n, k, y

    def _give(self, c: int, n: int, parts: list[int]) -> None:
        self.gifts.append((c, n, parts))
        for m in self._with[n]:
            self.serving[m].update(dict.fromkeys(parts, -1))

    def _count(self, offer: Offer, takes: list[Take]) -> list[int]:
        """Make the counted hours of a loose course, and count them against its limits.

        Of a partly counted course, the hours that a limit does not match are counted first.
        """
        under = [(m, *offer.limits[m]) for m in sorted(self._under.keys() & offer.limits.keys())]
        partial = [(m, hours, on) for m, hours, on in under if hours < offer.hours]
        wholly = tuple(m for m, hours, _on in under if hours == offer.hours)
        every = tuple(m for m, _hours, _on in under)
        parts=[]
        if partial:
            matched = partial[0][1]
            parts = [self._part(offer.hours - matched, wholly)]
        more=[self._part(hours,every) for _m,hours,_on in partial[1:]]
        parts.append(self._part(matched if partial else offer.hours,every))
        for limit in wholly:
                self._under[limit].update(dict.fromkeys(parts, 1))
        for (limit, hours, on), used in zip(partial, [parts[-1], *more]):
            if limit != partial[0][0]:
                self.program.at_most({**dict.fromkeys(parts, 1), used: -1}, offer.hours - hours)
            self._under[limit][used] = 1
            self._within([take for take in takes if take[1] in on], [used], 0)
        return parts

    def _part(self, most, meets):
        x=self.program.variable(most)
        self._most[x]=most
        self._meets[x]=meets
        return x

    def _serve_plain_needs(self, c: int, outside: list[int]) -> None:
        """Let what counts serve the needs without topics, but for what is taken outside."""
        offer = self.question.offers[c]
        for n in self.families.plain.intersection(offer.serves):
            if c in self.counted:
                self.serving[n].update(dict.fromkeys(self.counted[c], -1))
            elif outside:
                self.supply[n] += offer.hours
            self.serving[n].update(dict.fromkeys(outside, 1))

    def _share_with_topic_needs(self, c: int, outside: list[int]) -> None:
        """Where overlap is allowed, each topic need may have all hours not taken outside."""
        question, offer = self.question, self.question.offers[c]
        for n in self.families.topical:
            matching = 0 if n in question.settled else question.matching(c, n)
            if matching == offer.hours and not outside:
                self._give(c, n, self.counted[c])
            elif matching:
                y = self.program.variable(matching)
                self._give(c, n, [y])
                self.takes[n].append(y)
                row = dict.fromkeys([y, *outside], 1)
                self._at_most(row, self.counted.get(c, []), 0 if c in self.counted else offer.hours)

    def _within_course(self, c: int, takes: list[Take]) -> None:
        parts = self.counted.get(c)
        self._within(takes, parts or [], 0 if parts else self.question.offers[c].hours)

    def _within_topics(self, offer: Offer, takes: list[Take]) -> None:
        for k in {k for _n, k, _y in takes if k and offer.topics[k] < offer.hours}:
            on_topic = [take for take in takes if take[1] == k]
            if len(on_topic) > 1:
                self._within(on_topic, [], offer.topics[k])

    def _within(self, takes: list[Take], parts: list[int], bound: int) -> None:
        """Keep what is taken within `parts` and `bound`; what is shared is taken once."""
        circles: dict[int, dict[int, list[int]]] = {}
        for n, _k, y in takes:
            family = circles.setdefault(self.families.circle[n], {})
            family.setdefault(self.families.roots[n], []).append(y)
        if len(circles) == 1:
            for ys in next(iter(circles.values())).values():
                self._at_most(dict.fromkeys(ys, 1), parts, bound)
        elif circles:
            taken = [y for families in circles.values() for y in self._shared(families.values())]
            self._at_most(dict.fromkeys(taken, 1), parts, bound)

    def _shared(self, families: Iterable[list[int]]) -> list[int]:
        """Give what adds up to the hours that families of one circle take together."""
        first, *others = families
        if not others:
            return first
        together = self.program.variable()
        for ys in (first, *others):
            self.program.at_most({**dict.fromkeys(ys, 1), together: -1}, 0)
        return [together]

    def _at_most(self, row: Weights, parts: list[int], bound: int) -> None:
        if parts or len(row) > 1:
            self.program.at_most({**row, **dict.fromkeys(parts, -1)}, bound)
