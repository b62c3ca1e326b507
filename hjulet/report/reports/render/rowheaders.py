"""What typst cannot say yet: the first cell of a table's body row is the row's header (PDF/UA, Matterhorn 15)."""

from collections.abc import Iterator
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, Pdf


def with_row_headers(source: bytes) -> bytes:
    """The same PDF with TH and Scope on row headers; the same input gives the same bytes."""
    target = BytesIO()
    with Pdf.open(BytesIO(source)) as document:
        for body in _elements(document.Root.StructTreeRoot, Name.TBody):
            for row in _children(body):
                _mark_first_cell(row)
        document.save(target, deterministic_id=True)
    return target.getvalue()


def _mark_first_cell(row: Object) -> None:
    cell = next((child for child in _children(row) if child.get("/S") in {Name.TD, Name.TH}), None)
    if cell is None:
        return
    cell.S = Name.TH
    scope = Dictionary(O=Name.Table, Scope=Name.Row)
    attributes = cell.get("/A")
    if attributes is None:
        cell.A = scope
    elif isinstance(attributes, Array):
        cell.A = Array([*(item for item in attributes if "/Scope" not in item), scope])
    else:
        attributes.Scope = Name.Row


def _elements(node: Object, kind: Name) -> Iterator[Object]:
    """Every structure element of a kind, in reading order."""
    for child in _children(node):
        if child.get("/S") == kind:
            yield child
        else:
            yield from _elements(child, kind)


def _children(node: Object) -> list[Object]:
    kids = node.get("/K", Array())
    return [kid for kid in (kids if isinstance(kids, Array) else [kids]) if isinstance(kid, Dictionary) and "/S" in kid]
