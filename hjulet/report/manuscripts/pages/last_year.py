"""Who was asked what for the same report the year before, and whom that means this year."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hjulet.base.people.models import RoleHolding, User
from hjulet.report.manuscripts import rules
from hjulet.report.manuscripts.choices import RequestState
from hjulet.report.manuscripts.models import Manuscript, SectionRequest

NOT_ASKED = [RequestState.WITHDRAWN, RequestState.HANDED_OVER]


@dataclass(frozen=True)
class AskedBefore:
    """What was asked about one section, and of whom: as numbers, for some cannot be asked any more."""

    title: str
    question: str
    users: tuple[User, ...]


@dataclass(frozen=True)
class Successor:
    """Whoever was asked and has left, and the only one who has the role now, if there is one."""

    left: User
    now: int | None


@dataclass(frozen=True)
class Before:
    """The report of the year before, as far as questions go."""

    sections: Mapping[str, AskedBefore]
    due_on: date | None
    successors: Mapping[int, Successor]

    def people(self, section: str) -> list[int]:
        """Those who were asked, or who came after them."""
        if section not in self.sections:
            return []
        followed = [self._now(user) for user in self.sections[section].users]
        return [pk for pk in dict.fromkeys(followed) if pk is not None]

    def gone(self, section: str) -> list[Successor]:
        """Those who were asked and have left."""
        asked = self.sections[section].users if section in self.sections else ()
        return [self.successors[user.pk] for user in asked if user.pk in self.successors]

    def _now(self, user: User) -> int | None:
        return self.successors[user.pk].now if user.pk in self.successors else user.pk


def before(manuscript: Manuscript, today: date) -> Before | None:
    """None when the same report was not written the year before, or nobody was asked for it."""
    same = Manuscript.objects.filter(
        kind=manuscript.kind, unit=manuscript.unit, year=manuscript.year - 1
    ).values("pk")
    found = SectionRequest.objects.filter(manuscript__in=same).exclude(state__in=NOT_ASKED)
    asked = list(found.select_related("to").order_by("asked_at", "pk"))
    if not asked:
        return None
    return Before(_of_each(asked), _due(asked, today), _successors({one.to for one in asked}, today))


def _of_each(asked: Iterable[SectionRequest]) -> dict[str, AskedBefore]:
    """The last question of a section is the one that is asked again, with the years it names moved on."""
    sections: dict[str, list[SectionRequest]] = defaultdict(list)
    for one in asked:
        sections[one.section].append(one)
    return {
        section: AskedBefore(
            rows[-1].section_title,
            rules.years_on(rows[-1].question, 1),
            tuple(dict.fromkeys(row.to for row in rows)),
        )
        for section, rows in sections.items()
    }


def _due(asked: Collection[SectionRequest], today: date) -> date | None:
    """The day that most had, a year later; nothing when even that has been."""
    days = Counter(one.due_on for one in asked)
    most = max(days, key=lambda day: (days[day], day))
    moved = rules.a_year_later(most)
    return moved if moved >= today else None


def _successors(people: Collection[User], today: date) -> dict[int, Successor]:
    """For those without a role today: whoever alone holds what they last held."""
    working = set(
        User.objects.filter(pk__in=[user.pk for user in people], is_active=True)
        .with_access(today)
        .values_list("pk", flat=True)
    )
    left = {user.pk: user for user in people if user.pk not in working}
    if not left:
        return {}
    held: dict[int, list[RoleHolding]] = defaultdict(list)
    for holding in RoleHolding.objects.filter(user__in=left, starts_on__lte=today).order_by("pk"):
        held[holding.user_id].append(holding)
    units = {holding.unit_id for rows in held.values() for holding in rows}
    now: dict[tuple[str, int], set[int]] = defaultdict(set)
    for holding in RoleHolding.objects.filter(unit__in=units, user__is_active=True).held_on(today):
        now[holding.role, holding.unit_id].add(holding.user_id)
    return {pk: Successor(user, rules.only_successor(_last(held[pk]), now)) for pk, user in left.items()}


def _last(held: Collection[RoleHolding]) -> set[tuple[str, int]]:
    """What somebody held to the end."""
    last = max((holding.ends_on or date.max for holding in held), default=None)
    return {(one.role, one.unit_id) for one in held if (one.ends_on or date.max) == last}
