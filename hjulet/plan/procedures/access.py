"""Who may do what with routines and processes beyond the table of roles, and who answers for them."""

from datetime import date

from hjulet.act.actions.access import answering_for
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import RoleHolding, User
from hjulet.base.people.roles import MANAGERS, TABLE, may, may_in
from hjulet.plan.procedures.models import Process, Routine


def may_write(user: User, routine: Routine, day: date) -> bool:
    """By a role where the document belongs, or as its owner."""
    if routine.owner_id == user.pk:
        return may_in(user, Verb.SEE_ROUTINES, routine.municipality_id, day)
    return may(user, Verb.WRITE_ROUTINE, day, at=routine.unit)


def may_approve(user: User, routine: Routine, day: date) -> bool:
    return may(user, Verb.APPROVE_ROUTINE, day, at=routine.unit)


def may_change_process(user: User, process: Process, day: date) -> bool:
    """By a role where the process belongs, or as its owner or leader."""
    if user.pk in {process.owner_id, process.leader_id}:
        return may_in(user, Verb.SEE_ROUTINES, process.unit.municipality_id, day)
    return may(user, Verb.CHANGE_PROCESS, day, at=process.unit)


def may_establish(user: User, process: Process, day: date) -> bool:
    """Those who decide: the same who approve routines. SOSFS 2011:9 4 kap. 2 §."""
    return may(user, Verb.APPROVE_ROUTINE, day, at=process.unit)


def approvers(unit: Unit, day: date) -> list[User]:
    """Whom to ask for approval: the nearest managers, and those who answer for quality above them."""
    quality = RoleHolding.objects.held_on(day).filter(
        role__in=TABLE[Verb.APPROVE_ROUTINE] - MANAGERS,
        unit__path__in=[*unit.paths_above(), unit.path],
        user__is_active=True,
    )
    asked = [
        *answering_for(unit, day),
        *(held.user for held in quality.select_related("user").order_by("pk")),
    ]
    return list({user.pk: user for user in asked}.values())


def still_answers(user: User | None, municipality: int, day: date) -> bool:
    """Whether the owner of a document still works here."""
    return user is not None and user.is_active and may_in(user, Verb.SEE_ROUTINES, municipality, day)


def above(unit: Unit, day: date) -> list[User]:
    """Who answers for what holds the unit."""
    holding = Unit.objects.filter(path=unit.parent_path).first()
    return answering_for(holding, day) if holding is not None else answering_for(unit, day)
