"""Setting up a measurement, changing it, who answers for it, letting new units in, and ending it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from hjulet.base.log.chain import record
from hjulet.base.organisation.choices import UnitKind
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.organisation.workflows import lock
from hjulet.base.people.models import User
from hjulet.base.sources import rewriting
from hjulet.check.indicators.choices import Direction, Measure
from hjulet.check.indicators.measuring import rules
from hjulet.check.indicators.measuring.choices import Counting, Obstacle, Rhythm
from hjulet.check.indicators.models import Indicator, MeasuredUnit, Measurement, Value
from hjulet.check.indicators.workflows import AlreadyMeasured, create_indicator

OWN = "egen mätning"
CHANGED = ("due_days", "below_id", "kind")
KINDS = (UnitKind.UNIT, UnitKind.EXTERNAL)


@dataclass(frozen=True)
class How:
    """What is measured: how the number is counted, and what it is made of."""

    counting: Counting
    numerator_said: str = ""
    denominator_said: str = ""
    counts_people: bool = False


@dataclass(frozen=True)
class NewMeasure:
    """A measure that is made together with its measurement."""

    name: str
    subject: str
    unit_of_measure: str
    direction: Direction
    note: str = ""


@dataclass(frozen=True)
class Plan:
    """How often, where, and by when."""

    rhythm: Rhythm
    first_day: date
    due_days: int = rules.DUE_DAYS
    units: tuple[Unit, ...] = ()
    below: Unit | None = None
    kind: str = ""
    exposure: str = ""
    owners: Mapping[int, User] = field(default_factory=dict)  # by unit


class CannotMeasure(Exception):
    def __init__(self, obstacles: list[Obstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))


@transaction.atomic
def set_up(  # noqa: PLR0913 - what, how, where and when, by whom
    municipality: Municipality,
    what: Indicator | NewMeasure,
    how: How,
    plan: Plan,
    token: UUID,
    *,
    by: User,
    at: datetime,
) -> Measurement:
    """A measurement from its first period on; the same form sent twice is one. Raises CannotMeasure."""
    lock(municipality)
    if there := Measurement.objects.filter(form_token=token).first():
        return there
    units = plan.units or units_below(plan.below, plan.kind)
    units = tuple(unit for unit in units if unit.municipality_id == municipality.pk)
    obstacles = _obstacles(how, plan, units)
    if obstacles:
        raise CannotMeasure(obstacles)
    indicator = what if isinstance(what, Indicator) else _measure(municipality, what, by=by, at=at)
    if there_already := _obstacles_of(indicator):
        raise CannotMeasure(there_already)
    _describe(indicator, how)
    first = rules.period_of(plan.rhythm, plan.first_day).first
    made = Measurement.objects.create(
        indicator=indicator, rhythm=plan.rhythm, due_days=plan.due_days, first_day=first, exposure=plan.exposure,
        below=plan.below, kind=plan.kind if plan.below else "", made_by=by, made_at=at, form_token=token,
    )  # fmt: skip
    MeasuredUnit.objects.bulk_create(
        MeasuredUnit(measurement=made, unit=unit, owner=plan.owners.get(unit.pk)) for unit in units
    )
    told = {"indicator": indicator.slug, "rhythm": plan.rhythm, "units": [unit.slug for unit in units]}
    record("measurement.set_up", made, by=by, at=at, first_day=first, due_days=plan.due_days, **told)
    return made


@transaction.atomic
def change(  # noqa: PLR0913 - what it says from now on, what it said, and by whom and when
    measurement: Measurement,
    due_days: int,
    units: Collection[Unit] | None,
    *,
    seen: str,
    by: User,
    at: datetime,
    day: date,
) -> None:
    """By when, and at which units; those taken out keep what they measured. Raises CannotMeasure.

    UNITS is None where they follow the organisation.
    """
    _lock(measurement)
    if fingerprint(measurement) != seen:
        raise CannotMeasure([Obstacle.STALE])
    if units is not None and not units:
        raise CannotMeasure([Obstacle.TAKEN_OUT])
    changed = rewriting.rewrite(measurement, {"due_days": due_days})
    told = _choose(measurement, units, day) if units is not None else {}
    if changed or told:
        record("measurement.changed", measurement, by=by, at=at, **changed, **told)


@transaction.atomic
def name_owners(
    measurement: Measurement, owners: Mapping[int, User | None], *, by: User, at: datetime
) -> None:
    """Who answers at each unit, by the number of its place; None is the unit's manager."""
    _lock(measurement)
    told: dict[str, Any] = {}
    for place in measurement.places.select_related("unit").filter(pk__in=owners):
        owner = owners[place.pk]
        if place.owner_id != (owner.pk if owner else None):
            place.owner = owner
            place.save(update_fields=["owner"])
            told[place.unit.slug] = owner.pk if owner else None
    if told:
        record("measurement.changed", measurement, by=by, at=at, owners=told)


@transaction.atomic
def end(measurement: Measurement, last_day: date, *, by: User, at: datetime) -> None:
    """No period after the one that holds the day; nothing that was measured is lost. Raises CannotMeasure."""
    _lock(measurement)
    last = rules.period_of(measurement.rhythm, last_day).last
    obstacles = []
    if measurement.ended_at is not None:
        obstacles.append(Obstacle.ENDED)
    if last < measurement.first_day:
        obstacles.append(Obstacle.BEFORE_START)
    later = Value.objects.own().filter(
        indicator=measurement.indicator, unit__in=measurement.places.values("unit"), counted_from=None,
        period_start__gt=last,
    )  # fmt: skip
    if later.exists():
        obstacles.append(Obstacle.HAS_LATER)
    if obstacles:
        raise CannotMeasure(obstacles)
    measurement.last_day, measurement.ended_by, measurement.ended_at = last, by, at
    measurement.save(update_fields=["last_day", "ended_by", "ended_at"])
    record("measurement.ended", measurement, by=by, at=at, last_day=last)


