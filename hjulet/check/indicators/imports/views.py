"""Reading values from files: choose the file, say what its columns and words mean, look, read in, undo."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hjulet.base.people.request import Request
from hjulet.check.indicators.access import may_change_measures
from hjulet.check.indicators.imports import filling, pages, planning
from hjulet.check.indicators.imports.choices import ImportState
from hjulet.check.indicators.imports.columns import Told, guess_columns, guess_header
from hjulet.check.indicators.imports.forms import SheetForm, UploadForm, WordsForm
from hjulet.check.indicators.imports.grid import CannotOpen, Grid
from hjulet.check.indicators.imports.planning import CannotImport
from hjulet.check.indicators.models import ValueImport

SHOWN_WORDS = 100


def upload(request: Request) -> HttpResponse:
    _must(request)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        said, at = form.cleaned_data, timezone.now()
        try:
            read = planning.Upload(
                said["source"], said["file"].read(), said["file"].name, said["is_published"]
            )
            batch = planning.keep_upload(request.municipality, read, by=request.user, at=at)
        except CannotOpen as error:
            form.add_error("file", str(error))
        else:
            return redirect("indicators:import_preview", pk=batch.pk)
    return render(
        request, "indicators/imports/upload.html", {"form": form, "earlier": pages.earlier(request)}
    )


def preview(request: Request, pk: int) -> HttpResponse:
    batch = _batch(request, pk)
    if batch.state != ImportState.WAITING:
        return render(request, "indicators/imports/result.html", pages.result(batch))
    plan = planning.plan(batch, request.user, request.today)
    if plan.lacks:
        return redirect("indicators:import_columns", pk=pk)
    shown = pages.preview(request, plan)
    return render(request, "indicators/imports/preview.html", {"batch": batch, **shown})


def columns(request: Request, pk: int) -> HttpResponse:
    """The sheet and the row of headings are asked for in the address; what is said of the columns is posted."""
    batch = _waiting(request, pk)
    told = Told.unpacked(batch.told)
    sheet = SheetForm(request.GET, sheets=planning.sheets(batch), told=told)
    try:
        told, grid = _looked_at(batch, told, *sheet.asked)
    except CannotOpen as error:
        messages.warning(request, str(error))
        return redirect("indicators:import_columns", pk=pk)
    form = pages.columns_form(request, grid, told)
    if form.is_valid():
        planning.tell(batch, form.said, by=request.user, at=timezone.now())
        return redirect("indicators:import_preview", pk=pk)
    return render(request, "indicators/imports/columns.html", {"batch": batch, "form": form, "sheet": sheet})


def words(request: Request, pk: int) -> HttpResponse:
    batch = _waiting(request, pk)
    unknown = planning.plan(batch, request.user, request.today).unknown[:SHOWN_WORDS]
    if not unknown:
        return redirect("indicators:import_preview", pk=pk)
    data = request.POST if request.method == "POST" else None
    form = WordsForm(data, words=unknown, meanings=pages.meanings(request), source=batch.source)
    if form.is_valid():
        planning.explain(batch, form.said, by=request.user, at=timezone.now())
        messages.success(request, _("Orden är sparade. Nästa fil från samma källa läses likadant."))
        return redirect("indicators:import_preview", pk=pk)
    return render(request, "indicators/imports/words.html", {"batch": batch, "form": form})


@require_POST
def run(request: Request, pk: int) -> HttpResponse:
    batch = _batch(request, pk)
    seen, skips = request.POST.get("seen", ""), "skips_faulty" in request.POST
    try:
        done = filling.read_in(batch, seen, skips_faulty=skips, by=request.user, at=timezone.now())
    except CannotImport as error:
        _refused(request, error)
    else:
        said = ngettext("%(n)s värde är inläst.", "%(n)s värden är inlästa.", done.amount) % {
            "n": done.amount
        }
        messages.success(request, said)
    return redirect("indicators:import_preview", pk=pk)


@require_POST
def cancel(request: Request, pk: int) -> HttpResponse:
    batch = _batch(request, pk)
    try:
        planning.cancel(batch, by=request.user, at=timezone.now())
    except CannotImport as error:
        _refused(request, error)
        return redirect("indicators:import_preview", pk=pk)
    messages.info(request, _("Inget är inläst. Filen är borttagen."))
    return redirect("indicators:import")


@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    batch = _batch(request, pk)
    try:
        filling.undo(batch, by=request.user, at=timezone.now())
    except CannotImport as error:
        _refused(request, error)
    else:
        messages.success(request, _("Inläsningen är ångrad. Värdena säger det de sa innan."))
    return redirect("indicators:import_preview", pk=pk)


def _looked_at(batch: ValueImport, told: Told, sheet: str, header: int) -> tuple[Told, Grid]:
    """What was told, or a new guess when another sheet or another row of headings is asked for."""
    grid = planning.grid_of(batch, sheet or told.sheet)
    if not (sheet or header):
        return told, grid
    at = header if grid.row(header) else guess_header(grid)
    is_same = (sheet or told.sheet, at) == (told.sheet, told.header)
    held = told.columns if is_same else guess_columns(grid, at)
    return replace(told, sheet=sheet or told.sheet, header=at, columns=held), grid


def _must(request: Request) -> None:
    if not may_change_measures(request.user, request.municipality.pk, request.today):
        raise PermissionDenied


def _batch(request: Request, pk: int) -> ValueImport:
    seen = ValueImport.objects.visible_to(request.user, request.today)
    found = get_object_or_404(
        seen.select_related("municipality", "file", "uploaded_by", "run_by", "undone_by"), pk=pk
    )
    _must(request)
    return found


def _waiting(request: Request, pk: int) -> ValueImport:
    """One that still can be prepared; its pages are gone afterwards."""
    found = _batch(request, pk)
    seen = ValueImport.objects.visible_to(request.user, request.today)
    return get_object_or_404(
        seen.select_related("municipality", "file"), pk=found.pk, state=ImportState.WAITING
    )


def _refused(request: Request, error: CannotImport) -> None:
    for obstacle in error.obstacles:
        messages.warning(request, obstacle.label)
