"""Questions on figures: the list, one question with its answer, asking, answering, handing over, taking back."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hjulet.base.people.request import Request
from hjulet.check.indicators.access import may_see_figures
from hjulet.check.indicators.models import CannotAsk, FigureQuestion, Value
from hjulet.check.indicators.questions import pages
from hjulet.check.indicators.questions import workflows as work
from hjulet.check.indicators.questions.access import able_to_answer, may_answer, may_ask, may_withdraw
from hjulet.check.indicators.questions.choices import QuestionObstacle, Shown
from hjulet.check.indicators.questions.forms import AnswerForm, AskForm, HandOverForm, QuestionsForm

PER_PAGE = 25


@require_safe
def questions(request: Request) -> HttpResponse:
    if not may_see_figures(request.user, request.today):
        raise PermissionDenied
    form = QuestionsForm(request.GET, years=pages.years_of(request))
    page = Paginator(pages.asked_for(request, form), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": pages.rows(request, list(page)),
        "is_filtered": form.shown != Shown.ALL or form.year is not None,
    }
    return render(request, "indicators/questions/list.html", context)


@require_safe
def question(request: Request, pk: int) -> HttpResponse:
    """The question, its answer and what followed."""
    found = _question(request, pk)
    context = _about(request, found) | {"may_hand_over": found.is_open}
    return render(request, "indicators/questions/question.html", context)


def ask(request: Request, pk: int) -> HttpResponse:
    seen = Value.objects.visible_to(request.user, request.today)
    value = get_object_or_404(seen.select_related("indicator", "unit"), pk=pk)
    if not may_ask(request.user, value, request.today):
        raise PermissionDenied
    form = AskForm(_posted(request), initial={"token": uuid4()})
    if form.is_valid() and not form.doubts:
        try:
            text, token = form.cleaned_data["text"], form.sent_as
            made = work.ask(value, text, token, by=request.user, at=timezone.now())
        except Value.DoesNotExist:
            raise Http404 from None
        except CannotAsk as error:
            _add(form, error)
        else:
            return _sent(request, made)
    return render(request, "indicators/questions/ask.html", _asking(value, form))


def follow_up(request: Request, pk: int) -> HttpResponse:
    """One more question on an answer; when somebody else was faster the reader is shown theirs."""
    found = _question(request, pk)
    if not may_ask(request.user, found.value, request.today):
        raise PermissionDenied
    form = AskForm(_posted(request), initial={"token": uuid4()})
    if form.is_valid() and not form.doubts:
        try:
            text, token = form.cleaned_data["text"], form.sent_as
            made = work.follow_up(found, text, token, by=request.user, at=timezone.now())
        except CannotAsk as error:
            _add(form, error)
        else:
            return _sent(request, made)
    context = _asking(found.value, form) | {"shown": pages.thread_of(request, found), "follows": found}
    return render(request, "indicators/questions/ask.html", context)


def answer(request: Request, pk: int) -> HttpResponse:
    """The first answer, or better words for it: the earlier ones stay to be read."""
    found = _question(request, pk)
    if not may_answer(request.user, found, request.today) or found.is_withdrawn:
        raise PermissionDenied
    form = _answer_form(request, found)
    newer = None
    if form.is_valid() and not form.doubts:
        try:
            seen = form.cleaned_data["seen"]
            work.answer(found, form.said, seen=seen, by=request.user, at=timezone.now())
        except CannotAsk as error:
            newer = found.answers.last() if QuestionObstacle.FASTER in error.obstacles else None
            form.carry(found.answers.count())
            _add(form, error)
        else:
            messages.success(request, _("Svaret står bredvid siffran, och den som frågade får veta det."))
            return redirect(found)
    context = _about(request, found) | {"form": form, "newer": newer}
    return render(request, "indicators/questions/answer.html", context)


def hand_over(request: Request, pk: int) -> HttpResponse:
    found = _question(request, pk)
    if not may_answer(request.user, found, request.today):
        raise PermissionDenied
    people = [one for one in able_to_answer(found, request.today) if one != request.user]
    form = HandOverForm(_posted(request), people=people)
    if form.is_valid():
        to = form.cleaned_data["to"]
        try:
            work.hand_over(found, to, by=request.user, at=timezone.now())
        except CannotAsk as error:
            _add(form, error)
        else:
            messages.success(request, _("Frågan ligger nu hos %(name)s.") % {"name": to.name})
            return redirect(found)
    context = _about(request, found) | {"form": form}
    return render(request, "indicators/questions/hand_over.html", context)


@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    found = _question(request, pk)
    if not may_withdraw(request.user, found):
        raise PermissionDenied
    try:
        work.withdraw(found, by=request.user, at=timezone.now())
    except CannotAsk as error:
        for obstacle in error.obstacles:
            messages.warning(request, obstacle.label)
    else:
        messages.success(request, _("Frågan är tillbakadragen. Ingen annan ser den."))
    return redirect(found)


def _question(request: Request, pk: int) -> FigureQuestion:
    """A stranger gets 404, and so does whoever may not read the figure."""
    seen = FigureQuestion.objects.visible_to(request.user, request.today)
    found = get_object_or_404(seen.in_full(request.user, request.today), pk=pk)
    if not may_see_figures(request.user, request.today):
        raise PermissionDenied
    return found


def _answer_form(request: Request, question: FigureQuestion) -> AnswerForm:
    user, value, today = request.user, question.value, request.today
    stands = question.answers.last()
    initial: dict[str, Any] = {"seen": question.answers.count()}
    if stands is not None:
        initial |= {"text": stands.text, "action": stands.action_id, "need": stands.need_id}
    actions, needs = pages.actions_for(user, value, today), pages.needs_for(user, value, today)
    return AnswerForm(_posted(request), initial=initial, actions=actions, needs=needs)


def _asking(value: Value, form: AskForm) -> dict[str, Any]:
    return {"value": value, "lead": pages.lead_of(value), "form": form}


def _about(request: Request, question: FigureQuestion) -> dict[str, Any]:
    value = question.value
    return {
        "question": question,
        "value": value,
        "lead": pages.lead_of(value),
        "shown": pages.thread_of(request, question),
    }


def _sent(request: Request, question: FigureQuestion) -> HttpResponse:
    messages.success(
        request, _("Frågan är skickad. Svaret kommer här, och du får ett meddelande när det har kommit.")
    )
    return redirect(question)


def _posted(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def _add(form: Any, error: CannotAsk) -> None:
    for obstacle in error.obstacles:
        form.add_error(None, str(obstacle.label))
