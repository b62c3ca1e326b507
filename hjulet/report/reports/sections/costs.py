"""Cost per user: the tables as printed, and where they do not add up."""

from dataclasses import dataclass

from django.db.models import Prefetch

from hjulet.base.ui.charts import BarChart, Series
from hjulet.check.costs.choices import RowKind
from hjulet.check.costs.models import CostRow, CostTable
from hjulet.report.reports.blocks import (
    Block,
    Cell,
    ChartBlock,
    Column,
    Figure,
    Heading,
    Note,
    Row,
    Table,
    Text,
)
from hjulet.report.reports.figures import COST_FIELDS, of_cost
from hjulet.report.reports.scope import Scope


@dataclass(frozen=True)
class CostLine:
    label: str
    is_total: bool
    is_age: bool
    figures: tuple[Figure | None, ...]  # in the order of COST_FIELDS


@dataclass(frozen=True)
class CostFacts:
    slug: str
    title: str
    year: int
    reference_year: int | None
    lines: tuple[CostLine, ...]
    differences: tuple[str, ...]
    notes: tuple[str, ...]
    source: str


def collect(scope: Scope) -> tuple[CostFacts, ...]:
    tables = (
        CostTable.objects.of(scope.municipality)
        .filter(year=scope.year)
        .prefetch_related(Prefetch("rows", CostRow.objects.select_related("document")))
    )
    return tuple(_facts(table) for table in tables.select_related("municipality", "document"))


def _facts(table: CostTable) -> CostFacts:
    rows = list(table.rows.all())
    for row in rows:
        row.table = table
    review = table.review
    return CostFacts(
        slug=table.slug,
        title=table.title,
        year=table.year,
        reference_year=table.reference_year,
        lines=tuple(_line(row) for row in rows),
        differences=tuple(difference.words for difference in review.differences),
        notes=review.notes,
        source=str(table.document) if table.document else "",
    )


def _line(row: CostRow) -> CostLine:
    figures = tuple(of_cost(row, field, label, unit) for field, label, unit in COST_FIELDS)
    return CostLine(row.label, row.kind == RowKind.TOTAL, row.kind == RowKind.AGE, figures)


def blocks_of(facts: CostFacts) -> tuple[Block, ...]:
    return (
        Heading(2, facts.title, f"kpb-{facts.slug}"),
        table(facts),
        *_remarks(facts),
        *_chart(facts),
    )


def table(facts: CostFacts) -> Table:
    columns = [Column("Grupp", share=1.9)]
    columns += [
        Column(label, is_number=True, share=1.2 if unit == "kr" else 0.9)
        for _field, label, unit in COST_FIELDS
    ]
    rows = tuple(Row((line.label, *_cells(line)), strong=line.is_total) for line in facts.lines)
    when = f"Riket avser {facts.reference_year}, kommunen {facts.year}. " if facts.reference_year else ""
    note = f"{when}Brukare summeras inte över åldrar, en person kan finnas i två. Full räkning, därför inga intervall."
    return Table(f"{facts.title} {facts.year}", tuple(columns), rows, note=(Text(note),), source=facts.source)


def _cells(line: CostLine) -> tuple[Cell, ...]:
    return line.figures


def _remarks(facts: CostFacts) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if facts.differences:
        blocks.append(
            Note("warning", (Text(" ".join(facts.differences)),), "Utskrivet och uträknat skiljer sig")
        )
    if facts.notes:
        blocks.append(Note("info", (Text(" ".join(facts.notes)),), "Att veta om tabellen"))
    return tuple(blocks)


def _chart(facts: CostFacts) -> tuple[Block, ...]:
    """Cost per user by age, ours beside the country's; only ages where we have users."""
    own, country = _index("kr_per_user"), _index("reference_kr_per_user")
    lines = [line for line in facts.lines if line.is_age and _number(line.figures[own])]
    if len(lines) < 2:
        return ()
    chart = BarChart(
        title=f"{facts.title}: kronor per brukare och ålder",
        labels=tuple(line.label for line in lines),
        series=(
            Series(f"Kommunen {facts.year}", tuple(_number(line.figures[own]) for line in lines)),
            Series(
                f"Riket {facts.reference_year or ''}".strip(),
                tuple(_number(line.figures[country]) for line in lines),
                is_reference=True,
            ),
        ),
        unit="kr",
    )
    return (ChartBlock(chart, facts.source),)


def _index(field: str) -> int:
    return [name for name, _label, _unit in COST_FIELDS].index(field)


def _number(figure: Figure | None) -> float | None:
    return None if figure is None or figure.value is None else float(figure.value)
