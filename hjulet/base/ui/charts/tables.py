"""A chart's numbers as a table of printed text: the alternative that everybody can read and copy."""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from hjulet.base.ui.charts import distribution, funnel, waterfall
from hjulet.base.ui.charts.changes import SURE, UNSURE, change, is_sure
from hjulet.base.ui.charts.control import CENTRE, LOWER, UPPER
from hjulet.base.ui.charts.figures import MISSING, at, between, known, printed, printed_or_missing
from hjulet.base.ui.charts.fitted import fitted
from hjulet.base.ui.charts.matrix import cell
from hjulet.base.ui.charts.spec import (
    BarChart,
    BeforeAfter,
    Chart,
    ControlChart,
    Distribution,
    FunnelChart,
    IntervalChart,
    LineChart,
    Matrix,
    Series,
    SmallMultiples,
    Waterfall,
)

Table = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
PERIOD, WHAT, VALUE, LIMITS = "Period", "Vad", "Värde", "Säkert inom"


def table(chart: Chart) -> Table:
    """Headers and rows; every row is as long as the headers."""
    chart = fitted(chart)
    match chart:
        case LineChart():
            found = _series_table(PERIOD, chart)
        case BarChart():
            found = _series_table(WHAT, chart)
        case SmallMultiples():
            found = _multiples(chart)
        case ControlChart():
            found = _control(chart)
        case BeforeAfter():
            found = _changes(chart)
        case IntervalChart():
            found = _intervals(chart)
        case _:
            found = _other(chart)
    return found


def _other(chart: Matrix | Distribution | FunnelChart | Waterfall) -> Table:
    """The kinds that came later."""
    match chart:
        case Matrix():
            found = _matrix(chart)
        case Distribution():
            found = _distribution(chart)
        case FunnelChart():
            found = _funnel(chart)
        case Waterfall():
            found = ((WHAT, VALUE), waterfall.rows_of(chart))
        case _:
            assert_never(chart)
    return found


def _series_table(first: str, chart: LineChart | BarChart) -> Table:
    """A column a series, and one for its limits where it has any."""
    headers, columns = [first], [chart.labels]
    for one in chart.series:
        headers.append(one.name or VALUE)
        columns.append(_printed(one.values, chart, len(chart.labels)))
        if known(one.lower) and known(one.upper):
            headers.append(f"{one.name}, {LIMITS.lower()}" if one.name else LIMITS)
            columns.append(tuple(_limits(one, chart, index) for index in range(len(chart.labels))))
    return tuple(headers), tuple(zip(*columns, strict=True))


def _printed(
    values: Sequence[float | None],
    chart: LineChart | BarChart | ControlChart | BeforeAfter | IntervalChart,
    count: int,
) -> tuple[str, ...]:
    return tuple(printed_or_missing(at(values, index), chart.unit, chart.decimals) for index in range(count))


def _limits(one: Series, chart: LineChart | BarChart, index: int) -> str:
    return between(at(one.lower, index), at(one.upper, index), chart.unit, chart.decimals) or MISSING


def _multiples(chart: SmallMultiples) -> Table:
    """A row a panel (and series), a column a period; a period that a panel lacks is empty."""
    periods = tuple(dict.fromkeys(label for panel in chart.panels for label in panel.labels))
    rows = []
    for panel in chart.panels:
        for one in panel.series:
            values = _printed(one.values, panel, len(panel.labels))
            by_period = dict(zip(panel.labels, values, strict=True))
            name = panel.title if len(panel.series) == 1 else f"{panel.title} – {one.name}"
            rows.append((name, *(by_period.get(period, "") for period in periods)))
    return (WHAT, *periods), tuple(rows)


def _control(chart: ControlChart) -> Table:
    count = len(chart.labels)
    exact = replace(chart, decimals=chart.decimals + 1)  # a mean of whole numbers is seldom whole
    columns = [chart.labels, _printed(chart.values, chart, count)]
    columns += [_printed(values, exact, count) for values in (chart.centre, chart.lower, chart.upper)]
    notes = tuple(_note(chart, index) for index in range(count))
    return (PERIOD, VALUE, CENTRE, LOWER, UPPER, "Anmärkning"), tuple(zip(*columns, notes, strict=True))


def _note(chart: ControlChart, index: int) -> str:
    said = [words for place, words in chart.marks if place == index]
    if index in chart.signals and at(chart.values, index) is not None:
        said.append("sticker ut")
    return ", ".join(said)


def _changes(chart: BeforeAfter) -> Table:
    count = len(chart.labels)
    changes = tuple(change(chart, index) for index in range(count))
    sure = tuple(
        (SURE if is_sure(chart, index) else UNSURE) if changes[index] else MISSING for index in range(count)
    )
    before, after = (_printed(values, chart, count) for values in (chart.before, chart.after))
    headers = (WHAT, chart.before_name, chart.after_name, "Förändring", "Hur säker")
    return headers, tuple(zip(chart.labels, before, after, changes, sure, strict=True))


def _intervals(chart: IntervalChart) -> Table:
    count = len(chart.labels)
    limits = tuple(
        between(at(chart.lower, index), at(chart.upper, index), chart.unit, chart.decimals)
        for index in range(count)
    )
    headers: tuple[str, ...] = (WHAT, VALUE, LIMITS)
    columns = [chart.labels, _printed(chart.values, chart, count), limits]
    if chart.reference is not None and known((chart.reference,)):
        headers = (*headers, chart.reference_name or "Jämförelse")
        columns.append((printed(chart.reference, chart.unit, chart.decimals),) * count)
    return headers, tuple(zip(*columns, strict=True))


def _matrix(chart: Matrix) -> Table:
    rows = tuple(
        (name, *(cell(chart, row, column)[0] for column in range(len(chart.columns))))
        for row, name in enumerate(chart.rows)
    )
    return (WHAT, *chart.columns), rows


def _distribution(chart: Distribution) -> Table:
    """The own value and those it is compared with, then how many others lie where."""
    own = (
        [(chart.own_name, printed(chart.own or 0.0, chart.unit, chart.decimals))]
        if known((chart.own,))
        else []
    )
    own += [
        (name, printed(value, chart.unit, chart.decimals)) for name, value in distribution.references(chart)
    ]
    bars = distribution.counts(chart) if known(chart.values) else []
    rows = [
        (distribution.said_of(chart, low, high), f"{amount} {chart.counted}".strip())
        for low, high, amount in bars
        if amount
    ]
    return (WHAT, VALUE), (*own, *rows)


def _funnel(chart: FunnelChart) -> Table:
    """In the order they came: never by value."""
    rows = tuple(
        (
            chart.labels[index],
            printed(at(chart.sizes, index) or 0.0),
            printed(at(chart.values, index) or 0.0, chart.unit, chart.decimals),
            "utanför det väntade" if index in chart.outside else "inom det väntade",
        )
        for index in funnel.told(chart)
    )
    return (WHAT, chart.size_name[:1].upper() + chart.size_name[1:], VALUE, "Mot tratten"), rows
