"""Vision, goals and the self-assessment: one page to see, one to rate."""

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
from hjulet.base.people.roles import may
from hjulet.plan.steering import pages
from hjulet.plan.steering.forms import RatingForm
from hjulet.plan.steering.models import Goal, SelfAssessment, Vision
from hjulet.plan.steering.rules import latest_ratings
from hjulet.plan.steering.workflows import CannotRate, rate_area


def overview(request: Request) -> HttpResponse:
    user, today = request.user, request.today
    if not may(user, Verb.SEE_STEERING, today):
        raise PermissionDenied
    sectors = list(pages.rated_units(units_visible_to(user, today)))
    asked = [unit for unit in sectors if unit.slug == request.GET.get("verksamhet")]
    sector = next(iter([*asked, *sectors]), None)
    rated = (
        list(SelfAssessment.objects.visible_to(user, today).latest_until(sector, today.year))
        if sector
        else []
    )
    context = {
        "visions": Vision.objects.visible_to(user, today).select_related("document"),
        "goals": Goal.objects.visible_to(user, today)
        .select_related("document")
        .order_by("-first_year", "number"),
        "sector": sector,
        "others": [unit for unit in sectors if unit != sector],
        "areas": pages.area_rows(latest_ratings(rated, today.year), rated),
        "year": today.year,
        "may_rate": sector is not None and may(user, Verb.RATE_AREA, today, at=sector),
    }
    return render(request, "steering/overview.html", context)


def rate(request: Request, unit: str, area: str, year: int) -> HttpResponse:
    sector: Unit = get_object_or_404(units_visible_to(request.user, request.today), slug=unit)
    if area not in AREA_BY_KEY:
        raise Http404
    if not may(request.user, Verb.RATE_AREA, request.today, at=sector):
        raise PermissionDenied
    earlier = SelfAssessment.objects.visible_to(request.user, request.today).filter(unit=sector, area=area)
    before = earlier.filter(year=year).first()
    form = RatingForm(
        request.POST if request.method == "POST" else None,
        initial={"rating": before.rating, "comment": before.comment} if before else {},
    )
    if form.is_valid():
        try:
            rate_area(sector, AREA_BY_KEY[area], year, form.verdict, by=request.user, at=timezone.now())
        except CannotRate as error:
            form.add_error(None, [str(obstacle.label) for obstacle in error.obstacles])
        else:
            messages.success(request, _("Skattningen är sparad."))
            return redirect(f"{reverse('steering:overview')}?verksamhet={sector.slug}")
    context = {
        "form": form,
        "area": AREA_BY_KEY[area],
        "unit": sector,
        "year": year,
        "earlier": earlier.order_by("-year"),
    }
    return render(request, "steering/rate.html", context)
