"""Charts: one plain spec → SVG with title and description, PNG for Word, and the same numbers as a table."""

from hjulet.base.ui.charts.draw import svg
from hjulet.base.ui.charts.png import png
from hjulet.base.ui.charts.spec import (
    BarChart,
    BeforeAfter,
    Chart,
    ControlChart,
    Distribution,
    FunnelChart,
    IntervalChart,
    LineChart,
    Matrix,
    Series,
    SmallMultiples,
    Waterfall,
)
from hjulet.base.ui.charts.tables import table
from hjulet.base.ui.charts.words import description

__all__ = [
    "BarChart",
    "BeforeAfter",
    "Chart",
    "ControlChart",
    "Distribution",
    "FunnelChart",
    "IntervalChart",
    "LineChart",
    "Matrix",
    "Series",
    "SmallMultiples",
    "Waterfall",
    "description",
    "png",
    "svg",
    "table",
]
