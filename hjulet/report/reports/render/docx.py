"""A report as a Word file that can be worked on: real styles, captions, header rows, a table of contents."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Pt

from hjulet.report.reports.blocks import (
    Block,
    Bullets,
    ChartBlock,
    Figure,
    Heading,
    KeyFigures,
    Note,
    Paragraph,
    Report,
    Run,
    Runs,
    Table,
)
from hjulet.report.reports.render import judgements, word_styles, word_tables
from hjulet.report.reports.render.captions import numbered
from hjulet.report.reports.render.texts import storable
from hjulet.report.reports.render.word_file import (
    begin_field,
    bookmark,
    end_field,
    field,
    hyperlink,
    inner_link,
    paragraph,
    picture,
    stamped,
)

CONTENTS_DEPTH = 2


def docx(report: Report) -> bytes:
    """The whole report; the same report gives the same bytes."""
    report = storable(report)
    document = Document()
    word_styles.prepare(document, report)
    _front(document, report)
    for block, number in numbered(report.blocks):
        _WRITERS[type(block)](document, block, number)
    return stamped(document, datetime.fromisoformat(report.stamped_on).replace(tzinfo=UTC))


def _front(document: WordDocument, report: Report) -> None:
    """Title, facts and contents, on pages of their own."""
    document.add_paragraph(report.municipality, style="Kommun")
    document.add_paragraph(report.title, style="Title")
    if report.subtitle:
        document.add_paragraph(report.subtitle, style="Subtitle")
    for name, value in report.facts:
        fact = paragraph(document, "Uppgift")
        fact.add_run(f"{name}\t").font.color.rgb = word_styles.SOFT
        fact.add_run(value)
    _contents(document, [block for block in report.blocks if isinstance(block, Heading)])


def _contents(document: WordDocument, headings: list[Heading]) -> None:
    """A field that Word fills with page numbers; until then the chapters stand there as links."""
    document.add_paragraph("Innehåll", style="Innehåll").paragraph_format.page_break_before = True
    listed = [heading for heading in headings if heading.is_listed and heading.level <= CONTENTS_DEPTH]
    if not listed:
        return
    entries = [document.add_paragraph(style=f"toc {heading.level}") for heading in listed]
    begin_field(entries[0], f'TOC \\o "1-{CONTENTS_DEPTH}" \\h \\z \\u')
    for entry, heading in zip(entries, listed, strict=True):
        inner_link(entry, heading.text, heading.anchor)
    end_field(entries[-1])


def _heading(document: WordDocument, block: Heading, _number: int) -> None:
    level = block.level if block.is_listed else max(block.level, CONTENTS_DEPTH + 1)
    heading = document.add_heading(block.text, level=min(level, 9))
    bookmark(heading, block.anchor)
    if block.law:
        paragraph(document, "Lagrum", block.law).paragraph_format.keep_with_next = True


def _paragraph(document: WordDocument, block: Paragraph, _number: int) -> None:
    words(paragraph(document, "Ingress") if block.lead else document.add_paragraph(), block.runs)


def _bullets(document: WordDocument, block: Bullets, _number: int) -> None:
    for item in block.items:
        words(paragraph(document, "List Bullet"), item)


def _table(document: WordDocument, block: Table, number: int) -> None:
    _caption(document, "Tabell", number, block.caption)
    word_tables.table(document, block)
    if block.note:
        words(paragraph(document, "Källa"), block.note)
    _source(document, block.source)


def _chart(document: WordDocument, block: ChartBlock, number: int) -> None:
    _caption(document, "Diagram", number, block.chart.title)
    picture(paragraph(document, "Bild"), block.chart, number)
    _source(document, block.source)


def _key_figures(document: WordDocument, block: KeyFigures, _number: int) -> None:
    word_tables.key_figures(document, block)


def _note(document: WordDocument, block: Note, _number: int) -> None:
    title = block.title or judgements.NOTE_TITLES.get(block.kind, "")
    note = paragraph(document, "Anmärkning")
    if title:
        note.add_run(title).bold = True
        note.add_run().add_break()
    words(note, block.runs)


def _caption(document: WordDocument, series: str, number: int, text: str) -> None:
    """'Tabell 3' by a SEQ field, so that Word can list and refer to it."""
    caption = paragraph(document, "Caption")
    caption.add_run(f"{series}\u00a0")
    field(caption, f"SEQ {series} \\* ARABIC", str(number))
    caption.add_run(f". {text}").font.size = Pt(10)


def _source(document: WordDocument, source: str) -> None:
    if source:
        paragraph(document, "Källa", f"Källa: {source}")


def words(place: Any, runs: Runs) -> None:
    """The words and figures of a paragraph; links only to the web."""
    for run in runs:
        _run(place, run)


def _run(place: Any, run: Run) -> None:
    if isinstance(run, Figure):
        place.add_run(run.text)
    elif run.href.startswith(("https://", "http://")):
        hyperlink(place, run.text, run.href)
    else:
        place.add_run(run.text).bold = run.strong or None


_WRITERS: dict[type[Block], Callable[[WordDocument, Any, int], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Bullets: _bullets,
    Table: _table,
    ChartBlock: _chart,
    KeyFigures: _key_figures,
    Note: _note,
}
