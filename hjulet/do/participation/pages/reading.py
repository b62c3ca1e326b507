"""What I have to read, one reading, and how many have read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.base.people.choices import Role, Verb
from hjulet.base.people.models import User
from hjulet.base.people.request import Request
from hjulet.base.people.roles import TABLE, may
from hjulet.do.participation import rules, whatsnew
from hjulet.do.participation.models import Reading, ReadingQuestion, Receipt, terms_of
from hjulet.do.participation.models.people import NAMES, Member, below, holdings, members, paths_of
from hjulet.do.participation.pages.reaching import lasting
from hjulet.plan.procedures.models import RoutineVersion
from hjulet.plan.procedures.pages.reading import document, signed_in

SHOWN = 40
UNITS_SHOWN = 200


@dataclass(frozen=True)
class ToRead:
    """A reading that is for me, and since when; somebody new reads the whole routine."""

    reading: Reading
    since: date
    due_on: date
    is_read: bool
    is_late: bool

    @property
    def is_new_here(self) -> bool:
        return self.since > self.reading.sent_on

    @property
    def seconds(self) -> int:
        """What is new; for somebody new here, the whole."""
        return rules.seconds_to_read(self.reading.version.text) if self.is_new_here else self.reading.seconds


def mine(user: User, today: date) -> list[ToRead]:
    """Every current reading for my roles at my units, unread first; a fixed number of questions."""
    held = user.roles_on(today)
    paths = {path for one in held for path in [*one.unit.paths_above(), one.unit.path]}
    near = Reading.objects.current(today).filter(units__path__in=paths).distinct()
    found = list(near.select_related("version__routine").prefetch_related("units"))
    read = set(Receipt.objects.filter(user=user, reading__in=found).values_list("reading", flat=True))
    rows = [row for reading in found if (row := _to_read(reading, user, today, reading.pk in read))]
    return sorted(rows, key=lambda row: (row.is_read, row.due_on, row.reading.pk))


def _to_read(reading: Reading, user: User, today: date, is_read: bool) -> ToRead | None:
    starts = [held.starts_on for held in user.roles_on(today) if reading.is_for(held.role, held.unit.path)]
    if not starts:
        return None
    since = rules.asked_since(reading.sent_on, min(starts))
    due_on = max(reading.due_on, since + (reading.due_on - reading.sent_on))
    return ToRead(reading, since, due_on, is_read, not is_read and due_on < today)


def unread(user: User, today: date) -> QuerySet[Reading]:
    """The same as a part of another question: current readings for my roles at my units without my receipt."""
    spaced = Concat(Value(" "), "role_codes", Value(" "), output_field=CharField())
    for_me = Q(pk__in=())
    for held in user.roles_on(today):
        paths = [*held.unit.paths_above(), held.unit.path]
        named = Reading.units.through.objects.filter(reading=OuterRef("pk"), unit__path__in=paths)
        for_me |= Q(Exists(named), spaced__contains=f" {held.role} ")
    mine_read = Receipt.objects.filter(reading=OuterRef("pk"), user=user)
    return Reading.objects.current(today).alias(spaced=spaced).filter(for_me, ~Exists(mine_read))


def minutes(rows: Iterable[ToRead]) -> int:
    return max(1, round(sum(row.seconds for row in rows) / 60))


def readings_page(request: Request) -> dict[str, Any]:
    user, today = request.user, request.today
    rows = mine(user, today)
    unread = [row for row in rows if not row.is_read]
    asked = ReadingQuestion.objects.visible_to(user, today).unanswered()
    waiting = asked.filter(reading__version__routine__owner=user).select_related("reading__version")
    return {
        "unread": unread,
        "read": [row for row in rows if row.is_read],
        "minutes": minutes(unread),
        "to_answer": list(waiting),
        "may_follow": may(user, Verb.SEE_WHO_HAS_READ, today),
    }


def reading_page(request: Request, reading: Reading) -> dict[str, Any]:
    user, today = request.user, request.today
    is_read = Receipt.objects.filter(user=user, reading=reading).exists()
    questions = reading.questions.select_related("asked_by", "answered_by")
    shown = questions.filter(~Q(answered_at=None) | Q(asked_by=user))
    answers = may_answer(user, reading, today)
    row = _to_read(reading, user, today, is_read)
    is_new_here = row is not None and row.is_new_here
    return {
        "reading": reading,
        "row": row,
        "whole": document(reading.version, signed_in(user, today)) if is_new_here else None,
        "is_over": reading.ended_on is not None,
        "newer": Reading.objects.visible_to(user, today).filter(
            version__routine=reading.version.routine_id, ended_on=None
        ).exclude(pk=reading.pk).first(),
        "questions": list(questions if answers else shown),
        "may_answer": answers,
        "may_follow": may(user, Verb.SEE_WHO_HAS_READ, today),
    }  # fmt: skip


def may_answer(user: User, reading: Reading, day: date) -> bool:
    """The routine's owner; where it has none, and where the owner is away, those who may send it out again."""
    routine = reading.version.routine
    return routine.owner_id == user.pk or may(user, Verb.SEND_READING, day, at=routine.unit)


# -- sending -----------------------------------------------------------------------------------------------------------
def may_send(user: User, version: RoutineVersion, day: date) -> bool:
    return version.routine.owner_id == user.pk or may(user, Verb.SEND_READING, day)


