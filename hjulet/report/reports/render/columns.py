"""How wide a table is, and how wide each column: reckoned in characters, the same for paper and Word."""

import re
from enum import StrEnum

from hjulet.report.reports.blocks import Cell, Column, Figure, Row, Table, Tag

LABEL = 40  # characters of a text column; longer cells wrap
WORD = 17  # longer words are hyphenated
ALIKE = 3  # number columns that differ less get one width, so that years stand evenly
ICON = 3
GAP = 2


class Setting(StrEnum):
    """Where a table stands on the page, from narrow to wide."""

    TEXT = "text"  # the measure of the text
    FULL = "full"  # into the margin column
    SMALL = "small"  # into the margin column, a size smaller
    LANDSCAPE = "landscape"  # a page of its own, turned


ROOM = ((Setting.TEXT, 62), (Setting.FULL, 92), (Setting.SMALL, 124))


def shares(table: Table) -> tuple[float, ...]:
    """The part of the width that each column gets, sum 1: the author's, or else what the words need."""
    if any(column.share != 1.0 for column in table.columns):
        wanted = tuple(column.share for column in table.columns)
    else:
        wanted = tuple(float(need) for need in _needs(table))
    return tuple(want / sum(wanted) for want in wanted)


def setting(table: Table) -> Setting:
    """The narrowest setting that the words have room in."""
    need = sum(_needs(table))
    return next((name for name, room in ROOM if need <= room), Setting.LANDSCAPE)


def words(cell: Cell) -> str:
    """What a cell says."""
    match cell:
        case Figure(text=text) | Tag(text=text):
            return text
        case None:
            return ""
        case _:
            return cell


def head(column: Column) -> str:
    """A column's heading, which may part after a slash: 'Kr/brukare'."""
    return column.text.replace("/", "/\u200b").replace("\u200b\u200b", "\u200b")


def _needs(table: Table) -> list[int]:
    rows = [row for row in table.rows if not row.group]
    needs = [_need(column, [_cell(row, index) for row in rows]) for index, column in enumerate(table.columns)]
    numbers = [need for need, column in zip(needs, table.columns, strict=True) if column.is_number]
    if numbers and max(numbers) - min(numbers) <= ALIKE:
        return [
            max(numbers) if column.is_number else need
            for need, column in zip(needs, table.columns, strict=True)
        ]
    return needs


def _cell(row: Row, index: int) -> Cell:
    return row.cells[index] if index < len(row.cells) else None


def _need(column: Column, cells: list[Cell]) -> int:
    longest = max((_length(cell) for cell in cells), default=0)
    word = max((_longest_word(words(cell)) for cell in [column.text, *cells]), default=0)
    if column.is_number:
        return max(word, longest) + GAP
    return max(min(word, WORD), min(longest, LABEL)) + GAP


def _length(cell: Cell) -> int:
    """The characters that should stay on one line; the words for a missing value may part."""
    if isinstance(cell, Figure) and cell.value is None:
        return _longest_word(cell.text)
    return len(words(cell)) + (ICON if isinstance(cell, Tag) and cell.kind else 0)


def _longest_word(text: str) -> int:
    return max((len(word) for word in re.split(r"[ \n\u200b]|(?<=[-/])", text)), default=0)
