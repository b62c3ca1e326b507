"""Plain Markdown → blocks of a report: paragraphs, bullets, headings, strong. No HTML, no links, no pictures. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from hjulet.report.manuscripts.rules import REFERENCE, SHORT
from hjulet.report.reports.blocks import Block, Bullets, Figure, Heading, Paragraph, Run, Runs, Text

GONE = "[siffran finns inte bland uppgifterna]"
DEEPEST = 5  # Word and HTML have no use for more
# A live figure waits behind private signs while the Markdown is read: its id may hold stars and underscores.
_OPEN, _CLOSE = "\ue000", "\ue001"
_HELD = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_PRIVATE = re.compile(f"[{_OPEN}{_CLOSE}]")
_reader = MarkdownIt("zero").enable(["heading", "list", "emphasis", "escape", "newline"])


def blocks_of(
    markdown: str, known: Mapping[str, Figure], *, level: int = 3, anchor: str = "text"
) -> tuple[Block, ...]:
    """The text as blocks; LEVEL is that of its topmost headings, ANCHOR begins their names."""
    held: list[str] = []

    def hold(id_: str) -> str:
        held.append(id_)
        return f"{_OPEN}{len(held) - 1}{_CLOSE}"

    said = REFERENCE.sub(lambda found: hold(found[1].strip()), _PRIVATE.sub("", markdown))
    said = SHORT.sub(lambda _unknown: hold(""), said)  # a sign that no figure of the report has
    return tuple(
        _blocks(SyntaxTreeNode(_reader.parse(said)).children, [known.get(id_) for id_ in held], level, anchor)
    )


def _blocks(
    nodes: Sequence[SyntaxTreeNode], held: Sequence[Figure | None], level: int, anchor: str
) -> Iterator[Block]:
    """Lists within lists are flattened: a report has bullets of one kind."""
    for number, node in enumerate(nodes, start=1):
        lines = [_runs(inline, held) for inline in node.walk() if inline.type == "inline"]
        if not lines:
            continue
        if node.type in {"bullet_list", "ordered_list"}:
            yield Bullets(tuple(lines))
        elif node.type == "heading":
            deep = min(level + int(node.tag[1:]) - 1, DEEPEST)
            yield Heading(deep, _plain(lines[0]), f"{anchor}-{number}")
        else:
            yield Paragraph(lines[0])


def _runs(inline: SyntaxTreeNode, held: Sequence[Figure | None]) -> Runs:
    runs: list[Run] = []
    strong = 0
    for token in inline.token.children if inline.token and inline.token.children else []:
        strong += (token.type == "strong_open") - (token.type == "strong_close")
        words = " " if token.type in {"softbreak", "hardbreak"} else token.content
        runs += _parted(words, held, is_strong=bool(strong))
    return tuple(runs)


def _parted(words: str, held: Sequence[Figure | None], *, is_strong: bool) -> Iterator[Run]:
    """Words and the figures among them."""
    for place, part in enumerate(_HELD.split(words)):
        if place % 2:
            yield held[int(part)] or Text(GONE, strong=True)
        elif part:
            yield Text(part, strong=is_strong)


def _plain(runs: Runs) -> str:
    return "".join(run.text for run in runs)
