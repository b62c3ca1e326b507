"""Vision, goals and the self-assessment: one page to see, one to rate, and the forms of goals and visions."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
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
from hjulet.base.sources.rewriting import SomebodyWasFaster
from hjulet.plan.steering import pages, workflows
from hjulet.plan.steering.forms import GoalForm, RatingForm, SteeringForm, VisionForm
from hjulet.plan.steering.models import Goal, MunicipalQuerySet, SelfAssessment, Vision
from hjulet.plan.steering.workflows import GOAL, VISION, CannotRate, NumberIsTaken, rate_area


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
    form, at = GoalForm(_posted(request), initial={"first_year": request.today.year}), timezone.now()
    if _said(form, lambda: workflows.create_goal(request.municipality, form.said, by=request.user, at=at)):
        return _back(request, _("Målet är sparat."))
    return render(request, "steering/form.html", {"form": form, "title": _("Nytt mål")})


def edit_goal(request: Request, pk: int) -> HttpResponse:
    goal = get_object_or_404(_ours(request, Goal.objects.visible_to(request.user, request.today)), pk=pk)
    _must_set(request)
    form, at = GoalForm(_posted(request), initial=pages.opened(goal, GOAL)), timezone.now()
    if _said(form, lambda: workflows.change_goal(goal, form.said, seen=form.seen, by=request.user, at=at)):
        return _back(request, _("Målet är ändrat."))
    context = {"form": form, "title": _("Ändra målet"), "stands": pages.as_it_stands(form, goal, GOAL)}
    return render(request, "steering/form.html", context)


def create_vision(request: Request) -> HttpResponse:
    _must_set(request)
    form, at = VisionForm(_posted(request)), timezone.now()
    if _said(form, lambda: workflows.create_vision(request.municipality, form.said, by=request.user, at=at)):
        return _back(request, _("Visionen är sparad."))
    return render(request, "steering/form.html", {"form": form, "title": _("Ny vision")})


def edit_vision(request: Request, pk: int) -> HttpResponse:
    vision = get_object_or_404(_ours(request, Vision.objects.visible_to(request.user, request.today)), pk=pk)
    _must_set(request)
    form, at = VisionForm(_posted(request), initial=pages.opened(vision, VISION)), timezone.now()
    if _said(
        form, lambda: workflows.change_vision(vision, form.said, seen=form.seen, by=request.user, at=at)
    ):
        return _back(request, _("Visionen är ändrad."))
    context = {"form": form, "title": _("Ändra visionen"), "stands": pages.as_it_stands(form, vision, VISION)}
    return render(request, "steering/form.html", context)


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


def _may_set(request: Request) -> bool:
    return may_in(request.user, Verb.RATE_AREA, request.municipality.pk, request.today)


def _must_set(request: Request) -> None:
    if not _may_set(request):
        raise PermissionDenied


def _ours(request: Request, visible: MunicipalQuerySet) -> MunicipalQuerySet:
    return visible.filter(municipality=request.municipality).select_related("municipality")


def _posted(request: Request) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _said(form: SteeringForm, verb: Callable[[], object]) -> bool:
    """Whether what the form says could be saved; what stops it is told in the form."""
    if not form.is_valid():
        return False
    try:
        verb()
    except SomebodyWasFaster:
        form.is_stale = True
    except NumberIsTaken as error:
        said = {"goal": error.goal.title, "years": error.goal.years}
        sentence = _("Numret är taget: %(goal)s (%(years)s). Välj ett annat nummer eller andra år.")
        form.add_error("number", sentence % said)
    return not (form.is_stale or form.errors)


def _back(request: Request, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("steering:overview")


def _save(request: Request, form: RatingForm, sector: Unit, area: str, year: int) -> bool:
    """Whether it could be saved; what stops it is told in the form."""
    try:
        rate_area(sector, AREA_BY_KEY[area], year, form.verdict, by=request.user, at=timezone.now())
    except CannotRate as error:
        form.add_error(None, [str(obstacle.label) for obstacle in error.obstacles])
    return not form.errors
