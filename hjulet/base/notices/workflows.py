"""Telling people, taking it back, marking as read, and choosing how to be told."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models, transaction

from hjulet.base.log.chain import record
from hjulet.base.notices import rules
from hjulet.base.notices.choices import Kind, Way
from hjulet.base.notices.models import Notice, NoticeChoice
from hjulet.base.notices.models import about as plain
from hjulet.base.notices.tasks import send_at_once
from hjulet.base.people.models import Absence, User


@dataclass(frozen=True)
class Told:
    """Who gets a message, and instead of whom; whoever is away finds it on coming back but gets no mail."""

    user: int
    on_behalf_of: int | None = None
    is_away: bool = False


@transaction.atomic
def tell(  # noqa: PLR0913 - to whom, what, whereto, about what, when: a message is all of these
    users: Iterable[User],
    kind: Kind,
    title: str,
    path: str,
    *,
    key: str,
    about: models.Model | None = None,
    due_on: date | None = None,
    at: datetime,
    day: date,
    may_stand_in: Callable[[User], bool] | None = None,
) -> int:
    """A message to each, once per person and KEY however often it is said. Gives how many were new.

    TITLE and PATH stand in e-mail: no name, no unit, no word of what a case is about. Who is away on DAY has the
    message waiting, and the substitute gets it first. MAY_STAND_IN says who may be that (not the one a case is about);
    without it anybody may, but nobody for what is closed to all but a few. Only people who are active and have a role
    on DAY are told.
    """
    asked = list(users)
    told = _recipients(asked, day, may_stand_in or (lambda _user: kind not in rules.CLOSED))
    had = set(
        Notice.objects.filter(key=key, user__in=[one.user for one in told]).values_list("user", flat=True)
    )
    new = [one for one in told if one.user not in had]
    if not new:
        return 0
    about_type, about_id = plain(about) if about is not None else ("", "")
    ways = _ways([one.user for one in new], kind)
    made = [
        Notice(
            user_id=one.user, on_behalf_of_id=one.on_behalf_of, kind=kind, title=title[:200], path=path, key=key,
            about_type=about_type, about_id=about_id, created_at=at, due_on=due_on,
            way=Way.APP if one.is_away else ways[one.user], mail_after=at,
        )
        for one in new
    ]  # fmt: skip
    Notice.objects.bulk_create(made, ignore_conflicts=True)  # somebody may have said the same just now
    record("notice.told", about or asked[0], by=None, at=at, kind=kind, key=key, to=[one.user for one in new])
    if any(notice.way == Way.AT_ONCE for notice in made):
        transaction.on_commit(_send, robust=True)  # if the queue is down the timer sends them
    return len(new)


@transaction.atomic
def withdraw(about: models.Model, *, at: datetime, kinds: Collection[Kind] = ()) -> int:
    """Nobody sees the messages about this thing any more, and none is mailed from now on; of these KINDS, or all."""
    found = Notice.objects.about(about).filter(withdrawn_at=None)
    if kinds:
        found = found.filter(kind__in=kinds)
    amount = found.update(withdrawn_at=at)
    if amount:
        record("notice.withdrawn", about, by=None, at=at, kinds=sorted(kinds), amount=amount)
    return amount


def mark_read(user: User, about: models.Model, *, at: datetime) -> int:
    """The person has opened the thing. A page that is only looked at may call this: where nothing waits nothing is written."""
    unread = Notice.objects.about(about).filter(user=user).unread()
    return unread.update(read_at=at) if unread.exists() else 0


def mark_seen(user: User, newest: int, *, at: datetime) -> int:
    """Everything that stood in the list when it was shown; what has come since stays unread."""
    return Notice.objects.filter(user=user, pk__lte=newest, withdrawn_at=None).unread().update(read_at=at)


@transaction.atomic
def choose(user: User, ways: Mapping[Kind, Way], *, at: datetime) -> None:
    """How the person wants to be reached from now on; what waits to be mailed goes the new way too."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    had = dict(NoticeChoice.objects.filter(user=user).values_list("kind", "way"))
    changed = {kind: way for kind, way in ways.items() if rules.way_of(kind, had.get(kind)) != way}
    if not changed:
        return
    NoticeChoice.objects.bulk_create(
        [NoticeChoice(user=user, kind=kind, way=way) for kind, way in changed.items()],
        update_conflicts=True, unique_fields=["user", "kind"], update_fields=["way"],
    )  # fmt: skip
    for kind, way in changed.items():
        waiting = Notice.objects.filter(user=user, kind=kind, mailed_at=None, withdrawn_at=None)
        waiting.exclude(way=Way.APP).update(way=way)
    record("notice.chosen", user, by=user, at=at, ways={str(kind): str(way) for kind, way in changed.items()})


def _recipients(users: list[User], day: date, may_stand_in: Callable[[User], bool]) -> list[Told]:
    """Each person once: in their own right before as somebody's substitute."""
    asked = {user.pk for user in users}
    substitutes = _absences(asked, day)
    ready = User.objects.filter(is_active=True).with_access(day).in_bulk({*asked, *substitutes.values()})
    may = {pk for pk, user in ready.items() if pk in asked or may_stand_in(user)}
    own: dict[int, Told] = {}
    instead: dict[int, Told] = {}
    for pk in sorted(asked & set(ready)):
        stand_in = rules.stand_in(pk, substitutes, may)
        own[pk] = Told(pk, is_away=stand_in != pk)
        if stand_in != pk:
            instead.setdefault(stand_in, Told(stand_in, on_behalf_of=pk))
    return list({**instead, **own}.values())


def _absences(people: Collection[int], day: date) -> dict[int, int]:
    """Who is away that day and who stands in, for these people and for those who stand in for them."""
    found: dict[int, int] = {}
    asked = set(people)
    for _step in range(rules.STEPS + 1):
        away = Absence.objects.filter(user__in=asked, starts_on__lte=day, ends_on__gte=day)
        step = dict(away.order_by("starts_on", "pk").values_list("user", "substitute"))
        found |= step
        asked = set(step.values()) - set(found)
        if not asked:
            break
    return found


def _ways(people: Collection[int], kind: Kind) -> dict[int, Way]:
    chosen = dict(NoticeChoice.objects.filter(user__in=people, kind=kind).values_list("user", "way"))
    return {pk: rules.way_of(kind, chosen.get(pk)) for pk in people}


def _send() -> None:
    send_at_once.enqueue()
