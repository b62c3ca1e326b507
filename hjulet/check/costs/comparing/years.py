"""What a change between two years is made of, in the prices of each year and in those of the last. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from hjulet.check.costs.comparing.parts import Group, Parts, split
from hjulet.check.costs.comparing.prices import Prices
from hjulet.check.costs.comparing.tables import YearPoint
from hjulet.check.costs.rules import Row


@dataclass(frozen=True)
class YearChange:
    """From one year to the next that is known. `fixed` is in the last year's prices; None without an index."""

    before: YearPoint
    after: YearPoint
    nominal: Parts
    fixed: Parts | None
    by_age: bool
    index: tuple[str, ...] = ()

    @property
    def parts(self) -> Parts:
        """The one that says most."""
        return self.fixed or self.nominal


def changes(points: Sequence[YearPoint], prices: Prices) -> list[YearChange]:
    """Each year against the one before it, the newest first."""
    return [change(before, after, prices) for before, after in reversed(list(pairwise(points)))]


def change(before: YearPoint, after: YearPoint, prices: Prices) -> YearChange:
    by_age = _same_bands(before.bands, after.bands)
    groups = (_groups(before.bands), _groups(after.bands)) if by_age else ([before.linked], [after.linked])
    factor = prices.factor(before.year, after.year)
    return YearChange(
        before,
        after,
        nominal=_whole(split(*groups), before, after),
        fixed=None if factor is None else _in_last_prices(before, after, groups, factor),
        by_age=by_age,
        index=prices.names(before.year, after.year),
    )


def _in_last_prices(
    before: YearPoint, after: YearPoint, groups: tuple[list[Group], list[Group]], factor: Fraction
) -> Parts:
    """What prices in general added to the first year's cost, and then what is left for the other causes."""
    dearer = [replace(group, cost=group.cost * factor) for group in groups[0]]
    first = replace(
        before,
        linked=replace(before.linked, cost=before.linked.cost * factor),
        unlinked=before.unlinked * factor,
    )
    general = before.cost * (factor - 1)
    return replace(_whole(split(dearer, groups[1]), first, after), general=general)


def _whole(parts: Parts, before: YearPoint, after: YearPoint) -> Parts:
    """With what no user carries, and what rounding left between the bands and the total."""
    return replace(parts, rest=after.cost - before.cost - parts.volume - parts.price)


def _groups(bands: Sequence[Row]) -> list[Group]:
    return [
        Group(Fraction(band.cost or 0), Fraction(band.users or 0), Fraction(band.inhabitants or 0))
        for band in bands
    ]


def _same_bands(before: Sequence[Row], after: Sequence[Row]) -> bool:
    return bool(before) and [row.ages for row in before] == [row.ages for row in after]
