"""The page of answers: what was asked, what answers in each kind, and how to go on when nothing does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Value
from django.utils.text import capfirst

from hjulet.base.organisation.models import Municipality
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.base.search.finding import Answers, Excerpt, Hit, Scope, excerpts, find
from hjulet.base.search.showing import Piece
from hjulet.base.search.words import Question, question
from hjulet.base.ui import swedish
from hjulet.desk.searching import sealed
from hjulet.desk.searching.address import Addresses
from hjulet.desk.searching.kinds import BY_KEY, KINDS, Asked, Kind
from hjulet.desk.searching.sealed import SealedHit

FEW, MANY = 5, 30  # of a kind: when all kinds are shown, and when one is
WEAK = 0.5  # of the best answer's score: a kind whose best is weaker stands further down
CARD = ("kind", "number", "code", "place", "slug", "day")


@dataclass(frozen=True)
class Found:
    """A text that answers."""

    href: str
    title: tuple[Piece, ...]
    heading: str
    pieces: tuple[Piece, ...]
    detail: str


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    amount: int
    found: tuple[Found, ...]
    href: str  # all of the kind

    @property
    def more(self) -> int:
        return self.amount - len(self.found)


@dataclass(frozen=True)
class Correction:
    """A word that nothing holds, and what was looked for instead: each with the address of a search for it."""

    word: str
    meant: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Page:
    question: Question
    sections: tuple[Section, ...]
    deviations: tuple[SealedHit, ...]
    has_more_deviations: bool
    deviations_href: str
    everything_href: str  # when only one kind is shown
    people: tuple[User, ...]
    corrections: tuple[Correction, ...]
    unknown: tuple[str, ...]
    searched: tuple[str, ...]  # the kinds that were looked in

    @property
    def is_empty(self) -> bool:
        return not (self.sections or self.deviations or self.people)


def page(asked: Asked, municipality: Municipality, addresses: Addresses) -> Page:
    said = question(asked.words)
    scopes = list(_scopes(asked))
    answers = find(said, scopes, municipality, asked.today)
    held = sealed.deviations(asked, said)
    few = sealed.MOST if asked.kind else FEW
    return Page(
        question=said,
        sections=tuple(_sections(answers, scopes, asked, addresses)),
        deviations=tuple(held[:few]),
        has_more_deviations=len(held) > few,
        deviations_href=addresses.of(asked.words, slag=sealed.DEVIATION),
        everything_href=addresses.of(asked.words, slag="") if asked.kind else "",
        people=tuple(sealed.people(asked)),
        corrections=tuple(_corrections(answers, said, addresses)),
        unknown=answers.unknown,
        searched=tuple(str(BY_KEY[scope.kind].title) for scope in scopes),
    )


def _sections(
    answers: Answers, scopes: Sequence[Scope], asked: Asked, addresses: Addresses
) -> Iterable[Section]:
    shown = _shown(answers, only=asked.kind)
    every = [hit for _, hits in shown for hit in hits]
    cards, told = _cards(every, scopes, asked), excerpts(every, answers.roots)
    for kind, hits in shown:
        amount = sum(hit.kind == kind.key for hit in answers.hits)
        found = tuple(_found(hits, kind, cards, told))
        yield Section(kind.key, str(kind.title), amount, found, addresses.of(asked.words, slag=kind.key))


def _scopes(asked: Asked) -> Iterable[Scope]:
    for kind in KINDS:
        if asked.kind not in {"", kind.key} or (kind.verb and not may(asked.user, kind.verb, asked.today)):
            continue
        rows = kind.rows(asked)
        if rows is not None:
            yield Scope(kind.key, rows)


def _shown(answers: Answers, *, only: str) -> list[tuple[Kind, list[Hit]]]:
    """Each kind with its best answers: in the order of KINDS, those that answer badly last."""
    by_kind = [(kind, [hit for hit in answers.hits if hit.kind == kind.key]) for kind in KINDS]
    held = [(kind, hits) for kind, hits in by_kind if hits]
    best = max((hits[0].score for _, hits in held), default=0)
    held.sort(key=lambda pair: pair[1][0].score < WEAK * best)
    return [(kind, hits[: MANY if only else FEW]) for kind, hits in held]


def _cards(
    hits: Sequence[Hit], scopes: Sequence[Scope], asked: Asked
) -> dict[tuple[str, int], dict[str, Any]]:
    """What stands under each hit, of all kinds in one question."""
    asks = []
    for scope in scopes:
        numbers = [hit.number for hit in hits if hit.kind == scope.kind]
        if numbers:
            kind = BY_KEY[scope.kind]
            told = {"code": kind.code, "place": kind.place, "slug": kind.slug, "day": kind.day(asked.today)}
            rows = scope.rows.model._default_manager.filter(pk__in=numbers).order_by()  # noqa: SLF001 - public in Django
            asks.append(rows.values_list(Value(kind.key), F("pk"), *told.values()))
    if not asks:
        return {}
    first, *others = asks
    rows = first.union(*others, all=True) if others else first
    return {(row[0], row[1]): dict(zip(CARD, row, strict=True)) for row in rows}


def _found(
    hits: Iterable[Hit], kind: Kind, cards: dict[tuple[str, int], dict[str, Any]], told: dict[int, Excerpt]
) -> Iterable[Found]:
    for hit in hits:
        card, excerpt = cards.get((kind.key, hit.number)), told.get(hit.text)
        if card is None or excerpt is None:
            continue  # it went away while we looked
        place = excerpt.place
        href = kind.href(hit.number, card["slug"])
        anchor = f"#{place.anchor}" if href and place and place.anchor else ""
        yield Found(
            href=f"{href}{anchor}", title=excerpt.title, heading=place.heading if place else "",
            pieces=place.pieces if place else (), detail=_detail(kind, card),
        )  # fmt: skip


def _detail(kind: Kind, card: dict[str, Any]) -> str:
    code = capfirst(str(kind.words.get(card["code"], card["code"])))
    return " · ".join(part for part in (code, _day(kind, card["day"]), card["place"]) if part)


def _day(kind: Kind, day: date | None) -> str:
    return str(kind.day_said) % {"day": swedish.day(day)} if day else str(kind.no_day_said)


def _corrections(answers: Answers, said: Question, addresses: Addresses) -> Iterable[Correction]:
    for one in answers.corrections:
        meant = ((word, addresses.of(_with(said, one.word, word))) for word in one.meant)
        yield Correction(one.word, tuple(meant))


def _with(said: Question, wrong: str, meant: str) -> str:
    return " ".join(meant if word == wrong else word for word in said.words)
