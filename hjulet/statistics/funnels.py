"""Which units differ from the others by more than their size and the usual spread explain?"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from hjulet.statistics import checks
from hjulet.statistics.checks import BoolArray, FloatArray
from hjulet.statistics.intervals import normal_quantile
from hjulet.statistics.refusals import Refusal

FEWEST = 3


@dataclass(frozen=True)
class Funnel:
    """Arrays per unit, in the order they came in. Never a ranking.

    ``ratio`` is events / sizes and ``average`` what it is compared with (1 for a ratio). ``z`` is the distance
    in standard errors, ``phi`` how many times wider than chance the units spread, ``tau2`` their true variance
    on the transformed scale. ``lower95`` and so on hold for chance alone, ``od_lower95`` and so on also for the
    usual spread. ``outside`` is outside the od 99.8 % limits (nothing observed: by its exact z). With a refusal
    the limits are infinite.
    """

    ratio: FloatArray
    average: float
    z: FloatArray
    phi: float
    tau2: float
    lower95: FloatArray
    upper95: FloatArray
    lower998: FloatArray
    upper998: FloatArray
    od_lower95: FloatArray
    od_upper95: FloatArray
    od_lower998: FloatArray
    od_upper998: FloatArray
    outside: BoolArray
    refusal: Refusal | None


def funnel(
    events: ArrayLike,
    sizes: ArrayLike,
    *,
    kind: Literal["proportion", "ratio"] = "proportion",
    trim: float = 0.1,
    winsorise: bool = True,
    decimals: int | None = None,
) -> Funnel:
    """Units of one kind against their common level.

    ``events`` of ``sizes`` people (kind proportion) or observed against expected (kind ratio), 1-D, missing as
    NaN, also where a size is 0. The share ``trim`` of z at each end is pulled in (``winsorise``) or left out
    before the spread is estimated. ``decimals`` rounds expected counts first, only to compare with FunnelPlotR,
    which uses 2. Under three units: a refusal. Raises ValueError for shapes that differ, negative numbers,
    events > sizes in a proportion and trim outside 0-0.5.
    Source: Spiegelhalter 2005, Stat Med 24:1185, doi 10.1002/sim.1970.
    """
    checks.choice(kind, ("proportion", "ratio"), "kind")
    x, n = _input(events, sizes, kind, trim)
    expected = n if decimals is None else np.round(n, decimals)
    scale = _Shares(x, n) if kind == "proportion" else _Ratios(x, n, expected)
    known = ~np.isnan(scale.z)
    enough = int(known.sum()) >= FEWEST
    phi = tau2 = np.nan
    if enough:
        phi, tau2 = _spread(scale.z[known], scale.error[known], trim, winsorise=winsorise)
    limits = {}
    for name, level in (("95", 0.95), ("998", 0.998)):
        z = normal_quantile(level)
        for prefix, pair in (("", scale.chance(z)), ("od_", scale.limits(z, tau2))):
            limits[f"{prefix}lower{name}"] = pair[0] if enough else np.full(x.shape, -np.inf)
            limits[f"{prefix}upper{name}"] = pair[1] if enough else np.full(x.shape, np.inf)
    # By z and not by the lines, since nothing observed has no place on a log scale.
    outside = np.abs(scale.z) > normal_quantile(0.998) * np.sqrt(1 + tau2 / scale.error**2)
    refusal = None if enough else Refusal.TOO_FEW_UNITS
    return Funnel(scale.ratio, scale.average, scale.z, phi, tau2, **limits, outside=outside, refusal=refusal)


def share_limits(average: float, n: ArrayLike, level: float) -> tuple[FloatArray, FloatArray]:
    """The shares whose own Wilson interval just reaches the average, for any sizes; for drawing curves.

    Source: Wilson 1927, JASA 22:209 (the interval solved for the share).
    """
    size = checks.exposures(n, "n")
    reach = normal_quantile(level) * np.sqrt(average * (1 - average) / size)
    return np.maximum(average - reach, 0), np.minimum(average + reach, 1)


def funnel_limits(found: Funnel, sizes: ArrayLike, level: float) -> tuple[FloatArray, FloatArray]:
    """The limits of a funnel of shares at any sizes, the usual spread included; for drawing curves.

    Source: Spiegelhalter 2005, Stat Med 24:1185, doi 10.1002/sim.1970.
    """
    size = checks.exposures(sizes, "sizes")
    target = float(np.arcsin(np.sqrt(found.average)))
    reach = normal_quantile(level) * np.sqrt(0.25 / size + found.tau2)
    lower = np.sin(np.maximum(target - reach, 0)) ** 2
    return lower, np.sin(np.minimum(target + reach, np.pi / 2)) ** 2


def _input(events: ArrayLike, sizes: ArrayLike, kind: str, trim: float) -> tuple[FloatArray, FloatArray]:
    x, n = checks.counts(events, "events"), checks.counts(sizes, "sizes")
    if x.ndim != 1 or x.shape != n.shape or not 0 <= trim < 0.5:
        message = "events and sizes must be 1-D and equally long, and trim from 0 up to 0.5."
        raise ValueError(message)
    if kind == "proportion":
        x, n = checks.shares(x, n)
    missing = np.isnan(x) | np.isnan(n) | (n == 0)
    return np.where(missing, np.nan, x), np.where(missing, np.nan, n)


def _spread(z: FloatArray, error: FloatArray, trim: float, *, winsorise: bool) -> tuple[float, float]:
    """phi and tau2 (DerSimonian & Laird's estimator, as Spiegelhalter uses it)."""
    low, high = np.quantile(z, [trim, 1 - trim])
    kept = np.clip(z, low, high) if winsorise else z[(z >= low) & (z <= high)]
    weight = 1 / error**2 if winsorise else 1 / error[(z >= low) & (z <= high)] ** 2
    count = len(kept)
    phi = float((kept**2).mean())
    tau2 = (count * phi - (count - 1)) / (weight.sum() - (weight**2).sum() / weight.sum())
    return phi, max(0.0, float(tau2))


class _Shares:
    """Shares on the arcsine scale, where their standard error is 1 / (2 sqrt n)."""

    def __init__(self, x: FloatArray, n: FloatArray) -> None:
        self.ratio = x / n
        self.average = float(np.nansum(x) / np.nansum(n)) if np.nansum(n) > 0 else np.nan
        self.target = float(np.arcsin(np.sqrt(self.average)))
        self.error = 0.5 / np.sqrt(n)
        self.z = (np.arcsin(np.sqrt(self.ratio)) - self.target) / self.error

    def chance(self, z: float) -> tuple[FloatArray, FloatArray]:
        return self.limits(z, 0.0)

    def limits(self, z: float, tau2: float) -> tuple[FloatArray, FloatArray]:
        reach = z * np.sqrt(self.error**2 + tau2)
        lower = np.sin(np.maximum(self.target - reach, 0)) ** 2
        return lower, np.sin(np.minimum(self.target + reach, np.pi / 2)) ** 2


class _Ratios:
    """Observed against expected on the log scale; with nothing observed, the exact mid-p gives z."""

    average = 1.0

    def __init__(self, x: FloatArray, n: FloatArray, expected: FloatArray) -> None:
        from scipy.special import ndtri

        self.ratio = x / n
        self.expected = expected
        self.error = 1 / np.sqrt(expected)
        logarithm = np.log(np.where(x == 0, expected, x) / expected)
        self.z = np.where(x == 0, ndtri(np.exp(-expected) / 2), logarithm / self.error)

    def chance(self, z: float) -> tuple[FloatArray, FloatArray]:
        """Exact Poisson limits for the expected count."""
        from scipy.special import gammaincinv, ndtr

        tail = float(ndtr(-z))
        lower = gammaincinv(self.expected, tail) / self.expected
        return lower, gammaincinv(self.expected + 1, 1 - tail) / self.expected

    def limits(self, z: float, tau2: float) -> tuple[FloatArray, FloatArray]:
        reach = z * np.sqrt(self.error**2 + tau2)
        return np.exp(-reach), np.exp(reach)
