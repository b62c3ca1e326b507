"""A sheet to draw on: SVG elements as text, and the boxes of what is already written."""

from dataclasses import dataclass, field
from html import escape
from typing import Literal

from hjulet.base.ui.charts.measure import text_width

Theme = Literal["page", "print"]
Ink = Literal["ink", "muted", "grid", "accent", "good", "bad", "surface"]
Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]

# Light colours; charts.css gives the page the same names, and dark ones.
COLOURS: dict[Ink, str] = {
    "ink": "#1b1f24",
    "muted": "#56606c",
    "grid": "#d9dee4",
    "accent": "#005a70",
    "good": "#17713f",
    "bad": "#b3261e",
    "surface": "#ffffff",
}


@dataclass(frozen=True)
class Type:
    """How a text is set."""

    size: float = 13
    bold: bool = False
    ink: Ink = "ink"
    halo: bool = False


@dataclass(frozen=True)
class Pen:
    """How a shape is drawn: `fill` and `stroke` are inks, "" for none."""

    fill: Ink | Literal[""] = ""
    stroke: Ink | Literal[""] = ""
    width: float = 1.0
    dash: str = ""


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def widened(self, by: float) -> "Box":
        return Box(self.left - by, self.top, self.right + by, self.bottom)

    def is_crossed(self, start: Point, end: Point) -> bool:
        """Whether a straight line has any point in the box."""
        entry, leave = 0.0, 1.0
        sides = ((start[0], end[0], self.left, self.right), (start[1], end[1], self.top, self.bottom))
        for begin, finish, low, high in sides:
            way = finish - begin
            if way == 0:
                if not low <= begin <= high:
                    return False
                continue
            first, last = sorted(((low - begin) / way, (high - begin) / way))
            entry, leave = max(entry, first), min(leave, last)
        return entry <= leave


def text_box(text: str, at: Point, kind: Type, anchor: Anchor = "start") -> Box:
    """The room a text takes; AT is where its base line starts, has its middle or ends."""
    width = text_width(text, kind.size, bold=kind.bold)
    left = at[0] - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Box(left, at[1] - 0.78 * kind.size, left + width, at[1] + 0.22 * kind.size)


@dataclass
class Sheet:
    width: float
    theme: Theme
    parts: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    lines: list[tuple[Point, Point]] = field(default_factory=list)

    def text(self, text: str, at: Point, kind: Type, anchor: Anchor = "start") -> None:
        if not clean(text).strip():
            return
        self.boxes.append(text_box(text, at, kind, anchor))
        attributes = self._paint(Pen(fill=kind.ink, stroke="surface" if kind.halo else "", width=4))
        attributes += ' paint-order="stroke" stroke-linejoin="round"' if kind.halo else ""
        attributes += ' font-weight="600"' if kind.bold else ""
        attributes += f' text-anchor="{anchor}"' if anchor != "start" else ""
        where = f'x="{short(at[0])}" y="{short(at[1])}" font-size="{short(kind.size)}"'
        self.parts.append(f"<text {where}{attributes}>{clean(text)}</text>")

    def place(self, text: str, candidates: list[tuple[Point, Anchor]], kind: Type) -> bool:
        """Write TEXT where it hides least; False, and nothing written, where every place is taken."""
        free = [
            (spot, anchor) for spot, anchor in candidates if self._is_free(text_box(text, spot, kind, anchor))
        ]
        if not free:
            return False
        spot, anchor = min(free, key=lambda one: self._crossings(text_box(text, one[0], kind, one[1])))
        self.text(text, spot, kind, anchor)
        return True

    def line(self, start: Point, end: Point, pen: Pen) -> None:
        ends = f'x1="{short(start[0])}" y1="{short(start[1])}" x2="{short(end[0])}" y2="{short(end[1])}"'
        self.parts.append(f"<line {ends}{self._paint(pen)}/>")

    def path(self, points: list[Point], pen: Pen, *, closed: bool = False) -> None:
        steps = "L".join(f"{short(x)} {short(y)}" for x, y in points)
        joins = ' stroke-linejoin="round" stroke-linecap="round"' if pen.stroke else ""
        self.parts.append(f'<path d="M{steps}{"Z" if closed else ""}"{self._paint(pen)}{joins}/>')

    def outline(self, steps: str, pen: Pen) -> None:
        """A path of any steps ("M0 0Q1 1 2 0"), for what has curves."""
        self.parts.append(f'<path d="{steps}"{self._paint(pen)}/>')

    def rect(self, box: Box, pen: Pen, *, radius: float = 0) -> None:
        size = f'width="{short(box.right - box.left)}" height="{short(box.bottom - box.top)}"'
        corner = f' rx="{short(radius)}"' if radius else ""
        self.parts.append(
            f'<rect x="{short(box.left)}" y="{short(box.top)}" {size}{corner}{self._paint(pen)}/>'
        )

    def circle(self, middle: Point, radius: float, pen: Pen) -> None:
        where = f'cx="{short(middle[0])}" cy="{short(middle[1])}" r="{short(radius)}"'
        self.parts.append(f"<circle {where}{self._paint(pen)}/>")

    def begin_named(self, name: str) -> None:
        """Shapes up to `end_named` show NAME when pointed at."""
        self.parts.append(f"<g><title>{clean(name)}</title>")

    def end_named(self) -> None:
        self.parts.append("</g>")

    def begin_link(self, href: str) -> None:
        """What is drawn up to `end_link` leads to HREF, on a page; paper has no links."""
        if href and self.theme == "page":
            self.parts.append(f'<a href="{escape(href)}">')

    def end_link(self, href: str) -> None:
        if href and self.theme == "page":
            self.parts.append("</a>")

    def _is_free(self, box: Box) -> bool:
        is_inside = box.left >= 0 and box.top >= 0 and box.right <= self.width
        return is_inside and not any(box.overlaps(other) for other in self.boxes)

    def _crossings(self, box: Box) -> int:
        return sum(box.is_crossed(start, end) for start, end in self.lines)

    def _paint(self, pen: Pen) -> str:
        """Fixed colours; on the page also the classes that charts.css colours by light and dark."""
        classes = [f"chart-fill-{pen.fill}"] if pen.fill else []
        text = f' fill="{COLOURS[pen.fill]}"' if pen.fill else ' fill="none"'
        if pen.stroke:
            classes.append(f"chart-stroke-{pen.stroke}")
            text += f' stroke="{COLOURS[pen.stroke]}" stroke-width="{short(pen.width)}"'
        if pen.dash:
            text += f' stroke-dasharray="{pen.dash}"'
        return f' class="{" ".join(classes)}"{text}' if classes and self.theme == "page" else text


def short(value: float) -> str:
    """Coordinates with one decimal and no needless zeros."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def clean(text: str) -> str:
    """Text for XML: escaped, and without characters that XML cannot hold."""
    return escape(clean_text(text), quote=False)


def clean_text(text: str) -> str:
    """Text without characters that XML cannot hold, for those who escape it themselves."""
    return "".join(character for character in text if _may_stand_in_xml(character))


def _may_stand_in_xml(character: str) -> bool:
    code = ord(character)
    return code in {9, 10, 13} or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
