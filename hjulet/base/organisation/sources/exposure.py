"""exposure.csv: resident days, users, visits or doses, per unit and month."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from hjulet.base.organisation.sources import words
from hjulet.base.organisation.sources.reading import Fault, Reading
from hjulet.base.organisation.sources.tables import read_table
from hjulet.base.organisation.sources.units import SLUG_LENGTH, read_cells

MOST_ROWS = 20_000
COLUMNS = ("unit", "month", "kind", "amount")

READERS: dict[str, Callable[[str], str]] = {
    "unit": lambda said: words.ident(said, SLUG_LENGTH),
    "month": words.month,
    "kind": lambda said: words.known(said, words.EXPOSURE_KINDS),
    "amount": words.amount,
}


@dataclass(frozen=True)
class ExposureRow:
    """How much there was of one kind at a unit in a month."""

    number: int
    unit: str
    month_said: str
    kind: str
    amount_said: str

    @property
    def month(self) -> date:
        return date.fromisoformat(self.month_said)

    @property
    def amount(self) -> Decimal:
        return Decimal(self.amount_said)


def read_exposure(content: bytes, filename: str) -> Reading[ExposureRow]:
    """Every row that can be read, and every fault of the file alone."""
    table = read_table(content, filename, COLUMNS, most_rows=MOST_ROWS)
    rows, faults = [], list(table.faults)
    first_seen: dict[tuple[str, str, str], int] = {}
    for line in table.lines:
        values, wrong = read_cells(line, READERS)
        row = ExposureRow(line.number, *values)
        faults += wrong
        cell = (row.unit, row.month_said, row.kind)
        if not wrong and cell in first_seen:
            said = {"row": first_seen[cell]}
            reason = _("Samma enhet, månad och slag står redan på rad %(row)s.") % said
            faults.append(Fault(line.number, "month", reason))
        first_seen.setdefault(cell, line.number)
        rows.append(row)
    return Reading(tuple(rows), words.first_of_each_cell(faults), table.ignored_columns)
