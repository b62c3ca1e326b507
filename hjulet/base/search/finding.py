"""From a question to the texts that answer it, among those that the person may see.

Who may see what is part of every question to the database that tells of a text: nothing is ranked, counted or suggested
and taken away afterwards. The words of the municipality (Term) only help to take compounds apart and to spell; a
suggestion is made when a text that the person may see holds it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from hjulet.base.organisation.models import Municipality
from hjulet.base.search import compounds, ranking, spelling
from hjulet.base.search.models import Passage, Posting, SearchText, Synonyms, Term
from hjulet.base.search.showing import Passage as Shown
from hjulet.base.search.showing import Piece, Place, best_place, pieces
from hjulet.base.search.words import Question, root, spoken

SHORTEST_TRACE = 3


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
    groups = _Groups(question, municipality, day).made()
    visible = _visible(scopes)
    wanted = {one for group in groups for one in group.roots}
    rows = Posting.objects.filter(_visible(scopes, "text__"), root__in=wanted)
    kinds: dict[int, tuple[str, int]] = {}
    postings = []
    for text, kind, number, said, weight in rows.values_list(
        "text", "text__kind", "text__number", "root", "weight"
    ):
        kinds[text] = (kind, number)
        postings.append(ranking.Posting(text, said, weight))
    found = ranking.worth_showing(
        ranking.ranked(groups, postings, SearchText.objects.filter(visible).count() if postings else 0)
    )
    held = {one.root for one in postings}
    return Answers(
        hits=tuple(Hit(*kinds[one.text], one.text, one.score) for one in found),
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


def _visible(scopes: Sequence[Scope], path: str = "") -> Q:
    found = Q()
    for scope in scopes:
        rows = scope.rows.order_by().values("pk")
        found |= Q(**{f"{path}kind": scope.kind, f"{path}number__in": rows})
    return found


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


class _Groups:
    """Each word of a question with everything that answers to it."""

    def __init__(self, question: Question, municipality: Municipality, day: date) -> None:
        self.question = question
        self.terms = Term.objects.filter(municipality=municipality)
        said = [row.phrases for row in Synonyms.objects.visible_to(municipality).valid_on(day)]
        self.spoken_synonyms = [spoken(phrase) for row in said for phrase in row]
        self.synonyms = [[tuple(map(root, spoken(phrase))) for phrase in row] for row in said]
        self.known: dict[str, str] = {}  # root → word
        self.learn()

    def learn(self) -> None:
        """The words of the texts that have to do with those of the question."""
        near = Q(
            root__in={
                one for word in self.question.words for cut in compounds.cuts(word) for one in cut.roots
            }
        )
        near |= Q(root__in=self.question.roots)
        for word in self.question.words:
            if len(trace := compounds.trace(word)) >= SHORTEST_TRACE:
                near |= Q(word__contains=trace)
        self.known = dict(self.terms.filter(near).values_list("root", "word"))
        others = {one for word in self.known.values() for cut in compounds.cuts(word) for one in cut.roots}
        unsure = others - set(self.known)
        self.sides = set(self.known) | set(self.terms.filter(root__in=unsure).values_list("root", flat=True))

    def made(self) -> list[ranking.Group]:
        plain = [self.group(word) for word in self.question.words]
        lost = [group.word for group in plain if not self.is_known(group)]
        if not lost:
            return plain
        meant = self.spelt(lost)
        return [
            ranking.Group(group.word, (*group.alternatives, *meant.get(group.word, ()))) for group in plain
        ]

    def is_known(self, group: ranking.Group) -> bool:
        return len(group.alternatives) > 1 or root(group.word) in self.known

    def group(self, word: str) -> ranking.Group:
        said = root(word)
        found = [ranking.Alternative((said,))]
        found += [ranking.Alternative(phrase, ranking.SYNONYM) for phrase in self.same_as(said)]
        found += [
            ranking.Alternative((one,), ranking.COMPOUND)
            for one in sorted(compounds.holding(said, self.known.values(), self.sides) - {said})
        ]
        found += self.taken_apart(word)
        return ranking.Group(word, tuple(found))

    def taken_apart(self, word: str) -> list[ranking.Alternative]:
        if halves := compounds.parts(word, self.known):
            whole = ranking.Alternative(halves, ranking.TAKEN_APART)
            return [whole, *(ranking.Alternative((half,), ranking.HALF) for half in halves)]
        if root(word) in self.known:
            return []
        return [ranking.Alternative((end,), ranking.HALF) for end in compounds.ends_known(word, self.known)]

    def same_as(self, said: str) -> list[tuple[str, ...]]:
        """Phrases that mean the same as the word, or as the phrase of the question that the word stands in."""
        asked = self.question.roots
        found = []
        for row in self.synonyms:
            mine = [phrase for phrase in row if said in phrase and _stands_in(phrase, asked)]
            if mine:
                found += [phrase for phrase in row if phrase not in mine]
        return found

    def spelt(self, lost: Sequence[str]) -> dict[str, list[ranking.Alternative]]:
        """What each lost word may have been. The synonyms are words that one may misspell too."""
        longest, shortest = max(map(len, lost)), min(map(len, lost))
        near = self.terms.annotate(length=Length("word")).filter(
            length__gte=shortest - 3, length__lte=longest + 3
        )
        known = [spelling.Known(*row) for row in near.values_list("root", "word")]
        known += [
            spelling.Known(root(words[0]), words[0]) for words in self.spoken_synonyms if len(words) == 1
        ]
        return {word: self.corrected(word, known) for word in lost}

    def corrected(self, word: str, known: Sequence[spelling.Known]) -> list[ranking.Alternative]:
        found = []
        for one in spelling.meant(word, known, root=root(word)):
            found.append(ranking.Alternative((one.root,), ranking.CORRECTED, corrects_to=one.word))
            for row in self.synonyms:
                if (one.root,) in row:
                    found += [
                        ranking.Alternative(phrase, ranking.SYNONYM * ranking.CORRECTED, corrects_to=one.word)
                        for phrase in row
                        if phrase != (one.root,)
                    ]
        return found


def _stands_in(phrase: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    return any(asked[at : at + len(phrase)] == phrase for at in range(len(asked) - len(phrase) + 1))
