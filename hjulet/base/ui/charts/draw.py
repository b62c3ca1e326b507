"""One spec in, one SVG out: role, title and description in place, no style attribute, no script."""

from typing import assert_never

from hjulet.base.ui.charts import lines
from hjulet.base.ui.charts.sheet import Sheet, Theme, clean, short
from hjulet.base.ui.charts.spec import Chart
from hjulet.base.ui.charts.words import description

SMALLEST = 240


def svg(chart: Chart, *, ident: str, width: int = 640, theme: Theme = "page") -> str:
    """CHART as SVG text. IDENT is unique on the page; theme "print" has fixed colours and a size."""
    sheet = Sheet(max(width, SMALLEST), theme)
    height = short(_draw(sheet, chart))
    size = f' width="{short(sheet.width)}" height="{height}"' if theme == "print" else ""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {short(sheet.width)} {height}"{size}'
        f' role="img" aria-labelledby="{ident}-title {ident}-desc" font-family="Inter, system-ui, sans-serif">'
        f'<title id="{ident}-title">{clean(chart.title)}</title>'
        f'<desc id="{ident}-desc">{clean(description(chart))}</desc>'
    )
    return head + "".join(sheet.parts) + "</svg>"
