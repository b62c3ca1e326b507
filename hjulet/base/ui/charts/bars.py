"""Bar charts: horizontal, always from zero, the value written at the bar's end."""

from dataclasses import dataclass

from hjulet.base.ui.charts.axes import draw_note
from hjulet.base.ui.charts.figures import MISSING, at, known, label, printed, spoken_limits
from hjulet.base.ui.charts.looks import BASE, LABEL, NOTE, VALUE, whisker
from hjulet.base.ui.charts.measure import text_width
from hjulet.base.ui.charts.rows import Row, draw_no_rows, draw_upright, lay_rows
from hjulet.base.ui.charts.scales import Scale, value_axis
from hjulet.base.ui.charts.sheet import Anchor, Box, Pen, Sheet, Type
from hjulet.base.ui.charts.spec import BarChart, Series


@dataclass(frozen=True)
class Bar:
    """How the bars of one series look."""

    height: float
    pen: Pen
    text: Type


MAIN = Bar(16, Pen(fill="accent"), VALUE)
SECOND = Bar(16, Pen(fill="surface", stroke="accent", width=1.5), Type(13, halo=True))
REFERENCE = Bar(5, Pen(fill="muted"), Type(12, ink="muted", halo=True))
OTHERS = (
    Bar(16, Pen(fill="ink"), Type(13, halo=True)),
    Bar(16, Pen(fill="surface", stroke="ink", width=1.5), Type(13, halo=True)),
)


def draw(sheet: Sheet, chart: BarChart) -> float:
    """Returns the height used."""
    values = [value for one in chart.series for value in (*one.values, *one.lower, *one.upper)]
    axis = value_axis(values, chart.unit, may_cut=False)
    top = draw_note(sheet, chart.unit, "")
    if not chart.labels or not any(known(one.values) for one in chart.series):
        return draw_no_rows(sheet, top)
    bars = _bars(chart.series)
    if len(chart.series) > 1:
        top = _draw_names(sheet, chart.series, bars, top)
    body = sum(_room(bar) for bar in bars)
    before, after = _margins(chart)
    rows = lay_rows(sheet, chart.labels, top=top + 2, body=body, gutter=after)
    scale = Scale(axis.low, axis.high, rows.left + before, rows.right)
    zero = scale.at(0)
    for index, row in enumerate(rows.rows):
        _draw_row(sheet, scale, chart, (index, row))
    draw_upright(sheet, rows, zero, BASE)
    return rows.bottom + 8


def _bars(series: tuple[Series, ...]) -> list[Bar]:
    mains = iter((MAIN, SECOND, *OTHERS, *(OTHERS[index % 2] for index in range(len(series)))))
    return [REFERENCE if one.is_reference else next(mains) for one in series]


def _room(bar: Bar) -> float:
    return max(bar.height, 15.0) + 3


def _draw_names(sheet: Sheet, series: tuple[Series, ...], bars: list[Bar], top: float) -> float:
    """Which bar is which, in the order they lie in each row."""
    x, y = 0.0, top + 4
    for one, bar in zip(series, bars, strict=True):
        width = 22 + text_width(one.name, LABEL.size)
        if x and x + width > sheet.width:
            x, y = 0.0, y + 20
        middle = y + 6
        sheet.rect(Box(x + 1, middle - bar.height / 2 + 1, x + 15, middle + bar.height / 2 - 1), bar.pen)
        sheet.text(one.name, (x + 22, y + 10.5), LABEL)
        x += width + 20
    return y + 24


def _margins(chart: BarChart) -> tuple[float, float]:
    """Room for the values' texts left of the lowest and right of the highest bar."""
    texts = [label(value, chart.unit, chart.decimals) for one in chart.series for value in known(one.values)]
    widest = max(text_width(text, VALUE.size, bold=True) for text in (*texts, MISSING)) + 10
    has_negative = any(value < 0 for one in chart.series for value in known(one.values))
    return (widest if has_negative else 0.0), widest


def _draw_row(sheet: Sheet, scale: Scale, chart: BarChart, which: tuple[int, Row]) -> None:
    index, row = which
    y = row.top
    for one, bar in zip(chart.series, _bars(chart.series), strict=True):
        middle = y + _room(bar) / 2
        value = at(one.values, index)
        if value is None:
            sheet.text(MISSING, (scale.at(0) + 7, middle + 4.5), NOTE)
        else:
            said = printed(value, chart.unit, chart.decimals)
            said += spoken_limits(at(one.lower, index), at(one.upper, index), chart.unit, chart.decimals)
            sheet.begin_named(f"{one.name}, {chart.labels[index]}: {said}")
            _draw_bar(sheet, scale, (middle, value), bar)
            edge = _draw_whisker(sheet, scale, (one, index), (middle, bar))
            sheet.end_named()
            text = label(value, chart.unit, chart.decimals)
            _draw_value(sheet, (scale.at(value), edge, middle), text, bar, is_negative=value < 0)
        y += _room(bar)


def _draw_bar(sheet: Sheet, scale: Scale, where: tuple[float, float], bar: Bar) -> None:
    middle, value = where
    start, end = sorted((scale.at(0), scale.at(value)))
    inset = bar.pen.width / 2 if bar.pen.stroke else 0
    if end - start > 2 * inset:
        half = bar.height / 2 - inset
        sheet.rect(Box(start + inset, middle - half, end - inset, middle + half), bar.pen)


def _draw_whisker(
    sheet: Sheet, scale: Scale, which: tuple[Series, int], where: tuple[float, Bar]
) -> float | None:
    """How sure the value is, light where it lies on the bar; returns the whisker's far end."""
    (one, index), (middle, bar) = which, where
    low, high, value = at(one.lower, index), at(one.upper, index), at(one.values, index)
    if low is None or high is None or value is None:
        return None
    start, end, zero, tip = scale.at(low), scale.at(high), scale.at(0), scale.at(value)
    whisker(sheet, (start, middle), (end, middle), "ink")
    inside = sorted(min(max(x, min(zero, tip)), max(zero, tip)) for x in (start, end))
    if bar.pen.fill != "surface" and inside[0] < inside[1]:
        light = Pen(stroke="surface", width=1.5)
        sheet.line((inside[0], middle), (inside[1], middle), light)
        for x in (start, end):
            if inside[0] <= x <= inside[1]:
                sheet.line((x, middle - 3.5), (x, middle + 3.5), light)
    return end


def _draw_value(
    sheet: Sheet, where: tuple[float, float | None, float], text: str, bar: Bar, *, is_negative: bool
) -> None:
    end, whisker_end, middle = where
    anchor: Anchor = "end" if is_negative else "start"
    x = end - 6 if is_negative else max(end, whisker_end or end) + 6
    sheet.text(text, (x, middle + 4.5), bar.text, anchor)
