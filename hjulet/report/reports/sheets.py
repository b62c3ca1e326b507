"""A municipality's own table: text from a box or a file → cells → a table whose numbers are figures. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from django.utils.text import slugify

from hjulet.base.identities.rules import numbers_in
from hjulet.report.reports.blocks import Block, Cell, Column, Figure, Heading, Row, Table, Text
from hjulet.report.reports.choices import SheetFault
from hjulet.report.reports.sheet_hiding import hidden_cells

MOST_COLUMNS, MOST_ROWS, LONGEST_CELL = 12, 200, 300
OWN_FIGURE = "egen/"  # how the ids of its numbers begin
HIDDEN = "visas inte"
HIDDEN_WORDS = "Antal under fem visas inte. Ibland döljs ett tal till, så att det inte går att räkna ut."
TOTALS = ("total", "summa", "alla ", "samtliga")
NUMBER = re.compile(r"[+\-−]?\d{1,3}(?:[ \u00a0\u202f]?\d{3})*(?:[.,]\d+)?(?:[ \u00a0]?(?:%|kr))?")
COUNTED = re.compile(
    r"(\d{1,6})\s*(?:st\b|person|brukare|patient|kvinn|män\b|man\b|av\b|\(|/)", re.IGNORECASE
)
Cells = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Sheet:
    """Everything that the table is drawn from."""

    slug: str
    title: str
    organisation: str
    year: int
    columns: tuple[str, ...]
    rows: Cells
    source: str
    note: str = ""
    counts_people: bool = False


def cells_in(text: str) -> Cells:
    """Rows of a box: cells parted by tabs, as a spreadsheet copies them, or by semicolons."""
    lines = [line for line in text.replace("\r\n", "\n").split("\n") if line.strip()]
    sign = "\t" if any("\t" in line for line in lines) else ";"
    return evened([[cell.strip() for cell in line.rstrip(sign).split(sign)] for line in lines])


def evened(rows: Sequence[Sequence[str]]) -> Cells:
    """Every row as long as the heading; one that is longer stays longer, and is found by the faults."""
    width = len(rows[0]) if rows else 0
    return tuple(tuple(cell.strip() for cell in (*row, *[""] * (width - len(row)))) for row in rows)


def as_text(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """What the box holds when the table is opened again."""
    return "\n".join("; ".join(cells) for cells in (columns, *rows))


def faults_in(cells: Cells) -> list[tuple[SheetFault, str]]:
    """Everything that stops the table from being kept, and where."""
    if len(cells) < 2:
        return [(SheetFault.EMPTY, "")]
    found: list[tuple[SheetFault, str]] = []
    header, *rows = cells
    if not 2 <= len(header) <= MOST_COLUMNS:
        found.append((SheetFault.COLUMNS, str(len(header))))
    if len(rows) > MOST_ROWS:
        found.append((SheetFault.ROWS, str(len(rows))))
    if len({name.casefold() for name in header}) < len(header) or "" in header[1:]:
        found.append((SheetFault.NAMES, ""))
    found += [(SheetFault.RAGGED, str(at)) for at, row in enumerate(rows, start=2) if len(row) > len(header)]
    found += [
        (SheetFault.LONG, str(at))
        for at, row in enumerate(cells, start=1)
        if max(map(len, row), default=0) > LONGEST_CELL
    ]
    if any(numbers_in(" ".join(row)) for row in cells):
        found.append((SheetFault.PERSONAL_NUMBER, ""))
    return found


def amount(cell: str) -> Decimal | None:
    """The number of a cell as people write it: '1 234,5', '12 %', '−3'; None when it is words."""
    if not NUMBER.fullmatch(cell):
        return None
    plain = re.sub(r"[^\d.,+\-−]", "", cell).replace("−", "-").replace(",", ".")
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def count(cell: str, column: str) -> int | None:
    """How many heads the cell counts: '7', '3 st', '3 (30 %)', '3 av 10'; None for shares, money and words."""
    value = amount(cell)
    if value is None and (words := COUNTED.match(cell)):
        value = Decimal(words[1])
    if value is None or value < 0 or value != value.to_integral_value() or _unit(cell, column) == "kr":
        return None
    is_share = "%" in cell and COUNTED.match(cell) is None
    return None if is_share or (_unit("", column) == "%") else int(value)


def blocks_of(sheet: Sheet, *, is_public: bool) -> tuple[Block, ...]:
    """A section of its own, so that somebody may write about it."""
    hidden = _hidden(sheet) if is_public and sheet.counts_people else frozenset[tuple[int, int]]()
    columns = [Column(sheet.columns[0], share=2.0)]
    columns += [
        Column(name, is_number=_is_of_numbers(sheet, at)) for at, name in enumerate(sheet.columns) if at
    ]
    rows = tuple(_row(sheet, at, hidden) for at in range(len(sheet.rows)))
    words = " ".join(part for part in (sheet.note, HIDDEN_WORDS if hidden else "") if part)
    table = Table(
        sheet.title, tuple(columns), rows, note=(Text(words),) if words else (), source=sheet.source
    )
    return (Heading(2, sheet.title, f"tabell-{sheet.slug}"), table)


def _row(sheet: Sheet, at: int, hidden: frozenset[tuple[int, int]]) -> Row:
    header, *rest = sheet.rows[at]
    cells = tuple(_cell(sheet, at, place, cell, hidden) for place, cell in enumerate(rest, start=1))
    return Row((header, *cells), strong=is_total(header))


def _cell(sheet: Sheet, row: int, place: int, cell: str, hidden: frozenset[tuple[int, int]]) -> Cell:
    value = amount(cell)
    is_hidden = (row, place) in hidden
    if value is None:
        return HIDDEN if is_hidden else cell or None
    return Figure(
        id=f"{OWN_FIGURE}{sheet.slug}/{_name(sheet, row)}/{slugify(sheet.columns[place]) or place}/{sheet.year}",
        label=f"{sheet.title}, {sheet.rows[row][0]}: {sheet.columns[place]}",
        text=HIDDEN if is_hidden else cell,
        value=None if is_hidden else value,
        missing_reason=HIDDEN if is_hidden else "",
        unit=_unit(cell, sheet.columns[place]),
        organisation=sheet.organisation,
        period=str(sheet.year),
        n=None,
        source=sheet.source,
    )


def _name(sheet: Sheet, row: int) -> str:
    """The row's name, with its number where another has the same."""
    same = [at for at, cells in enumerate(sheet.rows) if cells[0] == sheet.rows[row][0]]
    name = slugify(sheet.rows[row][0]) or "rad"
    return name if same[0] == row else f"{name}-{same.index(row) + 1}"


