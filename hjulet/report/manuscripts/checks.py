"""What is looked for before a report is frozen: figures that do not resolve, sums that disagree, texts that are owed. Pure."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from hjulet.base.former_law import former_law_in
from hjulet.base.identities.rules import named_in, numbers_in
from hjulet.base.law import AREA_BY_KEY
from hjulet.report.manuscripts import rules, sums
from hjulet.report.manuscripts.choices import Fault
from hjulet.report.manuscripts.merging import known_figures, told_inside_only
from hjulet.report.manuscripts.outline import Section, outline
from hjulet.report.manuscripts.rules import Found, few_in
from hjulet.report.reports.blocks import Block, Bullets, Figure, Note, Paragraph, Report, Table, figures_in
from hjulet.report.reports.choices import Kind
from hjulet.report.reports.rules import SAFETY_PARTS
from hjulet.report.reports.sheets import OWN_FIGURE

FEW = frozenset({1, 2, 3, 4})
SOURCES = "kallor"  # the chapter that says who made the sources


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


def faults_of(
    internal: Report,
    public: Report,
    texts: Collection[Written],
    waiting: Waiting,
    places: Collection[str] = (),
) -> list[Found]:
    """Everything found, in the order of the sections; what stops first within each. PLACES are the units' names."""
    sections = {section.anchor: section for section in outline(internal)}
    explained = {text.section for text in texts if text.markdown.strip()}
    found = [
        *_owed(internal.kind, sections.values(), texts),
        *_in_texts(texts, internal, public),
        *_persons_in(texts, public, places),
        *_in_facts(sections.values(), public, places),
        *_places(texts, sections, public),
        *(Found(Fault.OPEN_REQUEST, section) for section in waiting.asked),
        *(Found(Fault.OPEN_COMMENT, section) for section in waiting.commented),
        *(Found(Fault.TEXT_BESIDE, section) for section in waiting.beside),
        *_figures(sections.values()),
        *(
            fault
            for section in sections.values()
            if section.anchor not in explained
            for fault in sums.faults_of(section)
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
    inside = told_inside_only(internal, public)
    for text in texts:
        if text.is_offered and text.markdown.strip():
            yield Found(Fault.OFFERED_TEXT, text.section, part=text.part)
        found = rules.faults_in(text.section, text.markdown, known)
        yield from (replace(one, part=text.part) for one in found)
        for id_, was, is_now in rules.changed_since(text.markdown, now):
            about = f"{known[id_].label}: {was} → {is_now}"
            yield Found(Fault.CHANGED_FIGURE, text.section, about, text.part)
        for id_ in rules.references(text.markdown):
            if id_ in inside:
                yield Found(Fault.INSIDE_FIGURE, text.section, known[id_].label, text.part)
        for former in former_law_in(text.markdown):
            if not former.is_sure:
                yield Found(Fault.MAYBE_REPEALED, text.section, former.words, text.part)


def _persons_in(texts: Collection[Written], public: Report, places: Collection[str]) -> Iterator[Found]:
    """Who seems to be named, and how few are told of where everybody can read it."""
    outside = {section.anchor for section in outline(public)}
    for text in texts:
        for name in named_in(text.markdown, places):
            yield Found(Fault.RESIDENT_NAME, text.section, f"”{name}”", text.part)
        if text.section in outside:
            yield from (
                Found(Fault.SMALL_NUMBER, text.section, f"”{said}”", text.part)
                for said in few_in(text.markdown)
            )


def _in_facts(sections: Iterable[Section], public: Report, places: Collection[str]) -> Iterator[Found]:
    """What people have written elsewhere and the report prints: titles of actions, needs, agreements, own tables."""
    for section in sections:
        if section.anchor == SOURCES:
            continue
        for words in _printed(section.blocks):
            for said in (*named_in(words, places), *numbers_in(words)):
                yield Found(Fault.PERSON_IN_FACTS, section.anchor, f"”{said}”")
            yield from (
                Found(Fault.MAYBE_REPEALED, section.anchor, one.words) for one in former_law_in(words)
            )
    for section in outline(public):
        yield from (
            Found(Fault.SMALL_NUMBER, section.anchor, block.caption)
            for block in section.blocks
            if isinstance(block, Table) and _tells_few(block)
        )


def _printed(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(runs=runs) | Note(runs=runs):
                yield "".join(run.text for run in runs)
            case Bullets(items=items):
                yield from ("".join(run.text for run in runs) for runs in items)
            case Table(rows=rows, note=note):
                yield from (cell for row in rows for cell in row.cells if isinstance(cell, str))
                yield "".join(run.text for run in note)


def _tells_few(table: Table) -> bool:
    """An own table that nobody has said counts persons, though it has counts of one to four."""
    cells = [cell for row in table.rows for cell in row.cells if isinstance(cell, Figure)]
    own = [cell for cell in cells if cell.id.startswith(OWN_FIGURE) and not cell.unit]
    is_hiding = any(cell.value is None for cell in own)
    return not is_hiding and any(cell.value in FEW for cell in own)


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
