"""How series are told apart: ink, dash and marker together, so that none of them is needed alone."""

from dataclasses import dataclass, replace

from hjulet.base.ui.charts.measure import shortened, text_width
from hjulet.base.ui.charts.sheet import Box, Ink, Pen, Point, Sheet, Type
from hjulet.base.ui.charts.spec import Series

NOTE = Type(size=12, ink="muted")
LABEL = Type(size=13)
VALUE = Type(size=13, bold=True, halo=True)
GRID = Pen(stroke="grid", width=1)
BASE = Pen(stroke="muted", width=1)


SMALLEST_FREE = 2.9  # smaller markers lie so close that free edges would cut the line to pieces


@dataclass(frozen=True)
class Look:
    ink: Ink
    dash: str = ""
    marker: str = "circle"
    is_hollow: bool = False
    width: float = 2.25
    radius: float = 4

    @property
    def line(self) -> Pen:
        return Pen(stroke=self.ink, width=self.width, dash=self.dash)


REFERENCE = Look("muted", width=1.25, radius=2)
LOOKS = (
    Look("accent"),
    Look("ink", dash="7 4", marker="square"),
    Look("muted", dash="2 4", marker="diamond"),
    Look("accent", dash="8 3 2 3", marker="triangle", is_hollow=True),
    Look("ink", marker="circle", is_hollow=True),
    Look("muted", dash="7 4", marker="square", is_hollow=True),
)


def looks(series: tuple[Series, ...]) -> list[Look]:
    """One look a series; references are thin and grey, dashed from the second on."""
    found: list[Look] = []
    mains = references = 0
    for one in series:
        if one.is_reference:
            found.append(replace(REFERENCE, dash=("", "4 3", "1 3")[references % 3]))
            references += 1
        else:
            found.append(LOOKS[mains % len(LOOKS)])
            mains += 1
    return found


def mark(sheet: Sheet, middle: Point, look: Look, radius: float | None = None) -> None:
    """The marker of a look; a large one has an edge of surface colour so that it stands free of lines."""
    size = radius or look.radius
    sheet.lines.append((middle, middle))
    pen = Pen(fill=look.ink, stroke="surface", width=1.5) if size > SMALLEST_FREE else Pen(fill=look.ink)
    if look.is_hollow:
        pen = Pen(fill="surface", stroke=look.ink, width=1.75)
    x, y = middle
    if look.marker == "square":
        side = size * 0.9
        sheet.rect(Box(x - side, y - side, x + side, y + side), pen)
    elif look.marker == "diamond":
        tip = size * 1.3
        sheet.path([(x, y - tip), (x + tip, y), (x, y + tip), (x - tip, y)], pen, closed=True)
    elif look.marker == "triangle":
        tip = size * 1.2
        sheet.path([(x, y - tip), (x + tip, y + tip * 0.8), (x - tip, y + tip * 0.8)], pen, closed=True)
    else:
        sheet.circle(middle, size, pen)


def cross(sheet: Sheet, middle: Point, ink: Ink, reach: float = 3) -> None:
    """The small × that stands where a value is missing."""
    x, y = middle
    pen = Pen(stroke=ink, width=reach / 2)
    sheet.path([(x - reach, y - reach), (x + reach, y + reach)], pen)
    sheet.path([(x - reach, y + reach), (x + reach, y - reach)], pen)


def whisker(sheet: Sheet, start: Point, end: Point, ink: Ink = "muted") -> None:
    """A thin line between two limits, with short caps across it."""
    pen = Pen(stroke=ink, width=1.25)
    sheet.line(start, end, pen)
    sheet.lines.append((start, end))
    for x, y in (start, end):
        across = 3.5
        if start[0] == end[0]:
            sheet.line((x - across, y), (x + across, y), pen)
        else:
            sheet.line((x, y - across), (x, y + across), pen)


def draw_key(sheet: Sheet, entries: list[tuple[str, Look]], top: float) -> float:
    """A short line with its marker and its name, for charts whose lines are too many or too short to be named."""
    x, y = 0.0, top + 12
    for name, look in entries:
        width = 32 + text_width(name, LABEL.size)
        if x and x + width > sheet.width:
            x, y = 0.0, y + 19
        if look.width:
            sheet.line((x + 1, y - 4), (x + 25, y - 4), look.line)
        if look.radius:
            mark(sheet, (x + 13, y - 4), look)
        sheet.text(shortened(name, LABEL.size, sheet.width - 32), (x + 32, y), LABEL)
        x += width + 20
    return y + 10
