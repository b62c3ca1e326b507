"""The frame of a report: which chapters, and which sections in them, in what order, under which names. Pure.

A template's chapter or section keeps its paragraph whatever it is called and wherever it stands; one that answers a
paragraph is never left out. What the frame does not know of (a new feature's) stands where the template has it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hjulet.report.reports.blocks import Block, Heading, Note, Text

OWN = "eget-"  # how the anchors of a municipality's own chapters begin
TABLES = "egna-tabeller"  # the chapter for tables whose own chapter is gone
ASKED = "Kapitlet är kommunens eget, och ingen har skrivit i det än."
Tables = Mapping[str, tuple[Block, ...]]  # the chapter's or the section's anchor → its own tables


@dataclass(frozen=True)
class PlannedSection:
    """A section within a chapter as the frame has it. Without a title it is called what the template calls it."""

    anchor: str
    title: str = ""
    is_hidden: bool = False


@dataclass(frozen=True)
class Planned:
    """A chapter as the frame has it. Without a title it is called what the template calls it."""

    anchor: str
    title: str = ""
    guidance: str = ""  # of an own chapter: what should stand there
    is_hidden: bool = False
    sections: tuple[PlannedSection, ...] = ()  # none: as the template has them

    @property
    def is_own(self) -> bool:
        return self.anchor.startswith(OWN)

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Planned":
        """As a version keeps it; the first versions knew no sections."""
        sections = tuple(PlannedSection(**section) for section in stored.get("sections", ()))
        return cls(**{**stored, "sections": sections})


@dataclass(frozen=True)
class Chapter:
    """A heading of the first level and everything under it."""

    heading: Heading
    blocks: tuple[Block, ...] = ()

    @property
    def is_statutory(self) -> bool:
        return bool(self.heading.law)

    @property
    def sections(self) -> "list[Chapter]":
        """What stands under each heading of the second level; what stands before the first of them is in none."""
        return parted(self.blocks, level=2)

    @property
    def introduction(self) -> tuple[Block, ...]:
        own = list(self.blocks)
        first = next((at for at, block in enumerate(own) if _begins(block, 2)), len(own))
        return tuple(own[:first])


def parted(blocks: Iterable[Block], *, level: int = 1) -> list[Chapter]:
    """The chapters in order, or the sections of one."""
    found: list[tuple[Heading, list[Block]]] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == level:
            found.append((block, []))
        elif found:
            found[-1][1].append(block)
    return [Chapter(heading, tuple(own)) for heading, own in found]


def _begins(block: Block, level: int) -> bool:
    return isinstance(block, Heading) and block.level == level


def framed(blocks: Sequence[Block], plan: Sequence[Planned], tables: Tables) -> tuple[Block, ...]:
    """The template's blocks as the municipality wants them, with its own chapters and tables."""
    shown = arranged(parted(blocks), plan)
    found: list[Block] = []
    for chapter in shown:
        found += [chapter.heading, *chapter.introduction]
        for section in chapter.sections:
            found += [section.heading, *section.blocks, *map(_deeper, tables.get(section.heading.anchor, ()))]
        found += tables.get(chapter.heading.anchor, ())
    known = {one.heading.anchor for chapter in shown for one in (chapter, *chapter.sections)}
    homeless = [block for anchor, own in tables.items() if anchor not in known for block in own]
    return (*found, *([Heading(1, "Egna tabeller", TABLES), *homeless] if homeless else []))


def _deeper(block: Block) -> Block:
    """A table in a section has its heading a level below it."""
    return replace(block, level=block.level + 1) if isinstance(block, Heading) else block


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
            shown.append(_as_planned(chapter, one) if one else chapter)
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


def _as_planned(chapter: Chapter, one: Planned) -> Chapter:
    heading = replace(chapter.heading, text=one.title) if one.title else chapter.heading
    if not one.sections:
        return replace(chapter, heading=heading)
    by_anchor = {section.heading.anchor: section for section in chapter.sections}
    planned = {section.anchor: section for section in one.sections}
    blocks = list(chapter.introduction)
    for anchor in ordered_sections(list(by_anchor), one.sections):
        section, said = by_anchor[anchor], planned.get(anchor, PlannedSection(anchor))
        if not said.is_hidden or section.is_statutory:
            named = replace(section.heading, text=said.title) if said.title else section.heading
            blocks += [named, *section.blocks]
    return Chapter(heading, tuple(blocks))


def ordered_sections(template: Sequence[str], plan: Sequence[PlannedSection]) -> list[str]:
    """As `ordered`, for the sections of a chapter."""
    return ordered(template, [Planned(section.anchor) for section in plan])


def tidied(plan: Iterable[Planned], found: Iterable[Chapter]) -> list[Planned]:
    """Without sections that say what the template says: those of a later template then come by themselves."""
    template = {
        chapter.heading.anchor: [PlannedSection(one.heading.anchor) for one in chapter.sections]
        for chapter in found
    }
    return [
        replace(one, sections=()) if list(one.sections) == template.get(one.anchor, []) else one
        for one in plan
    ]


def _own(one: Planned) -> Chapter:
    said = f"{one.guidance} {ASKED}" if one.guidance else ASKED
    return Chapter(Heading(1, one.title, one.anchor), (Note("owed", (Text(said),)),))
