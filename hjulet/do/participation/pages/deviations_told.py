"""A unit's deviations as everybody there may know them: numbers under five hidden, no case, and lex only in the totals."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.utils.translation import gettext as _

from hjulet.analyse.series import rules as series_rules
from hjulet.analyse.series.catalogue import keys_at
from hjulet.analyse.series.choices import Source
from hjulet.analyse.series.collecting import Collected, collect_many
from hjulet.analyse.series.figures import figure_of, signal_of
from hjulet.analyse.series.ground import Ground, NoSuchSeries
from hjulet.analyse.series.rules import SeriesKey
from hjulet.analyse.series.small import YearShown, years_of
from hjulet.base.organisation.models import Unit
from hjulet.base.ui.charts import BarChart, Chart, Series
from hjulet.base.ui.swedish import number
from hjulet.check.deviations.choices import Law
from hjulet.check.deviations.models import MonthCount
from hjulet.check.deviations.pages.figure_hiding import Asked, is_told, shown
from hjulet.do.participation.rules import SMALLEST

MONTHS = 24
YEAR = 12
TYPES = 3
FEWEST_YEARS = 2  # one bar compares nothing


@dataclass(frozen=True)
class Told:
    """What may be said: a sentence, the most common kinds, one chart and why it is of that kind."""

    sentence: str
    types: tuple[str, ...]
    chart: Chart | None
    why: str
    pattern: str
    common_type: str


def told(unit: Unit, today: date) -> Told:
    """By the last whole month; the same for everybody who opens it."""
    ground = Ground.of(unit.municipality)
    last = series_rules.last_whole_month(today)
    first = series_rules.month_after(last, 1 - series_rules.MONTHS_SHOWN)
    try:
        keys = {law: keys_at(ground, unit.slug, law, today) for law in Law}
        found = collect_many(ground, [key for law in Law for key in keys[law]], first, last)
    except NoSuchSeries:
        return Told(_("Inga avvikelser är räknade här än."), (), None, "", "", "")
    totals = [found[SeriesKey(Source.DEVIATIONS, unit.slug, law=law)].trimmed for law in Law]
    largest = max(totals, key=lambda one: float(np.nansum(one.values)))
    years = {one.key.law: years_of(ground, one) for one in totals}
    chart, why, pattern = _chart(ground, unit, [one.trimmed for one in found.values()], largest, years, last)
    types = _types(unit, last)
    return Told(_sentence(years), types, chart, why, pattern, types[0] if types else "")


def sentence(unit: Unit, today: date) -> str:
    """The sentence alone: for what only tells how it goes."""
    ground = Ground.of(unit.municipality)
    last = series_rules.last_whole_month(today)
    first = series_rules.month_after(last, 1 - series_rules.MONTHS_SHOWN)
    try:
        keys = [SeriesKey(Source.DEVIATIONS, unit.slug, law=law) for law in Law]
        found = collect_many(ground, keys, first, last, with_exposure=False)
    except NoSuchSeries:
        return _sentence({})
    return _sentence({key.law: years_of(ground, one.trimmed) for key, one in found.items()})


def _sentence(years: dict[str, list[YearShown]]) -> str:
    """'SoL/LSS: 48 under 2025 (61 under 2024). HSL: för få för att visas.'"""
    parts = []
    for law in Law:
        known = years.get(law, [])
        if not known:
            continue
        said = {"law": law.label, "year": known[0].year}
        if known[0].number is None:
            parts.append(_("%(law)s: så få under %(year)s att antalet inte visas.") % said)
            continue
        said["n"] = number(known[0].number)
        text = _("%(law)s: %(n)s under %(year)s.") % said
        if len(known) > 1 and known[1].number is not None:
            said |= {"before": number(known[1].number), "earlier": known[1].year}
            text = _("%(law)s: %(n)s under %(year)s, mot %(before)s under %(earlier)s.") % said
        parts.append(text)
    return " ".join(parts) or _(
        "Inga avvikelser är räknade här än. Det är inte samma sak som inga händelser."
    )


def _chart(
    ground: Ground, unit: Unit, every: list[Collected], largest: Collected, years: dict[str, list[YearShown]], last: date,
) -> tuple[Chart | None, str, str]:  # fmt: skip
    """One: the series with a pattern, or the largest; month by month where no month is small, else year by year."""
    tellable = [one for one in every if _is_tellable(unit, one, last)]
    with_pattern = [one for one in tellable if signal_of(one).has_pattern]
    chosen = next(iter(with_pattern or [one for one in tellable if one.key == largest.key]), None)
    if chosen is not None:
        figure = figure_of(chosen)
        if figure.charts:
            return figure.charts[0], str(figure.why), chosen.title if figure.has_pattern else ""
    rows = [year for year in reversed(years.get(largest.key.law, [])) if year.number is not None]
    if len(rows) < FEWEST_YEARS or not any(year.number for year in rows):
        return None, "", ""
    chart = BarChart(
        title=_("%(what)s, år för år") % {"what": largest.title},
        labels=tuple(str(year.year) for year in rows),
        series=(Series("", tuple(float(year.number or 0) for year in rows)),),
        unit=_("antal"),
    )
    return chart, _("Månad för månad visas bara där varje månad har minst fem."), ""


def _is_tellable(unit: Unit, series: Collected, last: date) -> bool:
    """Every month has at least five, and no sum taken from another tells a small one anywhere in the municipality."""
    values = series.values[np.isfinite(series.values)]
    if series.key.severity or len(values) < YEAR or values.min() < SMALLEST:
        return False
    root = str(unit.path[: Unit.steplen])
    months = [series_rules.month_after(last, back) for back in range(1 - MONTHS, 1)]
    kind = "" if series.key.what == series_rules.ANY else series.key.what
    return is_told(Asked((root,), unit.path, series.key.law, kind), months, months[-YEAR])


def _types(unit: Unit, last: date) -> tuple[str, ...]:
    """The most common kinds of the last twelve months, those that may be told."""
    first = series_rules.month_after(last, 1 - YEAR)
    rows = MonthCount.objects.below(unit).during(first, last).exclude(type=None)
    sums: Counter[str] = Counter()
    for name, amount in rows.values_list("type__name", "number"):
        sums[name] += amount
    ordered = sums.most_common()
    kept = shown([amount for _name, amount in ordered], sees_small=False)
    return tuple(name for (name, _amount), amount in zip(ordered, kept, strict=True) if amount)[:TYPES]
