"""The organisation's pages: the tree, a unit, its exposure, and taking in files.

The organisation lies below people. What its pages must know of the one who asks hangs on the request: the layer above
puts it there, and this folder knows only its shape.
"""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hjulet.base.organisation import pages, uploads
from hjulet.base.organisation.choices import ExposureKind
from hjulet.base.organisation.forms import ExposureForm, UploadForm
from hjulet.base.organisation.models import (
    Unit,
    exposure_of,
    lineage_of,
    lineage_within,
)
from hjulet.base.organisation.request import Request
from hjulet.base.organisation.sources import words
from hjulet.base.organisation.workflows import CannotImport, state_exposure

SEE, CHANGE, STATE = (
    "see_organisation",
    "change_organisation",
    "correct_figure",
)  # the verbs of the access table


def tree(request: Request) -> HttpResponse:
    _must(request, SEE)
    with_ended = request.GET.get("avslutade") == "1"
    units = list(request.visible_units())
    shown = [unit for unit in units if with_ended or not pages.is_ended(unit, request.today)]
    context = {
        "rows": pages.tree_rows(shown, lineage_within(request.municipality), request.today),
        "with_ended": with_ended,
        "ended": sum(pages.is_ended(unit, request.today) for unit in units),
        "may_change": request.may(CHANGE),
    }
    return render(request, "organisation/tree.html", context)


def unit(request: Request, slug: str) -> HttpResponse:
    _must(request, SEE)
    units = request.visible_units()
    found: Unit = get_object_or_404(units, slug=slug)
    steps = list(lineage_of([found]))
    stated = exposure_of(found)
    months = sorted({amount.month for amount in stated}, reverse=True)
    context = {
        "unit": found,
        "facts": pages.facts(found),
        "above": units.filter(path__in=found.paths_above()),
        "parts": units.filter(path__startswith=found.path, depth=found.depth + 1),
        "history": pages.histories(steps).get(found.pk, []),
        "steps": steps,
        "notes": sorted({step.note for step in steps if step.note}),
        "kinds": ExposureKind,
        "months": pages.month_rows(stated, months[:24]),
        "may_state": _may_state(request, found),
    }
    return render(request, "organisation/unit.html", context)


def exposure(request: Request, slug: str) -> HttpResponse:
    found: Unit = get_object_or_404(request.visible_units(), slug=slug)
    if not _may_state(request, found):
        raise PermissionDenied
    month, stated = _month(request), exposure_of(found)
    posted = request.POST if request.method == "POST" else None
    form = ExposureForm(posted, initial=pages.initial(stated, month))
    if form.is_valid():
        state_exposure(found, month, form.amounts, by=request.user, at=timezone.now())
        messages.success(request, _("Sparat för %(month)s.") % {"month": pages.month_title(month)})
        return redirect("organisation:unit", slug=slug)
    context = {"unit": found, "form": form, "year": pages.year_around(stated, month, request.today)}
    return render(request, "organisation/exposure.html", context)


def upload(request: Request) -> HttpResponse:
    _must(request, CHANGE)
    form = UploadForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
    )
    found = None
    if form.is_valid():
        kind, file = form.cleaned_data["kind"], form.cleaned_data["file"]
        content = file.read()
        found = uploads.opened(request.municipality, kind, file.name, content)
        if not found.faults:
            uploads.keep(request.session, kind, file.name, content)
            return redirect("organisation:preview")
    context = {"form": form, "upload": found, "kinds": uploads.KINDS.values()}
    return render(request, "organisation/import.html", context)


def preview(request: Request) -> HttpResponse:
    _must(request, CHANGE)
    found = uploads.kept(request.session, request.municipality)
    if found is None:
        messages.info(request, _("Det finns ingen fil att läsa in. Ladda upp den igen."))
        return redirect("organisation:import")
    if request.method == "POST" and not found.faults:
        return _confirm(request, found)
    context = {"upload": found, "groups": pages.preview(found.plan), "changes": found.plan.changes}
    return render(request, "organisation/preview.html", context)


@require_POST
def cancel(request: Request) -> HttpResponse:
    _must(request, CHANGE)
    uploads.forget(request.session)
    messages.info(request, _("Inget ändrades. Filen är borttagen."))
    return redirect("organisation:import")


def _confirm(request: Request, found: uploads.Upload) -> HttpResponse:
    """Carry out what was shown; if it would do something else by now, show that first."""
    try:
        uploads.confirm(found, request.POST.get("seen", ""), by=request.user, at=timezone.now())
    except CannotImport:
        messages.warning(
            request, _("Organisationen har ändrats sedan du granskade. Inget är sparat. Granska igen.")
        )
        return redirect("organisation:preview")
    uploads.forget(request.session)
    messages.success(request, _("Filen är inläst."))
    return redirect("organisation:tree")


def _month(request: Request) -> date:
    """The month of the address, this one if it names none. A month that has not begun has no page."""
    try:
        month = date.fromisoformat(words.month(request.GET.get("manad", f"{request.today:%Y-%m}")))
    except ValueError:
        raise Http404 from None
    if month > request.today:
        raise Http404
    return month


def _must(request: Request, verb: str) -> None:
    if not request.may(verb):
        raise PermissionDenied


def _may_state(request: Request, unit: Unit) -> bool:
    """Exposure is a figure that belongs to the organisation: those who keep either may state it."""
    return any(request.may(verb, at=unit) for verb in (STATE, CHANGE))
