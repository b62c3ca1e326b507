"""What stands out in a section's facts, and which of it the texts do not mention. Pure.

Only what the report itself is sure of stands out: a change that is more than chance, a value that does not reach its
target, an action that is late or was not done, a promise from last year. A text mentions it with a live figure, with its
name, or with most of the words that tell it from its neighbours.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from hjulet.act.actions.choices import Status
from hjulet.base.search.stems import stem, stems
from hjulet.check.indicators.choices import Comparison, Level, Verdict
from hjulet.report.manuscripts.choices import Why
from hjulet.report.manuscripts.outline import Section
from hjulet.report.manuscripts.rules import REFERENCE, reference, references
from hjulet.report.reports.blocks import Block, Figure, KeyFigure, KeyFigures, Paragraph, Row, Table, Tag

SURE = {str(verdict.label) for verdict in (Verdict.IMPROVEMENT, Verdict.WORSENING, Verdict.CHANGE)}
TOO_LOW = str(Level.BAD.label)
NOT_DONE = str(Status.NOT_DONE.label).capitalize()
SURELY = "Förändringen är större än slumpen."  # as the chapter of deviations says it
ELSEWHERE = frozenset(Comparison.values) - {""}
PROMISES = "loften"  # the chapter of what was promised
MOST = 0.75  # of a name's own words: so many in one sentence are a mention
WITH_VALUE = 0.5  # so many are enough where the sentence says the value too
# In every other name; alone they tell nothing.
_GENERAL = (
    "andel antal procent brukare brukaren kund personal personalen verksamhet verksamheten lägeskommun hen ska får helt "
    "alla arbete åtgärd"
)
GENERAL = frozenset(stem(word) for word in _GENERAL.split())
_FROM_TO = re.compile(r"från (\d+(?:,\d+)?) till (\d+(?:,\d+)?)")
_SENTENCE = re.compile(r"[.!?:;]\s|\n")


@dataclass(frozen=True)
class Standout:
    """A row worth a word: why, what, and what a click puts into the text."""

    why: Why
    label: str
    words: str = ""  # the report's own, where it has some
    figure: Figure | None = None
    size: Decimal = Decimal(0)  # how much it has moved
    own_words: frozenset[str] = frozenset()  # the stems that tell it from its neighbours

    @property
    def insert(self) -> str:
        if self.figure is None:
            return self.label
        return reference(self.figure.id, self.figure.text)


def standouts(section: Section, overdue: Iterable[str] = ()) -> list[Standout]:
    """Each row once, for its first reason: by reason, the largest first. OVERDUE are titles of actions that are late."""
    found = [Standout(Why.OVERDUE, title) for title in overdue]
    said = [
        words for block in section.blocks for words in _plain(block)
    ]  # each is told of one row, the first
    for block in section.blocks:
        if isinstance(block, Table):
            found += [one for row in block.rows for one in _of_row(row, section.anchor, said)]
        elif isinstance(block, KeyFigures):
            found += [one for tile in block.items for one in _of_tile(tile)]
        elif isinstance(block, Paragraph):
            found += _of_sentence(block)
    order = list(Why)
    once: dict[tuple[str, str], Standout] = {}
    for one in sorted(found, key=lambda one: (order.index(one.why), -one.size)):
        key = (one.label, one.figure.id if one.figure else "")
        first = once.setdefault(key, one)
        if first.why == Why.MOVED and one.why == Why.TOO_LOW:
            once[key] = replace(first, words=f"{first.words} {_said(Why.TOO_LOW)}".strip())
    return _with_own_words(list(once.values()))


def unmentioned(found: Sequence[Standout], texts: Iterable[str]) -> list[Standout]:
    """Those whose figure no text refers to, and whose name no text says in about the same words."""
    written = list(texts)
    referred = {id_ for text in written for id_ in references(text)}
    sentences = [one for text in written for one in _SENTENCE.split(_as_read(text)) if one.strip()]
    said = [(" ".join(one.casefold().split()), frozenset(stems(one))) for one in sentences]
    whole = " ".join(line for line, _stems in said)
    return [one for one in found if not _is_mentioned(one, referred, whole, said)]


def _is_mentioned(
    one: Standout, referred: set[str], whole: str, said: Sequence[tuple[str, frozenset[str]]]
) -> bool:
    if one.figure is not None and one.figure.id in referred:
        return True
    if " ".join(one.label.casefold().split()) in whole:
        return True
    own = one.own_words
    if len(own) < 2:  # a single word is said of many things
        return False
    return any(len(own & words) >= _needed(one, line) * len(own) for line, words in said)


def _needed(one: Standout, line: str) -> float:
    """What share of its words a sentence must have: fewer where it says the value as well."""
    value = one.figure.text.casefold() if one.figure and one.figure.value is not None else ""
    is_said = value and (
        value in line or value.replace(" %", " procent").replace("\xa0%", " procent") in line
    )
    return WITH_VALUE if is_said else MOST


def _as_read(text: str) -> str:
    """Without the identities of figures: they are made of words too."""
    return REFERENCE.sub(lambda found: found[2] or "", text)


def _with_own_words(found: list[Standout]) -> list[Standout]:
    """Words that most of the names share, and those that are in every other name anywhere, tell nothing."""
    said = {one.label: frozenset(stems(one.label)) for one in found}
    often = Counter(word for words in said.values() for word in words)
    shared = {word for word, times in often.items() if len(said) > 2 and times * 2 > len(said)}
    return [replace(one, own_words=said[one.label] - shared - GENERAL) for one in found]


def _of_sentence(block: Paragraph) -> Iterator[Standout]:
    """A count that the report tells in a sentence, and is sure of."""
    told = [run for run in block.runs if isinstance(run, Figure) and run.value is not None]
    if told and SURELY in "".join(run.text for run in block.runs):
        yield Standout(Why.MOVED, told[0].label, SURELY, told[0], _moved(told[::-1]))


def _of_tile(tile: KeyFigure) -> Iterator[Standout]:
    """The summary's own figures."""
    if tile.verdict.partition(" ")[0] in SURE:
        yield Standout(Why.MOVED, tile.caption, f"{tile.verdict}.", tile.figure)
    elif tile.verdict.casefold() == TOO_LOW.casefold():
        yield Standout(Why.TOO_LOW, tile.caption, figure=tile.figure)


