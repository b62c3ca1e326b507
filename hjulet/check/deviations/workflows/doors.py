"""A unit's door: made once, renewed when the poster has gone astray."""

import secrets
from datetime import datetime

from django.db import transaction

from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.check.deviations.models import UnitDoor

TOKEN_BYTES = 16  # 22 signs in the address; nobody guesses one


@transaction.atomic
def make_door(unit: Unit, *, by: User, at: datetime) -> UnitDoor:
    """The unit's door, open. One a unit: asked for twice, the same is given."""
    Unit.objects.select_for_update().get(pk=unit.pk)
    if made := UnitDoor.objects.filter(unit=unit).first():
        return made
    door = UnitDoor.objects.create(unit=unit, token=_token(), is_open=True, changed_by=by, changed_at=at)
    record("unitdoor.made", unit, by=by, at=at)
    return door


@transaction.atomic
def renew_door(door: UnitDoor, *, by: User, at: datetime) -> None:
    """Another address: every poster that hangs anywhere leads nowhere from now on."""
    door.refresh_from_db(from_queryset=UnitDoor.objects.select_for_update())
    door.token, door.changed_by, door.changed_at = _token(), by, at
    door.save(update_fields=["token", "changed_by", "changed_at"])
    record(
        "unitdoor.renewed", door.unit, by=by, at=at
    )  # not the address: whoever reads the log could write in


def _token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)
