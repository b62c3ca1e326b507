"""A first sentence from the facts: what a machine may say, and not a word more. Pure.

It is marked as an offer until somebody has read it and made it their own. SOSFS 2011:9 7 kap. 1 §.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from hjulet.act.actions.choices import Status
from hjulet.report.manuscripts.choices import Part, Why
from hjulet.report.manuscripts.mentions import Standout
from hjulet.report.manuscripts.outline import Section
from hjulet.report.manuscripts.rules import reference
from hjulet.report.reports.blocks import Block, Bullets, Paragraph, Table, Tag

MOST = 5  # rows in an offer; the rest stand in the list beside the text
NAMED = 3  # actions that are called by name
NEEDS = "Utvecklingsbehov:"  # how the report's own list of needs begins
NOTHING_SURE = (
    "Ingen förändring i avsnittet är säker: den kan bero på slumpen, eller så går den inte att bedöma."
)
FINISHED = {Status.DONE, Status.NOT_DONE}
AS_WRITTEN = {str(status.label).capitalize(): status for status in Status}


def offer(section: Section, part: Part, found: Sequence[Standout]) -> str:
    """A draft in Markdown; empty where the facts say too little."""
    writers: dict[Part, Callable[[Section, Sequence[Standout]], Iterable[str]]] = {
        Part.ANALYSIS: _analysis,
        Part.ACTIONS: _actions,
        Part.NEXT_YEAR: _next_year,
    }
    return "\n\n".join(writers[part](section, found))


def _analysis(section: Section, found: Sequence[Standout]) -> Iterator[str]:
    """What has moved more than chance and what does not reach its target; why, only people know."""
    told = [one for one in found if one.figure and one.why in {Why.MOVED, Why.TOO_LOW}][:MOST]
    for one in told:
        yield f"{one.label}: {_live(one)}. {_sure(one)}"
    if not told and any(isinstance(block, Table) and _has_years(block) for block in section.blocks):
        yield NOTHING_SURE
    elif told:
        yield "Vad det beror på framgår inte av siffrorna."


def _sure(one: Standout) -> str:
    if one.words:
        return one.words
    if one.why == Why.TOO_LOW:
        return "Värdet når inte målet."
    return "Förändringen mot året före är större än slumpen."


def _has_years(table: Table) -> bool:
    """Tables of measured values head their columns with years."""
    return sum(column.text[:4].isdecimal() for column in table.columns) > 1


def _actions(section: Section, found: Sequence[Standout]) -> Iterator[str]:
    by_status: dict[Status, list[str]] = {}
    for title, status in _rows(section):
        by_status.setdefault(status, []).append(title)
    for status, titles in by_status.items():
        yield f"{str(status.label).capitalize()} ({len(titles)}): {_named(titles)}"
    late = [one.label for one in found if one.why == Why.OVERDUE]
    if late:
        yield f"Har passerat sitt slutdatum utan att vara klara ({len(late)}): {_named(late)}"


def _next_year(section: Section, found: Sequence[Standout]) -> Iterator[str]:
    """The needs that are described, and the actions that go on."""
    needs = list(_needs(section.blocks))
    if needs:
        yield "De här utvecklingsbehoven är beskrivna:"
        yield "\n".join(f"- {need}" for need in needs)
    ahead = [title for title, status in _rows(section) if status not in FINISHED]
    if ahead:
        yield f"Är inte klara och följer med ({len(ahead)}): {_named(ahead)}"


def _rows(section: Section) -> Iterator[tuple[str, Status]]:
    """Actions with their status, from the section's tables."""
    for table in section.blocks:
        if not isinstance(table, Table):
            continue
        for row in table.rows:
            status = next(
                (
                    AS_WRITTEN[cell.text]
                    for cell in row.cells
                    if isinstance(cell, Tag) and cell.text in AS_WRITTEN
                ),
                None,
            )
            if status is not None and isinstance(row.cells[0], str):
                yield row.cells[0], status


def _needs(blocks: Sequence[Block]) -> Iterator[str]:
    for before, block in pairwise(blocks):
        is_list = isinstance(before, Paragraph) and "".join(run.text for run in before.runs) == NEEDS
        if is_list and isinstance(block, Bullets):
            yield from ("".join(run.text for run in item) for item in block.items)


def _named(titles: Sequence[str]) -> str:
    rest = len(titles) - NAMED
    named = "; ".join(title.rstrip(".") for title in titles[:NAMED])
    return f"{named}, och {rest} till." if rest > 0 else f"{named}."


def _live(one: Standout) -> str:
    return reference(one.figure.id, one.figure.text) if one.figure else ""
