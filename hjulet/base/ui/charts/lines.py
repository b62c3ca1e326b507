"""Line charts: values over time with direct labels, gaps where a value is missing."""

from dataclasses import dataclass, replace
from itertools import pairwise

from hjulet.base.ui.charts.axes import Frame, axis_room, draw_grid, draw_no_values, draw_note
from hjulet.base.ui.charts.figures import at, known, label, printed, spoken_limits
from hjulet.base.ui.charts.looks import LABEL, VALUE, Look, looks, mark, whisker
from hjulet.base.ui.charts.measure import text_width, wrap
from hjulet.base.ui.charts.periods import draw_missing, draw_periods
from hjulet.base.ui.charts.scales import Axis, rank_axis, value_axis
from hjulet.base.ui.charts.sheet import Anchor, Pen, Point, Sheet, Type
from hjulet.base.ui.charts.spec import LineChart, Series

MANY = 16  # more points than this get neither a marker nor a value each
MAINS_WITH_VALUES = 2  # more lines than this have values at their right ends only
LINE = 16.0


@dataclass(frozen=True)
class EndLabel:
    """What stands at the right end of a line."""

    value: str
    name: tuple[str, ...]
    look: Look
    last: Point

    @property
    def height(self) -> float:
        return LINE * ((1 if self.value else 0) + len(self.name))


def draw(sheet: Sheet, chart: LineChart) -> float:
    """Returns the height used."""
    axis = axis_of((chart,), chart.unit)
    top = max(22.0, draw_note(sheet, chart.unit, axis.note) + 6)  # a value may stand over the highest line
    gutter = _gutter(sheet, chart)
    names = _names(chart, gutter)
    height = max(200.0 if sheet.width < 480 else 230.0, sum(LINE * (len(name) + 1) + 6 for name in names))
    left, right = axis_room(axis), sheet.width - (gutter + 12 if gutter else 6)
    scale = axis.scale(top + height, top)
    frame = Frame(left, top, right, top + height, len(chart.labels), scale)
    draw_grid(sheet, frame, axis)
    bottom = draw_periods(sheet, frame, chart.labels)
    if not any(known(one.values) for one in chart.series):
        draw_no_values(sheet, frame)
        return bottom + 6
    bottom = draw_missing(sheet, frame, chart.series, bottom)
    draw_series(sheet, frame, chart)
    if gutter:
        _draw_ends(sheet, frame, chart, names)
    _draw_values(sheet, frame, chart)
    return bottom + 6


def axis_of(charts: tuple[LineChart, ...], unit: str, *, most: int = 5) -> Axis:
    """One axis for everything the charts show, intervals too."""
    values = [
        value
        for chart in charts
        for one in chart.series
        for value in (*one.values, *one.lower, *one.upper)
    ]  # fmt: skip
    if any(chart.reversed_axis for chart in charts):
        return rank_axis(values, most=most)
    return value_axis(values, unit, most=most)


def draw_series(sheet: Sheet, frame: Frame, chart: LineChart, *, radius: float | None = None) -> None:
    """References first, so that the unit's own line lies on top."""
    pairs = list(zip(chart.series, looks(chart.series), strict=True))
    for one, look in sorted(pairs, key=lambda pair: not pair[0].is_reference):
        draw_runs(sheet, frame, one.values, look.line)
        _draw_points(sheet, frame, chart, (one, look), radius)


def draw_runs(sheet: Sheet, frame: Frame, values: tuple[float | None, ...], pen: Pen) -> None:
    """The line, broken where a value is missing."""
    run: list[Point] = []
    for index in range(frame.count + 1):
        value = at(values, index) if index < frame.count else None
        if value is not None:
            run.append(frame.point(index, value))
        elif run:
            if len(run) > 1:
                sheet.path(run, pen)
                sheet.lines += pairwise(run)
            run = []


def _draw_points(
    sheet: Sheet, frame: Frame, chart: LineChart, pair: tuple[Series, Look], radius: float | None
) -> None:
    one, look = pair
    for index, period in enumerate(chart.labels):
        value = at(one.values, index)
        if value is None:
            continue
        middle = frame.point(index, value)
        low, high = at(one.lower, index), at(one.upper, index)
        limits = spoken_limits(low, high, chart.unit, chart.decimals)
        sheet.begin_named(f"{one.name}, {period}: {printed(value, chart.unit, chart.decimals)}{limits}")
        if low is not None and high is not None:
            whisker(sheet, frame.point(index, low), frame.point(index, high), look.ink)
        if frame.count <= MANY or _stands_alone(one, index):
            mark(sheet, middle, look, radius)
        else:
            mark(sheet, middle, look, 1.6)
        sheet.end_named()


def _stands_alone(one: Series, index: int) -> bool:
    before = at(one.values, index - 1) if index else None
    return before is None and at(one.values, index + 1) is None


def _gutter(sheet: Sheet, chart: LineChart) -> float:
    """Room for names at the lines' ends; a line that is alone needs none, the title names it."""
    shown = [one for one in chart.series if known(one.values)]
    if len(shown) < 2:
        return 0
    widest = max(text_width(one.name, LABEL.size) for one in shown)
    word = max(text_width(word, LABEL.size) for one in shown for word in one.name.split() or ("",))
    value = max(text_width(_last_text(chart, one), VALUE.size, bold=True) for one in shown)
    return min(max(min(widest, 0.3 * sheet.width), word, value), 0.4 * sheet.width) + 4


