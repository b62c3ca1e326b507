"""What the facts themselves propose for the committee's one page: figures, risks and decisions. Pure.

Only what the report is sure of: a change that is more than chance, a level that is not reached, an area that is not met,
an action that was not done. The editor chooses, changes and writes own ones.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from hjulet.check.indicators.choices import Comparison, Level, Verdict
from hjulet.report.manuscripts.mentions import NOT_DONE, own_figure
from hjulet.report.manuscripts.rules import reference
from hjulet.report.reports.blocks import Block, Figure, KeyFigures, Note, Report, Row, Table, Tag
from hjulet.report.reports.choices import Kind
from hjulet.report.reports.framing import parted

MOST = 12  # of each
OTHERS = frozenset(
    str(one.label) for one in Comparison if one
)  # the country, the county: not ours to decide about
BAD, PARTLY = "Inte uppfyllt", "Delvis uppfyllt"
RATED = "Självskattning per område"  # the caption of the table of areas

DEFINITE = {
    Kind.QUALITY: "kvalitetsberättelsen",
    Kind.RESULTS: "resultatrapporten",
    Kind.SAFETY: "patientsäkerhetsberättelsen",
}
TableRow = tuple[Table, Row]


@dataclass(frozen=True)
class Proposals:
    figures: tuple[str, ...] = ()  # ids
    risks: tuple[str, ...] = ()  # Markdown
    decisions: tuple[str, ...] = ()

    def stored(self) -> dict[str, Any]:
        return {name: list(value) for name, value in asdict(self).items()}

    @classmethod
    def of(cls, stored: dict[str, Any]) -> "Proposals":
        return cls(**{name: tuple(value) for name, value in stored.items()})


def proposals(report: Report) -> Proposals:
    """The large figures first, then those of rows that stand out."""
    rows = [(table, row) for table in report.blocks if isinstance(table, Table) for row in table.rows]
    tiles = [tile.figure for block in report.blocks if isinstance(block, KeyFigures) for tile in block.items]
    telling = [figure for _table, row in rows if _stands_out(row) and (figure := own_figure(row))]
    counted = [figure for _table, row in rows if row.strong and (figure := own_figure(row))]
    ids = [one.id for one in (*tiles, *telling, *counted) if one.value is not None and _is_ours(one)]
    return Proposals(
        tuple(dict.fromkeys(ids))[:MOST],
        tuple(dict.fromkeys(_risks(report, rows)))[:MOST],
        tuple(dict.fromkeys(_decisions(report, rows)))[:MOST],
    )


def _is_ours(figure: Figure) -> bool:
    return figure.organisation not in OTHERS


def _stands_out(row: Row) -> bool:
    words = {str(one.label) for one in (Verdict.IMPROVEMENT, Verdict.WORSENING, Level.BAD)}
    return not row.group and bool(words & _tags(row))


def _risks(report: Report, rows: Sequence[TableRow]) -> Iterator[str]:
    """The surest first."""
    for row in _with(rows, str(Verdict.WORSENING.label)):
        yield _told(row, "har försämrats mer än slumpen förklarar")
    for row in _with(rows, BAD, rated=True):
        yield f"Området {_name(row).lower()} är inte uppfyllt."
    for row in _with(rows, str(Level.BAD.label)):
        if str(Verdict.WORSENING.label) not in _tags(row):
            yield _told(row, "når inte målet")
    for row in _with(rows, NOT_DONE):
        yield f"Åtgärden {_name(row)} genomfördes inte."
    yield from (said for block in report.blocks if (said := _silence(block)))
    for row in _with(rows, PARTLY, rated=True):
        yield f"Området {_name(row).lower()} är bara delvis uppfyllt."


def _silence(block: Block) -> str:
    is_silence = isinstance(block, Note) and block.kind == "warning" and block.title.startswith("Färre")
    return "".join(run.text for run in block.runs)[:300] if is_silence and isinstance(block, Note) else ""


def _decisions(report: Report, rows: Sequence[TableRow]) -> Iterator[str]:
    yield f"Godkänna {DEFINITE[Kind(report.kind)]} för {report.year}."
    unmet = [_name(row).lower() for word in (BAD, PARTLY) for row in _with(rows, word, rated=True)]
    if unmet:
        yield f"Ge förvaltningen i uppdrag att redovisa en plan för de områden som inte är uppfyllda: {', '.join(unmet[:4])}."
    for row in _with(rows, str(Verdict.WORSENING.label)):
        yield f"Ge förvaltningen i uppdrag att återkomma med åtgärder: {_name(row)}."
    planned = _planned(report)
    if planned:
        yield f"Ställa sig bakom de {planned} åtgärder som är planerade för {report.year + 1}."
    yield f"Ge förvaltningen i uppdrag att redovisa hur arbetet går under {report.year + 1}."


def _planned(report: Report) -> int:
    """How many actions the chapter about next year tells of."""
    ahead = [chapter for chapter in parted(report.blocks) if chapter.heading.anchor == "infor"]
    return sum(len(block.rows) for chapter in ahead for block in chapter.blocks if isinstance(block, Table))


def _with(rows: Iterable[TableRow], word: str, *, rated: bool = False) -> list[Row]:
    """The rows with that judgement; RATED are those of the table of areas."""
    return [
        row for table, row in rows if word in _tags(row) and (not rated or table.caption.startswith(RATED))
    ]


def _told(row: Row, words: str) -> str:
    figure: Figure | None = own_figure(row)
    live = f": {reference(figure.id, figure.text)}" if figure else ""
    return f"{_name(row)} {words}{live}."


def _tags(row: Row) -> set[str]:
    return {cell.text for cell in row.cells if isinstance(cell, Tag)}


def _name(row: Row) -> str:
    return row.cells[0].rstrip(".") if isinstance(row.cells[0], str) else ""
