"""A report as an HTML article; the page around it is somebody else's."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from hjulet.base.ui.charts import svg
from hjulet.base.ui.charts import table as chart_table
from hjulet.report.reports.blocks import (
    Block,
    Bullets,
    ChartBlock,
    Column,
    Heading,
    KeyFigure,
    KeyFigures,
    Note,
    Paragraph,
    Report,
    Row,
    Table,
)
from hjulet.report.reports.render import inline, judgements
from hjulet.report.reports.render.captions import numbered

FITS_A_PHONE = 3  # columns; wider tables scroll inside a region of their own
NARROW, WIDE = 340, 640  # a chart is drawn twice, so that its words can be read on a phone

Context = dict[str, Any]


def html(report: Report) -> SafeString:
    """The whole report as one `<article class="report">`; put it in the page's main part, with report.css."""
    context = {
        "report": report,
        "chapters": list(_chapters(report.blocks)),
        "blocks": [_block(block, number) for block, number in numbered(report.blocks)],
    }
    return render_to_string("reports/_document.html", context)


def fragment(blocks: Sequence[Block]) -> SafeString:
    """Some blocks without the title and the contents; put them in `.report > .report-body`."""
    return format_html_join(
        "",
        "{}",
        (
            (render_to_string(shown["template"], {"block": shown}),)
            for shown in (_block(block, number) for block, number in numbered(tuple(blocks)))
        ),
    )


def _chapters(blocks: Iterable[Block]) -> Iterator[Context]:
    """The contents list: chapters and the sections straight under them."""
    chapter: Context | None = None
    for block in blocks:
        if not isinstance(block, Heading):
            continue
        if block.level == 1:
            if chapter:
                yield chapter
            chapter = {"heading": block, "sections": []}
        elif block.level == 2 and block.is_listed and chapter:
            chapter["sections"].append(block)
    if chapter:
        yield chapter


def _block(block: Block, number: int) -> Context:
    """The template of a block and what it shows."""
    match block:
        case Heading():
            name, shown = "heading", _heading(block)
        case Paragraph():
            name, shown = "paragraph", {"words": inline.runs(block.runs), "is_lead": block.lead}
        case Bullets(items=items):
            name, shown = "bullets", {"items": [inline.runs(item) for item in items]}
        case Table():
            name, shown = "table", _table(block, number)
        case ChartBlock():
            name, shown = "chart", _chart(block, number)
        case KeyFigures(items=tiles):
            name, shown = "key_figures", {"tiles": [_tile(tile) for tile in tiles]}
        case Note():
            name, shown = "note", _note(block)
    return {"template": f"reports/_block_{name}.html", **shown}


def _heading(block: Heading) -> Context:
    level = min(block.level + 1, 6)  # the report's title is the page's h1
    title = format_html('<h{} id="{}">{}</h{}>', level, block.anchor, block.text, level)
    return {"level": block.level, "title": title, "law": block.law}


def _table(block: Table, number: int) -> Context:
    return {
        "ident": f"tabell-{number}",
        "number": number,
        "caption": block.caption,
        "columns": block.columns,
        "bodies": _bodies(block),
        "note": inline.runs(block.note),
        "source": block.source,
        "is_wide": len(block.columns) > FITS_A_PHONE,
    }


def _bodies(block: Table) -> list[list[Context]]:
    """The rows, parted where a group begins: its heading is the header of the whole part."""
    bodies: list[list[Context]] = [[]]
    for row in block.rows:
        if row.group and bodies[-1]:
            bodies.append([])
        bodies[-1].append(_row(row, block.columns))
    return bodies


def _row(row: Row, columns: tuple[Column, ...]) -> Context:
    header, *cells = [inline.cell(cell) for cell in row.cells]
    return {
        "is_group": row.group,
        "is_total": row.strong,
        "header": header,
        "cells": [
            {"words": words, "column": column} for words, column in zip(cells, columns[1:], strict=False)
        ],
        "span": len(columns),
    }


def _chart(block: ChartBlock, number: int) -> Context:
    headers, rows = chart_table(block.chart)
    ident = f"diagram-{number}"
    return {
        "ident": ident,
        "number": number,
        "title": block.chart.title,
        "source": block.source,
        "wide": mark_safe(svg(block.chart, ident=ident, width=WIDE)),  # noqa: S308  drawn and escaped by us
        "narrow": mark_safe(svg(block.chart, ident=f"{ident}-smal", width=NARROW)),  # noqa: S308
        "headers": headers,
        "rows": [{"header": row[0], "cells": row[1:]} for row in rows],
    }


def _tile(tile: KeyFigure) -> Context:
    return {
        "value": inline.figure(tile.figure),
        "caption": tile.caption,
        "verdict": inline.icon(tile.kind),
        "verdict_words": tile.verdict,
        "kind": tile.kind or "plain",
    }


def _note(block: Note) -> Context:
    return {
        "kind": block.kind,
        "icon": inline.icon(judgements.NOTE_JUDGEMENTS.get(block.kind, "info")),
        "title": block.title or judgements.NOTE_TITLES.get(block.kind, ""),
        "words": inline.runs(block.runs),
    }
