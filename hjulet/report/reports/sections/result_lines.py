"""One row of a result table: its figures, its years, its level, and how sure its last change is."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from django.utils.text import capfirst

from hjulet.check.indicators.choices import Level
from hjulet.check.indicators.judgement import Change, Point, change, derived_previous
from hjulet.check.indicators.models import Target, Value, scale_for
from hjulet.report.reports.blocks import Figure
from hjulet.report.reports.figures import name_of_place, of_value, place_of, printed_number

ENOUGH = 0.6  # of the cells must be filled before places stand side by side


@dataclass(frozen=True)
class Line:
    """One series of a result table: an indicator in one place. Places that stand side by side share a printed row."""

    key: str
    row: str  # which printed row it stands in
    place: str  # its name, where several places share the row
    is_part: bool  # of a row that another, wider place speaks for
    label: str
    unit_of_measure: str
    cells: tuple[tuple[str, Figure], ...]  # column → figure
    points: tuple[Point, ...]
    change: Change
    printed_change: Figure | None
    level: Level | None
    is_share: bool
    direction: str
    latest: Figure  # the own value that the row ends with; a comparison only where there is no own

    def cell(self, column: str) -> Figure | None:
        return next((figure for name, figure in self.cells if name == column), None)


class Layout(Enum):
    """What the rows and columns of a table are."""

    PLAIN = "plain"  # rows are indicators, columns periods; comparisons get columns of their own
    BY_PLACE = "by place"  # one indicator: rows are units and comparisons
    SIDE_BY_SIDE = "side by side"  # the same questions in a few places: a column per place and period
    LISTED = "listed"  # many places, few values each: a row per indicator and place


def layout_of(values: Sequence[Value]) -> Layout:
    """The layout that leaves the fewest cells empty and still puts what is alike side by side."""
    indicators = {value.indicator_id for value in values}
    places = {value.unit.name for value in values if value.unit}
    if len(indicators) == 1:
        return Layout.BY_PLACE
    if len(places) <= 1:
        return Layout.PLAIN
    columns = {column(value, Layout.SIDE_BY_SIDE) for value in values}
    is_full = len(values) > ENOUGH * len(indicators) * len(columns)
    return Layout.SIDE_BY_SIDE if is_full else Layout.LISTED


def column(value: Value, layout: Layout) -> str:
    own_column = value.comparison and layout == Layout.PLAIN
    if own_column or layout == Layout.SIDE_BY_SIDE:
        return capfirst(f"{name_of_place(value)} {value.period_said}")
    return value.period_said


def row_label(value: Value, layout: Layout) -> str:
    if layout == Layout.BY_PLACE:
        return capfirst(name_of_place(value))
    if layout == Layout.LISTED:
        return f"{value.indicator.name}, {name_of_place(value)}"
    return value.indicator.name


def row_key(value: Value, layout: Layout) -> tuple[str, str]:
    """What is printed in one row. Two units may bear the same name, so places go by their slug."""
    by_place = layout in {Layout.BY_PLACE, Layout.LISTED}
    return (value.indicator.slug, place_of(value) if by_place else "")


def lines_of(
    values: Sequence[Value],
    layout: Layout,
    changes: dict[str, Value],
    targets: list[Target],
    *,
    are_parts: bool,
) -> list[Line]:
    """The lines of a table. Where places stand side by side each is judged by its own years.

    The first place of a row (the widest) speaks for it, unless ARE_PARTS: then another table has the whole.
    """
    rows: dict[tuple[str, str], list[Value]] = defaultdict(list)
    for value in values:
        rows[row_key(value, layout)].append(value)
    lines: list[Line] = []
    for found in rows.values():
        for number, own in enumerate(_by_place(found) if layout == Layout.SIDE_BY_SIDE else [found]):
            is_part = are_parts or number > 0
            lines.append(_line(own, layout, changes, targets, is_part=is_part))
    return lines


def _by_place(row: Sequence[Value]) -> list[list[Value]]:
    """What others have stands with the first of our own places."""
    places: dict[str, list[Value]] = defaultdict(list)
    for value in row:
        if not value.comparison:
            places[place_of(value)].append(value)
    others = [value for value in row if value.comparison]
    if not places:
        return [others]
    first, *rest = places.values()
    return [first + others, *rest]


def _line(
    values: list[Value], layout: Layout, changes: dict[str, Value], targets: list[Target], *, is_part: bool
) -> Line:
    indicator, own = values[0].indicator, [value for value in values if not value.comparison]
    last = (own or values)[-1]
    points = tuple(value.point for value in own or values if place_of(value) == place_of(last))
    printed = None if is_part else changes.get(indicator.slug)
    series = _with_derived(points, printed)
    return Line(
        key=f"{indicator.slug}/{place_of(last)}",
        row="/".join(row_key(values[0], layout)),
        place=name_of_place(last) if layout == Layout.SIDE_BY_SIDE else "",
        is_part=is_part,
        label=row_label(values[0], layout),
        unit_of_measure=indicator.unit_of_measure,
        cells=tuple((column(value, layout), of_value(value)) for value in values),
        points=points,
        change=change(
            series,
            is_share=indicator.is_share,
            direction=indicator.direction,
            is_count_or_cost=indicator.is_count_or_cost,
        ),
        printed_change=of_value(printed) if printed else None,
        level=_level(last, targets) if own else None,
        is_share=indicator.is_share,
        direction=indicator.direction,
        latest=of_value(last),
    )


def _with_derived(points: tuple[Point, ...], printed: Value | None) -> tuple[Point, ...]:
    """The year before, worked out from a printed change when nobody has printed it."""
    number = printed_number(printed) if printed else None
    if number is None or not points or any(point.year == points[-1].year - 1 for point in points):
        return points
    return (derived_previous(points[-1], number), *points)


def _level(value: Value, targets: Sequence[Target]) -> Level | None:
    """Where the value stands on the scale of its year; None without a scale, or where the value may not be shown."""
    if not value.point.is_measured or value.value is None:
        return None
    scale = scale_for(value.indicator, targets, value.period_end.year)
    return scale.level_of(value.value) if scale is not None else None
