"""Our own gate for PDF: what PDF/UA-1 and PDF/A-2a ask for and a program can see.

It does not replace veraPDF, which needs Java; it is run on every report in the tests.
"""

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, parse_content_stream

_PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
_PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
_PAINTS = frozenset(
    ("Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "INLINE IMAGE")
)


def faults(pdf: bytes) -> list[str]:
    """Everything that is wrong with the file, in Swedish; empty means that it passes."""
    with Pdf.open(BytesIO(pdf)) as document:
        return [
            *_catalogue(document),
            *_metadata(document),
            *_headings(document),
            *_alternatives(document),
            *_tables(document),
            *_pages(document),
            *_fonts(document),
        ]


def _catalogue(document: Pdf) -> Iterator[str]:
    root = document.Root
    if not str(root.get("/Lang", "")):
        yield "Språket saknas (/Lang)."
    if not root.get("/MarkInfo", Dictionary()).get("/Marked", False):
        yield "Filen är inte märkt (/MarkInfo /Marked)."
    if not root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False):
        yield "Fönstret visar inte titeln (/DisplayDocTitle)."
    if "/First" not in root.get("/Outlines", Dictionary()):
        yield "Bokmärken saknas (/Outlines)."
    if not _children(root.get("/StructTreeRoot", Dictionary())):
        yield "Strukturträdet saknas (/StructTreeRoot)."


def _metadata(document: Pdf) -> Iterator[str]:
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        if not str(metadata.get("dc:title", "")):
            yield "Titeln saknas i metadata (dc:title)."
        if (metadata.get(f"{_PDFA}part"), metadata.get(f"{_PDFA}conformance")) != ("2", "A"):
            yield "Filen säger inte att den är PDF/A-2a (pdfaid)."
        if metadata.get(f"{_PDFUA}part") != "1":
            yield "Filen säger inte att den är PDF/UA-1 (pdfuaid)."


def _headings(document: Pdf) -> Iterator[str]:
    kinds = (_kind(document, element) for element in _elements(document))
    levels = [
        int(kind[1]) for kind in kinds if len(kind) == len("H1") and kind[0] == "H" and kind[1].isdigit()
    ]
    if not levels:
        yield "Rubriker saknas."
        return
    if levels[0] != 1:
        yield f"Den första rubriken är H{levels[0]}, inte H1."
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"Rubriknivå hoppas över: H{before} följs av H{after}."


def _alternatives(document: Pdf) -> Iterator[str]:
    for element in _elements(document):
        if _kind(document, element) == "Figure" and not str(element.get("/Alt", "")).strip():
            yield "En bild saknar beskrivning (/Alt)."


def _tables(document: Pdf) -> Iterator[str]:
    tables = [element for element in _elements(document) if _kind(document, element) == "Table"]
    for number, table in enumerate(tables, start=1):
        for part, row in _rows(document, table, "TBody"):
            yield from _row_faults(document, row, part, number)


def _rows(document: Pdf, element: Object, part: str) -> Iterator[tuple[str, Object]]:
    """Every row of a table with the part that it stands in; a row without a part is a body row."""
    for child in _children(element):
        kind = _kind(document, child)
        if kind == "TR":
            yield part, child
        elif kind in {"THead", "TBody", "TFoot"}:
            yield from _rows(document, child, kind)


def _row_faults(document: Pdf, row: Object, part: str, number: int) -> Iterator[str]:
    cells = _children(row)
    headers, scope = (cells, Name.Column) if part == "THead" else (cells[:1], Name.Row)
    if part == "TFoot":  # notes and sources
        return
    if not headers:
        yield f"Tabell {number}: en rad är tom."
    for cell in headers:
        if _kind(document, cell) != "TH":
            yield f"Tabell {number}: en rubrikcell är inte TH."
        elif _scope(cell) != scope:
            yield f"Tabell {number}: en rubrikcell saknar Scope {str(scope)[1:]}."


def _scope(cell: Object) -> Object | None:
    attributes = cell.get("/A", Array())
    owned = [attributes] if isinstance(attributes, Dictionary) else list(attributes)
    return next((item.Scope for item in owned if isinstance(item, Dictionary) and "/Scope" in item), None)


def _pages(document: Pdf) -> Iterator[str]:
    for number, page in enumerate(document.pages, start=1):
        if page.get("/Tabs") != Name.S:
            yield f"Sidan {number}: tabbordningen följer inte strukturen (/Tabs)."
        if _paints_unmarked(page):
            yield f"Sidan {number}: något är ritat utanför märkt innehåll."


def _paints_unmarked(page: Page) -> bool:
    marks: list[bool] = []
    for instruction in parse_content_stream(page):
        name = str(instruction.operator)
        if name in {"BDC", "BMC"}:
            marks.append(_is_mark(page, list(instruction.operands)))
        elif name == "EMC":
            marks.pop()
        elif name in _PAINTS and not any(marks):
            return True
    return False


def _is_mark(page: Page, operands: list[Object]) -> bool:
    """Whether marked content is known to the structure tree, or set aside as decoration."""
    if operands[0] == Name.Artifact:
        return True
    properties = operands[1] if len(operands) > 1 else Dictionary()
    if isinstance(properties, Name):
        properties = page.Resources.Properties[properties]
    return "/MCID" in properties


def _fonts(document: Pdf) -> Iterator[str]:
    for item in document.objects:
        if not isinstance(item, Dictionary) or item.get("/Type") != Name.Font or "/DescendantFonts" in item:
            continue
        descriptor = item.get("/FontDescriptor", Dictionary())
        if item.get("/Subtype") != Name.Type3 and not any(
            f"/FontFile{kind}" in descriptor for kind in ("", "2", "3")
        ):
            yield f"Typsnittet {str(item.get('/BaseFont', '?'))[1:]} är inte inbäddat."


def _elements(document: Pdf) -> Iterator[Object]:
    """Every structure element in reading order."""
    waiting = _children(document.Root.get("/StructTreeRoot", Dictionary()))[::-1]
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(_children(element)[::-1])


def _children(element: Object) -> list[Object]:
    kids = element.get("/K", Array())
    listed = list(kids) if isinstance(kids, Array) else [kids]
    return [kid for kid in listed if isinstance(kid, Dictionary) and "/S" in kid]


def _kind(document: Pdf, element: Object) -> str:
    """The standard name of an element's kind, without the slash."""
    kind = str(element.S)
    roles = document.Root.StructTreeRoot.get("/RoleMap", Dictionary())
    return str(roles.get(kind, kind)).removeprefix("/")
