"""Rows as a workbook or as text with semicolons, the way the browser is to save them."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any

from django.db.models import TextChoices
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | float | None


class SheetKind(TextChoices):
    XLSX = "xlsx", _("Excel")
    CSV = "csv", _("CSV")


class _Line:
    """What the CSV writer writes to: it hands each line straight back."""

    def write(self, line: str) -> str:
        return line


def answer(
    rows: Iterable[Sequence[Cell]], kind: SheetKind, *, name: str, title: str
) -> HttpResponse | StreamingHttpResponse:
    """The first row is the header. NAME is the file's without ending, TITLE the sheet's."""
    tame = ([harmless(cell) for cell in row] for row in rows)
    made: HttpResponse | StreamingHttpResponse
    if kind == SheetKind.CSV:
        made = StreamingHttpResponse(_csv(tame), content_type="text/csv; charset=utf-8")
    else:
        made = HttpResponse(_workbook(tame, title), content_type=XLSX)
    made["Content-Disposition"] = f'attachment; filename="{name}.{kind.value}"'
    return made


def harmless(cell: Cell) -> Cell:
    """A text that a spreadsheet would run as a formula is kept a text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(BEGINS_A_FORMULA) else cell


def _csv(rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    writer = csv.writer(_Line(), delimiter=";")  # what a Swedish Excel opens in columns
    yield "\ufeff"
    for row in rows:
        yield writer.writerow([_written(cell) for cell in row])


def _written(cell: Cell) -> Cell:
    """A broken number with a decimal comma: a Swedish Excel takes a point for a date."""
    return f"{cell:g}".replace(".", ",") if isinstance(cell, float) else cell


def _workbook(rows: Iterable[Sequence[Cell]], title: str) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows):
        sheet.append(row if number else [_head(sheet, str(cell)) for cell in row])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _head(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell
