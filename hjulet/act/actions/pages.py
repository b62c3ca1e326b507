"""What the pages of needs and actions show, and what their forms may choose among."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from hjulet.act.actions import rules
from hjulet.act.actions.choices import Obstacle, Shown, Status, StrengthShown
from hjulet.act.actions.forms import FilterForm
from hjulet.act.actions.models import Action, ActionQuerySet, Need, NeedQuerySet
from hjulet.base.law import AREAS, Area
from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import RoleHolding, User, reached_by
from hjulet.base.people.request import Request
from hjulet.base.people.roles import TABLE
from hjulet.base.ui import swedish

PAGE = 50
MOST_SAID = 1000  # letters of what a page has said beforehand
TAGS = {
    Status.PLANNED: "neutral",
    Status.DECIDED: "info",
    Status.EXPLORED: "info",
    Status.STARTED: "info",
    Status.ONGOING: "info",
    Status.DONE: "good",
    Status.PAUSED: "middle",
    Status.NOT_DONE: "bad",
}
VERBS = {
    Status.PLANNED: "Planera igen",
    Status.DECIDED: "Besluta",
    Status.EXPLORED: "Utred",
    Status.STARTED: "Påbörja",
    Status.ONGOING: "Markera som pågående",
    Status.DONE: "Markera som genomförd",
    Status.PAUSED: "Pausa",
    Status.NOT_DONE: "Avsluta utan att genomföra",
}


@dataclass(frozen=True)
class Row:
    """An action in a list."""

    action: Action
    tag: str
    is_overdue: bool


@dataclass(frozen=True)
class Step:
    """Somewhere the action may go: the button's words, and what stands in the way today."""

    to: str
    verb: str
    obstacles: tuple[Obstacle, ...]
    needs_reason: bool
    is_next: bool


@dataclass(frozen=True)
class Blocked:
    """Steps that cannot be taken today, and why."""

    verbs: str
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True)
class AreaNeeds:
    area: Area
    needs: tuple[Need, ...]


def rows(actions: Sequence[Action], today: date) -> list[Row]:
    return [Row(action, TAGS[Status(action.status)], action.is_overdue(today)) for action in actions]


def filter_form(request: Request) -> FilterForm:
    """The sentence above the list, with the units and years there are actions for."""
    open_to = Action.objects.open_to(request.user, request.today)
    units = units_for(request.user, request.today, Verb.SEE_ACTIONS)
    years = open_to.order_by("-year").values_list("year", flat=True).distinct()
    return FilterForm(request.GET, units=list(units), years=list(years))


def asked_for(request: Request, form: FilterForm) -> ActionQuerySet:
    """The actions that the sentence describes."""
    asked = form.asked()
    found = Action.objects.open_to(request.user, request.today)
    if asked["status"]:
        found = found.shown_as(Shown(asked["status"]), request.today)
    if asked["styrka"]:
        found = found.as_strong_as(StrengthShown(asked["styrka"]))
    if asked["omrade"]:
        found = found.filter(area=asked["omrade"])
    if asked["ar"]:
        found = found.filter(year=asked["ar"])
    if asked["enhet"]:
        unit = Unit.objects.of(request.municipality).get(slug=asked["enhet"])
        found = found.below(unit)
    return found


def one_page(found: ActionQuerySet, query: QueryDict) -> tuple[list[Action], str]:
    """The rows after the place the address says, and where the next page begins; empty at the end."""
    year, _point, number = query.get("efter", "").partition(".")
    if year.isdecimal() and number.isdecimal() and len(year) <= len("2026") and len(number) <= PAGE:
        found = found.after(int(year), min(int(number), 2**63 - 1))
    chosen = list(found.order_by("-year", "pk").select_related("unit", "owner")[: PAGE + 1])
    if len(chosen) <= PAGE:
        return chosen, ""
    return chosen[:PAGE], f"{chosen[PAGE - 1].year}.{chosen[PAGE - 1].pk}"


def steps(action: Action) -> list[Step]:
    """Every status the action may go to, the likely one first."""
    status = Status(action.status)
    likely = rules.NEXT.get(status)
    allowed = sorted(rules.TRANSITIONS[status], key=lambda to: (to != likely, Status.values.index(to)))
    return [
        Step(
            to=to,
            verb=VERBS[to],
            obstacles=tuple(action.obstacles_to(to, reason="–")),
            needs_reason=to in rules.NEEDS_REASON,
            is_next=to == likely,
        )
        for to in allowed
    ]


