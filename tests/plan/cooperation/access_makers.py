"""A cooperation at the place, for the truth table of access."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from hjulet.base.files.workflows import prepare
from hjulet.plan.cooperation.models import Cooperation
from hjulet.plan.cooperation.workflows import attach, note_meeting
from tests.plan.cooperation.making import AT, cooperation
from tests.world import World


def _cooperation(places: dict[str, str], world: World, place: str) -> Cooperation:
    return cooperation(world.units[places[place]], world.people["sas"])


def _meeting(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    found = _cooperation(places, world, place)
    held = note_meeting(found, date(2026, 11, 2), "Vi sågs.", "", uuid4(), by=world.people["sas"], at=AT)
    return {"pk": found.pk, "meeting": held.pk}


def _file(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    found, by = _cooperation(places, world, place), world.people["sas"]
    upload = SimpleUploadedFile("avtal.txt", b"Vi samverkar.", "text/plain")
    attach(found, prepare([upload], municipality=found.unit.municipality, by=by, at=AT), by=by, at=AT)
    return {"pk": found.pk, "number": found.files.get().pk}


COOPERATION_MAKERS = {
    "cooperation": lambda places, world, place: {"pk": _cooperation(places, world, place).pk},
    "partner": lambda places, world, place: {"pk": _cooperation(places, world, place).partners.first().pk},
    "meeting of a cooperation": _meeting,
    "file of a cooperation": _file,
}
