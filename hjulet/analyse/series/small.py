"""Small numbers: what those see who have no duty to see the cases. Whole years, and the few hidden.

A number is hidden when it is under five, and also when it could be worked out by subtraction from numbers that the same
reader can see: the sum of the units beside it, of the types beside it, or of the same events however grave.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Sum

from hjulet.analyse.series import rules
from hjulet.analyse.series.collecting import Collected
from hjulet.analyse.series.ground import Ground, Place
from hjulet.analyse.series.rules import SeriesKey
from hjulet.check.deviations.models import MonthCount
from hjulet.statistics import suppress

YEARS = 3
MONTHS_A_YEAR = 12
Counted = list[tuple[int, int | None, int, int, int]]  # unit, type, severity, year, number
OWN = -1  # what stands at the unit above itself, and in no unit under it


@dataclass(frozen=True)
class YearShown:
    """`number` is None where it is hidden."""

    year: int
    number: int | None


def years_of(ground: Ground, series: Collected) -> list[YearShown]:
    """The whole years of the series, the newest first."""
    sums = _whole_years(series)
    years = sorted(sums, reverse=True)[:YEARS]
    if not years:
        return []
    cells = _cells(ground, series, years)
    return [
        YearShown(year, None if _is_hidden(ground, series.key, cells, (year, sums[year])) else sums[year])
        for year in years
    ]


def _whole_years(series: Collected) -> dict[int, int]:
    """A year counts when all its months are known and measured in one way."""
    by_year: dict[int, list[float]] = {}
    for month, value in zip(series.months, series.values, strict=True):
        by_year.setdefault(month.year, []).append(float(value))
    split = {series.months[start].year for start in series.starts if series.months[start].month != 1}
    return {
        year: int(sum(values))
        for year, values in by_year.items()
        if len(values) == MONTHS_A_YEAR and np.isfinite(values).all() and year not in split
    }


def _cells(ground: Ground, series: Collected, years: list[int]) -> Counted:
    """Everything beside it, in one question: the tree under the unit above."""
    top = next(iter(ground.above(series.place)), series.place)
    found = MonthCount.objects.filter(
        ground.within(top), law=series.key.law,
        month__gte=date(min(years), 1, 1), month__lte=date(max(years), 12, 1),
    )  # fmt: skip
    rows = found.order_by().values_list("unit", "type", "severity", "month__year").annotate(Sum("number"))
    return [(unit, kind, severity, year, number) for unit, kind, severity, year, number in rows]


def _is_hidden(ground: Ground, key: SeriesKey, cells: Counted, shown: tuple[int, int]) -> bool:
    year, number = shown
    if rules.is_small(number):
        return True
    there = [cell for cell in cells if cell[3] == year]
    place, types = ground.place(key.unit), ground.types_of(key.law, key.what)
    alike = [cell for cell in there if (not types or cell[1] in types) and cell[2] >= key.severity]
    here = [cell for cell in there if ground.by_pk[cell[0]].path.startswith(place.path)]
    tables: list[tuple[object, Mapping[object, int]]] = [
        (place.pk, _by_unit(ground, place, alike)),
        (key.what, _by_type(ground, key, [cell for cell in here if cell[2] >= key.severity])),
    ]
    if key.severity:
        same = [cell for cell in here if not types or cell[1] in types]
        tables.append((True, _sums((cell[2] >= key.severity, cell[4]) for cell in same)))
    return any(_hides(table, own) for own, table in tables)


def _by_unit(ground: Ground, place: Place, cells: Counted) -> Mapping[object, int]:
    """The unit, those beside it, and what stands at the unit above alone."""
    beside = {one.path: one.pk for one in ground.places if one.parent_path == place.parent_path}
    length = len(place.path)
    return _sums((beside.get(ground.by_pk[cell[0]].path[:length], OWN), cell[4]) for cell in cells)


def _by_type(ground: Ground, key: SeriesKey, cells: Counted) -> Mapping[object, int]:
    """The type and those beside it in the tree, by code; what stands at the type above alone is a row of its own."""
    parent = ground.parent_of(key.law, key.what)
    inside = ground.types_of(key.law, parent.code) if parent else frozenset()
    above = parent.pk if parent else None
    beside = {one.code for one in ground.types if one.law == key.law and one.parent == above}
    branch = {pk: code for code in beside for pk in ground.types_of(key.law, code)}
    return _sums((branch.get(cell[1] or 0), cell[4]) for cell in cells if not inside or cell[1] in inside)


def _sums(pairs: Iterable[tuple[object, int]]) -> dict[object, int]:
    found: dict[object, int] = {}
    for name, number in pairs:
        found[name] = found.get(name, 0) + number
    return found


def _hides(table: Mapping[object, int], own: object) -> bool:
    """Whether the row is hidden when the table is shown with its sum."""
    if own not in table or len(table) == 1:
        return False
    names = list(table)
    return bool(suppress([table[name] for name in names], rules.SMALLEST_SHOWN).hidden[names.index(own)])