def _unit(cell: str, column: str) -> str:
    said = f"{cell} {column}".lower()
    if "%" in said or "andel" in said or "procent" in said:
        return "%"
    return "kr" if "kr" in said.split() or "kronor" in said else ""


def _is_of_numbers(sheet: Sheet, at: int) -> bool:
    told = [row[at] for row in sheet.rows if row[at]]
    return bool(told) and sum(amount(cell) is not None for cell in told) * 2 > len(told)


def is_total(header: str) -> bool:
    return header.casefold().startswith(TOTALS) or header.casefold() == "alla"


@lru_cache(maxsize=64)  # two hundred rows take some seconds, and a report is built many times
def _hidden(sheet: Sheet) -> frozenset[tuple[int, int]]:
    """The cells that tell of fewer than five people, what would give them away, and what stands beside them in the row.

    A share, a sum of money or a mean beside a hidden number tells how many it is of.
    """
    counts = [
        [None, *(count(cell, sheet.columns[place]) for place, cell in enumerate(row[1:], start=1))]
        for row in sheet.rows
    ]
    totals = [at for at, row in enumerate(sheet.rows) if is_total(row[0])]
    found = hidden_cells(counts, totals, [at for at, name in enumerate(sheet.columns) if is_total(name)])
    rows = {at for at, _place in found}
    beside = {
        (at, place)
        for at in rows
        for place, cell in enumerate(sheet.rows[at])
        if place and counts[at][place] is None and re.match(r"[+−-]?\d", cell)
    }
    return found | beside