def _names(chart: LineChart, gutter: float) -> list[tuple[str, ...]]:
    shown = [one for one in chart.series if known(one.values)]
    return [wrap(one.name, LABEL.size, gutter, most=3) for one in shown] if gutter else []


def _last_text(chart: LineChart, one: Series) -> str:
    return label(known(one.values)[-1], chart.unit, chart.decimals)


def _draw_ends(sheet: Sheet, frame: Frame, chart: LineChart, names: list[tuple[str, ...]]) -> None:
    shown = [pair for pair in zip(chart.series, looks(chart.series), strict=True) if known(pair[0].values)]
    ends = []
    for (one, look), name in zip(shown, names, strict=True):
        index = max(place for place in range(frame.count) if at(one.values, place) is not None)
        last = frame.point(index, known(one.values[: index + 1])[-1])
        ends.append(EndLabel(_last_text(chart, one), name, look, last))
    ends.sort(key=lambda end: end.last[1])
    tops = spread([(end.last[1] - LINE / 2, end.height + 4) for end in ends], frame.top - 8, frame.bottom + 8)
    for end, top in zip(ends, tops, strict=True):
        _draw_end(sheet, frame, end, top)


def _draw_end(sheet: Sheet, frame: Frame, end: EndLabel, top: float) -> None:
    x = frame.right + 8
    if abs(top + LINE / 2 - end.last[1]) > 5 or end.last[0] < frame.right - frame.inset - 1:
        hook = [
            (end.last[0] + 6, end.last[1]),
            (frame.right - 4, end.last[1]),
            (frame.right + 5, top + LINE / 2),
        ]
        sheet.path(hook, Pen(stroke=end.look.ink, width=0.75, dash="1 2"))
    y = top + LINE - 4
    sheet.text(end.value, (x, y), Type(VALUE.size, bold=True, ink=end.look.ink))
    for line in end.name:
        y += LINE
        sheet.text(line, (x, y), Type(LABEL.size, ink=end.look.ink))


def spread(wanted: list[tuple[float, float]], top: float, bottom: float) -> list[float]:
    """Tops for labels of given heights: in order, none over another, together as near their wishes as can be."""
    blocks: list[tuple[float, list[float]]] = []
    for wish, height in wanted:
        start, heights = _held(wish, height, top, bottom), [height]
        while blocks and blocks[-1][0] + sum(blocks[-1][1]) > start:
            before, earlier = blocks.pop()
            own = start - sum(earlier)
            mean = (before * len(earlier) + own * len(heights)) / (len(earlier) + len(heights))
            heights = earlier + heights
            start = _held(mean, sum(heights), top, bottom)
        blocks.append((start, heights))
    tops: list[float] = []
    edge = top
    for start, heights in blocks:
        edge = max(edge, start)
        for height in heights:
            tops.append(edge)
            edge += height
    return tops


def _held(start: float, height: float, top: float, bottom: float) -> float:
    return max(top, min(start, bottom - height))


def _draw_values(sheet: Sheet, frame: Frame, chart: LineChart) -> None:
    """Values at points, the ones that matter first; those that find no free place stay in the table."""
    pairs = zip(chart.series, looks(chart.series), strict=True)
    mains = [(one, look) for one, look in pairs if not one.is_reference and known(one.values)]
    if len(mains) > MAINS_WITH_VALUES:
        return
    alone = len([one for one in chart.series if known(one.values)]) == 1
    for one, look in mains:
        kind = VALUE if len(mains) == 1 else replace(VALUE, ink=look.ink)
        for index in _wanted(one, frame.count, is_alone=alone, is_only_main=len(mains) == 1):
            text = label(one.values[index] or 0.0, chart.unit, chart.decimals)
            draw_value(sheet, frame, (one.values, index), text, kind)


def _wanted(one: Series, count: int, *, is_alone: bool, is_only_main: bool) -> list[int]:
    places = [index for index in range(count) if at(one.values, index) is not None]
    first, last = places[0], places[-1]
    extremes = [
        max(places, key=lambda place: one.values[place] or 0.0),
        min(places, key=lambda place: one.values[place] or 0.0),
    ]
    order = [last, first, *extremes] if is_only_main else [first]
    if is_only_main and count <= MANY:
        order += places
    return [index for index in dict.fromkeys(order) if is_alone or index != last]


def draw_value(
    sheet: Sheet, frame: Frame, which: tuple[tuple[float | None, ...], int], text: str, kind: Type = VALUE
) -> bool:
    """A value over or under its point, on the side where the line does not run."""
    values, index = which
    x, y = frame.point(index, at(values, index) or 0.0)
    sides: list[tuple[Point, Anchor]] = [((x, y - 10), "middle"), ((x, y + 20), "middle")]
    sides += [((x + 9, y + 4), "start"), ((x + 7, y - 7), "start"), ((x + 7, y + 17), "start")]
    sides += [((x - 9, y + 4), "end"), ((x - 7, y - 7), "end"), ((x - 7, y + 17), "end")]
    sides += [((x, y - 22), "middle"), ((x, y + 32), "middle")]
    if index == 0:  # left of the first point a value would look like a figure on the axis
        sides = [side for side in sides if side[1] != "end"]
    if index == frame.count - 1:  # and right of the last like a name at its end
        sides = [side for side in sides if side[1] != "start"]
    inside = [side for side in sides if frame.top - 12 < side[0][1] < frame.bottom + 2]
    return sheet.place(text, inside or sides[:1], kind)
