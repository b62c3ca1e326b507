"""What must hold for series: their names, their months, and what goes on being the same. No database, no clock."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hjulet.analyse.series.choices import Obstacle, Source

ANY = "*"
WORD = re.compile(r"[-a-zA-Z0-9_]+")
LAWS = ("sol", "hsl")
SEVEREST = 4
SMALLEST_SHOWN = 5
MONTHS_SHOWN = 48


class UnreadableKey(ValueError):
    """The text names no series."""


@dataclass(frozen=True)
class SeriesKey:
    """The name of a series. As text it stands in addresses and with what an action should move.

    "deviations:sol:fall:solgarden", "deviations:hsl:*:solgarden:3" (severity 3 and over), "indicator:hme:solgarden".
    """

    source: Source
    unit: str
    what: str = ANY  # the code of a type, or the slug of an indicator
    law: str = ""
    severity: int = 0  # this grave or graver; 0 is all, also those not judged yet

    def __str__(self) -> str:
        if self.source == Source.INDICATOR:
            return ":".join([self.source, self.what, self.unit])
        parts = [self.source, self.law, self.what, self.unit]
        return ":".join([*parts, str(self.severity)] if self.severity else parts)

    @property
    def is_deviations(self) -> bool:
        return self.source == Source.DEVIATIONS

    @classmethod
    def read(cls, text: str) -> SeriesKey:
        """The key that is written so. Raises UnreadableKey for anything else."""
        source, *parts = text.split(":")
        words = [part for part in parts if WORD.fullmatch(part) or part == ANY]
        if len(words) == len(parts):
            if source == Source.INDICATOR and len(parts) == 2 and ANY not in parts:
                return cls(Source.INDICATOR, unit=parts[1], what=parts[0])
            if source == Source.DEVIATIONS and (key := _deviations(parts)):
                return key
        raise UnreadableKey(text)


def _deviations(parts: Sequence[str]) -> SeriesKey | None:
    law, what, unit, *severity = [*parts, "", "", ""][:3] + list(parts[3:])
    if law not in LAWS or not what or unit in {"", ANY} or len(severity) > 1:
        return None
    if not severity:
        return SeriesKey(Source.DEVIATIONS, unit, what, law)
    grave = {str(number): number for number in range(1, SEVEREST + 1)}.get(severity[0])
    return SeriesKey(Source.DEVIATIONS, unit, what, law, grave) if grave else None


# -- months --------------------------------------------------------------------------------------------------------
def first_of(day: date) -> date:
    return day.replace(day=1)


def month_after(month: date, number: int = 1) -> date:
    """So many months later (earlier when negative)."""
    count = month.year * 12 + month.month - 1 + number
    return date(count // 12, count % 12 + 1, 1)


def months_between(first: date, last: date) -> tuple[date, ...]:
    """Every month from FIRST to LAST, both included; none when LAST comes before."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return tuple(month_after(first, number) for number in range(max(0, count)))


def last_whole_month(today: date) -> date:
    """The running month is never counted: half a month always looks like an improvement."""
    return month_after(first_of(today), -1)


@dataclass(frozen=True)
class Lasting:
    """From which day to which something existed; None is open."""

    first: date | None
    last: date | None

    def meets(self, month: date) -> bool:
        """Whether it existed some day of the month."""
        end = month_after(month) - timedelta(days=1)
        return (self.first or month) <= end and (self.last or end) >= month


def fills(spans: Iterable[Lasting], month: date) -> bool:
    """Whether the spans together hold every day of the month: a unit that was renamed on the tenth did."""
    end = month_after(month) - timedelta(days=1)
    reached = month
    for span in sorted(spans, key=lambda span: span.first or date.min):
        if (span.first or month) > reached:
            return False
        if (span.last or end) >= end:
            return True
        reached = max(reached, (span.last or end) + timedelta(days=1))
    return False


# -- what goes on being the same -----------------------------------------------------------------------------------
def same_over_time(start: Iterable[int], steps: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Everything that is the same as START under other names, by steps of (what it was, what it became).

    What was renamed or merged into START belongs to it, and so do all the parts that it was split into. But a part
    does not inherit the whole, nor one of several that were merged the sum of them: then it is another thing.
    """
    became: dict[int, set[int]] = {}
    came: dict[int, set[int]] = {}
    for old, new in steps:
        became.setdefault(old, set()).add(new)
        came.setdefault(new, set()).add(old)
    found = set(start)
    while True:
        more = {old for old, news in became.items() if news <= found} | {
            new for new, olds in came.items() if olds <= found
        }
        if more <= found:
            return frozenset(found)
        found |= more


# -- changes of the way of measuring -------------------------------------------------------------------------------
def touches(law: str, codes: frozenset[str], key_law: str, key_codes: frozenset[str]) -> bool:
    """Whether a change for a law ("" is both) and some types (none is all) concerns a series of a law and types."""
    return (not law or law == key_law) and (not codes or not key_codes or bool(codes & key_codes))


def starts_of(months: Sequence[date], breaks: Iterable[date]) -> tuple[int, ...]:
    """Where new parts begin: the first month counted in the new way, inside the series."""
    places = {month: index for index, month in enumerate(months)}
    return tuple(sorted({places[month] for month in breaks if places.get(month, 0) > 0}))


def parts_of(months: Sequence[date], breaks: Iterable[date], known: Sequence[bool]) -> tuple[int, ...]:
    """Where new parts begin, as `starts_of`; a part without a known month is no part."""
    return tuple(start for start in starts_of(months, breaks) if any(known[:start]) and any(known[start:]))


def obstacles_to_documenting(title: str, month: date, today: date, *, fits_law: bool) -> list[Obstacle]:
    """Everything that stops a change of the way of measuring from being written down."""
    obstacles = []
    if not title.strip():
        obstacles.append(Obstacle.NO_TITLE)
    if month > first_of(today):
        obstacles.append(Obstacle.NOT_YET)
    if not fits_law:
        obstacles.append(Obstacle.TYPE_OF_OTHER_LAW)
    return obstacles


def is_small(count: float) -> bool:
    """So few that somebody may be recognised."""
    return 0 < count < SMALLEST_SHOWN
