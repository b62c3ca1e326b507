"""The register of documents: the sentence above it, its rows, and what the form of a document may choose among."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.http import QueryDict

from hjulet.act.actions.models import Action
from hjulet.base.organisation.models import Municipality, Unit, UnitQuerySet
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import RoleHolding, User, reached_by
from hjulet.base.people.request import Request
from hjulet.base.people.roles import TABLE
from hjulet.plan.procedures.choices import Shown, State
from hjulet.plan.procedures.forms.routines import FilterForm
from hjulet.plan.procedures.models import Activity, Process, Routine, RoutineQuerySet, RoutineVersion

PAGE = 50
LONGEST_NUMBER = 18  # digits of a key
TAGS = {
    State.DRAFT: "info",
    State.REVIEW: "middle",
    State.APPROVED: "good",
    State.REPLACED: "neutral",
    State.ARCHIVED: "neutral",
}


@dataclass(frozen=True)
class Row:
    """A document in a list."""

    routine: Routine
    current: RoutineVersion | None  # in force today
    open: RoutineVersion | None  # being written, for those who may see it
    open_tag: str
    is_overdue: bool


def filter_form(request: Request) -> FilterForm:
    """The sentence above the list, with the units that documents belong to."""
    seen = Routine.objects.visible_to(request.user, request.today)
    units = request.visible_units().filter(Exists(seen.filter(unit=OuterRef("pk"))))
    return FilterForm(request.GET, units=list(units))


def asked_for(request: Request, form: FilterForm) -> RoutineQuerySet:
    """The documents that the sentence describes."""
    asked, today = form.asked(), request.today
    found = _shown(Routine.objects.visible_to(request.user, today), asked["visa"], request)
    if asked["slag"]:
        found = found.filter(kind=asked["slag"])
    if asked["enhet"]:
        unit = Unit.objects.of(request.municipality).get(slug=asked["enhet"])
        found = found.holding_at(unit)
    for word in asked["ord"].split():
        number = Q(number=int(word)) if word.isdecimal() and len(word) < len("1000000000") else Q()
        found = found.filter(Q(title__icontains=word) | Q(keywords__icontains=word) | number)
    return found


def _shown(seen: RoutineQuerySet, shown: str, request: Request) -> RoutineQuerySet:
    today = request.today
    due = RoutineVersion.objects.due_by(today).filter(routine=OuterRef("pk"), review_by__lt=today)
    writing = RoutineVersion.objects.being_written().filter(routine=OuterRef("pk"))
    written = Routine.objects.written_by(request.user, today).in_use().filter(Exists(writing))
    found = {
        "": lambda: seen.in_force(today),
        Shown.WRITTEN: lambda: written,
        Shown.OVERDUE: lambda: seen.in_use().filter(Exists(due)),
        Shown.NO_OWNER: lambda: seen.in_use().filter(owner=None),
        Shown.PUBLIC: lambda: seen.public(today),
        Shown.ARCHIVED: lambda: seen.filter(archived_at__isnull=False),
    }
    return found[shown]()


def one_page(found: RoutineQuerySet, query: QueryDict) -> tuple[list[Routine], str]:
    """The rows after the place the address says, and where the next page begins; empty at the end."""
    title, _dot, number = query.get("efter", "").replace("\x00", "").rpartition(".")
    if number.isdecimal() and len(number) <= len("999999999999"):
        found = found.filter(Q(title__gt=title) | Q(title=title, pk__gt=int(number)))
    chosen = list(found.order_by("title", "pk").select_related("unit", "owner")[: PAGE + 1])
    if len(chosen) <= PAGE:
        return chosen, ""
    return chosen[:PAGE], f"{chosen[PAGE - 1].title}.{chosen[PAGE - 1].pk}"


def rows(routines: Sequence[Routine], user: User, today: date) -> list[Row]:
    """Each with its version in force and the one being written: two queries, however many rows."""
    ids = [routine.pk for routine in routines]
    seen = (
        RoutineVersion.objects.visible_to(user, today)
        .filter(routine__in=ids)
        .defer("how", "who", "file_text")
    )
    current = {version.routine_id: version for version in seen.in_force(today).order_by("number")}
    written = {version.routine_id: version for version in seen.being_written()}
    return [_row(routine, current.get(routine.pk), written.get(routine.pk), today) for routine in routines]


def _row(
    routine: Routine, current: RoutineVersion | None, written: RoutineVersion | None, today: date
) -> Row:
    is_overdue = bool(current and current.review_by and current.review_by < today)
    return Row(routine, current, written, TAGS[State(written.state)] if written else "", is_overdue)


def units_for(user: User, today: date, routine: Routine | None = None) -> UnitQuerySet:
    """Where the user may have documents, among the units that exist today; and the document's own."""
    lasting = Q(valid_to=None) | Q(valid_to__gte=today)
    own = Q(pk=routine.unit_id) if routine else Q(pk=None)
    mine = Q(reached_by(user, today, *TABLE[Verb.WRITE_ROUTINE])) & lasting
    units: UnitQuerySet = Unit.objects.filter(mine | own)
    return units


def owners(user: User, today: date, routine: Routine | None = None) -> QuerySet[User]:
    """Those of the municipality who read documents somewhere today; and the document's own."""
    held = RoleHolding.objects.filter(user=OuterRef("pk"), role__in=TABLE[Verb.SEE_ROUTINES]).held_on(today)
    own = Q(pk=routine.owner_id) if routine else Q(pk=None)
    here: QuerySet[User] = User.objects.filter(municipality=user.municipality_id)
    return here.filter(Q(Exists(held), is_active=True) | own).order_by("name", "pk")


def activities(user: User, today: date) -> QuerySet[Activity]:
    seen = Process.objects.visible_to(user, today).filter(ended_on=None)
    return (
        Activity.objects.filter(process__in=seen.values("pk"))
        .select_related("process")
        .order_by("process__name", "position")
    )


def initial(routine: Routine) -> dict[str, Any]:
    names = ("title", "kind", "unit", "owner", "keywords", "review_months", "is_public", "revision")
    return {name: getattr(routine, name) for name in names} | {
        "units": list(routine.units.all()),
        "activities": list(routine.activities.all()),
        "roles": routine.role_codes.split(),
        "laws": routine.law_codes.split(),
    }


def is_any_open(municipality: Municipality, today: date) -> bool:
    """Whether there is an open library to lead to."""
    return Routine.objects.public(today).filter(municipality=municipality).exists()


def blamed(request: Request) -> Routine | None:
    """The document that an event blames, as the address says, if the person reads it."""
    named = request.GET.get("rutin", "")
    if not named.isdecimal() or len(named) > LONGEST_NUMBER:
        return None
    seen = Routine.objects.visible_to(request.user, request.today).in_use()
    return seen.select_related("owner", "unit").filter(pk=int(named)).first()


def changed_by(action: Action, request: Request) -> RoutineQuerySet:
    """The documents an action may change: those in use that this person writes, the ones that hold at its unit first."""
    mine = Routine.objects.written_by(request.user, request.today).in_use()
    here = Routine.objects.holding_at(action.unit).values("pk")
    is_here = Case(When(pk__in=here, then=0), default=1)
    found: RoutineQuerySet = mine.order_by(is_here, "title", "pk")
    return found
