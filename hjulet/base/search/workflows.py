"""Keeping open texts findable. A feature's verb calls `put` when a text that people may read has changed, and `drop` when
it is read no more; `put_all` writes many at once.

    put(Findable("routine", routine.pk, routine.municipality_id, routine.title, parts))
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import transaction
from django.db.models import QuerySet

from hjulet.base.organisation.models import Municipality
from hjulet.base.search.models import Passage, Posting, SearchText, Term
from hjulet.base.search.ranking import weight
from hjulet.base.search.words import LONGEST_STEM, told

AT_ONCE = 500  # texts


@dataclass(frozen=True)
class Part:
    """What stands under one heading; the anchor is the heading's id on the page."""

    body: str
    heading: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Findable:
    """A text to be found: the feature's word for it, its key there, whose it is, and what it says."""

    kind: str
    number: int
    municipality: int
    title: str
    parts: Sequence[Part] = ()
    keywords: str = ""  # what it is found by, beside what it says: law, older names


def put(text: Findable) -> None:
    """This is what the text says from now on."""
    put_all([text])


def drop(kind: str, numbers: Collection[int]) -> None:
    """These are not found any more."""
    with transaction.atomic():
        _forget(SearchText.objects.filter(kind=kind, number__in=numbers))


def put_all(texts: Iterable[Findable]) -> int:
    """Many texts; how many they were."""
    amount, left = 0, iter(texts)
    while batch := list(islice(left, AT_ONCE)):
        with transaction.atomic():
            _write(batch)
        amount += len(batch)
    return amount


def begin_anew(municipality: Municipality) -> None:
    """Forget every text and every word: before all of them are put again, in the same transaction."""
    _forget(SearchText.objects.filter(municipality=municipality))
    Term.objects.filter(municipality=municipality).delete()


def _write(texts: Sequence[Findable]) -> None:
    for kind in {text.kind for text in texts}:
        numbers = [text.number for text in texts if text.kind == kind]
        _forget(SearchText.objects.filter(kind=kind, number__in=numbers))
    rows = SearchText.objects.bulk_create(
        SearchText(
            municipality_id=text.municipality, kind=text.kind, number=text.number, title=text.title[:300]
        )
        for text in texts
    )
    words: dict[tuple[int, str], str] = {}
    postings: list[Posting] = []
    for row, text in zip(rows, texts, strict=True):
        counted = _Counted(text)
        postings += [Posting(text=row, root=root, weight=value) for root, value in counted.weights()]
        for root, word in counted.words.items():
            words[text.municipality, root] = min(words.get((text.municipality, root), word), word, key=len)
    Passage.objects.bulk_create(_passages(rows, texts), batch_size=2000)
    Posting.objects.bulk_create(postings, batch_size=5000)
    Term.objects.bulk_create(
        [Term(municipality_id=place, root=root, word=word) for (place, root), word in sorted(words.items())],
        ignore_conflicts=True, batch_size=5000,
    )  # fmt: skip


def _passages(rows: Sequence[SearchText], texts: Sequence[Findable]) -> Iterator[Passage]:
    for row, text in zip(rows, texts, strict=True):
        for position, part in enumerate(text.parts):
            yield Passage(
                text=row,
                position=position,
                heading=part.heading[:300],
                anchor=part.anchor[:200],
                body=part.body,
            )


def _forget(gone: QuerySet[SearchText]) -> None:
    """By their keys, some at a time: asked as one question, PostgreSQL may hold every posting against every other."""
    keys = iter(list(gone.values_list("pk", flat=True)))
    while some := list(islice(keys, AT_ONCE)):
        Posting.objects.filter(text__in=some).delete()
        Passage.objects.filter(text__in=some).delete()
        SearchText.objects.filter(pk__in=some).delete()


class _Counted:
    """The roots of a text, where they stand, and the shortest form of each."""

    def __init__(self, text: Findable) -> None:
        self.words: dict[str, str] = {}
        self.title = self._count(text.title)
        self.headings = self._count(text.keywords, *(part.heading for part in text.parts))
        self.body = self._count(*(part.body for part in text.parts))

    def weights(self) -> Iterator[tuple[str, int]]:
        length = self.body.total()
        for root in self.words:
            yield root, weight(self.title[root], self.headings[root], self.body[root], length)

    def _count(self, *said: str) -> Counter[str]:
        counted: Counter[str] = Counter()
        for text in said:
            for root, word in told(text):
                counted[root] += 1
                self.words[root] = min(self.words.get(root, word), word, key=len)[:LONGEST_STEM]
        return counted
