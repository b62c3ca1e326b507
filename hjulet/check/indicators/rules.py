"""What must hold for values, periods and target scales. No database, no clock, no request."""

import calendar
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from django.utils.text import slugify

from hjulet.base.organisation.rules import first_day
from hjulet.base.people.choices import Role
from hjulet.base.ui.swedish import number
from hjulet.check.indicators.choices import Direction, Fixed, Level, Measure, Obstacle
from hjulet.check.indicators.kolada.rules import SLUG


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


def from_cuts(good_from: Decimal, bad_from: Decimal, direction: Direction, *, equal_is_better: bool) -> Bands:
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
    if len(ordered) < 3:  # good, middle, bad
        faults.append("Skalan saknar någon av nivåerna grön, gul och röd.")
    if ordered and ordered[0].lower is not None:
        faults.append(f"Värden under {_bare(ordered[0].lower)} saknar nivå.")
    if ordered and ordered[-1].upper is not None:
        faults.append(f"Värden över {_bare(ordered[-1].upper)} saknar nivå.")
    for below, above in pairwise(ordered):
        faults += _fault_between(below, above)
    return faults


def _fault_between(below: Band, above: Band) -> list[str]:
    if below.upper is None or above.lower is None:
        return ["Två nivåer överlappar varandra."]
    if below.upper > above.lower or (
        below.upper == above.lower and below.upper_included and above.lower_included
    ):
        return [f"Två nivåer överlappar vid {_bare(above.lower)}."]
    if below.upper < above.lower:
        return [f"Värden mellan {_bare(below.upper)} och {_bare(above.lower)} saknar nivå."]
    if not below.upper_included and not above.lower_included:
        return [f"Värdet {_bare(above.lower)} saknar nivå."]
    return []


def _bare(bound: Decimal) -> str:
    """A bound without the zeros that the database adds: '60', '12,5'."""
    return number(bound.quantize(Decimal(1)) if bound == bound.to_integral_value() else bound.normalize())


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


COUNTED = frozenset(
    {
        "antal",
        "antal/månad",
        "antal beslut",
        "antal personal",
        "kr",
        "Mkr",
        "timmar",
        "dygn",
        "årsplaceringar",
    }
)
SEES_SMALL = (
    Role.MANAGER,
    Role.PROVIDER,
    Role.SAS,
    Role.MAS,
    Role.MAR,
)  # access.md: the duty to see the own unit


def is_counted(unit_of_measure: str, measure: Measure | str) -> bool:
    """Full counts and sums of money: everything is in them, so there is no interval."""
    if measure in {Measure.RESPONDENTS, Measure.RESPONSE_RATE}:
        return True
    return measure == Measure.VALUE and unit_of_measure in COUNTED


@dataclass(frozen=True)
class Cuts:
    """What a person types to set target levels."""

    good_from: Decimal
    bad_from: Decimal
    equal_is_better: bool


def said(band: Band) -> str:
    """A band in words: '84 eller mer', 'över 84', '61–84', 'under 61'."""
    if band.lower is None and band.upper is None:
        return ""
    if band.upper is None:
        assert band.lower is not None  # noqa: S101 - one of them is there
        return f"{_bare(band.lower)} eller mer" if band.lower_included else f"över {_bare(band.lower)}"
    if band.lower is None:
        return f"{_bare(band.upper)} eller mindre" if band.upper_included else f"under {_bare(band.upper)}"
    lower = _bare(band.lower) if band.lower_included else f"över {_bare(band.lower)}"
    upper = _bare(band.upper) if band.upper_included else f"under {_bare(band.upper)}"
    return f"{lower}–{upper}" if band.lower_included and band.upper_included else f"{lower} till {upper}"


def places_of(value: Decimal) -> int:
    """How many decimals a number is written with: 94 → 0, 94,0 → 1."""
    return max(0, -int(value.as_tuple().exponent))


@dataclass(frozen=True)
class Typed:
    """A value as a person types it: a number or the reason why there is none."""

    value: Decimal | None
    missing: str = ""
    respondents: int | None = None


def faults_in_value(typed: Typed, *, is_share: bool) -> list[Obstacle]:
    """Everything that is wrong with a typed value; empty means go."""
    faults = []
    if typed.value is None and not typed.missing:
        faults.append(Obstacle.NEITHER)
    if typed.value is not None and typed.missing:
        faults.append(Obstacle.BOTH)
    if typed.value is not None and is_share and not 0 <= typed.value <= 100:
        faults.append(Obstacle.NOT_A_SHARE)
    if typed.value is not None and typed.respondents == 0:
        faults.append(Obstacle.NO_ANSWERS)
    return faults


@dataclass(frozen=True)
class Written:
    """All that a value says: a number, perhaps with the two that it is made of, or why there is none."""

    value: Decimal | None
    missing: str = ""
    said: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None


def obstacles_to_revising(was: Written, now: Written, *, why: str, is_stale: bool) -> list[Obstacle]:
    """Everything that stops a correction: no reason, nothing changed, or somebody else was there first."""
    if is_stale:
        return [Obstacle.STALE]
    obstacles = [] if why.strip() else [Obstacle.NO_REASON]
    obstacles += faults_in_value(Typed(now.value, now.missing), is_share=False)
    has_parts = now.numerator is not None
    if (was == now) if has_parts or now.said else ((was.value, was.missing) == (now.value, now.missing)):
        obstacles.append(Obstacle.SAME)
    return obstacles


RESERVED = frozenset(
    {
        "nytt",
        "forandringar",
        "sticker-ut",
        "jamforelser",
        "kolada",
        "varde",
        "inlasning",
        "matningar",
        "fragor",
    }
)  # addresses that are not a measure
SLUG_LENGTH = 100  # the column holds more: there is room for a number behind


def free_slug(name: str, taken: Collection[str]) -> str:
    """The name as it can stand in an address; with -2, -3 … behind it when another measure has it."""
    slug = slugify(name)[:SLUG_LENGTH].strip("-_") or "matt"
    slug = f"matt-{slug}" if slug.startswith(SLUG) else slug
    number, found = 1, slug
    while found in taken or found in RESERVED:
        number += 1
        found = f"{slug}-{number}"
    return found


def fixed(was: Mapping[str, str], now: Mapping[str, str], *, is_used: bool, is_fetched: bool) -> list[Fixed]:
    """What would change and must not: a number loses its meaning with its unit, a fetched measure its source."""
    held = [Fixed.UNIT, Fixed.DIRECTION, Fixed.MEASURE] if is_used else []
    held += [Fixed.REGISTER, Fixed.KOLADA] if is_fetched else []
    return [one for one in held if was[one] != now[one]]
