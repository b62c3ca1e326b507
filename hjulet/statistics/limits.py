"""The centre and the limits of each kind of control chart, for one part of a batch."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from hjulet.statistics import series
from hjulet.statistics.checks import BoolArray, FloatArray
from hjulet.statistics.refusals import Refusal
from hjulet.statistics.series import RefusalArray

Kind = Literal["i", "mr", "c", "u", "u'", "p", "p'", "g", "t"]
SHARES = ("p", "p'")
COUNTS = ("c", "u", "u'", *SHARES)
TAILS = {3: 0.00135, 2: 0.02275}
# Nelson 1994: times between events raised to 1/3.6 are close to normal.
ROOT = 3.6
# The mean range of two normal values is 1.128 standard deviations; the limit of ranges is 3.267 means.
RANGE, RANGE_LIMIT = 1.128, 3.267


@dataclass(frozen=True)
class Part:
    """Values and sizes of one part (series, time), which of them count, and which make the limits."""

    kind: Kind
    y: FloatArray
    n: FloatArray
    use: BoolArray
    base: BoolArray
    screen: bool


@dataclass(frozen=True)
class Model:
    """What is plotted, around which mean, with which standard deviation; ``sigma_z`` as in Laney 2002."""

    values: FloatArray
    mean: FloatArray
    spread: FloatArray
    sigma_z: FloatArray


def model(part: Part) -> Model:
    """The mean (a column) and the standard deviation (a column or per point) of a part."""
    return _MODELS[part.kind](part)


def limits(part: Part, fit: Model, width: Literal[2, 3], *, exact: bool) -> tuple[FloatArray, FloatArray]:
    """Lower and upper limits per point, on the scale of ``fit.values``."""
    if exact:
        return _exact(part, fit.mean, TAILS[width])
    floor, ceiling = (-np.inf if part.kind == "i" else 0.0), (1.0 if part.kind in SHARES else np.inf)
    reach = width * fit.spread
    lower, upper = np.maximum(fit.mean - reach, floor), np.minimum(fit.mean + reach, ceiling)
    if part.kind == "t":
        lower, upper = lower**ROOT, upper**ROOT
    return np.broadcast_to(lower, part.y.shape), np.broadcast_to(upper, part.y.shape)


def centre(part: Part, fit: Model) -> FloatArray:
    """The line that is drawn and that runs are counted around, a column."""
    if part.kind == "g":
        return series.median(part.y, part.base)
    return fit.mean**ROOT if part.kind == "t" else fit.mean


def refusal(part: Part, fit: Model) -> RefusalArray:
    """Why a part has no limits, per series."""
    widest = np.where(np.isnan(fit.spread), 0, fit.spread).max(axis=1)
    largest = np.where(part.base & ~np.isnan(fit.values), np.abs(fit.values), 0).max(axis=1)
    return series.refusals(
        (part.base.sum(axis=1) < 2, Refusal.TOO_FEW_POINTS),
        ((fit.mean[:, 0] == 0) & (part.kind in COUNTS), Refusal.TOO_FEW_EVENTS),
        (widest <= 1e-9 * largest, Refusal.NO_VARIATION),
    )


def _exact(part: Part, mean: FloatArray, tail: float) -> tuple[FloatArray, FloatArray]:
    """The outermost values that still have at least ``tail`` probability from them and outwards."""
    from scipy.stats import binom, poisson

    size = np.ones(part.y.shape) if part.kind == "c" else part.n
    law = binom(size, mean) if part.kind == "p" else poisson(size * mean)
    return law.ppf(tail) / size, law.ppf(1 - tail) / size


def _single(part: Part) -> Model:
    spread = series.moving_range(part.y, part.base, screen=part.screen) / RANGE
    return Model(part.y, series.mean(part.y, part.base), spread, _ones(part))


def _ranges(part: Part) -> Model:
    """Distances to the previous point in use; the first point has none."""
    place = np.arange(part.y.shape[1])
    latest = np.maximum.accumulate(np.where(part.use, place, -1), axis=1)
    before = np.pad(latest, ((0, 0), (1, 0)), constant_values=-1)[:, :-1]
    earlier = np.take_along_axis(part.y, np.maximum(before, 0), axis=1)
    values = np.where(part.use & (before >= 0), np.abs(part.y - earlier), np.nan)
    mean = series.mean(values, part.base & ~np.isnan(values))
    return Model(values, mean, mean * (RANGE_LIMIT - 1) / 3, _ones(part))


def _count(part: Part) -> Model:
    mean = series.mean(part.y, part.base)
    return Model(part.y, mean, np.sqrt(mean), _ones(part))


def _rate(part: Part) -> Model:
    mean = _pooled(part)
    return Model(series.ratio(part.y, part.n), mean, np.sqrt(mean / part.n), _ones(part))


def _share(part: Part) -> Model:
    mean = _pooled(part)
    return Model(series.ratio(part.y, part.n), mean, np.sqrt(mean * (1 - mean) / part.n), _ones(part))


def _wide(narrow: Callable[[Part], Model]) -> Callable[[Part], Model]:
    """Limits widened by the variation between neighbouring periods (Laney 2002)."""

    def widened(part: Part) -> Model:
        fit = narrow(part)
        z = series.ratio(fit.values - fit.mean, fit.spread)
        sigma_z = series.moving_range(z, part.base, screen=part.screen) / RANGE
        return replace(fit, spread=fit.spread * sigma_z, sigma_z=sigma_z[:, 0])

    return widened


def _cases(part: Part) -> Model:
    mean = series.mean(part.y, part.base)
    return Model(part.y, mean, np.sqrt(mean * (mean + 1)), _ones(part))


def _times(part: Part) -> Model:
    fit = _single(replace(part, y=part.y ** (1 / ROOT)))
    return replace(fit, values=part.y)


def _pooled(part: Part) -> FloatArray:
    """All events through all sizes, a column."""
    events, sizes = (np.where(part.base, array, 0).sum(axis=1) for array in (part.y, part.n))
    return series.ratio(events, sizes)[:, None]


def _ones(part: Part) -> FloatArray:
    return np.ones(part.y.shape[0])


_MODELS: dict[Kind, Callable[[Part], Model]] = {
    "i": _single,
    "mr": _ranges,
    "c": _count,
    "u": _rate,
    "u'": _wide(_rate),
    "p": _share,
    "p'": _wide(_share),
    "g": _cases,
    "t": _times,
}
