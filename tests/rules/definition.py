"""The definition of the best sharing written out whole for a general solver, as an oracle.

Nothing here is shared with the code it checks: no shortcut, no settling, one row per sentence.
"""

from __future__ import annotations

import itertools

import highspy

_SLACK = 1e-7


class Definition:
    """Answers what remains, the sum of shortages and the hours that count, goal after goal."""

    def __init__(self, needs, limits, offers, *, overlap):
        self.needs, self.limits, self.offers, self.overlap = needs, limits, offers, overlap
        self.solver = highspy.Highs()
        self.solver.setOptionValue("output_flag", False)
        self.parts = [[m for m, d in enumerate(needs) if d.parent == n] for n in range(len(needs))]
        self.counted = [self._variable(o.hours if o.inside else 0) for o in offers]
        self.base = [
            x if o.inside else float(o.hours) for x, o in zip(self.counted, offers, strict=True)
        ]
        self.shortage = [self._variable() for _ in needs]
        self.given = {}
        for c in range(len(offers)):
            self._course(c)
        for place in range(len(limits)):
            self._limit(place)
        for n in range(len(needs)):
            self._need(n)

    def answer(self):
        """Give what remains, the sum of shortages and the hours that count."""
        goals = [(self._remaining(), False), (_sum(self.shortage), False)]
        goals.append((_sum(self._inside()), True))
        return tuple(self._reach(goal, most=most) for goal, most in goals)

    def ties(self, *, outside_first):
        """After `answer`, give the hours of each course in the period and each need's shortage."""
        order = list(range(len(self.needs)))
        if outside_first:
            order.sort(key=lambda n: self.needs[n].in_total)
        counted = [self._reach(x, most=True) for x in self._inside()]
        shortages = {n: self._reach(self.shortage[n], most=False) for n in order}
        return counted, [shortages[n] for n in range(len(self.needs))]

    def _inside(self):
        return [x for x, o in zip(self.counted, self.offers, strict=True) if o.inside]

    def _variable(self, most=1e6):
        return self.solver.addVariable(lb=0, ub=float(most))

    def _at_most(self, expression, bound):
        if not isinstance(expression, (int, float)):
            self.solver.addConstr(expression <= float(bound))

    def _reach(self, goal, *, most):
        if isinstance(goal, int):
            return 0.0
        goal = goal + 0  # a variable alone is no goal
        (self.solver.maximize if most else self.solver.minimize)(goal)
        value = self.solver.getInfo().objective_function_value
        self.solver.addConstr(goal >= value - _SLACK if most else goal <= value + _SLACK)
        return value

    def _takes_from_others(self, n):
        return not self.needs[n].in_total or not self.overlap

    def _course(self, c):
        offer = self.offers[c]
        for n, topics in offer.serves.items():
            need = self.needs[n]
            if need.on_topics or not need.in_total:
                for k in topics if need.on_topics else ("",):
                    self.given[c, n, k] = self._variable()
        self._at_most(self._taken(c, ("", *offer.topics)) - self.base[c], 0)
        for k, hours in offer.topics.items():
            self._at_most(self._taken(c, (k,)), hours)
        if self.overlap:
            self._overlapping(c)

    def _taken(self, c, topics):
        """Give the hours of a course on these topics that needs take from others.

        What the needs of a group take is the largest of what its members take, each with the
        parts inside it.
        """
        alone, groups = 0, {}
        for (d, n, k), y in self.given.items():
            if d == c and k in topics and self._takes_from_others(n):
                root = self._root(n)
                if self._group(root) is None:
                    alone = alone + y
                else:
                    members = groups.setdefault(self._group(root), {})
                    members[root] = members.get(root, 0) + y
        return alone + _sum([self._largest(members.values()) for members in groups.values()])

    def _largest(self, expressions):
        largest = self._variable()
        for expression in expressions:
            self.solver.addConstr(largest - expression >= 0)
        return largest

    def _root(self, n):
        parent = self.needs[n].parent
        return n if parent is None else self._root(parent)

    def _group(self, root):
        need = self.needs[root]
        return need.group if need.in_total and need.on_topics else None

    def _overlapping(self, c):
        offer = self.offers[c]
        for n, need in enumerate(self.needs):
            family = [m for m in self._family(n) if m in offer.serves]
            if need.in_total and need.on_topics and family:
                topics = {k for m in family for k in offer.serves[m]}
                y = self.given[c, n, "*"] = self._variable()
                self._at_most(y, min(offer.hours, sum(offer.topics[k] for k in topics)))
                self._at_most(y + _sum(self._outside(c)) - self.base[c], 0)

    def _outside(self, c):
        return [y for (d, n, _k), y in self.given.items() if d == c and not self.needs[n].in_total]

    def _limit(self, place):
        used = []
        for c, offer in enumerate(self.offers):
            if not (offer.inside and place in offer.limits):
                continue
            matched, topics = offer.limits[place]
            hours = self._variable()
            used.append(hours)
            self.solver.addConstr(hours - self.counted[c] >= -float(offer.hours - matched))
            if matched != offer.hours:
                self._at_most(self._taken(c, topics) - hours, 0)
        self._at_most(_sum(used), self.limits[place])

    def _need(self, n):
        need = self.needs[n]
        if need.in_total and not need.on_topics:
            served = [
                self.base[c] - _sum(self._outside(c))
                for c, offer in enumerate(self.offers)
                if n in offer.serves
            ]
        elif self.overlap and need.in_total:
            served = [y for (_c, m, k), y in self.given.items() if m == n and k == "*"]
        else:
            family = self._family(n)
            served = [y for (_c, m, k), y in self.given.items() if m in family and k != "*"]
        self.solver.addConstr(self.shortage[n] + _sum(served) >= float(need.hours))

    def _family(self, n):
        return [n, *itertools.chain.from_iterable(self._family(part) for part in self.parts[n])]

    def _owes(self, n):
        if not self.parts[n]:
            return self.shortage[n]
        owed = self._variable()
        self.solver.addConstr(owed - self.shortage[n] >= 0)
        self.solver.addConstr(owed - _sum([self._owes(part) for part in self.parts[n]]) >= 0)
        return owed

    def _remaining(self):
        inside = self._variable()
        for n, need in enumerate(self.needs):
            if need.in_total and (self.overlap or not need.on_topics):
                self.solver.addConstr(inside - self.shortage[n] >= 0)
        if not self.overlap:
            roots = [
                n
                for n, d in enumerate(self.needs)
                if d.in_total and d.on_topics and d.parent is None
            ]
            groups = {}
            for n in roots:
                group = self._group(n)
                circle = ("alone", n) if group is None else ("group", group)
                groups.setdefault(circle, []).append(self._owes(n))
            owed = _sum([self._largest(members) for members in groups.values()])
            self.solver.addConstr(inside - owed >= 0)
        outside = [n for n, d in enumerate(self.needs) if not d.in_total and d.parent is None]
        return inside + _sum([self._owes(n) for n in outside])


def _sum(expressions):
    total = 0
    for expression in expressions:
        total = total + expression
    return total
