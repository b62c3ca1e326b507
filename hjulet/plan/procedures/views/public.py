"""The open library. Whoever asks for anything else gets 404, whatever it is."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hjulet.base.files.responses import answer
from hjulet.plan.procedures import paper
from hjulet.plan.procedures.models import RoutineVersion
from hjulet.plan.procedures.pages import open as open_page
from hjulet.plan.procedures.pages.one import facts
from hjulet.plan.procedures.pages.reading import anybody, document
from hjulet.plan.procedures.views.files import as_pdf


@require_safe
@login_not_required
def library(request: HttpRequest, municipality: str) -> HttpResponse:
    found = open_page.library(
        municipality, request.GET.get("ord", "").replace("\x00", "")[:80], timezone.localdate()
    )
    if found is None or found.is_empty:
        raise Http404
    return render(request, "procedures/open_library.html", {"library": found})


@require_safe
@login_not_required
def one(request: HttpRequest, municipality: str, number: int) -> HttpResponse:
    found = _version(municipality, number)
    context = {
        "version": found,
        "routine": found.routine,
        "document": document(found, anybody(municipality, timezone.localdate())),
        "facts": facts(found, is_open=True),
    }
    return render(request, "procedures/open.html", context)


@require_safe
@login_not_required
def pdf(request: HttpRequest, municipality: str, number: int) -> HttpResponse:
    found, now = _version(municipality, number), timezone.localtime()
    printed = paper.Printed(now, is_open=True)
    return as_pdf(found, paper.paper(found, anybody(municipality, now.date()), printed))


@require_safe
@login_not_required
def file(request: HttpRequest, municipality: str, number: int) -> HttpResponse:
    found = _version(municipality, number)
    if found.file is None:
        raise Http404
    return answer(found.file)


@require_safe
@login_not_required
def picture(request: HttpRequest, municipality: str, number: int, picture: int) -> HttpResponse:
    shown = open_page.picture(_version(municipality, number), picture)
    if shown is None:
        raise Http404
    return answer(shown.file, as_attachment=False)


def _version(municipality: str, number: int) -> RoutineVersion:
    found = open_page.version(municipality, number, timezone.localdate())
    if found is None:
        raise Http404
    return found
