"""Reading files of another system in: choose the file, say what its columns and words mean, look, read in, undo."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may_in
from hjulet.check.deviations.forms.imports import ColumnsForm, UploadForm, WordsForm
from hjulet.check.deviations.models import DeviationImport
from hjulet.check.deviations.pages import imports as pages
from hjulet.check.deviations.sources.choices import ImportState
from hjulet.check.deviations.sources.sheets import CannotOpen
from hjulet.check.deviations.tasks import read_in
from hjulet.check.deviations.workflows import importing, reading_in
from hjulet.check.deviations.workflows.importing import CannotImport


def upload(request: Request) -> HttpResponse:
    _must(request)
    is_posted = request.method == "POST"
    form = UploadForm(request.POST if is_posted else None, request.FILES if is_posted else None)
    if form.is_valid():
        file, system = form.cleaned_data["file"], form.cleaned_data["system"]
        place, at = request.municipality, timezone.now()
        try:
            batch = importing.keep_upload(place, system, file.read(), file.name, by=request.user, at=at)
        except CannotOpen as error:
            form.add_error("file", str(error))
        else:
            return redirect("deviations:import_preview", pk=batch.pk)
    return render(request, "deviations/import.html", {"form": form, "earlier": pages.earlier(request)})


def preview(request: Request, pk: int) -> HttpResponse:
    batch = _batch(request, pk)
    if batch.state != ImportState.WAITING:
        return render(request, "deviations/import_result.html", pages.result(batch))
    plan = importing.plan(batch, request.today)
    if plan.missing:
        messages.info(request, _("Säg vilka kolumner som är vad, så läser vi resten."))
        return redirect("deviations:import_columns", pk=pk)
    shown = pages.preview(request, plan, pages.run_form(plan))
    return render(request, "deviations/import_preview.html", {"batch": batch, **shown})


def columns(request: Request, pk: int) -> HttpResponse:
    batch = _waiting(request, pk)
    sheet = importing.sheet_of(batch)
    chosen = importing.columns_of(batch, sheet)
    form = ColumnsForm(_posted(request), header=sheet.header, chosen=chosen)
    if form.is_valid():
        importing.save_columns(batch, form.said, by=request.user, at=timezone.now())
        return redirect("deviations:import_preview", pk=pk)
    return render(request, "deviations/import_columns.html", {"batch": batch, "form": form})


def words(request: Request, pk: int) -> HttpResponse:
    batch = _waiting(request, pk)
    unknown = importing.plan(batch, request.today).unknown[: pages.SHOWN_WORDS]
    if not unknown:
        return redirect("deviations:import_preview", pk=pk)
    form = WordsForm(_posted(request), words=unknown, meanings=pages.meanings(request))
    if form.is_valid():
        importing.save_words(batch, form.said, by=request.user, at=timezone.now())
        messages.success(request, _("Orden är sparade. Nästa fil från samma system läses likadant."))
        return redirect("deviations:import_preview", pk=pk)
    return render(request, "deviations/import_words.html", {"batch": batch, "form": form})


@require_POST
def run(request: Request, pk: int) -> HttpResponse:
    """Start it, or queue again one that stopped half way."""
    batch = _batch(request, pk)
    try:
        if batch.state != ImportState.RUNNING:
            _start(request, batch)
    except CannotImport as error:
        for obstacle in error.obstacles:
            messages.warning(request, obstacle.label)
        return redirect("deviations:import_preview", pk=pk)
    read_in.enqueue(batch.pk)
    messages.success(request, _("Inläsningen är i gång. Du kan lämna sidan och komma tillbaka."))
    return redirect("deviations:import_preview", pk=pk)


@require_POST
def cancel(request: Request, pk: int) -> HttpResponse:
    batch = _batch(request, pk)
    try:
        importing.cancel(batch, by=request.user, at=timezone.now())
    except CannotImport as error:
        messages.warning(request, error.obstacles[0].label)
        return redirect("deviations:import_preview", pk=pk)
    messages.info(request, _("Inget är inläst. Filen är borttagen."))
    return redirect("deviations:import")


@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    batch = _batch(request, pk)
    try:
        amount = reading_in.undo(batch, by=request.user, at=timezone.now())
    except CannotImport as error:
        messages.warning(request, error.obstacles[0].label)
    else:
        said = {"amount": amount}
        messages.success(request, _("Inläsningen är ångrad. %(amount)s händelser är borttagna.") % said)
    return redirect("deviations:import_preview", pk=pk)


def _start(request: Request, batch: DeviationImport) -> None:
    seen, said = request.POST.get("seen", ""), request.POST
    reading_in.start(
        batch, seen, skips_faulty="skips_faulty" in said, is_handled_here="is_handled_here" in said, by=request.user,
        at=timezone.now(),
    )  # fmt: skip


def _must(request: Request) -> None:
    if not may_in(request.user, Verb.IMPORT_DEVIATIONS, request.municipality.pk, request.today):
        raise PermissionDenied


def _batch(request: Request, pk: int) -> DeviationImport:
    seen = DeviationImport.objects.visible_to(request.user, request.today)
    found: DeviationImport = get_object_or_404(
        seen.select_related("municipality", "file", "uploaded_by", "run_by", "undone_by"), pk=pk
    )
    _must(request)
    return found


def _waiting(request: Request, pk: int) -> DeviationImport:
    """One that still can be prepared; its pages are gone afterwards."""
    batch = _batch(request, pk)
    return get_object_or_404(
        DeviationImport.objects.visible_to(request.user, request.today).select_related("municipality", "file"),
        pk=batch.pk, state=ImportState.WAITING,
    )  # fmt: skip


def _posted(request: Request) -> Any:  # a QueryDict, which forms take as their data
    return request.POST if request.method == "POST" else None
