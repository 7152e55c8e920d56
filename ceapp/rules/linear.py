"""An exact solver for small linear programs with several goals, one after another.

All numbers are whole or `Fraction`, so an optimum is the optimum and no hour is lost to rounding.
The method is the simplex on sparse rows. Goals are taken in order: after each, every variable
that would spoil it is fixed at zero, and the next goal is sought among what is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

Number = int | Fraction


class Program:
    """Nonnegative variables under rows of the form `sum of coefficient * variable <= bound`.

    Bounds are never negative, so that "everything zero" is a place to start from.
    """

    def __init__(self) -> None:
        self._rows: dict[int, dict[int, Number]] = {}  # by basic variable
        self._bounds: dict[int, Number] = {}
        self._columns: dict[int, set[int]] = {}  # by free variable: the rows that hold it
        self._made = 0

    def variable(self) -> int:
        """Make a variable, zero or more, and give its number."""
        number = self._name()
        self._columns[number] = set()
        return number

    def at_most(self, coefficients: Mapping[int, Number], bound: Number) -> None:
        """Demand that the weighted sum of variables stays within `bound` (zero or more)."""
        if bound < 0:
            raise ValueError(f"The bound {bound} is negative; zero would not be a place to start.")
        slack = self._name()
        self._rows[slack] = {name: factor for name, factor in coefficients.items() if factor}
        self._bounds[slack] = bound
        for name in self._rows[slack]:
            self._columns[name].add(slack)

    def maximize(self, goals: Iterable[Mapping[int, Number]]) -> None:
        """Reach each goal in turn without giving up any of the goals before it."""
        for goal in goals:
            if not self._columns:
                return
            prices = self._climb(self._prices(goal))
            for name in [name for name, price in prices.items() if price < 0]:
                self._fix_at_zero(name)

    def value(self, name: int) -> Number:
        """Give what a variable is worth in the solution that was reached."""
        return self._bounds.get(name, 0)

    def _name(self) -> int:
        self._made += 1
        return self._made

    def _prices(self, goal: Mapping[int, Number]) -> dict[int, Number]:
        """Write the goal in terms of the free variables."""
        prices: dict[int, Number] = {}
        for name, weight in goal.items():
            if name in self._columns:
                prices[name] = prices.get(name, 0) + weight
            for free, factor in self._rows.get(name, {}).items():
                prices[free] = prices.get(free, 0) - weight * factor
        return {name: price for name, price in prices.items() if price}

    def _climb(self, prices: dict[int, Number]) -> dict[int, Number]:
        stuck = 0
        while True:
            rising = [name for name, price in prices.items() if price > 0]
            if not rising:
                return prices
            # The steepest rise is fast but may circle where nothing moves; the lowest number
            # (Bland's rule) never does.
            careful = stuck > len(self._rows) + len(self._columns)
            entering = min(rising) if careful else max(rising, key=lambda n: (prices[n], -n))
            leaving = self._tightest(entering)
            stuck = stuck + 1 if self._bounds[leaving] == 0 else 0
            self._exchange(entering, leaving)
            price = prices.pop(entering)
            for name, factor in self._rows[entering].items():
                changed = prices.get(name, 0) - price * factor
                if changed:
                    prices[name] = changed
                else:
                    prices.pop(name, None)

    def _tightest(self, entering: int) -> int:
        best: int | None = None
        least: Number = 0
        for row in self._columns[entering]:
            factor = self._rows[row][entering]
            if factor > 0:
                room = _divide(self._bounds[row], factor)
                if best is None or room < least or (room == least and row < best):
                    best, least = row, room
        if best is None:
            raise ValueError("Nothing bounds this program; every goal must be bounded by a row.")
        return best

    def _exchange(self, entering: int, leaving: int) -> None:
        """Make the free variable `entering` basic in place of `leaving`."""
        row = self._rows.pop(leaving)
        bound = self._bounds.pop(leaving)
        pivot = row.pop(entering)
        others = self._columns.pop(entering)
        others.discard(leaving)
        if pivot != 1:
            row = {name: _divide(factor, pivot) for name, factor in row.items()}
            bound = _divide(bound, pivot)
        row[leaving] = _divide(1, pivot)
        self._columns[leaving] = set()
        for name in row:
            self._columns[name].discard(leaving)
            self._columns[name].add(entering)
        self._rows[entering], self._bounds[entering] = row, bound
        for other in others:
            self._subtract(other, self._rows[other].pop(entering), row, bound)

    def _subtract(self, target: int, times: Number, row: dict[int, Number], bound: Number) -> None:
        into = self._rows[target]
        for name, factor in row.items():
            changed = into.get(name, 0) - times * factor
            if changed:
                into[name] = changed
                self._columns[name].add(target)
            elif name in into:
                del into[name]
                self._columns[name].discard(target)
        self._bounds[target] = _whole(self._bounds[target] - times * bound)

    def _fix_at_zero(self, name: int) -> None:
        for row in self._columns.pop(name):
            del self._rows[row][name]


def _divide(number: Number, by: Number) -> Number:
    if by == 1:
        return number
    if by == -1:
        return -number
    return _whole(Fraction(number) / by)


def _whole(number: Number) -> Number:
    # Whole numbers are several times faster than fractions, and nearly all of ours are whole.
    return number.numerator if number.denominator == 1 else number
