"""Is a count, share or time between events outside what is usual for it?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from hjulet.statistics import checks, series
from hjulet.statistics.checks import BoolArray, FloatArray
from hjulet.statistics.limits import SHARES, Kind, Part, centre, model
from hjulet.statistics.limits import limits as part_limits
from hjulet.statistics.limits import refusal as limits_refusal
from hjulet.statistics.runs import Runs, runs_around
from hjulet.statistics.series import PerSeries

SIZED = ("u", "u'", "p", "p'")
EXACT = ("c", "u", "p")
PER_POINT = ("values", "centre", "lower", "upper", "lower_warning", "upper_warning", "outside")


@dataclass(frozen=True)
class ControlChart:
    """Per point, in the shape of the values, except ``parts``, ``sigma_z`` and ``refusal`` (of the last part).

    Where a part is refused (see ``refusals``) its limits are infinite: nothing in it counts as unusual.
    Where a value is missing, its limits are too if they depend on a size. ``sigma_z`` is, per part, how much
    wider u' and p' are than u and p; under 1 they are narrower, which must be said beside the chart.
    """

    values: FloatArray
    centre: FloatArray
    lower: FloatArray
    upper: FloatArray
    lower_warning: FloatArray
    upper_warning: FloatArray
    outside: BoolArray
    parts: tuple[Runs, ...]
    sigma_z: tuple[PerSeries, ...]
    refusal: PerSeries
    refusals: tuple[PerSeries, ...]


def control_chart(  # noqa: PLR0913  each choice is named and recorded, since tools differ on it
    kind: Kind,
    values: ArrayLike,
    sizes: ArrayLike | None = None,
    *,
    freeze: int | None = None,
    starts: Iterable[int] = (),
    exclude: Iterable[int] = (),
    multiply: float = 1,
    screen: bool = True,
    limits: Literal["sigma", "probability"] = "sigma",
) -> ControlChart:
    """Values with their centre, limits at three and warning lines at two standard deviations.

    ``kind``: ``i`` single values, ``mr`` moving ranges, ``c`` counts, ``u`` counts per size, ``p`` shares of
    size, ``u'`` and ``p'`` the same with variation between periods, ``g`` cases and ``t`` time between
    events (above 0: give a same-day event half a day, and say so). ``values`` and ``sizes`` are one series
    or a batch (series, time); missing as NaN; no value where the size is 0. The result has the unit of
    values / sizes x ``multiply``. ``freeze`` points of the first part make its limits, ``starts`` begin
    new parts, ``exclude`` positions count neither for limits nor runs. ``screen`` leaves out large moving
    ranges once. ``limits="probability"`` (c, u, p) is exact, for small counts: the widest values with at
    least 0.135 % (warning 2.275 %) probability on each side. Raises ValueError for negative values, x > n,
    sizes that are missing or not wanted, and wrong positions.
    Source: Montgomery 2013, ch. 7; Laney 2002, Qual Eng 14:531; Benneyan 2001; Nelson 1994, J Qual Technol 26:235.
    """
    y, n = _input(kind, values, sizes, exact=limits == "probability")
    take = series.included(y.shape[1], exclude) & ~np.isnan(y)
    charts = []
    for piece in series.pieces(y.shape[1], starts):
        base = series.baseline(take[:, piece], freeze if piece.start == 0 else None)
        part = Part(kind, y[:, piece], n[:, piece], take[:, piece], base, screen)
        charts.append(_part_chart(part, multiply, exact=limits == "probability"))
    chart = _join(charts)
    return chart if np.ndim(values) == 2 else series.one(chart, 0)


def _input(
    kind: Kind, values: ArrayLike, sizes: ArrayLike | None, *, exact: bool
) -> tuple[FloatArray, FloatArray]:
    """Values and sizes (series, time), both missing where one of them is."""
    checks.choice(kind, get_args(Kind), "kind")
    if (sizes is not None) != (kind in SIZED) or (exact and kind not in EXACT):
        message = "sizes belong to u, u', p and p' only, and probability limits to c, u and p only."
        raise ValueError(message)
    y = series.rows(values, "values", checks.numbers if kind in ("i", "mr") else checks.counts)
    if kind == "t" and (y == 0).any():
        message = "Times between events must be above zero; give a same-day event half a day."
        raise ValueError(message)
    if sizes is None:
        return y, np.where(np.isnan(y), np.nan, 1.0)
    return _sized(y, series.rows(sizes, "sizes", checks.counts), kind, exact=exact)


def _sized(y: FloatArray, n: FloatArray, kind: Kind, *, exact: bool) -> tuple[FloatArray, FloatArray]:
    if exact:
        checks.whole_counts(y, "values")
    if exact and kind == "p":
        checks.whole_counts(n, "sizes")
    if kind in SHARES:
        y, n = checks.shares(y, n)
    y, n = checks.broadcast(y, n)
    if (y[n == 0] > 0).any():
        message = "There are events where the size is zero."
        raise ValueError(message)
    missing = np.isnan(y) | np.isnan(n) | (n == 0)
    return np.where(missing, np.nan, y), np.where(missing, np.nan, n)


def _part_chart(part: Part, multiply: float, *, exact: bool) -> ControlChart:
    """The chart of one part; arrays (series, time)."""
    fit = model(part)
    refusal = limits_refusal(part, fit)
    silent = series.refused(refusal)
    middle = np.broadcast_to(centre(part, fit), part.y.shape)
    lower, upper = part_limits(part, fit, 3, exact=exact)
    lower_warning, upper_warning = part_limits(part, fit, 2, exact=exact)
    outside = ((fit.values > upper) | (fit.values < lower)) & ~silent
    use = part.use & ~np.isnan(fit.values)
    return ControlChart(
        values=fit.values * multiply,
        centre=middle * multiply,
        lower=np.where(silent, -np.inf, lower * multiply),
        upper=np.where(silent, np.inf, upper * multiply),
        lower_warning=np.where(silent, -np.inf, lower_warning * multiply),
        upper_warning=np.where(silent, np.inf, upper_warning * multiply),
        outside=outside,
        parts=(runs_around(fit.values, middle, use, part.base & use, guard=True),),
        sigma_z=(fit.sigma_z,),
        refusal=refusal,
        refusals=(refusal,),
    )


def _join(charts: list[ControlChart]) -> ControlChart:
    """The parts after each other, as one chart."""
    if len(charts) == 1:
        return charts[0]

    def line(name: str) -> Any:
        return np.concatenate([getattr(chart, name) for chart in charts], axis=1)

    return ControlChart(
        **{name: line(name) for name in PER_POINT},
        parts=tuple(chart.parts[0] for chart in charts),
        sigma_z=tuple(chart.sigma_z[0] for chart in charts),
        refusal=charts[-1].refusal,
        refusals=tuple(chart.refusal for chart in charts),
    )
