"""How wide a table is, and how wide each column: measured in ems of our own type, for paper and for Word.

Numbers and judgements get what they need and never break; the text columns share what is left.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from hjulet.base.ui.charts.measure import text_width
from hjulet.report.reports.blocks import Cell, Column, Figure, Table, Tag

GAP = 0.95  # between two columns
AFTER_NUMBER = 1.15  # more, where words follow a number
ICON = 1.4
HEAD = 0.92  # the size of a column's heading
LABEL = 21.0  # a text column wants no more; longer cells wrap
WORD = 9.5  # longer words are hyphenated
SHORT = 8.0  # a text that is shorter stays on one line
MISSING = 5.5  # 'visas inte' stays on one line
FEWEST = 15.0, 9.0  # what the first and the other text columns can live with


class Setting(StrEnum):
    """Where a table stands on the page, from narrow to wide."""

    TEXT = "text"  # the measure of the text
    FULL = "full"  # into the margin column
    SMALL = "small"  # into the margin column, a size smaller or two
    LANDSCAPE = "landscape"  # a page of its own, turned


ROOM = {Setting.TEXT: 42.0, Setting.FULL: 54.0, Setting.SMALL: 67.0, Setting.LANDSCAPE: 88.0}
COMFORTABLE = 60.0  # a small table at its normal size


@dataclass(frozen=True)
class _Need:
    """`least` without breaking what should not break, `most` without wrapping at all."""

    least: float
    most: float
    weight: float  # of a text column when the rest is shared; 0 for columns of one width


@dataclass(frozen=True)
class Fit:
    """How a table is set: where, in which parts, and how wide in ems of its own type (the type's size follows)."""

    setting: Setting
    shares: tuple[float, ...]
    ems: float


def fit(table: Table) -> Fit:
    """The narrowest setting that the words have room in; Column.share weighs the text columns."""
    needs = _needs(table)
    tight = _tight(needs)
    setting = _setting(needs, tight)
    comfortable = COMFORTABLE if setting == Setting.SMALL else ROOM[setting]
    total = max(comfortable, tight)
    return Fit(setting, _shares(needs, total), total)


def _setting(needs: Sequence[_Need], tight: float) -> Setting:
    if sum(need.most for need in needs) <= ROOM[Setting.TEXT]:
        return Setting.TEXT
    return next((name for name in (Setting.FULL, Setting.SMALL) if tight <= ROOM[name]), Setting.LANDSCAPE)


def _shares(needs: Sequence[_Need], total: float) -> tuple[float, ...]:
    """The part of the width that each column gets, sum 1."""
    least = sum(need.least for need in needs)
    targets = _targets(needs, total)
    wishes = [max(target - need.least, 0.0) for need, target in zip(needs, targets, strict=True)]
    wished = sum(wishes)
    if not wished:
        return tuple(need.least / least for need in needs)
    spare = total - least
    return tuple(
        (need.least + spare * wish / wished) / total for need, wish in zip(needs, wishes, strict=True)
    )


def head(column: Column) -> str:
    """A column's heading, which may part after a slash: 'Kr/brukare'."""
    return column.text.replace("/", "/\u200b").replace("\u200b\u200b", "\u200b")


def words(cell: Cell) -> str:
    """What a cell says."""
    match cell:
        case Figure(text=text) | Tag(text=text):
            return text
        case None:
            return ""
        case _:
            return cell


def _tight(needs: Sequence[_Need]) -> float:
    """The sum of the columns with the text columns as narrow as one can live with."""
    first, other = FEWEST
    return sum(max(need.least, min(need.most, other if at else first)) for at, need in enumerate(needs))


def _targets(needs: Sequence[_Need], total: float) -> list[float]:
    """What each column would have if weight alone decided over the text columns."""
    weight = sum(need.weight for need in needs)
    left = total - sum(need.least for need in needs if not need.weight)
    return [left * need.weight / weight if need.weight else need.least for need in needs]


def _needs(table: Table) -> list[_Need]:
    is_weighed = any(column.share != 1.0 for column in table.columns)
    rows = [row.cells for row in table.rows if not row.group]
    needs = [
        _need(column, [cells[at] for cells in rows if at < len(cells)], is_weighed=is_weighed)
        for at, column in enumerate(table.columns)
    ]
    needs = [
        _widened(need) if at and table.columns[at - 1].is_number and not table.columns[at].is_number else need
        for at, need in enumerate(needs)
    ]
    numbers = [need.least for need, column in zip(needs, table.columns, strict=True) if column.is_number]
    if numbers and max(numbers) - min(numbers) <= 2:  # years stand evenly
        even = _Need(max(numbers), max(numbers), 0)
        return [even if column.is_number else need for need, column in zip(needs, table.columns, strict=True)]
    return needs


def _need(column: Column, cells: Sequence[Cell], *, is_weighed: bool) -> _Need:
    longest = max((_length(cell) for cell in cells), default=0.0)
    word = max((_longest_word(words(cell)) for cell in cells), default=0.0)
    title = _longest_word(column.text, bold=True) * HEAD
    if column.is_number or _are_tags(cells, longest):
        width = max(title, longest) + GAP
        return _Need(width, width, 0)
    least = max(min(max(word, title), WORD), longest if longest <= SHORT else 0) + GAP
    most = max(least, min(longest, LABEL) + GAP)
    return _Need(least, most, column.share if is_weighed else most)


def _widened(need: _Need) -> _Need:
    return _Need(need.least + AFTER_NUMBER, need.most + AFTER_NUMBER, need.weight)


def _are_tags(cells: Sequence[Cell], longest: float) -> bool:
    return longest <= LABEL / 2 and any(isinstance(cell, Tag) for cell in cells)


def _length(cell: Cell) -> float:
    """What should stay on one line; longer words for a missing value may part."""
    if isinstance(cell, Figure) and cell.value is None:
        whole = _ems(cell.text)
        return whole if whole <= MISSING else _longest_word(cell.text)
    return _ems(words(cell)) + (ICON if isinstance(cell, Tag) and cell.kind else 0)


def _longest_word(text: str, *, bold: bool = False) -> float:
    return max(
        (_ems(word, bold=bold) for word in re.split(r"[ \n\u200b]|(?<=[-/])(?!\d)", text)), default=0.0
    )


@lru_cache(maxsize=8192)
def _ems(text: str, *, bold: bool = False) -> float:
    """The width with tabular figures: every digit as wide as a zero."""
    return text_width(re.sub(r"\d", "0", text), 1, bold=bold)
