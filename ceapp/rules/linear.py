"""An exact solver for small linear programs with several goals, one after another.

Whole numbers go in and everything inside is whole, so an optimum is the optimum and no hour is
lost to rounding. The method is the simplex on sparse rows. Goals are taken in order: after each,
every variable that would spoil it stays where it is, and the next goal is sought among what is
left. The work is counted and bounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import gcd, lcm

from ceapp.rules.tableau import Tableau, TooLarge, Weights

__all__ = ["Number", "Program", "TooLarge", "Weights"]

Number = int | Fraction


class Program:
    """Variables from zero to a bound, under rows of the form `sum of factor * variable <= bound`.

    Rows' bounds are never negative, so that "everything zero" is a place to start from.
    """

    def __init__(self) -> None:
        self._tableau = Tableau()
        self._made = 0

    @property
    def work(self) -> int:
        """How many factors were touched."""
        return self._tableau.work

    def variable(self, most: int | None = None) -> int:
        """Make a variable from zero to `most` and give its number."""
        self._made += 1
        self._tableau.add_variable(self._made, most)
        return self._made

    def at_most(self, factors: Mapping[int, int], bound: int) -> int:
        """Demand that the weighted sum of variables stays within `bound` (zero or more).

        What is left of the bound is a variable too; gives its number.
        """
        if bound < 0:
            raise ValueError(f"The bound {bound} is negative; zero would not be a place to start.")
        self._made += 1
        row = {name: factor for name, factor in factors.items() if factor}
        self._tableau.add_row(self._made, row, bound)
        return self._made

    def turn(self, name: int) -> bool:
        """Put a variable at its other bound if no other meets one on the way; say whether."""
        if self._tableau.tightest(name, careful=True)[0] != name:
            return False
        self._tableau.turn_free(name)
        return True

    def push(self, name: int) -> bool:
        """Let a variable grow as far as no other that was pushed has to move; say whether it did.

        Pushed and turned before the first goal, variables make a start near the best.
        """
        table = self._tableau
        if not table.most.keys().isdisjoint(table.columns[name]):
            return False
        leaving, moves = table.tightest(name, careful=True)
        if leaving == name:
            table.turn_free(name)
        elif moves:
            table.exchange(name, leaving)
        return moves

    def maximize(self, goals: Iterable[Mapping[int, int]]) -> None:
        """Reach each goal in turn without giving up any of the goals before it."""
        for goal in goals:
            if not self._tableau.columns:
                return
            prices = self._climb(self._prices(goal))
            for name, price in prices.items():
                if price < 0:
                    self._tableau.hold(name)

    def value(self, name: int) -> Number:
        """Give what a variable is worth in the solution that was reached."""
        table = self._tableau
        counted: Number = 0
        if name in table.bounds:
            counted = table.bounds[name]
            if table.own[name] != 1:
                counted = Fraction(counted, table.own[name])
                counted = counted.numerator if counted.denominator == 1 else counted
        return table.most[name] - counted if name in table.turned else counted

    def most(self, name: int) -> int:
        """Give the upper bound of a variable that has one."""
        return self._tableau.most[name]

    def scarce(self, name: int) -> bool:
        """Say whether a goal that was reached would suffer if this variable were not zero."""
        return name not in self._tableau.columns and name not in self._tableau.rows

    def _prices(self, goal: Mapping[int, int]) -> Weights:
        """Write the goal in terms of the free variables as they are counted now.

        All prices are multiplied by one positive number, which changes nothing about which rise.
        """
        table = self._tableau
        scale = lcm(*(table.own.get(name, 1) for name in goal))
        prices: Weights = {}
        for name, weight in goal.items():
            worth = -weight if name in table.turned else weight
            if name in table.columns:
                prices[name] = prices.get(name, 0) + worth * scale
            elif name in table.rows:
                each = worth * (scale // table.own[name])
                for free, factor in table.rows[name].items():
                    prices[free] = prices.get(free, 0) - each * factor
        return {name: price for name, price in prices.items() if price}

    def _climb(self, prices: Weights) -> Weights:
        """Let variables enter while one of them raises the goal; give the prices at the top."""
        table, stuck = self._tableau, 0
        while rising := [name for name, price in prices.items() if price > 0]:
            # A steep rise that few rows hold is fast but may circle where nothing moves; the
            # lowest number (Bland's rule) never does.
            careful = stuck > len(table.rows) + len(table.columns)
            entering = min(rising) if careful else self._steepest(prices, rising)
            leaving, moves = table.tightest(entering, careful=careful)
            stuck = 0 if moves else stuck + 1
            if leaving == entering:
                table.turn_free(entering)
                prices[entering] = -prices[entering]
            else:
                table.exchange(entering, leaving)
                prices = self._prices_after(prices, entering)
        return prices

    def _steepest(self, prices: Weights, rising: list[int]) -> int:
        columns = self._tableau.columns
        self._tableau.work += len(prices) + len(rising)
        _worth, name = max(
            [(1024 * prices[name] // (1 + len(columns[name])), -name) for name in rising]
        )
        return -name

    def _prices_after(self, prices: Weights, entering: int) -> Weights:
        """Write the prices without `entering`, which has just become basic."""
        price = prices.pop(entering)
        row, own = self._tableau.rows[entering], self._tableau.own[entering]
        if own != 1:
            prices = {name: held * own for name, held in prices.items()}
        for name, factor in row.items():
            changed = prices.get(name, 0) - price * factor
            if changed:
                prices[name] = changed
            else:
                del prices[name]
        shared = gcd(*prices.values()) if own != 1 else 1
        return {name: held // shared for name, held in prices.items()} if shared > 1 else prices
