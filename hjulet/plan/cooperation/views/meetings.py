"""Notes from meetings with partners."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hjulet.base.people.request import Request
from hjulet.base.sources.rewriting import SomebodyWasFaster, fingerprint
from hjulet.plan.cooperation.forms import MeetingForm
from hjulet.plan.cooperation.models import CannotCooperate
from hjulet.plan.cooperation.models.meetings import NAMES
from hjulet.plan.cooperation.views.reaching import to_change
from hjulet.plan.cooperation.workflows import note_meeting, rewrite_meeting


@require_http_methods(["GET", "HEAD", "POST"])
def note(request: Request, pk: int) -> HttpResponse:
    found = to_change(request, pk)
    start = {"held_on": request.today, "token": uuid4()}
    form = MeetingForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        said = form.cleaned_data
        try:
            note_meeting(
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
def edit(request: Request, pk: int, meeting: int) -> HttpResponse:
    found = to_change(request, pk)
    held = get_object_or_404(found.meetings.all(), pk=meeting)
    start = {name: getattr(held, name) for name in NAMES} | {"seen": fingerprint(held, NAMES)}
    form = MeetingForm(request.POST if request.method == "POST" else None, initial=start)
    context = {"form": form, "cooperation": found, "meeting": held}
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in NAMES}
        try:
            rewrite_meeting(held, said, seen=form.cleaned_data["seen"], by=request.user, at=timezone.now())
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
