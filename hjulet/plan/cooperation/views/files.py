"""The documents of a cooperation: served here, so that access follows the cooperation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hjulet.base.files.responses import answer
from hjulet.base.files.workflows import prepare
from hjulet.base.people.request import Request
from hjulet.plan.cooperation.forms import FilesForm
from hjulet.plan.cooperation.views.reaching import seen, to_change
from hjulet.plan.cooperation.workflows import attach, detach


@require_safe
def file(request: Request, pk: int, number: int) -> HttpResponse:
    found = seen(request, pk)
    attached = get_object_or_404(found.files.select_related("file"), pk=number)
    return answer(attached.file)


@require_POST
def add(request: Request, pk: int) -> HttpResponse:
    found = to_change(request, pk)
    form = FilesForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Ingen fil är vald. Välj en eller flera, och lägg till dem sedan."))
        return redirect(f"{found.get_absolute_url()}#dokument")
    at = timezone.now()
    prepared = prepare(
        form.cleaned_data["documents"], municipality=request.municipality, by=request.user, at=at
    )
    attach(found, prepared, by=request.user, at=at)
    for words in prepared.words:
        messages.warning(request, words)
    if prepared.files:
        messages.success(request, _("Filerna är sparade."))
    return redirect(f"{found.get_absolute_url()}#dokument")


@require_POST
def remove(request: Request, pk: int, number: int) -> HttpResponse:
    found = to_change(request, pk)
    attached = get_object_or_404(found.files.select_related("file", "cooperation"), pk=number)
    detach(attached, by=request.user, at=timezone.now())
    messages.success(request, _("Filen är borttagen."))
    return redirect(f"{found.get_absolute_url()}#dokument")
