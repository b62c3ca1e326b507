"""What a chart says, in Swedish words made from its own numbers: the text alternative."""

from collections import Counter
from collections.abc import Sequence
from typing import assert_never

from hjulet.base.ui.charts import distribution, funnel, waterfall
from hjulet.base.ui.charts.changes import is_sure
from hjulet.base.ui.charts.figures import MISSING, NO_VALUES, at, between, known, printed, printed_or_missing
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
from hjulet.base.ui.charts.tables import table
from hjulet.base.ui.swedish import count_of

FEW = 8  # up to this many are told one by one; more are in the table

__all__ = ["description", "table"]


def description(chart: Chart) -> str:
    """First and last, highest and lowest, what is missing, what is sure."""
    chart = fitted(chart)
    match chart:
        case LineChart():
            text = _line(chart)
        case BarChart():
            text = _bars(chart)
        case SmallMultiples():
            text = _multiples(chart)
        case ControlChart():
            text = _control(chart)
        case BeforeAfter():
            text = _change(chart)
        case IntervalChart():
            text = _intervals(chart)
        case _:
            text = _other(chart)
    return text


def _other(chart: Matrix | Distribution | FunnelChart | Waterfall) -> str:
    """The kinds that came later."""
    match chart:
        case Matrix():
            text = _matrix(chart)
        case Distribution():
            text = _distribution(chart)
        case FunnelChart():
            text = funnel.said(chart)
        case Waterfall():
            text = waterfall.said(chart)
        case _:
            assert_never(chart)
    return text


def _line(chart: LineChart) -> str:
    sentences = [f"Linjediagram, {_periods(chart.labels)}."]
    if chart.reversed_axis:
        sentences.append("Plats 1 står överst.")
    if not any(known(one.values) for one in chart.series):
        return f"{sentences[0]} {NO_VALUES}."
    sentences += [
        _named(one, _course(one.values, chart) + _interval_of_last(one, chart)) for one in chart.series
    ]
    return " ".join(sentences)


def _named(one: Series, said: str) -> str:
    return f"{one.name}: {said}." if one.name else f"{said[:1].upper()}{said[1:]}."


def _course(values: Sequence[float | None], chart: LineChart | ControlChart) -> str:
    """'först 232 (2021), sist 15 (2024), högst …, lägst …, saknas 2023'."""
    places = [index for index in range(len(chart.labels)) if at(values, index) is not None]
    if not places:
        return NO_VALUES.lower()

    def said(index: int) -> str:
        return f"{printed_or_missing(at(values, index), chart.unit, chart.decimals)} ({chart.labels[index]})"

    parts = (
        [f"först {said(places[0])}", f"sist {said(places[-1])}"]
        if len(places) > 1
        else [f"bara {said(places[0])}"]
    )
    highest = max(places, key=lambda index: at(values, index) or 0.0)
    lowest = min(places, key=lambda index: at(values, index) or 0.0)
    if highest not in {places[0], places[-1]}:
        parts.append(f"högst {said(highest)}")
    if lowest not in {places[0], places[-1]}:
        parts.append(f"lägst {said(lowest)}")
    return ", ".join(parts + _missing(chart.labels, values))


def _missing(labels: tuple[str, ...], values: Sequence[float | None]) -> list[str]:
    missing = [label for index, label in enumerate(labels) if at(values, index) is None]
    if not missing:
        return []
    if len(missing) > FEW:
        return [f"{MISSING} för {len(missing)} av {len(labels)}"]
    return [f"{MISSING} för {_listed(missing)}"]


def _interval_of_last(one: Series, chart: LineChart) -> str:
    places = [index for index in range(len(chart.labels)) if at(one.values, index) is not None]
    if not places:
        return ""
    limits = between(at(one.lower, places[-1]), at(one.upper, places[-1]), chart.unit, chart.decimals)
    return f"; det sista värdet ligger inom {limits}" if limits else ""


