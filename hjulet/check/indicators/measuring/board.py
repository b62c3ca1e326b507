"""A measurement's periods at its units: what is filled in, what waits, what is late. A fixed number of questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from hjulet.check.indicators.measuring.choices import State
from hjulet.check.indicators.models import MeasuredUnit, Measurement, Value
from hjulet.check.indicators.rules import Period

Key = tuple[int, int, date, date]  # indicator, unit, first and last day


@dataclass(frozen=True)
class Cell:
    """One period at one unit."""

    place: MeasuredUnit
    period: Period
    state: State
    value: Value | None = None

    @property
    def is_open(self) -> bool:
        return self.state in {State.WAITING, State.LATE}


def values_at(places: Sequence[MeasuredUnit]) -> dict[Key, Value]:
    """Every value of the measures at the units, whoever wrote it, in one question."""
    indicators = {place.measurement.indicator_id for place in places}
    found = Value.objects.own().filter(indicator__in=indicators, unit__in={place.unit_id for place in places})
    return {
        (value.indicator_id, value.unit_id or 0, value.period_start, value.period_end): value
        for value in found.select_related("indicator").order_by("period_end", "pk")
    }


def cells(places: Iterable[MeasuredUnit], values: dict[Key, Value], today: date) -> list[Cell]:
    """Every period that is over by today at every unit, in order of unit and time."""
    return [
        cell_of(place, period, values, today)
        for place in places
        for period in place.measurement.periods_until(today)
    ]


def cell_of(place: MeasuredUnit, period: Period, values: dict[Key, Value], today: date) -> Cell:
    value = values.get((place.measurement.indicator_id, place.unit_id, period.first, period.last))
    return Cell(place, period, _state(place, period, value, today), value)


def _state(place: MeasuredUnit, period: Period, value: Value | None, today: date) -> State:
    if value is not None:
        return State.DONE if value.value is not None else State.UNMEASURED
    if not place.measures_in(period):
        return State.NONE
    return State.LATE if today > place.measurement.due_on(period) else State.WAITING


def places_of(measurement: Measurement) -> list[MeasuredUnit]:
    """Its units with all that a period needs to know of them."""
    found = list(measurement.places.select_related("unit", "owner").order_by("unit__path"))
    for place in found:
        place.measurement = measurement
    return found
