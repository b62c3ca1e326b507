"""Filling in a period and correcting it: locked, checked, stored once, and counted on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hjulet.base.log.chain import record
from hjulet.base.people.models import User
from hjulet.check.indicators.measuring import board, rules, totals
from hjulet.check.indicators.measuring.choices import Fault, Rhythm
from hjulet.check.indicators.measuring.rules import Typed
from hjulet.check.indicators.models import MeasuredUnit, Measurement, Value
from hjulet.check.indicators.rules import Period


@dataclass(frozen=True)
class Filled:
    """What somebody says of a period at a unit."""

    place: MeasuredUnit
    typed: Typed


class CannotFill(Exception):
    """What stops it, by the unit's place in the measurement; nothing is stored."""

    def __init__(self, faults: Mapping[int, list[Fault]]) -> None:
        self.faults = faults
        super().__init__(str(dict(faults)))


@transaction.atomic
def fill_in(
    measurement: Measurement, period: Period, filled: Sequence[Filled], *, by: User, at: datetime
) -> int:
    """Store the period at these units; said again it is the same. Raises CannotFill. Gives how many were new.

    SOSFS 2011:9 5 kap. 2 §.
    """
    _lock(measurement)
    values = board.values_at([one.place for one in filled])
    faults: dict[int, list[Fault]] = {}
    new: list[Filled] = []
    for one in filled:
        found = _faults(measurement, period, one)
        completed = rules.completed(one.typed, measurement.indicator.counting) if not found else one.typed
        there = values.get((measurement.indicator_id, one.place.unit_id, period.first, period.last))
        if there is not None:
            found = [] if there.written == totals.written(completed) else [Fault.TAKEN]
        elif not found:
            new.append(Filled(one.place, completed))
        if found:
            faults[one.place.pk] = found
    if faults:
        raise CannotFill(faults)
    for one in new:
        _store(measurement, period, one, by=by, at=at)
    if new:
        why = _("en period fylldes i")
        totals.follow_up(measurement, period, [one.place.unit for one in new], why=why, by=by, at=at)
    return len(new)


@transaction.atomic
def correct(value: Value, typed: Typed, *, why: str, seen: int, by: User, at: datetime) -> None:
    """The period says something else from now on; what it said stays. Raises CannotRevise or CannotFill."""
    measurement = measurement_of(value)
    if measurement is None or value.unit is None:
        raise CannotFill({0: [Fault.NOT_THEN]})
    _lock(measurement)
    counting = measurement.indicator.counting
    if faults := rules.faults_in(typed, counting):
        raise CannotFill({0: faults})
    value.correct(totals.written(rules.completed(typed, counting)), why=why, by=by, at=at, seen=seen)
    period = Period(value.period_start, value.period_end, value.period_said)
    totals.follow_up(measurement, period, [value.unit], why=why.strip(), by=by, at=at)


def measurement_of(value: Value) -> Measurement | None:
    """The measurement that a value was filled in for; the newest that covers its period."""
    found = Measurement.objects.filter(
        indicator=value.indicator_id, first_day__lte=value.period_start, places__unit=value.unit_id,
        rhythm=value.rhythm or Rhythm.YEAR,
    )  # fmt: skip
    return found.select_related("indicator", "below").order_by("-first_day").first()


def _lock(measurement: Measurement) -> None:
    """One at a time, so that what is counted together is counted of everything."""
    Measurement.objects.select_for_update().only("pk").get(pk=measurement.pk)


def _faults(measurement: Measurement, period: Period, one: Filled) -> list[Fault]:
    if period not in measurement.periods_until(period.last) or not one.place.measures_in(period):
        return [Fault.NOT_THEN]
    return rules.faults_in(one.typed, measurement.indicator.counting)


def _store(measurement: Measurement, period: Period, one: Filled, *, by: User, at: datetime) -> Value:
    now = totals.written(one.typed)
    part = totals.part_of_year(measurement.rhythm)
    value = Value.objects.create(
        **totals.columns(measurement.indicator, one.place.unit, period, part, now),
        entered_by=by,
        entered_at=at,
    )
    record("value.entered", value, by=by, at=at, value=str(value.value), missing=value.missing)
    return value
