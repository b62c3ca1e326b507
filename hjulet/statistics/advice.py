"""Which method does this series deserve, and where in the organisation are there enough events?"""

from dataclasses import dataclass
from enum import Enum
from math import ceil
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from hjulet.statistics import checks
from hjulet.statistics.checks import FloatArray

FEWEST_POINTS, FEWEST_EVENTS = 10, 10
ENOUGH_A_PERIOD, MANY_A_PERIOD = 2.0, 5.0
LARGE_GROUP, SPREAD = 200, 1.5


class Method(Enum):
    """What to show for a series."""

    WAIT = "wait"
    YEARLY_COUNT = "yearly_count"
    RUN_CHART = "run_chart"
    RATE_CHART = "rate_chart"
    WIDE_RATE_CHART = "wide_rate_chart"
    XMR_CHART = "xmr_chart"
    SHARE_INTERVALS = "share_intervals"
    SHARE_CHART = "share_chart"
    WIDE_SHARE_CHART = "wide_share_chart"


class Level(Enum):
    """Where there are enough events: in this series, in several units together, or nowhere yet."""

    HERE = "here"
    TOGETHER = "together"
    NOWHERE = "nowhere"


class Why(Enum):
    """The reason for a method; ``words`` is the sentence for the page."""

    TOO_FEW_POINTS = "too_few_points"
    NO_VARIATION = "no_variation"
    TOO_FEW_EVENTS = "too_few_events"
    MOSTLY_LEAST = "mostly_least"
    SOME_EVENTS = "some_events"
    MANY_EVENTS = "many_events"
    WIDE_SPREAD = "wide_spread"
    MEASURED = "measured"
    SMALL_GROUPS = "small_groups"
    LARGE_GROUPS = "large_groups"

    @property
    def words(self) -> str:
        """The reason in plain Swedish, one or two short sentences."""
        return _WORDS[self]


@dataclass(frozen=True)
class Advice:
    """``units_together`` is about how many such units it takes to see two events a period; None if not counts."""

    method: Method
    level: Level
    why: Why
    units_together: int | None


def recommend(
    values: ArrayLike,
    exposure: ArrayLike | None = None,
    *,
    kind: Literal["counts", "shares", "measured"] | None = None,
) -> Advice:
    """The method for one series, the level with at least two events a period, and why.

    ``values`` (time,), missing as NaN: events per period (with ``exposure`` in any unit), x of ``exposure``
    answers (kind "shares"), or a measured value such as days or per cent. Without ``kind``, whole numbers
    from 0 are taken for counts. Raises ValueError for shapes that differ, negative counts and x > n.
    Source: Provost & Murray 2011; Anhoej & Olesen 2014; the measured false alarms in docs/statistics.md.
    """
    checks.choice(kind, (None, "counts", "shares", "measured"), "kind")
    y, e = _input(values, exposure)
    kind = kind or _kind(y)
    if kind == "counts":
        checks.counts(y, "values")
        return _counts(y, e, rated=exposure is not None)
    if kind == "shares":
        return _shares(*checks.shares(y, e))
    why = _too_little(y) or Why.MEASURED
    return Advice(Method.XMR_CHART if why == Why.MEASURED else Method.WAIT, Level.HERE, why, None)


def _input(values: ArrayLike, exposure: ArrayLike | None) -> tuple[FloatArray, FloatArray]:
    """Values and exposures where both are known."""
    y = checks.numbers(values, "values")
    e = np.ones(y.shape) if exposure is None else checks.counts(exposure, "exposure")
    if y.ndim != 1 or y.shape != e.shape:
        message = "values and exposure must be 1-D and equally long."
        raise ValueError(message)
    known = ~np.isnan(y) & ~np.isnan(e) & (e > 0)
    return y[known], e[known]


def _kind(y: FloatArray) -> Literal["counts", "measured"]:
    return "counts" if (y >= 0).all() and (y == np.floor(y)).all() else "measured"


