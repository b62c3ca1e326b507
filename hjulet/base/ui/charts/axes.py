"""The frame of a chart over time: grid, figures, and where a value's place is."""

from dataclasses import dataclass

from hjulet.base.ui.charts.figures import NO_VALUES, is_share
from hjulet.base.ui.charts.looks import BASE, GRID, NOTE
from hjulet.base.ui.charts.measure import text_width, wrap
from hjulet.base.ui.charts.scales import Axis, Scale
from hjulet.base.ui.charts.sheet import Point, Sheet, Type

GAP = 8


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
    if not axis.ticks:
        sheet.line((frame.left, frame.bottom), (frame.right, frame.bottom), BASE)
        return
    dark = 0.0 if 0.0 in axis.ticks else (axis.ticks[-1] if axis.is_reversed else axis.ticks[0])
    for value, text in zip(axis.ticks, axis.texts, strict=True):
        y = frame.scale.at(value)
        sheet.line((frame.left, y), (frame.right, y), BASE if value == dark else GRID)
        if with_texts:
            sheet.text(text, (frame.left - GAP, y + 4), NOTE, "end")


def draw_no_values(sheet: Sheet, frame: Frame) -> None:
    middle = ((frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2)
    sheet.text(NO_VALUES, middle, Type(size=14, ink="muted", halo=True), "middle")
