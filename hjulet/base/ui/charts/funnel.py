"""Funnels: units of one kind by size, and what size and the usual spread explain. Never a ranking."""

import math
from dataclasses import dataclass

from hjulet.base.ui.charts.axes import Frame, axis_room, draw_grid, draw_no_values, draw_note
from hjulet.base.ui.charts.figures import at, is_known, label, printed
from hjulet.base.ui.charts.looks import BASE, LOOKS, NOTE, Look, mark
from hjulet.base.ui.charts.measure import shortened, text_width
from hjulet.base.ui.charts.scales import Axis, value_axis
from hjulet.base.ui.charts.sheet import Anchor, Pen, Point, Sheet, Type
from hjulet.base.ui.charts.spec import FunnelChart

HEIGHT = 260.0
OUTER, INNER = Pen(stroke="muted", width=1.25, dash="6 4"), Pen(stroke="muted", width=0.75, dash="2 3")
PLAIN = Look("muted", is_hollow=True, radius=4)
SIGNAL = Look("ink", marker="diamond", radius=5)
NAME = Type(12, bold=True, halo=True)
MOST_NAMED = 12  # names in the picture
MOST_TOLD = 60  # rows in the table


@dataclass(frozen=True)
class Across:
    """Sizes along the foot by their root, as precision goes: small ones get room, large ones do not take it all."""

    high: float
    start: float
    end: float

    def at(self, size: float) -> float:
        return self.start + math.sqrt(min(max(size, 0.0), self.high) / self.high) * (self.end - self.start)


def draw(sheet: Sheet, chart: FunnelChart) -> float:
    """Returns the height used."""
    axis = value_axis((*chart.values, *chart.lower, *chart.upper, chart.average), chart.unit)
    top = draw_note(sheet, chart.unit, axis.note) + 6
    left, right = axis_room(axis), sheet.width - 10
    frame = Frame(left, top, right, top + HEIGHT, 1, axis.scale(top + HEIGHT, top))
    draw_grid(sheet, frame, axis)
    places = shown(chart)
    if not places:
        draw_no_values(sheet, frame)
        return frame.bottom + 6
    across = value_axis((*chart.sizes, *chart.curve), "", may_cut=False)
    wide = Across(max(across.high, 1.0), left + 6, right)
    bottom = _draw_sizes(sheet, frame, across, wide, chart.size_name)
    _draw_average(sheet, frame, chart)
    for limits, pen in (
        (chart.inner_lower, INNER),
        (chart.inner_upper, INNER),
        (chart.lower, OUTER),
        (chart.upper, OUTER),
    ):
        _draw_curve(sheet, frame, wide, chart.curve, limits, pen)
    _draw_points(sheet, frame, wide, chart)
    return bottom + 4


def shown(chart: FunnelChart) -> list[int]:
    """The units that have both a size and a value."""
    return [
        index
        for index in range(len(chart.labels))
        if at(chart.values, index) is not None and at(chart.sizes, index) is not None
    ]


def said(chart: FunnelChart) -> str:
    """What the picture says, in words."""
    places = shown(chart)
    first = f"Trattdiagram, {len(places)} punkter efter {chart.size_name}."
    if not places:
        return f"{first} Inga värden."
    sentences = [first]
    if chart.average is not None and is_known(chart.average):
        sentences.append(f"Tillsammans {printed(chart.average, chart.unit, chart.decimals)}.")
    outside = [
        f"{chart.labels[index]} ({printed(at(chart.values, index) or 0.0, chart.unit, chart.decimals)})"
        for index in places
        if index in chart.outside
    ]
    if outside:
        sentences.append(
            f"Utanför det som storleken och den vanliga spridningen förklarar: {'; '.join(outside)}."
        )
    else:
        sentences.append("Ingen ligger utanför det som storleken och den vanliga spridningen förklarar.")
    return " ".join(sentences)


def told(chart: FunnelChart) -> list[int]:
    """The rows of the table: all, or where they are very many those that are named or stand out."""
    places = shown(chart)
    if len(places) <= MOST_TOLD:
        return places
    return [index for index in places if index in chart.named or index in chart.outside]


