"""Result groups → words, tables and charts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

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
from hjulet.report.reports.figures import HIDDEN
from hjulet.report.reports.sections.labels import Frame, frame_of
from hjulet.report.reports.sections.result_charts import charts_of
from hjulet.report.reports.sections.result_lines import Line
from hjulet.report.reports.sections.results import Group

LEVEL_KIND = {Level.GOOD: "good", Level.MIDDLE: "middle", Level.BAD: "bad", Level.UNDEFINED: "info"}
VERDICT_KIND = {Verdict.IMPROVEMENT: "good", Verdict.WORSENING: "bad", Verdict.CHANGE: "info"}
PROTECTED = "Färre än fem visas inte. Ibland döljs en grupp till, så att ingen går att räkna ut."
DISAGREES = "Summan stämmer inte"  # the title of what the checks before freezing look for
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
    shared = frame_of([line.label for line in group.lines])
    printed = _printed_rows(group)
    extras = [extra for extra in _extras(group) if any(extra.told(lines) for lines in printed)]
    columns = [Column(_head(group), share=WIDE), *(Column(name, is_number=True) for name in group.columns)]
    columns += [extra.column for extra in extras]
    rows = tuple(_row(group, lines, shared, extras) for lines in printed)
    return Table(_caption(group, shared), tuple(columns), rows, note=_note(group, moved), source=group.source)


def _caption(group: Group, shared: Frame) -> str:
    """The title once, and what it does not say itself."""
    title = group.title.casefold()
    said = [part for part in (group.about or shared.words, group.part) if part.casefold() not in title]
    return f"{group.title}: {', '.join(said)}" if any(said) else group.title


def speaking(group: Group) -> list[Line]:
    """The lines that speak for their rows."""
    return [line for line in group.lines if not line.is_part]


@dataclass(frozen=True)
class _Extra:
    """A column after the values; empty ones are left out."""

    column: Column
    cell: Callable[[Line], Cell]
    is_of_units: bool = False  # also of a unit that has a row to itself

    def told(self, row: Sequence[Line]) -> Cell:
        """What it says of the row: of the line that speaks for it."""
        is_alone = self.is_of_units and len(row) == 1
        return self.cell(row[0]) if is_alone or not row[0].is_part else None


def _extras(group: Group) -> list[_Extra]:
    """Where several places stand side by side the columns say whose change and level they tell."""
    places = {line.place for line in speaking(group)} - {""}
    whose = f", {places.pop()}" if len(places) == 1 and len({line.place for line in group.lines}) > 1 else ""
    return [
        _Extra(Column(f"Förändring{whose}", is_number=True), lambda line: line.printed_change),
        _Extra(Column(f"Målnivå{whose}", share=1.4), lambda line: level_tag(line.level), is_of_units=True),
        _Extra(Column(f"Säker förändring{whose}", share=1.8), lambda line: verdict_tag(line.change)),
    ]


def _printed_rows(group: Group) -> list[list[Line]]:
    rows: dict[str, list[Line]] = {}
    for line in group.lines:
        rows.setdefault(line.row, []).append(line)
    return list(rows.values())


def _head(group: Group) -> str:
    if group.about:
        return "Verksamhet"
    units = {line.unit_of_measure for line in group.lines}
    return f"Mått ({units.pop()})" if len(units) == 1 and "%" in units else "Mått"


def _row(group: Group, lines: Sequence[Line], shared: Frame, extras: Sequence[_Extra]) -> Row:
    first = lines[0]
    figures = [
        next((figure for line in lines if (figure := line.cell(column)) is not None), None)
        for column in group.columns
    ]
    return Row((_label(group, first, shared), *figures, *(extra.told(lines) for extra in extras)))


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
    """What the rows have in common. The units of a whole are judged by all their years, together with everything else."""
    keys = {line.key for line in group.lines}
    count = sum(row.key in keys for row in moved)
    told = speaking(group)
    words = table_note([line.change for line in told], moved=count) if told else _about_units(group, count)
    if any(line.change.is_derived for line in told):
        words += " Föregående års värde är uträknat ur den utskrivna förändringen."
    if any(line.level == Level.UNDEFINED for line in told):
        words += " Målnivå saknas för värden som faller i ett hål i skalan."
    if any(figure.missing_reason == HIDDEN for line in group.lines for _column, figure in line.cells):
        words += f" {PROTECTED}"
    if group.hidden_units:
        words += f" Resultat för {group.hidden_units} enheter visas bara internt. Här redovisas medarbetarna per avdelning."
    return (Text(words.strip()),) if words.strip() else ()


def _about_units(group: Group, moved: int) -> str:
    if not any(line.change.previous for line in group.lines):
        return ""
    if not moved:
        return "Ingen enhets svar har rört sig mer än slumpen, sett över alla år och alla frågor tillsammans."
    times = "ett fall. Det" if moved == 1 else f"{moved} fall. De"
    return f"Sett över alla år och alla frågor tillsammans har svaren rört sig mer än slumpen i {times} står ovanför tabellen."


def _finding(group: Group, moved: Iterable[Moved]) -> tuple[Block, ...]:
    """What has really moved, said first."""
    shared = frame_of([line.label for line in group.lines])
    labels = {line.key: _named(shared.without(line.label), line) for line in group.lines}
    sentences = [f"{labels[row.key]}. {row.words}." for row in moved if row.key in labels]
    return tuple(Paragraph((Text(said),)) for said in sentences)


def _named(label: str, line: Line) -> str:
    return f"{label}, {line.place}" if line.place and line.is_part else label


def _contradictions(group: Group) -> tuple[Block, ...]:
    told = [("Källan säger emot sig själv", said) for said in group.contradictions]
    told += [(DISAGREES, said) for said in group.disagreements]
    return tuple(Note("warning", (Text(said),), title) for title, said in told)
