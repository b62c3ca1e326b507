"""The pages of cost per user: the tables, one table, and taking in a file."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may_in
from hjulet.check.costs import downloads, pages, uploads
from hjulet.check.costs.comparing.story import Story, story
from hjulet.check.costs.downloads import PICTURES, Kind
from hjulet.check.costs.forms import PriceRiseForm, UploadForm
from hjulet.check.costs.models import CostTable, CostTableQuerySet, PriceRise
from hjulet.check.costs.net_costs import net_costs
from hjulet.check.costs.sources.reading import COLUMNS
from hjulet.check.costs.workflows import (
    CannotImport,
    CannotSave,
    carry_out,
    remove_price_rise,
    remove_table,
    set_price_rise,
)
from hjulet.check.indicators.access import may_see_figures

TABLES = (Kind.XLSX, Kind.CSV)


@require_safe
def tables(request: Request) -> HttpResponse:
    if not may_see_figures(request.user, request.today):
        raise PermissionDenied
    context = {
        "services": pages.services(list(_visible(request).with_rows())),
        "net_costs": net_costs(request.user, request.municipality, request.today),
        "may_import": _may_import(request),
    }
    return render(request, "costs/list.html", context)


@require_safe
def table(request: Request, slug: str, year: int) -> HttpResponse:
    found, told, others = _told(request, slug, year)
    context = pages.table_page(found, told, others)
    return render(
        request, "costs/table.html", context | {"may_remove": _may_import(request), "kinds": TABLES}
    )


@require_safe
def download(request: Request, slug: str, year: int, kind: str) -> HttpResponseBase:
    """The table with what it computes to; nothing that the page hides."""
    found, told, _others = _told(request, slug, year)
    if kind not in TABLES:
        raise Http404
    return downloads.table(Kind(kind), downloads.rows(found, told), f"{slug}-{year}")


@require_safe
def picture(request: Request, slug: str, year: int, chart: str, kind: str) -> HttpResponse:
    found, told, _others = _told(request, slug, year)
    made = downloads.chart_named(chart, told, str(found.municipality))
    if kind not in PICTURES or made is None:
        raise Http404
    return downloads.picture(Kind(kind), made, f"{slug}-{year}-{chart}")


@require_POST
def remove(request: Request, slug: str, year: int) -> HttpResponse:
    found = get_object_or_404(_visible(request), slug=slug, year=year)
    _must_import(request)
    remove_table(found, by=request.user, at=timezone.now())
    messages.success(request, _("Tabellen är borttagen. Fastställda rapporter har kvar sina siffror."))
    return redirect("costs:list")


def prices(request: Request) -> HttpResponse:
    """The index by year, and a form for one of them; a year that is chosen is filled in."""
    _must_import(request)
    rises = PriceRise.objects.visible_to(request.user, request.today).of(request.municipality)
    if request.method == "POST":
        form = PriceRiseForm(request.POST)
        if form.is_valid() and _saved(request, form):
            return redirect("costs:prices")
    else:
        form = PriceRiseForm(initial=pages.form_of_rise(rises, request.GET.get("ar", "")))
    return render(request, "costs/prices.html", {"form": form, "rises": rises})


@require_POST
def remove_price(request: Request, year: int) -> HttpResponse:
    visible = PriceRise.objects.visible_to(request.user, request.today).of(request.municipality)
    rise = get_object_or_404(visible.select_related("municipality"), year=year)
    _must_import(request)
    remove_price_rise(rise, by=request.user, at=timezone.now())
    messages.success(request, _("Prisökningen är borttagen."))
    return redirect("costs:prices")


def upload(request: Request) -> HttpResponse:
    _must_import(request)
    is_posted = request.method == "POST"
    form = UploadForm(request.POST if is_posted else None, request.FILES if is_posted else None)
    found = None
    if form.is_valid():
        file = form.cleaned_data["file"]
        content, is_published = file.read(), form.cleaned_data["is_published"]
        found = uploads.opened(request.municipality, file.name, content, is_published=is_published)
        if not found.reading.faults:
            uploads.keep(request.session, file.name, content, is_published=is_published)
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
    context = {"upload": found, "changes": found.plan.changes, "tables": pages.by_table(found.plan)}
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


def _saved(request: Request, form: PriceRiseForm) -> bool:
    said = {name: form.cleaned_data[name] for name in ("year", "percent", "name", "source")}
    rise = PriceRise(municipality=request.municipality, **said)
    try:
        set_price_rise(
            request.municipality, rise, seen=form.cleaned_data["seen"], by=request.user, at=timezone.now()
        )
    except CannotSave:
        form.add_error(
            "year", _("Året har redan en prisökning, eller så har någon ändrat den. Inget är sparat.")
        )
        return False
    messages.success(request, _("Prisökningen för %(year)s är sparad.") % {"year": rise.year})
    return True


def _told(request: Request, slug: str, year: int) -> tuple[CostTable, Story, list[CostTable]]:
    """The table with its story and the other services' tables, or 404 for a stranger and 403 for a colleague who may not see figures."""
    tables = list(_visible(request).with_rows())
    found = next((one for one in tables if (one.slug, one.year) == (slug, year)), None)
    if found is None:
        raise Http404
    if not may_see_figures(request.user, request.today):
        raise PermissionDenied
    rises = PriceRise.objects.visible_to(request.user, request.today).of(request.municipality).plain()
    same = [one.plain for one in tables if one.slug == slug]
    return found, story(found.plain, same, rises), [one for one in tables if one.slug != slug]


def _may_import(request: Request) -> bool:
    return may_in(request.user, Verb.CORRECT_FIGURE, request.municipality.pk, request.today)


def _must_import(request: Request) -> None:
    if not _may_import(request):
        raise PermissionDenied


def _visible(request: Request) -> CostTableQuerySet:
    visible = CostTable.objects.visible_to(request.user, request.today).of(request.municipality)
    return visible.select_related("municipality")
