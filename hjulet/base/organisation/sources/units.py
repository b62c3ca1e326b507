"""units.csv: one row per part of the organisation."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from hjulet.base.organisation.rules import first_day
from hjulet.base.organisation.sources import words
from hjulet.base.organisation.sources.reading import Fault, Line, Reading
from hjulet.base.organisation.sources.tables import read_table

COLUMNS = (
    "id", "name", "parent_id", "kind", "law_area", "regime", "place", "valid_from", "valid_to", "note",
)  # fmt: skip
SLUG_LENGTH, NAME_LENGTH, PLACE_LENGTH, NOTE_LENGTH = 80, 120, 80, 2000

READERS: dict[str, Callable[[str], str]] = {
    "id": lambda said: words.ident(said, SLUG_LENGTH),
    "name": lambda said: words.name(said, NAME_LENGTH),
    "parent_id": lambda said: words.ident(said, SLUG_LENGTH) if said else "",
    "kind": lambda said: words.known(said, words.KINDS),
    "law_area": words.law_codes,
    "regime": lambda said: words.known(said, words.REGIMES),
    "place": lambda said: words.plain(said, PLACE_LENGTH),
    "valid_from": words.partial_date,
    "valid_to": words.partial_date,
    "note": lambda said: words.plain(said, NOTE_LENGTH),
}


@dataclass(frozen=True)
class UnitRow:
    """A unit as a file tells of it."""

    number: int
    slug: str
    name: str
    parent: str
    kind: str
    law_codes: str
    regime: str
    place: str
    valid_from_said: str
    valid_to_said: str
    note: str

    @property
    def valid_from(self) -> date | None:
        return first_day(self.valid_from_said)

    @property
    def valid_to(self) -> date | None:
        return first_day(self.valid_to_said)


def read_units(content: bytes, filename: str) -> Reading[UnitRow]:
    """Every row that can be read, and every fault of the file alone (the tree is checked against what is stored)."""
    table = read_table(content, filename, COLUMNS)
    rows, faults = [], list(table.faults)
    first_seen: dict[str, int] = {}
    for line in table.lines:
        values, wrong = read_cells(line, READERS)
        row = UnitRow(line.number, *values)
        faults += wrong or _faults_of_dates(row)
        if row.slug and row.slug in first_seen:
            said = {"row": first_seen[row.slug]}
            faults.append(Fault(line.number, "id", _("Samma id står redan på rad %(row)s.") % said))
        first_seen.setdefault(row.slug, line.number)
        rows.append(row)
    return Reading(tuple(rows), words.first_of_each_cell(faults), table.ignored_columns)


def read_cells(line: Line, readers: dict[str, Callable[[str], str]]) -> tuple[list[str], list[Fault]]:
    """The cells in the order of the readers; a cell that cannot be read is a fault and stays empty."""
    values, faults = [], []
    for column, read in readers.items():
        try:
            values.append(read(line[column]))
        except ValueError as error:
            values.append("")
            faults.append(Fault(line.number, column, str(error)))
    return values, faults


def _faults_of_dates(row: UnitRow) -> list[Fault]:
    if row.valid_from is None or row.valid_to is None or row.valid_to >= row.valid_from:
        return []
    said = {"last": row.valid_to, "first": row.valid_from}
    return [
        Fault(row.number, "valid_to", _("Sista dagen (%(last)s) ligger före den första (%(first)s).") % said)
    ]
