"""The contested part of a sharing as a linear program with goals in order, solved exactly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ceapp.rules.contest import Question, Sharing
from ceapp.rules.linear import Number, Program, Weights


def solve(question: Question, *, outside_first: bool) -> Sharing:
    """Share contested hours in the best way; everything settled stays as it is."""
    return _ContestProgram(question).answer(outside_first=outside_first)


class _ContestProgram:
    """Variables: x counted hours of loose courses, y hours given, met hours of each need."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.program = Program()
        offers = question.offers
        self.counted = {c: self.program.variable(offers[c].hours) for c in sorted(question.loose)}
        self.given: dict[tuple[int, int, str], int] = {}
        for c in sorted(question.contested):
            self._course(c)
        for limit in sorted(question.binding):
            self._limit(limit)
        self.met = [self._need(n) for n in range(len(question.needs))]

    def answer(self, *, outside_first: bool) -> Sharing:
        question = self.question
        ties = list(range(len(question.needs)))
        if outside_first:
            ties.sort(key=lambda n: question.needs[n].in_total)
        hours: list[Number] = [offer.hours if offer.inside else 0 for offer in question.offers]
        self.program.maximize(
            [
                self._less_to_take(),
                dict.fromkeys(self.met, 1),
                dict.fromkeys(self.counted.values(), 1),
                *({x: 1} for x in self.counted.values()),
                *({self.met[n]: 1} for n in ties),
            ]
        )
        for c, x in self.counted.items():
            hours[c] = self.program.value(x)
        shortages = tuple(
            need.hours - self.program.value(met)
            for need, met in zip(question.needs, self.met, strict=True)
        )
        gifts = {**question.settled_gifts(), **self._gifts()}
        remaining = question.owed(shortages, overlap=question.overlap)
        return Sharing(remaining, shortages, tuple(hours), gifts, remaining_if_overlap=None)

    def _course(self, c: int) -> None:
        """Let a contested course give its hours, none of them twice."""
        question, offer = self.question, self.question.offers[c]
        taken: list[int] = []
        on_topic: dict[str, list[int]] = defaultdict(list)
        for n in question.wanting(c):
            # A need without topics takes hours of any, which no topic's row restrains.
            for k in offer.serves[n] if question.needs[n].on_topics else ("",):
                most = offer.topics[k] if k else offer.hours
                y = self.given[c, n, k] = self.program.variable(most)
                taken.append(y)
                on_topic[k].append(y)
        self._within_course(c, taken)
        for k, ys in on_topic.items():
            if k and len(ys) > 1 and offer.topics[k] < offer.hours:
                self.program.at_most(dict.fromkeys(ys, 1), offer.topics[k])
        if question.overlap:
            self._share_with_topic_needs(c, taken)

    def _share_with_topic_needs(self, c: int, taken: list[int]) -> None:
        """Where overlap is allowed, each topic need may have all hours not taken outside."""
        question = self.question
        for n in question.topic_needs():
            matching = question.matching(c, n)
            if matching and n not in question.settled:
                y = self.given[c, n, ""] = self.program.variable(matching)
                self._within_course(c, [y, *taken])

    def _within_course(self, c: int, ys: Iterable[int]) -> None:
        row: Weights = dict.fromkeys(ys, 1)
        if not row:
            return
        if c in self.counted:
            row[self.counted[c]] = -1
            self.program.at_most(row, 0)
        elif len(row) > 1:
            self.program.at_most(row, self.question.offers[c].hours)

    def _limit(self, limit: int) -> None:
        """Keep the counted hours that match a limit within it.

        Of a partly counted course, the hours that the limit does not match are counted first.
        """
        row: Weights = {}
        for c, x in self.counted.items():
            offer = self.question.offers[c]
            if limit not in offer.limits:
                continue
            matched, topics = offer.limits[limit]
            if matched == offer.hours:
                row[x] = 1
                continue
            used = self.program.variable()
            row[used] = 1
            self.program.at_most({x: 1, used: -1}, offer.hours - matched)
            ys = {y: 1 for (d, _n, k), y in self.given.items() if d == c and k in topics}
            if ys:
                self.program.at_most({**ys, used: -1}, 0)
        self.program.at_most(row, self.question.limits[limit])

    def _need(self, n: int) -> int:
        """Make the variable that says how many hours of a need are met."""
        question, need = self.question, self.question.needs[n]
        met = self.program.variable(need.hours)
        if n in question.settled:
            return met
        row: Weights = {met: 1}
        supply = question.supply[n]
        if need.in_total and not need.on_topics:
            supply = self._counted_hours(n, row)
        else:
            for (_c, m, _k), y in self.given.items():
                if m == n or (question.exclusive(n) and m in question.families[n]):
                    row[y] = -1
        self.program.at_most(row, supply)
        return met

    def _counted_hours(self, n: int, row: Weights) -> int:
        """Write into `row` what may change of the hours that match; give what is certain."""
        question = self.question
        certain = 0
        for c, offer in enumerate(question.offers):
            if n not in offer.serves:
                continue
            if c in self.counted:
                row[self.counted[c]] = -1
            else:
                certain += offer.hours
        for (c, m, _k), y in self.given.items():
            if not question.needs[m].in_total and n in question.offers[c].serves:
                row[y] = 1
        return certain

    def _less_to_take(self) -> Weights:
        """Give the first goal: by how many hours what remains falls below its start."""
        question = self.question
        nothing = [need.hours for need in question.needs]
        goal: Weights = {self._family_falls(n): 1 for n in question.outside_roots()}
        plain, topics = question.plain_needs(), question.topic_needs()
        if not plain and not topics:
            return goal
        if question.overlap:
            start = max(nothing[n] for n in (*plain, *topics))
            falls = self.program.variable(start)
            for n in topics:
                self.program.at_most({falls: 1, self.met[n]: -1}, start - nothing[n])
        else:
            owed = sum(question.family_owes(n, nothing) for n in question.topic_roots())
            start = max(owed, *(nothing[n] for n in plain), 0)
            falls = self.program.variable(start)
            families = {self._family_falls(n): -1 for n in question.topic_roots()}
            self.program.at_most({falls: 1, **families}, start - owed)
        for n in plain:
            self.program.at_most({falls: 1, self.met[n]: -1}, start - nothing[n])
        goal[falls] = 1
        return goal

    def _family_falls(self, n: int) -> int:
        """Make the variable that says by how much a need with its parts owes less."""
        question = self.question
        parts = question.parts(n)
        if not parts:
            return self.met[n]
        nothing = [need.hours for need in question.needs]
        start = question.family_owes(n, nothing)
        inside = sum(question.family_owes(part, nothing) for part in parts)
        falls = self.program.variable(start)
        self.program.at_most({falls: 1, self.met[n]: -1}, start - nothing[n])
        part_falls = {self._family_falls(part): -1 for part in parts}
        self.program.at_most({falls: 1, **part_falls}, start - inside)
        return falls

    def _gifts(self) -> dict[tuple[int, int], Number]:
        gifts: dict[tuple[int, int], Number] = defaultdict(int)
        for (c, m, _k), y in self.given.items():
            for n, family in enumerate(self.question.families):
                if n == m or (self.question.exclusive(n) and m in family):
                    gifts[c, n] += self.program.value(y)
        return {pair: hours for pair, hours in gifts.items() if hours}
