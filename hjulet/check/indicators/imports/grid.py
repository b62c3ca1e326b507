"""A file as a grid of text: which sheets it has, and the cells of one of them with what cannot be trusted. Pure."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from hjulet.base.organisation.sources.reading import Fault
from hjulet.base.organisation.sources.tables import cells_of_file
from hjulet.base.organisation.sources.workbooks import ZIP, CannotOpen, refuse_bombs

MOST_BYTES = 20_000_000
MOST_ROWS = 20_000
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffd]")  # read with the wrong key

__all__ = ["CannotOpen", "Grid", "first_filled", "read_grid", "sheets_of"]


@dataclass(frozen=True, repr=False)
class Grid:
    """The rows that are not blank, with the numbers that the spreadsheet shows, and what stops the sheet as a whole."""

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    merged: tuple[tuple[int, int], ...] = ()  # first and last row of every merged area

    @property
    def first(self) -> int:
        return self.rows[0][0]

    def row(self, number: int) -> tuple[str, ...]:
        return next((cells for at, cells in self.rows if at == number), ())

    def below(self, number: int) -> tuple[tuple[int, tuple[str, ...]], ...]:
        return tuple((at, cells) for at, cells in self.rows if at > number)

    def merged_below(self, header: int) -> list[Fault]:
        """Of merged cells only the first holds anything: the rest would be lost unseen."""
        reason = _("Celler är sammanslagna. Dela dem i kalkylprogrammet, så att varje rad har sitt eget.")
        return [Fault(max(first, header), "", reason) for first, last in self.merged if last >= header]


def sheets_of(content: bytes) -> tuple[str, ...]:
    """The names of the sheets; empty for a CSV. Raises CannotOpen."""
    if not content.startswith(ZIP):
        return ()
    refuse_bombs(content)
    return tuple(_book(content).sheet_names)


def first_filled(content: bytes, sheets: Sequence[str]) -> str:
    """The first sheet with more than one row: before the figures there is often one that explains them."""
    if len(sheets) < 2:
        return sheets[0] if sheets else ""
    book = _book(content)
    return next((name for name in sheets if book.get_sheet_by_name(name).height > 1), sheets[0])


def read_grid(content: bytes, filename: str, sheet: str = "") -> Grid:
    """The cells of a sheet (the first when none is named). Raises CannotOpen, in words for the one who uploaded it."""
    rows, _faults = cells_of_file(content, filename, most_rows=MOST_ROWS, most_bytes=MOST_BYTES, sheet=sheet)
    if len(rows) > MOST_ROWS:
        said = {"most": f"{MOST_ROWS:,}".replace(",", " ")}
        raise CannotOpen(
            _("Filen har fler än %(most)s rader. Dela den i flera, till exempel en per år.") % said
        )
    if any(UNREADABLE.search(cell) for _number, cells in rows for cell in cells):
        raise CannotOpen(
            _(
                "Tecknen i filen går inte att läsa. Spara den som .xlsx, eller som CSV med teckenkodningen UTF-8."
            )
        )
    if len(rows) < 2:  # a header and something under it
        raise CannotOpen(_("Bladet är tomt, eller har bara en rubrikrad."))
    width = max(place for _number, cells in rows for place, cell in enumerate(cells, start=1) if cell.strip())
    stripped = tuple(
        (number, tuple(" ".join(cell.split()) for cell in cells[:width])) for number, cells in rows
    )
    return Grid(stripped, _merged(content, sheet))


def _merged(content: bytes, sheet: str) -> tuple[tuple[int, int], ...]:
    if not content.startswith(ZIP):
        return ()
    book = _book(content)
    areas = book.get_sheet_by_name(sheet or book.sheet_names[0]).merged_cell_ranges or []
    return tuple((top + 1, bottom + 1) for (top, _left), (bottom, _right) in areas)


def _book(content: bytes) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except CalamineError:
        broken = _("Filen går inte att öppna som .xlsx. Öppna den i kalkylprogrammet och spara den igen.")
        raise CannotOpen(broken) from None
