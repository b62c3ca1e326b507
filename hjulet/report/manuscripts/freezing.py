"""An edition as it will stand for good: facts, texts, article, PDF and DOCX. No clock, and no database of ours."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hjulet.report.manuscripts.merging import Key, known_figures, with_texts
from hjulet.report.manuscripts.outline import outline
from hjulet.report.manuscripts.rules import REFERENCE, fingerprint
from hjulet.report.reports.blocks import (
    Block,
    Bullets,
    Cell,
    Figure,
    KeyFigures,
    Note,
    Paragraph,
    Report,
    Runs,
    Table,
)
from hjulet.report.reports.choices import Edition, Format
from hjulet.report.reports.render.figures_json import figures_json
from hjulet.report.reports.render.html import html
from hjulet.report.reports.workflows import file_name, rendered

INSIDE = "(siffran visas bara i den interna utgåvan)"
Texts = Mapping[Key, str]


@dataclass(frozen=True)
class Cover:
    """What the title page says of the approval, and the chapter of what a later edition changes."""

    facts: tuple[tuple[str, str], ...] = ()
    changes: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Made:
    """A file of the edition."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Frozen:
    """An edition before it is stored."""

    edition: Edition
    facts: dict[str, Any]
    texts: dict[str, dict[str, str]]
    fingerprint: str
    report: Report

    def document(self) -> str:
        return str(html(self.report))

    def file(self, form: Format, number: int) -> Made:
        """PDF or DOCX, in the reader's folder told from the earlier edition by its number."""
        name = file_name(self.report, form)
        stem, _dot, ending = name.rpartition(".")
        return Made(f"{stem}-utgava-{number}.{ending}" if number > 1 else name, rendered(self.report, form))


def frozen(
    report: Report, texts: Texts, cover: Cover | None = None, *, inside: Collection[str] = ()
) -> Frozen:
    """REPORT is an edition as the engine built it; what is frozen of it is the same whatever happens to the data.

    INSIDE are the figures that only the internal edition tells.
    """
    edition = Edition(report.edition)
    if edition == Edition.PUBLIC:
        texts = public_texts(texts, report, inside)
    facts, told = facts_of(report), told_texts(texts)
    cover = cover or Cover()
    whole = with_texts(report, texts)
    whole = replace(whole, facts=(*whole.facts, *cover.facts), blocks=(*whole.blocks, *cover.changes))
    whole = without_links(whole) if edition == Edition.PUBLIC else whole
    return Frozen(edition, facts, told, fingerprint(facts, told), whole)


def facts_of(report: Report) -> dict[str, Any]:
    """The figures as open data, each with its printed text. Raises CannotListFigures."""
    known = known_figures(report)
    content: dict[str, Any] = json.loads(figures_json(report))
    for figure in content["figures"]:
        figure["text"] = known[figure["id"]].text
    return content


def told_texts(texts: Texts) -> dict[str, dict[str, str]]:
    """Section → part → Markdown; empty texts are none."""
    told: dict[str, dict[str, str]] = {}
    for (section, part), markdown in sorted(texts.items()):
        if markdown.strip():
            told.setdefault(section, {})[part] = markdown
    return told


def public_texts(texts: Texts, report: Report, inside: Collection[str] = ()) -> dict[Key, str]:
    """The texts of the sections that the public edition has; a figure that it does not show is named as such.

    What a figure said when it was put in is taken away: it may be hidden here.
    """
    sections = {section.anchor for section in outline(report)}
    known = known_figures(report).keys() - set(inside)
    return {
        key: REFERENCE.sub(lambda found: _outside(found[1].strip(), known), markdown)
        for key, markdown in texts.items()
        if key[0] in sections
    }


def _outside(id_: str, known: Collection[str]) -> str:
    return f"{{{{siffra:{id_}}}}}" if id_ in known else INSIDE


def without_links(report: Report) -> Report:
    """The same report without ways into the installation: who reads it at home cannot follow them."""
    return replace(report, blocks=tuple(_block(block) for block in report.blocks))


def _block(block: Block) -> Block:
    match block:
        case Paragraph() | Note():
            return replace(block, runs=_runs(block.runs))
        case Bullets():
            return replace(block, items=tuple(_runs(item) for item in block.items))
        case Table():
            rows = tuple(replace(row, cells=tuple(_cell(cell) for cell in row.cells)) for row in block.rows)
            return replace(block, rows=rows, note=_runs(block.note))
        case KeyFigures():
            tiles = tuple(replace(tile, figure=replace(tile.figure, url="")) for tile in block.items)
            return replace(block, items=tiles)
        case _:
            return block


def _runs(runs: Runs) -> Runs:
    return tuple(
        replace(run, url="")
        if isinstance(run, Figure)
        else replace(run, href="" if run.href.startswith("/") else run.href)
        for run in runs
    )


def _cell(cell: Cell) -> Cell:
    return replace(cell, url="") if isinstance(cell, Figure) else cell
