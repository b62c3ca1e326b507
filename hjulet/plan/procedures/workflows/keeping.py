"""Keeping documents true: going through them, handing them over, taking them out of use, and the turn of the day."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from hjulet.base.log.chain import record
from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import withdraw
from hjulet.base.people.models import User
from hjulet.base.search.workflows import put_all
from hjulet.plan.procedures import rules
from hjulet.plan.procedures.choices import Obstacle, State
from hjulet.plan.procedures.findable import keep_findable, texts_of_routines, turned_lately
from hjulet.plan.procedures.models import CannotChange, Routine, RoutineReview, RoutineVersion
from hjulet.plan.procedures.workflows.starting import locked


@transaction.atomic
def go_through(
    version: RoutineVersion, next_on: date, note: str, *, by: User, at: datetime, day: date
) -> RoutineReview:
    """Somebody has read it and it still holds. Raises CannotChange when another version holds by now."""
    found = locked(version.routine_id)
    current = found.versions.in_force(day).order_by("-number").first()
    if current is None or current.review_by is None:
        raise CannotChange([Obstacle.NOT_IN_FORCE])
    if current.pk != version.pk:
        raise CannotChange([Obstacle.CHANGED_MEANWHILE])
    if next_on <= day:
        raise CannotChange([Obstacle.NOT_AHEAD])
    made = RoutineReview.objects.create(
        version=current, reviewed_by=by, reviewed_at=at, note=note.strip(), was_due_on=current.review_by, next_on=next_on
    )  # fmt: skip
    current.review_by = next_on
    current.save(update_fields=["review_by"])
    record("routine.gone_through", found, by=by, at=at, version=current.number, next_on=next_on)
    withdraw(found, at=at, kinds=[Kind.ROUTINE_DUE])
    return made


@transaction.atomic
def hand_over(routines: Iterable[Routine], to: User, *, by: User, at: datetime) -> int:
    """Another owner for each of the documents; gives how many changed hands."""
    amount = 0
    for routine in sorted(
        routines, key=lambda one: one.pk
    ):  # one order, so that two cannot wait for each other
        found = locked(routine.pk)
        if found.owner_id == to.pk:
            continue
        was, found.owner = found.owner_id, to
        found.changed_by, found.changed_at, found.revision = by, at, found.revision + 1
        found.save(update_fields=["owner", "changed_by", "changed_at", "revision"])
        record("routine.handed_over", found, by=by, at=at, was=was, now=to.pk)
        withdraw(found, at=at, kinds=[Kind.ROUTINE_DUE])
        amount += 1
    return amount


@transaction.atomic
def archive(routine: Routine, reason: str, *, by: User, at: datetime, day: date) -> None:
    """Out of use from today; what it said stays to be read and cited. Raises CannotChange."""
    found = locked(routine.pk)
    if found.archived_at is not None:
        return
    if not reason.strip():
        raise CannotChange([Obstacle.NO_REASON])
    for version in found.versions.exclude(state=State.ARCHIVED):
        if version.state == State.APPROVED and version.valid_from is not None:
            version.ended_on = rules.ends_on(version.valid_from, version.ended_on, day)
        version.state = State.ARCHIVED
        version.save(update_fields=["state", "ended_on"])
    found.archived_by, found.archived_at, found.archived_because = by, at, reason.strip()
    found.save(update_fields=["archived_by", "archived_at", "archived_because"])
    keep_findable(found, day)
    record("routine.archived", found, by=by, at=at)
    withdraw(found, at=at)


def turn_the_day(day: date) -> int:
    """Versions whose last day has passed are replaced; what holds is a matter of days and needs no turn. Safe twice."""
    past = RoutineVersion.objects.filter(state=State.APPROVED, ended_on__lte=day)
    turned = past.update(state=State.REPLACED)
    put_all(texts_of_routines(turned_lately(day), day))
    return turned
