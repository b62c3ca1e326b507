"""What the pages of frames and own tables show."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.utils.safestring import SafeString

from hjulet.base.organisation.models import Municipality, Unit
from hjulet.report.reports import sheets
from hjulet.report.reports.blocks import Heading
from hjulet.report.reports.choices import Kind
from hjulet.report.reports.framing import (
    Chapter,
    Planned,
    PlannedSection,
    arranged,
    ordered,
    ordered_sections,
)
from hjulet.report.reports.models import FrameVersion, OwnTable
from hjulet.report.reports.render.html import fragment
from hjulet.report.reports.workflows import chapters_of
from hjulet.report.reports.workflows.building import sheet_of

SECONDS = 5 * 60


@dataclass(frozen=True)
class Standing:
    """A kind of report and the frame that stands."""

    kind: Kind
    newest: FrameVersion | None
    tables: int


@dataclass(frozen=True)
class SectionBox:
    """A section of a chapter in the editor."""

    planned: PlannedSection
    name: str  # the template's own
    law: str


@dataclass(frozen=True)
class Box:
    """A chapter in the editor."""

    planned: Planned
    name: str  # the template's own
    law: str
    sections: tuple[SectionBox, ...] = ()

    @property
    def are_sections_changed(self) -> bool:
        return bool(self.planned.sections)

    @property
    def is_statutory(self) -> bool:
        return bool(self.law)


@dataclass(frozen=True)
class Shown:
    """A chapter as the report will have it."""

    title: str
    law: str
    is_own: bool
    sections: tuple[str, ...]


def frames(municipality: Municipality) -> list[Standing]:
    newest: dict[str, FrameVersion] = {}
    for version in FrameVersion.objects.filter(municipality=municipality).order_by("number"):
        newest[version.kind] = version
    kinds = OwnTable.objects.standing().filter(unit__municipality=municipality).values_list("kind", flat=True)
    tables = list(kinds)
    return [Standing(kind, newest.get(kind), tables.count(kind.value)) for kind in Kind]


def versions(municipality: Municipality, kind: Kind) -> list[FrameVersion]:
    """Newest first."""
    return list(FrameVersion.objects.of(municipality, kind).select_related("saved_by")[:20])


def template(municipality: Municipality, kind: Kind, year: int) -> list[Chapter]:
    """The template's chapters with last year's facts, at most five minutes old."""
    key = f"reports:template:{municipality.pk}:{kind}:{year}"
    found: list[Chapter] | None = cache.get(key)
    if found is None:
        root = Unit.objects.of(municipality).select_related("municipality").first()
        found = [_bare(chapter) for chapter in chapters_of(kind, root, year)] if root else []
        cache.set(key, found, SECONDS)
    return found


def _bare(chapter: Chapter) -> Chapter:
    """The headings alone: the editor needs no figures."""
    return replace(chapter, blocks=tuple(one for one in chapter.blocks if isinstance(one, Heading)))


def boxes(found: Sequence[Chapter], plan: Sequence[Planned]) -> list[Box]:
    """Every chapter in the frame's order, also those that are hidden."""
    by_anchor = {chapter.heading.anchor: chapter for chapter in found}
    planned = {one.anchor: one for one in plan}
    return [
        _box(planned.get(anchor, Planned(anchor)), by_anchor.get(anchor))
        for anchor in ordered(list(by_anchor), plan)
    ]


def _box(planned: Planned, chapter: Chapter | None) -> Box:
    if chapter is None:
        return Box(planned, "", "")
    by_anchor = {section.heading.anchor: section.heading for section in chapter.sections}
    said = {section.anchor: section for section in planned.sections}
    sections = [
        SectionBox(said.get(anchor, PlannedSection(anchor)), by_anchor[anchor].text, by_anchor[anchor].law)
        for anchor in ordered_sections(list(by_anchor), planned.sections)
    ]
    return Box(planned, chapter.heading.text, chapter.heading.law, tuple(sections))


def statutory(found: Sequence[Chapter]) -> list[str]:
    """The anchors of the chapters and sections that answer a paragraph."""
    every = [one for chapter in found for one in (chapter, *chapter.sections)]
    return [one.heading.anchor for one in every if one.is_statutory]


def contents(found: Sequence[Chapter], plan: Sequence[Planned]) -> list[Shown]:
    """The report's contents as they will be."""
    own = {one.anchor for one in plan if one.is_own}
    return [
        Shown(
            chapter.heading.text,
            chapter.heading.law,
            chapter.heading.anchor in own,
            tuple(section.heading.text for section in chapter.sections),
        )
        for chapter in arranged(found, plan)
    ]


def chapter_choices(found: Sequence[Chapter], plan: Sequence[Planned]) -> list[tuple[str, str]]:
    """Where an own table may stand."""
    return [
        choice
        for chapter in arranged(found, plan)
        for choice in (
            (chapter.heading.anchor, chapter.heading.text),
            *((one.heading.anchor, f"{chr(0x2003)}{one.heading.text}") for one in chapter.sections),
        )
    ]


def table_initial(table: OwnTable) -> dict[str, Any]:
    said = table.content() | {"unit": table.unit, "year": table.year, "revision": table.revision}
    return said | {"text": sheets.as_text(table.columns, table.rows), "token": table.form_token}


def new_table(year: int) -> dict[str, Any]:
    return {"year": year, "token": uuid4()}


def drawn(sheet: sheets.Sheet, *, is_public: bool) -> SafeString:
    """The table as the edition will show it, without its heading."""
    return fragment(sheets.blocks_of(sheet, is_public=is_public)[1:])


def drawn_table(table: OwnTable) -> SafeString:
    """The table as it is stored now."""
    return drawn(sheet_of(table), is_public=False)