def units_to_send_to(user: User, version: RoutineVersion, today: date) -> UnitQuerySet:
    """Where the routine holds: its owner sends to all of it, others where they may send."""
    routine = version.routine
    held_for = list(routine.units.all()) or [routine.unit]
    units: UnitQuerySet = Unit.objects.filter(below([unit.path for unit in held_for], "path"), lasting(today))
    if routine.owner_id == user.pk:
        return units
    found: UnitQuerySet = units.filter(below(paths_of(user, today, TABLE[Verb.SEND_READING]), "path"))
    return found


def start(version: RoutineVersion, today: date) -> dict[str, Any]:
    """What is new as its owner wrote it, or drafted from the version before; its own units and roles."""
    before = version.routine.versions.approved().filter(number__lt=version.number).order_by("-number").first()
    news = version.what_is_new or whatsnew.drafted(before.text if before else "", version.text)
    units = list(version.routine.units.all()) or [version.routine.unit]
    roles = version.routine.role_codes.split() or [Role.STAFF, Role.MANAGER]
    return {"news": news, "units": units, "roles": roles}


def to_send(request: Request) -> list[RoutineVersion]:
    """Approved versions in force that nobody has sent out yet, where I may send."""
    user, today = request.user, request.today
    seen = RoutineVersion.objects.visible_to(user, today).approved()
    sent = Reading.objects.values("version")
    fresh = seen.filter(Q(ended_on=None) | Q(ended_on__gt=today)).exclude(pk__in=sent)
    recent = fresh.filter(valid_from__gte=today - timedelta(days=180)).select_related("routine__unit")
    return [version for version in recent.order_by("-valid_from")[:SHOWN] if may_send(user, version, today)]


# -- how many have read ------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class UnitRate:
    """How many at a unit have read, and the names that may be shown."""

    unit: Unit
    asked: int
    read: int
    missing: tuple[Member, ...]
    named_from: date | None  # when names will be shown, if that is later and the reader is to see them
    is_hidden: bool

    @property
    def left(self) -> int:
        return self.asked - self.read

    @property
    def percent(self) -> int | None:
        return rules.share(self.read, self.asked)


def rates(reading: Reading, user: User, today: date) -> list[UnitRate]:
    """Unit by unit, where the user follows up."""
    followed = tuple(paths_of(user, today, TABLE[Verb.SEE_WHO_HAS_READ]))
    people = [
        one for one in members(reading.paths, reading.roles, today) if one.unit.path.startswith(followed)
    ]
    read = set(reading.receipts.values_list("user", flat=True))
    by_unit: dict[int, list[Member]] = {}
    for one in people:
        by_unit.setdefault(one.unit.pk, []).append(one)
    own = tuple(paths_of(user, today, NAMES))
    days = terms_of(reading.version.routine.municipality_id).names_after_days
    counted = {
        str(pk): (sum(one.user.pk in read for one in found), len(found)) for pk, found in by_unit.items()
    }
    hidden = rules.hidden_rates(counted)
    rows = [
        _rate(reading, found, read, own, (today, days), str(pk) in hidden) for pk, found in by_unit.items()
    ]
    return sorted(rows, key=lambda row: row.unit.path)[:UNITS_SHOWN]


def _rate(
    reading: Reading, people: Sequence[Member], read: set[int], own: tuple[str, ...], when: tuple[date, int], is_small: bool
) -> UnitRate:  # fmt: skip
    today, days = when
    unit = people[0].unit
    is_own = unit.path.startswith(own) if own else False
    left = [one for one in people if one.user.pk not in read]
    since = {one.user.pk: rules.asked_since(reading.sent_on, one.since) for one in left}
    named = [one for one in left if is_own and rules.may_be_named(since[one.user.pk], today, days)]
    later = [since[one.user.pk] + timedelta(days=days) for one in left if is_own and one not in named]
    return UnitRate(
        unit, len(people), len(people) - len(left), tuple(named), min(later, default=None),
        is_small and not is_own,
    )  # fmt: skip


@dataclass(frozen=True)
class Sent:
    """A reading in the list of those that I follow: how many at my units have read it."""

    reading: Reading
    asked: int
    read: int
    is_hidden: bool

    @property
    def left(self) -> int:
        return self.asked - self.read

    @property
    def percent(self) -> int | None:
        return rules.share(self.read, self.asked)


def followed(user: User, today: date) -> list[Sent]:
    """Current readings at the units that I follow, the fewest read first; four questions, however many."""
    paths = paths_of(user, today, TABLE[Verb.SEE_WHO_HAS_READ])
    seen = Reading.objects.visible_to(user, today).current(today)
    found = list(seen.select_related("version__routine").prefetch_related("units")[:SHOWN])
    roles = {role for reading in found for role in reading.roles}
    people = members_by_role(paths, roles, today)
    read = set(Receipt.objects.filter(reading__in=found).values_list("reading", "user"))
    is_own = all(path.startswith(tuple(paths_of(user, today, NAMES)) or ("-",)) for path in paths)
    rows = []
    for reading in found:
        asked = {one.user.pk for one in people if reading.is_for(one.role, one.unit.path)}
        done = sum((reading.pk, user_pk) in read for user_pk in asked)
        if asked:
            rows.append(Sent(reading, len(asked), done, not is_own and len(asked) < rules.SMALLEST))
    return sorted(rows, key=lambda row: (row.percent or 0, -row.left))


def members_by_role(paths: Iterable[str], roles: Iterable[str], day: date) -> list[Member]:
    """Everybody with one of the roles there, once a role and unit."""
    return [
        Member(held.user, held.unit, held.role, held.starts_on) for held in holdings(paths, list(roles), day)
    ]
