"""The periods under a chart over time, and under them where a value is missing."""

import re

from hjulet.base.ui.charts.axes import Frame
from hjulet.base.ui.charts.figures import MISSING, at
from hjulet.base.ui.charts.looks import BASE, NOTE, Look, cross, looks, mark
from hjulet.base.ui.charts.measure import text_width, wrap
from hjulet.base.ui.charts.sheet import Anchor, Point, Sheet, Type, text_box
from hjulet.base.ui.charts.spec import Series

LINE = 15.0
FEW = 8  # up to this many labels may take several lines
THINNINGS = (1, 2, 3, 4, 6, 12, 24, 36, 60, 120, 240, 480)
YEAR = re.compile(r"(?:19|20)\d\d")
SMALL = Type(size=11, ink="muted")


def draw_periods(sheet: Sheet, frame: Frame, labels: tuple[str, ...]) -> float:
    """The labels, thinned until they do not touch; returns the lowest pixel used."""
    if not any(label.strip() for label in labels):
        return frame.bottom
    room = max(frame.step - 6, 12.0)
    wrapped = [wrap(label, NOTE.size, room, most=4) for label in labels]
    if frame.count > FEW or any(line.endswith(("-", "…")) for lines in wrapped for line in lines):
        wrapped = [wrap(label, NOTE.size, 0.45 * sheet.width, most=3) for label in labels]
    widest = max(text_width(line, NOTE.size) for lines in wrapped for line in lines)
    every = next((step for step in THINNINGS if step * frame.step >= widest + 8), len(labels))
    lowest = frame.bottom
    shown = range(_anchor(labels, every) % every, len(labels), every)
    for index in dict.fromkeys((*shown, len(labels) - 1, 0)):
        lowest = max(lowest, _draw_period(sheet, frame, index, wrapped[index]))
    return lowest


def draw_missing(sheet: Sheet, frame: Frame, series: tuple[Series, ...], top: float) -> float:
    """ "saknas" under each period that lacks a value, with the series' marker if there are several."""
    mains = [pair for pair in zip(series, looks(series), strict=True) if not pair[0].is_reference]
    taken: list[set[int]] = []
    for one, look in mains:
        places = {index for index in range(frame.count) if at(one.values, index) is None}
        if not places:
            continue
        row = next((row for row, used in enumerate(taken) if not used & places), len(taken))
        taken += [set()] if row == len(taken) else []
        taken[row] |= {near for index in places for near in (index - 1, index, index + 1)}
        _draw_marks(sheet, frame, sorted(places), (top + LINE * (row + 1), look, len(mains) > 1))
    return top + LINE * len(taken)


def _anchor(labels: tuple[str, ...], every: int) -> int:
    """A label that must be shown: the first of the last new year, or the last of all."""
    years = [found.group() if (found := YEAR.search(label)) else "" for label in labels]
    changes = [index for index in range(1, len(years)) if years[index] != years[index - 1]]
    return changes[-1] if every > 1 and 0 < len(changes) < len(labels) / 2 else len(labels) - 1


def _draw_period(sheet: Sheet, frame: Frame, index: int, lines: tuple[str, ...]) -> float:
    """Nothing, where another label already stands."""
    places = [(line, *_inside(sheet, line, frame.x(index), NOTE)) for line in lines]
    y = frame.bottom + 18
    boxes = [text_box(line, (x, y), NOTE, anchor) for line, x, anchor in places]
    if any(box.widened(4).overlaps(other) for box in boxes for other in sheet.boxes):
        return frame.bottom
    sheet.line((frame.x(index), frame.bottom), (frame.x(index), frame.bottom + 4), BASE)
    for row, (line, x, anchor) in enumerate(places):
        sheet.text(line, (x, y + LINE * row), NOTE, anchor)
    return y + LINE * max(0, len(lines) - 1)


def _draw_marks(sheet: Sheet, frame: Frame, places: list[int], where: tuple[float, Look, bool]) -> None:
    """The word under each period if there is room, else crosses and the word once."""
    y, look, with_marker = where
    kind = Type(SMALL.size, ink=look.ink)
    room = text_width(MISSING, SMALL.size) + (12 if with_marker else 0)
    if frame.step >= room + 6 or len(places) == 1:
        for index in places:
            x = max(0.0, min(frame.x(index) - room / 2, sheet.width - room))
            _draw_word(sheet, (x, y), look, kind, with_marker=with_marker)
        return
    for index in places:
        cross(sheet, (frame.x(index), y - 4), look.ink, min(3.0, max(1.0, frame.step / 2 - 0.75)))
    after = frame.x(places[-1]) + 9
    x = after if after + room < sheet.width else frame.x(places[0]) - 9 - room
    _draw_word(sheet, (max(0.0, x), y), look, kind, with_marker=with_marker)


def _draw_word(sheet: Sheet, start: Point, look: Look, kind: Type, *, with_marker: bool) -> None:
    x, y = start
    if with_marker:
        mark(sheet, (x + 4, y - 4), look, 2.8)
    sheet.text(MISSING, (x + (12 if with_marker else 0), y), kind)


def _inside(sheet: Sheet, text: str, x: float, kind: Type) -> tuple[float, Anchor]:
    """Centred on X, unless the text would leave the sheet."""
    half = text_width(text, kind.size) / 2
    if x + half > sheet.width:
        return sheet.width, "end"
    if x - half < 0:
        return 0.0, "start"
    return x, "middle"
