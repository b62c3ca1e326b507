"""Result groups → words, tables and charts."""

from collections.abc import Iterable, Sequence

from hjulet.check.indicators.choices import Level, Verdict
from hjulet.check.indicators.judgement import Change, Moved, table_note
from hjulet.report.reports.blocks import (
    Block,
    Cell,
    Column,
    Note,
    Paragraph,
    Row,
    Table,
    Tag,
    Text,
)
from hjulet.report.reports.sections.labels import Frame, frame_of
from hjulet.report.reports.sections.result_charts import charts_of
from hjulet.report.reports.sections.result_lines import Line
from hjulet.report.reports.sections.results import Group

LEVEL_KIND = {Level.GOOD: "good", Level.MIDDLE: "middle", Level.BAD: "bad", Level.UNDEFINED: "info"}
VERDICT_KIND = {Verdict.IMPROVEMENT: "good", Verdict.WORSENING: "bad", Verdict.CHANGE: "info"}
WIDE = 4.0  # the first column holds long Swedish questions


def blocks_of(group: Group, moved: Iterable[Moved] = ()) -> tuple[Block, ...]:
    """What moved, the table, its contradictions and (where it helps) charts."""
    return (*_finding(group, moved), table(group, moved), *_contradictions(group), *charts_of(group))


def loose_facts(groups: Sequence[Group]) -> tuple[Block, ...]:
    """Single figures from the text of a source, gathered in one table under the headings they stood."""
    if not groups:
        return ()
    rows: list[Row] = []
    for group in groups:
        rows.append(Row((group.title, None, None, None), group=True))
        rows += [
            Row((figure.label, figure, figure.organisation, figure.period))
            for line in group.lines
            for _column, figure in line.cells
        ]
    columns = (
        Column("Uppgift", share=WIDE),
        Column("Värde", is_number=True),
        Column("Gäller", share=2.0),
        Column("År", is_number=True),
    )
    source = "; ".join(dict.fromkeys(group.source for group in groups))
    facts = Table("Uppgifter ur källans löpande text", columns, tuple(rows), source=source)
    return (facts, *(note for group in groups for note in _contradictions(group)))


def table(group: Group, moved: Iterable[Moved] = ()) -> Table:
    """Rows by column of the group, with change, level and how sure we are where they say something."""
    has_change = any(line.printed_change for line in group.lines)
    has_level = any(line.level for line in group.lines)
    has_verdict = any(line.change.is_sure for line in group.lines)
    columns = [Column(_head(group), share=WIDE), *(Column(name, is_number=True) for name in group.columns)]
    columns += [Column("Förändring", is_number=True)] if has_change else []
    columns += [Column("Målnivå", share=1.4)] if has_level else []
    columns += [Column("Säker förändring", share=1.8)] if has_verdict else []
    shared = frame_of([line.label for line in group.lines])
    rows = tuple(_row(group, line, shared, (has_change, has_level, has_verdict)) for line in group.lines)
    said = group.about or shared.words
    caption = f"{group.title}: {said}" if said else group.title
    return Table(caption, tuple(columns), rows, note=_note(group, moved), source=group.source)


def _head(group: Group) -> str:
    if group.about:
        return "Verksamhet"
    units = {line.unit_of_measure for line in group.lines}
    return f"Mått ({units.pop()})" if len(units) == 1 and "%" in units else "Mått"


def _row(group: Group, line: Line, shared: Frame, has: tuple[bool, bool, bool]) -> Row:
    has_change, has_level, has_verdict = has
    cells: list[Cell] = [_label(group, line, shared), *(line.cell(column) for column in group.columns)]
    cells += [line.printed_change] if has_change else []
    cells += [level_tag(line.level)] if has_level else []
    cells += [verdict_tag(line.change)] if has_verdict else []
    return Row(tuple(cells))


def _label(group: Group, line: Line, shared: Frame) -> str:
    label = shared.without(line.label)
    units = {other.unit_of_measure for other in group.lines}
    says_itself = line.unit_of_measure in {"", "%", "plats"} or line.unit_of_measure in label.lower()
    return label if len(units) == 1 or says_itself else f"{label} ({line.unit_of_measure})"


def level_tag(level: Level | None) -> Tag | None:
    return Tag(str(level.label), LEVEL_KIND[level]) if level else None


def verdict_tag(change: Change) -> Tag | None:
    """A change that is more than chance, as icon and word. What the others have in common the table's note says once."""
    return Tag(str(change.verdict.label), VERDICT_KIND[change.verdict]) if change.is_sure else None


def _note(group: Group, moved: Iterable[Moved]) -> tuple[Text, ...]:
    keys = {line.key for line in group.lines}
    words = table_note([line.change for line in group.lines], moved=sum(row.key in keys for row in moved))
    if any(line.change.is_derived for line in group.lines):
        words += " Föregående års värde är uträknat ur den utskrivna förändringen."
    if any(line.level == Level.UNDEFINED for line in group.lines):
        words += " Målnivå saknas för värden som faller i ett hål i skalan."
    if group.hidden_units:
        words += f" Resultat för {group.hidden_units} enheter visas bara internt. Här redovisas medarbetarna per avdelning."
    return (Text(words.strip()),) if words.strip() else ()


def _finding(group: Group, moved: Iterable[Moved]) -> tuple[Block, ...]:
    """What has really moved, said first."""
    shared = frame_of([line.label for line in group.lines])
    labels = {line.key: shared.without(line.label) for line in group.lines}
    sentences = [f"{labels[row.key]}. {row.words}." for row in moved if row.key in labels]
    return tuple(Paragraph((Text(said),)) for said in sentences)


def _contradictions(group: Group) -> tuple[Block, ...]:
    return tuple(
        Note("warning", (Text(said),), "Källan säger emot sig själv") for said in group.contradictions
    )
