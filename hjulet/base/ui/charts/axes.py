"""The frame of a chart over time: grid, figures, periods, and where a value's place is."""

from dataclasses import dataclass

from hjulet.base.ui.charts.figures import MISSING, NO_VALUES, is_share
from hjulet.base.ui.charts.looks import BASE, GRID, LABEL, NOTE
from hjulet.base.ui.charts.measure import text_width, wrap
from hjulet.base.ui.charts.scales import Axis, Scale
from hjulet.base.ui.charts.sheet import Anchor, Point, Sheet, Type

GAP = 8
THINNINGS = (1, 2, 3, 4, 5, 6, 10, 12, 20, 24, 30, 60, 120, 240, 480)


@dataclass(frozen=True)
class Frame:
    left: float
    top: float
    right: float
    bottom: float
    count: int
    scale: Scale

    @property
    def step(self) -> float:
        """Pixels from one period to the next."""
        return (self.right - self.left - 2 * self.inset) / max(1, self.count - 1)

    @property
    def inset(self) -> float:
        return min(18.0, (self.right - self.left) / 8)

    def x(self, index: int) -> float:
        if self.count == 1:
            return (self.left + self.right) / 2
        return self.left + self.inset + index * self.step

    def point(self, index: int, value: float) -> Point:
        return self.x(index), self.scale.at(value)


def axis_room(axis: Axis) -> float:
    """Pixels that the axis' figures take at the left."""
    return max((text_width(text, NOTE.size) for text in axis.texts), default=0) + GAP


def draw_note(sheet: Sheet, unit: str, note: str = "") -> float:
    """The unit and what must be said of the axis, on top; returns where the plot may begin."""
    spoken = "" if is_share(unit) or unit == "kr" else unit
    text = ". ".join(part for part in (spoken[:1].upper() + spoken[1:], note) if part)
    lines = wrap(text, NOTE.size, sheet.width - 4, most=3)
    for index, line in enumerate(lines):
        sheet.text(line, (0, 12 + 16 * index), NOTE)
    return 16.0 * len(lines) + (12 if lines else 4)


def draw_grid(sheet: Sheet, frame: Frame, axis: Axis, *, with_texts: bool = True) -> None:
    """Thin lines at the axis' figures, a darker one at zero (or at the foot)."""
    dark = 0.0 if 0.0 in axis.ticks else (axis.ticks[-1] if axis.is_reversed else axis.ticks[0])
    for value, text in zip(axis.ticks, axis.texts, strict=True):
        y = frame.scale.at(value)
        sheet.line((frame.left, y), (frame.right, y), BASE if value == dark and not axis.is_reversed else GRID)
        if with_texts:
            sheet.text(text, (frame.left - GAP, y + 4), NOTE, "end")


def draw_periods(sheet: Sheet, frame: Frame, labels: tuple[str, ...], missing: frozenset[int] = frozenset()) -> float:
    """The periods under the plot, thinned until they do not touch; returns the lowest pixel used."""
    if not labels:
        return frame.bottom
    room = max(frame.step - 6, 12) if frame.count <= 8 else 0
    wrapped = [wrap(label, NOTE.size, room, most=3) if room else (label,) for label in labels]
    if room and any(text_width(line, NOTE.size) > room for lines in wrapped for line in lines):
        wrapped = [(label,) for label in labels]
    widest = max(text_width(line, NOTE.size) for lines in wrapped for line in lines or ("",))
    every = next((step for step in THINNINGS if step * frame.step >= widest + 8), len(labels))
    lowest = frame.bottom
    for index in range(len(labels) - 1, -1, -every):
        lowest = max(lowest, _draw_period(sheet, frame, index, wrapped[index]))
    if missing:
        lowest = max(lowest, _draw_missing(sheet, frame, missing, lowest))
    return lowest


def draw_no_values(sheet: Sheet, frame: Frame) -> None:
    middle = ((frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2)
    sheet.text(NO_VALUES, middle, Type(size=14, ink="muted", halo=True), "middle")


def _draw_period(sheet: Sheet, frame: Frame, index: int, lines: tuple[str, ...]) -> float:
    sheet.line((frame.x(index), frame.bottom), (frame.x(index), frame.bottom + 4), BASE)
    y = frame.bottom + 18
    for line in lines:
        spot, anchor = _inside(sheet, line, frame.x(index))
        sheet.text(line, (spot, y), NOTE, anchor)
        y += 15
    return y - 15


def _draw_missing(sheet: Sheet, frame: Frame, missing: frozenset[int], lowest: float) -> float:
    """The word under the periods where there is room for it, else once with the mark it explains."""
    y = lowest + 15
    small = Type(size=11, ink="muted")
    if frame.step >= text_width(MISSING, small.size) + 6 or len(missing) == 1:
        for index in sorted(missing):
            spot, anchor = _inside(sheet, MISSING, frame.x(index), small)
            sheet.text(MISSING, (spot, y), small, anchor)
    else:
        sheet.text(f"× {MISSING}", (frame.left, y), small)
    return y


def _inside(sheet: Sheet, text: str, x: float, kind: Type = NOTE) -> tuple[float, Anchor]:
    """Centred on X, unless the text would leave the sheet."""
    half = text_width(text, kind.size) / 2
    if x + half > sheet.width:
        return sheet.width, "end"
    if x - half < 0:
        return 0.0, "start"
    return x, "middle"


__all__ = [
    "GAP", "LABEL", "Frame", "axis_room", "draw_grid", "draw_no_values", "draw_note", "draw_periods",
]  # fmt: skip