def _bars(chart: BarChart) -> str:
    sentences = [f"Stapeldiagram, {count_of(len(chart.labels), 'rad', 'rader')}."]
    if not any(known(one.values) for one in chart.series):
        return f"{sentences[0]} {NO_VALUES}."
    sentences += [_named(one, _spread_of(chart.labels, one.values, chart)) for one in chart.series]
    return " ".join(sentences)


def _spread_of(
    labels: tuple[str, ...], values: Sequence[float | None], chart: BarChart | IntervalChart
) -> str:
    """Every value when they are few, else the highest, the lowest and what is missing."""
    if len(labels) <= FEW:
        said = [
            f"{label} {printed_or_missing(at(values, index), chart.unit, chart.decimals)}"
            for index, label in enumerate(labels)
        ]
        return "; ".join(said)
    places = [index for index in range(len(labels)) if at(values, index) is not None]
    if not places:
        return NO_VALUES.lower()
    highest = max(places, key=lambda index: at(values, index) or 0.0)
    lowest = min(places, key=lambda index: at(values, index) or 0.0)
    parts = [
        f"högst {labels[highest]} {printed(values[highest] or 0.0, chart.unit, chart.decimals)}",
        f"lägst {labels[lowest]} {printed(values[lowest] or 0.0, chart.unit, chart.decimals)}",
    ]
    return "; ".join(parts + _missing(labels, values))


def _multiples(chart: SmallMultiples) -> str:
    first = f"{count_of(len(chart.panels), 'litet linjediagram', 'små linjediagram')} på samma skala."
    said = [f"{panel.title}: {_panel(panel)}." for panel in chart.panels]
    return " ".join([first, *said]) if chart.panels else f"{NO_VALUES}."


def _panel(panel: LineChart) -> str:
    shown = [one for one in panel.series if not one.is_reference and known(one.values)]
    if not shown:
        return NO_VALUES.lower()
    if len(shown) == 1:
        return _course(shown[0].values, panel)
    return "; ".join(f"{one.name} {_course(one.values, panel)}" for one in shown)


def _control(chart: ControlChart) -> str:
    first = f"Styrdiagram, {_periods(chart.labels)}."
    if not known(chart.values):
        return f"{first} {NO_VALUES}."
    course = _course(chart.values, chart)
    sentences = [first, f"{course[:1].upper()}{course[1:]}."]
    for name, values in (
        ("Mittlinje", chart.centre),
        ("Undre gräns", chart.lower),
        ("Övre gräns", chart.upper),
    ):
        if known(values):
            sentences.append(
                f"{name} till sist {printed(known(values)[-1], chart.unit, chart.decimals + 1)}."
            )
    signals = [
        f"{label} ({printed(value, chart.unit, chart.decimals)})"
        for index, label in enumerate(chart.labels)
        if index in chart.signals and (value := at(chart.values, index)) is not None
    ]
    sentences.append(f"Sticker ut: {_listed(signals)}." if signals else "Inget värde sticker ut.")
    sentences += [
        f"Före {chart.labels[index]}: {words}." for index, words in chart.marks if index < len(chart.labels)
    ]
    return " ".join(sentences)


def _change(chart: BeforeAfter) -> str:
    rows = count_of(len(chart.labels), "rad", "rader")
    first = f"Före och efter, {rows}: {chart.before_name} och {chart.after_name}."
    if not known((*chart.before, *chart.after)):
        return f"{first} {NO_VALUES}."
    sure: list[str] = []
    unsure: list[str] = []
    missing: list[str] = []
    for index, label in enumerate(chart.labels):
        before, after = at(chart.before, index), at(chart.after, index)
        ends = [printed_or_missing(value, chart.unit, chart.decimals) for value in (before, after)]
        said = f"{label} från {ends[0]} till {ends[1]}"
        if before is None or after is None:
            missing.append(label if before is after else f"{label} ({ends[0]} och {ends[1]})")
        else:
            (sure if is_sure(chart, index) else unsure).append(said)
    sentences = [first, f"Säkra förändringar: {'; '.join(sure)}." if sure else "Ingen förändring är säker."]
    if unsure:
        sentences.append(f"Kan bero på slumpen: {'; '.join(unsure)}.")
    if missing:
        sentences.append(f"Värden saknas: {'; '.join(missing)}.")
    return " ".join(sentences)


