"""What must hold for units. No database, no clock, no request."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from hjulet.base.organisation.choices import LineageKind
from hjulet.base.ui.swedish import MONTHS

PARTIAL = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


def first_day(said: str) -> date | None:
    """'2022' → 2022-01-01, '2022-09' → 2022-09-01; empty is None.

    A partial date counts from its first day. Raises ValueError with a sentence on anything else.
    """
    if not said:
        return None
    match = PARTIAL.match(said)
    if match is None:
        message = f"Datumet ”{said}” går inte att läsa. Skriv ÅÅÅÅ, ÅÅÅÅ-MM eller ÅÅÅÅ-MM-DD."
        raise ValueError(message)
    year, month, day = match.groups()
    try:
        return date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        message = f"Datumet ”{said}” finns inte i kalendern."
        raise ValueError(message) from None


@dataclass(frozen=True)
class Span:
    """From which day to which a unit existed; None is open."""

    first: date | None
    last: date | None

    def days_in(self, first: date, last: date) -> int:
        """How many days of the period it existed, both ends included."""
        begins, ends = max(self.first or first, first), min(self.last or last, last)
        return max((ends - begins).days + 1, 0)

    def meets(self, other: "Span", first: date, last: date) -> bool:
        """Whether both existed on some day of the period."""
        begins = max(self.first or first, other.first or first, first)
        ends = min(self.last or last, other.last or last, last)
        return begins <= ends


@dataclass(frozen=True)
class Step:
    """One step of lineage, by names: this became that, then."""

    kind: LineageKind
    before: str
    after: str
    said: str  # the date as it was said: '2022', '2022-09' or '2022-09-01'


def to_sum(spans: Mapping[int, Span], parts_of: Mapping[int, set[int]], first: date, last: date) -> set[int]:
    """The units to add up for a period: a whole or its parts, never both.

    SPANS holds the units that have figures. Those that did not exist in the period fall away. Where a whole and parts
    of it existed on the same day, the side that covers more of the period counts; if equal, the whole. A whole that
    ended before its parts began counts beside them: the days are different.
    """
    alive = {unit: span.days_in(first, last) for unit, span in spans.items() if span.days_in(first, last)}
    reached = {unit: _parts_below(unit, parts_of) & alive.keys() for unit in alive}
    counted: set[int] = set()
    covered: set[int] = set()
    for unit in sorted(alive, key=lambda unit: (-len(reached[unit]), unit)):
        if unit in covered:
            continue
        rivals = {part for part in reached[unit] if spans[unit].meets(spans[part], first, last)}
        if all(alive[unit] >= alive[part] for part in rivals):
            counted.add(unit)
            covered |= rivals
    return counted


def parts_in_tree(paths: Mapping[int, str], step: int) -> dict[int, set[int]]:
    """For each unit, those of the others that lie below it; PATHS are materialised, STEP characters a level."""
    by_path = {path: unit for unit, path in paths.items()}
    parts: dict[int, set[int]] = {}
    for unit, path in paths.items():
        for end in range(step, len(path), step):
            if (above := by_path.get(path[:end])) is not None:
                parts.setdefault(above, set()).add(unit)
    return parts


def _parts_below(unit: int, parts_of: Mapping[int, set[int]]) -> set[int]:
    """All parts, and parts of parts; never the unit itself, even if what is stored goes in a circle."""
    found: set[int] = set()
    waiting = [unit]
    while waiting:
        for part in parts_of.get(waiting.pop(), ()):
            if part not in found and part != unit:
                found.add(part)
                waiting.append(part)
    return found


def when(said: str) -> str:
    """'2022' → '2022', '2022-09' → 'i september 2022', '2022-09-01' → 'den 1 september 2022'."""
    day = first_day(said)
    if day is None or len(said) == len("2022"):
        return said
    month = f"{MONTHS[day.month - 1]} {day.year}"
    return f"i {month}" if len(said) == len("2022-09") else f"den {day.day} {month}"


def validity(first_said: str, last_said: str) -> str:
    """'från 2022', 'till september 2022', 'från 2022 till 2024'; empty where nothing is said."""
    first, last = when(first_said).removeprefix("i "), when(last_said).removeprefix("i ")
    if first and last:
        return _("från %(first)s till %(last)s") % {"first": first, "last": last}
    if first:
        return _("från %(first)s") % {"first": first}
    return _("till %(last)s") % {"last": last} if last else ""


def months_of(year: int) -> list[date]:
    return [date(year, month, 1) for month in range(1, 13)]


def listed(names: Iterable[str]) -> str:
    """'Edshult 1, 2 och 3' when the names differ in their last word alone, else 'Ek, Asp och Alm'."""
    every = sorted(names)
    stems = {name.rpartition(" ")[0] for name in every}
    if len(every) > 1 and len(stems) == 1 and stems != {""}:
        every = [every[0], *(name.rpartition(" ")[2] for name in every[1:])]
    return " och ".join(filter(None, [", ".join(every[:-1]), every[-1]]))


def lineage_sentences(steps: Sequence[Step], name: str) -> list[str]:
    """What happened to the unit, in words, in the order of the steps; one sentence an event."""
    forward: dict[tuple[str, str], list[str]] = {}
    backward: dict[tuple[str, str], list[str]] = {}
    for step in steps:
        side = forward if step.before == name else backward
        side.setdefault((step.kind, step.said), []).append(step.after if side is forward else step.before)
    came = [_came(LineageKind(kind), said, names) for (kind, said), names in backward.items()]
    return came + [_became(LineageKind(kind), said, names) for (kind, said), names in forward.items()]


def _became(kind: LineageKind, said: str, names: Sequence[str]) -> str:
    sentences = {
        LineageKind.RENAMED: _("bytte namn %(when)s till %(names)s"),
        LineageKind.SPLIT: _("delades %(when)s i %(names)s"),
        LineageKind.MERGED: _("gick %(when)s upp i %(names)s"),
    }
    return sentences[kind] % {"when": when(said), "names": listed(names)}


def _came(kind: LineageKind, said: str, names: Sequence[str]) -> str:
    sentences = {
        LineageKind.RENAMED: _("hette %(names)s tills namnet byttes %(when)s"),
        LineageKind.SPLIT: _("bildades %(when)s när %(names)s delades"),
        LineageKind.MERGED: _("bildades %(when)s av %(names)s"),
    }
    return sentences[kind] % {"when": when(said), "names": listed(names)}
