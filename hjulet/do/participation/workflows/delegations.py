"""Delegating a medical task, and deciding what may be delegated and by whom. PSL 6 kap. 3 §."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hjulet.base.log.chain import one_at_a_time, record
from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import tell, withdraw
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.models import User
from hjulet.do.participation import rules
from hjulet.do.participation.access import may_delegate
from hjulet.do.participation.models import (
    CannotDelegate,
    Completion,
    Course,
    Delegation,
    Delegator,
    MedicalTask,
    terms_of,
)
from hjulet.do.participation.models.people import works_at


@dataclass(frozen=True)
class DelegationText:
    """What somebody wants to delegate."""

    unit: Unit
    task: MedicalTask
    given_to: User
    limits: str
    starts_on: date
    valid_to: date


@dataclass(frozen=True)
class TaskText:
    """What may be delegated here."""

    name: str
    is_medication: bool
    course: Course | None
    is_in_use: bool


@dataclass(frozen=True)
class DelegatorText:
    """Who may delegate where."""

    user: User
    unit: Unit
    profession: str
    starts_on: date
    ends_on: date | None


@transaction.atomic
def delegate(said: DelegationText, token: UUID, *, by: User, at: datetime) -> Delegation:
    """Give a task to somebody, once. Raises CannotDelegate."""
    one_at_a_time()
    if made := Delegation.objects.filter(given_by=by, form_token=token).first():
        return made
    today = localtime(at).date()
    most = terms_of(said.unit.municipality_id).delegation_most_days
    if obstacles := rules.obstacles_to_delegating(_asked(said, by, today), today, most):
        raise CannotDelegate(obstacles)
    delegation = Delegation.objects.create(**vars(said), given_by=by, given_at=at, form_token=token)
    record(
        "delegation.given", delegation, by=by, at=at, to=said.given_to.pk, task=said.task.pk,
        starts_on=said.starts_on, valid_to=said.valid_to,
    )  # fmt: skip
    _tell(delegation, _("Du har fått en delegering. Läs den och bekräfta."), "given", at=at, day=today)
    return delegation


@transaction.atomic
def withdraw_delegation(delegation: Delegation, reason: str, *, by: User, at: datetime) -> None:
    """It holds no longer, and the one who had it is told. Raises CannotDelegate."""
    delegation.withdraw(reason, by=by, at=at)
    withdraw(delegation, at=at)
    _tell(delegation, _("En delegering är återkallad."), "withdrawn", at=at, day=localtime(at).date())


@transaction.atomic
def write_task(
    municipality: Municipality, said: TaskText, task: MedicalTask | None, *, by: User, at: datetime
) -> MedicalTask:
    """A task that may be delegated here, or new words for one."""
    one_at_a_time()
    found = task or MedicalTask.objects.filter(municipality=municipality, name=said.name).first()
    found = found or MedicalTask(municipality=municipality)
    for name, value in vars(said).items():
        setattr(found, name, value)
    found.save()
    record("medicaltask.written", municipality, by=by, at=at, name=said.name, is_in_use=said.is_in_use)
    return found


@transaction.atomic
def name_delegator(said: DelegatorText, *, by: User, at: datetime) -> Delegator:
    """Somebody may delegate there from that day; named twice, the later words hold."""
    one_at_a_time()
    found = Delegator.objects.filter(user=said.user, unit=said.unit, ends_on=None).first() or Delegator()
    for name, value in vars(said).items():
        setattr(found, name, value)
    found.named_by = by
    found.save()
    record("delegator.named", found, by=by, at=at, user=said.user.pk, unit=said.unit.slug)
    return found


def _asked(said: DelegationText, by: User, today: date) -> rules.Asked:
    same = Delegation.objects.filter(unit=said.unit, task=said.task, given_to=said.given_to)
    return rules.Asked(
        starts_on=said.starts_on,
        valid_to=said.valid_to,
        is_delegator=may_delegate(by, said.unit, max(said.starts_on, today)),
        is_same_person=said.given_to == by,
        has_role=works_at(said.given_to, said.unit, today),
        has_course=_has_course(said, today),
        has_one=same.overlapping(said.starts_on, said.valid_to).exists(),
        is_in_use=said.task.is_in_use,
    )


def _has_course(said: DelegationText, today: date) -> bool:
    if said.task.course_id is None:
        return True
    done = Completion.objects.latest_of([said.given_to.pk], [said.task.course_id])
    completion = done.get((said.given_to.pk, said.task.course_id))
    return completion is not None and (completion.valid_to is None or completion.valid_to >= today)


def _tell(delegation: Delegation, title: str, what: str, *, at: datetime, day: date) -> None:
    key = f"delegation-{delegation.pk}-{what}"
    path = delegation.get_absolute_url()
    tell([delegation.given_to], Kind.PARTICIPATION, title, path, key=key, about=delegation, at=at, day=day)
