"""One spec in, one SVG out: role, title and description in place, no style attribute, no script."""

from typing import assert_never

from hjulet.base.ui.charts import (
    bars,
    changes,
    control,
    distribution,
    funnel,
    intervals,
    lines,
    matrix,
    multiples,
    waterfall,
)
from hjulet.base.ui.charts.fitted import fitted
from hjulet.base.ui.charts.sheet import Sheet, Theme, clean, short
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
    SmallMultiples,
    Waterfall,
)
from hjulet.base.ui.charts.words import description

SMALLEST = 240


def svg(chart: Chart, *, ident: str, width: int = 640, theme: Theme = "page") -> str:
    """CHART as SVG text. IDENT is unique on the page; theme "print" has fixed colours and a size."""
    chart = fitted(chart)
    sheet = Sheet(max(width, SMALLEST), theme)
    height = short(_draw(sheet, chart))
    size = f' width="{short(sheet.width)}" height="{height}"' if theme == "print" else ""
    ident = clean(ident).replace('"', "")
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {short(sheet.width)} {height}"{size}'
        f' role="img" aria-labelledby="{ident}-title {ident}-desc" font-family="Inter, system-ui, sans-serif">'
        f'<title id="{ident}-title">{clean(chart.title)}</title>'
        f'<desc id="{ident}-desc">{clean(description(chart))}</desc>'
    )
    return head + "".join(sheet.parts) + "</svg>"


def _draw(sheet: Sheet, chart: Chart) -> float:
    match chart:
        case LineChart():
            height = lines.draw(sheet, chart)
        case BarChart():
            height = bars.draw(sheet, chart)
        case SmallMultiples():
            height = multiples.draw(sheet, chart)
        case ControlChart():
            height = control.draw(sheet, chart)
        case BeforeAfter():
            height = changes.draw(sheet, chart)
        case IntervalChart():
            height = intervals.draw(sheet, chart)
        case _:
            height = _draw_other(sheet, chart)
    return height


def _draw_other(sheet: Sheet, chart: Matrix | Distribution | FunnelChart | Waterfall) -> float:
    """The kinds that came later."""
    match chart:
        case Matrix():
            height = matrix.draw(sheet, chart)
        case Distribution():
            height = distribution.draw(sheet, chart)
        case FunnelChart():
            height = funnel.draw(sheet, chart)
        case Waterfall():
            height = waterfall.draw(sheet, chart)
        case _:
            assert_never(chart)
    return height
