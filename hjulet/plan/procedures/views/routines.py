"""The register of documents, and what each is: reading it, beginning it, changing what stands on it, keeping it true."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from hjulet.act.actions.models import Action
from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.base.ui import swedish
from hjulet.plan.procedures import rules
from hjulet.plan.procedures.access import may_approve, may_write
from hjulet.plan.procedures.forms.routines import (
    ChooseForm,
    GoThroughForm,
    HandOverForm,
    ReasonForm,
    RoutineForm,
)
from hjulet.plan.procedures.models import CannotChange, Routine, RoutineVersion
from hjulet.plan.procedures.pages import due as due_page
from hjulet.plan.procedures.pages import one as one_page
from hjulet.plan.procedures.pages import routines as list_page
from hjulet.plan.procedures.views.reach import must, routine_of, tell, version_of, written_routine
from hjulet.plan.procedures.workflows import keeping, starting


@require_safe
def routines(request: Request) -> HttpResponse:
    must(request, Verb.SEE_ROUTINES)
    form = list_page.filter_form(request)
    found = list_page.asked_for(request, form)
    chosen, following = list_page.one_page(found, request.GET)
    context = {
        "form": form,
        "rows": list_page.rows(chosen, request.user, request.today),
        "total": found.count(),
        "following": following,
        "is_filtered": any(form.asked().values()),
        "may_write": may(request.user, Verb.WRITE_ROUTINE, request.today),
        "may_import": may(request.user, Verb.APPROVE_ROUTINE, request.today),
        "has_open": list_page.is_any_open(request.municipality, request.today),
    }
    return render(request, "procedures/routines.html", context)


@require_safe
def routine(request: Request, pk: int) -> HttpResponse:
    """The version in force; where there is none, the latest that this person may see."""
    found = routine_of(request, pk)
    seen = RoutineVersion.objects.visible_to(request.user, request.today).filter(routine=found)
    current = seen.in_force(request.today).order_by("-number").first() or seen.order_by("-number").first()
    number = current.number if current else 0
    return _page(request, version_of(request, pk, number))


@require_safe
def version(request: Request, pk: int, number: int) -> HttpResponse:
    return _page(request, version_of(request, pk, number))


def _page(request: Request, found: RoutineVersion) -> HttpResponse:
    context = one_page.page(found, request.user, request.today)
    return render(request, "procedures/routine.html", context)


@require_safe
def by_number(request: Request, number: int) -> HttpResponse:
    seen = Routine.objects.visible_to(request.user, request.today)
    return redirect(get_object_or_404(seen, municipality=request.municipality, number=number))


def create(request: Request) -> HttpResponse:
    must(request, Verb.WRITE_ROUTINE)
    prompting = _prompting(request)
    start: dict[str, Any] = {"token": uuid4(), "owner": request.user.pk, "review_months": rules.REVIEW_MONTHS}
    start |= {"activities": request.GET.getlist("aktivitet")[:20]} if "aktivitet" in request.GET else {}
    form = _form(request, start)
    if form.is_valid():
        token = form.cleaned_data["token"] or uuid4()
        made = starting.start_routine(
            form.said, token, by=request.user, at=timezone.now(), prompted_by=prompting
        )
        messages.success(request, _("Dokumentet finns nu som utkast. Skriv texten här."))
        return redirect("procedures:write", made.pk, 1)
    return render(request, "procedures/form.html", {"form": form, "routine": None, "prompting": prompting})


def edit(request: Request, pk: int) -> HttpResponse:
    found = written_routine(request, pk)
    form = _form(request, list_page.initial(found), found)
    if form.is_valid():
        revision = form.cleaned_data["revision"] or 0
        try:
            starting.change_facts(found, form.said, revision=revision, by=request.user, at=timezone.now())
        except CannotChange as error:
            form.add_error(None, [str(obstacle.label) for obstacle in error.obstacles])
        else:
            messages.success(request, _("Uppgifterna är sparade."))
            return redirect(found)
    return render(request, "procedures/form.html", {"form": form, "routine": found})


@require_POST
def next_version(request: Request, pk: int) -> HttpResponse:
    found = written_routine(request, pk)
    try:
        made = starting.next_version(
            found, by=request.user, at=timezone.now(), prompted_by=_prompting(request)
        )
    except CannotChange as error:
        tell(request, error.obstacles)
        return redirect(found)
    return redirect("procedures:write", pk, made.number)


def from_action(request: Request, pk: int) -> HttpResponse:
    """Which document an action changes: its next version opens as a draft that says so. SOSFS 2011:9 5 kap. 8 §."""
    seen = Action.objects.visible_to(request.user, request.today).open_to(request.user, request.today)
    action = get_object_or_404(seen.select_related("unit"), pk=pk)
    must(request, Verb.SEE_ROUTINES)
    routines, blamed = list_page.changed_by(action, request), list_page.blamed(request)
    mine = blamed if blamed and routines.filter(pk=blamed.pk).exists() else None
    data = request.POST if request.method == "POST" else None
    form = ChooseForm(data, initial={"routine": mine}, routines=routines)
    if form.is_valid():
        made = starting.next_version(
            form.cleaned_data["routine"], by=request.user, at=timezone.now(), prompted_by=[action]
        )
        messages.success(request, _("Här är utkastet till nästa version. Åtgärden står som skäl."))
        return redirect("procedures:write", made.routine_id, made.number)
    context = {
        "form": form,
        "action": action,
        "changing": RoutineVersion.objects.visible_to(request.user, request.today).filter(prompted_by=action),
        "may_write": may(request.user, Verb.WRITE_ROUTINE, request.today),
        "others": blamed if mine is None else None,
    }
    return render(request, "procedures/from_action.html", context)


@require_POST
def archive(request: Request, pk: int) -> HttpResponse:
    found = written_routine(request, pk)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        keeping.archive(found, reason, by=request.user, at=timezone.now(), day=request.today)
    except CannotChange as error:
        tell(request, error.obstacles)
    else:
        messages.success(request, _("Dokumentet är arkiverat. Det går fortfarande att läsa."))
    return redirect(found)


@require_POST
def go_through(request: Request, pk: int) -> HttpResponse:
    found = written_routine(request, pk)
    form = GoThroughForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Inget är sparat. Skriv vilken dag dokumentet ska gås igenom nästa gång."))
        return redirect(found)
    seen = version_of(request, pk, form.cleaned_data["number"])
    next_on, note = form.cleaned_data["next_on"], form.cleaned_data["note"]
    try:
        keeping.go_through(seen, next_on, note, by=request.user, at=timezone.now(), day=request.today)
    except CannotChange as error:
        tell(request, error.obstacles)
    else:
        messages.success(request, _("Tack. Nästa gång är senast %(day)s.") % {"day": swedish.day(next_on)})
    return redirect(found)


@require_safe
def due(request: Request) -> HttpResponse:
    must(request, Verb.SEE_ROUTINES)
    context = {
        "due": due_page.due(request.user, request.today),
        "form": HandOverForm(owners=list_page.owners(request.user, request.today)),
        "today": request.today,
    }
    return render(request, "procedures/due.html", context)


@require_POST
def hand_over(request: Request) -> HttpResponse:
    must(request, Verb.SEE_ROUTINES)
    form = HandOverForm(request.POST, owners=list_page.owners(request.user, request.today))
    asked = [int(said) for said in request.POST.getlist("routine") if said.isdecimal() and len(said) < 19]
    seen = Routine.objects.visible_to(request.user, request.today).filter(pk__in=asked).select_related("unit")
    chosen = [one for one in seen if may_write(request.user, one, request.today)]
    if form.is_valid() and chosen:
        amount = keeping.hand_over(chosen, form.cleaned_data["to"], by=request.user, at=timezone.now())
        said = ngettext(
            "%(n)s dokument har fått ny ansvarig.", "%(n)s dokument har fått ny ansvarig.", amount
        )
        messages.success(request, said % {"n": amount})
    else:
        messages.error(request, _("Inget är ändrat. Kryssa i minst ett dokument och välj vem som tar över."))
    return redirect("procedures:due")


def _form(request: Request, start: dict[str, Any], found: Routine | None = None) -> RoutineForm:
    user, today = request.user, request.today
    opens = may_approve(user, found, today) if found else may(user, Verb.APPROVE_ROUTINE, today)
    return RoutineForm(
        request.POST if request.method == "POST" else None,
        initial=start,
        units=list_page.units_for(user, today, found),
        everywhere=request.visible_units(),
        owners=list_page.owners(user, today, found),
        activities=list_page.activities(user, today),
        may_open=opens,
    )


def _prompting(request: Request) -> list[Action]:
    """The actions that the address says are behind it, of those this person may see."""
    said = [*request.GET.getlist("atgard"), *request.POST.getlist("atgard")]
    asked = [int(one) for one in said if one.isdecimal() and len(one) < 19]
    seen = Action.objects.visible_to(request.user, request.today)
    return list(seen.open_to(request.user, request.today).filter(pk__in=asked)) if asked else []
