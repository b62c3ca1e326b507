"""What the pages of measurements show: the overview, one measurement's table, and who answers for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from hjulet.base.people.models import Absence, RoleHolding, User
from hjulet.base.people.request import Request
from hjulet.base.people.roles import MANAGERS
from hjulet.base.ui.swedish import number
from hjulet.check.indicators.figures import Shown, show
from hjulet.check.indicators.measuring import board, rules
from hjulet.check.indicators.measuring.access import may_fill
from hjulet.check.indicators.measuring.board import Cell
from hjulet.check.indicators.measuring.choices import State
from hjulet.check.indicators.measuring.owners import Answering, stands_in_for
from hjulet.check.indicators.models import MeasuredUnit, Measurement, Value
from hjulet.check.indicators.rules import Period

SHOWN = 6  # periods in the table
LONGEST = 400  # days back: an ended measurement is asked about no longer than that


@dataclass(frozen=True)
class Line:
    """A measurement in the overview."""

    measurement: Measurement
    units: int
    late: int
    waiting: int
    latest: str  # 'oktober 2026'
    filled: int  # of the latest period
    asked: int

    @property
    def is_late(self) -> bool:
        return self.late > 0


@dataclass(frozen=True)
class Square:
    """A period at a unit, in the table."""

    state: State
    shown: Shown | None = None
    due_on: date | None = None
    href: Period | None = None  # where the reader may fill it in


@dataclass(frozen=True)
class UnitRow:
    place: MeasuredUnit
    answering: str
    squares: tuple[Square, ...]
    late: int


@dataclass(frozen=True)
class ToFill:
    """A period that the reader is to fill in."""

    measurement: Measurement
    period: Period
    places: tuple[MeasuredUnit, ...]
    due_on: date

    @property
    def month(self) -> str:
        return f"{self.period.first:%Y-%m}"

    @property
    def words(self) -> str:
        return self.measurement.words(self.period)


def overview(request: Request) -> dict[str, Any]:
    """Every measurement with what waits and what is late, among the units in the reader's reach."""
    measurements = list(
        Measurement.objects.of(request.municipality).visible_to(request.user, request.today)
        .select_related("indicator", "below").order_by("ended_at", "indicator__name", "pk")
    )  # fmt: skip
    places = seen_places(request, measurements)
    found = board.cells(places, board.values_at(places), request.today)
    by_measurement: dict[int, list[Cell]] = {}
    for cell in found:
        by_measurement.setdefault(cell.place.measurement_id, []).append(cell)
    lines = [_line(one, by_measurement.get(one.pk, []), request.today) for one in measurements]
    return {
        "going_on": [line for line in lines if line.measurement.ended_at is None],
        "ended": [line for line in lines if line.measurement.ended_at is not None],
        "mine": to_fill(request.user, request.today),
    }


def seen_places(request: Request, measurements: Sequence[Measurement]) -> list[MeasuredUnit]:
    by_pk = {one.pk: one for one in measurements}
    seen = MeasuredUnit.objects.visible_to(request.user, request.today).filter(measurement__in=by_pk)
    places = list(seen.select_related("unit", "owner").order_by("unit__path", "pk"))
    for place in places:
        place.measurement = by_pk[place.measurement_id]
    return places


def _line(measurement: Measurement, cells: Sequence[Cell], today: date) -> Line:
    asked = [cell for cell in cells if cell.state != State.NONE]
    periods = list(measurement.periods_until(today))
    latest = [cell for cell in asked if periods and cell.period == periods[-1]]
    return Line(
        measurement=measurement,
        units=len({cell.place.pk for cell in asked}),
        late=sum(cell.state == State.LATE for cell in asked),
        waiting=sum(cell.state == State.WAITING for cell in asked),
        latest=measurement.words(periods[-1]) if periods else "",
        filled=sum(not cell.is_open for cell in latest),
        asked=len(latest),
    )


def measurement_page(request: Request, measurement: Measurement) -> dict[str, Any]:
    """The latest periods at every unit, and who answers there."""
    places = seen_places(request, [measurement])
    answering = Answering.of(request.municipality, places, request.today)
    instead = stands_in_for(request.user, request.today)
    values = _with_sight(request, measurement, board.values_at(places))
    periods = list(measurement.periods_until(request.today))
    shown = periods[: -SHOWN - 1 : -1]  # the newest first: it is what one looks for
    rows = [
        _row(request.user, place, periods, shown, values, answering, instead, request.today)
        for place in places
    ]
    return {
        "measurement": measurement,
        "indicator": measurement.indicator,
        "heads": [rules.short(measurement.rhythm, period) for period in shown],
        "rows": [row for row in rows if any(one.state != State.NONE for one in row.squares)] or rows,
        "late": sum(row.late for row in rows),
        "older": max(0, len(periods) - SHOWN),
        "mine": [one for one in to_fill(request.user, request.today) if one.measurement.pk == measurement.pk],
        "next_due": _next_due(measurement, request.today),
    }


