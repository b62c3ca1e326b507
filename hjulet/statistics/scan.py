"""One change of rate in a series of counts, looked for at a few places, with protection against clusters.

Each window compares the latest months with all before. Its p value is the larger of the exact mid-p of a
Poisson series and a quasi-likelihood F test (McCullagh & Nelder 1989, ch. 9) whose dispersion is
shrunk towards that of the panel (Smyth 2004, Stat Appl Genet Mol Biol 3:3). The smallest p over the windows is
multiplied by a factor found by simulation, since the best of several places is taken.
"""

from dataclasses import dataclass

import numpy as np

from hjulet.statistics import series
from hjulet.statistics.checks import BoolArray, FloatArray, IntArray
from hjulet.statistics.intervals import mid_p

# How many times more often than p < 0.001 the best of three windows falls under 0.001, by number of events:
# the largest over 24 to 60 months and dispersion 1 to 3 of negative binomial series (``calibrate``; the test
# test_scan_factor_agrees_with_simulation draws it again).
EVENTS = (8, 16, 32, 64, 128, 256, 512)
FACTOR = (14.6, 9.2, 6.0, 4.9, 3.6, 3.1, 2.9)
# The panel's dispersion counts for at most this many degrees of freedom, so that a series keeps its own voice.
MOST_SHARED = 60.0
FEWEST_SHARING = 20


@dataclass(frozen=True)
class Scan:
    """Per series: the calibrated p, the best window in months, and what it holds."""

    p: FloatArray
    months: IntArray
    before: FloatArray
    before_exposure: FloatArray
    recent: FloatArray
    recent_exposure: FloatArray
    phi: FloatArray
    can_decide: BoolArray


@dataclass(frozen=True)
class _Windows:
    """Arrays (series, windows), but ``freedom`` and ``total`` (series, 1)."""

    before: FloatArray
    before_exposure: FloatArray
    recent: FloatArray
    recent_exposure: FloatArray
    phi: FloatArray
    freedom: FloatArray
    total: FloatArray


def windows(months: int, recent: int) -> tuple[int, ...]:
    """The lengths to try: around ``recent``, and never more than half of the series."""
    tried = {max(1, round(recent * share)) for share in (2 / 3, 1, 3 / 2)}
    return tuple(sorted(length for length in tried if 2 * length <= months))


def scan(counts: FloatArray, exposure: FloatArray, lengths: tuple[int, ...]) -> Scan:
    """The best window of each series (series, time); missing months are left out."""
    split = _split(counts, exposure, lengths)
    phi, freedom = _moderated(split)
    p = _p_values(split, phi, freedom)
    best = p.argmin(axis=1)[:, None]
    factor = np.interp(np.log(np.maximum(split.total, 1)), np.log(EVENTS), FACTOR)

    def at_best(array: FloatArray) -> FloatArray:
        return series.moved(array, best)[:, 0]

    return Scan(
        p=np.minimum(1, at_best(p * factor)),
        months=np.asarray(lengths)[best[:, 0]],
        before=at_best(split.before),
        before_exposure=at_best(split.before_exposure),
        recent=at_best(split.recent),
        recent_exposure=at_best(split.recent_exposure),
        phi=at_best(phi),
        can_decide=_least(split, factor) < 0.05,
    )


def calibrate(months: int, recent: int, events: int, phi: float, *, draws: int, seed: int) -> float:
    """How many times more often than it should the smallest p over the windows is under 0.001.

    ``draws`` stable series with ``events`` expected events in all and dispersion ``phi``.
    """
    generator = np.random.default_rng(seed)
    mean = events / months
    if phi == 1:
        counts = generator.poisson(mean, (draws, months)).astype(float)
    else:
        counts = generator.negative_binomial(mean / (phi - 1), 1 / phi, (draws, months)).astype(float)
    split = _split(counts, np.ones(counts.shape), windows(months, recent))
    p = _p_values(split, np.maximum(1, split.phi), split.freedom)
    return float((p.min(axis=1) < 0.001).mean() / 0.001)


