"""Delegations of medical tasks, what may be delegated and by whom, and the municipality's terms."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.do.participation import rules
from hjulet.do.participation.access import delegates_somewhere, may_delegate
from hjulet.do.participation.forms.delegations import (
    DelegateForm,
    DelegatorForm,
    TaskForm,
    TermsForm,
    WithdrawForm,
)
from hjulet.do.participation.models import (
    CannotDelegate,
    Course,
    Delegation,
    Delegator,
    MedicalTask,
    set_terms,
    terms_of,
)
from hjulet.do.participation.pages import delegations as pages
from hjulet.do.participation.pages.reaching import colleagues, units_with
from hjulet.do.participation.views.reach import (
    add_obstacles,
    form_page,
    must,
    posted,
    tell_obstacles,
    token_of,
)
from hjulet.do.participation.workflows import delegations as work


@require_safe
def delegations(request: Request) -> HttpResponse:
    must(request, Verb.TAKE_PART)
    return render(request, "participation/delegations.html", pages.page(request))


def delegate(request: Request) -> HttpResponse:
    """For those whom MAS or MAR has named."""
    user, today = request.user, request.today
    if not delegates_somewhere(user, today):
        raise PermissionDenied
    form = DelegateForm(
        posted(request), initial={**pages.start(request), "token": uuid4()},
        units=pages.units_to_delegate_at(user, today), people=pages.given_to_choices(user, today),
        tasks=MedicalTask.objects.visible_to(user, today).filter(is_in_use=True),
    )  # fmt: skip
    if form.is_valid():
        try:
            made = work.delegate(form.said, token_of(form), by=user, at=timezone.now())
        except CannotDelegate as error:
            add_obstacles(form, error.obstacles)
        else:
            messages.success(request, _("Delegeringen är sparad. Den som fick den ser den på Min sida."))
            return redirect(made)
    most = terms_of(request.municipality).delegation_most_days
    lead = _(
        "Du ansvarar för att den du delegerar till har förutsättningar för uppgiften. Högst %(n)s dagar."
    )
    return form_page(
        request, form, title=_("Delegera en uppgift"), lead=lead % {"n": most}, button=_("Delegera"),
        back=reverse("participation:delegations"), back_title=_("Delegeringar"),
    )  # fmt: skip


@require_safe
def delegation(request: Request, pk: int) -> HttpResponse:
    found = _delegation(request, pk)
    state = found.state(request.today)
    context: dict[str, Any] = {
        "delegation": found,
        "row": pages.Row(found, state),
        "is_mine": found.given_to_id == request.user.pk,
        "may_withdraw": _may_withdraw(request, found) and not rules.obstacles_to_withdrawing(state, "…"),
        "form": WithdrawForm(),
    }
    return render(request, "participation/delegation.html", context)


@require_POST
def accept(request: Request, pk: int) -> HttpResponse:
    found = _delegation(request, pk)
    if found.given_to_id != request.user.pk:
        raise PermissionDenied
    try:
        found.accept(by=request.user, at=timezone.now())
    except CannotDelegate as error:
        tell_obstacles(request, error.obstacles)
    else:
        messages.success(request, _("Tack. Du har bekräftat delegeringen."))
    return redirect(found)


@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    found = _delegation(request, pk)
    if not _may_withdraw(request, found):
        raise PermissionDenied
    form = WithdrawForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        work.withdraw_delegation(found, reason, by=request.user, at=timezone.now())
    except CannotDelegate as error:
        tell_obstacles(request, error.obstacles)
    else:
        messages.success(request, _("Delegeringen är återkallad, och den som hade den får veta det."))
    return redirect(found)


@require_safe
def register(request: Request) -> HttpResponse:
    must(request, Verb.NAME_DELEGATORS)
    return render(request, "participation/delegation_register.html", pages.register(request))


def task(request: Request, pk: int | None = None) -> HttpResponse:
    user, today = request.user, request.today
    found = get_object_or_404(MedicalTask.objects.visible_to(user, today), pk=pk) if pk is not None else None
    must(request, Verb.NAME_DELEGATORS)
    names = ("name", "is_medication", "course", "is_in_use")
    start = {name: getattr(found, name) for name in names} if found else {}
    form = TaskForm(posted(request), initial=start, courses=Course.objects.visible_to(user, today).in_use())
    if form.is_valid():
        said = work.TaskText(**form.cleaned_data)
        work.write_task(request.municipality, said, found, by=user, at=timezone.now())
        messages.success(request, _("Uppgiften är sparad."))
        return redirect("participation:delegation_register")
    return _in_register(request, form, _("Uppgift som får delegeras"), _("Spara uppgiften"))


def name_delegator(request: Request) -> HttpResponse:
    must(request, Verb.NAME_DELEGATORS)
    user, today = request.user, request.today
    units = units_with(user, today, Verb.NAME_DELEGATORS)
    people = colleagues(user, today, [unit.path for unit in units])
    form = DelegatorForm(posted(request), initial={"starts_on": today}, units=units, people=people)
    if form.is_valid():
        work.name_delegator(work.DelegatorText(**form.cleaned_data), by=user, at=timezone.now())
        messages.success(request, _("Personen får delegera från den dagen."))
        return redirect("participation:delegation_register")
    return _in_register(request, form, _("Vem får delegera?"), _("Spara"))


@require_POST
def end_delegator(request: Request, pk: int) -> HttpResponse:
    seen = Delegator.objects.visible_to(request.user, request.today).select_related("unit")
    found = get_object_or_404(seen, pk=pk)
    must(request, Verb.NAME_DELEGATORS, found.unit)
    found.end(request.today, by=request.user, at=timezone.now())
    messages.success(request, _("Personen får inte delegera efter i dag. Det som redan är delegerat gäller."))
    return redirect("participation:delegation_register")


def terms(request: Request) -> HttpResponse:
    """What the municipality has decided: days before names, days to read, days of a delegation."""
    must(request, Verb.CHANGE_TERMS)
    now = terms_of(request.municipality)
    form = TermsForm(posted(request), initial=vars(now))
    if form.is_valid():
        said = rules.Terms(**form.cleaned_data)
        set_terms(request.municipality, said, by=request.user, at=timezone.now())
        messages.success(request, _("Villkoren är sparade."))
        return redirect("participation:terms")
    lead = _("Villkoren gäller hela kommunen. Det som var står kvar i loggen.")
    return form_page(
        request, form, title=_("Villkor för medverkan"), lead=lead, button=_("Spara villkoren"),
        back=reverse("participation:courses"), back_title=_("Utbildning"),
    )  # fmt: skip


def _in_register(request: Request, form: Form, title: str, button: str) -> HttpResponse:
    back = reverse("participation:delegation_register")
    return form_page(
        request, form, title=title, button=button, back=back, back_title=_("Vad som får delegeras")
    )


def _delegation(request: Request, pk: int) -> Delegation:
    seen = Delegation.objects.visible_to(request.user, request.today)
    named = seen.select_related("task__course", "unit", "given_to", "given_by", "withdrawn_by")
    return get_object_or_404(named, pk=pk)


def _may_withdraw(request: Request, found: Delegation) -> bool:
    """The one who gave it, anybody who may delegate there, the unit's manager, and MAS or MAR."""
    user, today = request.user, request.today
    return (
        found.given_by_id == user.pk
        or may(user, Verb.SEE_DELEGATIONS, today, at=found.unit)
        or may_delegate(user, found.unit, today)
    )
