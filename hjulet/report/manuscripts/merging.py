"""Texts and facts become one report: what people wrote stands after the section's own blocks. Pure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from hjulet.report.manuscripts import markdown
from hjulet.report.manuscripts.choices import Part
from hjulet.report.manuscripts.outline import DEEPEST, Section, outline
from hjulet.report.reports.blocks import Block, Figure, Heading, Note, Report, Text, figures

Key = tuple[str, str]  # section, part
OFFERED = "Förslag från systemet. Ingen har gjort texten till sin än."


def with_texts(report: Report, texts: Mapping[Key, str], *, offered: Collection[Key] = ()) -> Report:
    """The report with its texts; a section that has one no longer says that a text is missing.

    TEXTS are Markdown. OFFERED are those that nobody has made their own: they are marked. A text whose section is no
    longer in the report stands last, under its own heading, so that nothing that was written goes missing.
    """
    known = known_figures(report)
    sections = {section.anchor: section for section in outline(report)}
    blocks: list[Block] = []
    open_: Section | None = None
    for block in report.blocks:
        if isinstance(block, Heading) and block.level <= DEEPEST:
            blocks += _written(open_, texts, offered, known)
            open_ = sections.get(block.anchor)
        is_owed = isinstance(block, Note) and block.kind == "owed"
        if not (is_owed and open_ is not None and _has_text(open_.anchor, texts)):
            blocks.append(block)
    blocks += _written(open_, texts, offered, known)
    return replace(report, blocks=(*blocks, *_left_over(sections, texts, known)))


def known_figures(report: Report) -> dict[str, Figure]:
    """Every figure that a text may refer to."""
    found: dict[str, Figure] = {}
    for figure in figures(report):
        found.setdefault(figure.id, figure)
    return found


def told_inside_only(internal: Report, public: Report) -> frozenset[str]:
    """The figures that the internal edition tells and the public one has not, or hides."""
    outside = known_figures(public)
    return frozenset(
        id_
        for id_, figure in known_figures(internal).items()
        if id_ not in outside or (figure.value is not None and outside[id_].value is None)
    )


def part_blocks(section: Section, part: str, text: str, known: Mapping[str, Figure]) -> tuple[Block, ...]:
    """One text under its own small heading."""
    anchor = f"{section.anchor}-{part}"
    level = min(section.level + 1, markdown.DEEPEST)
    body = markdown.blocks_of(text, known, level=level + 1, anchor=anchor)
    return (Heading(level, str(Part(part).label), anchor, is_listed=False), *body) if body else ()


def _written(
    section: Section | None, texts: Mapping[Key, str], offered: Collection[Key], known: Mapping[str, Figure]
) -> Iterator[Block]:
    if section is None:
        return
    for part in Part:
        blocks = part_blocks(section, part, texts.get((section.anchor, part), ""), known)
        if blocks and (section.anchor, part) in offered:
            blocks = (blocks[0], Note("owed", (Text(OFFERED),), "Förslag"), *blocks[1:])
        yield from blocks


def _has_text(anchor: str, texts: Mapping[Key, str]) -> bool:
    return any(texts.get((anchor, part), "").strip() for part in Part)


def _left_over(
    sections: Mapping[str, Section], texts: Mapping[Key, str], known: Mapping[str, Figure]
) -> Iterator[Block]:
    lost = dict.fromkeys(
        anchor for (anchor, _part), text in texts.items() if anchor not in sections and text.strip()
    )
    if not lost:
        return
    yield Heading(1, "Texter vars avsnitt inte längre finns", "texter-utan-avsnitt")
    for anchor in lost:
        title = anchor.replace("-", " ").capitalize()
        yield Heading(2, title, f"utan-avsnitt-{anchor}")
        section = Section(f"utan-avsnitt-{anchor}", title, 2, "", "", ())
        for part in Part:
            yield from part_blocks(section, part, texts.get((anchor, part), ""), known)
