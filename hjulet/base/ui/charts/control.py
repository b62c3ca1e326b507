"""Control charts: a series, its centre line and limits, and the points that stand out."""

from itertools import pairwise

from hjulet.base.ui.charts import lines
from hjulet.base.ui.charts.axes import Frame, axis_room, draw_grid, draw_no_values, draw_note
from hjulet.base.ui.charts.figures import at, known, label, printed
from hjulet.base.ui.charts.looks import LOOKS, NOTE, VALUE, Look, mark
from hjulet.base.ui.charts.measure import text_width, wrap
from hjulet.base.ui.charts.periods import draw_missing, draw_periods
from hjulet.base.ui.charts.scales import value_axis
from hjulet.base.ui.charts.sheet import Anchor, Pen, Point, Sheet, Type
from hjulet.base.ui.charts.spec import ControlChart, Series

UPPER, CENTRE, LOWER = "Övre gräns", "Mittlinje", "Undre gräns"
LIMIT = Pen(stroke="muted", width=1.25, dash="6 4")
MIDDLE = Pen(stroke="ink", width=1.25)
SIGNAL = Look("ink", marker="diamond", radius=5)
MARK = Pen(stroke="ink", width=1, dash="2 3")
MARK_WORDS = Type(12, halo=True)
MARK_LINE = 18.0
HEIGHT = 230.0


def draw(sheet: Sheet, chart: ControlChart) -> float:
    """Returns the height used."""
    axis = value_axis((*chart.values, *chart.centre, *chart.lower, *chart.upper), chart.unit)
    top = max(22.0, draw_note(sheet, chart.unit, axis.note) + 6)  # a value may stand over the highest line
    top += MARK_LINE if chart.marks else 0
    texts = _line_texts(chart)
    gutter = min(max((text_width(text, NOTE.size) for _, text in texts), default=0), 0.24 * sheet.width)
    left, right = axis_room(axis), sheet.width - (gutter + 10 if texts else 6)
    frame = Frame(left, top, right, top + HEIGHT, len(chart.labels), axis.scale(top + HEIGHT, top))
    draw_grid(sheet, frame, axis)
    bottom = draw_periods(sheet, frame, chart.labels)
    _draw_marks(sheet, frame, chart)
    for values, pen in ((chart.lower, LIMIT), (chart.upper, LIMIT), (chart.centre, MIDDLE)):
        _draw_steps(sheet, frame, values, pen)
    _draw_line_texts(sheet, frame, texts, gutter)
    lines.draw_runs(sheet, frame, chart.values, Pen(stroke="accent", width=1.5))
    _draw_points(sheet, frame, chart)
    if known(chart.values):
        bottom = draw_missing(sheet, frame, (Series("", chart.values),), bottom)
    else:
        draw_no_values(sheet, frame)
    _draw_values(sheet, frame, chart)
    return bottom + 6


def _line_texts(chart: ControlChart) -> list[tuple[float, str]]:
    """Centre line and limits as they are last, named with their values."""
    pairs = ((UPPER, chart.upper), (CENTRE, chart.centre), (LOWER, chart.lower))
    return [
        (known(values)[-1], f"{name} {label(known(values)[-1], chart.unit, chart.decimals + 1)}")
        for name, values in pairs
        if known(values)
    ]


def _draw_line_texts(sheet: Sheet, frame: Frame, texts: list[tuple[float, str]], gutter: float) -> None:
    placed = sorted(
        (frame.scale.at(value), wrap(text, NOTE.size, gutter + 2, most=4)) for value, text in texts
    )
    wanted = [(y - 7.5 * len(rows), 15.0 * len(rows) + 3) for y, rows in placed]
    for (_, rows), top in zip(placed, lines.spread(wanted, 0, frame.bottom + 6), strict=True):
        for index, row in enumerate(rows):
            sheet.text(row, (frame.right + 8, top + 11.5 + 15 * index), NOTE)


def _draw_marks(sheet: Sheet, frame: Frame, chart: ControlChart) -> None:
    """Between two periods, the words on top; where they find no place they stand in the table."""
    for index, words in chart.marks:
        if not 0 <= index < frame.count:
            continue
        x = frame.x(index) - frame.step / 2
        sheet.line((x, frame.top - MARK_LINE), (x, frame.bottom), MARK)
        y = frame.top - MARK_LINE + 9
        places: list[tuple[Point, Anchor]] = [((x + 5, y), "start"), ((x - 5, y), "end")]
        short = wrap(words, MARK_WORDS.size, max(x, frame.right - x) - 8, most=1)[0]
        if not sheet.place(words, places, MARK_WORDS):
            sheet.place(short, places, MARK_WORDS)


def _draw_steps(sheet: Sheet, frame: Frame, values: tuple[float | None, ...], pen: Pen) -> None:
    """A line that changes level between periods, not at them, and is broken where it says nothing."""
    half = frame.step / 2
    run: list[Point] = []
    for index in range(frame.count + 1):
        value = at(values, index) if index < frame.count else None
        if value is not None:
            x, y = frame.point(index, value)
            start = frame.left if index == 0 else x - half
            end = frame.right if index == frame.count - 1 else x + half
            run += [(start, y), (end, y)] if not run or run[-1][1] != y else [(end, y)]
        elif run:
            sheet.path(run, pen)
            sheet.lines += pairwise(run)
            run = []


def _draw_points(sheet: Sheet, frame: Frame, chart: ControlChart) -> None:
    small = 3.5 if frame.step >= 16 else min(2.8, max(1.6, frame.step / 3))
    for index, period in enumerate(chart.labels):
        value = at(chart.values, index)
        if value is None:
            continue
        signals = index in chart.signals
        words = ", sticker ut" if signals else ""
        sheet.begin_named(f"{period}: {printed(value, chart.unit, chart.decimals)}{words}")
        mark(sheet, frame.point(index, value), SIGNAL if signals else LOOKS[0], None if signals else small)
        sheet.end_named()


def _draw_values(sheet: Sheet, frame: Frame, chart: ControlChart) -> None:
    """Values of the points that stand out, and of the last."""
    places = [index for index in range(frame.count) if at(chart.values, index) is not None]
    signals = [index for index in places if index in chart.signals]
    for index in dict.fromkeys([*signals[::-1], *places[-1:], *places[:1]]):
        kind = VALUE if index in chart.signals else Type(12, ink="accent", halo=True)
        text = label(chart.values[index] or 0.0, chart.unit, chart.decimals)
        lines.draw_value(sheet, frame, (chart.values, index), text, kind)