def _split(counts: FloatArray, exposure: FloatArray, lengths: tuple[int, ...]) -> _Windows:
    known = ~np.isnan(counts) & (exposure > 0)
    y, e = np.where(known, counts, 0), np.where(known, exposure, 0)
    square = series.ratio(y**2, np.where(known, e, 1))
    total, time, squares = (array.sum(axis=1, keepdims=True) for array in (y, e, square))
    recent, recent_time, recent_squares = (_latest(array, lengths) for array in (y, e, square))
    before, before_time = total - recent, np.maximum(time - recent_time, 0)
    pearson = _pearson(recent, recent_time, recent_squares) + _pearson(
        before, before_time, squares - recent_squares
    )
    freedom = np.maximum(known.sum(axis=1, keepdims=True) - 2.0, 1.0)
    return _Windows(before, before_time, recent, recent_time, pearson / freedom, freedom, total)


def _latest(array: FloatArray, lengths: tuple[int, ...]) -> FloatArray:
    """The sums over the latest months, (series, windows)."""
    sums = np.cumsum(array[:, ::-1], axis=1)
    return sums[:, [length - 1 for length in lengths]]


def _pearson(events: FloatArray, time: FloatArray, squares: FloatArray) -> FloatArray:
    """Pearson's chi-square of the months around their common rate, from the sum of y squared through exposure."""
    return np.where(events > 0, squares * time / np.where(events > 0, events, 1) - events, 0)


def _moderated(split: _Windows) -> tuple[FloatArray, FloatArray]:
    """Dispersion, at least 1, and its degrees of freedom, with what the panel has in common mixed in.

    The series vary in dispersion by chance (2 phi^2 / freedom) and in truth; the less in truth, the more the
    common value counts. Only series with an event a month on average take part.
    """
    own = split.phi.min(axis=1)
    freedom = split.freedom[:, 0]
    sharing = split.total[:, 0] > freedom
    if sharing.sum() < FEWEST_SHARING:
        return np.maximum(1, split.phi), split.freedom
    common = max(1.0, own[sharing].mean())
    chance = 2 * common**2
    true = own[sharing].var() - chance / freedom[sharing].mean()
    shared = min(MOST_SHARED, chance / true) if true > 0 else MOST_SHARED
    phi = (shared * common + split.freedom * split.phi) / (shared + split.freedom)
    return np.maximum(1, phi), split.freedom + shared


def _p_values(split: _Windows, phi: FloatArray, freedom: FloatArray) -> FloatArray:
    """The larger of the exact and the quasi-likelihood p of each window; 1 where there is nothing to compare."""
    from scipy.special import stdtr, xlogy

    time = split.before_exposure + split.recent_exposure
    least = np.minimum(split.before_exposure, split.recent_exposure)
    possible = (least > 1e-9 * time) & (split.total > 0)
    share = np.where(possible, split.recent_exposure / np.where(time > 0, time, 1), 0.5)
    exact = mid_p(split.recent, split.total + 0 * split.recent, share)
    total = np.where(split.total > 0, split.total, 1)
    fit = xlogy(split.recent, split.recent / (share * total)) + xlogy(
        split.before, split.before / ((1 - share) * total)
    )
    quasi = 2 * stdtr(freedom, -np.sqrt(np.maximum(2 * fit, 0) / phi))
    return np.where(possible, np.maximum(exact, quasi), 1.0)


def _least(split: _Windows, factor: FloatArray) -> FloatArray:
    """The smallest calibrated p that this number of events could give, however they fell (Tarone 1990)."""
    time = split.before_exposure + split.recent_exposure
    share = split.recent_exposure / np.where(time > 0, time, 1)
    rarest = np.minimum(share, 1 - share).min(axis=1)
    least: FloatArray = factor[:, 0] * np.where(rarest > 0, rarest, 1.0) ** split.total[:, 0]
    return least
