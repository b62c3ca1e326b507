"""What must hold for values, periods and target scales. No database, no clock, no request."""

import calendar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hjulet.base.organisation.rules import first_day
from hjulet.check.indicators.choices import Direction, Level


@dataclass(frozen=True)
class Band:
    """One level of a scale: its bounds and whether a bound itself belongs to it. None is open."""

    lower: Decimal | None = None
    lower_included: bool = False
    upper: Decimal | None = None
    upper_included: bool = False

    @property
    def is_given(self) -> bool:
        return self.lower is not None or self.upper is not None

    def holds(self, value: Decimal) -> bool:
        if not self.is_given:
            return False
        above = self.lower is None or value > self.lower or (self.lower_included and value == self.lower)
        below = self.upper is None or value < self.upper or (self.upper_included and value == self.upper)
        return above and below


@dataclass(frozen=True)
class Bands:
    good: Band
    middle: Band
    bad: Band

    @property
    def given(self) -> tuple[Band, ...]:
        return tuple(band for band in (self.good, self.middle, self.bad) if band.is_given)


def from_cuts(
    good_from: Decimal, bad_from: Decimal, direction: Direction, *, equal_is_better: bool
) -> Bands:
    """A scale without holes from two cut points, a direction and which side an equal value falls on.

    HIGHER: good above `good_from`, bad below `bad_from`. Raises ValueError when the points stand in the wrong order
    or the direction is neutral.
    """
    if direction == Direction.NEUTRAL:
        message = "Ett mått utan riktning kan inte ha målnivåer."
        raise ValueError(message)
    if (good_from <= bad_from) if direction == Direction.HIGHER else (good_from >= bad_from):
        message = "Gränserna står i fel ordning: den gröna gränsen måste vara bättre än den röda."
        raise ValueError(message)
    if direction == Direction.HIGHER:
        return Bands(
            good=Band(lower=good_from, lower_included=equal_is_better),
            middle=Band(bad_from, equal_is_better, good_from, not equal_is_better),
            bad=Band(upper=bad_from, upper_included=not equal_is_better),
        )
    return Bands(
        good=Band(upper=good_from, upper_included=equal_is_better),
        middle=Band(good_from, not equal_is_better, bad_from, equal_is_better),
        bad=Band(lower=bad_from, lower_included=not equal_is_better),
    )


def faults_in_scale(bands: Bands) -> list[str]:
    """Holes and overlaps between the levels, in words; empty means that every value has exactly one level.

    The open ends count too: a scale must reach from minus to plus infinity.
    """
    ordered = sorted(bands.given, key=lambda band: (band.lower is not None, band.lower or Decimal(0)))
    faults = []
    if len(ordered) < 3:  # noqa: PLR2004 - three levels: good, middle, bad
        faults.append("Skalan saknar någon av nivåerna grön, gul och röd.")
    if ordered and ordered[0].lower is not None:
        faults.append(f"Värden under {ordered[0].lower} saknar nivå.")
    if ordered and ordered[-1].upper is not None:
        faults.append(f"Värden över {ordered[-1].upper} saknar nivå.")
    for below, above in zip(ordered, ordered[1:], strict=False):
        faults += _fault_between(below, above)
    return faults


def _fault_between(below: Band, above: Band) -> list[str]:
    if below.upper is None or above.lower is None:
        return ["Två nivåer överlappar varandra."]
    if below.upper > above.lower or (
        below.upper == above.lower and below.upper_included and above.lower_included
    ):
        return [f"Två nivåer överlappar vid {above.lower}."]
    if below.upper < above.lower:
        return [f"Värden mellan {below.upper} och {above.lower} saknar nivå."]
    if not below.upper_included and not above.lower_included:
        return [f"Värdet {above.lower} saknar nivå."]
    return []


def level_of(value: Decimal, bands: Bands) -> Level:
    """The level that holds the value; UNDEFINED in a hole, and in an overlap too (the scale must be mended first)."""
    levels = [
        level
        for level, band in ((Level.GOOD, bands.good), (Level.MIDDLE, bands.middle), (Level.BAD, bands.bad))
        if band.holds(value)
    ]
    return levels[0] if len(levels) == 1 else Level.UNDEFINED


@dataclass(frozen=True)
class Period:
    """From its first to its last day, and as it was said: '2022', '2022-12', '2022-01/2022-10', '2024/2025'."""

    first: date
    last: date
    said: str


def period(said: str) -> Period:
    """Read a period. Raises ValueError with a sentence when it cannot be read or runs backwards."""
    start, _, end = said.partition("/")
    first, last_part = first_day(start), end or start
    if first is None:
        message = "Perioden saknas. Skriv till exempel 2025, 2025-03 eller 2025-01/2025-06."
        raise ValueError(message)
    last = _last_day(last_part)
    if last < first:
        message = f"Perioden ”{said}” slutar innan den börjar."
        raise ValueError(message)
    return Period(first, last, said)


def _last_day(said: str) -> date:
    begins = first_day(said)
    assert begins is not None  # noqa: S101 - `said` is never empty here
    match said.count("-"):
        case 0:
            return date(begins.year, 12, 31)
        case 1:
            return begins.replace(day=calendar.monthrange(begins.year, begins.month)[1])
        case _:
            return begins
