"""Cost per user: the tables as printed, why the cost changed, the country at the same ages, and what does not add up."""

from dataclasses import dataclass, replace

from django.db.models import Prefetch

from hjulet.base.ui.charts import BarChart, Series, Waterfall
from hjulet.check.costs import charts
from hjulet.check.costs.choices import RowKind
from hjulet.check.costs.comparing import sentences
from hjulet.check.costs.comparing.story import Story, story
from hjulet.check.costs.models import CostRow, CostTable, PriceRise
from hjulet.report.reports.blocks import (
    Block,
    Bullets,
    Cell,
    ChartBlock,
    Column,
    Figure,
    Heading,
    Note,
    Paragraph,
    Row,
    Table,
    Text,
)
from hjulet.report.reports.figures import COST_FIELDS, of_cost
from hjulet.report.reports.scope import Scope

HIDDEN, FEW = "·", "Få brukare"
OPEN_FIELDS = ("inhabitants", "reference_kr_per_inhabitant", "reference_kr_per_user", "reference_pct")


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
    has_hidden: bool = False
    change: tuple[str, ...] = ()  # why the cost changed, and how far that can be trusted
    waterfall: Waterfall | None = None
    beside: str = ""  # the verdict against the country at the same ages
    behind: tuple[str, ...] = ()  # what it is built on


def collect(scope: Scope) -> tuple[CostFacts, ...]:
    """The year's tables; those of earlier years only lend the change its age bands. They are about the municipality."""
    if not scope.is_of_all:
        return ()
    tables = list(
        CostTable.objects.of(scope.municipality)
        .filter(year__lte=scope.year)
        .prefetch_related(Prefetch("rows", CostRow.objects.select_related("document")))
        .select_related("municipality", "document")
    )
    prices = PriceRise.objects.of(scope.municipality).plain()
    return tuple(
        _facts(table, story(table.plain, [one.plain for one in tables if one.slug == table.slug], prices))
        for table in tables
        if table.year == scope.year
    )


def _facts(table: CostTable, told: Story) -> CostFacts:
    rows = list(table.rows.all())
    for row in rows:
        row.table = table
    review, latest, standard = table.review, told.latest, told.standard
    return CostFacts(
        slug=table.slug,
        title=table.title,
        year=table.year,
        reference_year=table.reference_year,
        lines=tuple(_line(row, is_hidden=place in table.hidden) for place, row in enumerate(rows)),
        differences=tuple(difference.words for difference in review.differences),
        notes=review.notes,
        source=str(table.document) if table.document else "",
        has_hidden=bool(table.hidden),
        change=tuple(sentences.of_change(latest)) if latest else (),
        waterfall=charts.of_change(latest) if latest else None,
        beside=sentences.beside(standard) if standard else "",
        behind=tuple(sentences.of_country(told.table, standard)) if standard else (),
    )


def _line(row: CostRow, *, is_hidden: bool) -> CostLine:
    figures = tuple(
        _hidden(figure) if is_hidden and figure and field not in OPEN_FIELDS else figure
        for field, figure in ((field, of_cost(row, field, label, unit)) for field, label, unit in COST_FIELDS)
    )
    return CostLine(row.label, row.kind == RowKind.TOTAL, row.kind == RowKind.AGE, figures)


def _hidden(figure: Figure) -> Figure:
    """So few users that the number would tell of a person, or of a group that protects one."""
    return replace(figure, text=HIDDEN, value=None, missing_reason=FEW)


def blocks_of(facts: CostFacts) -> tuple[Block, ...]:
    return (
        Heading(2, facts.title, f"kpb-{facts.slug}"),
        *_verdict(facts),
        table(facts),
        *_remarks(facts),
        *_chart(facts),
        *_change(facts),
    )


def in_brief(found: tuple[CostFacts, ...]) -> tuple[Block, ...]:
    """For the report that has no tables of cost: the verdict of each service, in words."""
    said = [
        (Text(f"{facts.title}. ", strong=True), Text(" ".join((*facts.change[:1], facts.beside)).strip()))
        for facts in found
        if facts.change or facts.beside
    ]
    if not said:
        return ()
    return (Heading(3, "Kostnad per brukare", "kpb-i-korthet"), Bullets(tuple(said)))


def _verdict(facts: CostFacts) -> tuple[Block, ...]:
    """First what it comes to beside the country, then what that is built on."""
    if not facts.beside:
        return ()
    return (Paragraph((Text(facts.beside),), lead=True), Paragraph((Text(" ".join(facts.behind)),)))


def _change(facts: CostFacts) -> tuple[Block, ...]:
    if facts.waterfall is None:
        return ()
    chart = replace(
        facts.waterfall,
        title=f"{facts.title}: {facts.waterfall.title[:1].lower()}{facts.waterfall.title[1:]}",
    )
    return (
        Heading(3, "Varför kostnaden ändrades", f"kpb-{facts.slug}-forandring"),
        Bullets(tuple((Text(said),) for said in facts.change)),
        ChartBlock(
            chart, f"Egen uträkning ur {facts.source}" if facts.source else "Egen uträkning ur tabellen"
        ),
    )


def table(facts: CostFacts) -> Table:
    columns = [Column("Grupp", share=1.9)]
    columns += [
        Column(label, is_number=True, share=1.2 if unit == "kr" else 0.9)
        for _field, label, unit in COST_FIELDS
    ]
    rows = tuple(Row((line.label, *_cells(line)), strong=line.is_total) for line in facts.lines)
    when = f"Riket avser {facts.reference_year}, kommunen {facts.year}. " if facts.reference_year else ""
    few = f"{HIDDEN} står där få brukare gör att talet inte visas. " if facts.has_hidden else ""
    note = f"{when}{few}Brukare summeras inte över åldrar, en person kan finnas i två. Full räkning, därför inga intervall."
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
