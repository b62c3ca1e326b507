"""A written text as plain data: what HTML, PDF, search and comparison all read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Some words, with what stands behind them if they are a link: "rutin:12", "https://…", "mailto:…"."""

    text: str
    is_strong: bool = False
    is_emphasised: bool = False
    target: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture by its number, and what it shows."""

    number: int
    description: str


Runs = tuple[Words | Picture, ...]


@dataclass(frozen=True)
class Heading:
    level: int  # 1 is the topmost of the text
    runs: Runs
    anchor: str


@dataclass(frozen=True)
class Paragraph:
    runs: Runs


@dataclass(frozen=True)
class Points:
    """A list, numbered or not; a point holds blocks, another list among them."""

    is_numbered: bool
    points: tuple[tuple["Block", ...], ...]
    first: int = 1


@dataclass(frozen=True)
class Table:
    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True)
class Quote:
    blocks: tuple["Block", ...]


Block = Heading | Paragraph | Points | Table | Quote


def plain(runs: Runs) -> str:
    """The words alone; a picture says what it shows."""
    return "".join(run.text if isinstance(run, Words) else run.description for run in runs)


def lines(blocks: Iterable[Block]) -> Iterator[str]:
    """The text line by line, for search."""
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            yield plain(block.runs)
        elif isinstance(block, Points):
            for point in block.points:
                yield from lines(point)
        elif isinstance(block, Table):
            for row in (block.head, *block.rows):
                yield " | ".join(plain(cell) for cell in row)
        else:
            yield from lines(block.blocks)
