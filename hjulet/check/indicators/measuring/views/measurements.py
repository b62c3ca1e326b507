"""Own measurements over HTTP: the overview, one measurement, a period filled in or corrected, and what is set up."""

from typing import NoReturn

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from hjulet.base.notices.workflows import mark_read
from hjulet.base.people.request import Request
from hjulet.check.indicators.access import may_change_measures, may_see_figures
from hjulet.check.indicators.measuring import correcting, fill_page, pages
from hjulet.check.indicators.measuring.filling import CannotFill, correct, fill_in
from hjulet.check.indicators.models import CannotRevise, MeasuredUnit, Measurement, Value


@require_safe
def measurements(request: Request) -> HttpResponse:
    if not may_see_figures(request.user, request.today):
        raise PermissionDenied
    may_set_up = may_change_measures(request.user, request.municipality.pk, request.today)
    context = pages.overview(request) | {"may_set_up": may_set_up}
    return render(request, "indicators/measuring/list.html", context)


@require_safe
def measurement(request: Request, pk: int) -> HttpResponse:
    found = measurement_of(request, pk)
    may_set_up = may_change_measures(request.user, request.municipality.pk, request.today)
    context = pages.measurement_page(request, found) | {"may_set_up": may_set_up}
    return render(request, "indicators/measuring/detail.html", context)


def fill(request: Request, pk: int, month: str) -> HttpResponse:
    found = measurement_of(request, pk)
    period = fill_page.period_from(found, month, request.today)
    if period is None:
        raise Http404
    filling = fill_page.filling(request, found, period)
    if not filling.places:
        _refuse(request, found)
    rows = None
    if request.method == "POST" and (said := filling.filled()) is not None:
        if not said:
            messages.warning(request, _("Inget är ifyllt än. Fyll i minst en enhet."))
            return redirect("indicators:measurement_fill", pk=pk, month=month)
        try:
            fill_in(found, period, said, by=request.user, at=timezone.now())
        except CannotFill as error:
            rows = fill_page.filling(request, found, period).rows(error.faults)
        else:
            return _onward(request, found, len(said))
    context = {"measurement": found, "indicator": found.indicator, "rows": rows or filling.rows(), "words": found.words(period), "due_on": found.due_on(period)}  # fmt: skip
    return render(request, "indicators/measuring/fill.html", context)


def revise(request: Request, pk: int) -> HttpResponse:
    visible = Value.objects.visible_to(request.user, request.today)
    found = get_object_or_404(visible.select_related("indicator", "unit"), pk=pk, counted_from=None)
    page = correcting.page(request, found)
    if page is None or found.point.is_hidden:
        raise PermissionDenied
    form = page.form
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            correct(found, form.typed, why=said["why"], seen=said["seen"], by=request.user, at=timezone.now())
        except CannotFill as error:
            form.say(fault for faults in error.faults.values() for fault in faults)
        except CannotRevise as error:
            form.say(error.obstacles)
        else:
            messages.success(request, _("Perioden är rättad. Det som stod finns kvar bland rättelserna."))
            return redirect("indicators:value", pk=pk)
    return render(request, "indicators/measuring/revise.html", vars(page))


def _refuse(request: Request, found: Measurement) -> NoReturn:
    """A stranger to every unit of the measurement gets 404, a colleague without the right 403."""
    if MeasuredUnit.objects.visible_to(request.user, request.today).filter(measurement=found).exists():
        raise PermissionDenied
    raise Http404


def measurement_of(request: Request, pk: int) -> Measurement:
    visible = Measurement.objects.visible_to(request.user, request.today).of(request.municipality)
    found = get_object_or_404(visible.select_related("indicator", "below"), pk=pk)
    if not may_see_figures(request.user, request.today):
        raise PermissionDenied
    return found


def _onward(request: Request, found: Measurement, amount: int) -> HttpResponse:
    """To the next period that waits for the person, or to the measurement."""
    said = ngettext("Sparat för %(n)s enhet.", "Sparat för %(n)s enheter.", amount) % {"n": amount}
    left = [one for one in pages.to_fill(request.user, request.today) if one.measurement.pk == found.pk]
    if not left:
        mark_read(request.user, found, at=timezone.now())
        messages.success(request, said + " " + _("Inget mer väntar på dig här."))
        return redirect("indicators:measurement", pk=found.pk)
    messages.success(request, said)
    return redirect("indicators:measurement_fill", pk=found.pk, month=left[0].month)
