"""Processes: the register, one with its map, describing it, and establishing it."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hjulet.base.law import ORDER_ACTIVITIES
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import reached_by
from hjulet.base.people.request import Request
from hjulet.base.people.roles import TABLE, may
from hjulet.plan.procedures.access import may_change_process, may_establish
from hjulet.plan.procedures.forms.processes import ActivityRows, ProcessForm
from hjulet.plan.procedures.models import CannotChange, Process
from hjulet.plan.procedures.models.support import support_of
from hjulet.plan.procedures.pages import processes as page
from hjulet.plan.procedures.pages.routines import owners
from hjulet.plan.procedures.views.reach import must, process_of, tell
from hjulet.plan.procedures.workflows import mapping


@require_safe
def processes(request: Request) -> HttpResponse:
    must(request, Verb.SEE_ROUTINES)
    context = {
        "groups": page.register(Process.objects.visible_to(request.user, request.today)),
        "may_change": may(request.user, Verb.CHANGE_PROCESS, request.today),
    }
    return render(request, "procedures/processes.html", context)


@require_safe
def process(request: Request, pk: int) -> HttpResponse:
    found = process_of(request, pk)
    activities = page.activities_of(found, request.user, request.today)
    changes = may_change_process(request.user, found, request.today) and found.ended_on is None
    context = {
        "process": found,
        "map": page.mapped(found, activities),
        "law": ORDER_ACTIVITIES,
        "units": found.units.all(),
        "may_change": changes,
        "may_establish": may_establish(request.user, found, request.today) and found.ended_on is None,
        "obstacles": page.obstacles(found, activities),
        "bare": [activity for activity in activities if not activity.shown],
        "may_write": may(request.user, Verb.WRITE_ROUTINE, request.today),
        "support": support_of(found, request.user, request.today),
        "may_cooperate": may(request.user, Verb.CHANGE_COOPERATION, request.today),
    }
    return render(request, "procedures/process.html", context)


def create(request: Request) -> HttpResponse:
    must(request, Verb.CHANGE_PROCESS)
    form = _form(request, {"token": uuid4(), "owner": request.user.pk})
    if form.is_valid():
        token = form.cleaned_data["token"] or uuid4()
        made = mapping.add_process(form.said, token, by=request.user, at=timezone.now())
        messages.success(request, _("Processen är sparad. Skriv nu aktiviteterna i den ordning de görs."))
        return redirect("procedures:activities", made.pk)
    return render(request, "procedures/process_form.html", {"form": form, "process": None})


def edit(request: Request, pk: int) -> HttpResponse:
    found = _changed_process(request, pk)
    form = _form(request, page.initial(found), found)
    if form.is_valid():
        revision = form.cleaned_data["revision"] or 0
        try:
            mapping.change_process(found, form.said, revision=revision, by=request.user, at=timezone.now())
        except CannotChange as error:
            form.add_error(None, [str(obstacle.label) for obstacle in error.obstacles])
        else:
            messages.success(request, _("Processen är sparad."))
            return redirect(found)
    return render(request, "procedures/process_form.html", {"form": form, "process": found})


def activities(request: Request, pk: int) -> HttpResponse:
    found = _changed_process(request, pk)
    there = page.activities_of(found, request.user, request.today)
    rows: Any = ActivityRows(request.POST if request.method == "POST" else None, initial=page.rows_of(there))
    revision = request.POST.get("revision", "")
    if (
        request.method == "POST"
        and rows.is_valid()
        and revision.isdecimal()
        and len(revision) < len("1000000000")
    ):
        try:
            mapping.write_activities(
                found, rows.said, revision=int(revision), by=request.user, at=timezone.now()
            )
        except CannotChange as error:
            tell(request, error.obstacles)
        else:
            messages.success(request, _("Aktiviteterna är sparade."))
            again = "procedures:activities" if request.POST.get("do") == "more" else "procedures:process"
            return redirect(again, pk)
    context = {
        "process": found,
        "rows": rows,
        "revision": revision or found.revision,
        "there": page.rows_of(there),
    }
    return render(request, "procedures/activities.html", context)


@require_POST
def establish(request: Request, pk: int) -> HttpResponse:
    found = process_of(request, pk)
    if not may_establish(request.user, found, request.today):
        raise PermissionDenied
    said = request.POST.get("revision", "")
    revision = int(said) if said.isdecimal() and len(said) < len("1000000000") else 0
    try:
        mapping.establish(found, revision=revision, by=request.user, at=timezone.now())
    except CannotChange as error:
        tell(request, error.obstacles)
    else:
        messages.success(request, _("Processen är fastställd."))
    return redirect(found)


@require_POST
def end(request: Request, pk: int) -> HttpResponse:
    found = _changed_process(request, pk)
    mapping.end(found, by=request.user, at=timezone.now(), day=request.today)
    messages.success(request, _("Processen används inte längre. Den går fortfarande att läsa."))
    return redirect(found)


def _changed_process(request: Request, pk: int) -> Process:
    found = process_of(request, pk)
    if not may_change_process(request.user, found, request.today):
        raise PermissionDenied
    return found


def _form(request: Request, start: dict[str, Any], found: Process | None = None) -> ProcessForm:
    user, today = request.user, request.today
    units = request.visible_units().filter(reached_by(user, today, *TABLE[Verb.CHANGE_PROCESS]))
    if found is not None:
        units = units | request.visible_units().filter(pk=found.unit_id)
    return ProcessForm(
        request.POST if request.method == "POST" else None,
        initial=start, units=units, everywhere=request.visible_units(), people=owners(user, today),
    )  # fmt: skip
