"""What typst cannot say yet: the first cell of a table's body row is the row's header (PDF/UA, Matterhorn 15)."""

from collections.abc import Iterator
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, Pdf


def with_row_headers(source: bytes) -> bytes:
    """The same PDF with TH and Scope on row headers; the same input gives the same bytes."""
    target = BytesIO()
    with Pdf.open(BytesIO(source)) as document:
        for table in _elements(document.Root.StructTreeRoot, Name.Table):
            for row in _elements(table, Name.TR):
                _mark(row, part=row.P.S)
        document.save(target, deterministic_id=True)
    return target.getvalue()


def _mark(row: Object, *, part: Object) -> None:
    """Scope says it all in a plain table; typst's own Headers name the columns only and would hide the rows."""
    for at, cell in enumerate(_children(row)):
        attributes = _attributes(cell)
        if "/Headers" in attributes:
            del attributes["/Headers"]
        if at == 0 and part not in {Name.THead, Name.TFoot}:
            cell.S = Name.TH
            attributes.Scope = Name.Row


def _attributes(cell: Object) -> Object:
    """The cell's attributes about tables, made if there are none."""
    found = cell.get("/A", Array())
    owned = [found] if isinstance(found, Dictionary) else list(found)
    for attributes in owned:
        if attributes.get("/O") == Name.Table:
            return attributes
    made = Dictionary(O=Name.Table)
    cell.A = Array([*owned, made])
    return made


def _elements(node: Object, kind: Name) -> Iterator[Object]:
    """Every structure element of a kind, in reading order."""
    for child in _children(node):
        if child.get("/S") == kind:
            yield child
        else:
            yield from _elements(child, kind)


def _children(node: Object) -> list[Object]:
    kids = node.get("/K", Array())
    return [
        kid
        for kid in (kids if isinstance(kids, Array) else [kids])
        if isinstance(kid, Dictionary) and "/S" in kid
    ]
