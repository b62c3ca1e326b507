"""Printed tables without the database: what may be shown of them, year by year. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from hjulet.check.costs.choices import RowKind
from hjulet.check.costs.comparing.parts import ZERO, Group
from hjulet.check.costs.rules import KRONA, Row, Unlinked, bands_of

Ages = tuple[int | None, int | None]


@dataclass(frozen=True)
class PlainTable:
    """A table of one service and year, with the rows that may not be shown."""

    year: int
    reference_year: int | None
    rows: tuple[Row, ...]
    hidden: frozenset[int] = frozenset()

    @property
    def shown(self) -> list[Row]:
        return [row for place, row in enumerate(self.rows) if place not in self.hidden]

    def total_of(self, year: int, ages: Ages) -> Row | None:
        same = (
            row
            for row in self.shown
            if row.kind == RowKind.TOTAL and row.year == year and row.ages == ages and row.cost is not None
        )
        return next(same, None)


@dataclass(frozen=True)
class YearPoint:
    """A year's total: what its users cost, what no user carries, and its age bands where all may be shown."""

    year: int
    total: Row
    linked: Group
    unlinked: Fraction
    is_unlinked_computed: bool = False  # not printed, but what is left when kr per user is taken as printed
    bands: tuple[Row, ...] = ()

    @property
    def cost(self) -> Fraction:
        return self.linked.cost + self.unlinked

    @property
    def users(self) -> int:
        return int(self.linked.users)

    @property
    def per_user(self) -> Fraction:
        return self.linked.per_user or ZERO


def main_ages(tables: Sequence[PlainTable], table: PlainTable) -> Ages | None:
    """The total that says most: the first of the table's own year that an earlier year has too, else the first."""
    own = [row.ages for row in table.rows if row.kind == RowKind.TOTAL and row.year == table.year]
    earlier = {
        row.ages
        for other in tables
        for row in other.rows
        if row.kind == RowKind.TOTAL and row.year < table.year
    }
    return next((ages for ages in own if ages in earlier), own[0] if own else None)


def history(tables: Sequence[PlainTable], ages: Ages) -> list[YearPoint]:
    """Every year with a total of these ages, in order. A year's own table says most; one that prints it anew is believed."""
    points: dict[int, YearPoint] = {}
    for table in sorted(tables, key=lambda one: one.year):
        for row in table.shown:
            is_one = row.kind == RowKind.TOTAL and row.ages == ages
            point = point_of(table, row) if is_one else None
            if point is not None:
                known = points.get(point.year)
                if known is None or _figures(known.total) != _figures(row):
                    points[point.year] = point
    return [points[year] for year in sorted(points)]


def point_of(table: PlainTable, total: Row) -> YearPoint | None:
    """None where the total has no cost or no users, or where what no user carries cannot be known."""
    if total.cost is None or not total.users:
        return None
    unlinked = Unlinked.of(table.rows).for_row(total)
    is_computed = unlinked is None
    if unlinked is None:
        if total.kr_per_user is None:
            return None
        unlinked = total.cost - total.kr_per_user * total.users
        if abs(unlinked) <= total.users * KRONA:  # no more than what rounding hides
            unlinked, is_computed = 0 * KRONA, False
    inhabitants = None if not total.inhabitants else Fraction(total.inhabitants)
    linked = Group(Fraction(total.cost - unlinked), Fraction(total.users), inhabitants)
    bands = _whole_bands(table, total, linked) if total.year == table.year else ()
    return YearPoint(total.year, total, linked, Fraction(unlinked), is_computed, bands)


def _whole_bands(table: PlainTable, total: Row, linked: Group) -> tuple[Row, ...]:
    """The age bands, when every one is complete and may be shown, and they add up to the total."""
    if table.hidden:
        return ()
    bands = bands_of(total, table.rows)
    if not bands or any(band.cost is None or band.users is None or not band.inhabitants for band in bands):
        return ()
    cost = sum((Fraction(band.cost or 0) for band in bands), ZERO)
    people = sum(band.inhabitants or 0 for band in bands)
    adds_up = abs(cost - linked.cost) <= len(bands) + 1 and linked.inhabitants == people
    return tuple(bands) if adds_up else ()


def restated(tables: Sequence[PlainTable], ages: Ages) -> list[tuple[int, int, int]]:
    """(year, table, later table) for every total that a later table prints with other figures."""
    first: dict[int, tuple[int, Row]] = {}
    found = []
    for table in sorted(tables, key=lambda one: one.year):
        for row in table.shown:
            if row.kind != RowKind.TOTAL or row.ages != ages:
                continue
            before = first.setdefault(row.year, (table.year, row))
            if _figures(before[1]) != _figures(row):
                found.append((row.year, before[0], table.year))
                first[row.year] = (table.year, row)
    return found


def _figures(row: Row) -> tuple[object, ...]:
    return (row.cost, row.users, row.inhabitants)
