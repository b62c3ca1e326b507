"""One service's table with its years and the country: everything that its page, files and report tell. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hjulet.check.costs.comparing.country import Standard, standard
from hjulet.check.costs.comparing.prices import Prices
from hjulet.check.costs.comparing.tables import PlainTable, YearPoint, history, main_ages, restated
from hjulet.check.costs.comparing.years import YearChange, changes


@dataclass(frozen=True)
class Story:
    """A table among the tables of the same service; what can be said up to its own year."""

    table: PlainTable
    prices: Prices
    points: tuple[YearPoint, ...] = ()
    changes: tuple[YearChange, ...] = ()  # the newest first
    standard: Standard | None = None
    country: tuple[tuple[int, Decimal], ...] = ()  # year, the country's cost per user
    restated: tuple[tuple[int, int, int], ...] = ()  # year, table, later table

    @property
    def latest(self) -> YearChange | None:
        """The change up to the table's own year."""
        found = self.changes[0] if self.changes else None
        return found if found and found.after.year == self.table.year else None


def story(table: PlainTable, others: Sequence[PlainTable], prices: Prices) -> Story:
    """OTHERS are the tables of the same service, whatever year, with or without the table itself."""
    tables = [*(one for one in others if one.year < table.year), table]
    ages = main_ages(tables, table)
    if ages is None:
        return Story(table, prices)
    points = tuple(history(tables, ages))
    own = next((point for point in points if point.year == table.year), None)
    country = {}
    for one in tables:
        total = one.total_of(one.year, ages)
        if total is not None and total.reference_kr_per_user:
            country[one.reference_year or one.year] = total.reference_kr_per_user
    return Story(
        table,
        prices,
        points,
        tuple(changes(points, prices)),
        None if own is None else standard(table, own, prices),
        tuple(sorted(country.items())),
        tuple(restated(tables, ages)),
    )
