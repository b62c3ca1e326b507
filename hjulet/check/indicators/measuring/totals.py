"""What follows when a period is filled in or corrected: the year, everything together, and what others are counted per."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from hjulet.base.organisation.models import Exposure, Unit
from hjulet.base.organisation.rules import Span
from hjulet.base.organisation.workflows import state_exposure
from hjulet.base.people.models import User
from hjulet.check.indicators.choices import Missing
from hjulet.check.indicators.measuring import board, rules
from hjulet.check.indicators.measuring.choices import Rhythm
from hjulet.check.indicators.measuring.rules import Typed
from hjulet.check.indicators.measuring.years import Summed, summed
from hjulet.check.indicators.models import Indicator, Measurement, Value
from hjulet.check.indicators.rules import Period, Written, places_of


def follow_up(
    measurement: Measurement, period: Period, units: Sequence[Unit], *, why: str, by: User, at: datetime
) -> None:
    """Count anew all that these units' values of the period are a part of. The measurement is locked by the caller."""
    year = rules.period_of(Rhythm.YEAR, period.first)
    for unit in units:
        if measurement.exposure:
            _state(measurement, unit, period, by=by, at=at)
        _count_year(measurement, unit, year, why=why, by=by, at=at)
    if measurement.below is not None:
        _count_together(measurement, period, why=why, by=by, at=at)
        _count_year(measurement, measurement.below, year, why=why, by=by, at=at)


def count_everything(measurement: Measurement, periods: Sequence[Period], *, by: User, at: datetime) -> None:
    """The same for all that is there, where values have come in many at once."""
    why = _("värden lästes in")
    if measurement.below is not None:
        for period in periods:
            _count_together(measurement, period, why=why, by=by, at=at)
    years = {rules.period_of(Rhythm.YEAR, period.first) for period in periods}
    units = [place.unit for place in measurement.places.select_related("unit")]
    above = [measurement.below] if measurement.below is not None else []
    for unit in [*units, *above]:
        for year in sorted(years, key=lambda one: one.first):
            _count_year(measurement, unit, year, why=why, by=by, at=at)


def _count_year(
    measurement: Measurement, unit: Unit, year: Period, *, why: str, by: User, at: datetime
) -> None:
    """The year at a unit, once all the periods in which the unit existed are filled in."""
    if measurement.rhythm == Rhythm.YEAR:
        return
    life = Span(unit.valid_from, unit.valid_to)
    every = rules.periods(measurement.rhythm, year.first, year.last)
    expected = [period for period in every if rules.is_measured_in(period, life)]
    there = Value.objects.own().filter(rhythm=measurement.rhythm).within(year.first, year.last)
    parts = [typed_of(value) for value in there.filter(indicator=measurement.indicator, unit=unit)]
    found = summed(measurement.indicator.counting, parts, len(expected))
    _put(measurement.indicator, unit, year, "", found, why=why, by=by, at=at)


def _count_together(measurement: Measurement, period: Period, *, why: str, by: User, at: datetime) -> None:
    """The period for all the units together, once all of them are filled in."""
    places = [place for place in board.places_of(measurement) if place.measures_in(period)]
    there = Value.objects.own().within(period.first, period.last).exclude(unit=measurement.below)
    values = there.filter(
        indicator=measurement.indicator, period_start=period.first, period_end=period.last,
        unit__in=[place.unit_id for place in places],
    )  # fmt: skip
    found = summed(measurement.indicator.counting, [typed_of(value) for value in values], len(places))
    _put(
        measurement.indicator, measurement.below, period, part_of_year(measurement.rhythm), found,
        why=why, by=by, at=at,
    )  # fmt: skip


def _put(  # noqa: PLR0913 - a value is a measure, a place, a period and what it says
    indicator: Indicator,
    unit: Unit | None,
    period: Period,
    rhythm: str,
    found: Summed | None,
    *,
    why: str,
    by: User,
    at: datetime,
) -> None:
    """Store what the parts come to. What a person has written for the same period stays."""
    if found is None:
        return
    now = written(found.typed)
    there = Value.objects.own().filter(
        indicator=indicator, unit=unit, period_start=period.first, period_end=period.last
    )
    if (value := there.select_related("indicator").first()) is None:
        Value.objects.create(
            **columns(indicator, unit, period, rhythm, now),
            counted_from=found.of,
            entered_by=by,
            entered_at=at,
        )
    elif value.counted_from is not None:
        value.recount(now, found.of, why=_("Räknat om: %(why)s") % {"why": why}, by=by, at=at)


def _state(measurement: Measurement, unit: Unit, period: Period, *, by: User, at: datetime) -> None:
    """What other series are counted per at the unit that month; what was not measured is not known."""
    stated = dict(Exposure.objects.filter(unit=unit, month=period.first).values_list("kind", "amount"))
    amounts: dict[str, Decimal | None] = dict(stated)
    value = Value.objects.own().filter(
        indicator=measurement.indicator, unit=unit, period_start=period.first, period_end=period.last
    )
    amounts[measurement.exposure] = value.values_list("value", flat=True).first()
    state_exposure(unit, period.first, amounts, by=by, at=at)


# -- a value and what somebody fills in ------------------------------------------------------------------------------
def typed_of(value: Value) -> Typed:
    """With the decimals it was written with: the database keeps four of every number, and a sum would show them."""
    if value.value is None:
        return Typed(None, value.numerator, value.denominator, "–")
    said = value.value.quantize(Decimal(1).scaleb(-value.decimals))
    return Typed(said, value.numerator, value.denominator)


def written(typed: Typed) -> Written:
    if typed.value is None:
        return Written(None, Missing.NOT_MEASURED, typed.why_not[:80])
    return Written(typed.value, "", "", typed.numerator, typed.denominator)


def columns(
    indicator: Indicator, unit: Unit | None, period: Period, rhythm: str, now: Written
) -> dict[str, object]:
    """The columns of a new value."""
    people = indicator.counts_people and now.denominator is not None
    return {
        "indicator": indicator, "unit": unit, "period_start": period.first, "period_end": period.last,
        "period_said": period.said, "rhythm": rhythm, "value": now.value, "missing": now.missing,
        "missing_said": now.said, "numerator": now.numerator, "denominator": now.denominator,
        "decimals": 0 if now.value is None else places_of(now.value),
        "respondents": int(now.denominator) if people and now.denominator is not None else None,
    }  # fmt: skip


def part_of_year(rhythm: str) -> str:
    """What a value of this rhythm says of itself: a year is whole."""
    return "" if rhythm == Rhythm.YEAR else rhythm
