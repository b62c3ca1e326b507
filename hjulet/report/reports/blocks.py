"""What a report is made of: plain blocks that know neither the database nor the paper.

facts → sentences → blocks → HTML, PDF, DOCX. Whatever is printed as a number is a `Figure`, so that every figure
can be traced to its source and listed in the JSON.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from hjulet.base.ui.charts import Chart


@dataclass(frozen=True)
class Figure:
    """One printed number, or the reason why there is none."""

    id: str  # stable between runs: "kkik-lss-boende-trygg/leksand/2025"
    label: str
    text: str  # as printed: "94 %", "Ingen mätning"
    value: Decimal | None
    missing_reason: str
    unit: str  # unit of measure
    organisation: str
    period: str
    n: int | None
    source: str  # "Kvalitetsberättelse 2025, avsnitt 4.2.1 KKiK, rad 387"
    url: str = ""  # the page of the value, for HTML


@dataclass(frozen=True)
class Text:
    """Some words in a paragraph."""

    text: str
    strong: bool = False
    href: str = ""


Run = Text | Figure
Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """Level 1 is a chapter; `law` is the paragraph that the chapter answers. What every section has is not in the contents."""

    level: int
    text: str
    anchor: str
    law: str = ""
    is_listed: bool = True


@dataclass(frozen=True)
class Paragraph:
    runs: Runs
    lead: bool = False  # the chapter's first sentence: what was found, a size larger


@dataclass(frozen=True)
class Bullets:
    items: tuple[Runs, ...]


@dataclass(frozen=True)
class Tag:
    """A judgement in a cell: icon and word, never colour alone. kind: good, middle, bad, info or ''."""

    text: str
    kind: str = ""


Cell = str | Figure | Tag | None  # None prints as an empty cell


@dataclass(frozen=True)
class Column:
    text: str
    is_number: bool = False
    share: float = 1.0  # of the width, relative to the other columns


@dataclass(frozen=True)
class Row:
    """The first cell is the row's header."""

    cells: tuple[Cell, ...]
    strong: bool = False  # a total
    group: bool = False  # a heading over the rows that follow: only the first cell is filled


@dataclass(frozen=True)
class Table:
    caption: str  # states the finding where there is one
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: Runs = ()  # one note per table instead of a refrain in every row
    source: str = ""


@dataclass(frozen=True)
class ChartBlock:
    chart: Chart
    source: str = ""


@dataclass(frozen=True)
class KeyFigure:
    """A large number with one sentence, for the summary page."""

    figure: Figure
    caption: str
    verdict: str  # "Förbättring", "För tidigt att säga" …
    kind: str = ""  # as in Tag


@dataclass(frozen=True)
class KeyFigures:
    items: tuple[KeyFigure, ...]


@dataclass(frozen=True)
class Note:
    """Something the reader must know: kind 'info' (how to read), 'warning' (a contradiction), 'owed' (a text is missing)."""

    kind: str
    runs: Runs
    title: str = ""


Block = Heading | Paragraph | Bullets | Table | ChartBlock | KeyFigures | Note


@dataclass(frozen=True)
class Report:
    """A whole document. Every date in it comes from the data, never from the clock."""

    kind: str  # choices.Kind
    title: str
    subtitle: str
    municipality: str
    organisation: str
    year: int
    edition: str  # "internal" or "public"
    facts: tuple[
        tuple[str, str], ...
    ]  # title page: ("Diarienummer", "KOS 2026/326"), ("Upprättad", "23 mars 2026") …
    stamped_on: str  # ISO date for the file's own metadata, from the data
    blocks: tuple[Block, ...]
    is_invented: bool = False  # an invented municipality: said on every page
    extra: dict[str, str] = field(default_factory=dict)


def figures(report: Report) -> Iterator[Figure]:
    """Every figure in the order it is printed; the same figure may come more than once."""
    yield from figures_in(report.blocks)


def figures_in(blocks: Iterable[Block]) -> Iterator[Figure]:
    for block in blocks:
        yield from _figures_of(block)


def _figures_of(block: Block) -> Iterator[Figure]:
    match block:
        case Paragraph(runs=runs) | Note(runs=runs):
            yield from _in_runs(runs)
        case Bullets(items=items):
            for runs in items:
                yield from _in_runs(runs)
        case Table(rows=rows, note=note):
            for row in rows:
                yield from (cell for cell in row.cells if isinstance(cell, Figure))
            yield from _in_runs(note)
        case KeyFigures(items=tiles):
            yield from (tile.figure for tile in tiles)


def _in_runs(runs: Runs) -> Iterator[Figure]:
    yield from (run for run in runs if isinstance(run, Figure))
