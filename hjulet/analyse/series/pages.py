"""What the pages of series show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from hjulet.analyse.series import rules
from hjulet.analyse.series.access import may_keep_breaks, may_see, sees_small
from hjulet.analyse.series.catalogue import series_at
from hjulet.analyse.series.choices import Source
from hjulet.analyse.series.collecting import Collected, collect, days_of
from hjulet.analyse.series.figures import figure_of, long_label
from hjulet.analyse.series.forms import PlaceForm
from hjulet.analyse.series.ground import Ground, NoSuchSeries
from hjulet.analyse.series.measured import Measured, measured, measured_at, told
from hjulet.analyse.series.rules import ANY, SeriesKey, UnreadableKey
from hjulet.analyse.series.small import years_of
from hjulet.analyse.series.yearly import follow, followed_at
from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User, reached_by
from hjulet.base.people.request import Request
from hjulet.base.people.roles import TABLE, may
from hjulet.check.deviations.choices import Law
from hjulet.check.indicators import series as yearly


@dataclass(frozen=True)
class MonthRow:
    """A month in the table."""

    month: str
    value: float | None
    amount: float | None
    rate: float | None
    change: str  # what changed in how it is measured, from this month


@dataclass(frozen=True)
class Near:
    """A series beside this one."""

    key: str
    title: str


@dataclass
class Asked:
    """A series that somebody may see."""

    key: SeriesKey
    ground: Ground
    unit: Unit
    sees_small: bool

    def collected(self, today: date) -> Collected:
        last = rules.last_whole_month(today)
        first = rules.month_after(last, 1 - rules.MONTHS_SHOWN)
        return collect(self.ground, self.key, first, last).trimmed


def asked(request: Request, text: str) -> Asked:
    """The series behind an address. A stranger to its unit gets 404, a colleague without the right 403."""
    try:
        key = SeriesKey.read(text)
    except UnreadableKey:
        raise Http404 from None
    seen = Unit.objects.of(request.municipality).filter(
        reached_by(request.user, request.today), slug=key.unit
    )
    unit: Unit | None = seen.first()
    if unit is None:
        raise Http404
    if not may_see(request.user, key, unit, request.today):
        raise PermissionDenied
    ground = Ground.of(request.municipality)
    try:
        if key.is_deviations:
            ground.title(key)
    except NoSuchSeries:
        raise Http404 from None
    return Asked(key, ground, unit, sees_small(request.user, unit.path, request.today))


def catalogue(request: Request) -> dict[str, Any]:
    """What a unit counts; the first unit that the user's roles reach, until another is chosen."""
    units = list(units_with_figures(request.user, request.today))
    form = PlaceForm(request.GET, units=units)
    slug = form.chosen() or (units[0].slug if units else "")
    unit = next((one for one in units if one.slug == slug), None)
    if unit is None:
        return {"form": form, "unit": None}
    form.initial["enhet"] = slug
    ground = Ground.of(request.municipality)
    sees_counts = may(request.user, Verb.SEE_DEVIATION_FIGURES, request.today, at=unit)
    laws = series_at(ground, slug, request.today) if sees_counts else []
    yearly_here = followed_at(ground, slug, request.user, request.today)
    own = measured_at(ground, slug, request.user, request.today)
    return {
        "form": form,
        "unit": unit,
        "laws": laws,
        "sees_counts": sees_counts,
        "has_months": any(line.latest_year is not None for law in laws for line in law.lines),
        "sees_small": sees_small(request.user, unit.path, request.today),
        "own": [
            (str(SeriesKey(Source.INDICATOR, slug, one.slug)), one.name, amount)
            for one, amount in own.items()
        ],
        "indicators": [
            (str(SeriesKey(Source.INDICATOR, slug, one.slug)), one.name, years)
            for one, years in yearly_here.items()
            if one not in own
        ],
        "may_keep_breaks": may_keep_breaks(request.user, request.municipality.pk, request.today),
    }


def deviations_page(found: Asked, user: User, today: date) -> dict[str, Any]:
    """Sentence, picture, table, definition, source; whole years for those who do not see small numbers."""
    series, key, ground = found.collected(today), found.key, found.ground
    context: dict[str, Any] = {
        "key": str(key),
        "title": series.title,
        "unit": found.unit,
        "law": Law(key.law).label,
        "series": series,
        "sees_small": found.sees_small,
        "changes": [one for one in series.changes if one.month >= series.months[0]],
        "near": nearby(found, user, today),
        "may_keep_breaks": may_keep_breaks(user, ground.municipality.pk, today),
    }
    if not found.sees_small:
        return context | {"years": years_of(ground, series)}
    days = days_of(ground, key, series.months[0], series.months[-1])
    return context | {"figure": figure_of(series, days, today), "rows": month_rows(series)}


