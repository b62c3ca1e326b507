"""The frame of a report: which chapters, in what order, under which names. Pure.

A template's chapter keeps its paragraph whatever it is called and wherever it stands; one that answers a paragraph is
never left out. A chapter that the frame does not know of (a new feature's) stands where the template has it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from hjulet.report.reports.blocks import Block, Heading, Note, Text

OWN = "eget-"  # how the anchors of a municipality's own chapters begin
TABLES = "egna-tabeller"  # the chapter for tables whose own chapter is gone
ASKED = "Kapitlet är kommunens eget, och ingen har skrivit i det än."
Tables = Mapping[str, tuple[Block, ...]]  # the chapter's anchor → its own tables


@dataclass(frozen=True)
class Planned:
    """A chapter as the frame has it. Without a title it is called what the template calls it."""

    anchor: str
    title: str = ""
    guidance: str = ""  # of an own chapter: what should stand there
    is_hidden: bool = False

    @property
    def is_own(self) -> bool:
        return self.anchor.startswith(OWN)


@dataclass(frozen=True)
class Chapter:
    """A heading of the first level and everything under it."""

    heading: Heading
    blocks: tuple[Block, ...] = ()

    @property
    def is_statutory(self) -> bool:
        return bool(self.heading.law)


def parted(blocks: Iterable[Block]) -> list[Chapter]:
    """The chapters in order."""
    found: list[tuple[Heading, list[Block]]] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            found.append((block, []))
        elif found:
            found[-1][1].append(block)
    return [Chapter(heading, tuple(own)) for heading, own in found]


def framed(blocks: Sequence[Block], plan: Sequence[Planned], tables: Tables) -> tuple[Block, ...]:
    """The template's blocks as the municipality wants them, with its own chapters and tables."""
    shown = arranged(parted(blocks), plan)
    found: list[Block] = []
    for chapter in shown:
        found += [chapter.heading, *chapter.blocks, *tables.get(chapter.heading.anchor, ())]
    known = {chapter.heading.anchor for chapter in shown}
    homeless = [block for anchor, own in tables.items() if anchor not in known for block in own]
    return (*found, *([Heading(1, "Egna tabeller", TABLES), *homeless] if homeless else []))


def arranged(found: Sequence[Chapter], plan: Sequence[Planned]) -> list[Chapter]:
    """Every chapter that is shown, in the frame's order and under the frame's names."""
    by_anchor = {chapter.heading.anchor: chapter for chapter in found}
    order = ordered([chapter.heading.anchor for chapter in found], plan)
    planned = {one.anchor: one for one in plan}
    shown = []
    for anchor in order:
        one, chapter = planned.get(anchor), by_anchor.get(anchor)
        if chapter is None and one is not None:
            shown.append(_own(one))
        elif chapter is not None and (one is None or not one.is_hidden or chapter.is_statutory):
            shown.append(_named(chapter, one.title if one else ""))
    return shown


def ordered(template: Sequence[str], plan: Sequence[Planned]) -> list[str]:
    """The frame's order; what it does not know of comes after the chapter that it follows in the template."""
    order = [one.anchor for one in plan if one.anchor in set(template) or one.is_own]
    before = ""
    for anchor in template:
        if anchor not in order:
            order.insert(order.index(before) + 1 if before else 0, anchor)
        before = anchor
    return order


def _named(chapter: Chapter, title: str) -> Chapter:
    return replace(chapter, heading=replace(chapter.heading, text=title)) if title else chapter


def _own(one: Planned) -> Chapter:
    said = f"{one.guidance} {ASKED}" if one.guidance else ASKED
    return Chapter(Heading(1, one.title, one.anchor), (Note("owed", (Text(said),)),))
