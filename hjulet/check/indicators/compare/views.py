"""Downloads of a measure, its units in a funnel, what stands out, and the comparisons that have a name."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hjulet.base.people.request import Request
from hjulet.check.indicators import figure_page, series
from hjulet.check.indicators.access import may_see_figures
from hjulet.check.indicators.compare import downloads, everybody, tables, units
from hjulet.check.indicators.compare.downloads import PICTURES, Kind
from hjulet.check.indicators.compare.sets import BY_KEY
from hjulet.check.indicators.compare.standing_out import standouts_page
from hjulet.check.indicators.models import Indicator
from hjulet.check.indicators.pages import values_of


@require_safe
def download(request: Request, slug: str, kind: str) -> HttpResponseBase:
    """What the page shows, as a file: the same reach, and nothing that the page hides."""
    indicator = measure(request, slug)
    if kind not in Kind.values:
        raise Http404
    found = figure_page.gathered(request, indicator)
    name = f"{slug}-{found.unit.slug}" if found.unit else slug
    if Kind(kind) not in PICTURES:
        return downloads.table(Kind(kind), downloads.rows(found.followed), name)
    chart = series.chart(found.followed, f"{indicator.name}. {series.years(found.followed)}")
    if chart is None:
        raise Http404
    return downloads.picture(Kind(kind), chart, name)


@require_safe
def standouts(request: Request) -> HttpResponse:
    if not may_see_figures(request.user, request.today):
        raise PermissionDenied
    return render(request, "indicators/standouts.html", standouts_page(request, values_of(request)))


@require_safe
def comparisons(request: Request) -> HttpResponse:
    if not may_see_figures(request.user, request.today):
        raise PermissionDenied
    return render(request, "indicators/comparisons.html", {"listed": tables.listed(request)})


@require_safe
def comparison(request: Request, key: str) -> HttpResponse:
    if not may_see_figures(request.user, request.today):
        raise PermissionDenied
    if key not in BY_KEY:
        raise Http404
    return render(request, "indicators/comparison.html", tables.comparison_page(request, BY_KEY[key]))


@require_safe
def funnel(request: Request, slug: str) -> HttpResponse:
    """The municipality's units of the same kind, and every municipality where the number of answers is known."""
    indicator = measure(request, slug)
    found = figure_page.gathered(request, indicator)
    asked = request.GET.get("period", "")
    context = {
        "indicator": indicator,
        "kinds": units.kinds(found.own, period=asked),
        "periods": units.periods(found.own),
        "everybody": everybody.in_a_funnel(indicator, request.municipality),
    }
    return render(request, "indicators/funnel.html", context)


def measure(request: Request, slug: str) -> Indicator:
    visible = Indicator.objects.visible_to(request.user, request.today).of(request.municipality)
    found = get_object_or_404(visible.select_related("goal", "document"), slug=slug)
    if not may_see_figures(request.user, request.today):
        raise PermissionDenied
    return found
