"""Lists: cases one reads, what waits for the registrar, outcomes, and the own reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import QueryDict

from hjulet.base.organisation.models import UnitQuerySet
from hjulet.base.people.models import User, units_visible_to
from hjulet.check.lex import rules
from hjulet.check.lex.choices import Kind, Shown, State
from hjulet.check.lex.models import LexCase, LexCaseQuerySet

PAGE = 100
TAGS: dict[State, str] = {
    State.RECEIVED: "info",
    State.INVESTIGATED: "neutral",
    State.PROPOSED: "middle",
    State.DECIDED: "middle",
    State.NOTIFIED: "neutral",
    State.CLOSED: "good",
}


@dataclass(frozen=True)
class Row:
    case: LexCase
    tag: str
    deadline: date | None
    is_late: bool


def asked_for(user: User, today: date, asked: dict[str, str]) -> LexCaseQuerySet:
    """The cases behind the sentence, whoever is behind the next step first."""
    found = LexCase.objects.visible_to(user, today)
    if asked["lag"]:
        found = found.filter(kind=asked["lag"])
    return _shown(found, Shown(asked["visa"] or Shown.OPEN), user, today)


def _shown(found: LexCaseQuerySet, shown: Shown, user: User, today: date) -> LexCaseQuerySet:
    if shown == Shown.MINE:
        return found.open().filter(investigator=user)
    if shown == Shown.LATE:
        return found.late(today)
    states = {Shown.OPEN: rules.OPEN, Shown.DECIDED: rules.DECIDED, Shown.CLOSED: frozenset({State.CLOSED})}
    return found.filter(state__in=states[shown]) if shown in states else found


def rows(found: LexCaseQuerySet, today: date) -> list[Row]:
    cases = found.select_related("unit", "investigator").order_by("investigate_by", "pk")[:PAGE]
    return [_row(case, today) for case in cases]


def _row(case: LexCase, today: date) -> Row:
    return Row(case, TAGS[State(case.state)], case.deadline(), case.is_late(today))


def to_register(user: User, today: date) -> LexCaseQuerySet:
    """What waits for a number: the oldest first."""
    return LexCase.objects.to_register(user, today).order_by("received_at", "pk")


def registered(user: User, today: date) -> Sequence[LexCase]:
    """The numbers that this registrar wrote last, so that a slip can be seen."""
    return list(LexCase.objects.filter(registered_by=user).order_by("-registered_at")[:10])


def outcomes(user: User, today: date) -> list[LexCase]:
    """Number, kind, outcome and day; not a word of the text is asked for."""
    wanted = ("kind", "year", "sequence", "outcome", "decided_at", "notified_on", "state")
    found: QuerySet[LexCase] = LexCase.objects.outcomes_to(user, today).only(*wanted)
    return list(found.order_by("-decided_at", "-pk")[:PAGE])


def own_reports(user: User) -> list[LexCase]:
    """Number and state of what the user has reported."""
    wanted = ("kind", "year", "sequence", "state", "received_at")
    return list(LexCase.objects.reported_by(user).only(*wanted).order_by("-received_at", "-pk")[:PAGE])


def units_to_report(user: User, today: date) -> UnitQuerySet:
    """Every unit of the municipality that exists today."""
    return units_visible_to(user, today).valid_during(today, today)


def filtered(query: QueryDict) -> bool:
    return any(query.get(name) for name in ("visa", "lag"))


def kind_words(kind: str) -> str:
    return str(Kind(kind).label)
