"""Result groups → words, tables and charts."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from hjulet.base.ui.charts import IntervalChart, LineChart, Series, SmallMultiples
from hjulet.base.ui.swedish import number
from hjulet.check.indicators.choices import Level, Verdict
from hjulet.check.indicators.judgement import Change, Moved, judge, table_note
from hjulet.report.reports.blocks import (
    Block,
    Cell,
    ChartBlock,
    Column,
    Figure,
    Note,
    Paragraph,
    Row,
    Table,
    Tag,
    Text,
)
from hjulet.report.reports.sections.result_lines import Line
from hjulet.report.reports.sections.results import Group

LEVEL_KIND = {Level.GOOD: "good", Level.MIDDLE: "middle", Level.BAD: "bad", Level.UNDEFINED: "info"}
VERDICT_KIND = {Verdict.IMPROVEMENT: "good", Verdict.WORSENING: "bad", Verdict.CHANGE: "info"}
WIDE = 4.0  # the first column holds long Swedish questions
FEWEST_FOR_CHART = 3


def blocks_of(group: Group, moved: Iterable[Moved] = ()) -> tuple[Block, ...]:
    """Table, contradictions and (where it helps) a chart of the group."""
    if not group.is_table:
        return (facts_table(group), *_contradictions(group))
    return (*_finding(group, moved), table(group, moved), *_contradictions(group), *_chart(group))


def facts_table(group: Group) -> Table:
    """Loose facts from the text of a source: one a row."""
    rows = tuple(
        Row((f"{line.label}", figure, figure.organisation, figure.period))
        for line in group.lines
        for _column, figure in line.cells
    )
    columns = (
        Column("Uppgift", share=WIDE),
        Column("Värde", is_number=True),
        Column("Gäller", share=2.0),
        Column("År"),
    )
    return Table(f"{group.title}: uppgifter ur texten", columns, rows, source=group.source)


def table(group: Group, moved: Iterable[Moved] = ()) -> Table:
    """Rows by column of the group, with change, level and how sure we are where they say something."""
    has_change = any(line.printed_change for line in group.lines)
    has_level = any(line.level for line in group.lines)
    has_verdict = any(line.change.is_sure or line.change.verdict == Verdict.CHANCE for line in group.lines)
    columns = [Column(_head(group), share=WIDE), *(Column(name, is_number=True) for name in group.columns)]
    columns += [Column("Förändring", is_number=True)] if has_change else []
    columns += [Column("Målnivå", share=1.4)] if has_level else []
    columns += [Column("Hur säkert", share=1.8)] if has_verdict else []
    rows = tuple(_row(group, line, has_change, has_level, has_verdict) for line in group.lines)
    return Table(group.title, tuple(columns), rows, note=_note(group, moved), source=group.source)


def _head(group: Group) -> str:
    units = {line.unit_of_measure for line in group.lines}
    return f"Mått ({units.pop()})" if len(units) == 1 and "%" in units else "Mått"


def _row(group: Group, line: Line, has_change: bool, has_level: bool, has_verdict: bool) -> Row:
    cells: list[Cell] = [_label(group, line), *(line.cell(column) for column in group.columns)]
    cells += [line.printed_change] if has_change else []
    cells += [level_tag(line.level)] if has_level else []
    cells += [verdict_tag(line.change)] if has_verdict else []
    return Row(tuple(cells))


def _label(group: Group, line: Line) -> str:
    units = {other.unit_of_measure for other in group.lines}
    says_itself = line.unit_of_measure in {"", "%", "plats"} or line.unit_of_measure in line.label.lower()
    return line.label if len(units) == 1 or says_itself else f"{line.label} ({line.unit_of_measure})"


def level_tag(level: Level | None) -> Tag | None:
    return Tag(str(level.label), LEVEL_KIND[level]) if level else None


def verdict_tag(change: Change) -> Tag | None:
    """The verdict as icon and word; chance and unknown are said in the table's note, here they are short."""
    if change.is_sure:
        return Tag(str(change.verdict.label), VERDICT_KIND[change.verdict])
    if change.verdict == Verdict.CHANCE:
        return Tag("Kan bero på slumpen", "")
    return None


