"""Swedish compounds, taken apart with nothing but the words that are known. Pure.

*läkemedelssignering* is *läkemedel* and *signering*, because the texts hold those words too. No list of compounds would
ever be whole: staff make new ones every day.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from hjulet.base.search.words import root

SHORTEST_PART = 3
SHORTEST_COMPOUND = 7
SHORTEST_TRACE = 3
SHORTEST_SURE = 5  # letters of a part that may stand beside a misspelt one
GLUE = "s"
# Prefixes that stand before many words without being one of them.
_NO_PART = frozenset(
    {"för", "öve", "över", "und", "under", "upp", "ute", "inn", "inne", "till", "från", "mot"}
)


@dataclass(frozen=True)
class Cut:
    """One way of cutting a word in two: the roots that the first part may have, and the root of the last."""

    heads: tuple[str, ...]
    tail: str
    at: int

    @property
    def roots(self) -> tuple[str, ...]:
        return (*self.heads, self.tail)


def cuts(word: str) -> Iterator[Cut]:
    """Every way, with and without the s between."""
    if len(word) < SHORTEST_COMPOUND:
        return
    for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        head, tail = word[:at], word[at:]
        if head in _NO_PART:
            continue
        bare = head.removesuffix(GLUE)
        heads = {root(head), root(bare)} if len(bare) >= SHORTEST_PART else {root(head)}
        yield Cut(tuple(sorted(heads)), root(tail), at)


def parts(word: str, known: Collection[str]) -> tuple[str, ...]:
    """The two parts of the word when both are known, the most even cut first; nothing when it is no compound."""
    found = [
        (abs(2 * cut.at - len(word)), head, cut.tail)
        for cut in cuts(word)
        if cut.tail in known
        for head in cut.heads
        if head in known and root(word) not in {head, cut.tail}
    ]
    if not found:
        return ()
    _, head, tail = min(found)
    return head, tail


def ends_known(word: str, known: Collection[str]) -> tuple[str, ...]:
    """The longest beginning and the longest end that are words, when the whole cannot be taken apart."""
    heads = [
        (cut.at, head)
        for cut in cuts(word)
        for head in cut.heads
        if head in known and cut.at >= SHORTEST_SURE
    ]
    tails = [
        (len(word) - cut.at, cut.tail)
        for cut in cuts(word)
        if cut.tail in known and len(word) - cut.at >= SHORTEST_SURE
    ]
    longest = [max(found)[1] for found in (heads, tails) if found]
    return tuple(dict.fromkeys(longest))


def one_part_known(word: str, known: Collection[str]) -> Iterator[tuple[str, str, bool]]:
    """Where one part is a word and the other is not: the unknown letters, the known root, and which came first."""
    tails = [cut for cut in cuts(word) if cut.tail in known and cut.at <= len(word) - SHORTEST_SURE]
    heads = [
        (cut, head) for cut in cuts(word) for head in cut.heads if head in known and cut.at >= SHORTEST_SURE
    ]
    if tails:
        longest = min(tails, key=lambda cut: cut.at)
        yield word[: longest.at], longest.tail, True
    if heads:
        cut, head = max(heads, key=lambda found: found[0].at)
        yield word[cut.at :], head, False


def trace(word: str) -> str:
    """The letters by which compounds that hold the word are found. The last may change: *nycklar*, *nyckelskåp*."""
    alike = "".join(
        one for one, _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, root(word), strict=False))
    )
    return alike[:-1] if len(alike) > SHORTEST_TRACE + 1 else alike


def holding(part: str, words: Iterable[str], known: Collection[str]) -> set[str]:
    """The roots of those words that are made of the part and another known word."""
    return {root(word) for word in words if _holds(part, word, known)}


def _holds(part: str, word: str, known: Collection[str]) -> bool:
    return any(
        (part in cut.heads and cut.tail in known)
        or (part == cut.tail and any(head in known for head in cut.heads))
        for cut in cuts(word)
    )
