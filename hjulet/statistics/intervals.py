"""How sure are we of one share, one rate, one difference or one ratio?

Every function takes numbers or arrays that broadcast together, and gives back the same shape.
Nothing here is a test of significance: the page shows the interval.
"""

from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

import numpy as np
from numpy.typing import ArrayLike

from hjulet.statistics import checks
from hjulet.statistics.checks import FloatArray
from hjulet.statistics.refusals import Refusal

Numbers = TypeVar("Numbers", float, FloatArray)


@dataclass(frozen=True)
class Interval(Generic[Numbers]):
    """A figure and how far from it the truth may lie. NaN only where the figure itself is missing."""

    value: Numbers
    lower: Numbers
    upper: Numbers
    level: float
    method: str


@dataclass(frozen=True)
class RateRatio(Interval[Numbers], Generic[Numbers]):
    """The second rate through the first, with the exact p value and its mid-p version."""

    p: Numbers
    mid_p: Numbers


@dataclass(frozen=True)
class StandardisedRate:
    """A rate as it would be with the age structure of the standard population."""

    value: float
    lower: float
    upper: float
    level: float
    total: float
    refusal: Refusal | None


def wilson(x: Numbers, n: Numbers, level: float = 0.95) -> Interval[Numbers]:
    """A share with Wilson's interval.

    ``x`` of ``n`` answers, any shape; the result is a share between 0 and 1. With n = 0 the share is NaN and
    the interval is 0 to 1: nothing is known. Raises ValueError for negative counts or x > n.
    Source: Wilson 1927, JASA 22:209.
    """
    part, whole = checks.shares(x, n)
    lower, upper = wilson_limits(part, whole, normal_quantile(level))
    return Interval(*_alike(_divide(part, whole), lower, upper), level, "wilson")


def share_against(x: int, n: int, expected: float) -> float:
    """How easily chance alone puts ``x`` of ``n`` answers as far from a known share as this: two-sided mid-p.

    ``expected`` is a share between 0 and 1 and is taken as known. With n = 0 the answer is 1. Raises ValueError
    for x > n and for shares outside 0-1.
    Source: Lancaster 1961, JASA 56:223 (the mid-p value).
    """
    checks.shares(x, n)
    if not 0 <= expected <= 1:
        message = "expected must be between 0 and 1."
        raise ValueError(message)
    if n == 0:
        return 1.0
    from scipy.stats import binom

    middle = float(binom.pmf(x, n, expected)) / 2
    below, above = float(binom.cdf(x, n, expected)) - middle, float(binom.sf(x, n, expected)) + middle
    return min(1.0, 2 * min(below, above))


def rate_interval(
    count: Numbers, exposure: Numbers, level: float = 0.95, *, method: Literal["exact", "byar"] = "exact"
) -> Interval[Numbers]:
    """A rate, events per unit of exposure, with an exact interval (or Byar's approximation, by name).

    Any shape; unit: events per unit of ``exposure``. Raises ValueError for negative counts or exposure <= 0.
    Source: Garwood 1936, Biometrika 28:437; Byar in Breslow & Day 1987, volume II, p. 69.
    """
    checks.choice(method, ("exact", "byar"), "method")
    events, time = checks.broadcast(checks.counts(count, "count"), checks.exposures(exposure, "exposure"))
    limits = poisson_limits if method == "exact" else byar_limits
    lower, upper = limits(events, checks.level(level))
    return Interval(*_alike(events / time, lower / time, upper / time), level, method)


def directly_standardised_rate(
    counts: ArrayLike, populations: ArrayLike, standard: ArrayLike, level: float = 0.95
) -> StandardisedRate:
    """A rate weighted to a standard population, with Dobson's interval.

    Three 1-D arrays of the same length, one entry per age band; unit: events per person. Under 10 events in
    all, or with a figure missing, there is no rate, only a refusal. Raises ValueError for shapes that differ
    or populations <= 0.
    Source: Dobson, Kuulasmaa, Eberle & Scherer 1991, Stat Med 10:457.
    """
    events = checks.counts(counts, "counts")
    people = checks.exposures(populations, "populations")
    weights = checks.counts(standard, "standard")
    if events.ndim != 1 or not events.shape == people.shape == weights.shape:
        message = "counts, populations and standard must be 1-D and equally long."
        raise ValueError(message)
    total = float(np.nansum(events))
    gaps = np.isnan(events + people + weights).any()
    if total < 10 or gaps:
        refusal = Refusal.TOO_FEW_EVENTS if total < 10 else Refusal.GAPS
        return StandardisedRate(np.nan, 0.0, np.inf, level, total, refusal)
    weights = weights / weights.sum()
    rate = float((weights * events / people).sum())
    spread = np.sqrt((weights**2 * events / people**2).sum() / total)
    lower, upper = byar_limits(np.asarray(total), checks.level(level))
    return StandardisedRate(
        rate,
        float(rate + spread * (lower - total)),
        float(rate + spread * (upper - total)),
        level,
        total,
        None,
    )


def newcombe(x1: Numbers, n1: Numbers, x2: Numbers, n2: Numbers, level: float = 0.95) -> Interval[Numbers]:
    """The difference x1/n1 - x2/n2 between two independent shares (for a change: this year first).

    Any shape; unit: share, -1 to 1. NaN where an n is 0, with the interval -1 to 1 at its widest. Raises
    ValueError for negative counts or x > n. Source: Newcombe 1998, Stat Med 17:873, method 10.
    """
    first, second = checks.shares(x1, n1), checks.shares(x2, n2)
    p1, p2 = _divide(*first), _divide(*second)
    z = normal_quantile(level)
    (l1, u1), (l2, u2) = wilson_limits(*first, z), wilson_limits(*second, z)
    middle1, middle2 = np.where(first[1] == 0, 0.5, p1), np.where(second[1] == 0, 0.5, p2)
    lower = middle1 - middle2 - np.hypot(middle1 - l1, u2 - middle2)
    upper = middle1 - middle2 + np.hypot(u1 - middle1, middle2 - l2)
    return Interval(*_alike(p1 - p2, lower, upper), level, "newcombe")


