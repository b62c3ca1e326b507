"""What is to be gone through, what is late, and what nobody answers for."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from hjulet.base.people.choices import Verb
from hjulet.base.people.models import RoleHolding, User
from hjulet.base.people.roles import TABLE
from hjulet.plan.procedures import rules
from hjulet.plan.procedures.models import Process, Routine, RoutineQuerySet, RoutineVersion

MOST = 100  # rows of each kind; the rest are counted


@dataclass(frozen=True)
class Due:
    """Everything on the page. `more` is how many late ones there are beyond those that are listed."""

    late: tuple[RoutineVersion, ...]
    soon: tuple[RoutineVersion, ...]
    unowned: tuple[Routine, ...]
    unowned_processes: tuple[Process, ...]
    more: int


def due(user: User, today: date) -> Due:
    """Of the documents that this person writes."""
    mine = Routine.objects.written_by(user, today).in_use()
    horizon = today + timedelta(days=max(rules.STAGES))
    near = RoutineVersion.objects.due_by(horizon).filter(routine__in=mine.values("pk"))
    listed = near.select_related("routine__owner", "routine__unit").defer("how", "who", "file_text")
    late = listed.filter(review_by__lt=today).order_by("review_by", "pk")
    processes = Process.objects.visible_to(user, today).filter(ended_on=None)
    return Due(
        late=tuple(late[:MOST]),
        soon=tuple(listed.filter(review_by__gte=today).order_by("review_by", "pk")[:MOST]),
        unowned=tuple(
            without_owner(mine, today).select_related("owner", "unit").order_by("title", "pk")[:MOST]
        ),
        unowned_processes=tuple(
            processes.filter(_left(today, "unit__municipality")).select_related("owner", "unit")[:MOST]
        ),
        more=max(0, late.count() - MOST),
    )


def without_owner(routines: RoutineQuerySet, today: date) -> RoutineQuerySet:
    """Those whose owner has left, and those that never had one: the list to hand over."""
    return routines.filter(_left(today, "municipality"))


def _left(today: date, municipality: str) -> Q:
    works_here = RoleHolding.objects.filter(
        user=OuterRef("owner"),
        unit__municipality=OuterRef(municipality),
        role__in=TABLE[Verb.SEE_ROUTINES],
    ).held_on(today)
    return Q(owner=None) | Q(owner__is_active=False) | ~Q(Exists(works_here))