@transaction.atomic
def let_in(measurement: Measurement, *, at: datetime, day: date) -> int:
    """Units that have come to the part of the organisation since: they measure from now on. Gives how many."""
    _lock(measurement)
    if measurement.below is None or measurement.ended_at is not None:
        return 0
    there = set(measurement.places.values_list("unit", flat=True))
    living = Unit.objects.valid_during(day, day)
    new = [unit for unit in units_below(measurement.below, measurement.kind, living) if unit.pk not in there]
    first = rules.period_of(measurement.rhythm, day).first
    MeasuredUnit.objects.bulk_create(
        MeasuredUnit(measurement=measurement, unit=unit, first_day=max(first, unit.valid_from or first))
        for unit in new
    )
    if new:
        record("measurement.changed", measurement, by=None, at=at, let_in=[unit.slug for unit in new])
    return len(new)


def units_below(above: Unit | None, kind: str, among: Any = None) -> tuple[Unit, ...]:
    """The lowest units of the kind, so that nothing is counted both in a part and in its whole."""
    if above is None:
        return ()
    kinds = [kind] if kind else list(KINDS)
    every = (among if among is not None else Unit.objects.of(above.municipality_id)).below(above)
    found = list(every.filter(kind__in=kinds).exclude(pk=above.pk).order_by("path"))
    holding = {unit.path[:end] for unit in found for end in range(Unit.steplen, len(unit.path), Unit.steplen)}
    return tuple(unit for unit in found if unit.path not in holding)


def fingerprint(measurement: Measurement) -> str:
    return rewriting.fingerprint(measurement, CHANGED)


def _obstacles(how: How, plan: Plan, units: Sequence[Unit]) -> list[Obstacle]:
    obstacles = [] if units else [Obstacle.NO_UNITS]
    if how.counting in rules.PARTS and not (how.numerator_said and how.denominator_said):
        obstacles.append(Obstacle.NO_PARTS)
    if plan.exposure and (how.counting != Counting.COUNT or plan.rhythm != Rhythm.MONTH):
        obstacles.append(Obstacle.EXPOSURE)
    return obstacles


def _obstacles_of(indicator: Indicator) -> list[Obstacle]:
    """A measure that is measured, or whose values come from elsewhere, keeps them to itself."""
    if indicator.measurements.going_on().exists():
        return [Obstacle.ALREADY]
    if indicator.values.exclude(respondents=None).filter(indicator__counting="").exists():
        return [Obstacle.SURVEY]
    is_fetched = indicator.kolada_id and not indicator.source_register.startswith(OWN)
    return [Obstacle.FETCHED] if is_fetched else []


def _measure(municipality: Municipality, what: NewMeasure, *, by: User, at: datetime) -> Indicator:
    said = {
        "name": what.name, "subject": what.subject, "unit_of_measure": what.unit_of_measure,
        "direction": what.direction, "measure": Measure.VALUE, "source_register": OWN, "kolada_id": "",
        "goal": None, "note": what.note,
    }  # fmt: skip
    try:
        return create_indicator(municipality, said, by=by, at=at)
    except AlreadyMeasured as error:
        return error.indicator


def _describe(indicator: Indicator, how: How) -> None:
    """How the number is counted stands with the measure itself; what is already said stays."""
    if indicator.counting:
        return
    has_parts = how.counting in rules.PARTS
    indicator.counting = how.counting
    indicator.numerator_said = how.numerator_said if has_parts else ""
    indicator.denominator_said = how.denominator_said if has_parts else ""
    indicator.counts_people = has_parts and how.counts_people
    indicator.save(update_fields=["counting", "numerator_said", "denominator_said", "counts_people"])


def _choose(measurement: Measurement, units: Collection[Unit], today: date) -> dict[str, list[str]]:
    """New units begin with this period, those taken out end with the last before it, those taken back go on."""
    period = rules.period_of(measurement.rhythm, today)
    places = {place.unit_id: place for place in measurement.places.select_related("unit")}
    wanted = {unit.pk: unit for unit in units}
    new = [unit for pk, unit in wanted.items() if pk not in places]
    MeasuredUnit.objects.bulk_create(
        MeasuredUnit(measurement=measurement, unit=unit, first_day=max(period.first, measurement.first_day))
        for unit in new
    )
    out = [place for pk, place in places.items() if pk not in wanted and place.last_day is None]
    back = [place for pk, place in places.items() if pk in wanted and place.last_day is not None]
    for place in out:
        place.last_day = period.first - timedelta(days=1)
        place.save(update_fields=["last_day"])
    for place in back:
        place.last_day = None
        place.save(update_fields=["last_day"])
    told = {
        "let_in": [unit.slug for unit in new], "taken_out": [one.unit.slug for one in out],
        "taken_back": [one.unit.slug for one in back],
    }  # fmt: skip
    return {name: slugs for name, slugs in told.items() if slugs}


def _lock(measurement: Measurement) -> None:
    measurement.refresh_from_db(from_queryset=Measurement.objects.select_for_update())
