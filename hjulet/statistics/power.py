"""How long before a change can be told from chance?"""

import numpy as np

from hjulet.statistics.checks import IntArray
from hjulet.statistics.intervals import mid_p

LONGEST = 36


def months_needed(
    mean: float, ratio: float, before: int = 24, power: float = 0.8, *, phi: float = 1.0
) -> int | None:
    """Months after a change until it is found with probability ``power``; None when 36 are not enough.

    ``mean`` events a month before, ``ratio`` of the rate after, ``before`` months of comparison. Exact: both
    counts are Poisson, and found means that the two-sided conditional mid-p is under 0.05. A dispersion ``phi``
    above 1 divides the information. Raises ValueError for a mean, ratio, before or phi that is not positive,
    and a power outside 0-1. Source: Przyborowski & Wilenski 1940, Biometrika 31:313.
    """
    if min(mean, before, phi) <= 0 or ratio < 0 or not 0 < power < 1 or not np.isfinite(mean * ratio * phi):
        message = "mean, before and phi must be positive, ratio not negative and power between 0 and 1."
        raise ValueError(message)
    for months in range(1, LONGEST + 1):
        if _promising(mean / phi, ratio, before, months) and (
            chance_to_find(mean / phi, ratio, before, months) >= power
        ):
            return months
    return None


def chance_to_find(mean: float, ratio: float, before: int, after: int) -> float:
    """The power of the exact mid-p test: both Poisson counts summed over all that can happen."""
    from scipy.special import gammaln, pdtr, pdtrc, xlogy

    first, second = mean * before, mean * ratio * after
    x1 = np.arange(max(0, int(first - 6 * np.sqrt(first))), int(first + 6 * np.sqrt(first)) + 20)
    most = int(second + 7 * np.sqrt(second)) + 20
    few, many = _reach(x1, most, after / (before + after))
    found = np.where(few >= 0, pdtr(np.maximum(few, 0), second), 0) + pdtrc(many - 1, second)
    return float((np.exp(xlogy(x1, first) - first - gammaln(x1 + 1)) * found).sum())


def _promising(mean: float, ratio: float, before: int, after: int) -> bool:
    """Whether the approximate power (square roots of counts, within some 0.1) could do, to spare the exact sum."""
    from scipy.special import ndtr

    distance = 2 * abs(np.sqrt(ratio) - 1) * np.sqrt(mean / (1 / before + 1 / after))
    return bool(ndtr(distance - 1.96) > 0.65)


def _reach(x1: IntArray, most: int, share: float) -> tuple[IntArray, IntArray]:
    """For each first count, the largest second count that is significantly few and the smallest that is many.

    -1 and most + 1 where there is none; found by bisection, since p rises to the middle and falls after it.
    """
    middle = np.minimum(np.floor(x1 * share / (1 - share)).astype(int), most)
    few = _bisect(x1, np.full(x1.shape, -1), middle, share)
    return few, _bisect(x1, np.full(x1.shape, most + 1), middle, share)


def _bisect(x1: IntArray, found: IntArray, missed: IntArray, share: float) -> IntArray:
    """Moves ``found`` (a sentinel at first) towards ``missed`` until they are neighbours."""
    while (np.abs(found - missed) > 1).any():
        middle = (found + missed) // 2
        second = np.maximum(middle, 0).astype(float)
        hit = mid_p(second, x1 + second, np.asarray(share)) < 0.05
        open_ = np.abs(found - missed) > 1
        found, missed = np.where(open_ & hit, middle, found), np.where(open_ & ~hit, middle, missed)
    return found