def _intervals(chart: IntervalChart) -> str:
    sentences = [f"Värden med osäkerhet, {count_of(len(chart.labels), 'rad', 'rader')}."]
    if not known(chart.values):
        return f"{sentences[0]} {NO_VALUES}."
    sentences.append(_spread_of(chart.labels, chart.values, chart) + ".")
    if chart.reference is not None and known((chart.reference,)):
        name = chart.reference_name or "Jämförelse"
        sentences.append(f"{name}: {printed(chart.reference, chart.unit, chart.decimals)}.")
        sides = (("över", _beyond(chart, chart.reference, 1)), ("under", _beyond(chart, chart.reference, -1)))
        for side, labels in sides:
            if labels:
                sentences.append(f"Säkert {side}: {'; '.join(labels)}.")
        if not any(labels for _, labels in sides):
            sentences.append("Ingen rad skiljer sig säkert från den.")
    return " ".join(sentences)


def _beyond(chart: IntervalChart, reference: float, sign: int) -> list[str]:
    """Rows whose whole interval lies over (SIGN 1) or under (SIGN −1) the reference."""
    near = chart.lower if sign > 0 else chart.upper
    ends = [
        (label, at(near, index))
        for index, label in enumerate(chart.labels)
        if at(chart.values, index) is not None
    ]
    return [label for label, end in ends if end is not None and (end - reference) * sign > 0]


def _matrix(chart: Matrix) -> str:
    rows = count_of(len(chart.rows), "rad", "rader")
    first = f"Rutnät, {rows} och {count_of(len(chart.columns), 'kolumn', 'kolumner')}."
    if not chart.rows or not chart.columns:
        return f"{first} {NO_VALUES}."
    words = [
        [cell(chart, row, column)[0] or "–" for column in range(len(chart.columns))]
        for row in range(len(chart.rows))
    ]
    if len(chart.rows) > FEW:
        counts = Counter(word for row in words for word in row)
        return f"{first} " + ", ".join(f"{word}: {amount}" for word, amount in counts.most_common()) + "."
    said = [
        f"{name}: " + ", ".join(f"{head} {word}" for head, word in zip(chart.columns, row, strict=True)) + "."
        for name, row in zip(chart.rows, words, strict=True)
    ]
    return " ".join([first, *said])


def _distribution(chart: Distribution) -> str:
    values = sorted(known(chart.values))
    first = f"Fördelning av {len(values)} {chart.counted}.".replace(" .", ".")
    if not values:
        return f"{first} {NO_VALUES}."
    lowest, quarter, three, highest = (
        printed(values[round(part * (len(values) - 1))], chart.unit, chart.decimals)
        for part in (0, 0.25, 0.75, 1)
    )
    sentences = [first, f"Hälften ligger mellan {quarter} och {three}, lägst {lowest} och högst {highest}."]
    own = distribution.own_said(chart)
    sentences += [f"{own}."] if own else []
    others = [
        f"{name} {printed(value, chart.unit, chart.decimals)}"
        for name, value in distribution.references(chart)
    ]
    sentences += [f"{_listed(others)}."] if others else []
    return " ".join(sentences)


def _periods(labels: tuple[str, ...]) -> str:
    if not labels:
        return "inga perioder"
    if len(labels) == 1:
        return f"en period ({labels[0]})"
    return f"{len(labels)} perioder från {labels[0]} till {labels[-1]}"


def _listed(words: list[str]) -> str:
    """'a', 'a och b', 'a, b och c'."""
    return " och ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
