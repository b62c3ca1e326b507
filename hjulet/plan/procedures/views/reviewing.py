"""A version on its way: to review, back with the reason, approved, set aside."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hjulet.base.people.request import Request
from hjulet.base.ui import swedish
from hjulet.plan.procedures import rules
from hjulet.plan.procedures.forms.routines import ApproveForm, ReasonForm
from hjulet.plan.procedures.models import CannotChange, RoutineVersion
from hjulet.plan.procedures.pages import reading
from hjulet.plan.procedures.pages.news import proposed
from hjulet.plan.procedures.pages.one import obstacles
from hjulet.plan.procedures.views.reach import decided_version, tell, written_version
from hjulet.plan.procedures.workflows import reviewing


@require_POST
def send(request: Request, pk: int, number: int) -> HttpResponse:
    found = written_version(request, pk, number)
    try:
        reviewing.send(found, by=request.user, at=timezone.now(), day=request.today)
    except CannotChange as error:
        tell(request, error.obstacles)
    else:
        messages.success(request, _("Skickat till granskning. Den som fastställer har fått ett meddelande."))
    return redirect(found)


@require_POST
def send_back(request: Request, pk: int, number: int) -> HttpResponse:
    found = decided_version(request, pk, number)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        reviewing.send_back(found, reason, by=request.user, at=timezone.now(), day=request.today)
    except CannotChange as error:
        tell(request, error.obstacles)
    else:
        messages.success(request, _("Skickat tillbaka. Den som skrev har fått veta varför."))
    return redirect(found)


def approve(request: Request, pk: int, number: int) -> HttpResponse:
    found = decided_version(request, pk, number)
    before = _before(found)
    form = ApproveForm(
        request.POST if request.method == "POST" else None,
        initial=_start(found, before, request.today), today=request.today,
    )  # fmt: skip
    if form.is_valid():
        try:
            reviewing.approve(found, form.said, by=request.user, at=timezone.now(), day=request.today)
        except CannotChange as error:
            form.add_error(None, [str(obstacle.label) for obstacle in error.obstacles])
        else:
            said = _("Fastställt. Det gäller från %(day)s.") % {"day": swedish.day(form.said.valid_from)}
            messages.success(request, said)
            return redirect(found)
    context = {
        "version": found,
        "routine": found.routine,
        "form": form,
        "obstacles": obstacles(found),
        "document": reading.document(found, reading.signed_in(request.user, request.today)),
        "before": before,
        "difference": reading.difference(before, found) if before else None,
        "reason_form": ReasonForm(),
    }
    return render(request, "procedures/approve.html", context)


@require_POST
def set_aside(request: Request, pk: int, number: int) -> HttpResponse:
    found = written_version(request, pk, number)
    try:
        reviewing.set_aside(found, by=request.user, at=timezone.now())
    except CannotChange as error:
        tell(request, error.obstacles)
    else:
        messages.success(request, _("Utkastet är undanlagt. Det finns kvar bland versionerna."))
    return redirect(found.routine)


def _before(version: RoutineVersion) -> RoutineVersion | None:
    approved = version.routine.versions.approved().filter(number__lt=version.number)
    return approved.select_related("file").order_by("-number").first()


def _start(version: RoutineVersion, before: RoutineVersion | None, today: date) -> dict[str, Any]:
    return {
        "valid_from": today,
        "review_by": rules.months_on(today, version.routine.review_months),
        "what_is_new": version.what_is_new or proposed(before, version),
        "fingerprint": version.computed_fingerprint(),
    }
