"""What each word of a question may mean: its synonyms, compounds that hold it, its own parts, and what was misspelt."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Q
from django.db.models.functions import Length

from hjulet.base.organisation.models import Municipality
from hjulet.base.search import compounds, ranking, spelling, synonyms
from hjulet.base.search.models import Synonyms, Term
from hjulet.base.search.ranking import Alternative, Group
from hjulet.base.search.words import Question, root, spoken


def groups_of(question: Question, municipality: Municipality, day: date) -> list[Group]:
    """A group for each word of the question. Three questions to the database, a fourth when a word is unknown."""
    return _Meanings(question, municipality, day).groups()


class _Meanings:
    def __init__(self, question: Question, municipality: Municipality, day: date) -> None:
        self.words = question.words
        self.whole = [root(word) for word in spoken(question.said)]  # with the small words: phrases have them
        self.terms = Term.objects.filter(municipality=municipality)
        rows = Synonyms.objects.visible_to(municipality).valid_on(day)
        self.rows = [synonyms.row(one.phrases) for one in rows]
        self.known = dict(self.terms.filter(self._near()).values_list("root", "word"))
        self.sides = self._sides()

    def groups(self) -> list[Group]:
        found = {word: self._alternatives(word) for word in self.words}
        lost = [word for word in self.words if self._is_lost(word)]
        if lost:
            spelt = self._spelt(lost)
            found |= {word: (*found[word], *spelt[word]) for word in lost}
        return [Group(word, alternatives) for word, alternatives in found.items()]

    def _near(self) -> Q:
        """Words of the texts that have to do with those of the question."""
        pieces = {one for word in self.words for cut in compounds.cuts(word) for one in cut.roots}
        near = Q(root__in=pieces | {root(word) for word in self.words})
        for word in self.words:
            if len(trace := compounds.trace(word)) >= compounds.SHORTEST_TRACE:
                near |= Q(word__contains=trace)
        return near

    def _sides(self) -> set[str]:
        """Everything known that the other part of a compound may be."""
        others = {one for word in self.known.values() for cut in compounds.cuts(word) for one in cut.roots}
        more = self.terms.filter(root__in=others - set(self.known)).values_list("root", flat=True)
        return {*self.known, *more}

    def _alternatives(self, word: str) -> tuple[Alternative, ...]:
        said = root(word)
        same = synonyms.same_as(said, self.whole, self.rows)
        wider = compounds.holding(said, self.known.values(), self.sides) - {said}
        return (
            Alternative((said,)),
            *(Alternative(phrase, ranking.SYNONYM) for phrase in same),
            *(Alternative((one,), ranking.COMPOUND) for one in sorted(wider)),
            *self._taken_apart(word),
        )

    def _taken_apart(self, word: str) -> Iterator[Alternative]:
        halves = compounds.parts(word, self.known)
        if halves:
            yield Alternative(halves, ranking.TAKEN_APART)
        elif root(word) not in self.known:
            halves = compounds.ends_known(word, self.known)
        yield from (Alternative((half,), ranking.HALF) for half in halves)

    def _is_lost(self, word: str) -> bool:
        return (
            root(word) not in self.known
            and not compounds.parts(word, self.known)
            and not synonyms.same_as(root(word), self.whole, self.rows)
        )

    def _spelt(self, lost: Sequence[str]) -> dict[str, list[Alternative]]:
        """What each may have been. The synonyms are words that one may misspell too."""
        near = self.terms.annotate(length=Length("word")).filter(length__lte=max(map(len, lost)) + 3)
        known = [spelling.Known(*term) for term in near.values_list("root", "word")]
        single = (phrase for row in self.rows for phrase in row if len(phrase.words) == 1)
        known += [spelling.Known(phrase.asked[0], phrase.words[0]) for phrase in single]
        return {
            word: list(self._corrected(word, known)) or list(self._half_corrected(word, known))
            for word in lost
        }

    def _corrected(self, word: str, known: Sequence[spelling.Known]) -> Iterator[Alternative]:
        for one in spelling.meant(word, known, root=root(word)):
            yield Alternative((one.root,), ranking.CORRECTED, corrects_to=one.word)
            for phrase in synonyms.same_as(one.root, [one.root], self.rows):
                yield Alternative(phrase, ranking.SYNONYM * ranking.CORRECTED, corrects_to=one.word)

    def _half_corrected(self, word: str, known: Sequence[spelling.Known]) -> Iterator[Alternative]:
        """A compound with one part misspelt: *nykelhantering*."""
        for part, other, is_first in compounds.one_part_known(word, self.known):
            for one in spelling.meant(part, known, root=root(part)):
                glue = (
                    compounds.GLUE
                    if part.endswith(compounds.GLUE) and not one.word.endswith(compounds.GLUE)
                    else ""
                )
                meant = (
                    f"{one.word}{glue}{word[len(part) :]}" if is_first else f"{word[: -len(part)]}{one.word}"
                )
                yield Alternative((one.root, other), ranking.TAKEN_APART, corrects_to=meant)
                yield Alternative((one.root,), ranking.HALF * ranking.CORRECTED, corrects_to=meant)
