"""Which counts fit a printed share, and do several years together show a direction?"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from math import ceil, floor

import numpy as np
from numpy.typing import ArrayLike

from hjulet.statistics import checks
from hjulet.statistics.checks import FloatArray
from hjulet.statistics.intervals import normal_quantile, wilson_limits
from hjulet.statistics.refusals import Refusal


class Direction(Enum):
    """Which way something goes; words about better or worse belong to the caller."""

    UP = "up"
    DOWN = "down"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class YearTrend:
    """The yearly change of a share over several years, in shares per year (0.01 = one percentage point)."""

    change: float
    lower: float
    upper: float
    level: float
    p: float
    direction: Direction
    years: int
    refusal: Refusal | None


def possible_counts(percent: float, n: int, *, decimals: int | None = None) -> tuple[int, ...]:
    """The counts x of n that are printed as this percentage; an empty tuple means impossible.

    ``percent`` 0-100 is a printed figure, rounded to ``decimals`` (default: as few as it can be written with).
    Half a step is let through both ways, since sources round halves up or to even. 85 % of 14 does not exist.
    Raises ValueError when the percentage is missing or n is not a whole number above 0.
    """
    if n < 1 or n != int(n) or not np.isfinite(percent):
        message = "percent must be a number and n a whole number above zero."
        raise ValueError(message)
    printed = Decimal(repr(float(percent)))
    if decimals is None:
        decimals = max(0, -int(printed.normalize().as_tuple().exponent))
    half = Fraction(1, 2 * 10**decimals)
    first = ceil((Fraction(printed) - half) * int(n) / 100)
    last = floor((Fraction(printed) + half) * int(n) / 100)
    return tuple(range(max(first, 0), min(last, int(n)) + 1))


def trend_over_years(
    x: ArrayLike, n: ArrayLike, *, years: ArrayLike | None = None, level: float = 0.95
) -> YearTrend:
    """How a share changes per year, all years at once, with an interval that keeps with small n.

    ``x`` of ``n``, 1-D, one entry per year (``years`` if they are not one apart); a year with missing
    figures or n = 0 is left out. The slope is the weighted least squares slope of the shares; its limits
    recombine the Wilson limits of every year, so with two years they would be Newcombe's. ``p`` is the
    Cochran-Armitage test, for many questions at once (see ``adjust``). Under three years: a refusal.
    Raises ValueError for shapes that differ, negative counts or x > n.
    Source: Zou, Huang & Zhang 2009, Comput Stat Data Anal 53:1080; Armitage 1955, Biometrics 11:375.
    """
    part, whole = checks.shares(x, n)
    when = np.arange(part.size, dtype=float) if years is None else checks.numbers(years, "years")
    if part.ndim != 1 or when.shape != part.shape:
        message = "x, n and years must be 1-D and equally long."
        raise ValueError(message)
    known = np.isfinite(part + when) & (whole > 0)
    part, whole, when = part[known], whole[known], when[known]
    if len(np.unique(when)) < 3:
        return _refused(len(part), level)
    change, lower, upper = _slope(part, whole, when, normal_quantile(level))
    return YearTrend(
        change, lower, upper, level, _armitage(part, whole, when), _direction(lower, upper), len(part), None
    )


def _refused(years: int, level: float) -> YearTrend:
    return YearTrend(np.nan, np.nan, np.nan, level, np.nan, Direction.UNDECIDED, years, Refusal.TOO_FEW_YEARS)


def _slope(x: FloatArray, n: FloatArray, when: FloatArray, z: float) -> tuple[float, float, float]:
    """The slope and its limits: a linear combination of shares with recovered variances (MOVER)."""
    away = when - np.average(when, weights=n)
    factor = n * away / (n * away**2).sum()
    share = x / n
    low, high = wilson_limits(x, n, z)
    slope = float((factor * share).sum())
    least = factor * np.where(factor > 0, share - low, share - high)
    most = factor * np.where(factor > 0, high - share, low - share)
    return slope, slope - float(np.sqrt((least**2).sum())), slope + float(np.sqrt((most**2).sum()))


def _armitage(x: FloatArray, n: FloatArray, when: FloatArray) -> float:
    """Two-sided p of no trend; 1 when every answer is the same."""
    from scipy.special import ndtr

    mean = x.sum() / n.sum()
    away = when - np.average(when, weights=n)
    variance = mean * (1 - mean) * (n * away**2).sum()
    return 1.0 if variance == 0 else float(2 * ndtr(-abs((x * away).sum()) / np.sqrt(variance)))


def _direction(lower: float, upper: float) -> Direction:
    if lower > 0:
        return Direction.UP
    return Direction.DOWN if upper < 0 else Direction.UNDECIDED
