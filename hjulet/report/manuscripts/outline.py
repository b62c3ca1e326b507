"""The sections of a report that people write in: a heading with what stands straight under it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from hjulet.report.reports.blocks import Block, Figure, Heading, Note, Report, figures_in

DEEPEST = 3  # headings below this belong to the section above them


@dataclass(frozen=True)
class Section:
    """One section with its facts; `anchor` is its name in addresses and tables."""

    anchor: str
    title: str
    level: int
    law: str
    chapter: str
    blocks: tuple[Block, ...]

    @property
    def is_owed(self) -> bool:
        """The facts themselves say that something is missing."""
        return any(isinstance(block, Note) and block.kind == "owed" for block in self.blocks)

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Every figure of the section, each once, in printed order."""
        found: dict[str, Figure] = {}
        for figure in figures_in(self.blocks):
            found.setdefault(figure.id, figure)
        return found


def outline(report: Report) -> list[Section]:
    """The sections in order; a chapter that only holds other sections is none itself."""
    return [section for section in _parted(report) if section.blocks]


def _parted(report: Report) -> Iterator[Section]:
    chapter, heading, own = "", None, list[Block]()
    for block in report.blocks:
        if isinstance(block, Heading) and block.level <= DEEPEST:
            if heading is not None:
                yield _section(heading, chapter, own)
            chapter = block.text if block.level == 1 else chapter
            heading, own = block, []
        else:
            own.append(block)
    if heading is not None:
        yield _section(heading, chapter, own)


def _section(heading: Heading, chapter: str, blocks: list[Block]) -> Section:
    return Section(heading.anchor, heading.text, heading.level, heading.law, chapter, tuple(blocks))
