"""Vision, goals and the self-assessment: one page to see, one to rate, and the forms of goals and visions."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hjulet.base.law import AREA_BY_KEY
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import units_visible_to
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may, may_in
from hjulet.base.sources.rewriting import SomebodyWasFaster, fingerprint
from hjulet.plan.steering import pages
from hjulet.plan.steering.forms import GoalForm, RatingForm, SteeringForm, VisionForm
from hjulet.plan.steering.models import Goal, SelfAssessment, Vision
from hjulet.plan.steering.workflows import (
    GOAL,
    VISION,
    CannotRate,
    NumberIsTaken,
    change_goal,
    change_vision,
    create_goal as make_goal,
    create_vision as make_vision,
    rate_area,
)


def overview(request: Request) -> HttpResponse:
    user, today = request.user, request.today
    if not may(user, Verb.SEE_STEERING, today):
        raise PermissionDenied
    sector, others = pages.chosen_unit(units_visible_to(user, today), request.GET.get("verksamhet", ""))
    context = {
        "visions": Vision.objects.visible_to(user, today).select_related("document"),
        "goals": Goal.objects.visible_to(user, today)
        .select_related("document")
        .order_by("-first_year", "number"),
        "sector": sector,
        "others": others,
        "areas": pages.area_rows(SelfAssessment.objects.visible_to(user, today), sector, today.year),
        "year": today.year,
        "may_rate": sector is not None and may(user, Verb.RATE_AREA, today, at=sector),
        "may_set": _may_set(request),
    }
    return render(request, "steering/overview.html", context)


def create_goal(request: Request) -> HttpResponse:
    _must_set(request)
    form = GoalForm(_posted(request), initial={"first_year": request.today.year})
    context = {"form": form, "title": _("Nytt mål")}
    if form.is_valid() and _saved(
        form, lambda: make_goal(request.municipality, form.said, by=request.user, at=timezone.now())
    ):
        messages.success(request, _("Målet är sparat."))
        return redirect("steering:overview")
    return render(request, "steering/form.html", context)


def edit_goal(request: Request, pk: int) -> HttpResponse:
    ours = Goal.objects.visible_to(request.user, request.today).filter(municipality=request.municipality)
    goal: Goal = get_object_or_404(ours, pk=pk)
    _must_set(request)
    form = GoalForm(_posted(request), initial=pages.opened(goal, GOAL))
    context: dict[str, Any] = {"form": form, "title": _("Ändra målet")}
    if form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            if _saved(
                form, lambda: change_goal(goal, form.said, seen=seen, by=request.user, at=timezone.now())
            ):
                messages.success(request, _("Målet är ändrat."))
                return redirect("steering:overview")
        except SomebodyWasFaster:
            context["stands"] = _as_it_stands(form, goal, GOAL)
    return render(request, "steering/form.html", context)


def create_vision(request: Request) -> HttpResponse:
    _must_set(request)
    form = VisionForm(_posted(request))
    if form.is_valid():
        make_vision(request.municipality, form.said, by=request.user, at=timezone.now())
        messages.success(request, _("Visionen är sparad."))
        return redirect("steering:overview")
    return render(request, "steering/form.html", {"form": form, "title": _("Ny vision")})


def rate(request: Request, unit: str, area: str, year: int) -> HttpResponse:
    sector: Unit = get_object_or_404(units_visible_to(request.user, request.today), slug=unit)
    if area not in AREA_BY_KEY:
        raise Http404
    if not may(request.user, Verb.RATE_AREA, request.today, at=sector):
        raise PermissionDenied
    seen = SelfAssessment.objects.visible_to(request.user, request.today)
    earlier = seen.filter(unit=sector, area=area).order_by("-year")
    posted = request.POST if request.method == "POST" else None
    form = RatingForm(posted, initial=pages.initial(earlier, year))
    if form.is_valid() and _save(request, form, sector, area, year):
        messages.success(request, _("Skattningen är sparad."))
        return redirect(f"{reverse('steering:overview')}?verksamhet={sector.slug}")
    context = {"form": form, "area": AREA_BY_KEY[area], "unit": sector, "year": year, "earlier": earlier}
    return render(request, "steering/rate.html", context)


def _save(request: Request, form: RatingForm, sector: Unit, area: str, year: int) -> bool:
    """Whether it could be saved; what stops it is told in the form."""
    try:
        rate_area(sector, AREA_BY_KEY[area], year, form.verdict, by=request.user, at=timezone.now())
    except CannotRate as error:
        form.add_error(None, [str(obstacle.label) for obstacle in error.obstacles])
    return not form.errors
