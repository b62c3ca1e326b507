"""A cooperation: its story, its form, and the verbs that begin, renew and end it."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.sources.rewriting import SomebodyWasFaster
from hjulet.plan.cooperation import pages
from hjulet.plan.cooperation.access import may_change, may_decide
from hjulet.plan.cooperation.choices import Standing, State
from hjulet.plan.cooperation.decisions import meetings
from hjulet.plan.cooperation.forms import CooperationForm, EndForm, FilesForm
from hjulet.plan.cooperation.models import CannotCooperate, Cooperation
from hjulet.plan.cooperation.views.reaching import must, seen, tell, to_change
from hjulet.plan.cooperation.workflows import (
    create_cooperation,
    end_cooperation,
    renew_cooperation,
    rewrite_cooperation,
)


@require_safe
def cooperation(request: Request, pk: int) -> HttpResponse:
    found = seen(request, pk)
    row = pages.rows([found], request.today)[0]
    context = {
        "cooperation": found,
        "row": row,
        "partners": found.partners.all(),
        "processes": found.processes.visible_to(request.user, request.today),
        "units": found.units.all(),
        "meetings": meetings(found, request.user, request.today),
        "may_decide": may_decide(request.user, found, request.today),
        "files": found.files.filter(file__removed_at=None).select_related("file__uploaded_by"),
        "history": pages.history(found),
        "may_change": may_change(request.user, found, request.today),
        "is_over": row.standing in {Standing.ENDED, Standing.RENEWED},
        "end_form": EndForm(initial={"ended_on": request.today}),
        "files_form": FilesForm(),
    }
    return render(request, "cooperation/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: Request) -> HttpResponse:
    must(request, Verb.CHANGE_COOPERATION)
    start: dict[str, Any] = {"token": uuid4(), "state": State.IN_FORCE, "owner": request.user}
    process = request.GET.get("process", "")
    start["processes"] = [int(process)] if process.isdecimal() and len(process) < 19 else []
    form = _form(request, start)
    if form.is_valid():
        token = form.cleaned_data["token"] or uuid4()
        try:
            made = create_cooperation(
                form.said, token, state=form.begins_as, by=request.user, at=timezone.now()
            )
        except CannotCooperate as error:
            form.refuse(error.obstacles)
        else:
            messages.success(request, _("Samverkan är sparad."))
            return redirect(made)
    return render(request, "cooperation/form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    found = to_change(request, pk)
    form = _form(request, pages.initial(found), found, State(found.state))
    context: dict[str, Any] = {"form": form, "cooperation": found}
    if form.is_valid():
        revision = form.cleaned_data["revision"] or 0
        try:
            rewrite_cooperation(found, form.said, revision=revision, by=request.user, at=timezone.now())
        except SomebodyWasFaster:
            newer = to_change(request, pk)
            form.carry_revision(newer.revision)
            context |= {"newer": newer, "stands": pages.as_it_stands(newer)}
        except CannotCooperate as error:
            form.refuse(error.obstacles)
        else:
            messages.success(request, _("Ändringen är sparad."))
            return redirect(found)
    return render(request, "cooperation/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: Request, pk: int) -> HttpResponse:
    found = to_change(request, pk)
    form = _form(request, pages.to_renew(found) | {"token": uuid4()}, found, State.IN_FORCE)
    if form.is_valid():
        token = form.cleaned_data["token"] or uuid4()
        try:
            made = renew_cooperation(found, form.said, token, by=request.user, at=timezone.now())
        except CannotCooperate as error:
            form.refuse(error.obstacles)
        else:
            messages.success(request, _("Den nya är sparad. Den gamla finns kvar som historik."))
            return redirect(made)
    return render(request, "cooperation/form.html", {"form": form, "renewed": found})


@require_POST
def begin(request: Request, pk: int) -> HttpResponse:
    found = to_change(request, pk)
    try:
        found.begin(by=request.user, at=timezone.now())
    except CannotCooperate as error:
        tell(request, error.obstacles)
    else:
        messages.success(request, _("Samverkan gäller nu."))
    return redirect(found)


@require_POST
def end(request: Request, pk: int) -> HttpResponse:
    found = to_change(request, pk)
    form = EndForm(request.POST)
    if not form.is_valid():
        messages.error(
            request, _("Inget är ändrat. Skriv sista dagen, och varför det avslutas (högst 300 tecken).")
        )
        return redirect(found)
    try:
        end_cooperation(found, **form.cleaned_data, by=request.user, at=timezone.now())
    except CannotCooperate as error:
        tell(request, error.obstacles)
    else:
        messages.success(request, _("Samverkan är avslutad."))
    return redirect(found)


def _form(
    request: Request, start: dict[str, Any], one: Cooperation | None = None, state: State | None = None
) -> CooperationForm:
    data = request.POST if request.method == "POST" else None
    return CooperationForm(data, initial=start, state=state, **pages.form_choices(request, one))
