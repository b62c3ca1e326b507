"""Needs and actions: lists, stories, forms, the verbs that move an action, and what came of it."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet, TextChoices
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hjulet.act.actions import effect, pages
from hjulet.act.actions.access import may_answer
from hjulet.act.actions.choices import ActionKind, Answer, Status, Strength
from hjulet.act.actions.forms import ActionForm, AnswerForm, BookForm, MoveForm, NeedForm, RebookForm
from hjulet.act.actions.models import (
    Action,
    CannotAnswer,
    CannotChangeStatus,
    CannotReview,
    EffectReview,
    Need,
    Spread,
)
from hjulet.act.actions.workflows import (
    SomebodyWasFaster,
    answer_spread,
    create_action,
    move_action,
    raise_need,
    rebook_review,
    rewrite_action,
)
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.base.ui import swedish


def actions(request: Request) -> HttpResponse:
    _must(request, Verb.SEE_ACTIONS)
    form = pages.filter_form(request)
    found = pages.asked_for(request, form)
    chosen, following = pages.one_page(found, request.GET)
    context = {
        "form": form,
        "rows": pages.rows(chosen, request.today),
        "sums": found.counted(request.today),
        "following": following,
        "is_filtered": any(form.asked().values()),
        "may_decide": may(request.user, Verb.DECIDE_ACTION, request.today),
        "questions": effect.questions(request.user, request.today)
        .unanswered()
        .exclude(asked_by=request.user)
        .count(),
    }
    return render(request, "actions/list.html", context)


def action(request: Request, pk: int) -> HttpResponse:
    found = _action(request, pk, Verb.SEE_ACTIONS)
    steps = pages.steps(found)
    may_decide = may(request.user, Verb.DECIDE_ACTION, request.today, at=found.unit)
    context = {
        "action": found,
        "row": pages.rows([found], request.today)[0],
        "sources": found.sources_known_to(request.user, request.today),
        "is_weak": found.strength == Strength.WEAK,
        "effect": effect.of_action(found, request.today),
        "steps": steps,
        "blocked": pages.blocked(steps),
        "may_decide": may_decide,
        "may_book": may_decide and found.status != Status.NOT_DONE,
    }
    return render(request, "actions/detail.html", context)


@require_POST
def move(request: Request, pk: int) -> HttpResponse:
    found = _action(request, pk, Verb.DECIDE_ACTION)
    form = MoveForm(request.POST)
    if not form.is_valid():
        messages.error(
            request, _("Åtgärden är oförändrad. Välj vad som ska hända, och skriv högst 200 tecken.")
        )
        return redirect("actions:detail", pk=pk)
    try:
        to = Status(form.cleaned_data["to"])
        move_action(found, to, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
    except CannotChangeStatus as error:
        _tell(request, error.obstacles)
    else:
        messages.success(request, _("Åtgärden är %(status)s.") % {"status": found.get_status_display()})
    return redirect("actions:detail", pk=pk)


def create(request: Request) -> HttpResponse:
    _must(request, Verb.DECIDE_ACTION)
    answered = pages.open_needs(request).filter(pk__in=_numbers(request, "behov"))
    first = answered.first()
    start: dict[str, Any] = {"year": request.today.year, "token": uuid4(), "needs": list(answered)}
    start |= {"area": first.area, "unit": first.unit_id} if first else {}
    form = _action_form(request, start, answered)
    if form.is_valid():
        token = form.cleaned_data["token"] or uuid4()
        made = create_action(form.said, token, by=request.user, at=timezone.now())
        messages.success(request, _("Åtgärden är sparad."))
        if made.kind == ActionKind.CHANGE_ROUTINE:
            return redirect("procedures:from_action", pk=made.pk)
        return redirect("actions:detail", pk=made.pk)
    return render(request, "actions/form.html", {"form": form, "action": None})


def edit(request: Request, pk: int) -> HttpResponse:
    found = _action(request, pk, Verb.DECIDE_ACTION)
    form = _action_form(request, pages.initial(found), found.needs.all(), found)
    context: dict[str, Any] = {"form": form, "action": found}
    if form.is_valid():
        revision = form.cleaned_data["revision"] or 0
        try:
            rewrite_action(found, form.said, revision=revision, by=request.user, at=timezone.now())
        except SomebodyWasFaster:
            newer = _action(request, pk, Verb.DECIDE_ACTION)
            form.carry_revision(newer.revision)
            context |= {"newer": newer, "stands": pages.as_it_stands(request, newer)}
        else:
            messages.success(request, _("Ändringen är sparad."))
            return redirect("actions:detail", pk=pk)
    return render(request, "actions/form.html", context)


@require_POST
def book_review(request: Request, pk: int) -> HttpResponse:
    found = _action(request, pk, Verb.DECIDE_ACTION)
    form = BookForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Ingen uppföljning är bokad. Skriv vilken dag effekten ska följas upp."))
        return redirect(f"{found.get_absolute_url()}#effekt")
    try:
        review = found.book_review(form.cleaned_data["due_on"], by=request.user, at=timezone.now())
    except CannotReview as error:
        _tell(request, error.obstacles)
    else:
        said = _("Uppföljningen är bokad till den %(day)s.") % {"day": swedish.day(review.due_on)}
        messages.success(request, said)
    return redirect(f"{found.get_absolute_url()}#effekt")


@require_POST
def move_review(request: Request, pk: int) -> HttpResponse:
    seen = EffectReview.objects.visible_to(request.user, request.today)
    found = get_object_or_404(seen.select_related("action__unit"), pk=pk)
    _must(request, Verb.DECIDE_ACTION, found.action.unit)
    form = RebookForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Uppföljningen är oförändrad. Skriv vilken dag den ska flyttas till."))
        return redirect(found)
    try:
        rebook_review(found, **form.cleaned_data, by=request.user, at=timezone.now())
    except CannotReview as error:
        _tell(request, error.obstacles)
    else:
        said = _("Uppföljningen är flyttad till den %(day)s.") % {"day": swedish.day(found.due_on)}
        messages.success(request, said)
    return redirect(found)


def spreads(request: Request) -> HttpResponse:
    _must(request, Verb.DECIDE_ACTION)
    found = effect.questions(request.user, request.today)
    context = {"open": effect.asked(found.unanswered()), "answered": effect.answered(found)}
    return render(request, "actions/spreads.html", context)


def spread(request: Request, pk: int) -> HttpResponse:
    seen = Spread.objects.visible_to(request.user, request.today)
    found = get_object_or_404(
        seen.select_related("unit", "asked_by", "answered_by", "review__action__unit"), pk=pk
    )
    if not may_answer(request.user, found, request.today):
        raise PermissionDenied
    form = AnswerForm(request.POST if request.method == "POST" else None, initial={"answer": found.answer})
    if form.is_valid():
        answer, text = Answer(form.cleaned_data["answer"]), form.cleaned_data["text"]
        try:
            answer_spread(found, answer, text, by=request.user, at=timezone.now(), day=request.today)
        except CannotAnswer as error:
            _tell(request, error.obstacles)
        else:
            messages.success(request, _("Tack. Svaret är sparat, och den som frågade får veta."))
        return redirect(found)
    return render(request, "actions/spread.html", effect.question(found, request.user, request.today, form))


def needs(request: Request) -> HttpResponse:
    _must(request, Verb.SEE_ACTIONS)
    found = pages.open_needs(request)
    years = list(found.order_by("-year").values_list("year", flat=True).distinct())
    year = request.GET.get("ar", "")
    chosen = found.filter(year=year) if year.isdecimal() and int(year) in years else found
    context = {
        "groups": pages.by_area(list(pages.with_actions(chosen, request.user, request.today))),
        "years": years,
        "year": year,
        "may_raise": may(request.user, Verb.RAISE_NEED, request.today),
    }
    return render(request, "actions/needs.html", context)


def need(request: Request, pk: int) -> HttpResponse:
    seen = pages.with_actions(
        Need.objects.visible_to(request.user, request.today), request.user, request.today
    )
    found = get_object_or_404(seen, pk=pk)
    _must(request, Verb.SEE_ACTIONS, found.unit)
    context = {
        "need": found,
        "rows": pages.rows(list(found.actions.all()), request.today),
        "may_decide": may(request.user, Verb.DECIDE_ACTION, request.today, at=found.unit),
    }
    return render(request, "actions/need.html", context)


def raise_(request: Request) -> HttpResponse:
    _must(request, Verb.RAISE_NEED)
    start = {"year": request.today.year, "token": uuid4(), **pages.asked_to_raise(request)}
    units = pages.units_for(request.user, request.today, Verb.RAISE_NEED)
    form = NeedForm(
        request.POST if request.method == "POST" else None, initial=start, units=units, today=request.today
    )
    if form.is_valid():
        token = form.cleaned_data["token"] or uuid4()
        made = raise_need(form.said, token, by=request.user, at=timezone.now())
        messages.success(request, _("Behovet är sparat."))
        return redirect("actions:need", pk=made.pk)
    return render(request, "actions/need_form.html", {"form": form})


def _action(request: Request, pk: int, verb: Verb) -> Action:
    """A stranger gets 404, a colleague without the verb 403."""
    seen = Action.objects.visible_to(request.user, request.today)
    found = get_object_or_404(seen.select_related("unit", "owner", "document", "changed_by"), pk=pk)
    _must(request, verb, found.unit)
    return found


def _action_form(
    request: Request, start: dict[str, Any], answered: QuerySet[Need], action: Action | None = None
) -> ActionForm:
    """What the action has today can always stay: its unit, its owner, the needs it answers."""
    user, today = request.user, request.today
    seen = pages.needs_to_answer(user, today, [need.pk for need in answered])
    return ActionForm(
        request.POST if request.method == "POST" else None,
        initial=start,
        units=pages.units_for(user, today, Verb.DECIDE_ACTION, action),
        needs=seen,
        unseen=list(answered.exclude(pk__in=seen.values("pk"))),
        owners=pages.owners(user, today, action),
        today=today,
    )


def _must(request: Request, verb: Verb, unit: Unit | None = None) -> None:
    if not may(request.user, verb, request.today, at=unit):
        raise PermissionDenied


def _tell(request: Request, obstacles: Iterable[TextChoices]) -> None:
    for obstacle in obstacles:
        messages.error(request, obstacle.label)


def _numbers(request: Request, name: str) -> list[int]:
    return [int(said) for said in request.GET.getlist(name) if said.isdecimal() and len(said) < 19][:50]
