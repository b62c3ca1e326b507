"""Collecting a series: every countable thing, month by month, with what it is counted against and where it begins anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

import numpy as np
from django.db.models import Min, Q, Sum
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from hjulet.analyse.series import rules
from hjulet.analyse.series.choices import Kind
from hjulet.analyse.series.exposures import Per, exposure_of
from hjulet.analyse.series.ground import Changed, Ground, Place
from hjulet.analyse.series.rules import SeriesKey
from hjulet.base.ui.swedish import MONTHS
from hjulet.check.deviations.models import Deviation, MonthCount

FloatArray = NDArray[np.float64]


@dataclass(frozen=True)
class Collected:
    """A series as it is known. A month that is not known is NaN, never zero."""

    key: SeriesKey
    place: Place
    title: str
    kind: Kind
    months: tuple[date, ...]
    values: FloatArray
    source: str
    exposure: FloatArray | None = None  # in the same months; None where it is not known for all of them
    per: Per | None = None
    changes: tuple[Changed, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        return bool(np.isfinite(self.values).any())

    @property
    def starts(self) -> tuple[int, ...]:
        """Where new parts begin."""
        known = np.isfinite(self.values).tolist()
        return rules.parts_of(self.months, [one.month for one in self.changes], known)

    @property
    def latest(self) -> slice:
        """The months since the way of measuring last changed."""
        return slice(self.starts[-1] if self.starts else 0, None)

    @property
    def trimmed(self) -> Collected:
        """Without the months before the first that is known."""
        known = np.flatnonzero(np.isfinite(self.values))
        first = int(known[0]) if len(known) else 0
        exposure = None if self.exposure is None else self.exposure[first:]
        return replace(self, months=self.months[first:], values=self.values[first:], exposure=exposure)

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(month_label(month) for month in self.months)

    @property
    def rates(self) -> FloatArray:
        """Per what it is counted against, else the counts themselves."""
        if self.exposure is None or self.per is None:
            return self.values
        with np.errstate(divide="ignore", invalid="ignore"):
            found: FloatArray = np.where(
                self.exposure > 0, self.values / self.exposure * self.per.size, np.nan
            )
        return found


@dataclass(frozen=True)
class Cell:
    """What was counted in a month, for one type and one severity, at a unit and everything below it."""

    month: date
    law: str
    type: int | None
    severity: int
    number: int


def month_label(month: date) -> str:
    """'mar 2025'."""
    return f"{MONTHS[month.month - 1][:3]} {month.year}"


def collect(ground: Ground, key: SeriesKey, first: date, last: date) -> Collected:
    """One series of deviations, from month to month. Raises NoSuchSeries. Indicators are in `yearly`."""
    return collect_many(ground, [key], first, last)[key]


def collect_many(
    ground: Ground, keys: Iterable[SeriesKey], first: date, last: date, *, with_exposure: bool = True
) -> dict[SeriesKey, Collected]:
    """Several series: what was counted and since when, in two questions; what it is counted against, one a unit."""
    wanted = list(dict.fromkeys(keys))
    places = {key.unit: ground.place(key.unit) for key in wanted}
    months = rules.months_between(first, last)
    cells = _counted(ground, list(places.values()), months, {key.law for key in wanted})
    since = _reporting_since(ground, list(places.values()))
    found: dict[SeriesKey, Collected] = {}
    for unit, place in places.items():
        known = _known(ground, place, months, since[unit])
        amount, per = exposure_of(ground, place, months, known) if with_exposure else (None, None)
        for key in wanted:
            if key.unit == unit:
                found[key] = Collected(
                    key, place, ground.title(key), Kind.COUNTS, months,
                    _values(ground, key, cells[unit], months, known),
                    _("Avvikelser som är rapporterade i Kvalitetshjulet"), amount, per,
                    tuple(ground.changes(key)), _notes(ground, place),
                )  # fmt: skip
    return found


def _counted(
    ground: Ground, places: Sequence[Place], months: Sequence[date], laws: Iterable[str]
) -> dict[str, list[Cell]]:
    """What was counted at each unit, everything below it and its other names, in one GROUP BY."""
    if not months or not places:
        return {place.slug: [] for place in places}
    inside = [ground.within(place) for place in places]
    found = MonthCount.objects.filter(
        reduce(or_, inside), month__gte=months[0], month__lte=months[-1], law__in=sorted(laws)
    )
    sums = {f"at_{index}": Sum("number", filter=condition) for index, condition in enumerate(inside)}
    cells: dict[str, list[Cell]] = {place.slug: [] for place in places}
    rows = found.order_by().values_list("month", "law", "type", "severity").annotate(**sums)
    for month, law, kind, severity, *numbers in rows:
        for place, number in zip(places, numbers, strict=True):
            if number:
                cells[place.slug].append(Cell(month, law, kind, severity, number))
    return cells


def _reporting_since(ground: Ground, places: Sequence[Place]) -> dict[str, date | None]:
    """The first month in which each reported anything at all, by either law; before it nothing is known."""
    first = {f"at_{index}": Min("month", filter=ground.within(place)) for index, place in enumerate(places)}
    found = MonthCount.objects.filter(unit__municipality=ground.municipality).aggregate(**first)
    return {place.slug: found[f"at_{index}"] for index, place in enumerate(places)}


def days_of(ground: Ground, key: SeriesKey, first: date, last: date) -> list[date]:
    """On which days it happened, in order; for what happens so seldom that months say nothing."""
    until = rules.month_after(last)
    about: dict[str, Any] = {"parts__law": key.law}
    types = ground.types_of(key.law, key.what)
    about |= {"parts__type__in": types} if types else {}
    about |= {"parts__severity__gte": key.severity} if key.severity else {}
    place = ground.place(key.unit)
    here = Q(ground.within(place), counted_at=None) | ground.within(place, "counted_at__path")
    found = Deviation.objects.counted().filter(here, happened_on__gte=first, happened_on__lt=until, **about)
    return list(found.order_by("happened_on", "pk").values_list("happened_on", flat=True))


def _known(ground: Ground, place: Place, months: Sequence[date], since: date | None) -> NDArray[np.bool_]:
    """The months in which the unit existed all the time and reported."""
    spans = [one.lasting for one in ground.roots(ground.family(place))]
    return np.array(
        [since is not None and month >= since and rules.fills(spans, month) for month in months], dtype=bool
    )


def _values(
    ground: Ground, key: SeriesKey, cells: Iterable[Cell], months: Sequence[date], known: NDArray[np.bool_]
) -> FloatArray:
    places = {month: index for index, month in enumerate(months)}
    types = ground.types_of(key.law, key.what)
    values = np.zeros(len(months))
    for cell in cells:
        if cell.law == key.law and (not types or cell.type in types) and cell.severity >= key.severity:
            values[places[cell.month]] += cell.number
    return np.where(known, values, np.nan)


def _notes(ground: Ground, place: Place) -> tuple[str, ...]:
    others = ground.other_names(place)
    if not others:
        return ()
    names = ", ".join(one.name for one in others)
    return (
        _("Serien fortsätter över namnbyten och delningar: här räknas även %(names)s.") % {"names": names},
    )
