"""One value among many: how many have about the same, where the others stand, and how sure the one is."""

from hjulet.base.ui.charts.axes import draw_note
from hjulet.base.ui.charts.figures import at, between, known, label, printed, spoken_limits
from hjulet.base.ui.charts.looks import BASE, GRID, LOOKS, NOTE, mark, whisker
from hjulet.base.ui.charts.measure import shortened, text_width
from hjulet.base.ui.charts.rows import draw_no_rows
from hjulet.base.ui.charts.scales import Axis, Scale, value_axis
from hjulet.base.ui.charts.sheet import Box, Pen, Sheet, Type
from hjulet.base.ui.charts.spec import Distribution

BINS = 25
HEIGHT = 120.0
LINE = 16.0
NAME = Type(13, bold=True)


def draw(sheet: Sheet, chart: Distribution) -> float:
    """Returns the height used."""
    axis = axis_of(chart)
    top = draw_note(sheet, chart.unit, axis.note)
    if not known(chart.values):
        return draw_no_rows(sheet, top)
    first = top + LINE * len(references(chart)) + 6
    foot = first + HEIGHT
    scale = axis.scale(14, sheet.width - 14)
    _draw_bars(sheet, scale, chart, (first, foot))
    bottom = _draw_figures(sheet, scale, axis, (first, foot))
    _draw_references(sheet, scale, chart, (top, foot))
    return _draw_own(sheet, scale, chart, bottom) + 4


def axis_of(chart: Distribution) -> Axis:
    shown = (
        *chart.values,
        chart.own,
        chart.lower,
        chart.upper,
        *(value for _name, value in references(chart)),
    )
    return value_axis(shown, chart.unit)


def references(chart: Distribution) -> list[tuple[str, float]]:
    return [(name, value) for name, value in chart.references if known((value,))]


def counts(chart: Distribution) -> list[tuple[float, float, int]]:
    """From, to and how many: the bars, in order. The last holds its upper end too."""
    axis = axis_of(chart)
    step = (axis.high - axis.low) / BINS
    amounts = [0] * BINS
    for value in known(chart.values):
        inside = min(max(value, axis.low), axis.high)
        amounts[min(BINS - 1, int((inside - axis.low) / (axis.high - axis.low) * BINS))] += 1
    return [
        (axis.low + step * index, axis.low + step * (index + 1), amount)
        for index, amount in enumerate(amounts)
    ]


def said_of(chart: Distribution, low: float, high: float) -> str:
    """'40–44 %': what a bar holds, with a decimal only where it needs one."""
    is_whole = low == round(low) and high == round(high)
    return between(low, high, chart.unit, 0 if is_whole else 1)


def own_said(chart: Distribution) -> str:
    """'Lingonfors 84 %, säkert inom 78–89 %'."""
    own = at((chart.own,), 0)
    if own is None:
        return ""
    said = f"{chart.own_name} {printed(own, chart.unit, chart.decimals)}".strip()
    return said + spoken_limits(chart.lower, chart.upper, chart.unit, chart.decimals)


def _draw_bars(sheet: Sheet, scale: Scale, chart: Distribution, room: tuple[float, float]) -> None:
    first, foot = room
    bars = counts(chart)
    highest = max(amount for _low, _high, amount in bars)
    for low, high, amount in bars:
        if not amount:
            continue
        sheet.begin_named(f"{said_of(chart, low, high)}: {amount} {chart.counted}")
        top = foot - amount / highest * (foot - first)
        sheet.rect(
            Box(scale.at(low) + 0.75, top, scale.at(high) - 0.75, foot),
            Pen(fill="grid", stroke="muted", width=1),
        )
        sheet.end_named()


def _draw_figures(sheet: Sheet, scale: Scale, axis: Axis, room: tuple[float, float]) -> float:
    _first, foot = room
    sheet.line((scale.start, foot), (scale.end, foot), BASE)
    widest = max((text_width(text, NOTE.size) for text in axis.texts), default=0)
    step = abs(scale.end - scale.start) / max(1, len(axis.ticks) - 1)
    every = 1 if step >= widest + 8 else 2
    for index, (value, text) in enumerate(zip(axis.ticks, axis.texts, strict=True)):
        x, half = scale.at(value), text_width(text, NOTE.size) / 2
        sheet.line((x, foot), (x, foot + 4), GRID)
        if index % every == 0:
            sheet.text(text, (min(max(x, half), sheet.width - half), foot + 17), NOTE, "middle")
    return foot + 20


def _draw_references(sheet: Sheet, scale: Scale, chart: Distribution, room: tuple[float, float]) -> None:
    """Upright lines, each with its name on a line of its own above the bars."""
    top, foot = room
    there = [
        (name, value, top + LINE * (index + 1) - 4) for index, (name, value) in enumerate(references(chart))
    ]
    for index, (_name, value, y) in enumerate(there):
        dash = ("5 3", "2 3", "8 3 2 3")[index % 3]
        sheet.line(
            (scale.at(value), y + 3), (scale.at(value), foot), Pen(stroke="ink", width=1.25, dash=dash)
        )
    for name, value, y in there:
        text = shortened(f"{name} {label(value, chart.unit, chart.decimals)}".strip(), NOTE.size, sheet.width)
        half = text_width(text, NOTE.size) / 2
        sheet.text(
            text, (min(max(scale.at(value), half), sheet.width - half), y), Type(12, halo=True), "middle"
        )


def _draw_own(sheet: Sheet, scale: Scale, chart: Distribution, top: float) -> float:
    own = at((chart.own,), 0)
    if own is None:
        return top
    y, x = top + 12, scale.at(own)
    low, high = at((chart.lower,), 0), at((chart.upper,), 0)
    sheet.begin_named(own_said(chart))
    if low is not None and high is not None:
        whisker(sheet, (scale.at(low), y), (scale.at(high), y), "accent")
    mark(sheet, (x, y), LOOKS[0], 5)
    sheet.end_named()
    limits = between(low, high, chart.unit, chart.decimals)
    text = f"{chart.own_name} {label(own, chart.unit, chart.decimals)}".strip()
    text = shortened(f"{text} ({limits})" if limits else text, NAME.size, sheet.width, bold=True)
    half = text_width(text, NAME.size, bold=True) / 2
    sheet.text(
        text, (max(half, min(x, sheet.width - half)), y + 22), Type(13, bold=True, ink="accent"), "middle"
    )
    return y + 28