def blocked(found: Sequence[Step]) -> list[Blocked]:
    """Steps with the same obstacles told together: 'Påbörja, Markera som pågående: …'."""
    groups: dict[tuple[Obstacle, ...], list[str]] = {}
    for step in found:
        if step.obstacles:
            groups.setdefault(step.obstacles, []).append(step.verb)
    return [Blocked(", ".join(verbs), obstacles) for obstacles, verbs in groups.items()]


def by_area(needs: Sequence[Need]) -> list[AreaNeeds]:
    """Needs under their area, in the order of SOSFS 2011:9; areas without needs are left out."""
    found = [AreaNeeds(area, tuple(need for need in needs if need.area == area.key)) for area in AREAS]
    return [group for group in found if group.needs]


def open_needs(request: Request) -> NeedQuerySet:
    """The needs that this person may read."""
    return Need.objects.open_to(request.user, request.today)


def with_actions(needs: QuerySet[Need], user: User, today: date) -> QuerySet[Need]:
    """Each need with those of its actions that this person may see."""
    seen = Action.objects.open_to(user, today).select_related("owner", "unit").order_by("pk")
    return needs.select_related("unit", "document").prefetch_related(Prefetch("actions", queryset=seen))


def asked_to_raise(request: Request) -> dict[str, str]:
    """What a page that leads to a new need has already said: a beginning that the person may change."""
    words = {"title": "rubrik", "description": "beskrivning", "area": "omrade"}
    return {name: request.GET.get(said, "")[:MOST_SAID] for name, said in words.items()}


def units_for(user: User, today: date, verb: Verb, action: Action | None = None) -> UnitQuerySet:
    """The units where the user has the verb and that exist today; and the action's own."""
    lasting = Q(valid_to=None) | Q(valid_to__gte=today)
    own = Q(pk=action.unit_id) if action else Q(pk=None)
    units: UnitQuerySet = Unit.objects.filter(reached_by(user, today, *TABLE[verb]), lasting | own)
    return units


def owners(user: User, today: date, action: Action | None = None) -> QuerySet[User]:
    """Those of the municipality who can see actions somewhere today; and the action's own."""
    held = RoleHolding.objects.filter(user=OuterRef("pk"), role__in=TABLE[Verb.SEE_ACTIONS]).held_on(today)
    own = Q(pk=action.owner_id) if action else Q(pk=None)
    here: QuerySet[User] = User.objects.filter(municipality=user.municipality_id)
    return here.filter(Q(Exists(held), is_active=True) | own).order_by("name", "pk")


def needs_to_answer(user: User, today: date, chosen: Sequence[int] = ()) -> QuerySet[Need]:
    """The needs of this year and last, and those the action already answers."""
    recent = Q(year__gte=today.year - 1) | Q(pk__in=chosen)
    return Need.objects.open_to(user, today).filter(recent)


def as_it_stands(request: Request, action: Action) -> list[tuple[str, str]]:
    """Everything an action says today, by the words of its form; for the one who must compare."""
    answered = open_needs(request).filter(pk__in=action.needs.values("pk"))
    said = [
        (_("Rubrik"), action.title),
        (_("Beskrivning"), action.description),
        (_("Slag"), str(action.get_kind_display())),
        (_("Styrka"), str(action.get_strength_display()) or _("inte bedömd")),
        (_("Svarar mot"), ", ".join(need.title for need in answered)),
        (_("Område"), action.about.name),
        (_("Enhet"), action.unit.name),
        (_("År"), str(action.year)),
        (_("Ansvarig"), action.owner.name if action.owner else ""),
        (_("Börjar"), swedish.day(action.starts_on) if action.starts_on else ""),
        (_("Klar senast"), swedish.day(action.due_on) if action.due_on else ""),
        (_("Status"), str(action.get_status_display())),
    ]
    return [(word, value or "–") for word, value in said]


def initial(action: Action) -> dict[str, Any]:
    names = (
        "title",
        "description",
        "area",
        "unit",
        "year",
        "owner",
        "starts_on",
        "due_on",
        "strength",
        "kind",
        "revision",
    )
    return {name: getattr(action, name) for name in names} | {"needs": list(action.needs.all())}
