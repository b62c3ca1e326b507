"""Two tagged PDFs → one that still is tagged: pages, structure, bookmarks and links. The second's pages are left as they are.

What is joined was set by us: one structure tree, flat or nested name trees, no forms and no page labels.
"""

from collections.abc import Iterator
from io import BytesIO

from pikepdf import Array, Dictionary, Object, Pdf, String

PREFIX = "b-"  # before the identities of the second's elements, so that no two are the same


def joined(first: bytes, second: bytes) -> bytes:
    """FIRST and then SECOND, under the first's title."""
    with Pdf.open(BytesIO(first)) as whole, Pdf.open(BytesIO(second)) as other:
        start = int(whole.Root.StructTreeRoot.ParentTreeNextKey)
        _renumber(other, start)
        whole.add_pages_from(other)  # with the places that its links lead to
        copied = whole.copy_foreign(other.Root.StructTreeRoot)
        _join_structure(whole.Root.StructTreeRoot, copied, start)
        _join_bookmarks(whole, other)
        said = BytesIO()
        whole.save(said, deterministic_id=True)
    return said.getvalue()


def pages_of_chapter(content: bytes, title: str) -> int:
    """How many pages a chapter of a letter takes, told by its bookmark and the next; 0 when there is no such chapter."""
    with Pdf.open(BytesIO(content)) as document:
        places = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        item = document.Root.Outlines.get("/First")
        while item is not None:
            following = item.get("/Next")
            if str(item.Title) == title:
                end = places[following.Dest[0].objgen] if following is not None else len(places)
                return end - places[item.Dest[0].objgen]
            item = following
    return 0


def _renumber(document: Pdf, start: int) -> None:
    """The pages and links of the second point into the tree by numbers: they go on where the first's end."""
    for page in document.pages:
        _shift(page.obj, "/StructParents", start)
        for link in page.get("/Annots", Array()):
            _shift(link, "/StructParent", start)
        for drawing in page.get("/Resources", Dictionary()).get("/XObject", Dictionary()).values():
            _shift(drawing, "/StructParents", start)
            _shift(drawing, "/StructParent", start)
    for element in _elements(document.Root.StructTreeRoot):
        if "/ID" in element:
            element.ID = String(PREFIX + str(element.ID))
        for owned in _owned(element):
            if "/Headers" in owned:
                owned.Headers = Array([String(PREFIX + str(name)) for name in owned.Headers])


def _shift(thing: Object, key: str, start: int) -> None:
    if key in thing:
        thing[key] = int(thing[key]) + start


def _join_structure(tree: Object, copied: Object, start: int) -> None:
    """Both documents under one root, the numbers of both in one tree."""
    added = _children(copied)
    for element in added:
        element.P = tree
    tree.K = Array([*_children(tree), *added])
    shifted = [
        item if place % 2 else int(item) + start
        for place, item in enumerate(_flat(copied.ParentTree, "/Nums"))
    ]
    numbers = Array([*_flat(tree.ParentTree, "/Nums"), *shifted])
    tree.ParentTree = Dictionary(Nums=numbers)
    tree.ParentTreeNextKey = start + int(copied.ParentTreeNextKey)
    for kind, role in copied.get("/RoleMap", Dictionary()).items():
        if "/RoleMap" not in tree:
            tree.RoleMap = Dictionary()
        tree.RoleMap[kind] = role
    ids = [(str(element.ID), element) for element in _elements(tree) if "/ID" in element]
    if ids:
        pairs = [part for name, element in sorted(ids) for part in (String(name), element)]
        tree.IDTree = Dictionary(Names=Array(pairs))


def _join_bookmarks(whole: Pdf, other: Pdf) -> None:
    """The second's bookmarks after the first's."""
    mine, theirs = whole.Root.Outlines, whole.copy_foreign(other.Root.Outlines)
    item: Object | None = theirs.First
    while item is not None:
        item.Parent = mine
        item = item.get("/Next")
    mine.Last.Next, theirs.First.Prev = theirs.First, mine.Last
    mine.Last = theirs.Last
    mine.Count = int(mine.get("/Count", 0)) + int(theirs.get("/Count", 0))


def _flat(tree: Object, key: str) -> list[Object]:
    """The leaves of a number or name tree, as one list."""
    if key in tree:
        return list(tree[key])
    return [item for kid in tree.get("/Kids", Array()) for item in _flat(kid, key)]


def _elements(element: Object) -> Iterator[Object]:
    waiting = _children(element)
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(_children(found))


def _children(element: Object) -> list[Object]:
    kids = element.get("/K", Array())
    listed = list(kids) if isinstance(kids, Array) else [kids]
    return [kid for kid in listed if isinstance(kid, Dictionary) and "/S" in kid]


def _owned(element: Object) -> list[Object]:
    attributes = element.get("/A", Array())
    listed = [attributes] if isinstance(attributes, Dictionary) else list(attributes)
    return [one for one in listed if isinstance(one, Dictionary)]
