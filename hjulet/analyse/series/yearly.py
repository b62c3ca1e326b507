"""Indicators as series: one value a year, at the unit itself, as far as the reader may see them."""

from __future__ import annotations

from datetime import date

from hjulet.analyse.series import rules
from hjulet.analyse.series.ground import Ground, NoSuchSeries
from hjulet.analyse.series.rules import SeriesKey
from hjulet.base.people.models import User
from hjulet.check.indicators.models import Indicator, Value
from hjulet.check.indicators.series import Followed

FEWEST = 2


def follow(ground: Ground, key: SeriesKey, user: User, day: date) -> Followed:
    """The indicator at the unit over the years, also under the unit's earlier name. Raises NoSuchSeries."""
    indicator = Indicator.objects.of(ground.municipality).filter(slug=key.what).first()
    if indicator is None:
        raise NoSuchSeries(str(key))
    place = ground.place(key.unit)
    names = rules.same_over_time([place.pk], ground.lineage)
    seen = Value.objects.visible_to(user, day).own().whole().filter(indicator=indicator, unit__in=names)
    periods: dict[date, list[Value]] = {}
    for value in seen.select_related("indicator", "unit").order_by("period_end", "period_start"):
        periods.setdefault(value.period_end, []).append(value)
    chosen = [_one(values, place.pk) for _period, values in sorted(periods.items())]
    return Followed(indicator, [value for value in chosen if value is not None], [])


def followed_at(ground: Ground, unit: str, user: User, day: date) -> dict[Indicator, int]:
    """The indicators that have values at the unit itself, and how many years of them."""
    place = ground.place(unit)
    seen = Value.objects.visible_to(user, day).own().whole().filter(unit=place.pk).exclude(value=None)
    found: dict[Indicator, int] = {}
    for value in seen.select_related("indicator").order_by("indicator__position", "indicator_id"):
        found[value.indicator] = found.get(value.indicator, 0) + 1
    return {indicator: years for indicator, years in found.items() if years >= FEWEST}


def _one(values: list[Value], own: int) -> Value | None:
    """The unit's own value of a period; one of another name only where it stands alone."""
    mine = [value for value in values if value.unit_id == own]
    if mine:
        return mine[-1]
    return values[0] if len(values) == 1 else None
