"""Matrices: rows × columns of short words, each with an icon, so that colour is never alone."""

from hjulet.base.ui.charts.looks import GRID, LABEL, NOTE
from hjulet.base.ui.charts.measure import text_width, wrap
from hjulet.base.ui.charts.rows import NAME_LINE, draw_no_rows
from hjulet.base.ui.charts.sheet import Ink, Pen, Sheet, Type
from hjulet.base.ui.charts.spec import Matrix

ICON = 20.0
NAME = Type(size=13, bold=True)
NARROWEST = 76.0
PAD = 9.0
INKS: dict[str, Ink] = {"good": "good", "middle": "ink", "bad": "bad"}


def draw(sheet: Sheet, chart: Matrix) -> float:
    """Returns the height used. On a sheet too narrow for the columns every row becomes a list."""
    if not chart.rows or not chart.columns:
        return draw_no_rows(sheet, 0)
    names = min(max(text_width(row, NAME.size, bold=True) for row in chart.rows), 0.28 * sheet.width)
    column = (sheet.width - names - 12) / len(chart.columns)
    if column < max(NARROWEST, _widest_word(chart) + ICON + 8):
        return _draw_list(sheet, chart)
    return _draw_table(sheet, chart, names, column)


def cell(chart: Matrix, row: int, column: int) -> tuple[str, str]:
    """Word and level; both empty where the spec has none."""
    words = chart.cells[row] if row < len(chart.cells) else ()
    levels = chart.levels[row] if row < len(chart.levels) else ()
    return (words[column] if column < len(words) else "", levels[column] if column < len(levels) else "")


def _widest_word(chart: Matrix) -> float:
    cells = [
        cell(chart, row, column)[0] for row in range(len(chart.rows)) for column in range(len(chart.columns))
    ]
    words = [word for text in cells for word in text.split()]
    return min(max((text_width(word, LABEL.size) for word in words), default=0), 110)


def _draw_table(sheet: Sheet, chart: Matrix, names: float, column: float) -> float:
    heads = [wrap(head, NOTE.size, column - 8, most=4) for head in chart.columns]
    foot = 15.0 * max(len(head) for head in heads)
    for index, head in enumerate(heads):
        for place, line in enumerate(head):
            y = foot - 15 * (len(head) - place) + 12
            sheet.text(line, (names + 12 + index * column, y), NOTE)
    y = foot + 6
    for row, name in enumerate(chart.rows):
        sheet.line((0, y), (sheet.width, y), GRID)
        bottoms = [_draw_lines(sheet, wrap(name, NAME.size, names + 0.5, bold=True), (0, y + PAD), NAME)]
        for index in range(len(chart.columns)):
            left = names + 12 + index * column
            bottoms.append(_draw_cell(sheet, cell(chart, row, index), (left, y + PAD), column - 8))
        y = max(bottoms) + PAD
    return y


def _draw_list(sheet: Sheet, chart: Matrix) -> float:
    y = 0.0
    for row, name in enumerate(chart.rows):
        y = _draw_lines(sheet, wrap(name, NAME.size, sheet.width, bold=True), (0, y + 4), NAME) + 4
        half = sheet.width / 2
        for index, head in enumerate(chart.columns):
            sheet.line((0, y), (sheet.width, y), GRID)
            left = _draw_lines(sheet, wrap(head, LABEL.size, half - 10), (0, y + 6), LABEL)
            y = max(left, _draw_cell(sheet, cell(chart, row, index), (half, y + 6), half)) + 6
        y += 14
    return y - 10


def _draw_cell(sheet: Sheet, content: tuple[str, str], corner: tuple[float, float], room: float) -> float:
    word, level = content
    ink = INKS.get(level, "muted")
    left, top = corner
    indent = ICON if level in INKS else 0
    if level in INKS:
        _draw_icon(sheet, (left + 7, top + NAME_LINE / 2), level, ink)
    return _draw_lines(
        sheet, wrap(word or "–", LABEL.size, room - indent), (left + indent, top), Type(13, ink=ink)
    )


def _draw_lines(sheet: Sheet, lines: tuple[str, ...], corner: tuple[float, float], kind: Type) -> float:
    left, top = corner
    for index, line in enumerate(lines):
        sheet.text(line, (left, top + 13 + NAME_LINE * index), kind)
    return top + NAME_LINE * max(1, len(lines))


def _draw_icon(sheet: Sheet, middle: tuple[float, float], level: str, ink: Ink) -> None:
    """A tick in a disc, a dash in a ring, an exclamation mark in a triangle: three shapes, not three colours."""
    x, y = middle
    light = Pen(stroke="surface", width=1.75)
    if level == "good":
        sheet.circle(middle, 7, Pen(fill=ink))
        sheet.path([(x - 3.2, y + 0.2), (x - 0.9, y + 2.6), (x + 3.3, y - 2.4)], light)
    elif level == "bad":
        sheet.path([(x, y - 7.5), (x + 8, y + 6.5), (x - 8, y + 6.5)], Pen(fill=ink), closed=True)
        sheet.path([(x, y - 2.6), (x, y + 1.6)], light)
        sheet.circle((x, y + 4.2), 1.05, Pen(fill="surface"))
    else:
        sheet.circle(middle, 6.25, Pen(fill="surface", stroke=ink, width=1.5))
        sheet.path([(x - 3, y), (x + 3, y)], Pen(stroke=ink, width=1.75))
