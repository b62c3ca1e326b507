"""What stands out in a section's facts, and which of it the texts do not mention. Pure.

Only what the report itself is sure of stands out: a change that is more than chance, a value that does not reach its
target, an action that is late or was not done, a promise from last year.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hjulet.act.actions.choices import Status
from hjulet.check.indicators.choices import Level, Verdict
from hjulet.report.manuscripts.choices import Why
from hjulet.report.manuscripts.outline import Section
from hjulet.report.manuscripts.rules import reference, references
from hjulet.report.reports.blocks import Block, Figure, Paragraph, Row, Table, Tag

SURE = {str(verdict.label) for verdict in (Verdict.IMPROVEMENT, Verdict.WORSENING, Verdict.CHANGE)}
TOO_LOW = str(Level.BAD.label)
NOT_DONE = str(Status.NOT_DONE.label).capitalize()
PROMISES = "loften"  # the chapter of what was promised


@dataclass(frozen=True)
class Standout:
    """A row worth a word: why, what, and what a click puts into the text."""

    why: Why
    label: str
    words: str = ""  # the report's own, where it has some
    figure: Figure | None = None

    @property
    def insert(self) -> str:
        if self.figure is None:
            return self.label
        return reference(self.figure.id, self.figure.text)


def standouts(section: Section, overdue: Iterable[str] = ()) -> list[Standout]:
    """Each row once, for its first reason, in the order of the reasons. OVERDUE are titles of actions that are late."""
    found = [Standout(Why.OVERDUE, title) for title in overdue]
    said = [words for block in section.blocks for words in _plain(block)]
    for table in section.blocks:
        if isinstance(table, Table):
            found += [one for row in table.rows for one in _of_row(row, section.anchor, said)]
    order = list(Why)
    once: dict[tuple[str, str], Standout] = {}
    for one in sorted(found, key=lambda one: order.index(one.why)):
        once.setdefault((one.label, one.figure.id if one.figure else ""), one)
    return list(once.values())


def unmentioned(found: Sequence[Standout], texts: Iterable[str]) -> list[Standout]:
    """Those whose figure no text refers to and whose name no text says."""
    written = list(texts)
    referred = {id_ for text in written for id_ in references(text)}
    words = " ".join(" ".join(written).casefold().split())
    return [one for one in found if not _is_mentioned(one, referred, words)]


def _is_mentioned(one: Standout, referred: set[str], words: str) -> bool:
    if one.figure is not None and one.figure.id in referred:
        return True
    return " ".join(one.label.casefold().split()) in words


def _of_row(row: Row, anchor: str, said: Sequence[str]) -> Iterator[Standout]:
    label = row.cells[0] if isinstance(row.cells[0], str) else ""
    tags = {cell.text for cell in row.cells if isinstance(cell, Tag)}
    if not label or row.group:
        return
    figure = own_figure(row)
    words = next((line for line in said if line.startswith(f"{label}. ")), "").removeprefix(f"{label}. ")
    if words or tags & SURE:
        yield Standout(Why.MOVED, label, words, figure)
    if TOO_LOW in tags:
        yield Standout(Why.TOO_LOW, label, figure=figure)
    if NOT_DONE in tags:
        yield Standout(Why.NOT_DONE, label)
    if anchor == PROMISES:
        yield Standout(Why.PROMISE, label, figure=figure)


def own_figure(row: Row) -> Figure | None:
    """The newest figure of what the row is about: not a comparison, and not a printed change."""
    figures = [cell for cell in row.cells if isinstance(cell, Figure) and cell.value is not None]
    if not figures:
        return None
    first = figures[0]
    measure = first.id.partition("/")[0]
    own = [one for one in figures if one.organisation == first.organisation]
    same = [one for one in own if one.id.partition("/")[0] == measure]
    return same[-1]


def _plain(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield "".join(run.text for run in block.runs)
