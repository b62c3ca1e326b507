"""Is there a pattern over time? Too long a run on one side of the middle, or too few crossings of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from hjulet.statistics import series
from hjulet.statistics.checks import BoolArray, FloatArray, IntArray
from hjulet.statistics.refusals import Refusal
from hjulet.statistics.series import PerSeries

FEWEST = 10


@dataclass(frozen=True)
class Runs:
    """What the points of one part do around the centre line; one value per series.

    ``observations`` are present and not excluded, ``useful`` also off the line. ``signal`` when the longest
    run is longer than its limit or the crossings fewer than theirs, and there is no refusal.
    """

    observations: PerSeries
    useful: PerSeries
    longest_run: PerSeries
    longest_run_limit: PerSeries
    crossings: PerSeries
    crossings_limit: PerSeries
    signal: PerSeries
    refusal: PerSeries


@dataclass(frozen=True)
class RunChart:
    """``centre`` has the shape of the values; ``refusal`` is that of the last part, which is going on."""

    centre: FloatArray
    parts: tuple[Runs, ...]
    refusal: PerSeries


def run_chart(
    values: ArrayLike,
    *,
    freeze: int | None = None,
    starts: Iterable[int] = (),
    exclude: Iterable[int] = (),
    guard: bool = True,
) -> RunChart:
    """The median and the runs around it, per part.

    ``values`` is one series or a batch (series, time), any unit, missing as NaN. ``freeze`` points of the
    first part make its median; ``starts`` begin new parts; ``exclude`` positions count neither for the
    median nor for the runs. A missing value or one on the median does not end a run. With ``guard`` there
    is a refusal under ten useful points, when the median is the minimum, or with more than half of the points
    on the median, since stable rare events would signal by themselves. Raises ValueError for wrong positions.
    Source: Anhoej & Olesen 2014, PLoS ONE 9:e113825; Schilling 2012; Chen 2010.
    """
    y = series.rows(values, "values")
    take = series.included(y.shape[1], exclude) & ~np.isnan(y)
    centre = np.empty(y.shape)
    parts = []
    for part in series.pieces(y.shape[1], starts):
        base = series.baseline(take[:, part], freeze if part.start == 0 else None)
        centre[:, part] = series.median(y[:, part], base)
        parts.append(runs_around(y[:, part], centre[:, part], take[:, part], base, guard=guard))
    chart = RunChart(centre, tuple(parts), parts[-1].refusal)
    return chart if np.ndim(values) == 2 else series.one(chart, 0)


def runs_around(y: FloatArray, centre: FloatArray, use: BoolArray, base: BoolArray, *, guard: bool) -> Runs:
    """The runs of one part around its centre line; arrays (series, time)."""
    side = np.where(use, series.sides(y, centre), 0)
    observations, useful = use.sum(axis=1), (side != 0).sum(axis=1)
    longest, crossings = _count(side)
    run_limits, crossing_limits = limits(y.shape[1])
    refusal = _refusal(y, base, observations, useful) if guard else _nothing_useful(useful)
    signal = (longest > run_limits[useful]) | (crossings < crossing_limits[useful])
    return Runs(
        observations,
        useful,
        longest,
        run_limits[useful],
        crossings,
        crossing_limits[useful],
        signal & ~series.refused(refusal)[:, 0],
        refusal,
    )


def _count(side: IntArray) -> tuple[IntArray, IntArray]:
    """The longest run and the number of crossings per series; zeros are stepped over."""
    place = np.arange(side.shape[1])
    off = side != 0
    latest = np.maximum.accumulate(np.where(off, place, 0), axis=1)
    before = np.take_along_axis(side, latest, axis=1)[:, :-1]
    crossing = np.zeros(side.shape, dtype=bool)
    crossing[:, 1:] = side[:, 1:] * before < 0
    seen = np.cumsum(off, axis=1, dtype=np.int32)
    outset = np.maximum.accumulate(np.where(crossing, seen - 1, 0), axis=1)
    return (seen - outset).max(axis=1).astype(np.int64), crossing.sum(axis=1)


@lru_cache
def limits(most: int) -> tuple[IntArray, IntArray]:
    """The longest run and the fewest crossings that chance explains, for 0 to ``most`` useful points."""
    from scipy.stats import binom

    n = np.arange(most + 1)
    longest = np.round(np.log2(np.maximum(n, 1))).astype(int) + 3
    fewest = np.where(n > 1, binom.ppf(0.05, np.maximum(n - 1, 1), 0.5), 0).astype(int)
    return np.where(n > 0, longest, 0), fewest


def _refusal(y: FloatArray, base: BoolArray, observations: IntArray, useful: IntArray) -> PerSeries:
    """The guard: reasons why the runs of this series say nothing."""
    middle = series.median(y, base)[:, 0]
    least = np.where(base, y, np.inf).min(axis=1)
    return series.refusals(
        (observations < FEWEST, Refusal.TOO_FEW_POINTS),
        (series.sides(least, middle) >= 0, Refusal.MEDIAN_IS_MINIMUM),
        (2 * useful < observations, Refusal.MOSTLY_ON_MEDIAN),
        (useful < FEWEST, Refusal.TOO_FEW_USEFUL),
    )


def _nothing_useful(useful: IntArray) -> PerSeries:
    return series.refusals((useful == 0, Refusal.TOO_FEW_USEFUL))
