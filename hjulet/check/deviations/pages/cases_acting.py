"""What the forms of a case may choose among: causes, open actions, owners, units, other cases."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.urls import reverse

from hjulet.act.actions.choices import ActionKind
from hjulet.act.actions.models import Action
from hjulet.act.actions.pages import owners as action_owners
from hjulet.base.organisation.models import UnitQuerySet
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User, units_visible_to
from hjulet.check.deviations.access import laws_to_handle
from hjulet.check.deviations.choices import Law, RoutineFault
from hjulet.check.deviations.models import Cause, DecidedAction, Deviation, ExternalMatter, Part
from hjulet.plan.procedures.models import Routine

LONGEST_NUMBER = 18  # digits of a key


def causes_to_answer(deviation: Deviation, user: User, day: date) -> QuerySet[Cause]:
    """The causes in the parts that the user handles."""
    laws = laws_to_handle(user, deviation, day)
    found = Cause.objects.filter(part__deviation=deviation, part__law__in=laws, part__moved_to_lex_at=None)
    return found.select_related("part").order_by("part__law", "order", "pk")


def to_decide(causes: QuerySet[Cause], wanted: str) -> dict[str, object]:
    """What the form begins with: the cause that was pressed, and a routine to change when it was wrong or missing."""
    number = int(wanted) if wanted.isdecimal() and len(wanted) <= LONGEST_NUMBER else 0
    cause = causes.filter(pk=number).first() or causes.first()
    is_to_change = cause is not None and cause.routine_fault in {RoutineFault.WRONG, RoutineFault.MISSING}
    return {"cause": cause, "kind": ActionKind.CHANGE_ROUTINE if is_to_change else ""}


def next_page(decided: DecidedAction) -> str:
    """Where to go when an action is decided: to the routine that it changes. Empty: back to the case."""
    if decided.action.kind != ActionKind.CHANGE_ROUTINE:
        return ""
    blamed = decided.cause.routine_id if decided.cause else None
    chosen = f"?rutin={blamed}" if blamed else ""
    return reverse("procedures:from_action", args=[decided.action_id]) + chosen


def routines_to_blame(part: Part, user: User, day: date) -> QuerySet[Routine]:
    """The documents that hold at the unit of the case."""
    seen = Routine.objects.visible_to(user, day).in_use()
    return seen.holding_at(part.deviation.unit).order_by("title", "pk")


def open_actions(deviation: Deviation, user: User, day: date) -> QuerySet[Action]:
    """Open actions of the unit or of the units above it, that do not answer the case already."""
    here = Q(unit=deviation.unit_id) | Q(unit__path__in=deviation.unit.paths_above())
    known = Action.objects.open_to(user, day, Verb.SEE_ACTIONS).open()
    return known.filter(here).exclude(deviations=deviation).order_by("title", "pk")


def owners(user: User, day: date) -> QuerySet[User]:
    return action_owners(user, day)


def units_to_move_to(deviation: Deviation, user: User, day: date) -> UnitQuerySet:
    """The municipality's units on the day it happened."""
    units = units_visible_to(user, day).valid_during(deviation.happened_on, deviation.happened_on)
    found: UnitQuerySet = units.exclude(pk=deviation.unit_id)
    return found


def matter_of(deviation: Deviation, user: User, day: date) -> ExternalMatter | None:
    """What stands of a counterpart, for those who handle the part it belongs to."""
    law = Law.HSL if deviation.has_hsl else Law.SOL
    if law not in laws_to_handle(user, deviation, day):
        raise PermissionDenied
    return getattr(deviation, "external", None)
