"""XLSX as rows of text. Formulas and broken cells are faults: what is not written in the cell is not read."""

import io
import warnings
import zipfile
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from hjulet.base.organisation.sources.reading import Fault

ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
MOST_UNPACKED_BYTES = 50_000_000
MOST_COLUMNS = 60
BLANK_ROWS_BELOW = 1_000  # formatted but empty; some programs save a million of them

Cells = list[tuple[int, list[str]]]


class CannotOpen(Exception):
    """The file is not a table at all; the message says why in words for the one who uploaded it."""


def cells_of_workbook(content: bytes, most_rows: int, sheet: str = "") -> tuple[Cells, list[Fault]]:
    """The rows that are not blank of the named sheet, or of the first, with the numbers the spreadsheet shows."""
    refuse_bombs(content)
    broken = _("Filen går inte att öppna som .xlsx. Öppna den i kalkylprogrammet och spara den igen.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and validations, which we do not read
            book = load_workbook(io.BytesIO(content), read_only=True)
            return _cells_of_sheet(book[sheet] if sheet else book.worksheets[0], most_rows)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, SyntaxError, OSError):
        raise CannotOpen(broken) from None  # SyntaxError: XML that is no XML


def refuse_bombs(content: bytes) -> None:
    """Raises CannotOpen for what would unpack to more than can be read, and for XML that could call out."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(part.file_size for part in archive.infolist())
            declared = any(b"<!DOCTYPE" in archive.open(part).read(1000) for part in archive.infolist())
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError):
        raise CannotOpen(
            _("Filen är skadad eller har lösenord. Spara den igen som .xlsx eller CSV.")
        ) from None
    if size > MOST_UNPACKED_BYTES or declared:
        raise CannotOpen(_("Filen är för stor att läsa. Spara bara bladet med rader som CSV."))


def _cells_of_sheet(
    sheet: Any, most_rows: int
) -> tuple[Cells, list[Fault]]:  # openpyxl's read-only sheet has no type
    sheet.reset_dimensions()  # what the file says of its own size cannot be trusted
    rows: Cells = []
    faults = []
    last = most_rows + BLANK_ROWS_BELOW
    for number, cells in enumerate(sheet.iter_rows(max_row=last, max_col=MOST_COLUMNS), start=1):
        texts = []
        for place, cell in enumerate(cells, start=1):
            text, reason = _text(cell)
            texts.append(text)
            if reason:
                faults.append(Fault(number, _column(rows, place), reason))
        if any(text.strip() for text in texts):
            rows.append((number, texts))
    return rows, faults


def _column(rows: Cells, place: int) -> str:
    """The header above the cell, or its letter where there is none."""
    header = rows[0][1] if rows else []
    name = header[place - 1].strip() if place <= len(header) else ""
    return name or get_column_letter(place)


def _text(cell: Any) -> tuple[str, str]:  # cells of a read-only sheet come in two untyped kinds
    """The cell as it would stand in a CSV, and why it cannot be read."""
    value = cell.value
    if cell.data_type == "f":
        return "?", _("Cellen har en formel. Klistra in den som värde i stället.")
    if cell.data_type == "e":
        return "?", _("Cellen visar ett fel (%(error)s). Rätta den i kalkylprogrammet.") % {"error": value}
    return _written(value, str(cell.number_format or "")), ""


def _written(
    value: Any, number_format: str
) -> str:  # what openpyxl gives: a number, a day, a text or nothing
    if isinstance(value, datetime):
        return (value.date() if value.time() == datetime.min.time() else value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and "%" in number_format:
        return _percent(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _percent(value: float) -> str:
    """Shown as 85 % and held as 0.85: what is shown is what is meant."""
    shown = Decimal(repr(value)) * 100
    return f"{shown.normalize():f} %"
