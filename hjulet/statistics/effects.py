"""Did the change become an improvement?"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Literal
from warnings import catch_warnings, simplefilter

import numpy as np
from numpy.typing import ArrayLike

from hjulet.statistics import checks
from hjulet.statistics.checks import FloatArray
from hjulet.statistics.intervals import mid_p, ratio_limits
from hjulet.statistics.power import LONGEST, months_needed
from hjulet.statistics.refusals import Refusal

FEWEST_BEFORE = 12
Measure = Literal["ratio", "difference"]


class Verdict(Enum):
    """What may be said about an action; undecided means that it is too early to say."""

    IMPROVED = "improved"
    WORSENED = "worsened"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Effect:
    """``value`` after through before (measure "ratio") or after minus before ("difference").

    With a 95 % interval, that takes clustering in time (``phi``, at least 1) into account. ``months_needed`` is
    how many more months would be needed to decide, were the change truly as large as it looks; None when
    decided or when 36 are not enough. ``left_out`` are the months that triggered the action.
    """

    verdict: Verdict
    measure: Measure
    value: float
    lower: float
    upper: float
    p: float
    phi: float
    before: int
    after: int
    left_out: int
    months_needed: int | None
    refusal: Refusal | None

    @property
    def ratio(self) -> float | None:
        """The value where it is a ratio."""
        return self.value if self.measure == "ratio" else None

    @property
    def difference(self) -> float | None:
        """The value where it is a difference."""
        return self.value if self.measure == "difference" else None


def effect(  # noqa: PLR0913  two periods with their exposures, and what the reader must say about them
    before: ArrayLike,
    after: ArrayLike,
    exposure_before: ArrayLike | None = None,
    exposure_after: ArrayLike | None = None,
    *,
    improvement: Literal[-1, 1],
    trigger: int | Iterable[int] | None = None,
    measure: Measure | None = None,
) -> Effect:
    """The period before an action against the period after it.

    ``before`` and ``after`` are months, 1-D, missing as NaN: counts (with exposures, any unit) give a ratio of
    rates, other values a difference of means; ``measure`` decides where whole numbers are not counts.
    ``improvement`` is -1 if less is better and +1 if more is. ``trigger`` is the number of last months before
    that made you act, or their positions; they are left out, since bad months are followed by better ones
    anyway (regression to the mean). The verdict follows the interval. Under 12 months before there is a refusal
    and no verdict. Raises ValueError for wrong shapes, negative or broken counts and events without exposure.

    Ratio: exact (Clopper & Pearson 1934) with the counts divided by the dispersion phi = max(1, Pearson
    chi-square / (months - 2)), and p the larger of the mid-p and a t test with phi (McCullagh & Nelder
    1989, ch. 9). Difference: Welch 1947, Biometrika 34:28.
    """
    checks.choice(improvement, (-1, 1), "improvement")
    kind = measure or _measure(before, after)
    checks.choice(kind, ("ratio", "difference"), "measure")
    first, second = _period(before, exposure_before, kind), _period(after, exposure_after, kind)
    left_out = _positions(trigger, first.shape[1])
    first = np.delete(first, left_out, axis=1)
    first, second = (period[:, ~np.isnan(period).any(axis=0)] for period in (first, second))
    refusal = _refusal(first, second, kind)
    estimate = _NOTHING[kind] if refusal in _WITHOUT_FIGURE else _ESTIMATES[kind](first, second)
    verdict = Verdict.UNDECIDED if refusal else _verdict(estimate, improvement, kind)
    undecided = verdict == Verdict.UNDECIDED and not refusal
    return Effect(
        verdict=verdict,
        measure=kind,
        value=estimate.value,
        lower=estimate.lower,
        upper=estimate.upper,
        p=estimate.p,
        phi=estimate.phi,
        before=first.shape[1],
        after=second.shape[1],
        left_out=len(left_out),
        months_needed=_MONTHS[kind](first, second, estimate) if undecided else None,
        refusal=refusal,
    )


@dataclass(frozen=True)
class _Estimate:
    value: float
    lower: float
    upper: float
    p: float
    phi: float


def _measure(before: ArrayLike, after: ArrayLike) -> Measure:
    """Whole numbers, none negative, are taken to be counts."""
    values = np.concatenate(
        [np.ravel(checks.numbers(before, "before")), np.ravel(checks.numbers(after, "after"))]
    )
    values = values[~np.isnan(values)]
    return "ratio" if (values >= 0).all() and (values == np.floor(values)).all() else "difference"


def _period(values: ArrayLike, exposure: ArrayLike | None, kind: Measure) -> FloatArray:
    """Values and exposures as two rows; no exposure means that every month weighs the same."""
    if kind == "difference" and exposure is not None:
        message = "Exposures belong to counts, not to a difference of means."
        raise ValueError(message)
    y = checks.whole_counts(values, "counts") if kind == "ratio" else checks.numbers(values, "values")
    e = np.ones(y.shape) if exposure is None else checks.counts(exposure, "exposure")
    if y.ndim != 1 or y.shape != e.shape:
        message = "The months of a period must be 1-D, and the exposures equally many."
        raise ValueError(message)
    if (y[e == 0] > 0).any():
        message = "There are events where the exposure is zero."
        raise ValueError(message)
    return np.array([y, np.where(e == 0, np.nan, e)])


def _positions(trigger: int | Iterable[int] | None, months: int) -> list[int]:
    """Which months before are left out."""
    if trigger is None:
        return []
    positions = sorted(set(range(months - trigger, months) if isinstance(trigger, int) else trigger))
    if positions and not 0 <= positions[0] <= positions[-1] < months:
        message = "trigger must be months of the period before."
        raise ValueError(message)
    return positions


def _refusal(first: FloatArray, second: FloatArray, kind: Measure) -> Refusal | None:
    if second.shape[1] < (1 if kind == "ratio" else 2):
        return Refusal.TOO_SHORT_AFTER
    if first.shape[1] < 2:
        return Refusal.TOO_SHORT_BEFORE
    if kind == "ratio" and first[0].sum() + second[0].sum() == 0:
        return Refusal.TOO_FEW_EVENTS
    if kind == "difference" and np.ptp(first[0]) == np.ptp(second[0]) == 0:
        return Refusal.NO_VARIATION
    return Refusal.FEW_BEFORE if first.shape[1] < FEWEST_BEFORE else None


def _ratio(first: FloatArray, second: FloatArray) -> _Estimate:
    """The ratio of rates; counts and dispersion as in ``effect``."""
    from scipy.special import stdtr

    (x1, t1), (x2, t2) = (period.sum(axis=1, keepdims=True) for period in (first, second))
    freedom = max(1, first.shape[1] + second.shape[1] - 2)
    phi = max(1.0, (_pearson(*first) + _pearson(*second)) / freedom)
    rate = (x1 + x2) / (t1 + t2)
    z = (x2 / t2 - x1 / t1) / np.sqrt(phi * rate * (1 / t1 + 1 / t2))
    p = np.maximum(mid_p(x2, x1 + x2, t2 / (t1 + t2)), 2 * stdtr(freedom, -np.abs(z)))
    lower, upper = ratio_limits(x1 / phi, t1, x2 / phi, t2, 0.95)
    value = x2 * t1 / (x1 * t2) if x1[0] else np.array([np.inf])
    return _Estimate(value.item(), lower.item(), upper.item(), p.item(), phi)


def _pearson(y: FloatArray, e: FloatArray) -> float:
    expected = e * y.sum() / e.sum()
    return float(((y - expected) ** 2 / expected).sum()) if y.sum() else 0.0


def _difference(first: FloatArray, second: FloatArray) -> _Estimate:
    """The difference of means, with Welch's interval."""
    from scipy.stats import ttest_ind

    with catch_warnings():  # of values that are all alike SciPy doubts the variance, which is nought
        simplefilter("ignore", RuntimeWarning)
        test = ttest_ind(second[0], first[0], equal_var=False)
    interval = test.confidence_interval(0.95)
    value = float(second[0].mean() - first[0].mean())
    return _Estimate(value, float(interval.low), float(interval.high), float(test.pvalue), 1.0)


