"""Published reports at their open address. Whoever asks for anything else gets 404, whatever it is."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hjulet.report.manuscripts.models import Approved
from hjulet.report.manuscripts.pages import editions as page
from hjulet.report.manuscripts.pages import published
from hjulet.report.manuscripts.pages.published import Address


@require_safe
@login_not_required
def index(request: HttpRequest, municipality: str) -> HttpResponse:
    """The municipality's published reports; one that has none has no such page."""
    rows = published.of_municipality(municipality)
    if not rows:
        raise Http404
    context = {"rows": page.listed(rows), "municipality": rows[0].manuscript.unit.municipality}
    return render(request, "manuscripts/published.html", context)


@require_safe
@login_not_required
def report(request: HttpRequest, **words: Any) -> HttpResponse:
    """The newest published edition: this address stays the same."""
    newest = _or_404(published.newest(Address(**words)))
    return render(request, "manuscripts/public.html", page.public(newest, newest))


@require_safe
@login_not_required
def edition(request: HttpRequest, number: int, **words: Any) -> HttpResponse:
    """A certain edition, which says so when there is a later one."""
    place = Address(**words)
    found = _or_404(published.numbered(place, number))
    return render(request, "manuscripts/public.html", page.public(found, _or_404(published.newest(place))))


@require_safe
@login_not_required
def file(request: HttpRequest, number: int, form: str, **words: Any) -> HttpResponse:
    if form not in page.FORMS:
        raise Http404
    return page.file(_or_404(published.numbered(Address(**words), number)), form)


def _or_404(found: Approved | None) -> Approved:
    if found is None:
        raise Http404
    return found
