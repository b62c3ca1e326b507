"""Small multiples: the same small line chart for many things, on one scale so that they can be compared."""

from hjulet.base.ui.charts import lines
from hjulet.base.ui.charts.axes import Frame, axis_room, draw_grid, draw_no_values, draw_note
from hjulet.base.ui.charts.figures import at, known, label
from hjulet.base.ui.charts.looks import draw_key, looks
from hjulet.base.ui.charts.measure import shared_beginning, wrap
from hjulet.base.ui.charts.periods import draw_missing, draw_periods
from hjulet.base.ui.charts.scales import Axis
from hjulet.base.ui.charts.sheet import Sheet, Type
from hjulet.base.ui.charts.spec import LineChart, SmallMultiples

NAME = Type(size=13, bold=True)
VALUE = Type(size=12, bold=True, halo=True)
PLOT = 84.0
SPACE = 20.0
NARROWEST = 190
LONG = 48  # characters in a name that need a whole phone's width


def draw(sheet: Sheet, chart: SmallMultiples) -> float:
    """Returns the height used."""
    unit = chart.unit or next((panel.unit for panel in chart.panels if panel.unit), "")
    axis = lines.axis_of(chart.panels, unit, most=2)
    top = draw_note(sheet, unit, axis.note)
    head = shared_beginning(tuple(panel.title for panel in chart.panels))
    top = _draw_head(sheet, chart, head, top)
    if not chart.panels:
        draw_no_values(sheet, Frame(0, top, sheet.width, top + 60, 1, axis.scale(0, 1)))
        return top + 60
    columns = _columns(sheet, chart, head, axis_room(axis))
    width = (sheet.width - SPACE * (columns - 1)) / columns
    for start in range(0, len(chart.panels), columns):
        row = chart.panels[start : start + columns]
        names = [wrap(panel.title[len(head) :], NAME.size, width, bold=True) for panel in row]
        plot_top = top + 17.0 * max(len(name) for name in names) + 16
        bottoms = []
        for column, (panel, name) in enumerate(zip(row, names, strict=True)):
            left = column * (width + SPACE)
            for index, line in enumerate(name):
                sheet.text(line, (left, top + 13 + 17 * index), NAME)
            frame = _frame(axis, panel, (left, plot_top), width)
            bottoms.append(_draw_panel(sheet, frame, axis, panel))
        top = max(bottoms) + 22
    return top - 14


def _draw_head(sheet: Sheet, chart: SmallMultiples, head: str, top: float) -> float:
    """What all panels have in common: how their names begin, and which line is which."""
    for line in wrap(head.rstrip(" -–:"), NAME.size, sheet.width, bold=True):
        sheet.text(line, (0, top + 10), NAME)
        top += 17
    key = {
        one.name: look
        for panel in chart.panels
        for one, look in zip(panel.series, looks(panel.series), strict=True)
    }
    if len(key) > 1:
        top = draw_key(sheet, list(key.items()), top) + 4
    return top + (8 if head else 0)


def _columns(sheet: Sheet, chart: SmallMultiples, head: str, room: float) -> int:
    longest = max(len(panel.title) - len(head) for panel in chart.panels)
    narrowest = max(NARROWEST if longest > LONG else 140, room + 90)
    return max(1, min(len(chart.panels), 4, int((sheet.width + SPACE) // (narrowest + SPACE))))


def _frame(axis: Axis, panel: LineChart, corner: tuple[float, float], width: float) -> Frame:
    left, top = corner
    room = axis_room(axis)
    return Frame(left + room, top, left + width, top + PLOT, len(panel.labels), axis.scale(top + PLOT, top))


def _draw_panel(sheet: Sheet, frame: Frame, axis: Axis, panel: LineChart) -> float:
    """First and last period and value; between them the line speaks for itself."""
    draw_grid(sheet, frame, axis)
    if not any(known(one.values) for one in panel.series):
        draw_no_values(sheet, frame)
    lines.draw_series(sheet, frame, panel, radius=3)
    for one in panel.series:
        places = [index for index in range(frame.count) if at(one.values, index) is not None]
        if one.is_reference or not places:
            continue
        for index in dict.fromkeys((places[-1], places[0])):
            text = label(one.values[index] or 0.0, panel.unit, panel.decimals)
            lines.draw_value(sheet, frame, (one.values, index), text, VALUE)
    bottom = draw_periods(sheet, frame, panel.labels)
    return draw_missing(sheet, frame, panel.series, bottom)
