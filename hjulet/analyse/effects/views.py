"""Effects: what an action should move, the review on its day, and the list of reviews."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hjulet.act.actions.models import Action, CannotReview, EffectReview
from hjulet.act.actions.workflows import conclude_review
from hjulet.analyse.effects import listing, pages
from hjulet.analyse.effects.forms import SwitchForm
from hjulet.analyse.effects.models import Expectation
from hjulet.analyse.effects.workflows import (
    CannotExpect,
    drop_expectation,
    state_expectation,
    switch_series,
)
from hjulet.analyse.series.ground import Ground
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may


@require_safe
def effects(request: Request) -> HttpResponse:
    _must(request, Verb.SEE_ACTIONS)
    return render(request, "effects/list.html", listing.list_page(request))


def expect(request: Request, pk: int) -> HttpResponse:
    seen = Action.objects.visible_to(request.user, request.today)
    action = get_object_or_404(seen.select_related("unit"), pk=pk)
    _must(request, Verb.DECIDE_ACTION, action.unit)
    context = pages.expect_page(request, action)
    form = context["form"]
    if form.is_valid():
        try:
            said, ground = form.said, Ground.of(request.municipality)
            there = pages.exists(ground, said.series, action)
            state_expectation(action, said, exists=there, by=request.user, at=timezone.now())
        except CannotExpect as error:
            for obstacle in error.obstacles:
                form.add_error(None, obstacle.label)
        else:
            messages.success(request, _("Sparat. Nu vet ni vad ni ska titta på när effekten följs upp."))
            return redirect("effects:expect", pk=pk)
    return render(request, "effects/expect.html", context)


@require_POST
def switch(request: Request, pk: int) -> HttpResponse:
    found = _expectation(request, pk)
    form = SwitchForm(request.POST)
    series = form.cleaned_data["series"] if form.is_valid() else ""
    there = pages.exists(Ground.of(request.municipality), series, found.action)
    try:
        before = form.cleaned_data.get("months_before") or found.months_before
        switch_series(found, series, before, exists=there, by=request.user, at=timezone.now())
    except CannotExpect as error:
        _tell(request, error.obstacles)
    else:
        messages.success(request, _("Nu följs den tätare serien."))
    return redirect("effects:expect", pk=found.action_id)


@require_POST
def lead(request: Request, pk: int) -> HttpResponse:
    found = _expectation(request, pk)
    found.lead(by=request.user, at=timezone.now())
    messages.success(request, _("Den här serien avgör nu omdömet."))
    return redirect("effects:expect", pk=found.action_id)


@require_POST
def drop(request: Request, pk: int) -> HttpResponse:
    found = _expectation(request, pk)
    drop_expectation(found, by=request.user, at=timezone.now())
    messages.success(request, _("Serien är borttagen från åtgärden."))
    return redirect("effects:expect", pk=found.action_id)


def review(request: Request, pk: int) -> HttpResponse:
    seen = EffectReview.objects.visible_to(request.user, request.today)
    found = get_object_or_404(seen.select_related("action__unit", "reviewed_by"), pk=pk)
    _must(request, Verb.DECIDE_ACTION if request.method == "POST" else Verb.SEE_ACTIONS, found.action.unit)
    form = pages.conclude_form(request, found.action)
    if form.is_valid():
        figured, now = pages.weighed(request, found.action), timezone.now()
        try:
            said = form.said(figured.verdict, figured.frozen)
            conclude_review(found, said, by=request.user, at=now, day=request.today)
        except CannotReview as error:
            _tell(request, error.obstacles)
        else:
            messages.success(request, _("Tack. Uppföljningen är sparad."))
            return redirect(found)
    context = pages.review_page(request, found, form)
    context["may_decide"] = may(request.user, Verb.DECIDE_ACTION, request.today, at=found.action.unit)
    return render(request, "effects/review.html", context)


def _expectation(request: Request, pk: int) -> Expectation:
    """A stranger gets 404, a colleague without the right 403."""
    seen = Expectation.objects.visible_to(request.user, request.today)
    found = get_object_or_404(seen.select_related("action__unit"), pk=pk)
    _must(request, Verb.DECIDE_ACTION, found.action.unit)
    return found


def _must(request: Request, verb: Verb, unit: Unit | None = None) -> None:
    if not may(request.user, verb, request.today, at=unit):
        raise PermissionDenied


def _tell(request: Request, obstacles: Iterable[TextChoices]) -> None:
    for obstacle in obstacles:
        messages.error(request, obstacle.label)
