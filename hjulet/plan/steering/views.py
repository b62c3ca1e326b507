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
from hjulet.plan.steering.workflows import CannotRate, rate_area


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
    }
    return render(request, "steering/overview.html", context)


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
