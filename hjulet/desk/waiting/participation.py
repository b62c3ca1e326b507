"""Routines to read, courses to take, delegations to confirm, questions and ideas to answer: all in one question."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, DateField, IntegerField, Min, OuterRef, QuerySet, Subquery, Sum, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.base.ui import swedish
from hjulet.desk.waiting.rows import About, Waiting, counted, dated
from hjulet.do.participation.models import Delegation, Idea, ReadingQuestion
from hjulet.do.participation.pages.reading import unread
from hjulet.do.participation.pages.training import to_do
from hjulet.do.participation.rules import Terms

ROWS_OF = {  # one, many, where, and minutes for each
    "courses": (gettext_lazy("En kurs att göra"), gettext_lazy("%(n)s kurser att göra"), "participation:courses", 20),
    "given": (gettext_lazy("Bekräfta en delegering"), gettext_lazy("Bekräfta %(n)s delegeringar"), "participation:delegations", 2),
    "asked": (gettext_lazy("Svara på en fråga om en rutin"), gettext_lazy("Svara på %(n)s frågor om rutiner"), "participation:readings", 2),
    "ideas": (gettext_lazy("Svara på en idé"), gettext_lazy("Svara på %(n)s idéer"), "participation:ideas", 3),
}  # fmt: skip


def to_take_part_in(user: User, today: date) -> Iterable[Waiting]:
    """What is new to read, with the minutes it takes, and what waits for an answer of mine."""
    if not may(user, Verb.TAKE_PART, today):
        return []
    return counted(_rows(user, today), About.TAKE_PART)


def _rows(user: User, today: date) -> Iterable[Waiting]:
    given = Delegation.objects.filter(given_to=OuterRef("pk"), accepted_at=None, valid_to__gte=today)
    asked = ReadingQuestion.objects.unanswered().filter(reading__version__routine__owner=OuterRef("pk"))
    readings = unread(user, today)
    amounts: dict[str, Any] = {
        "readings": _of(readings, Count("pk")),
        "seconds": _of(readings, Sum("seconds")),
        "due": _of(readings, Min("due_on"), DateField()),
        "courses": _of(to_do(user, today), Count("pk")),
        "given": _of(given.not_withdrawn(today), Count("pk")),
        "asked": _of(asked, Count("pk")),
    }
    if may(user, Verb.ANSWER_IDEA, today):
        amounts["ideas"] = _of(Idea.objects.open_to(user, today).waiting(), Count("pk"))
    for found in User.objects.filter(pk=user.pk).values(**amounts):
        if found["readings"]:
            yield _to_read(found, user, today)
        yield from _to_answer(found)


def _to_read(found: dict[str, Any], user: User, today: date) -> Waiting:
    """'3 rutiner att läsa', with a minute or so; somebody new has the same days from the day they began."""
    text = ngettext("%(n)s rutin att läsa", "%(n)s rutiner att läsa", found["readings"])
    began = min(held.starts_on for held in user.roles_on(today))
    due = max(found["due"], began + timedelta(days=Terms.read_within_days))
    minutes = max(1, round(found["seconds"] / 60))
    return dated(
        text % {"n": swedish.number(found["readings"])},
        reverse("participation:readings"),
        due,
        today,
        minutes,
    )


def _to_answer(found: dict[str, Any]) -> Iterable[Waiting]:
    for name, (one, many, address, minutes_each) in ROWS_OF.items():
        amount = found.get(name) or 0
        if amount:
            text = (one if amount == 1 else many) % {"n": swedish.number(amount)}
            yield Waiting(text, reverse(address), minutes=minutes_each * amount)


def _of(rows: QuerySet[Any], what: Any, kind: Any = None) -> Subquery:
    """A number of them all, as a part of another question."""
    together = rows.order_by().annotate(all=Value(1)).values("all").annotate(number=what)
    return Subquery(together.values("number"), output_field=kind or IntegerField())
