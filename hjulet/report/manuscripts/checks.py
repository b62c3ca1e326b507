"""What is looked for before a report is frozen: figures that do not resolve, sums that disagree, texts that are owed. Pure."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from hjulet.base.identities.rules import named_in
from hjulet.base.law import AREA_BY_KEY
from hjulet.report.manuscripts import rules
from hjulet.report.manuscripts.choices import Fault
from hjulet.report.manuscripts.merging import known_figures
from hjulet.report.manuscripts.outline import Section, outline
from hjulet.report.manuscripts.rules import Found
from hjulet.report.reports.blocks import Figure, Note, Report, Row, Table, figures_in
from hjulet.report.reports.choices import Kind
from hjulet.report.reports.rules import SAFETY_PARTS
from hjulet.report.reports.sheets import OWN_FIGURE

ROUNDED = Decimal("0.06")  # percentage points: what a share with one decimal may differ from its parts


@dataclass(frozen=True)
class Written:
    """One text of the report, as it stands."""

    section: str
    part: str
    markdown: str
    is_offered: bool = False


@dataclass(frozen=True)
class Waiting:
    """The sections where something is left to do."""

    asked: Collection[str] = ()
    commented: Collection[str] = ()
    beside: Collection[str] = ()


def faults_of(internal: Report, public: Report, texts: Collection[Written], waiting: Waiting) -> list[Found]:
    """Everything found, in the order of the sections; what stops first within each."""
    sections = {section.anchor: section for section in outline(internal)}
    explained = {text.section for text in texts if text.markdown.strip()}
    found = [
        *_owed(internal.kind, sections.values(), texts),
        *_in_texts(texts, internal, public),
        *_places(texts, sections, public),
        *(Found(Fault.OPEN_REQUEST, section) for section in waiting.asked),
        *(Found(Fault.OPEN_COMMENT, section) for section in waiting.commented),
        *(Found(Fault.TEXT_BESIDE, section) for section in waiting.beside),
        *_figures(sections.values()),
        *(
            fault
            for section in sections.values()
            if section.anchor not in explained
            for fault in _tables(section)
        ),
    ]
    order = {anchor: place for place, anchor in enumerate(sections)}
    once = list(dict.fromkeys(found))
    return sorted(once, key=lambda fault: (order.get(fault.section, len(order)), fault.is_warning))


def is_required(kind: str, section: Section) -> bool:
    """A section that says that a text is missing, and what the law wants told.

    Every area of the kvalitetsberättelse (SOSFS 2011:9 7 kap. 1 §), every part of the patientsäkerhetsberättelse (PSL
    3 kap. 10 §, HSLF-FS 2017:40 7 kap.).
    """
    if kind == Kind.SAFETY:
        return section.is_owed or section.anchor in SAFETY_PARTS
    return section.is_owed or (kind == Kind.QUALITY and section.anchor in AREA_BY_KEY)


def _owed(kind: str, sections: Iterable[Section], texts: Collection[Written]) -> Iterator[Found]:
    written = {text.section for text in texts if text.markdown.strip()}
    for section in sections:
        if is_required(kind, section) and section.anchor not in written:
            yield Found(Fault.NO_TEXT, section.anchor)


def _in_texts(texts: Collection[Written], internal: Report, public: Report) -> Iterator[Found]:
    known = known_figures(internal)
    now = {id_: rules.as_written(figure.text) for id_, figure in known.items()}
    outside = known_figures(public)
    for text in texts:
        if text.is_offered and text.markdown.strip():
            yield Found(Fault.OFFERED_TEXT, text.section, part=text.part)
        found = rules.faults_in(text.section, text.markdown, known)
        yield from (replace(one, part=text.part) for one in found)
        for id_, was, is_now in rules.changed_since(text.markdown, now):
            about = f"{known[id_].label}: {was} → {is_now}"
            yield Found(Fault.CHANGED_FIGURE, text.section, about, text.part)
        for id_ in rules.references(text.markdown):
            if id_ in known and id_ not in outside:
                yield Found(Fault.INSIDE_FIGURE, text.section, known[id_].label, text.part)
        names = named_in(text.markdown)
        yield from (Found(Fault.RESIDENT_NAME, text.section, part=text.part) for _name in names)


def _places(texts: Collection[Written], sections: Collection[str], public: Report) -> Iterator[Found]:
    outside = {section.anchor for section in outline(public)}
    for text in texts:
        if not text.markdown.strip():
            continue
        if text.section not in sections:
            yield Found(Fault.NO_SECTION, text.section)
        elif text.section not in outside:
            yield Found(Fault.INSIDE_SECTION, text.section)


def _figures(sections: Iterable[Section]) -> Iterator[Found]:
    """A figure has a value or a reason, and the same wherever it is printed."""
    first: dict[str, Figure] = {}
    for section in sections:
        for figure in figures_in(section.blocks):
            if first.setdefault(figure.id, figure).value != figure.value:
                yield Found(Fault.TWO_VALUES, section.anchor, figure.label)
            if figure.value is None and not figure.missing_reason:
                yield Found(Fault.NO_VALUE, section.anchor, figure.label)


def _tables(section: Section) -> Iterator[Found]:
    """Sums and shares against their parts, where no text explains them; what the section itself tells of is no fault.

    A source may print a total that is none of its rows' sum. Nobody can correct a source, but somebody can say why.
    """
    if any(isinstance(block, Note) and block.kind == "warning" for block in section.blocks):
        return
    for block in section.blocks:
        if isinstance(block, Table):
            yield from _sums(section.anchor, block)
            yield from (found for row in block.rows for found in _share(section.anchor, row))


def _sums(anchor: str, table: Table) -> Iterator[Found]:
    """A total of money, or in an own table, is the sum of the rows above it.

    People may be counted in several rows of a source's table, so those are not summed.
    """
    for place, column in enumerate(table.columns):
        above: list[Decimal | None] = []
        for row in table.rows:
            figure = row.cells[place] if place < len(row.cells) and not row.group else None
            if not isinstance(figure, Figure) or not _is_summed(figure, column.text):
                continue
            if row.strong:
                if not _adds_up(figure.value, above):
                    yield Found(Fault.SUM_DISAGREES, anchor, figure.label)
                above = []
            else:
                above.append(figure.value)


def _is_summed(figure: Figure, column: str) -> bool:
    is_count = figure.unit == "kr" or (figure.id.startswith(OWN_FIGURE) and figure.unit != "%")
    return is_count and "per" not in column.lower().split()


def _adds_up(total: Decimal | None, parts: list[Decimal | None]) -> bool:
    """Each part is rounded, and so is the total. Parts that are not told cannot be summed."""
    told = [part for part in parts if part is not None]
    if total is None or len(parts) < 2 or len(told) < len(parts):
        return True
    return abs(sum(told) - total) <= Decimal(len(parts) + 1) / 2


def _share(anchor: str, row: Row) -> Iterator[Found]:
    """Users in per cent of the inhabitants, where a row prints all three."""
    printed = {cell.id.rpartition("/")[2]: cell for cell in row.cells if isinstance(cell, Figure)}
    share, part, whole = (printed.get(name) for name in ("printed_pct", "users", "inhabitants"))
    if not (share and part and whole) or not (
        whole.value and part.value is not None and share.value is not None
    ):
        return
    if abs(part.value * 100 / whole.value - share.value) > ROUNDED:
        yield Found(Fault.SHARE_DISAGREES, anchor, share.label)
