"""Whom to remind today of what to read, to learn and to renew: the person before its day, the manager when it has passed.

A message names the routine, the course or the task, never a person. Who is away is reminded on coming back; a manager
who is away has a substitute, who is told first.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.act.actions.access import answering_for
from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import tell
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.models import Absence, User
from hjulet.base.ui import swedish
from hjulet.do.participation import rules
from hjulet.do.participation.models import Completion, Delegation, Reading, Receipt, Requirement, terms_of
from hjulet.do.participation.models.people import NAMES, Member, members, paths_of
from hjulet.do.participation.pages.reading import members_by_role
from hjulet.do.participation.pages.training import due_on


@dataclass(frozen=True)
class Due:
    """One reminder, and to whom. What is a person's own to do is nobody else's: then no substitute is told."""

    users: tuple[User, ...]
    title: str
    path: str
    key: str
    due_on: date
    about: models.Model | None = None
    is_own: bool = True

    def send(self, *, at: datetime, day: date) -> int:
        """Said twice it is told once. Gives how many were new."""
        stands_in = (lambda _user: False) if self.is_own else None
        return tell(
            self.users, Kind.PARTICIPATION, self.title, self.path, key=self.key, about=self.about, due_on=self.due_on,
            at=at, day=day, may_stand_in=stands_in,
        )  # fmt: skip


@dataclass
class Round:
    """A morning in a municipality: who is away, and who answers for which unit, asked once each."""

    place: Municipality
    today: date
    away: set[int]
    managers: dict[int, tuple[User, ...]] = field(default_factory=dict)

    def answering(self, unit: Unit) -> tuple[User, ...]:
        if unit.pk not in self.managers:
            self.managers[unit.pk] = tuple(answering_for(unit, self.today))
        return self.managers[unit.pk]

    def may_be_counted(self, unit: Unit, amount: int) -> bool:
        """A few are counted to the unit's own manager alone; to those above they are 'some'."""
        own = (paths_of(user, self.today, NAMES) for user in self.answering(unit))
        return amount >= rules.SMALLEST or all(unit.path.startswith(tuple(paths)) for paths in own)

    def at_work(self, *users: User) -> tuple[User, ...]:
        return tuple(user for user in users if user.pk not in self.away)


def all_due(today: date) -> Iterator[Due]:
    away = set(
        Absence.objects.filter(starts_on__lte=today, ends_on__gte=today).values_list("user", flat=True)
    )
    for place in Municipality.objects.order_by("pk"):
        morning = Round(place, today, away)
        yield from _to_read(morning)
        yield from _to_learn(morning)
        yield from _delegations(morning)


def _to_read(morning: Round) -> Iterator[Due]:
    """Readings near their day, and those that have passed it: how many have not read, to each unit's manager."""
    found = Reading.objects.current(morning.today).filter(version__routine__municipality=morning.place)
    days = terms_of(morning.place).names_after_days
    for reading in (
        found.select_related("version__routine").prefetch_related("units").order_by("due_on", "pk")
    ):
        read = set(Receipt.objects.filter(reading=reading).values_list("user", flat=True))
        left = [
            one for one in members(reading.paths, reading.roles, morning.today) if one.user.pk not in read
        ]
        for one in left:
            yield from _read_yourself(reading, one, morning)
        yield from _not_read(reading, left, days, morning)


def _due_for(reading: Reading, since: date) -> date:
    """Somebody who began later has as many days as everybody had."""
    began = rules.asked_since(reading.sent_on, since)
    return max(reading.due_on, began + (reading.due_on - reading.sent_on))


def _read_yourself(reading: Reading, one: Member, morning: Round) -> Iterator[Due]:
    day = _due_for(reading, one.since)
    stage = rules.reminder(day, morning.today, rules.READ_AHEAD)
    if stage is None:
        return
    said = {"title": reading.version.title, "day": swedish.day(day)}
    yield Due(
        morning.at_work(one.user), _("Läs det nya i %(title)s senast %(day)s.") % said, reading.get_absolute_url(),
        f"reading-{reading.pk}-{day:%Y%m%d}-{stage}", day, reading,
    )  # fmt: skip


def _not_read(reading: Reading, left: Iterable[Member], days: int, morning: Round) -> Iterator[Due]:
    """To the unit's manager, on the first day that names may be shown: then there is something to do about it."""
    late: dict[tuple[Unit, date], int] = defaultdict(int)
    for one in left:
        began = rules.asked_since(reading.sent_on, one.since)
        day = max(_due_for(reading, one.since), began + timedelta(days=days - 1))
        if rules.is_to_be_told_above(day, morning.today):
            late[one.unit, day] += 1
    for (unit, day), amount in late.items():
        words = ngettext(
            "%(n)s har inte läst %(title)s i tid.", "%(n)s har inte läst %(title)s i tid.", amount
        )
        if not morning.may_be_counted(unit, amount):
            words = _("Några har inte läst %(title)s i tid.")
        yield Due(
            morning.answering(unit), words % {"n": amount, "title": reading.version.title},
            reverse("participation:follow", args=[reading.pk]), f"reading-late-{reading.pk}-{unit.pk}-{day:%Y%m%d}", day,
            reading.version, is_own=False,
        )  # fmt: skip


