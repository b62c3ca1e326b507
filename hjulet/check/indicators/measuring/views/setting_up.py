"""Setting up, changing and ending own measurements over HTTP. Those who say what the municipality measures."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hjulet.base.people.request import Request
from hjulet.check.indicators.access import may_change_measures
from hjulet.check.indicators.measuring import setup_pages
from hjulet.check.indicators.measuring.forms import EndForm
from hjulet.check.indicators.measuring.ready_made import READY_MADE
from hjulet.check.indicators.measuring.setting_up import CannotMeasure, change, end, name_owners, set_up
from hjulet.check.indicators.measuring.views.measurements import measurement_of
from hjulet.check.indicators.models import Measurement


def choose(request: Request) -> HttpResponse:
    """Where to begin: a ready-made one, a measure that is there, or a new one."""
    _must(request)
    context = {"ready_made": READY_MADE, "measures": setup_pages.measures_to_measure(request)}
    return render(request, "indicators/measuring/choose.html", context)


def create(request: Request) -> HttpResponse:
    _must(request)
    page = setup_pages.set_up_page(request)
    form = page.form
    if request.method == "POST" and form.is_valid():
        token, now = form.cleaned_data["token"], timezone.now()
        try:
            made = set_up(
                request.municipality, form.what, form.how, form.plan, token, by=request.user, at=now
            )
        except CannotMeasure as error:
            _say(form, error)
        else:
            messages.success(request, _("Mätningen är upplagd. Varje enhets chef får den på sin sida."))
            return redirect("indicators:measurement", pk=made.pk)
    return render(request, "indicators/measuring/form.html", vars(page))


def edit(request: Request, pk: int) -> HttpResponse:
    found = _measurement(request, pk)
    form = setup_pages.change_form(request, found)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        units = list(said["units"]) if "units" in said else None
        try:
            now, today = timezone.now(), request.today
            change(found, said["due_days"], units, seen=said["seen"], by=request.user, at=now, day=today)
        except CannotMeasure as error:
            _say(form, error)
        else:
            messages.success(request, _("Mätningen är ändrad."))
            return redirect("indicators:measurement", pk=pk)
    return render(request, "indicators/measuring/edit.html", _context(found, form))


def owners(request: Request, pk: int) -> HttpResponse:
    found = _measurement(request, pk)
    form = setup_pages.owners_form(request, found)
    if request.method == "POST" and form.is_valid():
        name_owners(found, form.owners, by=request.user, at=timezone.now())
        messages.success(request, _("Sparat. De nya ansvariga ser mätningen på sin sida."))
        return redirect("indicators:measurement", pk=pk)
    return render(request, "indicators/measuring/owners.html", _context(found, form))


def finish(request: Request, pk: int) -> HttpResponse:
    found = _measurement(request, pk)
    form = EndForm(request.POST if request.method == "POST" else None, today=request.today)
    if request.method == "POST" and form.is_valid():
        try:
            end(found, form.day, by=request.user, at=timezone.now())
        except CannotMeasure as error:
            _say(form, error)
        else:
            messages.success(request, _("Mätningen är avslutad. Det som är mätt finns kvar."))
            return redirect("indicators:measurement", pk=pk)
    return render(request, "indicators/measuring/end.html", _context(found, form))


def _must(request: Request) -> None:
    if not may_change_measures(request.user, request.municipality.pk, request.today):
        raise PermissionDenied


def _measurement(request: Request, pk: int) -> Measurement:
    found = measurement_of(request, pk)
    _must(request)
    return found


def _say(form: Any, error: CannotMeasure) -> None:
    for obstacle in error.obstacles:
        form.add_error(None, str(obstacle.label))


def _context(found: Measurement, form: Any) -> dict[str, Any]:
    return {"measurement": found, "indicator": found.indicator, "form": form}
