"""Which column holds what: a guess from the headings and the cells, and what was said last time. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hjulet.check.indicators.imports.choices import ONCE, VALUES, Holds, Lack
from hjulet.check.indicators.imports.grid import Grid
from hjulet.check.indicators.imports.known import is_rank
from hjulet.check.indicators.imports.numbers import NOTHING, missing_in, number_in

KNOWN: dict[Holds, tuple[str, ...]] = {
    Holds.MEASURE: ("mått", "nyckeltal", "indikator", "fråga", "variabel", "resultatmått", "namn på mått"),
    Holds.PLACE: ("kommun", "kommunnamn", "region", "län", "område", "kommun län", "huvudman"),
    Holds.UNIT: ("enhet", "verksamhet", "boende", "enhetsnamn", "hemtjänstgrupp", "arbetsplats"),
    Holds.PERIOD: ("år", "mätår", "period", "mätperiod", "undersökningsår", "registreringsår", "månad"),
    Holds.VALUE: (
        "värde",
        "resultat",
        "andel",
        "andel procent",
        "procent",
        "utfall",
        "index",
        "täckningsgrad",
        "måluppfyllelse",
    ),
    Holds.RESPONDENTS: (
        "antal svar",
        "antal svarande",
        "antal",
        "n",
        "svarande",
        "bas",
        "nämnare",
        "antal personer",
        "antal patienter",
        "antal registreringar",
        "antal registrerade",
        "antal dödsfall",
    ),
    Holds.RATE: ("svarsfrekvens", "svarsandel", "andel svarande"),
}
YEAR = re.compile(r"(?:år )?((?:19|20)\d\d(?:-\d\d)?)")
MOSTLY = 0.8  # of the cells of a column of numbers can be read as numbers
LOOKED_AT = 50  # rows under the header, to see what a column holds
UNREAD = "?"  # a formula or an error, as the workbook's reader gives it
HEADER_WITHIN = 15  # statistics often begin with a title, a source and a date


@dataclass(frozen=True)
class Told:
    """What somebody has said of a file: its sheet, its header, its columns, and what holds for all of it."""

    sheet: str = ""
    header: int = 1
    columns: Mapping[str, str] = field(default_factory=dict)  # heading → Holds
    measure: str = ""  # a slug, when the whole file is about one measure
    place: str = ""  # a unit's slug or a comparison
    period: str = ""

    @classmethod
    def unpacked(cls, told: Mapping[str, Any]) -> "Told":
        known = {name: told[name] for name in cls.__dataclass_fields__ if name in told}
        return cls(**known)

    def packed(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    def holding(self, what: Holds) -> list[str]:
        return [heading for heading, held in self.columns.items() if held == what]

    def lacks(self) -> list[Lack]:
        """Everything that is not told and must be; empty means that the rows can be read."""
        kinds = {kind for kind in VALUES if self.holding(kind)}
        has_measure = self.holding(Holds.MEASURE) or Holds.AS_MEASURE in kinds or self.measure
        has_place = self.holding(Holds.PLACE) or self.holding(Holds.UNIT) or self.place
        has_period = self.holding(Holds.PERIOD) or Holds.AS_PERIOD in kinds or self.period
        lacking = [Lack.TWICE] if any(len(self.holding(kind)) > 1 for kind in ONCE) else []
        lacking += [] if kinds else [Lack.NO_VALUES]
        lacking += [Lack.MIXED_VALUES] if len(kinds) > 1 else []
        lacking += [] if has_measure else [Lack.NO_MEASURE]
        lacking += [] if has_place else [Lack.NO_PLACE]
        return lacking + ([] if has_period else [Lack.NO_PERIOD])


def plain(said: str) -> str:
    """Without what people write differently: case, spaces and signs."""
    return " ".join(re.sub(r"[^\w]+", " ", said.lower().replace("_", " ")).split())


def headings_of(cells: Sequence[str]) -> tuple[str, ...]:
    """The headings, each once; a column without one is told by its place."""
    found: list[str] = []
    for place, cell in enumerate(cells, start=1):
        name = cell or f"Kolumn {place}"
        found.append(name if name not in found else f"{name} ({place})")
    return tuple(found)


def guess_header(grid: Grid) -> int:
    """The first row in which we know two headings or more, years among them; else the first row."""
    for number, cells in grid.rows[:HEADER_WITHIN]:
        known = sum(1 for cell in cells if _known(cell) or year_in(cell))
        if known > 1:
            return number
    return grid.first


def guess_columns(grid: Grid, header: int) -> dict[str, str]:
    """Heading → what it holds, of those that can be guessed."""
    found: dict[str, str] = {}
    for place, heading in enumerate(headings_of(grid.row(header))):
        kind = _known(heading)
        is_numbers = _is_numbers(grid, header, place)
        if (
            kind
            and kind.value not in found.values()
            and (is_numbers or kind not in {Holds.VALUE, Holds.RESPONDENTS})
        ):
            found[heading] = kind.value
        elif is_numbers and year_in(heading):
            found[heading] = Holds.AS_PERIOD.value
    if Holds.MEASURE not in found.values() and any(
        is_rank(heading) for heading in headings_of(grid.row(header))
    ):
        found = {
            heading: kind for heading, kind in found.items() if kind != Holds.VALUE
        }  # an index beside its place
    if not any(kind in VALUES for kind in found.values()):
        left = [
            heading
            for place, heading in enumerate(headings_of(grid.row(header)))
            if heading not in found
            and _is_numbers(grid, header, place)
            and not plain(heading).endswith("kod")
        ]
        is_one_value = len(left) == 1 and Holds.MEASURE.value in found.values()
        found |= dict.fromkeys(left, (Holds.VALUE if is_one_value else Holds.AS_MEASURE).value)
    return found


def remembered(told: Told, grid: Grid) -> Told:
    """What was said last time, as far as this file has the same headings; new headings are guessed."""
    header = (
        told.header if set(told.columns) & set(headings_of(grid.row(told.header))) else guess_header(grid)
    )
    there = set(headings_of(grid.row(header)))
    kept = {heading: kind for heading, kind in told.columns.items() if heading in there}
    return Told(
        told.sheet, header, kept or guess_columns(grid, header), told.measure, told.place, told.period
    )


def year_in(heading: str) -> str:
    """'2025', 'År 2025', '2025-03': the period that a heading is; empty when it is none."""
    match = YEAR.fullmatch(" ".join(heading.lower().split()))
    return match[1] if match else ""


def _known(heading: str) -> Holds | None:
    said = plain(heading)
    return next((kind for kind, names in KNOWN.items() if said in names), None)


def _is_numbers(grid: Grid, header: int, place: int) -> bool:
    """Whether what stands under a heading is numbers, or signs for why there is none: a few faults do not hide it."""
    cells = [cells[place] for _number, cells in grid.below(header)[:LOOKED_AT] if place < len(cells)]
    said = [cell for cell in cells if cell not in NOTHING]
    numbers = [cell for cell in said if number_in(cell) is not None]
    signs = [cell for cell in said if missing_in(cell) or cell == UNREAD]
    return bool(numbers) and len(numbers) + len(signs) >= len(said) * MOSTLY
