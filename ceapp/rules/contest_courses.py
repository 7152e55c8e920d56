"""The courses of a contest in its linear program: which hours count and what they may serve."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ceapp.rules.contest import Question
from ceapp.rules.linear import Program, Weights
from ceapp.rules.sharing import Offer

Take = tuple[int, str, int]  # a need, a topic (none where the need has none), and the variable


class ContestedCourses:
    """Writes every contested course into a program.

    `counted` gives, for each loose course, the variables that add up to its counted hours; `meets`
    the limits that such a variable counts against. `gifts` are courses, needs and the variables
    that add up to what the one gives the other. `beside` are the hours used of further limits by
    a variable that meets several in part. What a need gets are the variables in `serving`
    (written as a row that the met hours stay within) and, for certain, its `supply`. `takes` are
    the variables that courses with a choice have for a need, with the number of choices.
    """

    def __init__(self, question: Question, program: Program) -> None:
        self.question, self.program, self.families = question, program, question.families
        places = range(len(question.needs))
        self.counted: dict[int, list[int]] = {}
        self.meets: dict[int, tuple[int, ...]] = {}
        self.beside: dict[int, list[int]] = {}
        self.gifts: list[tuple[int, int, list[int]]] = []
        self.serving: list[Weights] = [{} for _ in places]
        self.supply = list(question.supply)
        self.takes: list[list[tuple[int, int]]] = [[] for _ in places]
        self.served_with = [self._served_with(n) for n in places]
        self._under: dict[int, Weights] = {limit: {} for limit in sorted(question.binding)}
        for c in sorted(question.contested):
            self._course(c)
        for limit, row in self._under.items():
            program.at_most(row, question.limits[limit])

    def _served_with(self, n: int) -> list[int]:
        """Give the needs that hours taken for one serve: itself and those in which it lies."""
        exclusive = self.families.exclusive
        return [n, *(self.families.above[n] & exclusive)] if n in exclusive else [n]

    def _course(self, c: int) -> None:
        """Let a contested course give its hours, none of them twice."""
        offer, wanted = self.question.offers[c], self._wanted(c)
        if c not in self.question.loose:
            takes = self._take(c, wanted)
            self._within(takes, [], offer.hours)
        elif self._serves_in_whole(offer, wanted):
            takes = []
            parts = self.counted[c] = self._count(offer, takes)
            for n, _k in wanted:
                self._give(c, n, parts)
        else:
            takes = self._take(c, wanted)
            parts = self.counted[c] = self._count(offer, takes)
            self._within(takes, parts, 0)
        self._within_topics(offer, takes)
        outside = [y for n, _k, y in takes if n in self.families.outside]
        self._serve_plain_needs(c, outside)
        if self.question.overlap:
            self._share_with_topic_needs(c, outside)

    def _wanted(self, c: int) -> list[tuple[int, str]]:
        """Give the needs and topics among which a course must choose.

        Hours taken for a part serve the need it lies in too, which need not take them itself.
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

    def _serves_in_whole(self, offer: Offer, wanted: Sequence[tuple[int, str]]) -> bool:
        """Say whether every hour that counts can serve all that want the course."""
        places = [n for n, _k in wanted]
        return (
            all(offer.topics.get(k) == offer.hours for _n, k in wanted)
            and self.families.outside.isdisjoint(places)
            and len({self.families.circle[n] for n in places}) <= 1
            and len({self.families.roots[n] for n in places}) == len(places)
        )

    def _take(self, c: int, wanted: Sequence[tuple[int, str]]) -> list[Take]:
        offer, takes = self.question.offers[c], []
        for n, k in wanted:
            y = self.program.variable(offer.topics[k] if k else offer.hours)
            self._give(c, n, [y])
            self.takes[n].append((len(wanted), y))
            takes.append((n, k, y))
        return takes

    def _give(self, c: int, n: int, parts: list[int]) -> None:
        self.gifts.append((c, n, parts))
        for m in self.served_with[n]:
            for part in parts:
                self.serving[m][part] = -1

    def _count(self, offer: Offer, takes: list[Take]) -> list[int]:
        """Make the counted hours of a loose course, and count them against its limits.

        The hours that a limit does not match are counted first. Those that the first such limit
        matches are a variable apart; what is used of any further one is a variable beside it.
        """
        meets = tuple(limit for limit in self._under if limit in offer.limits)
        wholly = tuple(limit for limit in meets if offer.limits[limit][0] == offer.hours)
        if wholly == meets:
            parts = [self._part(offer.hours, meets)]
        else:
            partly = [limit for limit in meets if limit not in wholly]
            matched = offer.limits[partly[0]][0]
            parts = [self._part(offer.hours - matched, wholly), self._part(matched, meets)]
            for limit in partly:
                used = parts[1]
                if limit != partly[0]:
                    used = self._beside(parts, offer.hours, offer.limits[limit][0])
                self._limit_part(limit, used, offer, takes)
        for limit in wholly:
            for part in parts:
                self._under[limit][part] = 1
        return parts

    def _beside(self, parts: list[int], hours: int, matched: int) -> int:
        """Make the hours used of a further limit that matches a part of a course."""
        used = self.program.variable(matched)
        self.beside.setdefault(parts[1], []).append(used)
        self._at_most(parts, [used], hours - matched)
        return used

    def _limit_part(self, limit: int, used: int, offer: Offer, takes: list[Take]) -> None:
        """Count `used` against a limit, and take what is on its topics out of those hours."""
        _matched, on = offer.limits[limit]
        self._under[limit][used] = 1
        self._within([take for take in takes if take[1] in on], [used], 0)

    def _part(self, most: int, meets: tuple[int, ...]) -> int:
        part = self.program.variable(most)
        self.meets[part] = meets
        return part

    def _serve_plain_needs(self, c: int, outside: list[int]) -> None:
        """Let what counts serve the needs without topics, but for what is taken outside."""
        offer, counted = self.question.offers[c], self.counted.get(c, ())
        for n in self.families.plain:
            if n in offer.serves:
                if outside and not counted:
                    self.supply[n] += offer.hours
                for part in counted:
                    self.serving[n][part] = -1
                for y in outside:
                    self.serving[n][y] = 1

    def _share_with_topic_needs(self, c: int, outside: list[int]) -> None:
        """Where overlap is allowed, each topic need may have all hours not taken outside."""
        question, hours = self.question, self.question.offers[c].hours
        parts = self.counted.get(c, [])
        for n in self.families.topical:
            matching = 0 if n in question.settled else question.matching(c, n)
            if matching == hours and not outside:
                self._give(c, n, parts)
            elif matching:
                y = self.program.variable(matching)
                self._give(c, n, [y])
                self.takes[n].append((0, y))
                self._at_most([y, *outside], parts, 0 if parts else hours)

    def _within_topics(self, offer: Offer, takes: list[Take]) -> None:
        if len(takes) > 1:
            for k in {k for _n, k, _y in takes if k and offer.topics[k] < offer.hours}:
                on_topic = [take for take in takes if take[1] == k]
                self._within(on_topic, [], offer.topics[k])

    def _within(self, takes: list[Take], parts: list[int], bound: int) -> None:
        """Keep what is taken within `parts` and `bound`; what is shared is taken once."""
        if len(takes) < 2 or not self.families.grouped:
            self._at_most([y for _n, _k, y in takes], parts, bound)
            return
        circles: dict[int, dict[int, list[int]]] = {}
        for n, _k, y in takes:
            family = circles.setdefault(self.families.circle[n], {})
            family.setdefault(self.families.roots[n], []).append(y)
        if len(circles) == 1:
            for ys in next(iter(circles.values())).values():
                self._at_most(ys, parts, bound)
        else:
            taken = [y for families in circles.values() for y in self._shared(families.values())]
            self._at_most(taken, parts, bound)

    def _shared(self, families: Iterable[list[int]]) -> list[int]:
        """Give what adds up to the hours that families of one circle take together."""
        first, *others = families
        if not others:
            return first
        together = self.program.variable()
        for ys in (first, *others):
            self._at_most(ys, [together], 0)
        return [together]

    def _at_most(self, taken: list[int], parts: list[int], bound: int) -> None:
        if len(taken) > 1 or (taken and parts):
            row: Weights = dict.fromkeys(taken, 1)
            for part in parts:
                row[part] = -1
            self.program.at_most(row, bound)
