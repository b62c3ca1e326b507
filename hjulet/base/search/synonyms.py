"""Words and phrases that mean the same, as they stand in questions and in texts. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hjulet.base.search.words import root, spoken, told


@dataclass(frozen=True)
class Phrase:
    """A word or some words: as said, as it stands in a question (every word counts), and as texts are indexed."""

    words: tuple[str, ...]
    asked: tuple[str, ...]
    held: tuple[str, ...]

    @property
    def says_enough(self) -> bool:
        """A phrase of small words ("vill inte") would find every text with the one that is left."""
        return len(self.held) == len(self.words) or len(self.held) > 1


Row = tuple[Phrase, ...]


def row(said: Iterable[str]) -> Row:
    return tuple(_phrase(one) for one in said)


def _phrase(said: str) -> Phrase:
    words = tuple(spoken(said))
    return Phrase(words, tuple(map(root, words)), tuple(one for one, _ in told(said)))


def same_as(word: str, question: Sequence[str], rows: Iterable[Row]) -> list[tuple[str, ...]]:
    """What means the same as the word (a root), or as the phrase of the question that it stands in."""
    found = []
    for one in rows:
        mine = [phrase for phrase in one if word in phrase.asked and _stands_in(phrase.asked, question)]
        if mine:
            found += [phrase.held for phrase in one if phrase not in mine and phrase.says_enough]
    return found


def _stands_in(phrase: tuple[str, ...], question: Sequence[str]) -> bool:
    return any(
        tuple(question[at : at + len(phrase)]) == phrase for at in range(len(question) - len(phrase) + 1)
    )