def _note(group: Group, moved: Iterable[Moved]) -> tuple[Text, ...]:
    keys = {line.key for line in group.lines}
    words = table_note([line.change for line in group.lines], moved=sum(row.key in keys for row in moved))
    if any(line.change.is_derived for line in group.lines):
        words += " Föregående års värde är uträknat ur den utskrivna förändringen."
    if any(line.level == Level.UNDEFINED for line in group.lines):
        words += " Målnivå saknas för värden som faller i ett hål i skalan."
    if group.hidden_units:
        words += f" Resultat för {group.hidden_units} enheter visas bara internt: färre än tio svar, eller så är antalet okänt."
    return (Text(words.strip()),) if words.strip() else ()


def _finding(group: Group, moved: Iterable[Moved]) -> tuple[Block, ...]:
    """What has really moved, said first."""
    labels = {line.key: line.label for line in group.lines}
    sentences = [Text(f"{labels[row.key]}: {row.words}. ") for row in moved if row.key in labels]
    return (Paragraph(tuple(sentences)),) if sentences else ()


def _contradictions(group: Group) -> tuple[Block, ...]:
    return tuple(
        Note("warning", (Text(said),), "Källan säger emot sig själv") for said in group.contradictions
    )


def _chart(group: Group) -> tuple[Block, ...]:
    ranks = [line for line in group.lines if line.unit_of_measure == "plats"]
    if ranks and len(group.columns) >= FEWEST_FOR_CHART:
        return (ChartBlock(_rank_chart(group, ranks[0]), group.source),)
    shares = [line for line in group.lines if line.is_share]
    if len(group.columns) >= FEWEST_FOR_CHART and 1 < len(shares) <= 15 and _know_answers(shares):
        return (
            ChartBlock(_interval_chart(group, shares), group.source),
            ChartBlock(_multiples(group, shares), group.source),
        )
    return ()


def _know_answers(lines: Sequence[Line]) -> bool:
    return all(point.n for line in lines for point in line.points)


def _rank_chart(group: Group, line: Line) -> LineChart:
    values = tuple(_float(line.cell(column)) for column in group.columns)
    first, last = line.points[0], line.points[-1]
    went = "från" if (first.value or 0) != (last.value or 0) else "kvar på"
    title = f"{group.title}: {went} plats {_plain(first.value)} ({first.year}) till {_plain(last.value)} ({last.year})"
    return LineChart(title, group.columns, (Series(line.label, values),), "plats", reversed_axis=True)


def _interval_chart(group: Group, lines: Sequence[Line]) -> IntervalChart:
    judged = [judge(line.points[-1], is_share=True) for line in lines]
    year = lines[0].points[-1].year
    return IntervalChart(
        title=f"{group.title} {year}: så säkra är andelarna",
        labels=tuple(line.label for line in lines),
        values=tuple(_number(line.points[-1].value) for line in lines),
        lower=tuple(found.lower for found in judged),
        upper=tuple(found.upper for found in judged),
        unit="%",
    )


def _multiples(group: Group, lines: Sequence[Line]) -> SmallMultiples:
    panels = tuple(
        LineChart(
            line.label,
            group.columns,
            (Series(line.label, tuple(_float(line.cell(column)) for column in group.columns)),),
            "%",
        )
        for line in lines
    )
    return SmallMultiples(f"{group.title} {group.columns[0]}–{group.columns[-1]}", panels, "%")


def _float(figure: Figure | None) -> float | None:
    return None if figure is None or figure.value is None else float(figure.value)


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _plain(value: Decimal | None) -> str:
    return "okänd" if value is None else number(value)
