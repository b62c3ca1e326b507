"""From one sum to another, cause by cause: each bar begins where the one before it ended."""

from dataclasses import dataclass
from itertools import accumulate

from hjulet.base.ui.charts.axes import draw_note
from hjulet.base.ui.charts.figures import MISSING, at, is_known, known, label, printed_or_missing, tick
from hjulet.base.ui.charts.looks import LOOKS, NOTE, mark
from hjulet.base.ui.charts.measure import text_width
from hjulet.base.ui.charts.rows import Rows, draw_no_rows, draw_value_grid, lay_rows
from hjulet.base.ui.charts.scales import Scale, value_axis
from hjulet.base.ui.charts.sheet import Box, Pen, Sheet, Type
from hjulet.base.ui.charts.spec import Waterfall
from hjulet.base.ui.swedish import MINUS, count_of

MORE = Pen(fill="accent")
LESS = Pen(fill="surface", stroke="accent", width=1.75)
STEP = Pen(stroke="muted", width=1, dash="2 3")
TEXT = Type(13, bold=True)
HALF = 8.0  # of a bar's height
MILLION = 1e6
ONE_DECIMAL = -5  # of millions, as an axis counts decimals
THINNEST = 1.5  # a cause that moved next to nothing is still seen


@dataclass(frozen=True)
class Step:
    """A row: where its bar begins and ends, what is written at it, and every digit. Without a beginning it is a sum."""

    name: str
    start: float | None
    end: float
    text: str
    in_full: str


def draw(sheet: Sheet, chart: Waterfall) -> float:
    """Returns the height used."""
    steps = steps_of(chart)
    if not steps:
        return draw_no_rows(sheet, draw_note(sheet, chart.unit))
    axis = value_axis([step.end for step in steps], chart.unit)
    top = draw_note(sheet, chart.unit, axis.note)
    gutter = max(text_width(step.text, TEXT.size, bold=True) for step in steps) + 14
    first = len(sheet.parts)
    names = tuple(step.name for step in steps)
    rows = lay_rows(sheet, names, top=top + 2, body=2 * HALF + 2, gutter=gutter)
    written, sheet.parts = sheet.parts[first:], sheet.parts[:first]
    first_tick = text_width(axis.texts[0], NOTE.size) / 2
    scale = axis.scale(max(rows.left + 8, first_tick), rows.right - 4)
    bottom = draw_value_grid(sheet, rows, axis, scale)
    sheet.parts += written
    _draw_steps(sheet, scale, rows, steps)
    return bottom + 6


def steps_of(chart: Waterfall) -> list[Step]:
    """The first sum, the causes and the last sum; nothing when something is missing, for then the bars lead astray."""
    values = [at(chart.values, index) for index in range(len(chart.labels))]
    if not known((chart.first,)) or not known((chart.last,)) or len(known(values)) < len(values):
        return []
    reached = list(accumulate(known(values), initial=float(chart.first or 0.0)))
    causes = [
        Step(name, start, end, signed_text(chart, value), signed_in_full(chart, value))
        for name, value, start, end in zip(chart.labels, known(values), reached, reached[1:], strict=False)
    ]
    first, last = (
        Step(
            name, None, float(value or 0.0), text_of(chart, value or 0.0),
            printed_or_missing(value, chart.unit, chart.decimals),
        )
        for name, value in ((chart.first_name, chart.first), (chart.last_name, chart.last))
    )  # fmt: skip
    return [first, *causes, last]


def text_of(chart: Waterfall, value: float) -> str:
    """All in the scale of the largest sum: '160,0 mkr' and '0,4 mkr', never millions beside kronor."""
    largest = max(map(abs, known((chart.first, chart.last))), default=0.0)
    if chart.unit == "kr" and largest >= MILLION and is_known(value):
        return tick(value, chart.unit, ONE_DECIMAL, largest)
    return label(value, chart.unit, chart.decimals)


def signed_text(chart: Waterfall, value: float) -> str:
    """'+16,0 mkr', '−8,2 mkr', '0 kr'."""
    text = text_of(chart, value)
    has_size = bool(set(text) & set("123456789"))
    return text if text.startswith(MINUS) or not has_size else f"+{text}"


def said(chart: Waterfall) -> str:
    """What the picture shows, in words."""
    steps = steps_of(chart)
    if not steps:
        return "Trappa. Inga värden."
    first, *causes, last = steps
    told = "; ".join(f"{step.name} {step.text}" for step in causes)
    between = f" Däremellan: {told}." if told else ""
    return (
        f"Trappa från {first.name} ({first.text}) till {last.name} ({last.text}),"
        f" {count_of(len(causes), 'steg', 'steg')}.{between}"
    )


def rows_of(chart: Waterfall) -> tuple[tuple[str, ...], ...]:
    """As a table, with every digit."""
    middle = tuple(
        (name, signed_in_full(chart, at(chart.values, index))) for index, name in enumerate(chart.labels)
    )
    first, last = (
        (name, printed_or_missing(value, chart.unit, chart.decimals))
        for name, value in ((chart.first_name, chart.first), (chart.last_name, chart.last))
    )
    return (first, *middle, last)


def signed_in_full(chart: Waterfall, value: float | None) -> str:
    text = printed_or_missing(value, chart.unit, chart.decimals)
    return (
        text
        if text == MISSING or value is None or value <= 0 or not set(text) & set("123456789")
        else f"+{text}"
    )


def _draw_steps(sheet: Sheet, scale: Scale, rows: Rows, steps: list[Step]) -> None:
    before: tuple[float, float] | None = None
    for step, row in zip(steps, rows.rows, strict=True):
        x, y = scale.at(step.end), row.middle
        if before is not None and not rows.is_over:
            sheet.line((before[0], before[1] + HALF), (before[0], y - HALF), STEP)
        sheet.begin_named(f"{step.name}: {step.in_full}")
        if step.start is None:
            mark(sheet, (x, y), LOOKS[1], 6)
        else:
            _draw_bar(sheet, (scale.at(step.start), x), y, is_more=step.end >= step.start)
        sheet.end_named()
        sheet.text(step.text, (sheet.width, y + 4.5), TEXT, "end")
        before = (x, y)


def _draw_bar(sheet: Sheet, ends: tuple[float, float], y: float, *, is_more: bool) -> None:
    pen = MORE if is_more else LESS
    inset = pen.width / 2 if pen.stroke else 0.0
    left, right = min(ends), max(*ends, min(ends) + THINNEST + 2 * inset)
    sheet.rect(Box(left + inset, y - HALF + inset, right - inset, y + HALF - inset), pen)