def _too_little(y: FloatArray, events: float = FEWEST_EVENTS) -> Why | None:
    if len(y) < FEWEST_POINTS:
        return Why.TOO_FEW_POINTS
    if events < FEWEST_EVENTS:
        return Why.TOO_FEW_EVENTS
    return Why.NO_VARIATION if np.ptp(y) == 0 else None


def _counts(y: FloatArray, e: FloatArray, *, rated: bool) -> Advice:
    mean = float(y.mean()) if len(y) else 0.0
    together = ceil(ENOUGH_A_PERIOD / mean) if mean else None
    level = Level.NOWHERE if together is None else Level.HERE if together == 1 else Level.TOGETHER
    method, why = _method_for_counts(y, e, mean, rated=rated)
    return Advice(method, level, why, together)


def _method_for_counts(y: FloatArray, e: FloatArray, mean: float, *, rated: bool) -> tuple[Method, Why]:
    if why := _too_little(y / e, y.sum()):
        return Method.YEARLY_COUNT if why == Why.TOO_FEW_EVENTS else Method.WAIT, why
    if np.median(y) == y.min():
        return Method.YEARLY_COUNT, Why.MOSTLY_LEAST
    if mean <= MANY_A_PERIOD:
        return Method.RUN_CHART, Why.SOME_EVENTS
    if not rated:
        return Method.XMR_CHART, Why.MANY_EVENTS
    if _dispersion(y, e * y.sum() / e.sum(), 1.0) > SPREAD:
        return Method.WIDE_RATE_CHART, Why.WIDE_SPREAD
    return Method.RATE_CHART, Why.MANY_EVENTS


def _shares(x: FloatArray, n: FloatArray) -> Advice:
    if len(x) < FEWEST_POINTS:
        return Advice(Method.SHARE_INTERVALS, Level.HERE, Why.TOO_FEW_POINTS, None)
    if np.median(n) <= LARGE_GROUP:
        return Advice(Method.SHARE_INTERVALS, Level.HERE, Why.SMALL_GROUPS, None)
    share = x.sum() / n.sum()
    if share in (0, 1):
        return Advice(Method.SHARE_INTERVALS, Level.HERE, Why.NO_VARIATION, None)
    if _dispersion(x, n * share, 1 - share) > SPREAD:
        return Advice(Method.WIDE_SHARE_CHART, Level.HERE, Why.WIDE_SPREAD, None)
    return Advice(Method.SHARE_CHART, Level.HERE, Why.LARGE_GROUPS, None)


def _dispersion(y: FloatArray, expected: FloatArray, factor: float) -> float:
    """Pearson's chi-square through its degrees of freedom; about 1 when only chance is at work."""
    return float(((y - expected) ** 2 / (expected * factor)).sum() / (len(y) - 1))


_WORDS = {
    Why.TOO_FEW_POINTS: "Det finns för få värden än. Fortsätt mäta.",
    Why.NO_VARIATION: "Alla värden är lika. Det finns inget mönster att visa.",
    Why.TOO_FEW_EVENTS: "För få händelser för att se ett mönster. Räkna dem över tolv månader.",
    Why.MOSTLY_LEAST: "De flesta månader händer inget. Räkna händelserna över tolv månader.",
    Why.SOME_EVENTS: "Det händer något de flesta månader. Då går det att se om nivån ändras.",
    Why.MANY_EVENTS: "Det händer så ofta att en enskild månad kan sticka ut.",
    Why.WIDE_SPREAD: "Månaderna skiljer sig mer än slumpen förklarar. Gränserna ritas därför vidare.",
    Why.MEASURED: "Värdet är uppmätt och varierar från gång till gång.",
    Why.SMALL_GROUPS: "Få har svarat varje gång. Visa hur säkert varje värde är.",
    Why.LARGE_GROUPS: "Många ingår varje gång. Då kan en enskild månad sticka ut.",
}
