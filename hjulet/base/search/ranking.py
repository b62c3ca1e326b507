"""Which text answers best: BM25 over roots, counted here so that both databases say the same. Pure.

A posting keeps one whole number for a root in a text: how much the text is about it. It is made when the text is indexed
and depends on that text alone (the length is held against a fixed one, not against the average of the others), so that
a new text never makes the old ones wrong.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

IN_TITLE, IN_HEADING, IN_BODY = 8, 3, 1
SATURATION = 2.0  # k1: how soon saying a word once more adds nothing
BY_LENGTH = 0.4  # b: how much a long text must say a word more often than a short one
COMMON_LENGTH = 200  # words of a routine
WHOLE = 1000

COMPOUND, SYNONYM, TAKEN_APART, HALF, CORRECTED = 0.6, 0.65, 0.9, 0.2, 0.9
TELLING = 0.55  # an alternative worth less than this does not decide how rare a word is
WORTH_SHOWING = 0.2  # of the best answer's score


@dataclass(frozen=True)
class Alternative:
    """Roots that together say what a word of the question says, and how well."""

    roots: tuple[str, ...]
    worth: float = 1.0
    corrects_to: str = ""  # the word that somebody may have meant


@dataclass(frozen=True)
class Group:
    """A word of the question and everything that answers to it."""

    word: str
    alternatives: tuple[Alternative, ...]

    @property
    def roots(self) -> set[str]:
        return {root for one in self.alternatives for root in one.roots}


class Posting(NamedTuple):
    """A root in a text, and how much the text is about it."""

    text: int
    root: str
    weight: int


class Ranked(NamedTuple):
    text: int
    score: int


def weight(in_title: int, in_headings: int, in_body: int, length: int) -> int:
    """What a posting keeps."""
    said = IN_TITLE * min(in_title, 1) + IN_HEADING * min(in_headings, 2) + IN_BODY * in_body
    share = 1 - BY_LENGTH + BY_LENGTH * length / COMMON_LENGTH
    return round(WHOLE * said * (SATURATION + 1) / (said + SATURATION * share))


def ranked(groups: Sequence[Group], postings: Iterable[Posting], texts: int) -> list[Ranked]:
    """The texts that answer, best first, of so many TEXTS in all. Equal scores stand in the order of their numbers."""
    by_root: dict[str, dict[int, int]] = {}
    for text, root, heavy in postings:
        by_root.setdefault(root, {})[text] = heavy
    score: dict[int, float] = {}
    answered: dict[int, float] = {}
    whole = 0.0
    for group in groups:
        values, telling = _values(group, by_root)
        rare = math.log(1 + (texts - telling + 0.5) / (telling + 0.5))
        whole += rare
        for text, value in values.items():
            score[text] = score.get(text, 0.0) + rare * value
            answered[text] = answered.get(text, 0.0) + rare * (value / WHOLE if value < WHOLE else 1.0)
    if not whole:
        return []
    found = [Ranked(text, round(said * (0.5 + 0.5 * answered[text] / whole))) for text, said in score.items()]
    return sorted(found, key=lambda one: (-one.score, one.text))


def worth_showing(found: Sequence[Ranked]) -> list[Ranked]:
    """Without those that only share a common word with the question."""
    return (
        [one for one in found if one.score >= WORTH_SHOWING * found[0].score and one.score] if found else []
    )


def _values(group: Group, by_root: Mapping[str, Mapping[int, int]]) -> tuple[dict[int, float], int]:
    """The best alternative of each text, and how many texts say it well."""
    values: dict[int, float] = {}
    telling: set[int] = set()
    for one in group.alternatives:
        worths = _texts_with(one, by_root)
        if one.worth >= TELLING:
            telling.update(worths)
        for text, value in worths.items():
            if value > values.get(text, 0.0):
                values[text] = value
    return values, len(telling) or len(values)


def _texts_with(one: Alternative, by_root: Mapping[str, Mapping[int, int]]) -> dict[int, float]:
    """The texts that hold every root of the alternative, and what it is worth in each."""
    first, *others = (by_root.get(root, {}) for root in one.roots)
    if not others:
        return {text: one.worth * weight for text, weight in first.items()}
    texts = set(first).intersection(*others)
    return {
        text: one.worth * (first[text] + sum(held[text] for held in others)) / (1 + len(others))
        for text in texts
    }
