"""What reading a file gives: rows, and every fault with its place."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")

WHOLE_FILE = 0


@dataclass(frozen=True, order=True)
class Fault:
    """Something that stops a file from being taken in: where it stands, and what is wrong in plain words."""

    row: int  # as the spreadsheet numbers it, the header being 1; WHOLE_FILE when it is no single row
    column: str
    reason: str

    def __str__(self) -> str:
        place = f"rad {self.row}" if self.row else "filen"
        return f"{place}, {self.column}: {self.reason}" if self.column else f"{place}: {self.reason}"


@dataclass(frozen=True)
class Reading(Generic[Row]):
    """All rows that could be read and all faults; with a fault nothing may be saved."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    ignored_columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """A row of the file as text, by column."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass(frozen=True)
class Table:
    """A file as text: what its header promises, row by row."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]
    ignored_columns: tuple[str, ...] = ()
