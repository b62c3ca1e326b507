"""Charts with one row a label: names at the left (over the row on a phone), room for texts at the right."""

from dataclasses import dataclass

from hjulet.base.ui.charts.axes import GAP
from hjulet.base.ui.charts.figures import NO_VALUES
from hjulet.base.ui.charts.looks import BASE, GRID, LABEL, NOTE
from hjulet.base.ui.charts.measure import shared_beginning, text_width, wrap
from hjulet.base.ui.charts.scales import Axis, Scale
from hjulet.base.ui.charts.sheet import Pen, Sheet, Type

PHONE = 440  # narrower sheets have the names over the rows
NAME_LINE = 17.0
HEAD = Type(size=13, bold=True)
BETWEEN = 12.0
LOOSE = 1.03  # a reader's font may run a little wider than the one we measure


@dataclass(frozen=True)
class Row:
    """The vertical room of one row's drawing; the name may take more."""

    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Rows:
    left: float
    right: float
    top: float
    bottom: float
    rows: tuple[Row, ...]
    is_over: bool = False


def lay_rows(sheet: Sheet, labels: tuple[str, ...], *, top: float, body: float, gutter: float) -> Rows:
    """Write the names and say where each row's drawing of height BODY goes; GUTTER is kept free at the right."""
    over = sheet.width < PHONE
    head = shared_beginning(labels)
    for line in wrap(head.rstrip(" -–:"), HEAD.size, sheet.width - gutter, bold=True):
        sheet.text(line, (0, top + 10), HEAD)
        top += 20
    labels = tuple(label[len(head) :] for label in labels)
    room = sheet.width if over else min(_widest(labels) * LOOSE, 0.38 * sheet.width)
    left = 1.0 if over or not labels else room + GAP + 4
    rows = []
    y = top
    for label in labels:
        name = wrap(label, LABEL.size, room + 0.5)
        name_height = NAME_LINE * len(name)
        start = y + name_height if over else y + max(0.0, (name_height - body) / 2)
        first = y if over else y + max(0.0, (body - name_height) / 2)
        for index, line in enumerate(name):
            at = (0.0, first + 12.5 + NAME_LINE * index) if over else (room, first + 12.5 + NAME_LINE * index)
            sheet.text(line, at, LABEL, "start" if over else "end")
        rows.append(Row(start, start + body))
        y = max(start + body, first + name_height) + BETWEEN
    return Rows(left, sheet.width - gutter, top, max(y - BETWEEN, top), tuple(rows), is_over=over)


def draw_value_grid(sheet: Sheet, rows: Rows, axis: Axis, scale: Scale) -> float:
    """Vertical lines with figures under them, thinned; must be drawn first. Returns the lowest pixel used."""
    widest = max((text_width(text, NOTE.size) for text in axis.texts), default=0)
    step = abs(scale.end - scale.start) / max(1, len(axis.ticks) - 1)
    every = 1 if step >= widest + 8 else 2
    foot = rows.bottom + 4
    for index, (value, text) in enumerate(zip(axis.ticks, axis.texts, strict=True)):
        x = scale.at(value)
        draw_upright(sheet, rows, x, BASE if value == 0 else GRID)
        if index % every == 0:
            half = text_width(text, NOTE.size) / 2
            sheet.text(text, (min(max(x, half), sheet.width - half), foot + 15), NOTE, "middle")
    return foot + 18


def draw_upright(sheet: Sheet, rows: Rows, x: float, pen: Pen) -> None:
    """A line at one value through all rows, broken where names stand over them."""
    if not rows.is_over:
        sheet.line((x, rows.top - 4), (x, rows.bottom + 4), pen)
        return
    for row in rows.rows:
        sheet.line((x, row.top + 1), (x, row.bottom), pen)


def draw_no_rows(sheet: Sheet, top: float) -> float:
    sheet.text(NO_VALUES, (sheet.width / 2, top + 30), Type(size=14, ink="muted"), "middle")
    return top + 60


def _widest(labels: tuple[str, ...]) -> float:
    return max((text_width(label, LABEL.size) for label in labels), default=0)
