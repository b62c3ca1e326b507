"""Writing a version: the boxes, saving while somebody types, what stands beside, copies, comments, and differences."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hjulet.base.people.request import Request
from hjulet.plan.procedures import posting
from hjulet.plan.procedures.access import may_approve
from hjulet.plan.procedures.choices import State
from hjulet.plan.procedures.forms.routines import FORMATTING, CommentForm, FileForm, PictureForm, TextForm
from hjulet.plan.procedures.models import CannotChange, RoutineComment, RoutineCopy, RoutineVersion
from hjulet.plan.procedures.pages import reading
from hjulet.plan.procedures.pages import writing as writing_page
from hjulet.plan.procedures.pages.one import obstacles
from hjulet.plan.procedures.views.reach import tell, version_of, written_version
from hjulet.plan.procedures.workflows import reviewing, writing


def write(request: Request, pk: int, number: int) -> HttpResponse:
    found = written_version(request, pk, number)
    typed: dict[str, writing_page.Typed] = {}
    if request.method == "POST":
        typed = posting.save_all(request, found, at=timezone.now())
        if not typed:
            messages.success(request, _("Texterna är sparade."))
            return redirect("procedures:write", pk, number)
    context = {
        "version": found,
        "routine": found.routine,
        "editor": writing_page.editor(found, request.user, request.today, typed),
        "obstacles": obstacles(found),
        "is_open": found.state == State.DRAFT,
        "may_approve": may_approve(request.user, found.routine, request.today),
        "comment_form": CommentForm(initial={"token": uuid4()}),
        "file_form": FileForm(),
        "picture_form": PictureForm(),
        "formatting": FORMATTING,
        "failed": typed,
    }
    return render(request, "procedures/write.html", context)


@require_POST
def autosave(request: Request, pk: int, number: int) -> HttpResponse:
    """One text while somebody types; the answer says where it went, in words."""
    found = written_version(request, pk, number)
    form = TextForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"said": str(posting.TOO_LONG)}, status=400)
    now = timezone.now()
    saved = posting.save(found, form, by=request.user, at=now)
    preview = writing_page.preview(saved.version, saved.part, request.user, request.today)
    answer = {"revision": saved.revision, "preview": preview, "said": posting.words(saved, now)}
    return JsonResponse(answer, status=409 if saved.beside else 200)


@require_safe
def copies(request: Request, pk: int, number: int) -> HttpResponse:
    found = written_version(request, pk, number)
    context = {
        "version": found,
        "routine": found.routine,
        "copies": writing_page.copies_of(found),
        "is_open": found.state == State.DRAFT,
    }
    return render(request, "procedures/copies.html", context)


@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    found = _copy(request, pk)
    try:
        writing.restore(found, by=request.user, at=timezone.now())
    except CannotChange as error:
        tell(request, error.obstacles)
    else:
        messages.success(
            request, _("Texten är tillbaka. Det som stod där finns kvar bland de sparade texterna.")
        )
    return redirect("procedures:write", found.version.routine_id, found.version.number)


@require_POST
def settle(request: Request, pk: int) -> HttpResponse:
    found = _copy(request, pk)
    append = request.POST.get("do") == "append"
    try:
        writing.settle(found, append=append, by=request.user, at=timezone.now())
    except CannotChange as error:
        tell(request, error.obstacles)
    else:
        said = _("Texten är inlagd sist. Läs igenom så att den hänger ihop.")
        messages.success(
            request, said if append else _("Klart. Texten finns kvar bland de sparade texterna.")
        )
    return redirect("procedures:write", found.version.routine_id, found.version.number)


@require_POST
def comment(request: Request, pk: int, number: int) -> HttpResponse:
    found = written_version(request, pk, number)
    form = CommentForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Kommentaren är inte sparad. Skriv något, högst 2 000 tecken."))
        return redirect("procedures:write", pk, number)
    try:
        reviewing.comment(found, **form.cleaned_data, by=request.user, at=timezone.now())
    except CannotChange as error:
        tell(request, error.obstacles)
    else:
        messages.success(request, _("Kommentaren är sparad."))
    return redirect("procedures:write", pk, number)


@require_POST
def resolve(request: Request, pk: int) -> HttpResponse:
    seen = RoutineComment.objects.visible_to(request.user, request.today)
    found = get_object_or_404(seen.select_related("version"), pk=pk)
    reviewing.resolve(found, by=request.user, at=timezone.now())
    return redirect("procedures:write", found.version.routine_id, found.version.number)


@require_safe
def differences(request: Request, pk: int, number: int) -> HttpResponse:
    """Against the version before it, or the one that the address names."""
    found = version_of(request, pk, number)
    seen = RoutineVersion.objects.visible_to(request.user, request.today)
    earlier = seen.filter(routine=pk, number__lt=number).select_related("file").order_by("-number")
    asked = request.GET.get("mot", "")
    chosen = (
        earlier.filter(number=int(asked))
        if asked.isdecimal() and len(asked) < len("10000")
        else earlier.approved()
    )
    was = chosen.first()
    whole = request.GET.get("visa") == "allt"
    context = {
        "version": found,
        "routine": found.routine,
        "was": was,
        "earlier": earlier,
        "whole": whole,
        "difference": reading.difference(was, found, whole=whole),
    }
    return render(request, "procedures/differences.html", context)


def _copy(request: Request, pk: int) -> RoutineCopy:
    seen = RoutineCopy.objects.visible_to(request.user, request.today)
    return get_object_or_404(seen.select_related("version__routine"), pk=pk)
