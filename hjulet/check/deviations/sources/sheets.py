"""A file as a sheet: its header and its rows of text. Read once; what is kept sealed until the import is the sheet."""

import gzip
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from hjulet.base.organisation.sources.reading import WHOLE_FILE, Fault
from hjulet.base.organisation.sources.tables import cells_of_file
from hjulet.base.organisation.sources.workbooks import ZIP, CannotOpen
from hjulet.check.deviations.sources.columns import guess

MOST_ROWS = 20_000
MOST_BYTES = 20_000_000
HEADER_WITHIN = 10  # rows: some systems write a title and the date of the report above the header
FEWEST_KNOWN = 3  # headings that make a row the header
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
CHUNK = 1_000_000

__all__ = ["CannotOpen", "Sheet", "read_sheet"]


@dataclass(frozen=True, repr=False)
class Sheet:
    """What a file says, before anybody has said what its columns are."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]  # the number the spreadsheet shows, and the cells
    faults: tuple[Fault, ...]  # cells that cannot be read, whatever they hold

    def packed(self) -> bytes:
        told = {
            "header": self.header,
            "rows": self.rows,
            "faults": [(fault.row, fault.column, fault.reason) for fault in self.faults],
        }
        return gzip.compress(json.dumps(told, ensure_ascii=False).encode(), compresslevel=3)

    @classmethod
    def unpacked(cls, content: bytes) -> "Sheet":
        told = json.loads(gzip.decompress(content))
        rows = tuple((number, tuple(cells)) for number, cells in told["rows"])
        return cls(tuple(told["header"]), rows, tuple(Fault(*fault) for fault in told["faults"]))


def read_sheet(content: bytes, filename: str) -> Sheet:
    """The first sheet of a workbook, or a CSV. Raises CannotOpen, in words for the one who uploaded it."""
    numbered, faults = cells_of_file(
        content, filename, most_rows=MOST_ROWS + HEADER_WITHIN, most_bytes=MOST_BYTES
    )
    if not numbered:
        raise CannotOpen(_("Filen är tom. Hämta den på nytt ur det andra systemet."))
    place = _place_of_header(numbered)
    header = tuple(" ".join(cell.split()) for cell in numbered[place][1])
    rows = numbered[place + 1 :]
    _refuse(header, len(rows))
    first = numbered[place][0]
    sheet = Sheet(header, tuple((number, tuple(_even(cells, header))) for number, cells in rows), ())
    wrong = [fault for fault in faults if fault.row > first]
    wrong += _too_wide(rows, len(header))
    wrong += merged_cells(content, first) if content.startswith(ZIP) else []
    return replace(sheet, faults=tuple(sorted(set(_named(wrong, header)))))


def merged_cells(content: bytes, below: int) -> list[Fault]:
    """Cells that are merged from the header on: only the first of them holds anything, the rest would be lost."""
    faults = []
    for columns, first, last in _merged(content):
        if last >= below:
            said = {"cells": columns}
            reason = _(
                "Cellerna %(cells)s är sammanslagna. Dela dem i kalkylprogrammet, så att varje rad har sitt eget."
            )
            faults.append(Fault(max(first, below), "", reason % said))
    return faults


def _merged(content: bytes) -> list[tuple[str, int, int]]:
    """The areas of the first sheet. The list stands after all the rows, so only the end of the part matters."""
    found: list[tuple[str, int, int]] = []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = sorted(
                name for name in archive.namelist() if re.fullmatch(r"xl/worksheets/sheet\d*\.xml", name)
            )
            if not names:
                return []
            with archive.open(names[0]) as part:
                tail = b""
                while chunk := part.read(CHUNK):
                    tail = (tail + chunk)[-CHUNK:]
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError):
        return []  # the reader of cells says what is wrong with the file
    for area in MERGED.finditer(tail):
        left, first, right, last = (group.decode() for group in area.groups())
        found.append((f"{left}{first}:{right}{last}", int(first), int(last)))
    return found


def _place_of_header(numbered: Sequence[tuple[int, list[str]]]) -> int:
    """The first of the top rows in which we know some headings; else the first row."""
    for place, (_number, cells) in enumerate(numbered[:HEADER_WITHIN]):
        if len(guess(cells)) >= FEWEST_KNOWN:
            return place
    return 0


def _refuse(header: Sequence[str], amount: int) -> None:
    if not amount:
        raise CannotOpen(_("Filen har en rubrikrad men inga rader under den."))
    if amount > MOST_ROWS:
        raise CannotOpen(
            _("Filen har fler än %(most)s rader. Dela den i flera, till exempel en per år.")
            % {"most": MOST_ROWS}
        )
    named = [name for name in header if name]
    if len(named) < FEWEST_KNOWN:
        raise CannotOpen(_("Vi hittar ingen rubrikrad. Första raden ska säga vad kolumnerna heter."))
    twice = [name for name, times in Counter(name.lower() for name in named).items() if times > 1]
    if twice:
        raise CannotOpen(_("Två kolumner heter ”%(name)s”. Ge dem olika namn i filen.") % {"name": twice[0]})


def _even(cells: Sequence[str], header: Sequence[str]) -> list[str]:
    """As many cells as there are headings."""
    kept = [cell.strip() for cell in cells[: len(header)]]
    return kept + [""] * (len(header) - len(kept))


def _too_wide(rows: Sequence[tuple[int, list[str]]], width: int) -> list[Fault]:
    reason = _("Raden har fler fält än rubrikraden. Står ett skiljetecken i en text?")
    return [
        Fault(number, "", reason) for number, cells in rows if any(cell.strip() for cell in cells[width:])
    ]


def _named(faults: Sequence[Fault], header: Sequence[str]) -> list[Fault]:
    """A fault that belongs to the whole file stays there."""
    known = set(header)
    return [
        fault
        if fault.row != WHOLE_FILE and (not fault.column or fault.column in known)
        else replace(fault, column="")
        for fault in faults
    ]
