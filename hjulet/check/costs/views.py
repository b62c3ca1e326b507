"""The pages of cost per user: the tables, one table, and taking in a file."""

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
from hjulet.check.costs import pages, uploads
from hjulet.check.costs.forms import UploadForm
from hjulet.check.costs.models import CostTable, CostTableQuerySet
from hjulet.check.costs.sources.reading import COLUMNS
from hjulet.check.costs.workflows import CannotImport, carry_out
from hjulet.check.indicators.access import may_see_figures


def tables(request: Request) -> HttpResponse:
    if not may_see_figures(request.user, request.today):
        raise PermissionDenied
    found = [(table, pages.finding(table), table.review) for table in _visible(request).with_rows()]
    return render(request, "costs/list.html", {"tables": found, "may_import": _may_import(request)})


def table(request: Request, slug: str, year: int) -> HttpResponse:
    found = get_object_or_404(_visible(request).with_rows(), slug=slug, year=year)
    if not may_see_figures(request.user, request.today):
        raise PermissionDenied
    review = found.review
    context = {
        "table": found,
        "finding": pages.finding(found),
        "years": pages.years_differ(found),
        "chart": pages.chart(found),
        "review": review,
        "verdict": pages.verdict(review),
        "checked": pages.checked(found, review),
    }
    return render(request, "costs/table.html", context)


def upload(request: Request) -> HttpResponse:
    _must_import(request)
    is_posted = request.method == "POST"
    form = UploadForm(request.POST if is_posted else None, request.FILES if is_posted else None)
    found = None
    if form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        found = uploads.opened(request.municipality, file.name, content)
        if not found.reading.faults:
            uploads.keep(request.session, file.name, content)
            return redirect("costs:preview")
    return render(request, "costs/import.html", {"form": form, "upload": found, "columns": COLUMNS})


def preview(request: Request) -> HttpResponse:
    _must_import(request)
    found = uploads.kept(request.session, request.municipality)
    if found is None:
        messages.info(request, _("Det finns ingen fil att läsa in. Ladda upp den igen."))
        return redirect("costs:import")
    if request.method == "POST":
        return _confirm(request, found)
    context = {"upload": found, "changes": found.plan.changes, "tables": pages.by_table(found.plan.changes)}
    return render(request, "costs/preview.html", context)


@require_POST
def cancel(request: Request) -> HttpResponse:
    _must_import(request)
    uploads.forget(request.session)
    messages.info(request, _("Inget ändrades. Filen är borttagen."))
    return redirect("costs:import")


def _confirm(request: Request, found: uploads.Upload) -> HttpResponse:
    """Carry out what was shown; if it would do something else by now, show that first."""
    try:
        carry_out(found.plan, seen=request.POST.get("seen", ""), by=request.user, at=timezone.now())
    except CannotImport:
        messages.warning(
            request, _("Tabellerna har ändrats sedan du granskade. Inget är sparat. Granska igen.")
        )
        return redirect("costs:preview")
    uploads.forget(request.session)
    messages.success(request, _("Filen är inläst."))
    return redirect("costs:list")


def _may_import(request: Request) -> bool:
    return may_in(request.user, Verb.CORRECT_FIGURE, request.municipality.pk, request.today)


def _must_import(request: Request) -> None:
    if not _may_import(request):
        raise PermissionDenied


def _visible(request: Request) -> CostTableQuerySet:
    visible = CostTable.objects.visible_to(request.user, request.today).of(request.municipality)
    return visible.select_related("municipality")
