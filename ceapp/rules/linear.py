"""An exact solver for small linear programs with several goals, one after another.

Whole numbers go in and everything inside is whole, so an optimum is the optimum and no hour is
lost to rounding. The method is the simplex on sparse rows; each row is kept as whole factors with
a whole factor of its own variable, so that no fraction is ever formed. A variable's own upper
bound needs no row: a variable may stand at it, counted down from there ("turned"). Goals are taken
in order: after each, every variable that would spoil it stays where it is, and the next goal is
sought among what is left. The work is counted and bounded, so that nothing runs for minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import gcd, lcm

Number = int | Fraction
Weights = dict[int, int]

# Factors touched by one program: about a second's work. Counted, not timed, so that the same
# question always gets the same answer.
MOST_WORK = 5_000_000


class TooLarge(Exception):  # noqa: N818
    """A question that would take longer to answer than anybody should wait."""


class Program:
    """Variables from zero to a bound, under rows of the form `sum of factor * variable <= bound`.

    Rows' bounds are never negative, so that "everything zero" is a place to start from.
    """

    def __init__(self) -> None:
        self._most: dict[int, int] = {}  # by variable: its upper bound, where it has one
        # By basic variable b: own[b] * b + sum of row[b][f] * f = bound[b], over free variables f.
        self._rows: dict[int, Weights] = {}
        self._own: dict[int, int] = {}
        self._bounds: dict[int, int] = {}
        self._columns: dict[int, set[int]] = {}  # by free variable: the rows that hold it
        self._turned: set[int] = set()  # counted down from their upper bounds
        self._made = 0
        self._work = 0

    def variable(self, most: int | None = None) -> int:
        """Make a variable from zero to `most` and give its number."""
        self._made += 1
        if most is not None:
            self._most[self._made] = most
        self._columns[self._made] = set()
        return self._made

    def at_most(self, factors: Mapping[int, int], bound: int) -> int:
        """Demand that the weighted sum of variables stays within `bound` (zero or more).

        What is left of the bound is a variable too; gives its number.
        """
        if bound < 0:
            raise ValueError(f"The bound {bound} is negative; zero would not be a place to start.")
        self._made += 1
        self._rows[self._made] = {name: factor for name, factor in factors.items() if factor}
        self._own[self._made] = 1
        self._bounds[self._made] = bound
        for name in self._rows[self._made]:
            self._columns[name].add(self._made)
        self._worked(len(factors))
        return self._made

    def most(self, name: int) -> int:
        """Give the upper bound of a variable that has one."""
        return self._most[name]

    def scarce(self, name: int) -> bool:
        """Say whether a goal that was reached would suffer if this variable were not zero."""
        return name not in self._columns and name not in self._rows

    def turn(self, name: int) -> bool:
        """Put a variable at its upper bound if nothing else has to move for it; say whether.

        Turned before the first goal, variables make a start that may be near the best already.
        """
        if self._tightest(name, careful=True)[0] != name:
            return False
        self._turn_free(name)
        return True

    def maximize(self, goals: Iterable[Mapping[int, int]]) -> None:
        """Reach each goal in turn without giving up any of the goals before it."""
        for goal in goals:
            if not self._columns:
                return
            prices = self._climb(self._prices(goal))
            for name in [name for name, price in prices.items() if price < 0]:
                self._hold(name)

    def value(self, name: int) -> Number:
        """Give what a variable is worth in the solution that was reached."""
        counted: Number = 0
        if name in self._bounds:
            counted = Fraction(self._bounds[name], self._own[name])
            counted = counted.numerator if counted.denominator == 1 else counted
        return self._most[name] - counted if name in self._turned else counted

    def _prices(self, goal: Mapping[int, int]) -> Weights:
        """Write the goal in terms of the free variables as they are counted now.

        All prices are multiplied by one positive number, which changes nothing about which rise.
        """
        scale = lcm(*(self._own.get(name, 1) for name in goal))
        prices: Weights = {}
        for name, weight in goal.items():
            worth = -weight if name in self._turned else weight
            if name in self._columns:
                prices[name] = prices.get(name, 0) + worth * scale
            elif name in self._rows:
                each = worth * (scale // self._own[name])
                for free, factor in self._rows[name].items():
                    prices[free] = prices.get(free, 0) - each * factor
        return {name: price for name, price in prices.items() if price}

    def _climb(self, prices: Weights) -> Weights:
        """Let variables enter while one of them raises the goal; give the prices at the top."""
        stuck = 0
        while any(price > 0 for price in prices.values()):
            # A steep rise that few rows hold is fast but may circle where nothing moves; the
            # lowest number (Bland's rule) never does.
            careful = stuck > len(self._rows) + len(self._columns)
            entering = self._lowest(prices) if careful else self._steepest(prices)
            leaving, moves = self._tightest(entering, careful=careful)
            stuck = 0 if moves else stuck + 1
            if leaving == entering:
                self._turn_free(entering)
                prices[entering] = -prices[entering]
                continue
            if self._rows[leaving][entering] < 0:
                self._turn_basic(leaving)
            self._exchange(entering, leaving)
            prices = self._prices_after(prices, entering)
        return prices

    def _lowest(self, prices: Weights) -> int:
        return min(name for name, price in prices.items() if price > 0)

    def _steepest(self, prices: Weights) -> int:
        columns = self._columns
        _worth, name = max(
            (1024 * price // (1 + len(columns[name])), -name)
            for name, price in prices.items()
            if price > 0
        )
        return -name

    def _prices_after(self, prices: Weights, entering: int) -> Weights:
        """Write the prices without `entering`, which has just become basic."""
        price = prices.pop(entering)
        row, own = self._rows[entering], self._own[entering]
        if own != 1:
            prices = {name: held * own for name, held in prices.items()}
        for name, factor in row.items():
            changed = prices.get(name, 0) - price * factor
            if changed:
                prices[name] = changed
            else:
                prices.pop(name, None)
        shared = gcd(*prices.values())
        return {name: held // shared for name, held in prices.items()} if shared > 1 else prices

    def _tightest(self, entering: int, *, careful: bool) -> tuple[int, bool]:
        """Give the variable that first meets a bound as `entering` grows, and whether it grows.

        How far is a fraction, `room / per`; two are compared without dividing. Of equals the
        shortest row leaves or, if careful, the lowest number, as Bland's rule asks.
        """
        rows, most = self._rows, self._most
        best, room, per, tie = entering, most.get(entering), 1, 0
        for row in self._columns[entering]:
            factor = rows[row][entering]
            if factor > 0:
                left = self._bounds[row]
            elif row in most:
                left, factor = most[row] * self._own[row] - self._bounds[row], -factor
            else:
                continue
            closer = -1 if room is None else left * per - room * factor
            if closer > 0:
                continue
            rank = row if careful else len(rows[row])
            if closer < 0 or rank < tie:
                best, room, per, tie = row, left, factor, rank
        if room is None:
            raise ValueError("Nothing bounds this program; every goal must be bounded by a row.")
        return best, room > 0

    def _turn_free(self, name: int) -> None:
        """Move a free variable to its other bound and count it from there."""
        self._turned ^= {name}
        most = self._most[name]
        for row in self._columns[name]:
            factor = self._rows[row][name]
            self._bounds[row] -= factor * most
            self._rows[row][name] = -factor

    def _turn_basic(self, name: int) -> None:
        """Count a basic variable down from its upper bound."""
        self._turned ^= {name}
        self._bounds[name] = self._most[name] * self._own[name] - self._bounds[name]
        self._rows[name] = {free: -factor for free, factor in self._rows[name].items()}

    def _exchange(self, entering: int, leaving: int) -> None:
        """Make the free variable `entering` basic in place of `leaving`."""
        row, bound = self._rows.pop(leaving), self._bounds.pop(leaving)
        others = self._columns.pop(entering)
        others.discard(leaving)
        own = row.pop(entering)
        self._worked(len(row) * (1 + len(others)))
        for name in row:
            self._columns[name].discard(leaving)
            self._columns[name].add(entering)
        row[leaving] = self._own.pop(leaving)
        self._columns[leaving] = {entering}
        self._rows[entering], self._own[entering], self._bounds[entering] = row, own, bound
        for other in others:
            self._subtract(other, self._rows[other].pop(entering), entering)

    def _worked(self, factors: int) -> None:
        self._work += factors
        if self._work > MOST_WORK:
            raise TooLarge

    def _subtract(self, target: int, times: int, source: int) -> None:
        """Take `entering` out of a row by subtracting the row in which it is basic now."""
        into, own = self._rows[target], self._own[source]
        bound = self._bounds[target]
        if own != 1:
            into = {name: factor * own for name, factor in into.items()}
            bound *= own
            self._own[target] *= own
        for name, factor in self._rows[source].items():
            old = into.get(name)
            if old is None:
                into[name] = -times * factor
                self._columns[name].add(target)
            elif old == times * factor:
                del into[name]
                self._columns[name].discard(target)
            else:
                into[name] = old - times * factor
        bound -= times * self._bounds[source]
        if self._own[target] != 1:
            shared = gcd(self._own[target], bound, *into.values())
            if shared > 1:
                into = {name: factor // shared for name, factor in into.items()}
                bound //= shared
                self._own[target] //= shared
        self._rows[target], self._bounds[target] = into, bound

    def _hold(self, name: int) -> None:
        """Leave a free variable at its bound for good."""
        for row in self._columns.pop(name):
            del self._rows[row][name]
