"""What the pages read, a fixed number of queries each; the views hand it to the templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import reached_by
from hjulet.base.people.request import Request
from hjulet.base.people.roles import TABLE
from hjulet.base.sources.rewriting import fingerprint
from hjulet.check.indicators.choices import Comparison, Measure
from hjulet.check.indicators.figures import Shown, show, written
from hjulet.check.indicators.forms import FilterForm, IndicatorForm
from hjulet.check.indicators.measuring.fill_page import in_words
from hjulet.check.indicators.models import (
    Citation,
    Indicator,
    IndicatorQuerySet,
    Target,
    Value,
    ValueQuerySet,
)
from hjulet.check.indicators.questions.pages import about_value
from hjulet.check.indicators.rules import places_of
from hjulet.check.indicators.workflows import SAID
from hjulet.plan.steering.models import Goal

LISTED = (
    Measure.VALUE,
    Measure.RANK,
)  # a printed change, and how many answered, stand on the page of their measure


@dataclass(frozen=True)
class Line:
    """A row of the list."""

    indicator: Indicator
    latest: Shown | None
    country: Shown | None


@dataclass(frozen=True)
class Cited:
    """A place where a source prints the value, and what is said where it says something else."""

    citation: Citation
    printed: str
    contradicts: bool


def values_of(request: Request) -> ValueQuerySet:
    return Value.objects.visible_to(request.user, request.today).filter(
        indicator__municipality=request.municipality
    )


def filter_form(request: Request) -> FilterForm:
    visible = Indicator.objects.of(request.municipality).visible_to(request.user, request.today)
    subjects = visible.exclude(subject="").order_by("subject").values_list("subject", flat=True).distinct()
    goals = Goal.objects.visible_to(request.user, request.today).filter(municipality=request.municipality)
    units = Unit.objects.filter(pk__in=values_of(request).own().values("unit"))
    return FilterForm(
        request.GET,
        subjects=[(subject, subject) for subject in subjects],
        units=[(unit.slug, unit.name) for unit in units],
        goals=[(str(goal.pk), str(goal)) for goal in goals],
    )


def asked_for(request: Request, form: FilterForm) -> IndicatorQuerySet:
    """The measures of the sentence, those of a subject together."""
    asked = form.asked()
    found = Indicator.objects.of(request.municipality).visible_to(request.user, request.today)
    found = found.filter(measure__in=LISTED).matching(asked["sok"])
    if asked["amne"]:
        found = found.filter(subject=asked["amne"])
    if asked["mal"]:
        found = found.filter(goal_id=int(asked["mal"]))
    values = values_of(request)
    if asked["enhet"]:
        values = values.filter(unit__slug=asked["enhet"])
        found = found.filter(pk__in=values.values("indicator"))
    return found.with_latest(values).order_by("subject", "position", "pk")


def lines(request: Request, indicators: Sequence[Indicator]) -> list[Line]:
    """Newest value, level and the country for the measures of one page: three queries whatever their number."""
    latest_ids = [pk for indicator in indicators if (pk := getattr(indicator, "latest_id", None))]
    latest = {value.indicator_id: value for value in values_of(request).filter(pk__in=latest_ids).in_series()}
    country = {
        (value.indicator_id, value.period_start, value.period_end): value
        for value in values_of(request)
        .filter(indicator__in=indicators, comparison=Comparison.COUNTRY)
        .in_series()
    }
    targets = list(targets_of(request, indicators))
    return [_line(indicator, latest.get(indicator.pk), country, targets) for indicator in indicators]


def _line(
    indicator: Indicator, value: Value | None, country: dict[Any, Value], targets: list[Target]
) -> Line:
    if value is None:
        return Line(indicator, None, None)
    beside = country.get((indicator.pk, value.period_start, value.period_end))
    return Line(indicator, show(value, targets), show(beside) if beside else None)


def targets_of(request: Request, indicators: Sequence[Indicator]) -> QuerySet[Target]:
    visible = Target.objects.filter(municipality=request.municipality).visible_to(request.user, request.today)
    return visible.for_indicators(indicators).select_related("document")


def same_concept(request: Request, indicator: Indicator) -> list[Line]:
    """The same thing in other tables; there the number of answers may be known."""
    if not indicator.concept:
        return []
    visible = Indicator.objects.of(request.municipality).visible_to(request.user, request.today)
    others = visible.filter(concept=indicator.concept).exclude(pk=indicator.pk)
    return lines(request, list(others.with_latest(values_of(request))))


def value_page(request: Request, value: Value) -> dict[str, Any]:
    """A value with every place that prints it and every correction; below five answers neither is shown."""
    hidden = value.point.is_hidden
    targets = list(targets_of(request, [value.indicator]))
    citations = [] if hidden else list(value.citations.select_related("document"))
    return {
        "value": value,
        "indicator": value.indicator,
        "shown": show(value, targets),
        "made_of": "" if hidden or value.numerator is None else in_words(value.indicator, value),
        "cited": [_cited(value, citation) for citation in citations],
        "contradictions": sum(citation.contradicts for citation in citations),
        "revisions": [] if hidden else list(value.revisions.select_related("by")),
        "threads": about_value(request, value),
        "origin": value.imported.select_related("batch").order_by("-pk").first(),
        "compared": [
            show(other)
            for other in values_of(request)
            .filter(indicator=value.indicator, period_start=value.period_start, period_end=value.period_end)
            .compared()
            .exclude(pk=value.pk)
            .in_series()
        ],
    }


def _cited(value: Value, citation: Citation) -> Cited:
    citation.value = value  # the page has it already
    number = None if citation.number is None else citation.number.normalize()
    printed = citation.printed or (
        written(value.indicator, number, places_of(number)) if number is not None else ""
    )
    return Cited(citation, printed, citation.contradicts)


def units_to_enter_for(request: Request) -> UnitQuerySet:
    """The units whose figures the user answers for."""
    roles = TABLE[Verb.CORRECT_FIGURE]
    reached: UnitQuerySet = Unit.objects.of(request.municipality).filter(
        reached_by(request.user, request.today, *roles)
    )
    return reached


def indicator_form(request: Request, indicator: Indicator | None = None) -> IndicatorForm:
    """The form of a new measure, or of one as it stands."""
    ours = Indicator.objects.of(request.municipality).visible_to(request.user, request.today)
    subjects = ours.exclude(subject="").order_by("subject").values_list("subject", flat=True).distinct()
    goals = Goal.objects.visible_to(request.user, request.today).filter(municipality=request.municipality)
    initial = {}
    if indicator is not None:
        initial = {name: getattr(indicator, name) for name in SAID} | {"seen": fingerprint(indicator, SAID)}
    posted = request.POST if request.method == "POST" else None
    return IndicatorForm(posted, goals=goals, subjects=list(subjects), initial=initial)


def as_it_stands(form: IndicatorForm, indicator: Indicator) -> list[tuple[str, str]]:
    """What the measure says now, where the form says something else."""
    said = {"direction": indicator.get_direction_display(), "measure": indicator.get_measure_display()}
    return [
        (str(form[name].label), str(said.get(name) or getattr(indicator, name) or "–"))
        for name in SAID
        if getattr(indicator, name) != form.said[name]
    ]
