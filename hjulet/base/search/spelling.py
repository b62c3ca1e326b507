"""What somebody may have meant by a word that nobody has written. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

MOST = 3  # suggestions for a word
_BARE = str.maketrans("åäöéü", "aaoeu")


@dataclass(frozen=True)
class Known:
    """A word of the texts: its root, and how it was written."""

    root: str
    word: str


def most_wrong(word: str) -> int:
    """How many letters may be wrong, missing, doubled or changed about: none in a word of three, three in a long one."""
    length = len(word)
    return 0 if length <= 3 else 1 if length <= 5 else 2 if length <= 9 else 3


def meant(word: str, known: Iterable[Known], *, root: str) -> list[Known]:
    """The nearest words, best first. The same letters without their dots are nearer than other letters."""
    most = most_wrong(word)
    if not most:
        return []
    near: dict[str, tuple[float, bool, str, Known]] = {}
    for one in known:
        distance = min(_distance(word, one.word, most), _distance(root, one.root, most))
        if distance <= most:
            rank = (distance, one.word[:1] != word[:1], one.word, one)
            near[one.root] = min(near.get(one.root, rank), rank, key=lambda it: it[:3])
    ranked = sorted(near.values(), key=lambda it: it[:3])
    if not ranked:
        return []
    best = ranked[0][0]
    return [one for distance, _, _, one in ranked if distance <= best + 0.5][:MOST]


def _distance(said: str, written: str, most: int) -> float:
    if abs(len(said) - len(written)) > most:
        return most + 1.0
    plain = OSA.distance(said, written, score_cutoff=most)
    bare = OSA.distance(said.translate(_BARE), written.translate(_BARE), score_cutoff=most) + 0.5
    return min(float(plain), float(bare))
