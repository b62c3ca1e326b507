"""Checking, reviewing and approving a report, and its approved editions."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hjulet.base.log.chain import record
from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.report.manuscripts.drafts import draft_of
from hjulet.report.manuscripts.forms.approving import ApproveForm, ReturnForm, SecrecyForm, WhyForm
from hjulet.report.manuscripts.models import Approved, CannotChange, Manuscript
from hjulet.report.manuscripts.pages import editions as page
from hjulet.report.manuscripts.pages import explaining, review, rounds, shelves
from hjulet.report.manuscripts.views.reach import manuscript_of, must, tell
from hjulet.report.manuscripts.workflows import approving, correcting, publishing, reviewing
from hjulet.report.reports.choices import Edition


@require_safe
def check(request: Request, pk: int) -> HttpResponse:
    return _check(request, manuscript_of(request, pk, Verb.COMMENT_REPORT))


@require_POST
def send(request: Request, pk: int) -> HttpResponse:
    found = manuscript_of(request, pk, Verb.WRITE_REPORT)
    try:
        reviewing.send(found, by=request.user, at=timezone.now(), day=request.today)
    except CannotChange as error:
        tell(request, error.obstacles)
    else:
        messages.success(
            request, _("Rapporten är skickad till granskning. Texterna står stilla tills den är klar.")
        )
    return redirect("manuscripts:check", pk)


@require_POST
def send_back(request: Request, pk: int) -> HttpResponse:
    found = manuscript_of(request, pk, Verb.COMMENT_REPORT)
    writes = may(request.user, Verb.WRITE_REPORT, request.today, at=found.unit)
    if not writes:
        must(request, Verb.APPROVE_REPORT, found)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _check(request, found, return_form=form)
    reason, at = form.cleaned_data["reason"], timezone.now()
    try:
        reviewing.send_back(found, reason, by=request.user, at=at, day=request.today)
    except CannotChange as error:
        tell(request, error.obstacles)
        return _check(request, found, return_form=form)
    messages.success(request, _("Rapporten är skickad tillbaka. Texterna går att ändra igen."))
    return redirect("manuscripts:check", pk)


@require_POST
def approve(request: Request, pk: int) -> HttpResponse:
    found = manuscript_of(request, pk, Verb.APPROVE_REPORT)
    form = ApproveForm(request.POST)
    if not form.is_valid():
        return _check(request, found, approve_form=form)
    try:
        made = approving.approve(found, form.approval, by=request.user, at=timezone.now())
    except CannotChange as error:
        tell(request, error.obstacles)
        return _check(request, manuscript_of(request, pk, Verb.APPROVE_REPORT), approve_form=form)
    messages.success(request, _("Rapporten är fastställd. Båda utgåvorna är frysta, med sina filer."))
    return redirect(made[0])


@require_safe
def reread(request: Request, pk: int) -> HttpResponse:
    """What has changed since the report was sent back."""
    found = manuscript_of(request, pk, Verb.COMMENT_REPORT)
    return render(request, "manuscripts/reread.html", rounds.again(found))


def differences(request: Request, pk: int) -> HttpResponse:
    found = manuscript_of(request, pk, Verb.COMMENT_REPORT)
    draft = draft_of(found)
    sources = {row.figure: source.key for source in explaining.sources_of(draft) for row in source.rows}
    form = WhyForm(request.POST if request.method == "POST" else None, sources=sources, stored=draft.why)
    if form.is_valid():
        try:
            left = correcting.explain(found, form.cleaned_data["why"], by=request.user, at=timezone.now())
        except CannotChange as error:
            tell(request, error.obstacles)
        else:
            messages.success(request, explaining.saved_words(left))
            return redirect("manuscripts:differences", pk)
    return render(request, "manuscripts/differences.html", explaining.page(draft) | {"form": form})


@require_safe
def approved(request: Request) -> HttpResponse:
    """The approved editions that the reader reaches: those who read the internal one, and those who sign."""
    if not any(
        may(request.user, verb, request.today) for verb in (Verb.READ_INTERNAL_REPORT, Verb.SIGN_SECRECY)
    ):
        raise PermissionDenied
    found = Approved.objects.visible_to(request.user, request.today)
    context = {"rows": shelves.shelf(found), "municipality": request.municipality}
    return render(request, "manuscripts/approved.html", context)


@require_safe
def edition(request: Request, pk: int) -> HttpResponse:
    found = edition_of(request, pk)
    rights = {
        "may_sign": may(request.user, Verb.SIGN_SECRECY, request.today, at=found.manuscript.unit),
        "may_write": may(request.user, Verb.WRITE_REPORT, request.today, at=found.manuscript.unit),
    }
    return render(request, "manuscripts/edition.html", page.edition(found) | rights)


@require_safe
def edition_file(request: Request, pk: int, form: str) -> HttpResponse:
    if form not in page.FORMS:
        raise Http404
    found = edition_of(request, pk)
    answer = page.file(found, form)
    record("report.downloaded", found.manuscript, by=request.user, at=timezone.now(), file=form)
    return answer


@require_POST
def new_edition(request: Request, pk: int) -> HttpResponse:
    """From an approved edition: what is written from now on is the next."""
    found = edition_of(request, pk)
    must(request, Verb.WRITE_REPORT, found.manuscript)
    made, is_new = correcting.new_edition(found.manuscript, by=request.user, at=timezone.now())
    said = (
        _("En ny utgåva är påbörjad, med de fastställda texterna.")
        if is_new
        else _("Den nya utgåvan skrivs redan. Här är den.")
    )
    messages.success(request, said)
    return redirect(made)


def secrecy(request: Request, pk: int) -> HttpResponse:
    found = _public_edition_of(request, pk)
    form = SecrecyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            publishing.sign(found, said["points"], said["remark"], by=request.user, at=timezone.now())
        except CannotChange as error:
            tell(request, error.obstacles)
        else:
            messages.success(request, _("Sekretesskontrollen är undertecknad. Nu går utgåvan att publicera."))
            return redirect(found)
    return render(request, "manuscripts/secrecy.html", page.secrecy(found) | {"form": form})


@require_POST
def publish(request: Request, pk: int) -> HttpResponse:
    found = _public_edition_of(request, pk)
    try:
        publishing.publish(found, by=request.user, at=timezone.now())
    except CannotChange as error:
        tell(request, error.obstacles)
    else:
        messages.success(request, _("Rapporten är publicerad. Alla kan läsa den på sin adress."))
    return redirect(found)


@require_POST
def take_down(request: Request, pk: int) -> HttpResponse:
    found = _public_edition_of(request, pk)
    publishing.take_down(found, by=request.user, at=timezone.now())
    messages.success(request, _("Rapporten går inte längre att läsa på den öppna adressen."))
    return redirect(found)


def edition_of(request: Request, pk: int) -> Approved:
    seen = Approved.objects.visible_to(request.user, request.today)
    return get_object_or_404(
        seen.select_related(
            "manuscript__unit__municipality", "manuscript__approved_by", "pdf", "docx", "published_by"
        ),
        pk=pk,
    )


def _public_edition_of(request: Request, pk: int) -> Approved:
    """The edition that is checked and published; the internal one has no such page."""
    found = edition_of(request, pk)
    if not may(request.user, Verb.SIGN_SECRECY, request.today, at=found.manuscript.unit):
        raise PermissionDenied
    if found.edition != Edition.PUBLIC:
        raise Http404
    return found


def _check(
    request: Request,
    found: Manuscript,
    *,
    return_form: ReturnForm | None = None,
    approve_form: ApproveForm | None = None,
) -> HttpResponse:
    """The page as it is now; what was typed stays in its boxes."""
    context = review.check(found, request.user, request.today)
    context["approve_form"] = approve_form or ApproveForm()
    context["return_form"] = return_form or ReturnForm()
    return render(request, "manuscripts/check.html", context)
