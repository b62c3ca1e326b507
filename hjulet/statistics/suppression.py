"""Which numbers in a table must be hidden, so that nobody can be counted out by subtraction?"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hjulet.statistics import checks
from hjulet.statistics.checks import BoolArray, FloatArray
from hjulet.statistics.series import Number

if TYPE_CHECKING:
    from scipy.sparse import csr_array

HIGHEST_DIMENSION = 2
UNBOUNDED = 3
TOLERANCE = 1e-6


@dataclass(frozen=True)
class Suppressed:
    """The table with its margins: one entry more along each axis, the last being the sum.

    ``published`` is NaN where ``hidden``. ``primary`` are counts from 1 to k - 1; the other hidden cells protect
    them. ``lower`` and ``upper`` are what a reader can work out for each cell from everything published;
    ``safe`` when every primary cell could be 1 or less and k or more for all the reader knows.
    """

    published: FloatArray
    hidden: BoolArray
    primary: BoolArray
    lower: FloatArray
    upper: FloatArray
    safe: bool


def suppress(table: ArrayLike, k: int = 5) -> Suppressed:
    """Hides small counts, and as few and small others as are needed to protect them, margins included.

    ``table`` whole counts of people, 1-D or 2-D, without margins and nothing missing. Counts from 1 to ``k`` - 1
    are hidden wherever they stand, also in a margin; zeros stay open if they can. For each of them a linear
    programme finds the cheapest other cells that let it be 1 and k; then the programme is run over again among
    the cells chosen, and drops those not needed. The reader's range of every hidden cell is audited by the same
    programme. Other tables of the same people, and the same table on another day, are not looked at. Raises
    ValueError for missing, broken or negative counts, more dimensions and k < 2.
    Source: Robertson 1993, Stat J UN ECE 10:109; Fischetti & Salazar 2000, J Am Stat Assoc 95:916.
    """
    inner = checks.whole_counts(table, "table")
    if not 1 <= inner.ndim <= HIGHEST_DIMENSION or inner.size == 0 or np.isnan(inner).any() or k < 2:
        message = "table must be complete counts in one or two dimensions, and k at least 2."
        raise ValueError(message)
    full = _with_margins(inner)
    programme = _Programme(full.ravel(), _sums(full.shape), k)
    hidden = programme.hide()
    lower, upper = programme.ranges(hidden)
    primary = programme.primary
    safe = bool(((lower <= 1) & (upper >= k))[primary].all())

    def shaped(array: NDArray[Number]) -> NDArray[Number]:
        return array.reshape(full.shape)

    return Suppressed(
        published=shaped(np.where(hidden, np.nan, programme.cells)),
        hidden=shaped(hidden),
        primary=shaped(primary),
        lower=shaped(lower),
        upper=shaped(upper),
        safe=safe,
    )


def suppress_linked(
    cells: ArrayLike,
    sums: Sequence[tuple[int, Sequence[int]]],
    k: int = 5,
    *,
    untold: Sequence[int] = (),
    known: Sequence[int] = (),
) -> BoolArray:
    """``suppress`` where the margins are not those of one table: units within departments, sums of sums, linked tables.

    ``cells`` whole counts, totals among them. ``sums`` says which cell is the sum of which others. ``untold`` cells are
    printed nowhere, but a reader may work them out: what a total holds beyond its parts. ``known`` ones are printed
    elsewhere, so that hiding them would protect nobody. Gives which cells to hide: the least and the smallest, as
    ``suppress`` does; among them the untold. A small count that what is known gives away cannot be protected, and is
    hidden alone. Raises ValueError for missing, broken or negative counts, sums that are not sums, and k < 2.
    """
    counts = checks.whole_counts(cells, "cells")
    if counts.ndim != 1 or counts.size == 0 or np.isnan(counts).any() or k < 2:
        message = "cells must be complete counts in a row, and k at least 2."
        raise ValueError(message)
    rows = np.zeros((len(sums), counts.size))
    for row, (total, parts) in zip(rows, sums, strict=True):
        row[list(parts)] = 1
        row[total] = -1
    if rows.size and np.abs(rows @ counts).max() > TOLERANCE:
        message = "each sum must be the sum of its parts."
        raise ValueError(message)
    return _Programme(counts, rows, k, untold=untold, known=known).hide()


def _with_margins(inner: FloatArray) -> FloatArray:
    full = inner
    for axis in range(inner.ndim):
        full = np.concatenate([full, full.sum(axis=axis, keepdims=True)], axis=axis)
    return full


def _sums(shape: tuple[int, ...]) -> FloatArray:
    """One row per published sum: 1 for its terms, -1 for the sum itself."""
    position = np.arange(int(np.prod(shape))).reshape(shape)
    rows = []
    for axis in range(len(shape)):
        for line in np.moveaxis(position, axis, -1).reshape(-1, shape[axis]):
            row = np.zeros(position.size)
            row[line] = 1
            row[line[-1]] = -1
            rows.append(row)
    return np.array(rows)


class _Programme:
    """The table as a linear programme: the hidden cells may change, if every sum still holds and none is negative."""

    def __init__(
        self, cells: FloatArray, sums: FloatArray, k: int,
        *, untold: Sequence[int] = (), known: Sequence[int] = (),
    ) -> None:  # fmt: skip
        self.cells, self.sums, self.k = cells, sums, k
        self.untold, self.known = np.zeros(cells.shape, dtype=bool), np.zeros(cells.shape, dtype=bool)
        self.untold[list(untold)], self.known[list(known)] = True, True
        self.primary: BoolArray = (cells >= 1) & (cells < k) & ~self.known
        terms = (sums == -1).sum(axis=0)
        self.cost = np.maximum(cells, k) + terms * cells.max()

    @cached_property
    def both_ways(self) -> "csr_array":
        """The sums of what goes up and what goes down. Sparse: a large table is nearly all zeros."""
        from scipy.sparse import csr_array

        return csr_array(np.hstack([self.sums, -self.sums]))

    def hide(self) -> BoolArray:
        """Two rounds over the small counts; in the second only cells from the first can be chosen."""
        first = self._round(self.cost, ~self.known)
        return self._round(self.cost, first)

    def ranges(self, hidden: BoolArray) -> tuple[FloatArray, FloatArray]:
        """The least and the most each cell can be for a reader of what is not hidden."""
        from scipy.optimize import linprog

        lower, upper = self.cells.copy(), self.cells.copy()
        free = np.flatnonzero(hidden)
        known = self.sums[:, ~hidden] @ self.cells[~hidden]
        for place, cell in enumerate(free):
            goal = np.zeros(len(free))
            goal[place] = 1
            least, most = (
                linprog(sign * goal, A_eq=self.sums[:, hidden], b_eq=-known, bounds=(0, None))
                for sign in (1, -1)
            )
            lower[cell] = round(least.fun, 6)
            upper[cell] = np.inf if most.status == UNBOUNDED else round(-most.fun, 6)
        return lower, upper

    def _round(self, cost: FloatArray, allowed: BoolArray) -> BoolArray:
        """The small counts and what protects them; each change found may protect other small counts too."""
        hidden = self.primary | self.untold
        low, high = self.cells <= 1, self.cells >= self.k
        for cell in np.flatnonzero(self.primary).tolist():
            for goal, reached in ((1, low), (self.k, high)):
                if not reached[cell]:
                    changed = self._cheapest(cell, goal, np.where(hidden, 0, cost), allowed)
                    hidden |= np.abs(changed - self.cells) > TOLERANCE
                    low |= changed <= 1 + TOLERANCE
                    high |= changed >= self.k - TOLERANCE
        return hidden

    def _cheapest(self, cell: int, goal: int, cost: FloatArray, allowed: BoolArray) -> FloatArray:
        """The table in which this cell reaches the goal, and the cells that differ cost least to hide."""
        from scipy.optimize import linprog

        change = goal - self.cells[cell]
        most, least = np.where(allowed, np.inf, 0), np.where(allowed, self.cells, 0)
        most[cell], least[cell] = max(change, 0), max(-change, 0)
        floor = np.zeros(2 * len(most))
        floor[cell], floor[cell + len(most)] = most[cell], least[cell]
        answer = linprog(
            np.concatenate([cost, cost]),
            A_eq=self.both_ways,
            b_eq=np.zeros(len(self.sums)),
            bounds=np.column_stack([floor, np.concatenate([most, least])]),
        )
        if answer.x is None:  # what is known already gives the cell away, whatever else is hidden
            return self.cells
        up, down = np.split(answer.x, 2)
        table: FloatArray = self.cells + up - down
        return table
