"""Delegations: mine, those of a unit, and what may be delegated by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hjulet.base.law import DELEGATION_PSL
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.do.participation.access import delegates_somewhere
from hjulet.do.participation.choices import DelegationState
from hjulet.do.participation.models import Delegation, Delegator, MedicalTask, terms_of
from hjulet.do.participation.models.people import below
from hjulet.do.participation.pages.reaching import colleagues, lasting, units_with

TAGS = {
    DelegationState.COMING: "info",
    DelegationState.IN_FORCE: "good",
    DelegationState.EXPIRES_SOON: "middle",
    DelegationState.EXPIRED: "bad",
    DelegationState.WITHDRAWN: "neutral",
}
KEPT = timedelta(days=90)  # so long what is over stays in the list


@dataclass(frozen=True)
class Row:
    delegation: Delegation
    state: DelegationState

    @property
    def tag(self) -> str:
        return TAGS[self.state]


def rows(found: Any, today: date) -> list[Row]:
    named = found.select_related("task", "unit", "given_to", "given_by")
    return [Row(one, one.state(today)) for one in named]


def page(request: Request) -> dict[str, Any]:
    """Mine first; then those of the units that I follow up, or give at."""
    user, today = request.user, request.today
    recent = Delegation.objects.visible_to(user, today).filter(valid_to__gte=today - KEPT)
    units = units_with(user, today, Verb.SEE_DELEGATIONS)
    unit = units.filter(slug=request.GET.get("enhet", "").replace("\x00", "")[:80]).first()
    others = recent.exclude(given_to=user)
    if unit is not None:
        others = others.below(unit)
    if request.GET.get("lakemedel") == "1":
        others = others.filter(task__is_medication=True)
    return {
        "mine": rows(recent.filter(given_to=user), today),
        "others": rows(others.order_by("unit__path", "given_to__name", "task__name"), today),
        "unit": unit,
        "units": list(units),
        "only_medication": request.GET.get("lakemedel") == "1",
        "sees_others": may(user, Verb.SEE_DELEGATIONS, today) or delegates_somewhere(user, today),
        "may_give": delegates_somewhere(user, today),
        "law": str(DELEGATION_PSL),
        "may_name": may(user, Verb.NAME_DELEGATORS, today),
    }


def units_to_delegate_at(user: User, today: date) -> Any:
    """Where MAS or MAR has named the user."""
    paths = Delegator.objects.filter(user=user).on(today).values_list("unit__path", flat=True)
    return Unit.objects.filter(below(list(paths), "path"), lasting(today))


def given_to_choices(user: User, today: date) -> Any:
    paths = list(Delegator.objects.filter(user=user).on(today).values_list("unit__path", flat=True))
    return colleagues(user, today, paths).exclude(pk=user.pk)


def start(request: Request) -> dict[str, Any]:
    """A year from today, as long as the municipality lets it."""
    most = terms_of(request.municipality).delegation_most_days
    return {"starts_on": request.today, "valid_to": request.today + timedelta(days=most - 1)}


def register(request: Request) -> dict[str, Any]:
    """What may be delegated here, and by whom: MAS and MAR decide."""
    tasks = MedicalTask.objects.visible_to(request.user, request.today).select_related("course")
    named = Delegator.objects.visible_to(request.user, request.today).on(request.today)
    return {
        "tasks": list(tasks),
        "delegators": list(named.select_related("user", "unit").order_by("user__name", "unit__path")),
        "terms": terms_of(request.municipality),
    }
