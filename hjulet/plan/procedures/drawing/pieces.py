"""A drawing cut to sheets of paper: between rows, the lanes' names first on each, and which way the paper lies."""

from collections.abc import Iterator
from dataclasses import dataclass

from hjulet.plan.procedures.drawing.draw import Drawing, head_height, head_svg, lanes_drawing, svg
from hjulet.plan.procedures.drawing.spec import ProcessMap

SHORT, LONG = 547.0, 794.0  # what A4 has between its margins, in points
ABOVE = 120.0  # what the title takes of the first sheet
LEGIBLE = 0.8  # so much of its own size a drawing may lose before the paper is laid on its side
UNTURNED = 8.0  # a sheet ends so much above where flows turn
WIDTH = 960


@dataclass(frozen=True)
class Piece:
    """A part of the drawing on one sheet, in points."""

    head: str  # SVG with the lanes' names; empty on the first sheet, where they stand in the drawing
    body: str
    width: float
    head_height: float
    height: float


@dataclass(frozen=True)
class Sheets:
    is_landscape: bool
    pieces: tuple[Piece, ...]


def sheets(process: ProcessMap) -> Sheets:
    """The same process gives the same sheets."""
    drawing = lanes_drawing(process, width=WIDTH)
    is_landscape = SHORT / drawing.layout.breadth < LEGIBLE
    width, height = (LONG, SHORT) if is_landscape else (SHORT, LONG)
    scale = min(1.0, width / (drawing.layout.breadth + 2))
    head, high = head_svg(drawing)
    spans = list(_spans(drawing, (height - ABOVE) / scale, height / scale - high))
    return Sheets(
        is_landscape,
        tuple(
            Piece(
                head=head if first else "",
                body=svg(drawing, ident=f"del-{number}", theme="print", piece=(first, last)),
                width=(drawing.layout.breadth + 2) * scale,
                head_height=high * scale,
                height=(last - first) * scale,
            )
            for number, (first, last) in enumerate(spans)
        ),
    )


def _spans(drawing: Drawing, first_room: float, room: float) -> Iterator[tuple[float, float]]:
    """From cut to cut, as much as there is room for; a row that is higher than a sheet is cut where the sheet ends."""
    start, available = 0.0, first_room
    end = drawing.layout.length
    while end - start > available:
        fitting = [
            cut - UNTURNED
            for cut in drawing.layout.cuts
            if start + head_height(drawing.heads) < cut <= start + available
        ]
        cut = max(fitting, default=start + available)
        yield start, cut
        start, available = cut, room
    yield start, end
