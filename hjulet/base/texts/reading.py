"""Plain Markdown → blocks. HTML in it is text; a link leads to a routine, a web page, a letter or a telephone."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from hjulet.base.texts.blocks import (
    Block,
    Heading,
    Paragraph,
    Picture,
    Points,
    Quote,
    Runs,
    Table,
    Words,
    plain,
)

RULES = ["heading", "list", "emphasis", "escape", "newline", "table", "link", "image", "blockquote"]
ROUTINE = re.compile(r"rutin:(\d{1,9})")
PICTURE = re.compile(r"bild:(\d{1,4})")
SAFE = re.compile(r"(?:https?://|mailto:|tel:)[^\s\"<>\\]{1,500}", re.IGNORECASE)
DEEPEST = 4
_reader = MarkdownIt("zero", {"maxNesting": 20}).enable(RULES)


def blocks_of(markdown: str) -> tuple[Block, ...]:
    """The text as blocks; its topmost headings are of level 1, whatever number of # they had."""
    nodes = SyntaxTreeNode(_reader.parse(markdown.replace("\x00", ""))).children
    top = min((int(node.tag[1:]) for node in nodes if node.type == "heading"), default=1)
    return tuple(_named(_blocks(nodes, top)))


def routines_in(markdown: str) -> set[int]:
    """The numbers of the routines that a text links to."""
    return {int(number) for number in re.findall(r"\]\(rutin:(\d{1,9})\)", markdown)}


def pictures_in(markdown: str) -> set[int]:
    return {int(number) for number in re.findall(r"\]\(bild:(\d{1,4})\)", markdown)}


def slug(text: str) -> str:
    """'Före läkemedel' → 'fore-lakemedel': for the address of a heading."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")[:60] or "avsnitt"


def _named(blocks: Iterator[Block]) -> Iterator[Block]:
    """Each heading with an anchor of its own."""
    taken: dict[str, int] = {}
    for block in blocks:
        if not isinstance(block, Heading):
            yield block
            continue
        name = slug(plain(block.runs))
        taken[name] = taken.get(name, 0) + 1
        yield Heading(block.level, block.runs, name if taken[name] == 1 else f"{name}-{taken[name]}")


def _blocks(nodes: Sequence[SyntaxTreeNode], top: int) -> Iterator[Block]:
    for node in nodes:
        if node.type == "heading":
            yield Heading(min(int(node.tag[1:]) - top + 1, DEEPEST), _inline(node), "")
        elif node.type in {"bullet_list", "ordered_list"}:
            points = tuple(tuple(_blocks(item.children, top)) for item in node.children)
            yield Points(node.type == "ordered_list", points, int(node.attrs.get("start", 1)))
        elif node.type == "table":
            yield _table(node)
        elif node.type == "blockquote":
            yield Quote(tuple(_blocks(node.children, top)))
        elif runs := _inline(node):
            yield Paragraph(runs)


def _table(node: SyntaxTreeNode) -> Table:
    rows = [tuple(_inline(cell) for cell in row.children) for part in node.children for row in part.children]
    return Table(rows[0], tuple(rows[1:]))


def _inline(node: SyntaxTreeNode) -> Runs:
    inline = next((child for child in node.children if child.type == "inline"), None)
    if inline is None or inline.token is None:
        return ()
    return tuple(_runs(inline.token.children or []))


def _runs(tokens: Sequence[Token]) -> Iterator[Words | Picture]:
    strong = emphasised = 0
    target = ""
    said = 0  # words within the link
    for token in tokens:
        strong += (token.type == "strong_open") - (token.type == "strong_close")
        emphasised += (token.type == "em_open") - (token.type == "em_close")
        if token.type == "link_open":
            target, said = _target(str(token.attrs.get("href", ""))), 0
        elif token.type == "link_close":
            if target and not said:  # nothing written: the thing's own name
                yield Words("", bool(strong), bool(emphasised), target)
            target = ""
        elif token.type == "image":
            yield _picture(token)
        elif text := _text(token):
            said += len(text)
            yield Words(text, bool(strong), bool(emphasised), target)


def _text(token: Token) -> str:
    if token.type == "softbreak":
        return " "
    return "\n" if token.type == "hardbreak" else token.content


def _target(href: str) -> str:
    """Where a link leads; nowhere if we do not know that sort of address."""
    return href if ROUTINE.fullmatch(href) or SAFE.fullmatch(href) else ""


def _picture(token: Token) -> Words | Picture:
    """A picture of ours; what stands elsewhere is not fetched, only named."""
    found = PICTURE.fullmatch(str(token.attrs.get("src", "")))
    return Picture(int(found[1]), token.content) if found else Words(token.content)
