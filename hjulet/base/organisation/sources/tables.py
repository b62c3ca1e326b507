"""CSV and XLSX as tables of text: delimiter, encoding and cell kinds are dealt with here, once."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from unicodedata import category

from django.utils.translation import gettext as _

from hjulet.base.organisation.sources.reading import WHOLE_FILE, Fault, Line, Table
from hjulet.base.organisation.sources.workbooks import OLD_EXCEL, ZIP, CannotOpen, Cells, cells_of_workbook

MOST_BYTES = 1_000_000
MOST_ROWS = 5_000
SUFFIXES = {"", ".csv", ".txt", ".tsv", ".xlsx"}
DELIMITERS = ";,\t"
SPACE = "\t\n\r"
UNSAVEABLE = {"Cc", "Cs"}  # control characters and half characters


def read_table(content: bytes, filename: str, columns: Sequence[str], *, most_rows: int = MOST_ROWS) -> Table:
    """The rows of a file under a header with these columns (any order, more are left aside)."""
    try:
        numbered, faults = cells_of_file(content, filename, most_rows=most_rows)
    except CannotOpen as error:
        return Table((), (Fault(WHOLE_FILE, "", str(error)),))
    if not numbered:
        return _refused(_("Filen är tom. Första raden ska vara en rubrikrad: %(header)s."), columns)
    header = [cell.strip().lower() for cell in numbered[0][1]]
    if wrong := _faults_of_header(header, columns):
        return Table((), tuple(wrong))
    if len(numbered) == 1:
        return _refused(_("Filen har en rubrikrad men inga rader under den."), columns)
    if len(numbered) - 1 > most_rows:
        return _refused(_("Filen har fler än %(most)s rader. Dela den i flera."), columns, most=most_rows)
    lines, broken = _lines(header, columns, numbered[1:])
    ignored = tuple(name for name in header if name and name not in columns)
    return Table(tuple(lines), tuple(sorted([*faults, *broken])), ignored)


def _refuse_other_formats(filename: str) -> None:
    suffix = PurePath(filename).suffix.lower()
    if suffix not in SUFFIXES:
        raise CannotOpen(
            _("%(suffix)s går inte att läsa. Spara filen som CSV eller .xlsx.") % {"suffix": suffix}
        )


def cells_of_file(
    content: bytes, filename: str, *, most_rows: int, most_bytes: int = MOST_BYTES, sheet: str = ""
) -> tuple[Cells, list[Fault]]:
    """Every row that is not blank, with its number; and the cells that cannot be read. Raises CannotOpen.

    Of a workbook the named sheet, or the first.
    A file with more rows gives one or a few more than asked for, so that the caller can say so.
    """
    _refuse_other_formats(filename)
    if len(content) > most_bytes:
        raise CannotOpen(
            _("Filen är %(size)s kB, högst %(most)s kB går att läsa. Dela den i flera.")
            % {"size": len(content) // 1000, "most": most_bytes // 1000}
        )
    if content.startswith(OLD_EXCEL):
        raise CannotOpen(
            _("Filen är i det äldre formatet .xls eller har lösenord. Spara den som .xlsx eller CSV.")
        )
    if content.startswith(ZIP):
        return cells_of_workbook(content, most_rows, sheet)
    return _cells_of_text(_decoded(content), most_rows), []


def _decoded(content: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16 with one, else what Windows in Sweden has written for thirty years."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _cells_of_text(text: str, most_rows: int) -> Cells:
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    rows: Cells = []
    try:
        for number, cells in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1
        ):
            if any(cell.strip() for cell in cells):
                rows.append((number, cells))
            if len(rows) > most_rows + 1:
                break
    except csv.Error:
        raise CannotOpen(
            _("Filen går inte att läsa som CSV. Spara den igen som CSV (UTF-8) eller .xlsx.")
        ) from None
    return rows


def _faults_of_header(header: Sequence[str], columns: Sequence[str]) -> list[Fault]:
    wanted = ", ".join(columns)
    faults = [
        Fault(1, column, _("Kolumnen saknas. Rubrikraden ska ha: %(header)s.") % {"header": wanted})
        for column in columns
        if column not in header
    ]
    twice = [name for name, times in Counter(header).items() if times > 1 and name in columns]
    return faults + [Fault(1, name, _("Kolumnen står två gånger i rubrikraden.")) for name in twice]


def _lines(
    header: Sequence[str], columns: Sequence[str], numbered: Iterable[tuple[int, list[str]]]
) -> tuple[list[Line], list[Fault]]:
    lines, faults = [], []
    for number, cells in numbered:
        if any(cell.strip() for cell in cells[len(header) :]):
            faults.append(
                Fault(number, "", _("Raden har fler fält än rubrikraden. Står ett skiljetecken i en text?"))
            )
            continue
        padded = [*cells, *[""] * (len(header) - len(cells))]
        line = Line(number, {n: c.strip() for n, c in zip(header, padded, strict=False) if n in columns})
        lines.append(line)
        faults += [
            Fault(number, column, _("Cellen har ett tecken som inte går att spara. Skriv om texten."))
            for column, cell in line.cells.items()
            if any(category(char) in UNSAVEABLE and char not in SPACE for char in cell)
        ]
    return lines, faults


def _refused(reason: str, columns: Sequence[str], **values: object) -> Table:
    return Table((), (Fault(WHOLE_FILE, "", reason % {"header": ", ".join(columns), **values}),))
