"""Where in a text the answer stands, and the words that were looked for, marked. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from hjulet.base.search.stems import WORD
from hjulet.base.search.words import root

AROUND = 200  # characters of a text that are shown


@dataclass(frozen=True)
class Piece:
    """Some of a text; `is_hit` when it is a word that was looked for."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True)
class Passage:
    """A part of a text under one heading."""

    heading: str
    anchor: str
    body: str


@dataclass(frozen=True)
class Place:
    """Where the answer stands, and what it says there."""

    heading: str
    anchor: str
    pieces: tuple[Piece, ...]


def best_place(passages: Sequence[Passage], rare: dict[str, float]) -> Place | None:
    """The passage that holds most of what was asked for, the rare words first; the first one when none does."""
    if not passages:
        return None
    scored = [(_worth(one, rare), -number) for number, one in enumerate(passages)]
    chosen = passages[-max(scored)[1]]
    return Place(chosen.heading, chosen.anchor, pieces(_around(chosen.body, rare), rare))


def pieces(text: str, roots: Collection[str]) -> tuple[Piece, ...]:
    """The text with the words looked for apart."""
    found, end = [], 0
    for word in WORD.finditer(text):
        if root(word.group().casefold()) not in roots:
            continue
        found += [Piece(text[end : word.start()]), Piece(word.group(), is_hit=True)]
        end = word.end()
    return tuple(piece for piece in [*found, Piece(text[end:])] if piece.text)


def _worth(passage: Passage, rare: dict[str, float]) -> float:
    body = {root(word.casefold()) for word in WORD.findall(passage.body)}
    heading = {root(word.casefold()) for word in WORD.findall(passage.heading)}
    return sum(value * ((one in body) + 0.5 * (one in heading)) for one, value in rare.items())


def _around(body: str, rare: dict[str, float]) -> str:
    """As much as is shown, around the place where most of the words stand together."""
    flat = " ".join(body.split())
    if len(flat) <= AROUND:
        return flat
    hits = [
        (word.start(), rare[one])
        for word in WORD.finditer(flat)
        if (one := root(word.group().casefold())) in rare
    ]
    start = max((_together(hits, at), -at) for at, _ in hits)[1] * -1 if hits else 0
    begin = _sentence_start(flat, start)
    cut = flat[begin : begin + AROUND]
    if begin + AROUND < len(flat):
        cut = cut.rsplit(" ", 1)[0] + " …"
    return ("… " if begin else "") + cut


def _together(hits: Sequence[tuple[int, float]], start: int) -> float:
    return sum(value for at, value in hits if start <= at < start + AROUND - 40)


def _sentence_start(text: str, at: int) -> int:
    """The beginning of the sentence when it is near, else of a word a little before."""
    before = max(text.rfind(mark, 0, at) for mark in (". ", ": ", "? ", "! "))
    if before >= 0 and at - before < AROUND // 2:
        return before + 2
    return 0 if at < AROUND // 2 else text.rfind(" ", 0, at - 40) + 1
