"""From one year's prices to another's, with a price index that the municipality has entered. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True)
class Rise:
    """How much prices rose from the year before, in percent, by whose index and where it stands."""

    year: int
    percent: Decimal
    name: str
    source: str


@dataclass(frozen=True)
class Prices:
    """The rises that are known, by year."""

    rises: dict[int, Rise]

    @classmethod
    def of(cls, rises: Iterable[Rise]) -> Prices:
        return cls({rise.year: rise for rise in rises})

    def factor(self, first: int, last: int) -> Fraction | None:
        """What a krona of FIRST is in LAST; None where a year between them is not known."""
        low, high = sorted((first, last))
        found = Fraction(1)
        for year in range(low + 1, high + 1):
            if year not in self.rises:
                return None
            found *= 1 + Fraction(self.rises[year].percent) / 100
        return found if first <= last else 1 / found

    def names(self, first: int, last: int) -> tuple[str, ...]:
        """'PKV (källa)' for the years that the factor goes over, each once."""
        low, high = sorted((first, last))
        used = (self.rises[year] for year in range(low + 1, high + 1) if year in self.rises)
        return tuple(dict.fromkeys(f"{rise.name} ({rise.source})" for rise in used))


NO_PRICES = Prices({})