def _of_row(row: Row, anchor: str, said: list[str]) -> Iterator[Standout]:
    label = row.cells[0] if isinstance(row.cells[0], str) else ""
    tags = {cell.text for cell in row.cells if isinstance(cell, Tag)}
    if not label or row.group:
        return
    series = own_series(row)
    figure = series[-1] if series else None
    words = _taken(label, said)
    if tags & SURE or words:
        yield Standout(
            Why.MOVED, label, words or _place(row, figure), figure, _from_to(words) or _moved(series)
        )
    if TOO_LOW in tags:
        yield Standout(Why.TOO_LOW, label, _place(row, figure), figure)
    if NOT_DONE in tags:
        yield Standout(Why.NOT_DONE, label)
    if anchor == PROMISES:
        yield Standout(Why.PROMISE, label, figure=next(reversed(_told(row)), None))


def own_figure(row: Row) -> Figure | None:
    """The newest figure of what the row is judged by."""
    return next(reversed(own_series(row)), None)


def own_series(row: Row) -> list[Figure]:
    """What the row is judged by, through the years: not a comparison, not a printed change.

    Where several places stand side by side the row is judged by the last of them.
    """
    own = [one for one in _told(row) if not _is_comparison(one)] or _told(row)
    measure = own[0].id.partition("/")[0] if own else ""
    same = [one for one in own if one.id.partition("/")[0] == measure]
    return [one for one in same if one.organisation == same[-1].organisation]


def _told(row: Row) -> list[Figure]:
    return [cell for cell in row.cells if isinstance(cell, Figure) and cell.value is not None]


def _is_comparison(figure: Figure) -> bool:
    _measure, _slash, rest = figure.id.partition("/")
    return rest.partition("/")[0] in ELSEWHERE


def _place(row: Row, figure: Figure | None) -> str:
    """Which of the places that stand side by side it is about; nothing where there is one."""
    places = {one.organisation for one in _told(row) if not _is_comparison(one)}
    if figure is None or len(places) < 2:
        return ""
    return _("Gäller %(place)s.") % {"place": figure.organisation}


def _taken(label: str, said: list[str]) -> str:
    """What the report itself says of the row. Its parts may stand under the same name in a table of their own."""
    found = next((line for line in said if line.startswith(f"{label}. ")), None)
    if found is None:
        return ""
    said.remove(found)
    return found.removeprefix(f"{label}. ")


def _from_to(words: str) -> Decimal:
    """How far it is over all the years that the words tell of: 'Förbättring 2022–2025: från 54 till 93 %.'"""
    found = _FROM_TO.search(words)
    return abs(_number(found[2]) - _number(found[1])) if found else Decimal(0)


def _number(printed: str) -> Decimal:
    return Decimal(printed.replace(",", "."))


def _moved(series: Sequence[Figure]) -> Decimal:
    """How much, from the measurement before: in percentage points, or in per cent of what was."""
    values = [one.value for one in series if one.value is not None]
    if len(values) < 2:
        return Decimal(0)
    before, now = values[-2:]
    change = abs(now - before)
    return change if series[0].unit == "%" or not before else change / abs(before) * 100


def _said(why: Why) -> str:
    words = str(why.label)
    return f"{words[0].upper()}{words[1:]}."


def _plain(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield "".join(run.text for run in block.runs)
