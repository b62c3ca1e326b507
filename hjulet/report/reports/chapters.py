"""How chapters are put together: headings, and results under them."""

from collections.abc import Iterable, Sequence

from django.utils.text import slugify

from hjulet.check.indicators.judgement import Moved
from hjulet.report.reports.blocks import Block, Heading
from hjulet.report.reports.sections import result_tables
from hjulet.report.reports.sections.results import Group


def chapter(text: str, anchor: str, law: str = "") -> tuple[Block, ...]:
    return (Heading(1, text, anchor, law),)


def section(text: str, anchor: str, law: str = "") -> Heading:
    return Heading(2, text, anchor, law)


def result_chapters(groups: Iterable[Group], moved: Sequence[Moved], *, level: int) -> Iterable[Block]:
    """The groups under one heading a title; a table and its loose facts stand together."""
    by_title: dict[str, list[Group]] = {}
    for group in groups:
        by_title.setdefault(group.title, []).append(group)
    for title, found in by_title.items():
        yield Heading(level, title, f"resultat-{slugify(title)}")
        for group in sorted(found, key=lambda group: not group.is_table):
            yield from result_tables.blocks_of(group, moved)
