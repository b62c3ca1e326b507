"""Beginning a document, beginning its next version, and saying what it is and whom it is for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from hjulet.act.actions.models import Action
from hjulet.base.log.chain import one_at_a_time, record
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.plan.procedures.choices import Obstacle, RoutineKind, State
from hjulet.plan.procedures.findable import keep_findable
from hjulet.plan.procedures.models import Activity, CannotChange, Routine, RoutineVersion
from hjulet.plan.procedures.workflows.adding import next_number

MANY = ("units", "activities")


@dataclass(frozen=True)
class RoutineFacts:
    """What somebody says of a document; its texts are written apart."""

    unit: Unit
    kind: RoutineKind
    title: str
    owner: User | None
    units: tuple[Unit, ...] = ()
    activities: tuple[Activity, ...] = ()
    law_codes: str = ""
    role_codes: str = ""
    keywords: str = ""
    review_months: int = 12
    is_public: bool = False

    @property
    def columns(self) -> dict[str, object]:
        return {name: value for name, value in vars(self).items() if name not in MANY}


@transaction.atomic
def start_routine(
    said: RoutineFacts, token: UUID, *, by: User, at: datetime, prompted_by: Iterable[Action] = ()
) -> Routine:
    """A document with an empty draft, once: the same form sent again gives the one it made the first time."""
    one_at_a_time()
    if made := Routine.objects.filter(created_by=by, form_token=token).first():
        return made
    routine = Routine.objects.create(
        **said.columns, municipality_id=said.unit.municipality_id, number=next_number(said.unit.municipality_id),
        created_by=by, created_at=at, changed_by=by, changed_at=at, form_token=token,
    )  # fmt: skip
    routine.units.set(said.units)
    routine.activities.set(said.activities)
    version = RoutineVersion.objects.create(
        routine=routine, number=1, title=said.title, started_by=by, started_at=at
    )
    version.prompted_by.set(prompted_by)
    record("routine.started", routine, by=by, at=at, number=routine.number, unit=said.unit.slug)
    return routine


@transaction.atomic
def next_version(
    routine: Routine, *, by: User, at: datetime, prompted_by: Iterable[Action] = ()
) -> RoutineVersion:
    """The version that is being written, begun with the words of the latest if there is none. Raises CannotChange."""
    found = locked(routine.pk)
    if found.archived_at is not None:
        raise CannotChange([Obstacle.ARCHIVED])
    open_ = found.versions.being_written().first()
    if open_ is None:
        open_ = _begun(found, by, at)
        record("routine.next_begun", found, by=by, at=at, version=open_.number)
    new = [action for action in prompted_by if not open_.prompted_by.filter(pk=action.pk).exists()]
    if new:
        open_.prompted_by.add(*new)
        record("routine.prompted", found, by=by, at=at, actions=[action.pk for action in new])
    return open_


@transaction.atomic
def change_facts(routine: Routine, said: RoutineFacts, *, revision: int, by: User, at: datetime) -> None:
    """What the document is from now on. Raises CannotChange when it has changed since that revision."""
    found = locked(routine.pk)
    if found.revision != revision:
        raise CannotChange([Obstacle.STALE])
    changed = [name for name, value in said.columns.items() if getattr(found, name) != value]
    for name in changed:
        setattr(found, name, said.columns[name])
    found.changed_by, found.changed_at, found.revision = by, at, revision + 1
    found.save(update_fields=[*changed, "changed_by", "changed_at", "revision"])
    found.units.set(said.units)
    found.activities.set(said.activities)
    found.versions.being_written().update(title=said.title)
    keep_findable(found, localtime(at).date())
    record("routine.changed", found, by=by, at=at, fields=changed)


def locked(pk: int) -> Routine:
    """The document, held while its versions change."""
    return Routine.objects.select_for_update(of=("self",)).select_related("unit").get(pk=pk)


def _begun(routine: Routine, by: User, at: datetime) -> RoutineVersion:
    last = routine.versions.order_by("-number").first()
    base = routine.versions.approved().order_by("-number").first() or last
    words = {"how": base.how, "who": base.who, "file": base.file, "file_text": base.file_text} if base else {}
    number = last.number + 1 if last else 1
    made: RoutineVersion = routine.versions.create(
        number=number, state=State.DRAFT, title=routine.title, started_by=by, started_at=at, **words
    )
    return made
