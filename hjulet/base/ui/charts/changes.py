"""Before and after: two points a row, and whether chance could have made the change."""

from hjulet.base.ui.charts.axes import draw_note
from hjulet.base.ui.charts.figures import MISSING, at, is_share, known, label, printed_or_missing, short
from hjulet.base.ui.charts.looks import NOTE, VALUE, Look, draw_key, mark
from hjulet.base.ui.charts.measure import text_width
from hjulet.base.ui.charts.rows import Row, Rows, draw_no_rows, draw_value_grid, lay_rows
from hjulet.base.ui.charts.scales import Axis, Scale, value_axis
from hjulet.base.ui.charts.sheet import Sheet, Type, text_box
from hjulet.base.ui.charts.spec import BeforeAfter
from hjulet.base.ui.swedish import MINUS

BEFORE = Look("muted", is_hollow=True, radius=4.5, width=0)
AFTER = Look("accent", radius=5, width=0)
SURE_LINE = Look("accent", radius=0, width=3)
UNSURE_LINE = Look("muted", dash="3 3", radius=0, width=1.25)
SURE = "säker"
UNSURE = "kan bero på slumpen"
HEAD = "Förändring"
OLD = Type(12, ink="muted", halo=True)


def draw(sheet: Sheet, chart: BeforeAfter) -> float:
    """Returns the height used."""
    axis = value_axis((*chart.before, *chart.after), chart.unit)
    top = draw_note(sheet, chart.unit, axis.note)
    if not chart.labels or not known((*chart.before, *chart.after)):
        return draw_no_rows(sheet, top)
    key = [(chart.before_name, BEFORE), (chart.after_name, AFTER)]
    lines = [("Säker förändring", SURE_LINE), ("Kan bero på slumpen", UNSURE_LINE)]
    top = draw_key(sheet, [*key, *lines], top - 2) + 14
    texts = [change(chart, index) or MISSING for index in range(len(chart.labels))]
    gutter = max(text_width(HEAD, NOTE.size), *(text_width(text, 13, bold=True) for text in texts)) + 14
    sheet.text(HEAD, (sheet.width, top + 2), NOTE, "end")
    first = len(sheet.parts)
    rows = lay_rows(sheet, chart.labels, top=top + 12, body=24, gutter=gutter)
    names, sheet.parts = sheet.parts[first:], sheet.parts[:first]
    scale = _scale(chart, axis, rows)
    bottom = draw_value_grid(sheet, rows, axis, scale)
    sheet.parts += names
    for index, row in enumerate(rows.rows):
        _draw_row(sheet, scale, chart, (index, row))
        _draw_change(sheet, chart, (index, row))
    return bottom + 4


def is_sure(chart: BeforeAfter, index: int) -> bool:
    return index < len(chart.is_sure) and chart.is_sure[index]


def change(chart: BeforeAfter, index: int) -> str:
    """'+16' (percentage points for shares); nothing when a value is missing."""
    before, after = at(chart.before, index), at(chart.after, index)
    if before is None or after is None:
        return ""
    text = short(after - before, "" if is_share(chart.unit) else chart.unit, chart.decimals)
    return text if text.startswith(MINUS) or after == before else f"+{text}"


def _scale(chart: BeforeAfter, axis: Axis, rows: Rows) -> Scale:
    """As wide as the values' texts at its outer points allow."""
    left, right = 8.0, 8.0
    for _ in range(6):
        scale = axis.scale(rows.left + left, rows.right - right)
        boxes = [
            text_box(text, (scale.at(value) + side * 11, 0), kind, "end" if side < 0 else "start")
            for index in range(len(rows.rows))
            for value, text, kind, side in _texts(chart, index)
        ]
        most = 0.4 * (rows.right - rows.left)
        left = min(most, left + max(0.0, *(rows.left - box.left for box in boxes)))
        right = min(most, right + max(0.0, *(box.right - rows.right for box in boxes)))
    return axis.scale(rows.left + left, rows.right - right)


def _texts(chart: BeforeAfter, index: int) -> list[tuple[float, str, Type, int]]:
    """Value, text, type and side: each on its outer side, so that near values never meet."""
    pairs = ((at(chart.before, index), OLD), (at(chart.after, index), VALUE))
    points = sorted(((value, kind) for value, kind in pairs if value is not None), key=lambda point: point[0])
    return [
        (value, label(value, chart.unit, chart.decimals), kind, -1 if place == 0 and len(points) == 2 else 1)
        for place, (value, kind) in enumerate(points)
    ]


def _draw_row(sheet: Sheet, scale: Scale, chart: BeforeAfter, which: tuple[int, Row]) -> None:
    index, row = which
    before, after = at(chart.before, index), at(chart.after, index)
    y = row.middle
    sheet.begin_named(
        f"{chart.labels[index]}: {chart.before_name} {printed_or_missing(before, chart.unit, chart.decimals)},"
        f" {chart.after_name} {printed_or_missing(after, chart.unit, chart.decimals)}"
    )
    if before is not None and after is not None:
        look = SURE_LINE if is_sure(chart, index) else UNSURE_LINE
        sheet.line((scale.at(before), y), (scale.at(after), y), look.line)
    for value, look in ((before, BEFORE), (after, AFTER)):
        if value is not None:
            mark(sheet, (scale.at(value), y), look)
    sheet.end_named()
    for value, text, kind, side in _texts(chart, index):
        width = text_width(text, kind.size, bold=kind.bold)
        start = scale.at(value) + (11 if side > 0 else -11 - width)
        sheet.text(text, (max(0.0, min(start, sheet.width - width)), y + 4.5), kind)


def _draw_change(sheet: Sheet, chart: BeforeAfter, which: tuple[int, Row]) -> None:
    index, row = which
    text, at_end = change(chart, index), (sheet.width, row.middle + 4.5)
    if not text:
        sheet.text(MISSING, at_end, NOTE, "end")
    elif is_sure(chart, index):
        sheet.text(text, at_end, Type(13, bold=True, ink="accent"), "end")
    else:
        sheet.text(text, at_end, Type(13, ink="muted"), "end")