def _to_learn(morning: Round) -> Iterator[Due]:
    """Courses that a role requires: to be done for the first time, or again before they go out."""
    needs = list(Requirement.objects.in_force().filter(course__unit__municipality=morning.place))
    asked = _asked(needs, morning.today)
    users = {user for user, _course in asked}
    done = Completion.objects.latest_of(sorted(users), sorted({course for _user, course in asked}))
    late: dict[tuple[Unit, int, date], list[Requirement]] = defaultdict(list)
    for (user, course), (need, member, first_day) in asked.items():
        held = done.get((user, course))
        day = held.valid_to if held else first_day
        if day is None:
            continue
        yield from _learn_yourself(need, member, day, morning, is_renewed=held is not None)
        if rules.is_to_be_told_above(day, morning.today):
            late[member.unit, course, day].append(need)
    for (unit, course, day), missing in late.items():
        words = ngettext("%(n)s saknar kursen %(title)s.", "%(n)s saknar kursen %(title)s.", len(missing))
        if not morning.may_be_counted(unit, len(missing)):
            words = _("Några saknar kursen %(title)s.")
        yield Due(
            morning.answering(unit), words % {"n": len(missing), "title": missing[0].course.title},
            reverse("participation:training"), f"course-late-{course}-{unit.pk}-{day:%Y%m%d}", day, is_own=False,
        )  # fmt: skip


def _asked(
    needs: Iterable[Requirement], today: date
) -> dict[tuple[int, int], tuple[Requirement, Member, date]]:
    """Person and course → by when it is to be done for the first time; the earliest of several."""
    found: dict[tuple[int, int], tuple[Requirement, Member, date]] = {}
    for need in needs:
        for member in members_by_role([need.unit.path], [need.role], today):
            day, key = due_on(need, member.since), (member.user.pk, need.course_id)
            if key not in found or day < found[key][2]:
                found[key] = (need, member, day)
    return found


def _learn_yourself(
    need: Requirement, member: Member, day: date, morning: Round, *, is_renewed: bool
) -> Iterator[Due]:
    stage = rules.reminder(day, morning.today, rules.RENEW_AHEAD if is_renewed else rules.LEARN_AHEAD)
    if stage is None:
        return
    words = _("Kursen %(title)s gäller till %(day)s. Gör den igen.") if is_renewed else _(
        "Gör kursen %(title)s senast %(day)s."
    )  # fmt: skip
    yield Due(
        morning.at_work(member.user), words % {"title": need.course.title, "day": swedish.day(day)},
        need.course.get_absolute_url(), f"course-{need.course_id}-{day:%Y%m%d}-{stage}", day, need.course,
    )  # fmt: skip


def _delegations(morning: Round) -> Iterator[Due]:
    """The one who has it and the one who gave it before its last day; the unit's manager when nobody has renewed it."""
    until = morning.today + timedelta(days=max(rules.RENEW_AHEAD))
    here = Delegation.objects.not_withdrawn(morning.today).filter(unit__municipality=morning.place)
    renewed = here.filter(
        task=OuterRef("task"), given_to=OuterRef("given_to"), unit=OuterRef("unit"), valid_to__gt=OuterRef("valid_to")
    )  # fmt: skip
    near = here.filter(~Exists(renewed), valid_to__range=(morning.today - rules.TOLD_AFTER, until))
    rows = near.select_related("unit", "task", "given_to", "given_by")
    for one in rows.order_by("valid_to", "pk"):
        yield from _delegation(one, morning)


def _delegation(one: Delegation, morning: Round) -> Iterator[Due]:
    said = {"task": one.task.name, "day": swedish.day(one.valid_to)}
    key = f"delegation-{one.pk}-{one.valid_to:%Y%m%d}"
    stage = rules.reminder(one.valid_to, morning.today, rules.RENEW_AHEAD)
    if stage is not None and (one.valid_to - one.starts_on).days > stage:
        yield Due(
            morning.at_work(one.given_to, one.given_by), _("Delegeringen %(task)s går ut %(day)s.") % said,
            one.get_absolute_url(), f"{key}-{stage}", one.valid_to, one,
        )  # fmt: skip
    if rules.is_to_be_told_above(one.valid_to, morning.today):
        yield Due(
            morning.answering(one.unit), _("En delegering gick ut %(day)s: %(task)s.") % said, one.get_absolute_url(),
            f"{key}-late", one.valid_to, one, is_own=False,
        )  # fmt: skip
