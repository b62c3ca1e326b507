"""A grid whose columns are told → values, faults by row and column, and words that nobody has explained. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from hjulet.base.organisation.sources.reading import Fault
from hjulet.check.indicators import rules
from hjulet.check.indicators.imports import numbers
from hjulet.check.indicators.imports.choices import VALUES, Holds
from hjulet.check.indicators.imports.columns import UNREAD, Told, headings_of, plain, year_in
from hjulet.check.indicators.imports.grid import Grid

SKIP = "-"  # what a word may stand for: leave its rows out
MOST_VALUES = 20_000
Books = Mapping[
    Holds, Mapping[str, str]
]  # their word (plain) → our slug, a comparison, a new measure, or SKIP


@dataclass(frozen=True)
class ValueRow:
    """A value as a file tells of it."""

    row: int
    column: str
    measure: str  # a slug, or a new measure with its name behind a colon
    place: str  # a unit's slug, or a comparison
    period: rules.Period
    value: Decimal | None
    missing: str
    respondents: int | None
    rate: Decimal | None

    @property
    def key(self) -> tuple[str, str, date, date]:
        return self.measure, self.place, self.period.first, self.period.last

    @property
    def says(self) -> tuple[Decimal | None, str, int | None, Decimal | None]:
        return self.value, self.missing, self.respondents, self.rate


@dataclass(frozen=True)
class UnknownWord:
    """A word that somebody must say the meaning of, and how many values have it."""

    held: Holds
    said: str
    times: int


@dataclass(frozen=True)
class ValuesRead:
    """All of the sheet. What has a fault, or a word that is not explained, is not among `rows`."""

    rows: tuple[ValueRow, ...] = ()
    faults: tuple[Fault, ...] = ()
    unknown: tuple[UnknownWord, ...] = ()
    left_out: int = 0  # values of others, and of what is not to be read in
    blank: int = 0  # cells with nothing in them


@dataclass(frozen=True)
class Known:
    """What the reader must know of the municipality."""

    books: Books
    shares: frozenset[str]  # slugs of measures that are a share
    today: date


@dataclass(frozen=True)
class _Cell:
    """One value's place in the sheet, and the words around it."""

    row: int
    heading: str
    kind: str
    text: str
    around: Mapping[str, str]  # Holds → text of the same row