def _row(  # noqa: PLR0913 - a row of the table is made of all of these
    user: User, place: MeasuredUnit, periods: Sequence[Period], shown: Sequence[Period],
    values: dict[board.Key, Value], answering: Answering, instead: frozenset[int], today: date,
) -> UnitRow:  # fmt: skip
    people = answering.for_place(place)
    may = may_fill(user, place, today, instead_of=instead & {one.pk for one in people})
    cells = [board.cell_of(place, period, values, today) for period in periods]
    squares = tuple(_square(cell, may=may) for cell in reversed(cells) if cell.period in shown)
    names = ", ".join(one.name for one in people)
    return UnitRow(place, names, squares, sum(cell.state == State.LATE for cell in cells))


def _square(cell: Cell, *, may: bool) -> Square:
    if cell.value is not None:
        return Square(cell.state, _bare(show(cell.value), cell.value))
    due = cell.place.measurement.due_on(cell.period) if cell.is_open else None
    return Square(cell.state, None, due, cell.period if may and cell.is_open else None)


def _bare(shown: Shown, value: Value) -> Shown:
    """The number without its unit, which the table says once."""
    return (
        replace(shown, text=number(value.value, value.decimals))
        if shown.has_number and value.value is not None
        else shown
    )


def _with_sight(
    request: Request, measurement: Measurement, values: dict[board.Key, Value]
) -> dict[board.Key, Value]:
    """The same values as the reader may see them: who sees small numbers, sees them here too."""
    seen = Value.objects.visible_to(request.user, request.today).filter(indicator=measurement.indicator)
    small = {value.pk for value in seen.only("pk") if getattr(value, "sees_small", False)}
    for value in values.values():
        value.sees_small = value.pk in small  # type: ignore[attr-defined]  # as `visible_to` adds it
    return values


def _next_due(measurement: Measurement, today: date) -> date | None:
    """When the period that goes on now is to be filled in."""
    if measurement.last_day is not None and measurement.last_day < today:
        return None
    return measurement.due_on(rules.period_of(measurement.rhythm, max(today, measurement.first_day)))


# -- what waits for a person -----------------------------------------------------------------------------------------
def to_fill(user: User, today: date) -> list[ToFill]:
    """The periods that wait for the user: as the one who answers, or as that person's substitute. The oldest first."""
    places = list(_perhaps(user, today))
    if not places:
        return []
    people = {user.pk, *stands_in_for(user, today)}
    answering = Answering.of(user.municipality, places, today)
    mine = [place for place in places if any(one.pk in people for one in answering.for_place(place))]
    found: dict[tuple[int, date], list[Cell]] = {}
    for cell in board.cells(mine, board.values_at(mine), today):
        if cell.is_open:
            found.setdefault((cell.place.measurement_id, cell.period.first), []).append(cell)
    every = [_to_fill(cells) for cells in found.values()]
    return sorted(every, key=lambda one: (one.due_on, one.measurement.pk, one.period.first))


def _to_fill(cells: Sequence[Cell]) -> ToFill:
    first = cells[0]
    measurement = first.place.measurement
    places = tuple(cell.place for cell in cells)
    return ToFill(measurement, first.period, places, measurement.due_on(first.period))


def _perhaps(user: User, today: date) -> QuerySet[MeasuredUnit]:
    """The places that the user may answer for: named, or as a manager somewhere above; also for those who are away."""
    from_day = date.fromordinal(today.toordinal() - LONGEST)
    away = Absence.objects.filter(substitute=user, starts_on__lte=today, ends_on__gte=today).values("user")
    held = RoleHolding.objects.held_on(today).filter(
        Q(user=user) | Q(user__in=away), role__in=MANAGERS, unit__municipality=user.municipality_id
    )
    path = ExpressionWrapper(OuterRef("unit__path"), output_field=CharField())
    led = Exists(held.annotate(reached=path).filter(reached__startswith=F("unit__path")))
    asked = Q(measurement__ended_at=None) | Q(measurement__last_day__gte=from_day)
    found = MeasuredUnit.objects.filter(
        asked,
        Q(owner=user) | Q(owner__in=away) | Q(led),
        measurement__indicator__municipality=user.municipality_id,
    )
    return found.select_related("unit", "owner", "measurement__indicator").order_by("unit__path", "pk")
