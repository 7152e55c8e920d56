"""The rows of a linear program and the moves between its corners, in whole numbers.

Each row is kept as whole factors with a whole factor of its own variable, so that no fraction is
ever formed. A variable's own upper bound needs no row: a variable may stand at it, counted down
from there ("turned").
"""

from __future__ import annotations

from math import gcd

Weights = dict[int, int]

# How many factors one program may touch: about a second's work. Counted, not timed, so that the
# same question always gets the same answer.
MOST_WORK = 5_000_000


class TooLarge(Exception):  # noqa: N818
    """A question that would take longer to answer than anybody should wait."""


class Tableau:
    """Basic variables, one by row, in terms of the free ones, which stand at one of their bounds.

    By basic variable b: `own[b] * b + sum of rows[b][f] * f = bounds[b]`, over free variables f.
    """

    def __init__(self) -> None:
        self.most: dict[int, int] = {}  # by variable: its upper bound, where it has one
        self.rows: dict[int, Weights] = {}
        self.own: dict[int, int] = {}
        self.bounds: dict[int, int] = {}
        self.columns: dict[int, set[int]] = {}  # by free variable: the rows that hold it
        self.turned: set[int] = set()  # counted down from their upper bounds
        self.work = 0

    def add_variable(self, name: int, most: int | None) -> None:
        """Add a free variable from zero to `most`."""
        if most is not None:
            self.most[name] = most
        self.columns[name] = set()
        self.worked(10)

    def add_row(self, name: int, factors: Weights, bound: int) -> None:
        """Add a row whose own variable, new and basic, is what is left of the bound."""
        self.rows[name], self.own[name], self.bounds[name] = factors, 1, bound
        for free in factors:
            self.columns[free].add(name)
        self.worked(10 + 5 * len(factors))

    def worked(self, factors: int) -> None:
        """Count work and stop where it is more than anybody should wait for."""
        self.work += factors
        if self.work > MOST_WORK:
            raise TooLarge

    def tightest(self, entering: int, *, careful: bool) -> tuple[int, bool]:
        """Give the variable that first meets a bound as `entering` grows, and whether it grows.

        How far is a fraction, `room / per`; two are compared without dividing. Of equals the
        shortest row leaves or, if careful, the lowest number, as Bland's rule asks.
        """
        rows, most, bounds = self.rows, self.most, self.bounds
        self.work += len(self.columns[entering])
        best, room, per, tie = entering, most.get(entering), 1, 0
        for row in self.columns[entering]:
            factor = rows[row][entering]
            if factor > 0:
                left = bounds[row]
            elif row in most:
                left, factor = most[row] * self.own[row] - bounds[row], -factor
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

    def turn_free(self, name: int) -> None:
        """Move a free variable to its other bound and count it from there."""
        self.turned ^= {name}
        most = self.most[name]
        for row in self.columns[name]:
            factor = self.rows[row][name]
            self.bounds[row] -= factor * most
            self.rows[row][name] = -factor

    def exchange(self, entering: int, leaving: int) -> None:
        """Make the free variable `entering` basic in place of `leaving`, which meets a bound."""
        if self.rows[leaving][entering] < 0:
            self._turn_basic(leaving)
        row, bound = self.rows.pop(leaving), self.bounds.pop(leaving)
        others = self.columns.pop(entering)
        others.discard(leaving)
        own = row.pop(entering)
        self.worked(len(row) * (1 + len(others)))
        for name in row:
            column = self.columns[name]
            column.discard(leaving)
            column.add(entering)
        row[leaving] = self.own.pop(leaving)
        self.columns[leaving] = {entering}
        self.rows[entering], self.own[entering], self.bounds[entering] = row, own, bound
        for other in others:
            self._subtract(other, self.rows[other].pop(entering), entering)

    def hold(self, name: int) -> None:
        """Leave a free variable at its bound for good."""
        for row in self.columns.pop(name):
            del self.rows[row][name]

    def _turn_basic(self, name: int) -> None:
        """Count a basic variable down from its upper bound."""
        self.turned ^= {name}
        self.bounds[name] = self.most[name] * self.own[name] - self.bounds[name]
        self.rows[name] = {free: -factor for free, factor in self.rows[name].items()}

    def _subtract(self, target: int, times: int, source: int) -> None:
        """Take `source` out of a row by subtracting the row in which it is basic now."""
        into, own, columns = self.rows[target], self.own[source], self.columns
        bound = self.bounds[target]
        if own != 1:
            into = {name: factor * own for name, factor in into.items()}
            bound *= own
            self.own[target] *= own
        for name, factor in self.rows[source].items():
            old = into.get(name, 0)
            new = old - times * factor
            if not new:
                del into[name]
                columns[name].discard(target)
                continue
            into[name] = new
            if not old:
                columns[name].add(target)
        self.rows[target], self.bounds[target] = into, bound - times * self.bounds[source]
        if self.own[target] != 1:
            self._reduce(target)

    def _reduce(self, name: int) -> None:
        """Divide a row by what all its numbers have in common."""
        row = self.rows[name]
        shared = gcd(self.own[name], self.bounds[name], *row.values())
        if shared > 1:
            self.rows[name] = {free: factor // shared for free, factor in row.items()}
            self.bounds[name] //= shared
            self.own[name] //= shared
