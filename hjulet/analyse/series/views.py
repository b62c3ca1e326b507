"""Series: what a unit counts, one series with its figure, its file, and when the way of measuring changed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hjulet.analyse.series import break_pages, pages
from hjulet.analyse.series.access import may_keep_breaks
from hjulet.analyse.series.forms import BreakForm
from hjulet.analyse.series.models import Break
from hjulet.analyse.series.workflows import CannotDocument, document_break, remove_break, rewrite_break
from hjulet.base.log.chain import record
from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.base.ui.sheets import SheetKind, answer


@require_safe
def series(request: Request) -> HttpResponse:
    if not may(request.user, Verb.SEE_FIGURES, request.today):
        raise PermissionDenied
    return render(request, "series/list.html", pages.catalogue(request))


@require_safe
def detail(request: Request, key: str) -> HttpResponse:
    found = pages.asked(request, key)
    if found.key.is_deviations:
        context = pages.deviations_page(found, request.user, request.today)
        return render(request, "series/detail.html", context)
    return render(request, "series/indicator.html", pages.indicator_page(found, request.user, request.today))


@require_safe
def download(request: Request, key: str) -> HttpResponseBase:
    found = pages.asked(request, key)
    if not found.key.is_deviations:
        return redirect("indicators:detail", slug=found.key.what)
    lines = pages.csv_lines(found, request.today)
    record(
        "series.downloaded", found.unit, by=request.user, at=timezone.now(), series=key, rows=len(lines) - 1
    )
    name = key.replace(":", "-").replace("*", "alla")
    return answer(lines, SheetKind.CSV, name=name, title=_("Serie"))


@require_safe
def breaks(request: Request) -> HttpResponse:
    if not may(request.user, Verb.SEE_FIGURES, request.today):
        raise PermissionDenied
    may_add = may(request.user, Verb.CORRECT_FIGURE, request.today)
    return render(request, "series/breaks.html", {"rows": break_pages.breaks(request), "may_add": may_add})


def create_break(request: Request) -> HttpResponse:
    if not may(request.user, Verb.CORRECT_FIGURE, request.today):
        raise PermissionDenied
    form = break_pages.break_form(request)
    if form.is_valid():
        now, today = timezone.now(), request.today
        try:
            document_break(request.municipality, form.said, by=request.user, at=now, today=today)
        except CannotDocument as error:
            _add(form, error)
        else:
            messages.success(request, _("Ändringen är inskriven. Serierna börjar om från den månaden."))
            return redirect("series:breaks")
    return render(request, "series/break_form.html", {"form": form, "break": None})


def edit_break(request: Request, pk: int) -> HttpResponse:
    found = _break(request, pk)
    form = break_pages.break_form(request, found)
    if form.is_valid():
        revision, now, today = form.cleaned_data["revision"] or 0, timezone.now(), request.today
        try:
            rewrite_break(found, form.said, revision=revision, by=request.user, at=now, today=today)
        except CannotDocument as error:
            _add(form, error)
        else:
            messages.success(request, _("Ändringen är sparad."))
            return redirect("series:breaks")
    return render(request, "series/break_form.html", {"form": form, "break": found})


@require_POST
def delete_break(request: Request, pk: int) -> HttpResponse:
    remove_break(_break(request, pk), by=request.user, at=timezone.now())
    messages.success(request, _("Ändringen är borttagen. Serierna räknas ihop igen."))
    return redirect("series:breaks")


def _break(request: Request, pk: int) -> Break:
    """A stranger gets 404, a colleague without the right 403."""
    seen = Break.objects.visible_to(request.user, request.today).select_related("unit", "municipality")
    found = get_object_or_404(seen, pk=pk)
    if not may_keep_breaks(request.user, found.municipality_id, request.today, at=found.unit):
        raise PermissionDenied
    return found


def _add(form: BreakForm, error: CannotDocument) -> None:
    for obstacle in error.obstacles:
        form.add_error(None, obstacle.label)
