"""Fetch a case for one person: a fixed number of questions, whatever it holds."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Prefetch, Subquery, Value

from hjulet.act.actions.models import EffectReview
from hjulet.base.people.models import User
from hjulet.check.deviations.access import may_handle_law
from hjulet.check.deviations.choices import Law
from hjulet.check.deviations.models import (
    Cause,
    Contribution,
    DecidedAction,
    Deviation,
    Message,
    Part,
    TeamMember,
)
from hjulet.check.deviations.pages.cases import Seen

SAME_PERSON_DAYS = 30


def see(deviation: Deviation, user: User, day: date) -> Seen:
    """The case as the person may see it. `deviation` was reached by `visible_to`."""
    every = _parts(deviation, user, day)
    readable = {part.pk for part in every if part.is_readable}  # type: ignore[attr-defined]  # annotated
    in_lex = [part for part in every if part.moved_to_lex_at is not None]
    mine = frozenset(
        Law(part.law)
        for part in every
        if part not in in_lex and may_handle_law(user, deviation, part.law, day)
    )
    first = min((part.pk for part in every), default=0)
    reads_report = first in readable
    messages = list(deviation.messages.select_related("written_by").order_by("written_at", "pk"))
    return Seen(
        deviation=deviation,
        user=user,
        day=day,
        every=tuple(every),
        parts=tuple(part for part in every if part.pk in readable),
        mine=mine,
        reads_report=reads_report,
        messages=tuple(_shown(messages, in_lex, user, reads_all=reads_report)) if mine else (),
        is_answered=any(message.is_answer for message in messages),
        decided=_decided(deviation),
        files=tuple(deviation.files.kept()) if reads_report else (),
        repeats=next((part.repeats or 0 for part in every), 0),  # type: ignore[attr-defined]  # annotated
    )


def _parts(deviation: Deviation, user: User, day: date) -> list[Part]:
    causes = Prefetch("causes", Cause.objects.select_related("routine").order_by("order", "pk"))
    team = Prefetch(
        "team", TeamMember.objects.select_related("user", "invited_by").order_by("invited_at", "pk")
    )
    contributions = Prefetch("contributions", Contribution.objects.select_related("written_by"))
    found = Part.objects.of(deviation).select_related(
        "type", "device", "investigated_by", "lex_considered_by"
    )
    is_readable = Exists(Part.objects.visible_to(user, day).filter(pk=OuterRef("pk")))
    found = found.annotate(
        is_readable=is_readable, repeats=_repeats(deviation, user, day)
    )  # asked in the same breath
    parts = list(found.prefetch_related(causes, team, contributions))
    for part in parts:
        part.deviation = deviation
    return parts


def _repeats(deviation: Deviation, user: User, day: date) -> Subquery | Value:
    """How many events of the kind the person has been in lately, at the unit, by the blind mark: of those one knows of."""
    mark = deviation.identity.blind_mark if deviation.identity is not None else ""
    if not mark:
        return Value(0)
    last = deviation.happened_on
    same = Deviation.objects.known_by_role(user, day).counted().filter(
        unit=deviation.unit_id, tile=deviation.tile, identity__blind_mark=mark,
        happened_on__gt=last - timedelta(days=SAME_PERSON_DAYS), happened_on__lte=last,
    )  # fmt: skip
    return Subquery(same.order_by().values("unit").annotate(amount=Count("pk")).values("amount"))


def _shown(messages: list[Message], in_lex: list[Part], user: User, *, reads_all: bool) -> Iterator[Message]:
    """What was written before a part became a lex case may tell of it, and stays unshown."""
    moved = max((part.moved_to_lex_at for part in in_lex if part.moved_to_lex_at), default=None)
    for message in messages:
        is_later = moved is None or message.written_at > moved
        if is_later and (reads_all or message.written_by_id == user.pk):
            yield message


def _decided(deviation: Deviation) -> tuple[DecidedAction, ...]:
    reviews = Prefetch("action__reviews", EffectReview.objects.select_related("reviewed_by"))
    found = deviation.decided.select_related("action__owner", "cause").prefetch_related(reviews)
    return tuple(found.order_by("pk"))
