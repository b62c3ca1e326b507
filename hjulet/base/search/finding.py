"""From a question to the texts that answer it, among those that the person may see.

The texts that the person may see are asked for once and first; every other text is left out before anything is ranked,
counted or suggested, never afterwards. The words of the municipality (Term) only help to take compounds apart and to
spell; a suggestion is made when a text that the person may see holds it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from hjulet.base.organisation.models import Municipality
from hjulet.base.search import ranking
from hjulet.base.search.meanings import groups_of
from hjulet.base.search.models import Passage, Posting, SearchText
from hjulet.base.search.showing import Passage as Shown
from hjulet.base.search.showing import Piece, Place, best_place, pieces
from hjulet.base.search.words import Question


@dataclass(frozen=True)
class Scope:
    """The texts of one kind that the person may see."""

    kind: str
    rows: QuerySet[Any]


@dataclass(frozen=True)
class Hit:
    kind: str
    number: int
    text: int
    score: int


@dataclass(frozen=True)
class Correction:
    """A word that no text holds, and the words that were looked for in its place."""

    word: str
    meant: tuple[str, ...]


@dataclass(frozen=True)
class Answers:
    """What was found, best first."""

    hits: tuple[Hit, ...]
    corrections: tuple[Correction, ...]
    unknown: tuple[str, ...]  # words that nothing answers to
    roots: dict[str, float]  # what to mark, and what each is worth


@dataclass(frozen=True)
class Excerpt:
    """How a hit is shown."""

    title: tuple[Piece, ...]
    place: Place | None


def find(question: Question, scopes: Sequence[Scope], municipality: Municipality, day: date) -> Answers:
    """A fixed number of questions to the database, whatever the number of words or texts."""
    if not question.words or not scopes:
        return Answers((), (), (), {})
    groups = groups_of(question, municipality, day)
    wanted = {one for group in groups for one in group.roots}
    visible = _visible(scopes)
    postings = [ranking.Posting(*row) for row in _postings(wanted) if row[0] in visible]
    found = ranking.worth_showing(ranking.ranked(groups, postings, len(visible)))
    held = {one.root for one in postings}
    return Answers(
        hits=tuple(Hit(*visible[text], text, score) for text, score in found),
        corrections=tuple(_corrections(groups, held)),
        unknown=tuple(group.word for group in groups if not group.roots & held),
        roots=_worths(groups, held),
    )


def excerpts(hits: Sequence[Hit], roots: dict[str, float]) -> dict[int, Excerpt]:
    """What to show of each, by its text."""
    said: dict[int, list[Shown]] = {hit.text: [] for hit in hits}
    titles = SearchText.objects.filter(pk__in=said).values_list("pk", "title")
    for one in Passage.objects.filter(text__in=list(said)).order_by("text", "position"):
        said[one.text_id].append(Shown(one.heading, one.anchor, one.body))
    return {pk: Excerpt(pieces(title, roots), best_place(said[pk], roots)) for pk, title in titles}


def _visible(scopes: Sequence[Scope]) -> dict[int, tuple[str, int]]:
    """Every text that the person may see, with its kind and number. Asked once: of all that a search does it costs most."""
    asked = Q()
    for scope in scopes:
        asked |= Q(kind=scope.kind, number__in=scope.rows.order_by().values("pk"))
    rows = SearchText.objects.filter(asked).values_list("pk", "kind", "number")
    return {text: (kind, number) for text, kind, number in rows}


def _postings(roots: set[str]) -> Iterable[tuple[int, str, int]]:
    """Where the roots stand, in all texts: what the person may not see is left out before anything is counted."""
    return Posting.objects.filter(root__in=roots).values_list("text_id", "root", "weight")


def _corrections(groups: Sequence[ranking.Group], held: set[str]) -> list[Correction]:
    found = []
    for group in groups:
        meant = [one.corrects_to for one in group.alternatives if one.corrects_to and set(one.roots) <= held]
        if meant:
            found.append(Correction(group.word, tuple(dict.fromkeys(meant))))
    return found


def _worths(groups: Sequence[ranking.Group], held: set[str]) -> dict[str, float]:
    worths: dict[str, float] = {}
    for group in groups:
        for one in group.alternatives:
            if set(one.roots) <= held:
                worths |= {said: max(worths.get(said, 0.0), one.worth) for said in one.roots}
    return worths