def _verdict(estimate: _Estimate, improvement: int, kind: Measure) -> Verdict:
    same = 1.0 if kind == "ratio" else 0.0
    if estimate.lower <= same <= estimate.upper:
        return Verdict.UNDECIDED
    return Verdict.IMPROVED if (estimate.value > same) == (improvement > 0) else Verdict.WORSENED


def _months_ratio(first: FloatArray, second: FloatArray, estimate: _Estimate) -> int | None:
    mean, months = first[0].mean(), first.shape[1]
    if mean == 0 or estimate.value == 1:
        return None
    needed = months_needed(float(mean), estimate.value, months, phi=estimate.phi)
    return None if needed is None else max(1, needed - second.shape[1])


def _months_difference(first: FloatArray, second: FloatArray, estimate: _Estimate) -> int | None:
    """From the normal approximation, 80 % power at the 5 % level: 1.96 + 0.84 standard errors."""
    left = (estimate.value / 2.80) ** 2 - first[0].var(ddof=1) / first.shape[1]
    needed = np.ceil(second[0].var(ddof=1) / left) if left > 0 else np.inf
    return max(1, int(needed) - second.shape[1]) if needed <= LONGEST else None


_ESTIMATES = {"ratio": _ratio, "difference": _difference}
_MONTHS = {"ratio": _months_ratio, "difference": _months_difference}
_NOTHING = {
    "ratio": _Estimate(np.nan, 0.0, np.inf, 1.0, 1.0),
    "difference": _Estimate(np.nan, -np.inf, np.inf, 1.0, 1.0),
}
_WITHOUT_FIGURE = (
    Refusal.TOO_SHORT_AFTER,
    Refusal.TOO_SHORT_BEFORE,
    Refusal.TOO_FEW_EVENTS,
    Refusal.NO_VARIATION,
)
