"""What an own measurement adds to the page of its measure: the periods, and how the year is made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hjulet.base.organisation.models import Unit
from hjulet.base.ui.charts.spec import LineChart, Series
from hjulet.check.indicators.figures import Shown, show
from hjulet.check.indicators.measuring.choices import Rhythm
from hjulet.check.indicators.measuring.rules import per_year, period_of, short, words
from hjulet.check.indicators.measuring.years import how_the_year_is_made
from hjulet.check.indicators.models import Indicator, Value
from hjulet.check.indicators.rules import Period

SHOWN = 24


@dataclass(frozen=True)
class PeriodLine:
    """A period in the table."""

    period: str
    shown: Shown


@dataclass(frozen=True)
class Measured:
    """The periods at the place that is looked at."""

    rhythm: str
    how: str
    notes: tuple[str, ...]
    finding: str
    chart: LineChart | None
    lines: tuple[PeriodLine, ...]  # the newest first
    series: str  # the key of the same thing as a series


def measured(indicator: Indicator, unit: Unit | None, own: Sequence[Value]) -> Measured | None:
    """None for a measure that is not measured in periods; OWN are its values in order of time, years too."""
    if not indicator.counting or unit is None:
        return None
    here = [value for value in own if value.unit_id == unit.pk]
    parts = [value for value in here if value.rhythm]
    if not parts:
        return None
    rhythm = parts[-1].rhythm
    recent = [value for value in parts if value.rhythm == rhythm][-SHOWN:]
    return Measured(
        rhythm=str(Rhythm(rhythm).label),
        how=how_the_year_is_made(indicator.counting),
        notes=tuple(_notes(here, rhythm)),
        finding=_finding(recent[-1]),
        chart=_chart(unit, recent),
        lines=tuple(PeriodLine(words(rhythm, _period(value)), show(value)) for value in reversed(recent)),
        series=f"indicator:{indicator.slug}:{unit.slug}",
    )


def _notes(here: Sequence[Value], rhythm: str) -> list[str]:
    """The years that are made of fewer periods than a year has."""
    whole = per_year(rhythm)
    years = [value for value in here if not value.rhythm and value.counted_from is not None]
    return [
        _("%(year)s är räknat på %(of)s av %(whole)s perioder.")
        % {"year": value.period_said, "of": value.counted_from, "whole": whole}
        for value in years
        if value.value is not None and value.counted_from is not None and value.counted_from < whole
    ]


def _finding(last: Value) -> str:
    said = {"period": words(last.rhythm, _period(last)).capitalize(), "value": show(last).text}
    return _("%(period)s: %(value)s.") % said


def _chart(unit: Unit, recent: Sequence[Value]) -> LineChart | None:
    if sum(value.point.is_measured for value in recent) < 2:
        return None
    values = tuple(
        float(value.value) if value.value is not None and value.point.is_measured else None
        for value in recent
    )
    first = recent[0]
    return LineChart(
        title=_("%(unit)s, de senaste perioderna") % {"unit": unit.name},
        labels=tuple(short(value.rhythm, _period(value)) for value in recent),
        series=(Series(unit.name, values),),
        unit=first.indicator.unit_of_measure if first.indicator.unit_of_measure == "%" else "",
        decimals=max(value.decimals for value in recent),
    )


def _period(value: Value) -> Period:
    return period_of(value.rhythm, value.period_start)
