"""Load the invented measurements, once: all of them or none, in one transaction."""

import random
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils.timezone import localtime

from hjulet.base.organisation.choices import ExposureKind
from hjulet.base.organisation.models import Exposure, Municipality, Unit
from hjulet.base.people.models import User
from hjulet.check.indicators.measuring import rules, totals
from hjulet.check.indicators.measuring.choices import Counting, Rhythm
from hjulet.check.indicators.measuring.ready_made import BY_KEY, ReadyMade
from hjulet.check.indicators.measuring.rules import Typed
from hjulet.check.indicators.measuring.setting_up import How, NewMeasure, Plan, set_up
from hjulet.check.indicators.models import MeasuredUnit, Measurement, Value
from hjulet.check.indicators.rules import Period
from hjulet.demo.measuring.plan import LOST_WHY, MONTHS, PLANS, Measuring

HALF_A_YEAR = 6


@transaction.atomic
def load(municipality: Municipality, people: dict[str, User], now: datetime) -> None:
    """Safe to run twice: what people have done with the measurements since stays."""
    if Measurement.objects.of(municipality).exists():
        return
    units = {unit.slug: unit for unit in Unit.objects.of(municipality)}
    today = localtime(now).date()
    first = _months_back(today.replace(day=1), MONTHS)
    for plan in PLANS:
        found = _set_up(plan, municipality, units, first, people["developer"], now)
        periods = list(found.periods_until(today))
        places = list(found.places.select_related("unit"))
        for place in places:
            place.measurement = found
        Value.objects.bulk_create(
            [row for place in places for row in _values(plan, found, place, periods, people["manager"], now)],
            batch_size=400,
        )
        totals.count_everything(found, periods, by=people["developer"], at=now)


def _set_up(
    plan: Measuring, municipality: Municipality, units: dict[str, Unit], first: date, by: User, now: datetime
) -> Measurement:  # fmt: skip
    ready = BY_KEY[plan.ready]
    what = NewMeasure(ready.name, ready.subject, ready.unit_of_measure, ready.direction, ready.note)
    how = How(ready.counting, ready.numerator, ready.denominator, ready.counts_people)
    where = Plan(
        Rhythm.MONTH, first, units=tuple(units[slug] for slug in plan.units),
        below=units[plan.below] if plan.below else None, kind=plan.kind, exposure=ready.exposure,
    )  # fmt: skip
    return set_up(municipality, what, how, where, uuid5(NAMESPACE_URL, plan.ready), by=by, at=now)


def _values(
    plan: Measuring, found: Measurement, place: MeasuredUnit, periods: list[Period], by: User, now: datetime
) -> list[Value]:  # fmt: skip
    ready = BY_KEY[plan.ready]
    chance = random.Random(f"{plan.ready} {place.unit.slug}")  # noqa: S311 - invented numbers
    own = plan.level * chance.uniform(0.85, 1.15)
    days = _resident_days(place.unit) if ready.exposure else {}
    made = []
    for index, period in enumerate(periods):
        if not place.measures_in(period) or (place.unit.slug == plan.late and index == len(periods) - 1):
            continue
        level = own * (plan.lately if index >= len(periods) - HALF_A_YEAR else 1)
        typed = _typed(ready, plan, level, chance, days.get(period.first))
        if place.unit.slug == plan.lost and index == len(periods) - 4:
            typed = Typed(why_not=LOST_WHY)
        if not typed.is_empty:
            now_says = totals.written(rules.completed(typed, ready.counting))
            columns = totals.columns(found.indicator, place.unit, period, Rhythm.MONTH, now_says)
            made.append(Value(**columns, entered_by=by, entered_at=now))
    return made


def _typed(
    ready: ReadyMade, plan: Measuring, level: float, chance: random.Random, days: Decimal | None
) -> Typed:
    if ready.counting == Counting.COUNT:
        return Typed() if days is None else Typed(value=days)
    whole = round(plan.whole * chance.uniform(0.9, 1.1))
    above = max(0, round(whole * chance.gauss(level, plan.sway * level)))
    if ready.counting == Counting.SHARE:
        above = min(above, whole)
    return Typed(None, Decimal(above), Decimal(whole))


def _resident_days(unit: Unit) -> dict[date, Decimal]:
    """Those that the unit's events are counted against already, so that nothing is said in two ways."""
    found = Exposure.objects.filter(unit=unit, kind=ExposureKind.RESIDENT_DAYS)
    return {month: amount.quantize(Decimal(1)) for month, amount in found.values_list("month", "amount")}


def _months_back(month: date, amount: int) -> date:
    for _step in range(amount):
        month = (month - timedelta(days=1)).replace(day=1)
    return month