@dataclass
class _Reader:
    told: Told
    known: Known
    mixed: frozenset[str]
    rows: dict[tuple[str, str, date, date], ValueRow] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    unknown: Counter[tuple[Holds, str]] = field(default_factory=Counter)
    left_out: int = 0
    blank: int = 0

    def take(self, cell: _Cell) -> None:
        """Words first: a row about others is not read, so it cannot be wrong."""
        measure, place = self._measure(cell), self._place(cell)
        if SKIP in (measure, place):
            self.left_out += 1
        elif cell.text in numbers.NOTHING:
            self.blank += 1
        elif measure and place:
            self._take_value(cell, measure, place)

    def _measure(self, cell: _Cell) -> str:
        if cell.kind == Holds.AS_MEASURE:
            return self._meaning(Holds.MEASURE, cell.heading)
        if said := cell.around.get(Holds.MEASURE, ""):
            return self._meaning(Holds.MEASURE, said)
        if self.told.holding(Holds.MEASURE) and cell.text not in numbers.NOTHING:
            return self._fault(cell, "", _("Här står inte vilket mått värdet gäller."))
        return self.told.measure

    def _place(self, cell: _Cell) -> str:
        if said := cell.around.get(Holds.UNIT, ""):
            return self._meaning(Holds.UNIT, said)
        if said := cell.around.get(Holds.PLACE, ""):
            return self.known.books[Holds.PLACE].get(plain(said), SKIP)
        if self.told.holding(Holds.PLACE) or self.told.holding(Holds.UNIT):
            return (
                SKIP
                if cell.text in numbers.NOTHING
                else self._fault(cell, "", _("Här står inte vem värdet gäller."))
            )
        return self.told.place

    def _meaning(self, held: Holds, said: str) -> str:
        meaning = self.known.books[held].get(plain(said), "")
        if not meaning:
            self.unknown[held, said] += 1
        return f"{meaning}:{said}" if meaning.startswith("+") else meaning

    def _take_value(self, cell: _Cell, measure: str, place: str) -> None:
        period, value = self._period(cell), self._value(cell, measure)
        respondents, rate = self._respondents(cell), self._rate(cell)
        if period is None or value is None:
            return
        row = ValueRow(cell.row, cell.heading, measure, place, period, *value, respondents, rate)
        there = self.rows.setdefault(row.key, row)
        if there.says != row.says:
            reason = _("Säger något annat än rad %(row)s om samma värde.") % {"row": there.row}
            self._fault(cell, cell.heading, reason)

    def _period(self, cell: _Cell) -> rules.Period | None:
        said = year_in(cell.heading) if cell.kind == Holds.AS_PERIOD else cell.around.get(Holds.PERIOD, "")
        said = said or self.told.period
        try:
            found = rules.period(said.removesuffix(".0"))
        except ValueError:
            self._fault(
                cell,
                "",
                _("Perioden ”%(said)s” går inte att läsa. Skriv 2025 eller 2025-03.") % {"said": said[:40]},
            )
            return None
        if found.first > self.known.today:
            self._fault(cell, "", _("Perioden %(said)s har inte börjat än.") % {"said": found.said})
            return None
        return found

    def _value(self, cell: _Cell, measure: str) -> tuple[Decimal | None, str] | None:
        if missing := numbers.missing_in(cell.text):
            return None, missing.value
        found = None if cell.heading in self.mixed else numbers.number_in(cell.text)
        if reason := self._wrong(cell, found, measure):
            self._fault(cell, cell.heading, reason)
            return None
        return found, ""

    def _wrong(self, cell: _Cell, found: Decimal | None, measure: str) -> str:
        if cell.text == UNREAD:
            return _("Cellen har en formel eller visar ett fel. Klistra in den som värde i stället.")
        if cell.heading in self.mixed:
            return _("Kolumnen har både decimalkomma och decimalpunkt. Skriv alla tal på samma sätt.")
        if found is None:
            return _("”%(said)s” är inte ett tal.") % {"said": cell.text[:40]}
        is_share = measure in self.known.shares or measure.startswith("+share")
        return _("En andel är mellan 0 och 100 %.") if is_share and not 0 <= found <= 100 else ""

    def _respondents(self, cell: _Cell) -> int | None:
        said = cell.around.get(Holds.RESPONDENTS, "")
        if said in numbers.NOTHING or numbers.missing_in(said):
            return None
        found = numbers.number_in(said)
        if found is None or found < 0 or found != found.to_integral_value():
            self._fault(cell, _("Antal svar"), _("”%(said)s” är inte ett antal.") % {"said": said[:40]})
            return None
        return int(found)

    def _rate(self, cell: _Cell) -> Decimal | None:
        said = cell.around.get(Holds.RATE, "")
        if said in numbers.NOTHING or numbers.missing_in(said):
            return None
        found = numbers.number_in(said)
        if found is None or not 0 <= found <= 100:
            self._fault(
                cell,
                _("Svarsfrekvens"),
                _("”%(said)s” är inte en andel mellan 0 och 100.") % {"said": said[:40]},
            )
            return None
        return round(found, 2)

    def _fault(self, cell: _Cell, column: str, reason: str) -> str:
        self.faults.append(Fault(cell.row, column, reason))
        return ""


def read_values(grid: Grid, told: Told, known: Known) -> ValuesRead:
    """Every value of the sheet. Nothing but faults when the sheet as a whole cannot be trusted."""
    if merged := grid.merged_below(told.header):
        return ValuesRead(faults=tuple(merged))
    cells = list(_cells(grid, told))
    reader = _Reader(told, known, _mixed(cells))
    for cell in cells:
        reader.take(cell)
    if len(reader.rows) > MOST_VALUES:
        said = _("Filen har fler än 20 000 värden om er. Dela den i flera.")
        return ValuesRead(faults=(Fault(0, "", said),))
    faulty = {fault.row for fault in reader.faults}
    rows = tuple(row for row in reader.rows.values() if row.row not in faulty)
    unknown = tuple(UnknownWord(held, said, times) for (held, said), times in reader.unknown.most_common())
    return ValuesRead(rows, tuple(sorted(set(reader.faults))), unknown, reader.left_out, reader.blank)


def _cells(grid: Grid, told: Told) -> Iterator[_Cell]:
    """A cell for each value of the sheet, with what stands around it."""
    headings = headings_of(grid.row(told.header))
    held = [(place, heading, told.columns.get(heading, "")) for place, heading in enumerate(headings)]
    values = [one for one in held if one[2] in VALUES]
    others = [one for one in held if one[2] and one[2] not in VALUES]
    for number, cells in grid.below(told.header):
        around = {kind: _at(cells, place) for place, _heading, kind in others}
        for place, heading, kind in values:
            yield _Cell(number, heading, kind, _at(cells, place), around)


def _at(cells: tuple[str, ...], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _mixed(cells: Iterable[_Cell]) -> frozenset[str]:
    """The columns where numbers are written in two ways."""
    columns: dict[str, list[str]] = {}
    for cell in cells:
        columns.setdefault(cell.heading, []).append(cell.text)
    return frozenset(heading for heading, texts in columns.items() if numbers.style_of(texts).is_mixed)
