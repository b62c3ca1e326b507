"""Reports on the screen and as files."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import units_visible_to
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.report.reports.access import editions_for, may_read
from hjulet.report.reports.asked import asked_about
from hjulet.report.reports.blocks import Report, figures
from hjulet.report.reports.choices import Edition, Format, Kind
from hjulet.report.reports.render.html import html
from hjulet.report.reports.rules import readable_year
from hjulet.report.reports.shelf import shelf
from hjulet.report.reports.workflows import build, file_name, rendered

CONTENT_TYPES = {
    Format.JSON: "application/json",
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
def index(request: Request) -> HttpResponse:
    editions = editions_for(request.user, request.today)
    if not editions:
        raise PermissionDenied
    approved = (Verb.READ_INTERNAL_REPORT, Verb.SIGN_SECRECY)
    context = {
        "shelf": shelf(request.municipality, editions, request.today),
        "may_read_approved": any(may(request.user, verb, request.today) for verb in approved),
    }
    return render(request, "reports/list.html", context)


@require_safe
def show(request: Request, kind: str, unit: str, year: str) -> HttpResponse:
    report, found = _asked_for(request, kind, unit, year)
    context = {
        "report": report,
        "document": html(report),
        "asked": asked_about(figures(report), request.user, request.today),
        "unit": found,
        "formats": list(CONTENT_TYPES),
        "editions": editions_for(request.user, request.today),
        "edition": Edition(report.edition),
    }
    return render(request, "reports/show.html", context)


@require_safe
def download(request: Request, kind: str, unit: str, year: str, form: str) -> HttpResponse:
    if form not in CONTENT_TYPES:
        raise Http404
    report, found = _asked_for(request, kind, unit, year)
    wanted = Format(form)
    response = HttpResponse(rendered(report, wanted), content_type=CONTENT_TYPES[wanted])
    response["Content-Disposition"] = f'attachment; filename="{file_name(report, wanted)}"'
    record("report.downloaded", found, by=request.user, at=timezone.now(), file=file_name(report, wanted))
    return response


def _asked_for(request: Request, kind: str, unit: str, year: str) -> tuple[Report, Unit]:
    """The report in the address: 404 when it cannot exist, 403 when the edition is not for this reader."""
    editions = editions_for(request.user, request.today)
    edition = request.GET.get("utgava") or (editions[0] if editions else Edition.PUBLIC)
    if kind not in Kind.values or edition not in Edition.values:
        raise Http404
    reached = units_visible_to(request.user, request.today).select_related("municipality")
    found: Unit = get_object_or_404(reached, slug=unit)
    if not may_read(request.user, Edition(edition), request.today):
        raise PermissionDenied
    try:
        return build(Kind(kind), found, readable_year(year, request.today.year), Edition(edition)), found
    except ValueError as error:
        raise Http404(str(error)) from None
