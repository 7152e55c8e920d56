"""An exact solver for small linear programs with several goals, one after another.

All numbers are whole or `Fraction`, so an optimum is the optimum and no hour is lost to rounding.
The method is the simplex on sparse rows; a variable's own upper bound needs no row, since a
variable may stand at its bound, counted down from there ("turned"). Goals are taken in order:
after each, every variable that would spoil it stays where it is, and the next goal is sought among
what is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

Number = int | Fraction


class Program:
    """Variables from zero to a bound, under rows of the form `sum of factor * variable <= bound`.

    Rows' bounds are never negative, so that "everything zero" is a place to start from.
    """

    def __init__(self) -> None:
        self._most: dict[int, Number] = {}  # by variable: its upper bound, where it has one
        self._rows: dict[int, dict[int, Number]] = {}  # by basic variable: factors of free ones
        self._bounds: dict[int, Number] = {}  # by basic variable: its value
        self._columns: dict[int, set[int]] = {}  # by free variable: the rows that hold it
        self._turned: set[int] = set()  # counted down from their upper bounds
        self._made = 0

    def variable(self, most: Number | None = None) -> int:
        """Make a variable from zero to `most` and give its number."""
        self._made += 1
        if most is not None:
            self._most[self._made] = most
        self._columns[self._made] = set()
        return self._made

    def at_most(self, factors: Mapping[int, Number], bound: Number) -> None:
        """Demand that the weighted sum of variables stays within `bound` (zero or more)."""
        if bound < 0:
            raise ValueError(f"The bound {bound} is negative; zero would not be a place to start.")
        self._made += 1
        self._rows[self._made] = {name: factor for name, factor in factors.items() if factor}
        self._bounds[self._made] = bound
        for name in self._rows[self._made]:
            self._columns[name].add(self._made)

    def maximize(self, goals: Iterable[Mapping[int, Number]]) -> None:
        """Reach each goal in turn without giving up any of the goals before it."""
        for goal in goals:
            if not self._columns:
                return
            prices = self._climb(self._prices(goal))
            for name in [name for name, price in prices.items() if price < 0]:
                self._hold(name)

    def value(self, name: int) -> Number:
        """Give what a variable is worth in the solution that was reached."""
        counted = self._bounds.get(name, 0)
        return self._most[name] - counted if name in self._turned else counted

    def _prices(self, goal: Mapping[int, Number]) -> dict[int, Number]:
        """Write the goal in terms of the free variables, as they are counted now."""
        prices: dict[int, Number] = {}
        for name, weight in goal.items():
            worth = -weight if name in self._turned else weight
            if name in self._columns:
                prices[name] = prices.get(name, 0) + worth
            for free, factor in self._rows.get(name, {}).items():
                prices[free] = prices.get(free, 0) - worth * factor
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
            leaving, room = self._tightest(entering)
            stuck = 0 if room else stuck + 1
            if leaving == entering:
                self._turn_free(entering)
                prices[entering] = -prices[entering]
                continue
            if self._rows[leaving][entering] < 0:
                self._turn_basic(leaving)
            self._exchange(entering, leaving)
            price = prices.pop(entering)
            for name, factor in self._rows[entering].items():
                changed = prices.get(name, 0) - price * factor
                if changed:
                    prices[name] = changed
                else:
                    prices.pop(name, None)

    def _tightest(self, entering: int) -> tuple[int, Number]:
        """Give the variable that first meets a bound as `entering` grows, and how far that is."""
        best, least = entering, self._most.get(entering)
        for row in self._columns[entering]:
            factor = self._rows[row][entering]
            if factor > 0:
                room = _divide(self._bounds[row], factor)
            elif row in self._most:
                room = _divide(self._most[row] - self._bounds[row], -factor)
            else:
                continue
            # Of equals the lowest number leaves, as Bland's rule asks; turning comes before all.
            if least is None or room < least or (room == least and entering != best > row):
                best, least = row, room
        if least is None:
            raise ValueError("Nothing bounds this program; every goal must be bounded by a row.")
        return best, least

    def _turn_free(self, name: int) -> None:
        """Move a free variable to its other bound and count it from there."""
        self._turned ^= {name}
        most = self._most[name]
        for row in self._columns[name]:
            factor = self._rows[row][name]
            self._bounds[row] = _whole(self._bounds[row] - factor * most)
            self._rows[row][name] = -factor

    def _turn_basic(self, name: int) -> None:
        """Count a basic variable down from its upper bound."""
        self._turned ^= {name}
        self._bounds[name] = _whole(self._most[name] - self._bounds[name])
        self._rows[name] = {free: -factor for free, factor in self._rows[name].items()}

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
            old = into.get(name)
            if old is None:
                into[name] = -times * factor
                self._columns[name].add(target)
                continue
            changed = old - times * factor
            if changed:
                into[name] = changed
            else:
                del into[name]
                self._columns[name].discard(target)
        self._bounds[target] = _whole(self._bounds[target] - times * bound)

    def _hold(self, name: int) -> None:
        """Leave a free variable at its bound for good."""
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
