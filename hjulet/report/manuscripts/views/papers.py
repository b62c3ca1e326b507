"""The committee's papers: chosen and written, fetched as a draft, made and read."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hjulet.base.files import responses
from hjulet.base.log.chain import record
from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.report.manuscripts.access import may_write
from hjulet.report.manuscripts.forms.papers import PapersForm, chosen
from hjulet.report.manuscripts.models import PapersCopy
from hjulet.report.manuscripts.pages import papers as page
from hjulet.report.manuscripts.pages import shelves
from hjulet.report.manuscripts.views.reach import manuscript_of, must
from hjulet.report.manuscripts.workflows import papering
from hjulet.report.manuscripts.workflows.papering import CannotMake, SomebodyWasFaster


def papers(request: Request, pk: int) -> HttpResponse:
    """Every button keeps what stands in the boxes, and then adds or takes away."""
    found = manuscript_of(request, pk, Verb.COMMENT_REPORT)
    start, typed = page.initial(found)
    form, theirs = PapersForm(initial=start), None
    if request.method == "POST":
        must(request, Verb.WRITE_REPORT, found)
        form, typed = PapersForm(request.POST), chosen(request.POST)
        if form.is_valid():
            said, revision = form.said | typed, form.cleaned_data["revision"]
            try:
                papering.keep_papers(found, said, revision=revision, by=request.user, at=timezone.now())
            except SomebodyWasFaster:
                theirs = page.stored_content(found)
            else:
                return _kept(request, pk)
    context = page.papers(found, form, typed, theirs=theirs)
    context["may_write"] = may_write(request.user, found, request.today)
    return render(request, "manuscripts/papers.html", context)


def _kept(request: Request, pk: int) -> HttpResponse:
    if request.POST.get("do", "save") == "save":
        messages.success(request, _("Handlingarna är sparade."))
    return redirect("manuscripts:papers", pk)


@require_safe
def draft(request: Request, pk: int) -> HttpResponse:
    """The papers as they stand. Nothing is kept."""
    found = manuscript_of(request, pk, Verb.COMMENT_REPORT)
    stored = page.stored(found)
    if stored is None:
        messages.info(request, _("Skriv något och spara först. Sedan går det att hämta ett utkast."))
        return redirect("manuscripts:papers", pk)
    try:
        content = papering.draft_pdf(stored)
    except CannotMake as error:
        return _refused(request, pk, error)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = (
        content_disposition_header(True, "namndens-handlingar-utkast.pdf") or "attachment"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    record("papers.downloaded", found, by=request.user, at=timezone.now(), draft=True)
    return answer


@require_POST
def make(request: Request, pk: int) -> HttpResponse:
    found = manuscript_of(request, pk, Verb.WRITE_REPORT)
    stored = page.stored(found)
    if stored is None:
        messages.error(request, _("Skriv och spara handlingarna först."))
        return redirect("manuscripts:papers", pk)
    try:
        papering.make_papers(stored, by=request.user, at=timezone.now())
    except CannotMake as error:
        return _refused(request, pk, error)
    messages.success(
        request, _("Nämndens handlingar är framtagna, i en PDF. De förtroendevalda når dem under Berätta.")
    )
    return redirect("manuscripts:papers", pk)


@require_safe
def made(request: Request) -> HttpResponse:
    """What has gone to committees that the reader reaches."""
    if not may(request.user, Verb.READ_PUBLIC_REPORT, request.today):
        raise PermissionDenied
    found = PapersCopy.objects.visible_to(request.user, request.today)
    context = {"rows": shelves.made(found), "municipality": request.municipality}
    return render(request, "manuscripts/papers_list.html", context)


@require_safe
def copy(request: Request, pk: int) -> HttpResponse:
    seen = PapersCopy.objects.visible_to(request.user, request.today)
    found = get_object_or_404(seen.select_related("papers__manuscript", "file"), pk=pk)
    record("papers.downloaded", found.papers.manuscript, by=request.user, at=timezone.now(), copy=found.pk)
    return responses.answer(found.file)


def _refused(request: Request, pk: int, error: CannotMake) -> HttpResponse:
    for fault, about in error.faults:
        messages.error(request, f"{fault.label} {about}".strip())
    return redirect("manuscripts:papers", pk)