def indicator_page(found: Asked, user: User, today: date) -> dict[str, Any]:
    """The periods of an own measurement, or the years of any other measure. Raises Http404."""
    try:
        if (found_periods := measured(found.ground, found.key, user, today)) is not None:
            return _periods_page(found, found_periods)
        followed = follow(found.ground, found.key, user, today)
    except NoSuchSeries:
        raise Http404 from None
    title = yearly.years(followed)
    return {
        "key": str(found.key),
        "indicator": followed.indicator,
        "unit": found.unit,
        "finding": yearly.finding(followed),
        "change": followed.change,
        "chart": yearly.chart(followed, title),
        "rows": yearly.rows(followed, ()),
    }


def _periods_page(found: Asked, series: Measured) -> dict[str, Any]:
    words = told(series)
    changes = {one.month: one.title for one in series.changes}
    rows = [
        (label, "–" if np.isnan(value) else series.said(float(value)), changes.get(month, ""))
        for label, value, month in zip(series.labels, series.values, series.months, strict=True)
    ]
    return {
        "key": str(found.key),
        "indicator": series.indicator,
        "unit": found.unit,
        "finding": words.finding,
        "chart": words.chart,
        "periods": rows[::-1],
        "has_changes": any(changes),
    }


def month_rows(series: Collected) -> list[MonthRow]:
    """The newest month first; only months that are known, or that lie between such."""
    known = np.flatnonzero(np.isfinite(series.values))
    if not len(known):
        return []
    changes = {one.month: one.title for one in series.changes}
    return [
        MonthRow(
            long_label(series.months[index]),
            _number(series.values[index]),
            _number(series.exposure[index]) if series.exposure is not None else None,
            _number(series.rates[index]) if series.per else None,
            changes.get(series.months[index], ""),
        )
        for index in range(int(known[-1]), int(known[0]) - 1, -1)
    ]


def nearby(found: Asked, user: User, today: date) -> dict[str, list[Near]]:
    """Wider and narrower series: the type above, the types under it, the unit above, the units under it."""
    key, ground = found.key, found.ground
    place = ground.place(key.unit)
    parent = ground.parent_of(key.law, key.what)
    own = [one.pk for one in ground.types if one.law == key.law and one.code == key.what]
    codes = [] if key.what == ANY else [parent.code if parent else ANY]
    wider = [
        _near(ground, SeriesKey(Source.DEVIATIONS, key.unit, code, key.law, key.severity)) for code in codes
    ]
    if key.severity:
        wider.append(_near(ground, SeriesKey(Source.DEVIATIONS, key.unit, key.what, key.law)))
    types = [
        one
        for one in ground.living_types(key.law, today)
        if not key.severity and (one.parent in own or (key.what == ANY and one.parent is None))
    ]
    narrower = [
        _near(ground, SeriesKey(Source.DEVIATIONS, key.unit, one.code, key.law, key.severity))
        for one in types
    ]
    places = [*ground.above(place)[:1], *(one for one in ground.below(place) if one.lasting.meets(today))]
    reached = set(
        units_with_figures(user, today).filter(pk__in=[one.pk for one in places]).values_list("pk", flat=True)
    )
    units = [
        Near(str(SeriesKey(Source.DEVIATIONS, one.slug, key.what, key.law, key.severity)), one.name)
        for one in places
        if one.pk in reached
    ]
    return {"wider": wider, "narrower": narrower, "units": units}


def units_with_figures(user: User, day: date) -> UnitQuerySet:
    """The units whose figures the user may see, that exist that day."""
    lasting = Q(valid_to=None) | Q(valid_to__gte=day)
    units: UnitQuerySet = Unit.objects.filter(reached_by(user, day, *TABLE[Verb.SEE_FIGURES]), lasting)
    return units


def csv_lines(found: Asked, today: date) -> list[list[str]]:
    """The table as text, months or whole years as the reader may see them."""
    series = found.collected(today)
    if not found.sees_small:
        years = years_of(found.ground, series)
        return [
            [_("År"), _("Antal")],
            *([str(one.year), _("dolt") if one.number is None else str(one.number)] for one in years),
        ]
    per = str(series.per.words) if series.per else ""
    head = [_("Månad"), _("Antal"), *([_("Underlag"), per] if per else []), _("Ändrat mätsätt")]
    rows = [
        [row.month, _plain(row.value), *([_plain(row.amount), _plain(row.rate)] if per else []), row.change]
        for row in month_rows(series)
    ]
    return [head, *rows]


def _near(ground: Ground, key: SeriesKey) -> Near:
    return Near(str(key), ground.title(key))


def _number(value: Any) -> float | None:
    return float(value) if np.isfinite(value) else None


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
