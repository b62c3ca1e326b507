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
from hjulet.analyse.series.forms import BreakForm, PlaceForm
from hjulet.analyse.series.ground import Ground, NoSuchSeries
from hjulet.analyse.series.models import Break
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
    measured = followed_at(ground, slug, request.user, request.today)
    return {
        "form": form,
        "unit": unit,
        "laws": laws,
        "sees_counts": sees_counts,
        "has_months": any(line.latest_year is not None for law in laws for line in law.lines),
        "sees_small": sees_small(request.user, unit.path, request.today),
        "indicators": [
            (str(SeriesKey(Source.INDICATOR, slug, one.slug)), one.name, years)
            for one, years in measured.items()
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
    """The values of the measure over the years, as its own page shows them. Raises Http404."""
    try:
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


# -- changes of the way of measuring -------------------------------------------------------------------------------
def breaks(request: Request) -> list[tuple[Break, str, bool]]:
    """Each with what it touches in words, and whether the user may change it."""
    ground = Ground.of(request.municipality)
    found = Break.objects.visible_to(request.user, request.today).select_related("unit", "made_by")
    return [
        (
            one,
            touched(ground, one),
            may_keep_breaks(request.user, one.municipality_id, request.today, at=one.unit),
        )
        for one in found
    ]


def touched(ground: Ground, one: Break) -> str:
    if not one.law:
        return _("Alla avvikelser")
    if not one.type_code:
        return _("Allt enligt %(law)s") % {"law": Law(one.law).label}
    try:
        return ground.title(SeriesKey(Source.DEVIATIONS, "", one.type_code, one.law))
    except NoSuchSeries:
        return one.type_code


def break_form(request: Request, found: Break | None = None) -> BreakForm:
    user, today = request.user, request.today
    lasting = Q(valid_to=None) | Q(valid_to__gte=today) | Q(pk=found.unit_id if found else None)
    return BreakForm(
        request.POST if request.method == "POST" else None,
        initial=_initial(found) if found else {"year": today.year},
        units=Unit.objects.filter(reached_by(user, today, *TABLE[Verb.CORRECT_FIGURE]), lasting),
        types=Ground.of(request.municipality).types,
        may_say_everywhere=may_keep_breaks(user, request.municipality.pk, today),
        today=today,
    )


def _initial(found: Break) -> dict[str, Any]:
    touches = f"{found.law}:{found.type_code or '*'}" if found.law else ""
    return {
        "title": found.title, "month": str(found.month.month), "year": found.month.year, "unit": found.unit_id,
        "touches": touches, "revision": found.revision,
    }  # fmt: skip


def _near(ground: Ground, key: SeriesKey) -> Near:
    return Near(str(key), ground.title(key))


def _number(value: Any) -> float | None:
    return float(value) if np.isfinite(value) else None


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
