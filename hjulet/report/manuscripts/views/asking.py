"""Asking about a section, answering, taking the answer in."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.report.manuscripts.access import askable, may_answer, may_comment
from hjulet.report.manuscripts.choices import Part
from hjulet.report.manuscripts.directory import directory
from hjulet.report.manuscripts.forms.writing import AnswerForm, AskForm, HandOverForm, KeepForm, TakeForm
from hjulet.report.manuscripts.models import CannotChange, SectionRequest
from hjulet.report.manuscripts.pages import asking as page
from hjulet.report.manuscripts.posting import TOO_LONG
from hjulet.report.manuscripts.views.reach import must, must_in, request_of, section_of, tell
from hjulet.report.manuscripts.workflows import asking


def ask(request: Request, pk: int, anchor: str) -> HttpResponse:
    found = section_of(request, pk, anchor, Verb.WRITE_REPORT)
    form = AskForm(
        request.POST if request.method == "POST" else None,
        people=askable(request.user, request.today),
        today=request.today,
        initial={"token": uuid4(), "due_on": page.in_two_weeks(request.today)},
    )
    if form.is_valid():
        said, number = form.about(anchor, found.section.title), form.cleaned_data["token"]
        try:
            day = request.today
            asking.ask(found.manuscript, said, number, by=request.user, at=timezone.now(), day=day)
        except CannotChange as error:
            tell(request, error.obstacles)
        else:
            messages.success(request, _("Frågan är skickad till %(name)s.") % {"name": said.to.name})
        return redirect("manuscripts:section", pk, anchor)
    context = {"form": form, "open": found, "manuscript": found.manuscript}
    return render(request, "manuscripts/ask.html", context)


def answer(request: Request, pk: int) -> HttpResponse:
    """The one page of whoever is asked; those who write the report read the answer here once it is sent."""
    found = request_of(request, pk)
    answers = may_answer(request.user, found, request.today)
    kind = KeepForm if request.POST.get("do") == "keep" else AnswerForm
    form = kind(request.POST if request.method == "POST" else None, initial=page.so_far(found))
    outcome = page.Outcome()
    if request.method == "POST":
        _must_answer(answers)
        outcome = _send(request, found, form) if form.is_valid() else outcome
        if outcome.is_done:
            return redirect(found)
    context = page.answer(
        request_of(request, pk), form, answers=answers, outcome=outcome,
        reads_last_year=may(request.user, Verb.OWN_SECTION, request.today),
    )  # fmt: skip
    sees_all = may_comment(request.user, found.manuscript, request.today)
    who = {
        "sees_all": sees_all,
        "is_mine": found.to_id == request.user.pk,
        "is_late": found.due_on < request.today,
    }
    return render(request, "manuscripts/answer.html", context | who)


@require_POST
def keep(request: Request, pk: int) -> HttpResponse:
    """The answer so far, while somebody types."""
    found = request_of(request, pk)
    _must_answer(may_answer(request.user, found, request.today))
    form = KeepForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"said": TOO_LONG}, status=400)
    try:
        revision = asking.keep_answer(
            found, form.cleaned_data["answer"], revision=form.cleaned_data["revision"],
            by=request.user, at=timezone.now(),
        )  # fmt: skip
    except asking.SomebodyWasFaster:
        return JsonResponse({"said": page.FASTER}, status=409)
    except CannotChange as error:
        return JsonResponse({"said": error.obstacles[0].label}, status=409)
    return JsonResponse({"revision": revision, "said": page.kept(timezone.now())})


def hand_over(request: Request, pk: int) -> HttpResponse:
    """Whoever cannot answer says who can."""
    found = request_of(request, pk)
    _must_answer(may_answer(request.user, found, request.today))
    people = directory(askable(request.user, request.today), request.today)
    form = HandOverForm(request.POST if request.method == "POST" else None, directory=people)
    if form.is_valid():
        by, at, day = request.user, timezone.now(), request.today
        try:
            made = asking.hand_over(found, form.handing, by=by, at=at, day=day)
        except CannotChange as error:
            for obstacle in error.obstacles:
                form.add_error("to", obstacle.label)
        else:
            messages.success(request, _("Frågan är lämnad till %(name)s.") % {"name": made.to.name})
            return redirect("manuscripts:mine")
    context = {"asked": found, "form": form, "options": people.options}
    return render(request, "manuscripts/hand_over.html", context)


@require_POST
def take(request: Request, pk: int) -> HttpResponse:
    found = request_of(request, pk)
    must_in(request, Verb.WRITE_REPORT, found.manuscript, found.section)
    form = TakeForm(request.POST)
    part = Part(form.cleaned_data["part"]) if form.is_valid() else Part.ANALYSIS
    try:
        asking.take(found, part, by=request.user, at=timezone.now())
    except CannotChange as error:
        tell(request, error.obstacles)
    else:
        messages.success(request, _("Svaret är inlagt sist i %(part)s.") % {"part": part.label})
    return redirect("manuscripts:section", found.manuscript_id, found.section)


@require_POST
def take_back(request: Request, pk: int) -> HttpResponse:
    found = request_of(request, pk)
    must(request, Verb.WRITE_REPORT, found.manuscript)
    try:
        asking.take_back(found, by=request.user, at=timezone.now())
    except CannotChange as error:
        tell(request, error.obstacles)
    else:
        messages.success(request, _("Frågan är tillbakadragen."))
    return redirect("manuscripts:section", found.manuscript_id, found.section)


def _must_answer(answers: bool) -> None:
    if not answers:
        raise PermissionDenied


def _send(request: Request, found: SectionRequest, form: AnswerForm) -> page.Outcome:
    """Send the answer, or only keep it. What could not be taken stays on the page, with the reason."""
    text, revision = form.cleaned_data["answer"], form.cleaned_data["revision"]
    at = timezone.now()
    try:
        if request.POST.get("do") == "keep":
            asking.keep_answer(found, text, revision=revision, by=request.user, at=at)
            messages.success(request, _("Svaret är sparat, men inte skickat."))
        else:
            asking.answer(found, text, revision=revision, by=request.user, at=at, day=request.today)
            messages.success(request, _("Tack. Svaret är skickat till den som frågade."))
    except asking.SomebodyWasFaster:
        return page.Outcome(is_newer=True, typed=text)
    except CannotChange as error:
        return page.Outcome(refused=tuple(error.obstacles), typed=text)
    return page.Outcome(is_done=True)
