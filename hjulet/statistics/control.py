"""Is a count, share or time between events outside what is usual for it?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from hjulet.statistics import checks, series
from hjulet.statistics.checks import BoolArray, FloatArray
from hjulet.statistics.refusals import Refusal
from hjulet.statistics.runs import Runs, runs_around
from hjulet.statistics.series import PerSeries

Kind = Literal["i", "mr", "c", "u", "u'", "p", "p'", "g", "t"]
SIZED = ("u", "u'", "p", "p'")
SHARES = ("p", "p'")
DISCRETE = ("c", "u", "p")
TAIL, WARNING_TAIL = 0.00135, 0.02275


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
    y, n = _input(kind, values, sizes, limits)
    take = series.included(y.shape[1], exclude) & ~np.isnan(y)
    charts = []
    for part in series.pieces(y.shape[1], starts):
        base = series.baseline(take[:, part], freeze if part.start == 0 else None)
        plot = _Part(kind, y[:, part], n[:, part], take[:, part], base, screen)
        charts.append(_scaled(plot.chart(exact=limits == "probability"), multiply))
    chart = _join(charts)
    return chart if np.ndim(values) == 2 else series.one(chart, 0)
