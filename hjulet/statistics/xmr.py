"""Is the latest value unusual for this series, and is the unusual an improvement or a concern?"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import Enum, IntEnum
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hjulet.statistics import checks, series
from hjulet.statistics.checks import BoolArray, FloatArray, IntArray
from hjulet.statistics.refusals import Refusal
from hjulet.statistics.series import PerSeries, RefusalArray

TRIAL = 13


class Label(IntEnum):
    """Why a point is marked; the sign is the side, 0 is an ordinary point."""

    ORDINARY = 0
    OUTSIDE_ABOVE = 1
    OUTSIDE_BELOW = -1
    TREND_UP = 2
    TREND_DOWN = -2
    TWO_IN_THREE_ABOVE = 3
    TWO_IN_THREE_BELOW = -3
    SHIFT_ABOVE = 4
    SHIFT_BELOW = -4


class PointType(IntEnum):
    """What a marked point means, given which direction is an improvement."""

    ORDINARY = 0
    IMPROVEMENT = 1
    CONCERN = -1
    NEUTRAL_HIGH = 2
    NEUTRAL_LOW = -2


class Assurance(Enum):
    """Can the target be expected to be met, if nothing changes?"""

    CONSISTENT_PASS = "consistent_pass"  # noqa: S105  not a password
    CONSISTENT_FAIL = "consistent_fail"
    INCONSISTENT = "inconsistent"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class XmrChart:
    """Per point, in the shape of the values, except ``refusal`` (of the last part) and ``refusals`` (per part).

    Where a part is refused its limits are infinite: nothing in it counts as unusual. ``label`` and
    ``point_type`` hold ``Label`` and ``PointType`` numbers; ``short`` marks parts under 13 points, whose
    limits are on trial.
    """

    mean: FloatArray
    lower: FloatArray
    upper: FloatArray
    near_lower: FloatArray
    near_upper: FloatArray
    outside: BoolArray
    side: NDArray[np.int8]
    close: BoolArray
    label: NDArray[np.int8]
    point_type: NDArray[np.int8]
    short: BoolArray
    refusal: PerSeries
    refusals: tuple[PerSeries, ...]


def xmr_chart(  # noqa: PLR0913  each choice is named and recorded, since tools differ on it
    values: ArrayLike,
    *,
    improvement: Literal[-1, 0, 1],
    constant: float = 2.66,
    near: float = 2 / 3,
    screen: bool = True,
    shift: int = 7,
    trend: int = 7,
    freeze: int | None = None,
    starts: Iterable[int] = (),
) -> XmrChart:
    """Each value against the mean and the natural limits of its part.

    ``values`` is one series or a batch (series, time), any unit, missing as NaN and skipped over.
    ``improvement`` is +1 if high values are good, -1 if low ones are, 0 if neither. Limits are the mean
    plus and minus ``constant`` moving ranges of the first ``freeze`` points of each part (all by default, and
    in a part that is shorter).
    Marked in this order: outside the limits; ``trend`` points all rising or falling; two in three beyond
    ``near`` of the way to a limit; ``shift`` points on one side. Nothing looks across a start.
    Raises ValueError for wrong positions or settings.
    Source: Shewhart 1931; Wheeler 2000; Nelson 1982; NHS England, Making Data Count.
    """
    checks.choice(improvement, (-1, 0, 1), "improvement")
    rules = _Rules(constant, near, screen, shift, trend)
    y = series.rows(values, "values")
    series.baseline(~np.isnan(y), freeze)  # refuses a count outside the series
    charts = [_part(y[:, part], freeze, rules, improvement) for part in series.pieces(y.shape[1], starts)]
    chart = _join(charts)
    return chart if np.ndim(values) == 2 else series.one(chart, 0)


def assurance(chart: XmrChart, target: float, improvement: Literal[-1, 1]) -> PerSeries:
    """Whether the limits at the last point promise that the target is met, an ``Assurance`` per series.

    ``target`` in the unit of the chart; unknown where the chart has no limits. Source: NHS England,
    Making Data Count.
    """
    checks.choice(improvement, (-1, 1), "improvement")
    lower, upper = np.atleast_1d(chart.lower[..., -1]), np.atleast_1d(chart.upper[..., -1])
    above, below = (Assurance.CONSISTENT_FAIL, Assurance.CONSISTENT_PASS)[::improvement]
    answer = np.full(lower.shape, Assurance.INCONSISTENT, dtype=object)
    answer[target > upper] = above
    answer[target < lower] = below
    answer[np.isinf(upper)] = Assurance.UNKNOWN
    return answer if chart.lower.ndim == 2 else answer[0]


@dataclass(frozen=True)
class _Rules:
    """What the chart maker chose."""

    constant: float
    near: float
    screen: bool
    shift: int
    trend: int

    def __post_init__(self) -> None:
        if self.constant <= 0 or not 0 < self.near < 1 or self.shift < 2 or self.trend < 3:
            message = (
                "constant must be positive, near between 0 and 1, shift at least 2 and trend at least 3."
            )
            raise ValueError(message)


def _part(y: FloatArray, freeze: int | None, rules: _Rules, improvement: int) -> XmrChart:
    """The chart of one part; arrays (series, time)."""
    present = ~np.isnan(y)
    base = series.baseline(present, freeze and min(freeze, y.shape[1]))
    mean = series.mean(y, base)
    spread = series.moving_range(y, base, screen=rules.screen)
    refusal = _refusal(y, base, spread)
    silent = series.refused(refusal)
    reach = np.where(silent, np.inf, rules.constant * spread)
    middle = np.where(silent, 0.0, mean)
    lower, upper = middle - reach, middle + reach
    near_lower, near_upper = middle - rules.near * reach, middle + rules.near * reach
    outside = (y < lower) | (y > upper)
    close = ((y < near_lower) | (y > near_upper)) & ~outside
    side = series.sides(y, mean)
    label = np.where(silent, 0, _labels(y, present, (side, close, outside), rules)).astype(np.int8)
    return XmrChart(
        mean=np.broadcast_to(mean, y.shape),
        lower=np.broadcast_to(lower, y.shape),
        upper=np.broadcast_to(upper, y.shape),
        near_lower=np.broadcast_to(near_lower, y.shape),
        near_upper=np.broadcast_to(near_upper, y.shape),
        outside=outside,
        side=side,
        close=close,
        label=label,
        point_type=np.sign(label) * np.int8(improvement or PointType.NEUTRAL_HIGH),
        short=np.broadcast_to(present.sum(axis=1)[:, None] < TRIAL, y.shape),
        refusal=refusal,
        refusals=(refusal,),
    )


def _refusal(y: FloatArray, base: BoolArray, spread: FloatArray) -> RefusalArray:
    largest = np.where(base, np.abs(y), 0).max(axis=1)
    return series.refusals(
        (base.sum(axis=1) < 2, Refusal.TOO_FEW_POINTS),
        (~(spread[:, 0] > 1e-9 * largest), Refusal.NO_VARIATION),
    )


def _labels(
    y: FloatArray, present: BoolArray, marks: tuple[NDArray[np.int8], BoolArray, BoolArray], rules: _Rules
) -> IntArray:
    """The first rule each point breaks; gaps are stepped over."""
    if present.all():
        return _dense_labels(y, *marks, rules)
    order = series.front(present)
    side, close, outside = marks
    dense = (series.moved(side, order), series.moved(close, order), series.moved(outside, order))
    label: IntArray = np.zeros(y.shape, dtype=int)
    np.put_along_axis(label, order, _dense_labels(series.moved(y, order), *dense, rules), axis=1)
    return label


def _dense_labels(
    y: FloatArray, side: NDArray[np.int8], close: BoolArray, outside: BoolArray, rules: _Rules
) -> IntArray:
    """As ``_labels`` for series whose gaps, if any, come last; a gap is on no side and rises to nothing."""
    step = np.diff(y, axis=1)
    rising, falling = (_all_of(move, rules.trend - 1, rules.trend) for move in (step > 0, step < 0))
    onward = np.pad(step < 0, ((0, 0), (0, 1)))
    trend = np.where(rising & ~(falling & onward), 1, -1) * (rising | falling)
    label: IntArray = np.zeros(y.shape, dtype=int)
    for sign in (1, -1):
        here = side == sign
        label[_all_of(here, rules.shift, rules.shift)] = sign * Label.SHIFT_ABOVE
        label[_two_in_three(here, close)] = sign * Label.TWO_IN_THREE_ABOVE
    label = np.where(trend != 0, trend * Label.TREND_UP, label)
    return np.where(outside, side * Label.OUTSIDE_ABOVE, label)


def _all_of(mask: BoolArray, width: int, spread: int) -> BoolArray:
    """The points of every window of ``width`` in which all hold; each window marks ``spread`` points."""
    count = mask.shape[1] - width + 1
    marked = np.zeros((mask.shape[0], mask.shape[1] + spread - width), dtype=bool)
    if count > 0:
        whole = np.logical_and.reduce([mask[:, i : i + count] for i in range(width)])
        for i in range(spread):
            marked[:, i : i + count] |= whole
    return marked


def _two_in_three(here: BoolArray, close: BoolArray) -> BoolArray:
    """Close points in a window of three on one side, where at least two are close."""
    count = here.shape[1] - 2
    marked = np.zeros(here.shape, dtype=bool)
    if count > 0:
        thirds = [slice(i, i + count) for i in range(3)]
        near = [close[:, third] for third in thirds]
        pair = (near[0] & near[1]) | (near[0] & near[2]) | (near[1] & near[2])
        window = pair & np.logical_and.reduce([here[:, third] for third in thirds])
        for third in thirds:
            marked[:, third] |= window
    return marked & close


def _join(charts: list[XmrChart]) -> XmrChart:
    """The parts after each other, as one chart."""
    if len(charts) == 1:
        return charts[0]
    arrays = {
        field.name: np.concatenate([getattr(chart, field.name) for chart in charts], axis=1)
        for field in fields(XmrChart)
        if not field.name.startswith("refusal")
    }
    refusals = tuple(chart.refusal for chart in charts)
    return XmrChart(**arrays, refusal=refusals[-1], refusals=refusals)
