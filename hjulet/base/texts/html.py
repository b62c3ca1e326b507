"""Blocks → HTML. Every word is escaped here; nothing that was written is ever markup."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from hjulet.base.texts.blocks import Block, Heading, Paragraph, Picture, Points, Quote, Runs, Table, Words

LEVELS = 6  # of headings in HTML


@dataclass(frozen=True)
class Reached:
    """What a link or a picture leads to, for whoever reads."""

    url: str
    title: str = ""


@dataclass(frozen=True)
class Surroundings:
    """What the text may lead to, by the name it is called in it, and the level of its topmost headings."""

    targets: Mapping[str, Reached] = field(default_factory=dict)  # "rutin:12"
    pictures: Mapping[int, Reached] = field(default_factory=dict)
    level: int = 3
    anchor: str = ""  # begins the names of its headings, where two texts stand on one page
    gone: str = "[dokumentet finns inte, eller är inte öppet för dig]"


def html(blocks: Iterable[Block], around: Surroundings) -> SafeString:
    return format_html_join("\n", "{}", ((_block(block, around),) for block in blocks))


def _block(block: Block, around: Surroundings) -> SafeString:
    shown = _SHOWN[type(block)]
    return shown(block, around)


def _heading(block: Heading, around: Surroundings) -> SafeString:
    tag = mark_safe(f"h{min(around.level + block.level - 1, LEVELS)}")  # noqa: S308 - a number of ours
    return format_html(
        '<{} id="{}{}">{}</{}>', tag, around.anchor, block.anchor, _runs(block.runs, around), tag
    )


def _paragraph(block: Paragraph, around: Surroundings) -> SafeString:
    return format_html("<p>{}</p>", _runs(block.runs, around))


def _points(block: Points, around: Surroundings) -> SafeString:
    inside = format_html_join("", "<li>{}</li>", ((_point(point, around),) for point in block.points))
    if not block.is_numbered:
        return format_html("<ul>{}</ul>", inside)
    return (
        format_html('<ol start="{}">{}</ol>', block.first, inside)
        if block.first != 1
        else format_html("<ol>{}</ol>", inside)
    )


def _point(blocks: tuple[Block, ...], around: Surroundings) -> SafeString:
    """A point of one paragraph is a line, without the paragraph's space."""
    if blocks and isinstance(blocks[0], Paragraph):
        return format_html("{}{}", _runs(blocks[0].runs, around), html(blocks[1:], around))
    return html(blocks, around)


def _table(block: Table, around: Surroundings) -> SafeString:
    head = format_html_join("", '<th scope="col">{}</th>', ((_runs(cell, around),) for cell in block.head))
    rows = format_html_join(
        "", "<tr>{}</tr>",
        ((format_html_join("", "<td>{}</td>", ((_runs(cell, around),) for cell in row)),) for row in block.rows),
    )  # fmt: skip
    inside = format_html("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", head, rows)
    return format_html('<div class="scrolls" tabindex="0" role="region" aria-label="Tabell">{}</div>', inside)


def _quote(block: Quote, around: Surroundings) -> SafeString:
    return format_html("<blockquote>{}</blockquote>", html(block.blocks, around))


def _runs(runs: Runs, around: Surroundings) -> SafeString:
    return format_html_join("", "{}", ((_run(run, around),) for run in runs))


def _run(run: Words | Picture, around: Surroundings) -> SafeString:
    if isinstance(run, Picture):
        return _picture(run, around)
    said = format_html_join(mark_safe("<br>"), "{}", ((line,) for line in run.text.split("\n")))
    if run.is_emphasised:
        said = format_html("<em>{}</em>", said)
    if run.is_strong:
        said = format_html("<strong>{}</strong>", said)
    return _link(run, said, around) if run.target else said


def _link(run: Words, said: SafeString, around: Surroundings) -> SafeString:
    """To a routine by its number, with the name it has today where none is written."""
    if not run.target.startswith("rutin:"):
        return format_html('<a href="{}" rel="noopener noreferrer">{}</a>', run.target, said or run.target)
    reached = around.targets.get(run.target)
    if reached is None:
        return said or format_html("{}", around.gone)
    return format_html('<a href="{}">{}</a>', reached.url, said or reached.title)


def _picture(run: Picture, around: Surroundings) -> SafeString:
    reached = around.pictures.get(run.number)
    if reached is None:
        return format_html("<em>{}</em>", run.description)
    return format_html(
        '<img src="{}" alt="{}" loading="lazy">', reached.url, run.description or reached.title
    )


_SHOWN: dict[type, Callable[..., SafeString]] = {
    Heading: _heading, Paragraph: _paragraph, Points: _points, Table: _table, Quote: _quote,
}  # fmt: skip
