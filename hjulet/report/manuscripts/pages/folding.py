"""Rows that nobody needs to see at once: many beside each other are folded into one line. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

Row = TypeVar("Row")
FEWEST = 3  # fewer are as quick to read as the line that hides them


@dataclass(frozen=True)
class Fold(Generic[Row]):
    """Rows beside each other, hidden behind their number or not."""

    rows: tuple[Row, ...]
    is_folded: bool


def folds(rows: Iterable[Row], is_quiet: Callable[[Row], bool]) -> list[Fold[Row]]:
    """The rows in order; runs of quiet ones are folded."""
    found = []
    for quiet, group in groupby(rows, key=is_quiet):
        beside = tuple(group)
        found.append(Fold(beside, quiet and len(beside) >= FEWEST))
    return found
