"""A year's figure out of its periods: sums divided by sums, never the mean of the periods' values. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from hjulet.check.indicators.measuring.choices import Counting
from hjulet.check.indicators.measuring.rules import PARTS, Typed, value_of


@dataclass(frozen=True)
class Summed:
    """What several periods, or several units, come to; `of` is how many of them could be counted."""

    typed: Typed
    of: int


def summed(counting: Counting | str, parts: Sequence[Typed], expected: int) -> Summed | None:
    """The figure of everything together; None where there is none to make yet, or never.

    Shares and ratios: all that was counted over all that it was counted of, from the periods that were measured.
    A count is the sum, and without one of its parts it is unknown: what was not measured is not zero. A level, such
    as a median, cannot be put together at all.
    """
    if counting == Counting.LEVEL or len(parts) < expected or not parts:
        return None
    known = [one for one in parts if _is_known(one, counting)]
    if not known or (counting == Counting.COUNT and len(known) < len(parts)):
        return Summed(Typed(why_not=_lacking(len(parts) - len(known), len(parts))), len(known))
    if counting not in PARTS:
        return Summed(Typed(value=sum((one.value or Decimal(0) for one in known), Decimal(0))), len(known))
    above = sum((one.numerator or Decimal(0) for one in known), Decimal(0))
    below = sum((one.denominator or Decimal(0) for one in known), Decimal(0))
    return Summed(Typed(value_of(counting, above, below), above, below), len(known))


def _is_known(one: Typed, counting: Counting | str) -> bool:
    if counting in PARTS:
        return one.numerator is not None and one.denominator is not None
    return one.value is not None


def _lacking(missing: int, every: int) -> str:
    return _("%(missing)s av %(every)s delar kunde inte mätas") % {"missing": missing, "every": every}


def how_the_year_is_made(counting: Counting | str) -> str:
    """The sentence that stands beside the year's figures."""
    if counting in PARTS:
        return _(
            "Årets värde är periodernas övre tal lagda ihop, delat med deras nedre tal lagda ihop. Det är aldrig "
            "medelvärdet av periodernas värden. En period som inte kunde mätas räknas inte med."
        )
    if counting == Counting.COUNT:
        return _(
            "Årets värde är periodernas antal lagda ihop. Saknas en period går året inte att räkna: det som inte är "
            "mätt är inte noll."
        )
    return _("Talen går inte att lägga ihop, så året har inget eget värde. Läs periodernas.")
