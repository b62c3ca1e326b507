"""Describing a process: what it is, its activities in order, establishing it, and taking it out of use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from hjulet.base.log.chain import one_at_a_time, record
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.base.search.workflows import put
from hjulet.plan.procedures import rules
from hjulet.plan.procedures.choices import Obstacle
from hjulet.plan.procedures.findable import text_of_process
from hjulet.plan.procedures.models import Activity, Branch, CannotChange, Process


@dataclass(frozen=True)
class ProcessFacts:
    """What somebody says of a process; its activities are written apart."""

    unit: Unit
    name: str
    kind: str
    purpose: str = ""
    begins: str = ""
    ends: str = ""
    priority: str = "normal"
    law_codes: str = ""
    owner: User | None = None
    leader: User | None = None
    support: User | None = None
    needs_cooperation: bool = False
    units: tuple[Unit, ...] = ()

    @property
    def columns(self) -> dict[str, object]:
        return {name: value for name, value in vars(self).items() if name != "units"}


@dataclass(frozen=True)
class Onward:
    """Where it goes on, and when: TO is the place of an activity in the list from 0; none is the end."""

    when: str
    to: int | None


@dataclass(frozen=True)
class ActivityText:
    """An activity as somebody describes it; PK when it was there before, so that its routines stay with it."""

    name: str
    lane: str = ""
    question: str = ""
    is_end: bool = False
    ways: tuple[Onward, ...] = ()
    pk: int | None = None


@transaction.atomic
def add_process(said: ProcessFacts, token: UUID, *, by: User, at: datetime) -> Process:
    """A process, once: the same form sent again gives the one it made the first time. SOSFS 2011:9 4 kap. 2 §."""
    one_at_a_time()
    if made := Process.objects.filter(created_by=by, form_token=token).first():
        return made
    process = Process.objects.create(
        **said.columns, created_by=by, changed_by=by, changed_at=at, form_token=token
    )
    process.units.set(said.units)
    put(text_of_process(process))
    record("process.added", process, by=by, at=at, name=said.name, unit=said.unit.slug)
    return process


@transaction.atomic
def change_process(process: Process, said: ProcessFacts, *, revision: int, by: User, at: datetime) -> None:
    """What the process is from now on. Raises CannotChange when it has changed since that revision."""
    found = _locked(process, revision)
    changed = [name for name, value in said.columns.items() if getattr(found, name) != value]
    for name in changed:
        setattr(found, name, said.columns[name])
    found.units.set(said.units)
    _changed(found, changed, by, at)
    put(text_of_process(found))
    record("process.changed", found, by=by, at=at, fields=changed)


@transaction.atomic
def write_activities(
    process: Process, said: Sequence[ActivityText], *, revision: int, by: User, at: datetime
) -> None:
    """The activities in their order from now on. Raises CannotChange. SOSFS 2011:9 4 kap. 3 §."""
    found = _locked(process, revision)
    there = {activity.pk: activity for activity in found.activities.all()}
    kept = [_activity(found, one, place, there) for place, one in enumerate(said, start=1)]
    found.activities.exclude(pk__in=[activity.pk for activity in kept]).delete()
    Branch.objects.filter(activity__process=found).delete()
    Branch.objects.bulk_create(
        Branch(activity=activity, label=way.when, to=None if way.to is None else kept[way.to], position=place)
        for activity, one in zip(kept, said, strict=True)
        for place, way in enumerate(one.ways, start=1)
    )
    _changed(found, [], by, at)
    put(text_of_process(found))
    record("process.changed", found, by=by, at=at, fields=["activities"], activities=len(kept))


@transaction.atomic
def establish(process: Process, *, revision: int, by: User, at: datetime) -> None:
    """It is how we work from now on, as it stands. Raises CannotChange. SOSFS 2011:9 4 kap. 2 §."""
    found = _locked(process, revision)
    lanes = list(found.activities.values_list("lane", flat=True))
    obstacles = rules.obstacles_to_establishing(found.purpose, lanes, has_owner=found.owner_id is not None)
    if obstacles:
        raise CannotChange(obstacles)
    found.established_by, found.established_at, found.established_revision = by, at, found.revision
    found.save(update_fields=["established_by", "established_at", "established_revision"])
    record("process.established", found, by=by, at=at, revision=found.revision)


@transaction.atomic
def end(process: Process, *, by: User, at: datetime, day: date) -> None:
    """Out of use from today; what was described stays to be read. A second press changes nothing."""
    found = Process.objects.select_for_update(of=("self",)).get(pk=process.pk)
    if found.ended_on is None:
        found.ended_on = day
        found.save(update_fields=["ended_on"])
        record("process.ended", found, by=by, at=at)


def _locked(process: Process, revision: int) -> Process:
    found = Process.objects.select_for_update(of=("self",)).select_related("unit").get(pk=process.pk)
    if found.revision != revision:
        raise CannotChange([Obstacle.STALE])
    return found


def _changed(process: Process, fields: list[str], by: User, at: datetime) -> None:
    process.changed_by, process.changed_at, process.revision = by, at, process.revision + 1
    process.save(update_fields=[*fields, "changed_by", "changed_at", "revision"])


def _activity(process: Process, said: ActivityText, place: int, there: dict[int, Activity]) -> Activity:
    found = there.get(said.pk or 0) or Activity(process=process)
    found.position, found.name, found.lane = place, said.name, said.lane
    found.question, found.is_end = said.question, said.is_end
    if found.pk:
        found.save(update_fields=["position", "name", "lane", "question", "is_end"])
    else:
        found.save(force_insert=True)
    return found
