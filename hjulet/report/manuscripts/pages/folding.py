"""A chapter's sections in a list: those that nobody needs to see at once are folded into one line. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, Protocol, TypeVar

from hjulet.report.manuscripts.outline import Section

Row = TypeVar("Row")
FEWEST = 3  # fewer are as quick to read as the line that hides them


@dataclass(frozen=True)
class Fold(Generic[Row]):
    """Rows beside each other, hidden behind their number or not."""

    rows: tuple[Row, ...]
    is_folded: bool


class OfSection(Protocol):
    """What is shown of a section."""

    @property
    def section(self) -> Section: ...
    @property
    def is_quiet(self) -> bool: ...


Shown = TypeVar("Shown", bound=OfSection)


@dataclass(frozen=True)
class Chapter(Generic[Shown]):
    title: str
    rows: tuple[Shown, ...]

    @property
    def folds(self) -> list[Fold[Shown]]:
        return folds(self.rows, lambda row: row.is_quiet)

    @property
    def is_one_section(self) -> bool:
        """The chapter is its only section: its name need not be read twice."""
        return [row.section.title for row in self.rows] == [self.title]


def folds(rows: Iterable[Row], is_quiet: Callable[[Row], bool]) -> list[Fold[Row]]:
    """The rows in order; runs of quiet ones are folded."""
    found = []
    for quiet, group in groupby(rows, key=is_quiet):
        beside = tuple(group)
        found.append(Fold(beside, quiet and len(beside) >= FEWEST))
    return found
