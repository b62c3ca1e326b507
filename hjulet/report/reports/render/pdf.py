"""A report as PDF/A-2a and PDF/UA-1 in one file: typst sets it, then row headers are marked.

Nothing of a report is ever typst code: it travels as JSON, and report.typ prints it as text.
"""

import json
import re
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import typst

from hjulet.base import ui
from hjulet.base.ui.charts import description, svg
from hjulet.report.reports.blocks import (
    Block,
    Bullets,
    Cell,
    ChartBlock,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    Note,
    Paragraph,
    Report,
    Row,
    Run,
    Runs,
    Table,
    Tag,
)
from hjulet.report.reports.render import judgements
from hjulet.report.reports.render.captions import numbered
from hjulet.report.reports.render.columns import fit, head, words
from hjulet.report.reports.render.rowheaders import with_row_headers
from hjulet.report.reports.render.texts import printable

TEMPLATE = Path(__file__).with_name("report.typ")
FONTS = Path(ui.__file__).parent / "fonts"
CHART_WIDTH = 560
CHART_PROPORTION = 1.45  # higher charts are set by their height, or they would run off the page
KEPT_NUMBERS, KEPT_WORDS = 16, 8  # rows; longer tables may go on over the page

Model = dict[str, Any]


def pdf(report: Report) -> bytes:
    """The whole report, ready to be signed, sent and archived; the same report gives the same bytes."""
    return _set(report, is_letter=False)


def letter(report: Report) -> bytes:
    """A few pages without a title page and a list of contents: each chapter begins a page, the facts stand as a letterhead."""
    return _set(report, is_letter=True)


def _set(report: Report, *, is_letter: bool) -> bytes:
    day = datetime.fromisoformat(report.stamped_on).date()
    set_by_typst = typst.compile(
        TEMPLATE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
        sys_inputs={
            "report": json.dumps(_model(printable(report)) | {"letter": is_letter}, ensure_ascii=False)
        },
        timestamp=datetime.combine(day, time(12), tzinfo=UTC),
    )
    return with_row_headers(set_by_typst)


def _model(report: Report) -> Model:
    anchors = {block.anchor for block in report.blocks if isinstance(block, Heading)}
    return {
        "title": report.title,
        "subtitle": report.subtitle,
        "municipality": report.municipality,
        "organisation": report.organisation,
        "facts": report.facts,
        "is_invented": report.is_invented,
        "icons": {kind: _icon(kind) for kind in judgements.PATHS},
        "blocks": [_block(block, number, anchors) for block, number in numbered(report.blocks)],
    }


def _block(block: Block, number: int, anchors: set[str]) -> Model:
    """A block under the name that report.typ knows it by."""
    match block:
        case Heading():
            name, shown = "heading", _heading(block)
        case Paragraph():
            name, shown = "paragraph", {"runs": _runs(block.runs, anchors), "lead": block.lead}
        case Bullets(items=items):
            name, shown = "bullets", {"items": [_runs(item, anchors) for item in items]}
        case Table():
            name, shown = "table", _table(block, anchors)
        case ChartBlock():
            name, shown = "chart", _chart(block, number)
        case KeyFigures(items=tiles):
            name, shown = "tiles", {"tiles": [_tile(tile) for tile in tiles]}
        case Note():
            name, shown = "note", _note(block, anchors)
    return {"is": name, "number": number, **shown}


def _heading(block: Heading) -> Model:
    return {
        "level": block.level,
        "text": block.text,
        "anchor": block.anchor,
        "law": _law(block.law),
        "listed": block.is_listed,
    }


def _law(reference: str) -> str:
    """A number never parts from its paragraph or its statute book, narrow as the column is."""
    return re.sub(r" (?=§|kap\b)|(?<=SFS) ", "\u00a0", reference)


def _runs(parts: Runs, anchors: set[str]) -> list[Model]:
    return [_run(part, anchors) for part in parts]


def _run(part: Run, anchors: set[str]) -> Model:
    """Links leave the paper only for the web or for a chapter that exists; our own pages need the site."""
    if isinstance(part, Figure):
        return {"text": part.text}
    if part.href.startswith(("https://", "http://")):
        return {"text": part.text, "strong": part.strong, "url": part.href}
    if part.href.startswith("#") and part.href[1:] in anchors:
        return {"text": part.text, "strong": part.strong, "anchor": part.href[1:]}
    return {"text": part.text, "strong": part.strong}


def _table(block: Table, anchors: set[str]) -> Model:
    fitted = fit(block)
    return {
        "caption": block.caption,
        "setting": fitted.setting,
        "ems": fitted.ems,
        "is_kept": len(block.rows) <= (KEPT_NUMBERS if _is_mostly_numbers(block) else KEPT_WORDS),
        "shares": fitted.shares,
        "columns": [{"text": head(column), "number": column.is_number} for column in block.columns],
        "rows": [_row(row, len(block.columns)) for row in block.rows],
        "note": _runs(block.note, anchors),
        "source": block.source,
    }


def _is_mostly_numbers(block: Table) -> bool:
    return sum(column.is_number for column in block.columns) > len(block.columns) / 2


def _row(row: Row, width: int) -> Model:
    cells = row.cells[:1] if row.group else (*row.cells, *[None] * width)[:width]
    return {"strong": row.strong, "group": row.group, "cells": [_cell(cell) for cell in cells]}


def _cell(cell: Cell) -> Model:
    return {
        "text": words(cell),
        "icon": cell.kind if isinstance(cell, Tag) and cell.kind in judgements.PATHS else "",
        "missing": isinstance(cell, Figure) and cell.value is None,
    }


def _note(block: Note, anchors: set[str]) -> Model:
    return {
        "icon": judgements.NOTE_JUDGEMENTS.get(block.kind, "info"),
        "title": block.title or judgements.NOTE_TITLES.get(block.kind, ""),
        "runs": _runs(block.runs, anchors),
    }


def _chart(block: ChartBlock, number: int) -> Model:
    drawing = svg(block.chart, ident=f"diagram-{number}", width=CHART_WIDTH, theme="print")
    return {
        "caption": block.chart.title,
        "svg": drawing,
        "is_tall": _height(drawing) > CHART_PROPORTION * CHART_WIDTH,
        "alt": description(block.chart),
        "source": block.source,
    }


def _height(drawing: str) -> float:
    found = re.search(r'^<svg [^>]*\bheight="([\d.]+)"', drawing)
    return float(found[1]) if found else 0.0


def _tile(tile: KeyFigure) -> Model:
    return {
        "label": tile.figure.label,
        "value": tile.figure.text,
        "missing": tile.figure.value is None,
        "caption": tile.caption,
        "verdict": tile.verdict,
        "icon": tile.kind if tile.kind in judgements.PATHS else "",
    }


def _icon(kind: str) -> str:
    path, colour = judgements.PATHS[kind], judgements.PRINT_COLOURS[kind]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16">'
        f'<path fill="{colour}" fill-rule="evenodd" d="{path}"/></svg>'
    )
