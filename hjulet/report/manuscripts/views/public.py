"""Published reports at their open address. Whoever asks for anything else gets 404, whatever it is."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hjulet.report.manuscripts.models import Approved
from hjulet.report.manuscripts.pages import editions as page

TOLD = ("manuscript__unit__municipality", "pdf", "docx")


@require_safe
@login_not_required
def index(request: HttpRequest, municipality: str) -> HttpResponse:
    """The municipality's published reports; one that has none has no such page."""
    found = Approved.objects.published().filter(manuscript__unit__municipality__slug=municipality)
    rows = list(
        found.select_related(*TOLD).order_by("-manuscript__year", "manuscript__kind", "-manuscript__number")
    )
    if not rows:
        raise Http404
    context = {"rows": page.listed(rows), "municipality": rows[0].manuscript.unit.municipality}
    return render(request, "manuscripts/published.html", context)


@require_safe
@login_not_required
def report(request: HttpRequest, **words: Any) -> HttpResponse:
    """The newest published edition: this address stays the same."""
    newest = _newest(words)
    return render(request, "manuscripts/public.html", page.public(newest, newest))


@require_safe
@login_not_required
def edition(request: HttpRequest, number: int, **words: Any) -> HttpResponse:
    """A certain edition, which says so when there is a later one."""
    found = get_object_or_404(_published(words), manuscript__number=number)
    return render(request, "manuscripts/public.html", page.public(found, _newest(words)))


@require_safe
@login_not_required
def file(request: HttpRequest, number: int, form: str, **words: Any) -> HttpResponse:
    if form not in page.FORMS:
        raise Http404
    return page.file(get_object_or_404(_published(words), manuscript__number=number), form)


def _newest(words: dict[str, Any]) -> Approved:
    found: Approved | None = _published(words).order_by("-manuscript__number").first()
    if found is None:
        raise Http404
    return found


def _published(words: dict[str, Any]) -> Any:
    return (
        Approved.objects.published()
        .select_related(*TOLD)
        .filter(
            manuscript__unit__municipality__slug=words["municipality"],
            manuscript__kind=words["kind"],
            manuscript__unit__slug=words["unit"],
            manuscript__year=words["year"],
        )
    )
