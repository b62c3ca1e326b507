"""How sure are we of a mean, and of what changed for the same people from one time to the next?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from hjulet.statistics import checks
from hjulet.statistics.checks import FloatArray
from hjulet.statistics.refusals import Refusal

FEWEST = 2


@dataclass(frozen=True)
class Mean:
    """A mean and how far from it the truth may lie. Limits are NaN with a refusal, never a false zero width."""

    value: float
    lower: float
    upper: float
    level: float
    n: int
    refusal: Refusal | None


def mean(values: ArrayLike, *, level: float = 0.95) -> Mean:
    """The mean of some people's points with Student's interval; missing values are left out.

    One person, or people who all say the same, give no interval: nothing is known of how they vary. Raises
    ValueError when the values are not 1-D. Source: Student 1908, Biometrika 6:1.
    """
    known = _known(values, "values")
    checks.level(level)
    if known.size < FEWEST:
        value = float(known.mean()) if known.size else np.nan
        return Mean(value, np.nan, np.nan, level, known.size, Refusal.TOO_FEW_POINTS)
    value, spread = float(known.mean()), float(known.std(ddof=1))
    if spread == 0:
        return Mean(value, np.nan, np.nan, level, known.size, Refusal.NO_VARIATION)
    half = _quantile(level, known.size - 1) * spread / float(np.sqrt(known.size))
    return Mean(value, value - half, value + half, level, known.size, None)


def paired_change(before: ArrayLike, after: ArrayLike, *, level: float = 0.95) -> Mean:
    """The mean change for people who were measured twice; whoever lacks one of the times is left out.

    ``before`` and ``after`` are 1-D and in the same order of people. The same person is the own comparison, which
    makes the interval narrower than that of two groups. Raises ValueError for shapes that differ.
    """
    first, second = checks.numbers(before, "before"), checks.numbers(after, "after")
    if first.ndim != 1 or first.shape != second.shape:
        message = "before and after must be 1-D and equally long."
        raise ValueError(message)
    return mean(second - first, level=level)


def _known(values: ArrayLike, name: str) -> FloatArray:
    array = checks.numbers(values, name)
    if array.ndim != 1:
        message = f"{name} must be 1-D."
        raise ValueError(message)
    return array[~np.isnan(array)]


def _quantile(level: float, freedom: int) -> float:
    from scipy.special import stdtrit

    return float(stdtrit(freedom, (1 + level) / 2))
