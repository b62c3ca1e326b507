"""Which units report less than their likes can explain? Fewer reports are not always fewer events."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from hjulet.statistics import checks
from hjulet.statistics.checks import FloatArray
from hjulet.statistics.multiplicity import adjust

FEWEST_PEERS = 3


@dataclass(frozen=True)
class Silence:
    """A unit that is quieter than its peers explain.

    ``count`` is what it reported and ``expected`` what its peers' rate would give; ``lower`` is the least that
    would still be ordinary (the 2.5 % predictive quantile). ``q_value`` is the expected share of false alarms.
    """

    index: int
    count: float
    expected: float
    lower: float
    p: float
    q_value: float


def silence(
    counts: ArrayLike, exposure: ArrayLike, peers: Sequence[Hashable], *, q: float = 0.10
) -> list[Silence]:
    """Units that report fewer than their peers' predictive distribution explains, quietest first.

    ``counts`` and ``exposure`` (unit,) or (unit, time), summed over the time both are known; ``peers`` a label
    per unit, and units are compared within a label. A unit without three peers, or whose peers reported
    nothing, is left out. With peers' counts x and exposures e:

        rate m = sum x / sum e
        spread v = max(0, (sum (x - m e)^2 / (m e) - (k - 1)) / (m (sum e - sum e^2 / sum e)))
        the unit's count ~ negative binomial, mean M = m e0,
        variance M + M^2 (v + v sum e^2 / (sum e)^2 + 1 / sum x)

    so the likes' true differences and the uncertainty of their rate are both counted in. p is the lower mid-p,
    adjusted over all units (Benjamini & Hochberg 1995), listed up to ``q``. Raises ValueError for negative
    numbers, events without exposure and shapes that differ.
    Source: Martuzzi & Hills 1995, Stat Med 14:1995; Boehning et al. 2004, Stat Methods Med Res 13:301.
    """
    x, e = _input(counts, exposure, peers)
    labels = np.array([list(peers).index(label) for label in peers])
    p, mean, size = (np.full(len(x), np.nan) for _ in range(3))
    for unit in np.flatnonzero(e > 0):
        likes = (labels == labels[unit]) & (e > 0)
        likes[unit] = False
        if likes.sum() >= FEWEST_PEERS and x[likes].sum() > 0:
            mean[unit], size[unit] = _predictive(x[likes], e[likes], e[unit])
            p[unit] = _lower_mid_p(x[unit], mean[unit], size[unit])
    q_values = adjust(p)
    quiet = [
        Silence(
            unit, x[unit].item(), mean[unit].item(), _least(mean[unit], size[unit]), p[unit].item(), q_value
        )
        for unit, q_value in enumerate(q_values.tolist())
        if q_value <= q
    ]
    return sorted(quiet, key=lambda found: found.p)


def _input(
    counts: ArrayLike, exposure: ArrayLike, peers: Sequence[Hashable]
) -> tuple[FloatArray, FloatArray]:
    x, e = checks.whole_counts(counts, "counts"), checks.counts(exposure, "exposure")
    if x.ndim not in (1, 2) or x.shape != e.shape or len(peers) != len(x):
        message = "counts and exposure must have the same shape, (unit,) or (unit, time), and peers one label per unit."
        raise ValueError(message)
    if (x[e == 0] > 0).any():
        message = "There are events where the exposure is zero."
        raise ValueError(message)
    known = ~np.isnan(x) & ~np.isnan(e)
    x, e = np.where(known, x, 0), np.where(known, e, 0)
    return (x, e) if x.ndim == 1 else (x.sum(axis=1), e.sum(axis=1))


def _predictive(x: FloatArray, e: FloatArray, own: float) -> tuple[float, float]:
    """Mean and size (inverse of the relative variance beyond Poisson) of the unit's count."""
    time = e.sum()
    rate = x.sum() / time
    chi_square = ((x - rate * e) ** 2 / (rate * e)).sum()
    effective = (e**2).sum() / time
    spread = max(0.0, (chi_square - (len(x) - 1)) / (rate * (time - effective)))
    uncertainty = spread * effective / time + 1 / x.sum()
    return float(rate * own), float(1 / (spread + uncertainty))


def _lower_mid_p(count: float, mean: float, size: float) -> float:
    """P(X < count) + P(X = count) / 2 of the negative binomial."""
    from scipy.special import betainc

    share = size / (size + mean)
    below = betainc(size, count, share) if count > 0 else 0.0
    return float((below + betainc(size, count + 1, share)) / 2)


def _least(mean: float, size: float) -> float:
    """The 2.5 % quantile of the negative binomial."""
    from scipy.stats import nbinom

    return float(nbinom.ppf(0.025, size, size / (size + mean)))
