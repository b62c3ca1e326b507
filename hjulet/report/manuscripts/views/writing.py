"""Beginning a report, its board and preview, and writing in its sections."""

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hjulet.base.people.choices import Verb
from hjulet.base.people.models import reached_by
from hjulet.base.people.request import Request
from hjulet.base.people.roles import TABLE, may
from hjulet.report.manuscripts import posting
from hjulet.report.manuscripts.access import may_comment, may_write, may_write_section
from hjulet.report.manuscripts.choices import State
from hjulet.report.manuscripts.forms.owning import DueForm
from hjulet.report.manuscripts.forms.writing import FORMATTING, CommentForm, ReplyForm, StartForm, TextForm
from hjulet.report.manuscripts.merging import known_figures
from hjulet.report.manuscripts.models import Approved, CannotChange, Manuscript
from hjulet.report.manuscripts.pages import board as board_page
from hjulet.report.manuscripts.pages import lists
from hjulet.report.manuscripts.pages import preview as preview_page
from hjulet.report.manuscripts.pages import section as section_page
from hjulet.report.manuscripts.views.reach import manuscript_of, own_section_of, tell, version_of
from hjulet.report.manuscripts.workflows import commenting, writing
from hjulet.report.manuscripts.workflows.starting import start as begin
from hjulet.report.reports.choices import Edition


@require_safe
def index(request: Request) -> HttpResponse:
    if not may(request.user, Verb.COMMENT_REPORT, request.today):
        raise PermissionDenied
    seen = Manuscript.objects.visible_to(request.user, request.today)
    # whoever has only been asked about a section answers on a page of its own, and opens no board
    found = seen.filter(
        reached_by(request.user, request.today, *TABLE[Verb.COMMENT_REPORT], path="unit__path")
    )
    context = {
        "rows": lists.at_work(found, request.today),
        "may_write": may(request.user, Verb.WRITE_REPORT, request.today),
    }
    return render(request, "manuscripts/list.html", context)


def start(request: Request) -> HttpResponse:
    if not may(request.user, Verb.WRITE_REPORT, request.today):
        raise PermissionDenied
    reached = reached_by(request.user, request.today, *TABLE[Verb.WRITE_REPORT])
    form = StartForm(
        request.POST if request.method == "POST" else None,
        units=request.visible_units().filter(reached),
        this_year=request.today.year,
        initial={"year": request.today.year - 1},
    )
    if form.is_valid():
        found, is_new = begin(form.wanted, by=request.user, at=timezone.now())
        said = _("Rapporten är påbörjad.") if is_new else _("Rapporten skrivs redan. Här är den.")
        messages.success(request, said)
        return redirect(found)
    return render(request, "manuscripts/start.html", {"form": form})


@require_safe
def board(request: Request, pk: int) -> HttpResponse:
    found = manuscript_of(request, pk, Verb.COMMENT_REPORT)
    context = board_page.board(found, request.user, request.today, request.GET.get("visa", ""))
    return render(
        request,
        "manuscripts/board.html",
        context
        | {
            "may_write": may_write(request.user, found, request.today),
            "due_form": DueForm(initial={"due_on": found.due_on}),
        },
    )


@require_safe
def preview(request: Request, pk: int) -> HttpResponse:
    """The report as it stands; an approved one is read as it was frozen."""
    found = manuscript_of(request, pk, Verb.COMMENT_REPORT)
    editions = Approved.objects.visible_to(request.user, request.today)
    if frozen := editions.filter(manuscript=found, edition=Edition.INTERNAL).first():
        return redirect(frozen)
    return render(request, "manuscripts/preview.html", preview_page.document(found))