def rate_ratio(x1: Numbers, t1: Numbers, x2: Numbers, t2: Numbers, level: float = 0.95) -> RateRatio[Numbers]:
    """The ratio (x2/t2) / (x1/t1) of two rates, with an exact interval.

    Whole counts ``x`` in exposures ``t`` (any unit, the same for both), any shape. Upper is infinite when
    x1 = 0. ``p`` is the exact two-sided test of no difference, ``mid_p`` its less conservative version.
    Raises ValueError for negative or broken counts or exposure <= 0.
    Source: Przyborowski & Wilenski 1940, Biometrika 31:313; Clopper & Pearson 1934; mid-p: Lancaster 1961.
    """
    from scipy.stats import binomtest

    a, time1 = checks.whole_counts(x1, "x1"), checks.exposures(t1, "t1")
    b, time2 = checks.whole_counts(x2, "x2"), checks.exposures(t2, "t2")
    a, time1, b, time2 = checks.broadcast(a, time1, b, time2)
    null = time2 / (time1 + time2)
    lower, upper = ratio_limits(a, time1, b, time2, checks.level(level))
    known = np.isfinite(a + b + null)
    p = np.full(a.shape, np.nan)
    for i in zip(*np.nonzero(np.atleast_1d(known & (a + b > 0))), strict=True):
        at = i if a.ndim else ()
        p[at] = binomtest(int(b[at]), int(a[at] + b[at]), float(null[at])).pvalue
    p[known & (a + b == 0)] = 1.0
    value = _divide(b * time1, a * time2)
    return RateRatio(*_alike(value, lower, upper), level, "exact", _like(p), _like(mid_p(b, a + b, null)))


def normal_quantile(level: float) -> float:
    """The two-sided quantile of the normal distribution, 1.96 for 0.95."""
    from scipy.special import ndtri

    return float(ndtri((1 + checks.level(level)) / 2))


def wilson_limits(x: FloatArray, n: FloatArray, z: float) -> tuple[FloatArray, FloatArray]:
    """Wilson's limits of the share x/n, elementwise; 0 and 1 where n = 0."""
    rest = np.where(n > 0, x * (n - x) / np.where(n > 0, n, 1), 0 * x)
    half = z * np.sqrt(z**2 + 4 * rest)
    bottom = 2 * (n + z**2)
    lower, upper = (2 * x + z**2 - half) / bottom, (2 * x + z**2 + half) / bottom
    return np.where(x == 0, 0.0, lower), np.where(x == n, 1.0, upper)


def poisson_limits(count: FloatArray, level: float) -> tuple[FloatArray, FloatArray]:
    """Exact limits of a Poisson mean, elementwise (Garwood 1936)."""
    from scipy.special import gammaincinv

    tail = (1 - level) / 2
    lower = np.where(count == 0, 0.0, gammaincinv(np.where(count == 0, 1, count), tail))
    return lower, gammaincinv(count + 1, 1 - tail)


def byar_limits(count: FloatArray, level: float) -> tuple[FloatArray, FloatArray]:
    """Byar's limits of a Poisson mean, elementwise (Breslow & Day 1987); never below 0."""
    z = normal_quantile(level)
    safe = np.where(count == 0, 1, count)
    root = 1 - 1 / (9 * safe) - z / (3 * np.sqrt(safe))
    more = count + 1
    lower = np.where(count == 0, 0.0, safe * np.maximum(root, 0) ** 3)
    return lower, more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3


def ratio_limits(
    x1: FloatArray, t1: FloatArray, x2: FloatArray, t2: FloatArray, level: float
) -> tuple[FloatArray, FloatArray]:
    """Exact limits of (x2/t2) / (x1/t1), elementwise: Clopper-Pearson on x2 given x1 + x2."""
    from scipy.special import betaincinv

    tail = (1 - level) / 2
    low = np.where(x2 == 0, 0.0, betaincinv(np.where(x2 == 0, 1, x2), x1 + 1, tail))
    high = np.where(x1 == 0, 1.0, betaincinv(x2 + 1, np.where(x1 == 0, 1, x1), 1 - tail))
    with np.errstate(divide="ignore"):
        return low / (1 - low) * t1 / t2, high / (1 - high) * t1 / t2


def mid_p(x: FloatArray, n: FloatArray, null: FloatArray) -> FloatArray:
    """Two-sided mid-p of x ~ Bin(n, null), elementwise: twice the smaller tail with half of P(X = x)."""
    from scipy.special import betainc

    rest = n - x
    below = np.where(x > 0, betainc(rest + 1, np.maximum(x, 1), 1 - null), 0.0)
    at_most = np.where(rest > 0, betainc(np.maximum(rest, 1), x + 1, 1 - null), 1.0)
    half = (below + at_most) / 2
    return np.where(np.isnan(n), np.nan, np.clip(2 * np.minimum(half, 1 - half), 0, 1))


def _divide(top: FloatArray, bottom: FloatArray) -> FloatArray:
    """Elementwise, NaN for 0/0 and infinity for the rest over 0, without a warning."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return top / bottom


def _alike(value: FloatArray, lower: FloatArray, upper: FloatArray) -> tuple[Any, Any, Any]:
    return _like(value), _like(lower), _like(upper)


def _like(array: FloatArray) -> Any:
    """Arrays stay arrays, single numbers become floats."""
    return float(array) if np.ndim(array) == 0 else array
