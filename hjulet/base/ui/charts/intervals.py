"""Points with whiskers: what the value is, and within which limits it may lie."""

from hjulet.base.ui.charts.axes import draw_note
from hjulet.base.ui.charts.figures import MISSING, at, between, is_share, known, label, printed, spoken_limits
from hjulet.base.ui.charts.looks import LOOKS, NOTE, mark, whisker
from hjulet.base.ui.charts.measure import text_width
from hjulet.base.ui.charts.rows import Row, Rows, draw_no_rows, draw_upright, draw_value_grid, lay_rows
from hjulet.base.ui.charts.scales import Scale, value_axis
from hjulet.base.ui.charts.sheet import Pen, Sheet, Type
from hjulet.base.ui.charts.spec import IntervalChart

VALUE = Type(13, bold=True)


def draw(sheet: Sheet, chart: IntervalChart) -> float:
    """Returns the height used."""
    shown = (*chart.values, *chart.lower, *chart.upper, chart.reference)
    axis = value_axis(shown, chart.unit)
    top = draw_note(sheet, chart.unit, axis.note)
    if not chart.labels or not known(chart.values):
        return draw_no_rows(sheet, top)
    if chart.reference is not None:
        top += 20
    gutter = max(_text_room(chart, index) for index in range(len(chart.labels)))
    first = len(sheet.parts)
    rows = lay_rows(sheet, chart.labels, top=top, body=32, gutter=gutter + 18)
    names, sheet.parts = sheet.parts[first:], sheet.parts[:first]
    scale = axis.scale(rows.left + 8, rows.right)
    bottom = draw_value_grid(sheet, rows, axis, scale)
    _draw_reference(sheet, scale, chart, rows)
    sheet.parts += names
    for index, row in enumerate(rows.rows):
        _draw_row(sheet, scale, chart, (index, row))
    return bottom + 6


def limits(chart: IntervalChart, index: int) -> str:
    """'53–97 %'; nothing when a limit is missing. A unit in words stands on top of the chart."""
    unit = chart.unit if is_share(chart.unit) or chart.unit == "kr" else ""
    return between(at(chart.lower, index), at(chart.upper, index), unit, chart.decimals)


def _text_room(chart: IntervalChart, index: int) -> float:
    value = at(chart.values, index)
    text = MISSING if value is None else label(value, chart.unit, chart.decimals)
    return max(text_width(text, VALUE.size, bold=True), text_width(limits(chart, index), NOTE.size))


def _draw_reference(sheet: Sheet, scale: Scale, chart: IntervalChart, rows: Rows) -> None:
    if not known((chart.reference,)) or chart.reference is None:
        return
    x, top = scale.at(chart.reference), rows.top
    draw_upright(sheet, rows, x, Pen(stroke="ink", width=1.25, dash="5 3"))
    text = f"{chart.reference_name} {label(chart.reference, chart.unit, chart.decimals)}".strip()
    half = text_width(text, NOTE.size) / 2
    sheet.text(text, (min(max(x, half), sheet.width - half), top - 11), Type(12), "middle")


def _draw_row(sheet: Sheet, scale: Scale, chart: IntervalChart, which: tuple[int, Row]) -> None:
    index, row = which
    value, y = at(chart.values, index), row.middle
    if value is None:
        sheet.text(MISSING, (sheet.width, y + 4.5), NOTE, "end")
        return
    low, high = at(chart.lower, index), at(chart.upper, index)
    said = printed(value, chart.unit, chart.decimals) + spoken_limits(low, high, chart.unit, chart.decimals)
    sheet.begin_named(f"{chart.labels[index]}: {said}")
    if low is not None and high is not None:
        whisker(sheet, (scale.at(low), y), (scale.at(high), y), "ink")
    mark(sheet, (scale.at(value), y), LOOKS[0], 5)
    sheet.end_named()
    between = limits(chart, index)
    sheet.text(
        label(value, chart.unit, chart.decimals), (sheet.width, y - 2 if between else y + 4.5), VALUE, "end"
    )
    sheet.text(between, (sheet.width, y + 13), NOTE, "end")
