"""Tables in Word: marked header rows that repeat, a marked first column, few lines, numbers to the right.

They are written as XML at once: python-docx walks the whole table for every cell.
"""

from collections.abc import Sequence
from typing import Any

from docx.document import Document as WordDocument

from hjulet.report.reports.blocks import Cell, Column, Figure, KeyFigure, KeyFigures, Row, Table, Tag
from hjulet.report.reports.render import judgements
from hjulet.report.reports.render.columns import Setting, fit, head, words
from hjulet.report.reports.render.word_file import element
from hjulet.report.reports.render.word_styles import ACCENT, SOFT, TEXT_WIDTH, cell_style

_LARGE = 36  # half points
_HAIRLINE = {"val": "single", "sz": "4", "space": "0", "color": "C9D0D6"}
_LINE = {"val": "single", "sz": "8", "space": "0", "color": "1B1F23"}
_HEADERS = {
    "firstRow": "1",
    "lastRow": "0",
    "firstColumn": "1",
    "lastColumn": "0",
    "noHBand": "0",
    "noVBand": "1",
}


def table(document: WordDocument, block: Table) -> None:
    """A block's table; its caption and source stand outside it."""
    fitted = fit(block)
    rows = [_row(row, block.columns, fitted.setting) for row in block.rows]
    _add(document, block.caption, fitted.shares, [_head(block.columns, fitted.setting), *rows])


def key_figures(document: WordDocument, block: KeyFigures) -> None:
    """The large numbers as a table of three columns: what, how much, and what to think of it."""
    columns = (Column("I korthet"), Column("Värde", is_number=True), Column("Bedömning"))
    rows = [_head(columns, Setting.TEXT), *(_tile(tile) for tile in block.items)]
    _add(document, "Nyckeltal i korthet", (0.5, 0.25, 0.25), rows)
    document.add_paragraph()


def _add(document: WordDocument, caption: str, parts: Sequence[float], rows: Sequence[Any]) -> None:
    widths = [str(int(TEXT_WIDTH.twips * part)) for part in parts]
    properties = element(
        "w:tblPr",  # Word minds the order
        element("w:tblW", w=str(TEXT_WIDTH.twips), type="dxa"),
        element(
            "w:tblBorders",
            element("w:top", **_LINE),
            element("w:bottom", **_HAIRLINE),
            element("w:insideH", **_HAIRLINE),
        ),
        element("w:tblLayout", type="fixed"),
        element(
            "w:tblCellMar", element("w:left", w="0", type="dxa"), element("w:right", w="140", type="dxa")
        ),
        element("w:tblLook", val="04A0", **_HEADERS),
        element("w:tblCaption", val=caption),
    )
    grid = element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths))
    document.element.body.insert_element_before(element("w:tbl", properties, grid, *rows), "w:sectPr")


def _head(columns: Sequence[Column], width: Setting) -> Any:
    marks = element("w:trPr", element("w:cantSplit"), element("w:tblHeader"))
    cells = (
        _cell(head(column), cell_style(width, is_number=column.is_number), bold=True) for column in columns
    )
    return element("w:tr", marks, *cells)


def _row(row: Row, columns: Sequence[Column], width: Setting) -> Any:
    marks = element("w:trPr", element("w:cantSplit"))
    if row.group:
        style = cell_style(width, is_number=False)
        return element(
            "w:tr", marks, _cell(words(row.cells[0]), style, bold=True, colour=str(ACCENT), span=len(columns))
        )
    cells = (*row.cells, *[None] * len(columns))[: len(columns)]
    return element(
        "w:tr",
        marks,
        *(
            _cell(
                _shown(cell),
                cell_style(width, is_number=column.is_number),
                bold=row.strong,
                colour=_colour(cell),
            )
            for cell, column in zip(cells, columns, strict=True)
        ),
    )


def _tile(tile: KeyFigure) -> Any:
    words_style, number_style = (cell_style(Setting.TEXT, is_number=is_number) for is_number in (False, True))
    size = _LARGE if tile.figure.value is not None else 0
    return element(
        "w:tr",
        element("w:trPr", element("w:cantSplit")),
        _cell(tile.caption, words_style),
        _cell(tile.figure.text, number_style, bold=True, colour=_colour(tile.figure), size=size),
        _cell(_shown(Tag(tile.verdict, tile.kind)), words_style, bold=True),
    )


def _cell(
    text: str, style: str, *, bold: bool = False, colour: str = "", size: int = 0, span: int = 1
) -> Any:
    looks = element("w:rPr")
    if bold:
        looks.append(element("w:b"))
    if colour:
        looks.append(element("w:color", val=colour))
    if size:
        looks.append(element("w:sz", val=str(size)))
    shown = element("w:t")
    shown.text = text
    paragraph = element("w:p", element("w:pPr", element("w:pStyle", val=style)), element("w:r", looks, shown))
    return element("w:tc", element("w:tcPr", element("w:gridSpan", val=str(span))), paragraph)


def _shown(content: Cell) -> str:
    if isinstance(content, Tag) and content.kind in judgements.CHARACTERS:
        return f"{judgements.CHARACTERS[content.kind]}\u00a0{content.text}"
    return words(content)


def _colour(content: Cell) -> str:
    return str(SOFT) if isinstance(content, Figure) and content.value is None else ""
