"""Routines in the causes of what happened: how often each was missing, unknown, not followed or wrong."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from hjulet.base.people.models import User
from hjulet.check.deviations.choices import RoutineFault
from hjulet.check.deviations.models import Cause, Part
from hjulet.plan.procedures.models import Routine

YEAR = timedelta(days=365)
GRAVE = 3  # and 4, on the scale of severity


@dataclass(frozen=True)
class Row:
    """A routine and how often it is named; none for those that were missing, or that nobody said which."""

    routine: Routine | None
    numbers: tuple[int, ...]  # in the order of RoutineFault
    total: int
    grave: int


@dataclass(frozen=True)
class Blamed:
    faults: tuple[str, ...]
    rows: tuple[Row, ...]
    since: date


def blamed(user: User, today: date) -> Blamed:
    """Three questions, however many cases: only those whose text this person reads are counted, so nothing is hidden."""
    since = today - YEAR
    parts = Part.objects.visible_to(user, today).filter(deviation__happened_on__gte=since)
    found = (
        Cause.objects.filter(part__in=parts.values("pk"))
        .exclude(routine_fault="")
        .order_by()
        .values("routine", "routine_fault")
        .annotate(
            total=Count("part", distinct=True),
            grave=Count("part", filter=Q(part__severity__gte=GRAVE), distinct=True),
        )
    )
    numbers: Counter[tuple[int | None, str]] = Counter()
    grave: Counter[int | None] = Counter()
    for one in found:
        numbers[one["routine"], one["routine_fault"]] += one["total"]
        grave[one["routine"]] += one["grave"]
    named = Routine.objects.in_bulk([pk for pk, _fault in numbers if pk is not None])
    rows = [_row(named.get(pk or 0), pk, numbers, grave[pk]) for pk in {pk for pk, _fault in numbers}]
    rows.sort(key=lambda row: (row.routine is None, -row.grave, -row.total, str(row.routine)))
    return Blamed(tuple(str(fault.label) for fault in RoutineFault), tuple(rows), since)


def _row(
    routine: Routine | None, pk: int | None, numbers: Counter[tuple[int | None, str]], grave: int
) -> Row:
    counted = tuple(numbers[pk, fault] for fault in RoutineFault)
    return Row(routine, counted, sum(counted), grave)
