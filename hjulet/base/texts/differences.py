"""What a later text says otherwise, word by word, in plain reading: blocks in order, each in same, added and removed words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from hjulet.base.texts.blocks import Block, Heading, Points, Quote, Table, plain

ALIKE = 0.4  # so much of two lines must agree to be told as one that was changed
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Line:
    """A line of a text: what it is ("heading", "paragraph", "point", "row") and its words."""

    kind: str
    text: str


@dataclass(frozen=True)
class Piece:
    change: Change
    text: str


@dataclass(frozen=True)
class Told:
    """A line with what happened in it."""

    kind: str
    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        return any(piece.change != Change.SAME for piece in self.pieces)


def lines_of(blocks: Iterable[Block]) -> Iterator[Line]:
    for block in blocks:
        yield from _lines(block)


def _lines(block: Block) -> Iterator[Line]:
    if isinstance(block, Points):
        for point in block.points:
            yield from (Line("point", line.text) for line in lines_of(point))
    elif isinstance(block, Table):
        for row in (block.head, *block.rows):
            yield Line("row", " | ".join(plain(cell) for cell in row))
    elif isinstance(block, Quote):
        yield from lines_of(block.blocks)
    else:
        yield Line("heading" if isinstance(block, Heading) else "paragraph", plain(block.runs))


def differences(was: Sequence[Line], now: Sequence[Line]) -> list[Told]:
    """Both texts told as one: lines in order, words within the lines that were changed."""
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    told: list[Told] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            told += [Told(line.kind, (Piece(Change.SAME, line.text),)) for line in now[k:m]]
        else:
            told += _changed(was[i:j], now[k:m])
    return told


def changed_only(told: Sequence[Told]) -> list[Told]:
    """Only what changed, each with the heading it stands under."""
    found: list[Told] = []
    heading: Told | None = None
    for line in told:
        if line.kind == "heading":
            heading = line
        if line.is_changed:
            if heading is not None and heading is not line:
                found.append(heading)
            heading = None
            found.append(line)
    return found


def _changed(was: Sequence[Line], now: Sequence[Line]) -> Iterator[Told]:
    """A stretch that differs: like lines paired in order, the rest removed and added."""
    place = 0
    for line in now:
        match = _nearest(line, was[place:])
        if match is None:
            yield Told(line.kind, (Piece(Change.ADDED, line.text),))
            continue
        yield from (_removed(gone) for gone in was[place : place + match])
        yield Told(line.kind, tuple(_words(was[place + match].text, line.text)))
        place += match + 1
    yield from (_removed(gone) for gone in was[place:])


def _nearest(line: Line, candidates: Sequence[Line]) -> int | None:
    """Which of the lines before it this one came from: the likest of the next few."""
    best, found = ALIKE, None
    for number, candidate in enumerate(candidates[:12]):
        matcher = SequenceMatcher(None, candidate.text.split(), line.text.split(), autojunk=False)
        likeness = matcher.ratio() if matcher.quick_ratio() > best else 0
        if likeness > best:
            best, found = likeness, number
    return found


def _removed(line: Line) -> Told:
    return Told(line.kind, (Piece(Change.REMOVED, line.text),))


def _words(was: str, now: str) -> Iterator[Piece]:
    """A change of words that follow each other is one change: the space between them is no more the same."""
    first, second = _WORDS.findall(was), _WORDS.findall(now)
    opcodes = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    gone, new = "", ""
    for place, (tag, i, j, k, m) in enumerate(opcodes):
        before, after = "".join(first[i:j]), "".join(second[k:m])
        is_space = not after.strip() and 0 < place < len(opcodes) - 1
        if tag != "equal" or is_space:
            gone, new = gone + before, new + after
            continue
        yield from _swapped(gone, new)
        yield Piece(Change.SAME, after)
        gone, new = "", ""
    yield from _swapped(gone, new)


def _swapped(gone: str, new: str) -> Iterator[Piece]:
    if gone:
        yield Piece(Change.REMOVED, gone)
    if new:
        yield Piece(Change.ADDED, new)
