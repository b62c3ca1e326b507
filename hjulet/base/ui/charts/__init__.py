"""Charts: one plain spec → SVG with title and description, PNG for Word, and the same numbers as a table."""

from hjulet.base.ui.charts.spec import (
    BarChart,
    BeforeAfter,
    Chart,
    ControlChart,
    IntervalChart,
    LineChart,
    Matrix,
    Series,
    SmallMultiples,
)

__all__ = [
    "BarChart",
    "BeforeAfter",
    "Chart",
    "ControlChart",
    "IntervalChart",
    "LineChart",
    "Matrix",
    "Series",
    "SmallMultiples",
]
