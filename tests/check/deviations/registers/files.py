"""Files as another system might write them."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook

HEADER = (
    "Ärendenummer", "Enhet", "Händelsedatum", "Tid", "Beskrivning", "Omedelbar åtgärd", "Rapportdatum", "Lagrum",
    "Avvikelsetyp", "Allvarlighetsgrad", "Sannolikhet", "Status", "Avslutsdatum",
)  # fmt: skip
ROW = (
    "LC-1", "Solgården", "2026-03-04", "02:10", "Hittades på golvet bredvid sängen.", "Hjälpte upp och kontrollerade.",
    "2026-03-04 06:30", "HSL", "Fall", "2", "2", "Avslutad", "2026-03-20",
)  # fmt: skip


def row(number: str = "LC-1", **changes: Any) -> list[Any]:
    """The usual row with another number and other cells, by heading."""
    cells = dict(zip(HEADER, ROW, strict=True)) | {"Ärendenummer": number} | changes
    return list(cells.values())


def as_csv(rows: Iterable[Sequence[Any]], header: Sequence[str] = HEADER, encoding: str = "utf-8") -> bytes:
    lines = [";".join(str(cell) for cell in cells) for cells in (header, *rows)]
    return "\r\n".join(lines).encode(encoding)


def as_xlsx(
    rows: Iterable[Sequence[Any]], header: Sequence[str] = HEADER, *, above: Iterable[Sequence[Any]] = (),
    merged: Sequence[str] = (),
) -> bytes:  # fmt: skip
    book = Workbook()
    sheet = book.active
    for cells in (*above, header, *rows):
        sheet.append(list(cells))
    for area in merged:
        sheet.merge_cells(area)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
