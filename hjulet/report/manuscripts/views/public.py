"""Published reports at their open address. Whoever asks for anything else gets 404, whatever it is."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from hjulet.base.organisation.models import Municipality
from hjulet.report.manuscripts.models import Approved
from hjulet.report.manuscripts.pages import editions as page
from hjulet.report.manuscripts.pages import published, shelves
from hjulet.report.manuscripts.pages.published import Address


@require_safe
@login_not_required
def everywhere(request: HttpRequest) -> HttpResponse:
    """Where something is published; with one municipality, or one's own, there is nothing to choose."""
    own = getattr(request, "municipality", None)
    if own is not None:
        return redirect("published:list", own.slug)
    found = shelves.who_publish()
    if len(found) == 1:
        return redirect("published:list", found[0].slug)
    return render(request, "manuscripts/published_all.html", {"municipalities": found})


@require_safe
@login_not_required
def index(request: HttpRequest, municipality: str) -> HttpResponse:
    """The municipality's published reports; a municipality that is not here has no such page."""
    place = get_object_or_404(Municipality, slug=municipality)
    context = {"rows": shelves.published(published.of_municipality(place.slug)), "municipality": place}
    return _shown(request, "manuscripts/published.html", context)


@require_safe
@login_not_required
def report(request: HttpRequest, **words: Any) -> HttpResponse:
    """The newest published edition: this address stays the same."""
    place = Address(**words)
    newest = _or_404(published.newest(place))
    return _shown(request, "manuscripts/public.html", page.public(newest, newest, published.every(place)))


@require_safe
@login_not_required
def edition(request: HttpRequest, number: int, **words: Any) -> HttpResponse:
    """A certain edition, which says so when there is a later one."""
    place = Address(**words)
    found, newest = _or_404(published.numbered(place, number)), _or_404(published.newest(place))
    return _shown(request, "manuscripts/public.html", page.public(found, newest, published.every(place)))


@require_safe
@login_not_required
def file(request: HttpRequest, number: int, form: str, **words: Any) -> HttpResponse:
    if form not in page.FORMS:
        raise Http404
    return page.file(_or_404(published.numbered(Address(**words), number)), form)


def _shown(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """To a stranger the frame says whose page it is; whoever is signed in keeps their own."""
    if not request.user.is_authenticated:
        request.municipality = context["municipality"]  # type: ignore[attr-defined]
    return render(request, template, context)


def _or_404(found: Approved | None) -> Approved:
    if found is None:
        raise Http404
    return found
