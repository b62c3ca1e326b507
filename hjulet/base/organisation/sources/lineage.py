"""lineage.csv: what a unit became when it was renamed, split or merged."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from hjulet.base.organisation.rules import first_day
from hjulet.base.organisation.sources import words
from hjulet.base.organisation.sources.reading import Fault, Reading
from hjulet.base.organisation.sources.tables import read_table
from hjulet.base.organisation.sources.units import NOTE_LENGTH, SLUG_LENGTH, read_cells

COLUMNS = ("kind", "from_unit", "to_unit", "from_period", "note")


def _said_date(said: str) -> str:
    if not said:
        raise ValueError(_("Skriv när det hände: ÅÅÅÅ, ÅÅÅÅ-MM eller ÅÅÅÅ-MM-DD."))
    return words.partial_date(said)


READERS: dict[str, Callable[[str], str]] = {
    "kind": lambda said: words.known(said, words.LINEAGE_KINDS),
    "from_unit": lambda said: words.ident(said, SLUG_LENGTH),
    "to_unit": lambda said: words.ident(said, SLUG_LENGTH),
    "from_period": _said_date,
    "note": lambda said: words.plain(said, NOTE_LENGTH),
}


@dataclass(frozen=True)
class LineageRow:
    """One step: this unit became that one, then."""

    number: int
    kind: str
    from_unit: str
    to_unit: str
    happened_on_said: str
    note: str

    @property
    def happened_on(self) -> date | None:
        return first_day(self.happened_on_said)


def read_lineage(content: bytes, filename: str) -> Reading[LineageRow]:
    """Every row that can be read, and every fault of the file alone."""
    table = read_table(content, filename, COLUMNS)
    rows, faults = [], list(table.faults)
    first_seen: dict[tuple[str, str], int] = {}
    for line in table.lines:
        values, wrong = read_cells(line, READERS)
        row = LineageRow(line.number, *values)
        faults += wrong
        if not wrong and row.from_unit == row.to_unit:
            faults.append(Fault(line.number, "to_unit", _("En enhet kan inte bli sig själv.")))
        pair = (row.from_unit, row.to_unit)
        if not wrong and pair in first_seen:
            said = {"row": first_seen[pair]}
            faults.append(
                Fault(line.number, "to_unit", _("Samma två enheter står redan på rad %(row)s.") % said)
            )
        first_seen.setdefault(pair, line.number)
        rows.append(row)
    return Reading(tuple(rows), words.first_of_each_cell(faults), table.ignored_columns)
