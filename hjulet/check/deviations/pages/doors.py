"""A unit's door: the page behind the QR code, the poster, and the list of those one looks after."""

from dataclasses import dataclass
from datetime import date

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User, reached_by
from hjulet.base.people.roles import TABLE
from hjulet.check.deviations.models import Deviation, UnitDoor, deadlines_of


@dataclass(frozen=True)
class ShownDoor:
    unit: Unit
    door: UnitDoor | None


def door_named(token: str) -> UnitDoor | None:
    """By what stands on the wall; whether it is open is asked apart."""
    return UnitDoor.objects.filter(token=token).select_related("unit__municipality").first()


def is_open(door: UnitDoor, today: date) -> bool:
    unit = door.unit
    is_valid = (unit.valid_from is None or unit.valid_from <= today) and (
        unit.valid_to is None or unit.valid_to >= today
    )
    return door.is_open and is_valid and deadlines_of(unit.municipality_id).doors_are_on


def reached_units(user: User, day: date) -> UnitQuerySet:
    """Units that some role of the user reaches; what one may do there is asked apart."""
    units: UnitQuerySet = Unit.objects.filter(reached_by(user, day)).select_related("municipality")
    return units


def doors_of(user: User, day: date) -> list[ShownDoor]:
    """Every unit whose door one may open, with the door if there is one. Those above the units have none."""
    units: UnitQuerySet = Unit.objects.filter(reached_by(user, day, *TABLE[Verb.OPEN_DOOR]), numchild=0)
    there = list(units.valid_during(day, day))
    doors = UnitDoor.objects.visible_to(user, day).filter(unit__in=there).in_bulk(field_name="unit_id")
    return [ShownDoor(unit, doors.get(unit.pk)) for unit in there]


def door_of(user: User, unit: Unit, day: date) -> UnitDoor | None:
    return UnitDoor.objects.visible_to(user, day).filter(unit=unit).first()


def address_of(door: UnitDoor) -> str:
    """As it is printed: whole, since a telephone reads it."""
    return f"{settings.BASE_URL.rstrip('/')}{reverse('deviations:door', args=[door.token])}"


def drawing_of(door: UnitDoor) -> SafeString:
    """The QR code as SVG in the page: nothing is fetched, and paper of any size is sharp."""
    code = segno.make(address_of(door), error="m", micro=False)
    return mark_safe(code.svg_inline(omitsize=True, border=2, svgclass="qr", lineclass=None))  # noqa: S308 - our own address


def opened_by_code(number: object) -> Deviation | None:
    """The report that a receipt code has opened in this browser; the sealed cookie says which."""
    return (
        Deviation.objects.select_related("unit").filter(pk=number).first()
        if isinstance(number, int)
        else None
    )


def found_by_mark(mark: str) -> Deviation | None:
    """By an exact look-up of a keyed hash: how long it takes tells nothing of how near a guess was."""
    return Deviation.objects.filter(receipt_mark=mark).select_related("unit").first()
