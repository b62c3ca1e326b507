"""Pictures of how many: the one that the figures deserve, with the finding as its title."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from hjulet.base.ui.charts import Chart, ControlChart, LineChart, Series
from hjulet.base.ui.swedish import MONTHS as NAMES
from hjulet.statistics import Method, control_chart, recommend, run_chart, xmr_chart

RARE = {Method.WAIT, Method.YEARLY_COUNT}
FEWEST_INTERVALS = 10
SAME_DAY = 0.5  # half a day: two events on a day


@dataclass(frozen=True)
class Picture:
    """A chart, and in words why this one."""

    chart: Chart
    why: str


def is_rare(values: Sequence[int]) -> bool:
    return recommend(values, kind="counts").method in RARE


def by_month(values: Sequence[int], months: Sequence[date]) -> Picture:
    """Month by month, with what is usual for the unit."""
    advice = recommend(values, kind="counts")
    chart = _runs(values, months) if advice.method == Method.RUN_CHART else _limits(values, months)
    return Picture(chart, advice.why.words)


def rare(days: Sequence[date], values: Sequence[int], months: Sequence[date], today: date) -> Picture:
    """Days between events; where there are hardly any, the number over twelve months."""
    why = _("För få händelser för att se ett mönster.")
    if len(days) < 3:
        return Picture(_twelve_months(values, months), why)
    between = [max((late - early).days, SAME_DAY) for early, late in pairwise(days)]
    labels = tuple(f"{day.day} {NAMES[day.month - 1][:3]} {day.year}" for day in days[1:])
    since = (today - days[-1]).days
    title = _("Det har gått %(days)s dagar sedan det senast hände") % {"days": since}
    if len(between) < FEWEST_INTERVALS:
        series = (Series(_("dagar sedan förra"), tuple(between)),)
        return Picture(LineChart(title, labels, series, _("dagar")), why)
    found = control_chart("t", between)
    chart = ControlChart(
        title, labels, tuple(between), _known(found.centre), _known(found.lower), _known(found.upper),
        _where(found.outside), _("dagar"),
    )  # fmt: skip
    return Picture(chart, why)


def _runs(values: Sequence[int], months: Sequence[date]) -> ControlChart:
    found = run_chart(values)
    title = (
        _("Nivån har ändrats under perioden")
        if found.parts[-1].signal
        else _("Antalet varierar som det brukar kring mitten")
    )
    nothing = (None,) * len(values)
    return ControlChart(title, _labels(months), _floats(values), _known(found.centre), nothing, nothing)


def _limits(values: Sequence[int], months: Sequence[date]) -> ControlChart:
    found = xmr_chart(values, improvement=0)
    unusual = _where(found.label != 0)
    title = (
        _("Några månader skiljer sig från det vanliga")
        if unusual
        else _("Ingen månad skiljer sig från det vanliga")
    )
    lower = tuple(None if limit is None else max(limit, 0.0) for limit in _known(found.lower))
    return ControlChart(
        title, _labels(months), _floats(values), _known(found.mean), lower, _known(found.upper), unusual
    )


def _twelve_months(values: Sequence[int], months: Sequence[date]) -> LineChart:
    sums = [float(sum(values[place - 12 : place])) for place in range(12, len(values) + 1)]
    labels = _labels(months)[-len(sums) :]
    title = _("%(number)s de senaste tolv månaderna") % {"number": int(sums[-1])}
    return LineChart(title, labels, (Series(_("tolv månader"), tuple(sums)),))


def _labels(months: Sequence[date]) -> tuple[str, ...]:
    return tuple(f"{NAMES[month.month - 1][:3]} {month.year}" for month in months)


def _floats(values: Sequence[int]) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


def _known(values: object) -> tuple[float | None, ...]:
    """As the drawing wants them: nothing where there is no limit."""
    return tuple(value if abs(value) < 1e12 else None for value in values.tolist())  # type: ignore[attr-defined]


def _where(marks: object) -> frozenset[int]:
    return frozenset(place for place, is_marked in enumerate(marks.tolist()) if is_marked)  # type: ignore[attr-defined]
