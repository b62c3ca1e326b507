"""Specs whose values run past their labels: a value without a label cannot be shown, so it is left out everywhere."""

from dataclasses import replace
from typing import TypeVar

from hjulet.base.ui.charts.spec import (
    BarChart,
    BeforeAfter,
    Chart,
    ControlChart,
    IntervalChart,
    LineChart,
    Series,
    SmallMultiples,
    Waterfall,
)

WithSeries = TypeVar("WithSeries", LineChart, BarChart)


def fitted(chart: Chart) -> Chart:
    """CHART with no more values than labels; picture, words and table all begin with this."""
    match chart:
        case LineChart():
            chart = _with_fitted_series(chart)
        case BarChart():
            chart = _with_fitted_series(chart)
        case SmallMultiples():
            chart = replace(chart, panels=tuple(_with_fitted_series(panel) for panel in chart.panels))
        case ControlChart():
            chart = replace(
                chart,
                values=chart.values[: len(chart.labels)],
                centre=chart.centre[: len(chart.labels)],
                lower=chart.lower[: len(chart.labels)],
                upper=chart.upper[: len(chart.labels)],
            )
        case BeforeAfter():
            chart = replace(
                chart, before=chart.before[: len(chart.labels)], after=chart.after[: len(chart.labels)]
            )
        case Waterfall():
            chart = replace(chart, values=chart.values[: len(chart.labels)])
        case IntervalChart():
            chart = replace(
                chart,
                values=chart.values[: len(chart.labels)],
                lower=chart.lower[: len(chart.labels)],
                upper=chart.upper[: len(chart.labels)],
            )
    return chart


def _with_fitted_series(chart: WithSeries) -> WithSeries:
    return replace(chart, series=tuple(_cut(one, len(chart.labels)) for one in chart.series))


def _cut(one: Series, count: int) -> Series:
    return replace(one, values=one.values[:count], lower=one.lower[:count], upper=one.upper[:count])