def named(chart: FunnelChart) -> list[int]:
    """Whose names stand in the picture: those that are to be named, or the ones outside, or all when they are few."""
    places = shown(chart)
    if chart.named:
        return [index for index in places if index in chart.named]
    if len(places) <= MOST_NAMED:
        return places
    return [index for index in places if index in chart.outside][:MOST_NAMED]


def _draw_sizes(sheet: Sheet, frame: Frame, axis: Axis, wide: Across, name: str) -> float:
    sheet.line((frame.left, frame.bottom), (frame.right, frame.bottom), BASE)
    taken = frame.left - 40.0
    for value, text in zip(axis.ticks, axis.texts, strict=True):
        half = text_width(text, NOTE.size) / 2
        x = wide.at(value)
        middle = min(max(x, half), sheet.width - half)
        sheet.line((x, frame.bottom), (x, frame.bottom + 4), BASE)
        if middle - half > taken + 8:
            sheet.text(text, (middle, frame.bottom + 17), NOTE, "middle")
            taken = middle + half
    text = shortened(name[:1].upper() + name[1:], NOTE.size, sheet.width - 4)
    sheet.text(text, (sheet.width - 2, frame.bottom + 34), NOTE, "end")
    return frame.bottom + 38


def _draw_average(sheet: Sheet, frame: Frame, chart: FunnelChart) -> None:
    if chart.average is None or not is_known(chart.average):
        return
    y = frame.scale.at(chart.average)
    sheet.line((frame.left, y), (frame.right, y), Pen(stroke="ink", width=1.25))
    sheet.lines.append(((frame.left, y), (frame.right, y)))


def _draw_curve(
    sheet: Sheet,
    frame: Frame,
    wide: Across,
    sizes: tuple[float, ...],
    limits: tuple[float | None, ...],
    pen: Pen,
) -> None:
    points = [
        (wide.at(size), frame.scale.at(limit))
        for index, size in enumerate(sizes)
        if is_known(size) and (limit := at(limits, index)) is not None
    ]
    if len(points) > 1:
        sheet.path(points, pen)


def _draw_points(sheet: Sheet, frame: Frame, wide: Across, chart: FunnelChart) -> None:
    """The plain ones first, so that those that are named lie on top."""
    places = shown(chart)
    marked = [index for index in places if index in chart.outside or index in chart.named]
    radius = 4.0 if len(places) <= 60 else 2.5
    for index in sorted(places, key=lambda one: one in marked):
        value, size = at(chart.values, index) or 0.0, at(chart.sizes, index) or 0.0
        words = ", utanför tratten" if index in chart.outside else ""
        sheet.begin_named(
            f"{chart.labels[index]}: {printed(value, chart.unit, chart.decimals)},"
            f" {chart.size_name} {printed(size)}{words}"
        )
        look = SIGNAL if index in chart.outside else LOOKS[0] if index in chart.named else PLAIN
        mark(sheet, (wide.at(size), frame.scale.at(value)), look, None if index in marked else radius)
        sheet.end_named()
    for index in named(chart):
        _name(
            sheet,
            (wide.at(at(chart.sizes, index) or 0.0), frame.scale.at(at(chart.values, index) or 0.0)),
            chart,
            index,
        )


def _name(sheet: Sheet, middle: Point, chart: FunnelChart, index: int) -> None:
    x, y = middle
    value = label(at(chart.values, index) or 0.0, chart.unit, chart.decimals)
    places: list[tuple[Point, Anchor]] = [((x + 9, y + 4), "start"), ((x - 9, y + 4), "end")]
    places += [
        ((x, y - 10), "middle"),
        ((x, y + 20), "middle"),
        ((x + 8, y - 8), "start"),
        ((x - 8, y + 18), "end"),
    ]
    name = shortened(chart.labels[index], NAME.size, 0.45 * sheet.width)
    if not sheet.place(f"{name} {value}", places, NAME):
        sheet.place(value, places, NAME)
