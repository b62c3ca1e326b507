"""Who is told that a report has come, and that the one who reported has written back."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import tell
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Role
from hjulet.base.people.models import RoleHolding, User
from hjulet.check.deviations.choices import HowBad, Tile
from hjulet.check.deviations.models import Deviation

AT_ONCE_TO_MAS = frozenset({Tile.MEDICATION, Tile.EQUIPMENT})
IN_CHARGE = (Role.MANAGER, Role.PROVIDER)


def tell_of_report(deviation: Deviation, handlers: Sequence[User], *, at: datetime, day: date) -> None:
    """Those in charge of it, and MAS at once of grave HSL events."""
    is_grave = deviation.how_bad == HowBad.GRAVE
    title = _("Avvikelse %(number)s väntar på din bedömning")
    if is_grave:
        title = _("Allvarlig avvikelse %(number)s väntar på din bedömning")
    kind = Kind.DEVIATION_GRAVE if is_grave else Kind.DEVIATION_NEW
    tell_about(handlers, kind, title, deviation, key=f"deviation:{deviation.pk}:new", at=at, day=day)
    if asks_mas(deviation):
        told = {user.pk for user in handlers}
        mas = [user for user in holding(deviation.unit, day, Role.MAS) if user.pk not in told]
        title = _("Allvarlig avvikelse %(number)s att läsa")
        tell_about(
            mas, Kind.DEVIATION_GRAVE, title, deviation, key=f"deviation:{deviation.pk}:mas", at=at, day=day
        )


def tell_of_message(deviation: Deviation, *, number: int, at: datetime, day: date) -> None:
    title = _("Den som rapporterade avvikelse %(number)s har skrivit")
    key = f"deviation:{deviation.pk}:message:{number}"
    handlers = in_charge(deviation.unit, day, past_the_manager=deviation.concerns_manager)
    tell_about(handlers, Kind.DEVIATION_MESSAGE, title, deviation, key=key, at=at, day=day)


def asks_mas(deviation: Deviation) -> bool:
    """Before anybody has judged: what the reporter says of an HSL event."""
    if not deviation.has_hsl:
        return False
    is_harm = deviation.how_bad in {HowBad.HARM, HowBad.GRAVE}
    return deviation.how_bad == HowBad.GRAVE or (is_harm and deviation.tile in AT_ONCE_TO_MAS)


def in_charge(unit: Unit, day: date, *, past_the_manager: bool) -> list[User]:
    """Who judges what happens at the unit: the nearest manager, or, past the manager, the department's head and SAS."""
    managers = nearest(unit, day, *IN_CHARGE)
    if past_the_manager:
        past = [*nearest(unit, day, Role.DEPARTMENT_HEAD), *holding(unit, day, Role.SAS)]
        return [user for user in past if user not in managers] or past
    return managers or nearest(unit, day, Role.DEPARTMENT_HEAD) or holding(unit, day, Role.SAS)


def kept_from(deviation: Deviation, day: date) -> set[int]:
    """Whom it is about, where it is about the manager: they are told nothing, stand in for nobody and are not asked in."""
    if not deviation.concerns_manager:
        return set()
    return {user.pk for user in holding(deviation.unit, day, *IN_CHARGE)}


def nearest(unit: Unit, day: date, *roles: Role) -> list[User]:
    """Those who hold a role where it reaches the unit, from the lowest place in the tree that has anybody."""
    held = list(_held(unit, day, roles))
    lowest = max((len(one.unit.path) for one in held), default=0)
    return [one.user for one in held if len(one.unit.path) == lowest]


def holding(unit: Unit, day: date, *roles: Role) -> list[User]:
    """Everybody who holds a role where it reaches the unit."""
    return [one.user for one in _held(unit, day, roles)]


def _held(unit: Unit, day: date, roles: Iterable[Role]) -> Iterable[RoleHolding]:
    above = [*unit.paths_above(), unit.path]
    held = RoleHolding.objects.held_on(day).filter(role__in=list(roles), unit__path__in=above)
    return held.filter(user__is_active=True).select_related("user", "unit").order_by("pk")


def tell_about(  # noqa: PLR0913 - to whom, what, about which, when
    users: Sequence[User], kind: Kind, title: str, deviation: Deviation, *, key: str, at: datetime, day: date
) -> None:  # fmt: skip
    """Nobody who is the unit's manager stands in where it is about the manager."""
    barred = kept_from(deviation, day)
    tell(
        users, kind, title % {"number": deviation.number}, reverse("deviations:detail", args=[deviation.pk]),
        key=key, about=deviation, at=at, day=day, may_stand_in=lambda user: user.pk not in barred,
    )  # fmt: skip
