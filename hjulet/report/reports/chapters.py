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
    """The tables under one heading a title, then the loose facts in one table of their own."""
    found = list(groups)
    by_title: dict[str, list[Group]] = {}
    for group in found:
        if group.is_table:
            by_title.setdefault(group.title, []).append(group)
    for title, tables in by_title.items():
        yield Heading(level, title, f"resultat-{slugify(title)}")
        for group in tables:
            yield from result_tables.blocks_of(group, moved)
    yield from result_tables.loose_facts([group for group in found if not group.is_table])
