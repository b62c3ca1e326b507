"""Which of many series deserve a person's eye, when chance alone would mark some of them?"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from hjulet.statistics import checks
from hjulet.statistics.checks import BoolArray, FloatArray
from hjulet.statistics.intervals import ratio_limits
from hjulet.statistics.multiplicity import adjust
from hjulet.statistics.scan import Scan, scan, windows
from hjulet.statistics.years import Direction

SERIES, ALL = "series", "all"


@dataclass(frozen=True)
class Pattern:
    """One series, or one group of series, that has changed.

    ``ratio`` is the rate of the latest ``months`` through the rate before, with a 95 % interval. ``q_value`` is
    the expected share of false alarms if this and everything clearer is looked at. ``level`` is "series" (then
    ``index`` is its position), "all", or the name of a grouping (then ``name`` is the group).
    """

    index: int | None
    direction: Direction
    ratio: float
    lower: float
    upper: float
    p: float
    q_value: float
    months: int
    level: str = SERIES
    name: Hashable = None


@dataclass(frozen=True)
class Patterns:
    """What was found, clearest first; iterate over it. ``too_few`` are series with too few events to decide."""

    found: tuple[Pattern, ...]
    too_few: tuple[int, ...]
    tested: int
    q: float

    def __iter__(self) -> Iterator[Pattern]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)


def patterns(
    counts: ArrayLike,
    exposure: ArrayLike | None = None,
    *,
    recent: int = 12,
    q: float = 0.10,
    groups: Mapping[str, Sequence[Hashable]] | None = None,
) -> Patterns:
    """The series whose rate has changed to stay, with at most the share ``q`` of false ones expected.

    ``counts`` (series, time), whole numbers per month, missing as NaN; ``exposure`` the same shape or one row,
    any unit. Compares the latest two thirds, one and one and a half times ``recent`` months with all before,
    and calibrates for having looked three times (see ``scan``). A series that could not reach p < 0.05 however
    its events fell is set apart by its total alone (Tarone 1990, Biometrics 46:515); so are all, when there
    are fewer than 2 x ``recent`` months. The rest is one family (Benjamini & Hochberg 1995).

    ``groups`` gives, per level such as "unit" and "type", a label for every series. Then the whole and the
    groups are tested first, and only series inside a group that was found, at q times the share of groups
    found (Benjamini & Bogomolov 2014, JRSS B 76:297). Raises ValueError for broken or negative counts,
    exposure below zero, shapes or labels that do not fit, and q outside 0-1.
    """
    y, e = _input(counts, exposure, recent, q)
    lengths = windows(y.shape[1], recent)
    if not lengths or 2 * recent > y.shape[1]:
        return Patterns((), tuple(range(len(y))), 0, q)
    cells = scan(y, e, lengths)
    too_few = tuple(np.flatnonzero(~cells.can_decide).tolist())
    if groups is None:
        q_values = _q_values(cells, np.ones(len(y), dtype=bool))
        found = _found(cells, q_values, q)
        return Patterns(_sorted(found), too_few, int(cells.can_decide.sum()), q)
    found, tested = _inside(y, e, lengths, groups, cells, q)
    return Patterns(_sorted(found), too_few, tested, q)


def _input(
    counts: ArrayLike, exposure: ArrayLike | None, recent: int, q: float
) -> tuple[FloatArray, FloatArray]:
    y = checks.whole_counts(counts, "counts")
    e = np.ones(y.shape) if exposure is None else checks.counts(exposure, "exposure")
    if y.ndim != 2 or 0 in y.shape or recent < 1 or not 0 < q < 1:
        message = "counts must be (series, time), recent at least one month and q between 0 and 1."
        raise ValueError(message)
    if e.shape not in (y.shape, y.shape[1:]):
        message = "exposure must have the shape of counts, or be one row for all of them."
        raise ValueError(message)
    y, e = checks.broadcast(y, e)
    if (y[e == 0] > 0).any():
        message = "There are events where the exposure is zero."
        raise ValueError(message)
    return y, np.where(np.isnan(e), 0, e)


def _q_values(result: Scan, chosen: BoolArray) -> FloatArray:
    """Adjusted p of those chosen that can decide; NaN for the others."""
    return adjust(np.where(chosen & result.can_decide, result.p, np.nan))


def _inside(
    y: FloatArray,
    e: FloatArray,
    lengths: tuple[int, ...],
    groups: Mapping[str, Sequence[Hashable]],
    cells: Scan,
    q: float,
) -> tuple[list[Pattern], int]:
    """Groups first, then the series inside those that were found."""
    names, members = _nodes(groups, len(y))
    known = ~np.isnan(y) & (e > 0)
    pooled = scan(
        members.astype(float) @ np.where(known, y, 0), members.astype(float) @ np.where(known, e, 0), lengths
    )
    q_values = _q_values(pooled, np.ones(len(names), dtype=bool))
    found = _found(pooled, q_values, q, names)
    listed = q_values[1:] <= q
    penalty = len(listed) / max(1, int(listed.sum()))
    opened = members[1:][listed]
    inner = np.full((len(opened) + 1, len(y)), np.nan)
    for row, inside in enumerate(opened):
        inner[row] = np.minimum(1, _q_values(cells, inside) * penalty)
    best = np.fmin.reduce(inner, axis=0)
    tested = int(pooled.can_decide.sum()) + int((~np.isnan(best)).sum())
    return found + _found(cells, best, q), tested


def _nodes(
    groups: Mapping[str, Sequence[Hashable]], size: int
) -> tuple[list[tuple[str, Hashable]], BoolArray]:
    """The whole and every group, by name, and which series each holds."""
    names: list[tuple[str, Hashable]] = [(ALL, None)]
    members = [np.ones(size, dtype=bool)]
    for level, labels in groups.items():
        if len(labels) != size:
            message = "Every grouping must have one label for each series."
            raise ValueError(message)
        for label in dict.fromkeys(labels):
            names.append((level, label))
            members.append(np.array([other == label for other in labels]))
    return names, np.array(members)


def _found(
    result: Scan, q_values: FloatArray, q: float, names: list[tuple[str, Hashable]] | None = None
) -> list[Pattern]:
    """What stays under q, as patterns."""
    chosen = np.flatnonzero(q_values <= q)
    time1, time2, phi = result.before_exposure[chosen], result.recent_exposure[chosen], result.phi[chosen]
    before, recent = result.before[chosen], result.recent[chosen]
    ratio = np.divide(recent * time1, before * time2, out=np.full(len(chosen), np.inf), where=before > 0)
    lower, upper = ratio_limits(before / phi, time1, recent / phi, time2, 0.95)
    found = []
    for row, i in enumerate(chosen.tolist()):
        level, name = (SERIES, None) if names is None else names[i]
        found.append(
            Pattern(
                index=i if names is None else None,
                direction=Direction.UP if ratio[row] > 1 else Direction.DOWN,
                ratio=float(ratio[row]),
                lower=float(lower[row]),
                upper=float(upper[row]),
                p=float(result.p[i]),
                q_value=float(q_values[i]),
                months=int(result.months[i]),
                level=level,
                name=name,
            )
        )
    return found


def _sorted(found: list[Pattern]) -> tuple[Pattern, ...]:
    """Groups before series, the clearest first."""
    return tuple(sorted(found, key=lambda pattern: (pattern.level == SERIES, pattern.q_value, pattern.p)))
