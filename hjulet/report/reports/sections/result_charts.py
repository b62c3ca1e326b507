"""Result groups → charts, where at least three periods have been measured."""

from hjulet.base.ui.charts import IntervalChart, LineChart, Series, SmallMultiples
from hjulet.base.ui.swedish import number
from hjulet.check.indicators.judgement import Point, judge
from hjulet.report.reports.blocks import Block, ChartBlock
from hjulet.report.reports.sections.labels import frame_of
from hjulet.report.reports.sections.result_lines import Line
from hjulet.report.reports.sections.results import Group

FEWEST_PERIODS = 3
MOST_ROWS = 15


def charts_of(group: Group) -> tuple[Block, ...]:
    """A rank over the years; or, for surveys with known answers, how sure each share is and its years."""
    lines = [line for line in group.lines if not line.is_part]
    ranks = [line for line in lines if line.unit_of_measure == "plats" and _is_long(line)]
    if ranks:
        return (ChartBlock(_rank_chart(group, ranks[0]), group.source),)
    shares = [line for line in lines if line.is_share and _is_long(line) and _knows_answers(line)]
    if not 1 < len(shares) <= MOST_ROWS:
        return ()
    charts = (_interval_chart(group, shares), _multiples(group, shares))
    return tuple(ChartBlock(chart, group.source) for chart in charts)


def _is_long(line: Line) -> bool:
    return sum(point.is_measured for point in line.points) >= FEWEST_PERIODS


def _knows_answers(line: Line) -> bool:
    return all(point.n for point in line.points if point.is_measured)


def _rank_chart(group: Group, line: Line) -> LineChart:
    first, last = line.points[0], line.points[-1]
    went = "från" if first.value != last.value else "kvar på"
    title = f"{group.title}: {went} plats {_plain(first)} ({first.year}) till {_plain(last)} ({last.year})"
    return LineChart(title, _years(line), (Series(line.label, _values(line)),), "plats", reversed_axis=True)


def _interval_chart(group: Group, lines: list[Line]) -> IntervalChart:
    judged = [judge(line.points[-1], is_share=True) for line in lines]
    shared = frame_of([line.label for line in lines])
    return IntervalChart(
        title=f"{_of_whom(group)} {lines[0].points[-1].year}: så säkra är andelarna",
        labels=tuple(shared.without(line.label) for line in lines),
        values=tuple(_shown(line.points[-1]) for line in lines),
        lower=tuple(found.lower for found in judged),
        upper=tuple(found.upper for found in judged),
        unit="%",
    )


def _multiples(group: Group, lines: list[Line]) -> SmallMultiples:
    shared = frame_of([line.label for line in lines])
    panels = tuple(
        LineChart(shared.without(line.label), _years(line), (Series(group.title, _values(line)),), "%")
        for line in lines
    )
    years = _years(lines[0])
    return SmallMultiples(f"{_of_whom(group)} {years[0]}–{years[-1]}", panels, "%")


def _of_whom(group: Group) -> str:
    return f"{group.title}, {group.part}," if group.part else group.title


def _years(line: Line) -> tuple[str, ...]:
    return tuple(str(point.year) for point in line.points)


def _values(line: Line) -> tuple[float | None, ...]:
    return tuple(_shown(point) for point in line.points)


def _shown(point: Point) -> float | None:
    return float(point.value) if point.value is not None and point.is_measured else None


def _plain(point: Point) -> str:
    return "okänd" if point.value is None else number(point.value, point.places)
