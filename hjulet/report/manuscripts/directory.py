"""Finding people by what somebody types: a name with its role and unit, a name alone, or all who lead units below one."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Role
from hjulet.base.people.models import User, UserQuerySet

LEADERS = {
    Role.MANAGER: _("Alla enhetschefer under %(unit)s"),
    Role.DEPARTMENT_HEAD: _("Alla avdelningschefer under %(unit)s"),
}
NOBODY_SO = _("Ingen heter så, eller flera. Välj ett namn ur listan.")
SMALLEST = 2  # one is written with the name


@dataclass(frozen=True)
class Directory:
    """Everybody who can be chosen, each with the words that stand in the list of a field."""

    names: Mapping[int, str]
    users: Mapping[int, User]
    groups: Mapping[str, tuple[User, ...]] = field(default_factory=dict)

    @property
    def options(self) -> list[str]:
        return [*self.groups, *self.names.values()]

    def find(self, typed: str) -> tuple[User, ...]:
        """Whom the words mean; nobody where they mean no one, or more than one person."""
        return self._by_words.get(_folded(typed), ())

    def said(self, users: Iterable[User | int]) -> list[str]:
        """The words for these people: a group that is just them, else a name each. Who cannot be chosen is left out."""
        chosen = [pk for pk in (_pk(user) for user in users) if pk in self.names]
        for words, group in self.groups.items():
            if {user.pk for user in group} == set(chosen):
                return [words]
        return [self.names[pk] for pk in dict.fromkeys(chosen)]

    @cached_property
    def _by_words(self) -> dict[str, tuple[User, ...]]:
        alike = Counter(_folded(user.name) for user in self.users.values())
        found = {
            _folded(user.name): (user,) for user in self.users.values() if alike[_folded(user.name)] == 1
        }
        found |= {_folded(words): (self.users[pk],) for pk, words in self.names.items()}
        return found | {_folded(words): group for words, group in self.groups.items()}


def directory(people: UserQuerySet, day: date, *, with_groups: bool = False) -> Directory:
    """Two questions to the database, and one more for the groups."""
    users = {user.pk: user for user in people.with_roles_on(day)}
    groups = _groups(users.values()) if with_groups else {}
    return Directory(_names(users.values()), users, groups)


def _names(users: Iterable[User]) -> dict[int, str]:
    """Name, role and unit; two of whom even that is the same have their addresses too."""
    said = {user.pk: ", ".join([user.name, *_roles_of(user)]) for user in users}
    alike = Counter(said.values())
    return {
        user.pk: said[user.pk] if alike[said[user.pk]] == 1 else f"{said[user.pk]}, {user.email}"
        for user in users
    }


def _roles_of(user: User) -> list[str]:
    held = getattr(user, "held_today", [])
    return [f"{held[0].get_role_display()} {held[0].unit.name}"] if held else []


def _groups(users: Collection[User]) -> dict[str, tuple[User, ...]]:
    """All who lead units below a unit, where they are at least two."""
    below: dict[tuple[Role, str], dict[int, User]] = defaultdict(dict)
    for user in users:
        for holding in getattr(user, "held_today", []):
            for path in holding.unit.paths_above() if holding.role in LEADERS else ():
                below[Role(holding.role), path][user.pk] = user
    municipalities = {user.municipality_id for user in users}
    units = Unit.objects.filter(municipality__in=municipalities, path__in={path for _role, path in below})
    groups: dict[str, tuple[User, ...]] = {}
    for unit in units.order_by("path"):
        for role, words in LEADERS.items():
            led = below.get((role, unit.path), {})
            if len(led) >= SMALLEST:
                said = words % {"unit": unit.name}
                groups[f"{said} ({unit.slug})" if said in groups else said] = tuple(led.values())
    return groups


def _pk(user: User | int) -> int:
    return user if isinstance(user, int) else user.pk


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
