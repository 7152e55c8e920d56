"""The contested part of a sharing as a linear program with goals in order, solved exactly."""

from __future__ import annotations

from collections import defaultdict

from ceapp.rules.contest import Question
from ceapp.rules.contest_courses import ContestedCourses
from ceapp.rules.contest_start import start
from ceapp.rules.linear import Number, Program, Weights
from ceapp.rules.sharing import Sharing


def solve(question: Question, *, outside_first: bool) -> Sharing:
    """Share contested hours in the best way; everything settled stays as it is."""
    return _ContestProgram(question).answer(outside_first=outside_first)


class _ContestProgram:
    """Variables: those of the contested courses, the met hours of each need, what is owed less."""

    def __init__(self, question: Question) -> None:
        self.question, self.families = question, question.families
        self.program = Program()
        self.courses = ContestedCourses(question, self.program)
        self.met = [self._need(n) for n in range(len(question.needs))]

    def answer(self, *, outside_first: bool) -> Sharing:
        question, value, counted = self.question, self.program.value, self.courses.counted
        less = self._less_to_take()
        start(self.program, self.courses, self.met, less)
        self.program.maximize(
            [
                less,
                dict.fromkeys(self.met, 1),
                {part: 1 for parts in counted.values() for part in parts},
                *(dict.fromkeys(parts, 1) for parts in counted.values()),
                *({self.met[n]: 1} for n in self._ties(outside_first=outside_first)),
            ]
        )
        hours: list[Number] = [offer.hours if offer.inside else 0 for offer in question.offers]
        for c, parts in counted.items():
            hours[c] = sum(value(part) for part in parts)
        shortages = tuple(
            need.hours - value(met) for need, met in zip(question.needs, self.met, strict=True)
        )
        remaining = self.families.owed(shortages, overlap=question.overlap)
        gifts = {**question.gifts, **self._gifts()}
        return Sharing(remaining, shortages, tuple(hours), gifts, remaining_if_overlap=None)

    def _ties(self, *, outside_first: bool) -> list[int]:
        """Give the needs in the order in which ties go to them."""
        needs = self.question.needs
        return sorted(range(len(needs)), key=lambda n: outside_first and needs[n].in_total)

    def _need(self, n: int) -> int:
        """Make the variable that says how many hours of a need are met."""
        met = self.program.variable(self.question.needs[n].hours)
        if n not in self.question.settled:
            self.program.at_most({met: 1, **self.courses.serving[n]}, self.courses.supply[n])
        return met

    def _less_to_take(self) -> Weights:
        """Give the first goal: by how many hours what remains falls below its start."""
        question, families = self.question, self.families
        nothing = [need.hours for need in question.needs]
        goal: Weights = {self._family_falls(n): 1 for n in families.outside_roots()}
        plain, topics = sorted(families.plain), families.topical
        if not plain and not topics:
            return goal
        if question.overlap:
            start = max(nothing[n] for n in (*plain, *topics))
            falls = self.program.variable(start)
            for n in topics:
                self.program.at_most({falls: 1, self.met[n]: -1}, start - nothing[n])
        else:
            circles = families.topic_circles()
            owed = sum(families.circle_owes(roots, nothing) for roots in circles)
            start = max(owed, *(nothing[n] for n in plain), 0)
            falls = self.program.variable(start)
            fall = {self._circle_falls(roots): -1 for roots in circles}
            self.program.at_most({falls: 1, **fall}, start - owed)
        for n in plain:
            self.program.at_most({falls: 1, self.met[n]: -1}, start - nothing[n])
        goal[falls] = 1
        return goal

    def _circle_falls(self, roots: list[int]) -> int:
        """Make the variable that says by how much families that may share hours owe less."""
        if len(roots) == 1:
            return self._family_falls(roots[0])
        nothing = [need.hours for need in self.question.needs]
        start = self.families.circle_owes(roots, nothing)
        falls = self.program.variable(start)
        for n in roots:
            owed = self.families.family_owes(n, nothing)
            self.program.at_most({falls: 1, self._family_falls(n): -1}, start - owed)
        return falls

    def _family_falls(self, n: int) -> int:
        """Make the variable that says by how much a need with its parts owes less."""
        parts = self.families.parts[n]
        if not parts:
            return self.met[n]
        nothing = [need.hours for need in self.question.needs]
        start = self.families.family_owes(n, nothing)
        inside = sum(self.families.family_owes(part, nothing) for part in parts)
        falls = self.program.variable(start)
        self.program.at_most({falls: 1, self.met[n]: -1}, start - nothing[n])
        part_falls = {self._family_falls(part): -1 for part in parts}
        self.program.at_most({falls: 1, **part_falls}, start - inside)
        return falls

    def _gifts(self) -> dict[tuple[int, int], Number]:
        value = self.program.value
        gifts: dict[tuple[int, int], Number] = defaultdict(int)
        for c, n, parts in self.courses.gifts:
            hours = sum(value(part) for part in parts)
            if hours:
                for m in self.courses.served_with[n]:
                    gifts[c, m] += hours
        return gifts
