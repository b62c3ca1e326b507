"""Who answers for a measurement at a unit today: the one who is named, else the unit's manager, else the nearest above."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.models import Absence, RoleHolding, User
from hjulet.base.people.roles import MANAGERS
from hjulet.check.indicators.models import MeasuredUnit


@dataclass(frozen=True)
class Answering:
    """The municipality's managers by unit, and who is named and still here: three questions, however many units."""

    managers: dict[str, list[User]]  # by the path of the unit where the role is held
    named: dict[int, User]

    @classmethod
    def of(cls, municipality: Municipality, places: Iterable[MeasuredUnit], day: date) -> Answering:
        held = RoleHolding.objects.held_on(day).filter(
            role__in=MANAGERS, unit__municipality=municipality, user__is_active=True
        )
        managers: dict[str, list[User]] = {}
        for holding in held.select_related("user", "unit").order_by("user__name", "pk"):
            managers.setdefault(holding.unit.path, []).append(holding.user)
        owners = {place.owner_id for place in places if place.owner_id}
        able = User.objects.filter(is_active=True, pk__in=owners).with_access(day) if owners else ()
        return cls(managers, {user.pk: user for user in able})

    def for_place(self, place: MeasuredUnit) -> list[User]:
        """The owner; one who has left answers for nothing, and then it is the unit's managers."""
        if place.owner_id in self.named:
            return [self.named[place.owner_id]]
        return self._nearest(self._line(place.unit), set())

    def above(self, place: MeasuredUnit) -> list[User]:
        """One step up from those who answer: the nearest managers above who are none of them."""
        own = {user.pk for user in self.for_place(place)}
        return self._nearest(self._line(place.unit), own)

    def _line(self, unit: Unit) -> list[str]:
        """The unit's path and those above it, the nearest first."""
        return [unit.path, *reversed(unit.paths_above())]

    def _nearest(self, line: list[str], without: set[int]) -> list[User]:
        for path in line:
            found = [user for user in self.managers.get(path, []) if user.pk not in without]
            if found:
                return list({user.pk: user for user in found}.values())
        return []


def stands_in_for(user: User, day: date) -> frozenset[int]:
    """Those who are away today and have the user as their substitute."""
    away = Absence.objects.filter(substitute=user, starts_on__lte=day, ends_on__gte=day)
    return frozenset(away.values_list("user", flat=True))
