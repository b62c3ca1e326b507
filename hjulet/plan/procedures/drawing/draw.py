"""A process map as SVG: lanes side by side where there is room, everything in one column on a phone.

Role, title and description are in place, links are real, nothing is told by colour alone, no style attribute and no
script. The description says the same as the drawing; `words.listed` is the same as a list.
"""

from dataclasses import dataclass

from hjulet.base.ui.charts.measure import wrap
from hjulet.base.ui.charts.sheet import Sheet, Theme, clean, short
from hjulet.plan.procedures.drawing import boxes
from hjulet.plan.procedures.drawing.boxes import Setting, Words
from hjulet.plan.procedures.drawing.flow import graph
from hjulet.plan.procedures.drawing.layout import Layout, Spacing, layout
from hjulet.plan.procedures.drawing.shapes import draw_flows, draw_heads, draw_lanes, draw_nodes
from hjulet.plan.procedures.drawing.spec import ProcessMap
from hjulet.plan.procedures.drawing.words import description

LEAST, MOST = 212, 300  # what a lane has for its boxes
BROAD = 4  # with more lanes than that it is better to scroll than to shrink


@dataclass(frozen=True)
class Drawing:
    """A map with everything measured: ready to be drawn whole or in pieces."""

    process: ProcessMap
    layout: Layout
    words: dict[str, Words]
    setting: Setting
    heads: tuple[tuple[str, ...], ...]  # the lanes' names in lines; empty in one column


def lanes_drawing(process: ProcessMap, *, width: int = 960) -> Drawing:
    """A lane for each who does something, side by side."""
    count = len(process.lanes) or 1
    inner = max(LEAST, min(MOST, (width - 2) / count - 2 * Spacing(0, 0).margin - 6))
    return _drawing(process, Setting(inner, names_who=False, link_pitch=21))


def column_drawing(process: ProcessMap, *, width: int = 328) -> Drawing:
    """Everything below each other; each box says who does it."""
    trial = _drawing(process, Setting(width - 26, names_who=True, link_pitch=26))
    inner = max(180, width - 2 - (trial.layout.breadth - trial.setting.inner))
    return _drawing(process, Setting(inner, names_who=True, link_pitch=26))


def svg(
    drawing: Drawing, *, ident: str, theme: Theme = "page", piece: tuple[float, float] | None = None
) -> str:
    """The drawing as SVG text. IDENT is unique on the page; theme "print" has fixed colours, a size and no links."""
    sheet = Sheet(drawing.layout.breadth, theme)
    draw_lanes(sheet, drawing.layout, is_lined=bool(drawing.heads))
    draw_flows(sheet, drawing.layout)
    draw_nodes(sheet, drawing.process, drawing.layout, drawing.words, drawing.setting)
    if drawing.heads:
        draw_heads(sheet, drawing.layout, drawing.heads)
    first, last = piece or (0.0, drawing.layout.length)
    return _framed(drawing, ident, sheet, first, last)


def head_svg(drawing: Drawing) -> tuple[str, float]:
    """The lanes' names alone, for the top of a further page, and how high they are."""
    sheet = Sheet(drawing.layout.breadth, "print")
    draw_heads(sheet, drawing.layout, drawing.heads)
    high = head_height(drawing.heads)
    return _framed(drawing, "head", sheet, 0, high), high


def head_height(heads: tuple[tuple[str, ...], ...]) -> float:
    return max(map(len, heads), default=0) * boxes.NAME_PITCH + 16 if heads else 0.0


def _framed(drawing: Drawing, ident: str, sheet: Sheet, first: float, last: float) -> str:
    width, height = short(sheet.width + 2), short(last - first)
    size = f' width="{width}" height="{height}"' if sheet.theme == "print" or drawing.heads else ""
    broad = " is-broad" if len(drawing.heads) > BROAD else ""
    role = "group" if sheet.theme == "page" else "img"  # an image would hide its links
    ident = clean(ident).replace('"', "")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart map{broad}" viewBox="-1 {short(first)} {width} {height}"{size}'
        f' role="{role}" aria-labelledby="{ident}-title" aria-describedby="{ident}-desc"'
        f' font-family="Inter, system-ui, sans-serif"><title id="{ident}-title">{clean(drawing.process.title)}</title>'
        f'<desc id="{ident}-desc">{clean(description(drawing.process))}</desc>{"".join(sheet.parts)}</svg>'
    )


def _drawing(process: ProcessMap, setting: Setting) -> Drawing:
    found = graph(process, is_one_column=setting.names_who)
    words = boxes.words_of(process, found, setting)
    names = () if setting.names_who else found.lanes
    heads = tuple(wrap(boxes.who(name), boxes.HEAD.size, setting.inner, most=4, bold=True) for name in names)
    top = head_height(heads) + 20 if heads else 4
    spacing = Spacing(setting.inner, top, bottom=4 if setting.names_who else 16)
    return Drawing(
        process, layout(found, boxes.sizes_of(found, words, setting), spacing), words, setting, heads
    )
