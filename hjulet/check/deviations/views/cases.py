"""The case: its page, its paper, its files, and who it is about."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hjulet.base.files import responses
from hjulet.base.identities.models import IsForgotten
from hjulet.base.law import INFORM_PSL
from hjulet.base.notices.workflows import mark_read
from hjulet.base.people.request import Request
from hjulet.check.deviations.access import may_open_identity, may_read_report
from hjulet.check.deviations.choices import State
from hjulet.check.deviations.forms.cases_person import IdentityForm, WhyForm
from hjulet.check.deviations.pages import cases as pages
from hjulet.check.deviations.pages.cases_question import Question
from hjulet.check.deviations.pages.cases_seeing import see
from hjulet.check.deviations.pages.cases_steps import may_close, steps, verbs
from hjulet.check.deviations.pages.cases_story import matter_shown, story
from hjulet.check.deviations.paper import paper
from hjulet.check.deviations.views.cases_asking import ask, case_of
from hjulet.check.deviations.workflows.informing import explain_nobody, say_who
from hjulet.check.deviations.workflows.reading import log_reading


@never_cache
def detail(request: Request, pk: int) -> HttpResponse:
    seen = see(case_of(request, pk, handled=False), request.user, request.today)
    if pages.is_only_reporter(seen):
        return redirect("deviations:own", pk)
    log_reading(seen.deviation, seen.parts, by=request.user, at=timezone.now())
    mark_read(request.user, seen.deviation, at=timezone.now())
    return render(request, "deviations/case/detail.html", _shown(seen))


@never_cache
def print_case(request: Request, pk: int) -> HttpResponse:
    """The case as PDF: what the person may read, and no more."""
    seen = see(case_of(request, pk, handled=False), request.user, request.today)
    if not seen.parts:
        raise PermissionDenied
    log_reading(seen.deviation, seen.parts, by=request.user, at=timezone.now(), why="utskrift")
    answer = HttpResponse(paper(seen, timezone.localtime()), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="avvikelse-{seen.deviation.number}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def file(request: Request, pk: int, key: UUID) -> HttpResponse:
    """An attached picture or document, for those who read the report it came with."""
    deviation = case_of(request, pk, handled=False)
    if not may_read_report(request.user, deviation, request.today):
        raise Http404
    return responses.answer(get_object_or_404(deviation.files.kept(), key=key), as_attachment=False)


@never_cache
def identity(request: Request, pk: int) -> HttpResponse:
    """Who it is about: asked why, shown once, logged."""
    deviation = case_of(request, pk)
    if deviation.identity is None or not may_open_identity(request.user, deviation, request.today):
        raise Http404
    form = WhyForm(request.POST or None)
    context: dict[str, Any] = {"deviation": deviation, "form": form}
    if form.is_valid():
        why = form.cleaned_data["why"]
        try:
            context["named"] = deviation.identity.open_for(by=request.user, at=timezone.now(), why=why)
        except IsForgotten:
            context["is_forgotten"] = True
    return render(request, "deviations/case/identity.html", context)


@never_cache
def write_identity(request: Request, pk: int) -> HttpResponse:
    deviation = case_of(request, pk)
    reason = deviation.no_identity_reason if may_read_report(request.user, deviation, request.today) else ""
    form = IdentityForm(request.POST or None, initial={"reason": reason})
    question = Question(
        _("Vem gäller händelsen?"), _("Spara"), law=str(INFORM_PSL),
        lead=_("Namnet förseglas. Den som utreder kan öppna det, och varje öppning loggas."),
    )  # fmt: skip

    def do(form: IdentityForm) -> str:
        who, at = form.who, timezone.now()
        if who is None:
            explain_nobody(deviation, form.cleaned_data["reason"], by=request.user, at=at)
            return _("Förklaringen är sparad.")
        say_who(deviation, who, by=request.user, at=at)
        return _("Den som händelsen gäller är sparad.")

    return ask(request, deviation, form, question, do)


def _shown(seen: pages.Seen) -> dict[str, Any]:
    left = steps(seen)
    return {
        "deviation": seen.deviation,
        "seen": seen,
        "state_tag": pages.STATE_TAGS[State(seen.deviation.state)],
        "is_late": seen.deviation.is_late(seen.day),
        "happenings": story(seen),
        "parts": pages.parts_shown(seen),
        "hidden": pages.hidden_sentences(seen),
        "stubs": pages.stubs(seen),
        "actions": pages.action_rows(seen),
        "same_person": pages.same_person(seen),
        "next": next((step for step in left if step.href), None),
        "left": left,
        "may_close": may_close(seen),
        "verbs": verbs(seen),
        "matter": matter_shown(seen),
    }
