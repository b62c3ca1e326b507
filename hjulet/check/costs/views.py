"""The pages of cost per user: the tables, and one table."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from hjulet.base.people.request import Request
from hjulet.check.costs import pages
from hjulet.check.costs.models import CostTable, CostTableQuerySet
from hjulet.check.indicators.access import may_see_figures


def tables(request: Request) -> HttpResponse:
    if not may_see_figures(request.user, request.today):
        raise PermissionDenied
    found = [(table, pages.finding(table), table.review) for table in _visible(request).with_rows()]
    return render(request, "costs/list.html", {"tables": found})


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


def _visible(request: Request) -> CostTableQuerySet:
    visible = CostTable.objects.visible_to(request.user, request.today).of(request.municipality)
    return visible.select_related("municipality")
