"""What the service would have cost with the country's figures for the same ages (standard cost). Pure.

Indirect standardisation: the country's kr per inhabitant and share of users in each age band, on the municipality's
own inhabitants. The country's share is its kr per inhabitant through its kr per user, so that the two add up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from hjulet import statistics
from hjulet.check.costs.comparing.parts import ZERO, Group, Parts, split
from hjulet.check.costs.comparing.prices import Prices
from hjulet.check.costs.comparing.tables import PlainTable, YearPoint
from hjulet.check.costs.rules import Row, bands_of


@dataclass(frozen=True)
class Standard:
    """The users' cost beside what it would be with the country's figures in each age band."""

    point: YearPoint
    expected: Group  # cost and users with the country's figures
    parts: Parts  # from the expected to the own: volume is how many users, price what each costs
    by_age: bool  # whether the split itself is made in each age band
    lower: float  # the own number of users through the expected: where it may lie
    upper: float
    year: int | None  # of the country's figures
    price_ratio: (
        float  # what our users cost through what they would with the country's kr per user, at the same ages
    )
    factor: (
        Fraction | None
    )  # from the prices of the country's year to those of the own; None where no index is known
    index: tuple[str, ...] = ()

    @property
    def users_ratio(self) -> float:
        return float(self.point.linked.users / self.expected.users)


def standard(table: PlainTable, point: YearPoint, prices: Prices) -> Standard | None:
    """None where an age band lacks the country's figures or inhabitants, or where none is expected."""
    bands = bands_of(point.total, table.rows)
    factor = prices.factor(table.reference_year, table.year) if table.reference_year else None
    expected = [_expected(band, factor or Fraction(1)) for band in bands]
    known = [group for group in expected if group is not None]
    if (
        not bands
        or len(known) < len(bands)
        or point.linked.inhabitants != sum((group.inhabitants or ZERO for group in known), ZERO)
    ):
        return None
    whole = Group(
        sum((group.cost for group in known), ZERO),
        sum((group.users for group in known), ZERO),
        point.linked.inhabitants,
    )
    if not whole.users or not whole.cost:
        return None
    by_age = bool(point.bands)
    own = [
        Group(Fraction(b.cost or 0), Fraction(b.users or 0), Fraction(b.inhabitants or 0))
        for b in point.bands
    ]
    parts = split(known, own) if by_age else split([whole], [point.linked])
    interval = statistics.rate_interval(float(point.linked.users), float(whole.users))
    return Standard(
        point, whole, parts, by_age, interval.lower, interval.upper,
        year=table.reference_year,
        price_ratio=_price_ratio(own, known) if by_age else float(_price(point.linked) / _price(whole)),
        factor=factor,
        index=prices.names(table.reference_year, table.year) if table.reference_year else (),
    )  # fmt: skip


def _expected(band: Row, factor: Fraction) -> Group | None:
    """The country's cost and users on our inhabitants; nobody where the country has no cost."""
    per_head, price = band.reference_kr_per_inhabitant, band.reference_kr_per_user
    if not band.inhabitants or per_head is None:
        return None
    people = Fraction(band.inhabitants)
    if not per_head:
        return Group(ZERO, ZERO, people)
    if not price:
        return None
    cost = people * Fraction(per_head)
    return Group(cost * factor, cost / Fraction(price), people)


def _price_ratio(own: Sequence[Group], country: Sequence[Group]) -> float:
    """Only the ages where the country has a cost per user."""
    pairs = [(ours, theirs) for ours, theirs in zip(own, country, strict=True) if theirs.users]
    cost = sum((ours.cost for ours, _theirs in pairs), ZERO)
    at_their_price = sum((ours.users * _price(theirs) for ours, theirs in pairs), ZERO)
    return float(cost / at_their_price) if at_their_price else 1.0


def _price(group: Group) -> Fraction:
    return group.per_user or ZERO


def population_effect(table: PlainTable, found: Standard) -> tuple[Fraction, Fraction] | None:
    """(the country's kr per inhabitant, the same at our ages): what the ages of those who live here do alone.

    Only where the country's total is printed and no cost without users blurs it.
    """
    total = found.point.total
    people = found.point.linked.inhabitants
    if total.reference_kr_per_inhabitant is None or not people or found.point.unlinked:
        return None
    factor = found.factor or Fraction(1)
    return Fraction(total.reference_kr_per_inhabitant) * factor, found.expected.cost / people
