"""The pages of measures and values: the list, one measure, one value, what has moved, and the forms."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hjulet.base.people.request import Request
from hjulet.base.sources.rewriting import SomebodyWasFaster, fingerprint
from hjulet.check.indicators import figure_page, pages
from hjulet.check.indicators import movements as moving
from hjulet.check.indicators.access import (
    may_change_measures,
    may_correct,
    may_enter,
    may_see_figures,
    may_set_target,
)
from hjulet.check.indicators.choices import Direction, Obstacle
from hjulet.check.indicators.forms import NewValueForm, ReviseForm, TargetForm
from hjulet.check.indicators.measuring import correcting
from hjulet.check.indicators.measuring.filling import measurement_of
from hjulet.check.indicators.models import CannotRevise, Indicator, Value
from hjulet.check.indicators.questions.access import may_ask
from hjulet.check.indicators.workflows import (
    SAID,
    AlreadyEntered,
    AlreadyMeasured,
    CannotChange,
    change_indicator,
    create_indicator,
    decide_target,
    enter_value,
)

PER_PAGE = 40


def indicators(request: Request) -> HttpResponse:
    if not may_see_figures(request.user, request.today):
        raise PermissionDenied
    form = pages.filter_form(request)
    page = Paginator(pages.asked_for(request, form), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": pages.lines(request, list(page)),
        "may_choose": may_change_measures(request.user, request.municipality.pk, request.today),
        "is_filtered": any(form.asked().values()),
    }
    return render(request, "indicators/list.html", context)


def detail(request: Request, slug: str) -> HttpResponse:
    indicator = _indicator(request, slug)
    context = figure_page.indicator_page(request, indicator) | {
        "may_enter": may_enter(request.user, indicator, request.today),
        "may_set_target": may_set_target(request.user, indicator, request.today),
        "may_change": may_change_measures(request.user, indicator.municipality_id, request.today),
    }
    return render(request, "indicators/detail.html", context)


def create(request: Request) -> HttpResponse:
    if not may_change_measures(request.user, request.municipality.pk, request.today):
        raise PermissionDenied
    form = pages.indicator_form(request)
    context: dict[str, Any] = {"form": form, "indicator": None}
    if form.is_valid():
        try:
            made = create_indicator(request.municipality, form.said, by=request.user, at=timezone.now())
        except AlreadyMeasured as error:
            context["alike"] = error.indicator
        else:
            messages.success(request, _("Måttet är upplagt. Nu går det att skriva in värden."))
            return redirect("indicators:detail", slug=made.slug)
    return render(request, "indicators/form.html", context)


def edit(request: Request, slug: str) -> HttpResponse:
    found = _indicator(request, slug)
    if not may_change_measures(request.user, found.municipality_id, request.today):
        raise PermissionDenied
    form = pages.indicator_form(request, found)
    context: dict[str, Any] = {"form": form, "indicator": found}
    if form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            change_indicator(found, form.said, seen=seen, by=request.user, at=timezone.now())
        except SomebodyWasFaster:
            form.carry(fingerprint(found, SAID))
            context["stands"] = pages.as_it_stands(form, found)
        except CannotChange as error:
            for one in error.fixed:
                form.add_error(one.value, str(one.label))
        else:
            messages.success(request, _("Måttet är ändrat."))
            return redirect("indicators:detail", slug=slug)
    return render(request, "indicators/form.html", context)


def value(request: Request, pk: int) -> HttpResponse:
    found = _value(request, pk)
    context = pages.value_page(request, found) | {
        "may_correct": may_correct(request.user, found, request.today)
        or correcting.page(request, found) is not None,
        "may_ask": may_ask(request.user, found, request.today),
    }
    return render(request, "indicators/value.html", context)


def revise(request: Request, pk: int) -> HttpResponse:
    found = _value(request, pk)
    if found.counted_from is None and measurement_of(found) is not None:
        return redirect("indicators:measurement_revise", pk=pk)
    if not may_correct(request.user, found, request.today) or found.point.is_hidden:
        raise PermissionDenied
    form = ReviseForm(request.POST or None, value=found, seen=found.revisions.count())
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            found.revise(
                to=typed["value"], missing=typed["missing"], why=typed["why"],
                by=request.user, at=timezone.now(), seen=typed["seen"],
            )  # fmt: skip
        except CannotRevise as error:
            form = _refused(form, error)
        else:
            messages.success(request, _("Värdet är rättat. Det gamla finns kvar bland rättelserna."))
            return redirect("indicators:value", pk=pk)
    return render(request, "indicators/revise.html", {"form": form, "value": found})


def create_value(request: Request, slug: str) -> HttpResponse:
    indicator = _indicator(request, slug)
    if not may_enter(request.user, indicator, request.today):
        raise PermissionDenied
    if measurement := indicator.measurements.going_on().first():
        return redirect("indicators:measurement", pk=measurement.pk)
    units = pages.units_to_enter_for(request)
    form = NewValueForm(request.POST or None, indicator=indicator, units=units, today=request.today)
    if request.method == "POST" and form.is_valid():
        try:
            entered = enter_value(by=request.user, at=timezone.now(), **form.what())
        except AlreadyEntered:
            form.add_error("period", str(Obstacle.TAKEN.label))
        else:
            messages.success(request, _("Värdet är sparat."))
            return redirect("indicators:value", pk=entered.pk)
    return render(request, "indicators/create_value.html", {"form": form, "indicator": indicator})


def target(request: Request, slug: str) -> HttpResponse:
    indicator = _indicator(request, slug)
    if not may_set_target(request.user, indicator, request.today):
        raise PermissionDenied
    form = TargetForm(request.POST or None, indicator=indicator, year=request.today.year)
    if request.method == "POST" and form.is_valid():
        year = form.cleaned_data["year"]
        decide_target(indicator, form.cuts(), year=year, by=request.user, at=timezone.now())
        messages.success(request, _("Målnivåerna är satta. De tidigare finns kvar."))
        return redirect("indicators:detail", slug=slug)
    is_neutral = indicator.direction == Direction.NEUTRAL
    context = {"form": form, "indicator": indicator, "is_neutral": is_neutral}
    return render(request, "indicators/target.html", context)


def changes(request: Request) -> HttpResponse:
    if not may_see_figures(request.user, request.today):
        raise PermissionDenied
    found = moving.movements(Value.objects.visible_to(request.user, request.today).own().whole().in_series())
    context = {
        "found": found,
        "chart": moving.chart(found.moved, _("Första och senaste året, det som har rört sig")),
    }
    return render(request, "indicators/changes.html", context)


def _indicator(request: Request, slug: str) -> Indicator:
    visible = Indicator.objects.visible_to(request.user, request.today).of(request.municipality)
    found = get_object_or_404(visible.select_related("goal", "document"), slug=slug)
    if not may_see_figures(request.user, request.today):
        raise PermissionDenied
    return found


def _value(request: Request, pk: int) -> Value:
    visible = Value.objects.visible_to(request.user, request.today)
    found = get_object_or_404(visible.select_related("indicator", "unit", "entered_by"), pk=pk)
    if not may_see_figures(request.user, request.today):
        raise PermissionDenied
    return found


def _refused(form: ReviseForm, error: CannotRevise) -> ReviseForm:
    for obstacle in error.obstacles:
        form.add_error(None, str(obstacle.label))
    return form
