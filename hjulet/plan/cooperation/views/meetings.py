"""Notes from meetings with partners."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hjulet.act.actions.pages import owners as action_owners
from hjulet.base.people.request import Request
from hjulet.base.sources.rewriting import SomebodyWasFaster, fingerprint
from hjulet.plan.cooperation import workflows as work
from hjulet.plan.cooperation.access import may_decide
from hjulet.plan.cooperation.decisions import to_decide
from hjulet.plan.cooperation.forms import DecideForm, MeetingForm
from hjulet.plan.cooperation.models import CannotCooperate
from hjulet.plan.cooperation.models.meetings import NAMES
from hjulet.plan.cooperation.views.reaching import seen, to_change


@require_http_methods(["GET", "HEAD", "POST"])
def note(request: Request, pk: int) -> HttpResponse:
    found = to_change(request, pk)
    start = {"held_on": request.today, "token": uuid4()}
    form = MeetingForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        said = form.cleaned_data
        try:
            work.note_meeting(
                found, said["held_on"], said["notes"], said["decisions"], said["token"] or uuid4(),
                by=request.user, at=timezone.now(),
            )  # fmt: skip
        except CannotCooperate as error:
            _refuse(form, error)
        else:
            messages.success(request, _("Anteckningen är sparad."))
            return redirect(f"{found.get_absolute_url()}#moten")
    return render(request, "cooperation/meeting.html", {"form": form, "cooperation": found})


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: Request, pk: int, meeting: int) -> HttpResponse:
    """What was decided becomes an action that knows where it comes from; `rad` says which of the decisions."""
    found = seen(request, pk)
    if not may_decide(request.user, found, request.today):
        raise PermissionDenied
    held = get_object_or_404(found.meetings.all(), pk=meeting)
    start = to_decide(held, request.GET.get("rad", "")) | {"token": uuid4()}
    data = request.POST if request.method == "POST" else None
    form = DecideForm(data, initial=start, owners=action_owners(request.user, request.today))
    if form.is_valid():
        said = form.said(found.unit, request.today)
        work.decide(held, said, form.cleaned_data["token"], by=request.user, at=timezone.now())
        messages.success(request, _("Beslutet är sparat som en åtgärd."))
        return redirect(held)
    return render(request, "cooperation/decide.html", {"form": form, "cooperation": found, "meeting": held})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, pk: int, meeting: int) -> HttpResponse:
    found = to_change(request, pk)
    held = get_object_or_404(found.meetings.all(), pk=meeting)
    start = {name: getattr(held, name) for name in NAMES} | {"seen": fingerprint(held, NAMES)}
    form = MeetingForm(request.POST if request.method == "POST" else None, initial=start)
    context = {"form": form, "cooperation": found, "meeting": held}
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in NAMES}
        try:
            work.rewrite_meeting(
                held, said, seen=form.cleaned_data["seen"], by=request.user, at=timezone.now()
            )
        except SomebodyWasFaster:
            form.carry(fingerprint(held, NAMES))
            context |= {"newer": held}
        except CannotCooperate as error:
            _refuse(form, error)
        else:
            messages.success(request, _("Ändringen är sparad."))
            return redirect(f"{found.get_absolute_url()}#moten")
    return render(request, "cooperation/meeting.html", context)


def _refuse(form: MeetingForm, error: CannotCooperate) -> None:
    for obstacle in error.obstacles:
        form.add_error("held_on" if obstacle.value == "held_ahead" else "notes", str(obstacle.label))
