"""The page of one measure: the finding, the picture, the table, others beside it, and what the measure means."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from hjulet.act.actions.models import Action
from hjulet.base.organisation.models import Unit
from hjulet.base.people.request import Request
from hjulet.check.indicators import series
from hjulet.check.indicators.choices import Measure, Scale
from hjulet.check.indicators.compare.among import Among, among
from hjulet.check.indicators.compare.downloads import PICTURES, Kind
from hjulet.check.indicators.compare.pages import about, compared
from hjulet.check.indicators.compare.units import has_funnel
from hjulet.check.indicators.figures import Shown, show
from hjulet.check.indicators.judgement import over_years
from hjulet.check.indicators.measuring.on_indicator import measured
from hjulet.check.indicators.models import Indicator, Target, Value
from hjulet.check.indicators.pages import same_concept, targets_of, values_of
from hjulet.check.indicators.questions.pages import about_indicator
from hjulet.check.indicators.series import Followed

NEWEST = 5  # questions on the page of a measure; the rest stand on the pages of their figures


@dataclass(frozen=True)
class Place:
    """A unit that has values, and its newest."""

    slug: str
    latest: Shown
    is_current: bool


@dataclass(frozen=True)
class Gathered:
    """Everything that the reader may see of the measure, and the place that is looked at."""

    followed: Followed
    own: list[Value]
    targets: list[Target]
    unit: Unit | None


def gathered(request: Request, indicator: Indicator) -> Gathered:
    values = list(values_of(request).filter(indicator=indicator).in_series())
    own = [value for value in values if value.unit is not None]
    targets = [target for target in targets_of(request, [indicator]) if target.holds_for(indicator)]
    unit = _current_unit(request, own)
    here = [value for value in own if value.unit_id == (unit.pk if unit else None) and not value.rhythm]
    others = [value for value in values if value.unit is None]
    return Gathered(Followed(indicator, here, others, _printed_change(request, here)), own, targets, unit)


def indicator_page(request: Request, indicator: Indicator) -> dict[str, Any]:
    """Everything about one measure at one place."""
    found = gathered(request, indicator)
    followed, targets = found.followed, found.targets
    table = series.rows(followed, targets)
    places = _places(found.own, found.unit, targets)
    chart = series.chart(followed, series.years(followed))
    country = among(indicator, request.municipality)
    threads = about_indicator(request, indicator)
    periods = measured(indicator, found.unit, found.own)
    return {
        "indicator": indicator,
        "unit": found.unit,
        "finding": periods.finding if periods and not followed.own else series.finding(followed),
        "measured": periods,
        "measurement": indicator.measurements.order_by("-first_day").first() if indicator.counting else None,
        "over_years": over_years(followed.points, indicator.direction) if indicator.is_share else "",
        "beside": series.beside_the_country(followed),
        "change": followed.change,
        "chart": chart,
        "rows": table,
        "sure_note": series.sure_note(table),
        "has_intervals": any(row.own and row.own.sure for row in table),
        "has_answers": any(row.own and row.own.answers for row in table),
        "has_levels": any(
            shown.level for shown in [*(row.own for row in table if row.own), *(p.latest for p in places)]
        ),
        "references": followed.references,
        "places": places,
        "has_place_intervals": any(place.latest.sure or place.latest.answers for place in places),
        "has_funnel": indicator.is_share and has_funnel(found.own),
        "targets": _read_against(targets),
        "actions": Action.objects.visible_to(request.user, request.today)
        .filter(aims_at=indicator)
        .select_related("unit"),
        "threads": threads[:NEWEST],
        "asked": {asked.value.pk for thread in threads for asked in thread.all},
        "same_concept": same_concept(request, indicator),
        "compared": compared(country, followed) if country and _is_whole(found.unit) else None,
        "downloads": [kind for kind in Kind if kind not in PICTURES or chart],
        "about": about(country.kpi, request.today) if country and _is_told(country) else None,
    }


def _is_whole(unit: Unit | None) -> bool:
    """The municipality itself, which alone stands among other municipalities."""
    return unit is None or unit.depth == 1


def _is_told(country: Among) -> bool:
    """Whether the definition is the catalogue's own, or that of the country we stand in."""
    return bool(country.own or country.kpi.operating_area)


def _read_against(targets: Sequence[Target]) -> list[Target]:
    """The scales worth showing: a colour of the whole subject only where the measure has no levels of its own."""
    has_own = any(target.indicator_id is not None and target.scale != Scale.QUARTILE for target in targets)
    return [target for target in targets if target.indicator_id is not None or not has_own]


def _current_unit(request: Request, own: Sequence[Value]) -> Unit | None:
    """The unit that is asked for, or the one that stands highest in the organisation."""
    units: dict[str, Unit] = {value.unit.slug: value.unit for value in own if value.unit is not None}
    asked = units.get(request.GET.get("enhet", ""))
    return asked or min(units.values(), key=lambda unit: (unit.depth, unit.path), default=None)


def _places(own: Sequence[Value], current: Unit | None, targets: Sequence[Target]) -> list[Place]:
    newest = {
        value.unit.slug: value for value in own if value.unit is not None
    }  # in order of time: the last stays
    slug = current.slug if current else ""
    return [Place(key, show(value, targets), key == slug) for key, value in newest.items()]


def _printed_change(request: Request, own: Sequence[Value]) -> Value | None:
    """The change that the source prints beside the newest value, where it prints no value of the year before."""
    if not own or own[-1].indicator.measure != Measure.VALUE:
        return None
    last, indicator = own[-1], own[-1].indicator
    beside = Q(indicator__slug=f"{indicator.slug}-forandring")
    if indicator.concept:
        beside |= Q(
            indicator__concept=indicator.concept, indicator__source_register=indicator.source_register
        )
    return (
        values_of(request)
        .filter(beside, indicator__measure=Measure.CHANGE, unit=last.unit, period_end=last.period_end)
        .first()
    )