def section(request: Request, pk: int, anchor: str) -> HttpResponse:
    verb = Verb.WRITE_REPORT if request.method == "POST" else Verb.COMMENT_REPORT
    found = own_section_of(request, pk, anchor, verb)
    if request.method != "POST":
        return shown(request, found)
    commenting.mark_seen(request.user, found.manuscript, anchor, at=timezone.now())
    typed = posting.save_all(request, found, at=timezone.now())
    if typed:
        return shown(request, found, typed=typed)
    posting.do(request, found, at=timezone.now())
    return redirect("manuscripts:section", pk, anchor)


def shown(
    request: Request,
    found: section_page.Open,
    *,
    typed: Mapping[str, section_page.Typed] | None = None,
    comment_form: CommentForm | None = None,
    reply: tuple[int, ReplyForm] | None = None,
) -> HttpResponse:
    """The section's page as it is now; what could not be saved stands in its box, with why."""
    writes = may_write_section(request.user, found.manuscript, found.section.anchor, request.today)
    sees_all = may_comment(request.user, found.manuscript, request.today)
    context = {
        "open": found,
        "manuscript": found.manuscript,
        "editor": section_page.editor(found, request.today, typed or {}),
        "may_write": writes,
        "may_ask": may_write(request.user, found.manuscript, request.today),
        "sees_all": sees_all,
        "is_open": writes and found.manuscript.state == State.DRAFT,
        "may_comment": (sees_all or writes) and found.manuscript.state != State.APPROVED,
        "comment_form": comment_form or CommentForm(initial={"token": posting.token()}),
        "reply_to": reply[0] if reply else None,
        "reply_form": reply[1] if reply else ReplyForm(),
        "formatting": FORMATTING,
        "failed": typed or comment_form or reply,
    }
    return render(request, "manuscripts/section.html", context)


@require_POST
def autosave(request: Request, pk: int, anchor: str) -> HttpResponse:
    """One text while somebody types; the answer says where it went, in words."""
    found = own_section_of(request, pk, anchor, Verb.WRITE_REPORT)
    form = TextForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"said": posting.TOO_LONG}, status=400)
    try:
        saved = posting.save(found, form, by=request.user, at=timezone.now())
    except CannotChange as error:
        return JsonResponse({"said": " ".join(str(one.label) for one in error.obstacles)}, status=400)
    known = known_figures(found.report)
    preview = section_page.preview_of(saved.text.markdown, known, f"text-{saved.text.part}")
    answer = {
        "revision": saved.text.revision,
        "preview": preview,
        "said": posting.words(saved, timezone.now()),
    }
    return JsonResponse(answer, status=409 if saved.beside else 200)


@require_safe
def history(request: Request, pk: int, anchor: str) -> HttpResponse:
    found = own_section_of(request, pk, anchor, Verb.COMMENT_REPORT)
    context = {
        "open": found,
        "manuscript": found.manuscript,
        "versions": section_page.versions_of(found),
        "sees_all": may_comment(request.user, found.manuscript, request.today),
        "is_open": may_write_section(request.user, found.manuscript, anchor, request.today)
        and found.manuscript.state == State.DRAFT,
    }
    return render(request, "manuscripts/history.html", context)


@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    found = version_of(request, pk)
    try:
        writing.restore(found, by=request.user, at=timezone.now())
    except CannotChange as error:
        tell(request, error.obstacles)
    else:
        messages.success(request, _("Versionen är tillbaka. Det som stod där finns kvar i historiken."))
    return redirect("manuscripts:section", found.text.manuscript_id, found.text.section)


@require_POST
def settle(request: Request, pk: int) -> HttpResponse:
    found = version_of(request, pk)
    append = request.POST.get("do") == "append"
    try:
        writing.settle(found, append=append, by=request.user, at=timezone.now())
    except CannotChange as error:
        tell(request, error.obstacles)
    else:
        said = _("Texten är inlagd sist. Läs igenom så att den hänger ihop.")
        messages.success(request, said if append else _("Klart. Versionen finns kvar i historiken."))
    return redirect("manuscripts:section", found.text.manuscript_id, found.text.section)
