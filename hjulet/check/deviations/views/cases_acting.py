"""What is done about an event, and words to the one who reported."""

from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hjulet.base.law import IMPROVEMENT, REPORTING
from hjulet.base.people.request import Request
from hjulet.check.deviations.access import may_read_report
from hjulet.check.deviations.forms.cases import AnswerForm, ReasonForm
from hjulet.check.deviations.forms.cases_acting import BookForm, DecideForm, SayCauseForm, TieForm
from hjulet.check.deviations.forms.cases_person import ExternalForm
from hjulet.check.deviations.models import StandardAnswer
from hjulet.check.deviations.pages import cases_acting as pages
from hjulet.check.deviations.pages.cases_question import Done, Question
from hjulet.check.deviations.views.cases_asking import ask, case_of
from hjulet.check.deviations.workflows import acting
from hjulet.check.deviations.workflows.answering import answer_reporter as send_answer
from hjulet.check.deviations.workflows.informing import save_external

LAW = str(IMPROVEMENT)


@never_cache
def decide_action(request: Request, pk: int) -> HttpResponse:
    deviation = case_of(request, pk)
    causes = pages.causes_to_answer(deviation, request.user, request.today)
    start = pages.to_decide(causes, request.GET.get("orsak", "")) | {"token": uuid4()}
    people: dict[str, Any] = {
        "owners": pages.owners(request.user, request.today),
        "unit": deviation.unit,
        "today": request.today,
    }
    form = DecideForm(request.POST or None, initial=start, causes=causes, **people)
    question = Question(
        _("Besluta en åtgärd"), _("Besluta"), _("Vad ändrar ni, så att det inte händer igen?"), LAW
    )

    def do(form: DecideForm) -> Done:
        cause, token = form.cleaned_data["cause"], form.cleaned_data["token"]
        made = acting.decide_action(deviation, form.said(), cause, token, by=request.user, at=timezone.now())
        return Done(_("Åtgärden är beslutad."), pages.next_page(made))

    return ask(request, deviation, form, question, do)


@never_cache
def tie_action(request: Request, pk: int) -> HttpResponse:
    deviation = case_of(request, pk)
    causes = pages.causes_to_answer(deviation, request.user, request.today)
    actions = pages.open_actions(deviation, request.user, request.today)
    form = TieForm(request.POST or None, actions=actions, causes=causes)
    lead = _("En och samma åtgärd kan svara mot flera händelser.")
    question = Question(_("Knyt en åtgärd som redan finns"), _("Knyt åtgärden"), lead, LAW)

    def do(form: TieForm) -> str:
        action, cause = form.cleaned_data["action"], form.cleaned_data["cause"]
        acting.tie_action(deviation, action, cause, by=request.user, at=timezone.now())
        return _("Åtgärden svarar nu mot händelsen.")

    return ask(request, deviation, form, question, do)


@never_cache
def say_cause(request: Request, pk: int, decided: int) -> HttpResponse:
    deviation = case_of(request, pk)
    row = get_object_or_404(deviation.decided.select_related("action"), pk=decided)
    row.deviation = deviation
    causes = pages.causes_to_answer(deviation, request.user, request.today)
    form = SayCauseForm(request.POST or None, causes=causes, initial={"cause": row.cause_id})
    question = Question(_("Knyt åtgärden till en orsak"), _("Spara"), row.action.title)

    def do(form: SayCauseForm) -> str:
        acting.say_cause(row, form.cleaned_data["cause"], by=request.user, at=timezone.now())
        return _("Åtgärden svarar nu mot en orsak.")

    return ask(request, deviation, form, question, do)


@never_cache
def no_action(request: Request, pk: int) -> HttpResponse:
    deviation = case_of(request, pk)
    reason = deviation.no_action_reason if may_read_report(request.user, deviation, request.today) else ""
    form = ReasonForm(request.POST or None, initial={"reason": reason})
    question = Question(_("Ingen åtgärd behövs"), _("Spara"), law=LAW)

    def do(form: ReasonForm) -> str:
        acting.explain_no_action(deviation, form.cleaned_data["reason"], by=request.user, at=timezone.now())
        return _("Förklaringen är sparad.")

    return ask(request, deviation, form, question, do)


@never_cache
def book_review(request: Request, pk: int) -> HttpResponse:
    deviation = case_of(request, pk)
    form = BookForm(request.POST or None, decided=deviation.decided.select_related("action").order_by("pk"))
    lead = _("Välj en dag när det går att se om åtgärden hjälpte.")
    question = Question(_("Boka en uppföljning"), _("Boka"), lead, LAW)

    def do(form: BookForm) -> str:
        row = form.cleaned_data["decided"]
        row.deviation = deviation
        acting.book_review(row, form.cleaned_data["due_on"], by=request.user, at=timezone.now())
        return _("Uppföljningen är bokad.")

    return ask(request, deviation, form, question, do)


@never_cache
def answer_reporter(request: Request, pk: int) -> HttpResponse:
    """An answer or a question, with the municipality's own answers at hand."""
    deviation = case_of(request, pk)
    answers = list(StandardAnswer.objects.visible_to(request.user, request.today))
    chosen = next((one.text for one in answers if str(one.pk) == request.GET.get("standard")), "")
    form = AnswerForm(request.POST or None, initial={"token": uuid4(), "text": chosen, "kind": "answer"})
    lead = _("Den som rapporterade tog sig tid. Berätta vad det ledde till.")
    question = Question(
        _("Svara den som rapporterade"),
        _("Skicka"),
        lead,
        str(REPORTING),
        "deviations/case/answer.html",
    )

    def do(form: AnswerForm) -> str:
        said, is_answer = form.cleaned_data, form.cleaned_data["kind"] == "answer"
        whom: dict[str, Any] = {"by": request.user, "at": timezone.now(), "day": request.today}
        send_answer(deviation, said["text"], said["token"], is_answer=is_answer, **whom)
        return _("Svaret är skickat.") if is_answer else _("Frågan är skickad.")

    return ask(request, deviation, form, question, do, answers=answers)


@never_cache
def external(request: Request, pk: int) -> HttpResponse:
    """To or from another care giver."""
    deviation = case_of(request, pk)
    matter = pages.matter_of(deviation, request.user, request.today)
    form = ExternalForm(request.POST or None, initial=ExternalForm.start(matter), today=request.today)
    question = Question(_("Till eller från en annan vårdgivare"), _("Spara"))

    def do(form: ExternalForm) -> str:
        save_external(deviation, form.cleaned_data, by=request.user, at=timezone.now())
        return _("Uppgifterna är sparade.")

    return ask(request, deviation, form, question, do)
