"""Documents, versions and processes at a place, for the truth table of access and the counts of queries."""

from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from hjulet.act.actions.models import Action
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.plan.procedures.choices import Part
from hjulet.plan.procedures.models import Process, Routine, RoutineVersion
from hjulet.plan.procedures.workflows import reviewing, writing
from hjulet.plan.procedures.workflows.filing import put_file, put_picture
from tests.factories import ActionFactory
from tests.plan.procedures.making import AT, approved, drafted, png, process
from tests.world import World

OF_A_VERSION = ("version", "pdf", "differences")
OF_A_DRAFT = ("write", "copies")
SENT_FOR_A_DRAFT = ("send", "set_aside", "comment", "put_file", "take_file", "put_picture")
WRITER = {"own": "manager", "other": "provider", "elsewhere": "neighbour"}


def _routine(places: dict[str, str], world: World, place: str, **said: Any) -> Routine:
    return approved(world.units[places[place]], world.people[WRITER[place]], **said)


def _version(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    return {"pk": _routine(places, world, place).pk, "number": 1}


def _draft(places: dict[str, str], world: World, place: str) -> RoutineVersion:
    return drafted(world.units[places[place]], world.people[WRITER[place]], how="Så.", who="Vi.")


def _of(version: RoutineVersion) -> dict[str, Any]:
    return {"pk": version.routine_id, "number": version.number}


def _beside(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    version, by = _draft(places, world, place), world.people[WRITER[place]]
    return {"pk": writing.save_text(version, Part.HOW, "Bredvid.", revision=9, by=by, at=AT).beside.pk}


def _comment(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    version, by = _draft(places, world, place), world.people[WRITER[place]]
    return {"pk": reviewing.comment(version, "Varför?", uuid4(), by=by, at=AT).pk}


def _action(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    return {"pk": ActionFactory(unit=world.units[places[place]]).pk}


def _process(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    return {"pk": process(world.units[places[place]], world.people[WRITER[place]]).pk}


def _open(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    routine = _routine(places, world, place, is_public=True)
    return {"municipality": routine.municipality.slug, "number": routine.number}


def _open_library(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    return {"municipality": _open(places, world, place)["municipality"]}


def with_files(version: RoutineVersion, by: User) -> RoutineVersion:
    """A draft with a file and a picture that its text shows."""
    put_file(version, SimpleUploadedFile("rutin.txt", b"Text ur filen."), by=by, at=AT)
    put_picture(version, SimpleUploadedFile("bild.png", png()), "Skåpet", by=by, at=AT)
    writing.save_text(version, Part.HOW, "![Skåpet](bild:1)", revision=version.how_revision, by=by, at=AT)
    version.refresh_from_db()
    return version


def _file(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    return _of(with_files(_draft(places, world, place), world.people[WRITER[place]]))


def _open_file(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    version = with_files(_draft(places, world, place), world.people[WRITER[place]])
    routine = version.routine
    routine.is_public = True
    routine.save(update_fields=["is_public"])
    version.state, version.approved_by, version.approved_at = "approved", world.people[WRITER[place]], AT
    version.valid_from, version.review_by = AT.date(), AT.date().replace(year=2040)
    version.save()
    return {"municipality": routine.municipality.slug, "number": routine.number}


def rich(unit: Unit, by: User, rows: int) -> tuple[Routine, RoutineVersion, Process, Action]:
    """A document in force with a draft beside it, and everything on the pages so many times."""
    mapped = process(unit, by, name=f"Process {uuid4()}", steps=rows)
    routine = approved(unit, by, title=f"Rik {uuid4()}", activities=tuple(mapped.activities.all()))
    for number in range(rows):
        linked = approved(unit, by, title=f"Länkad {number}")
        routine.versions.update(how=f"[](rutin:{linked.number})\n\n# En\n\n# Två\n\n# Tre")
    version = RoutineVersion.objects.create(
        routine=routine, number=2, title="Utkast", how="Så.", who="Vi.", started_by=by, started_at=AT
    )
    for number in range(rows):
        reviewing.comment(version, "Varför?", uuid4(), by=by, at=AT)
        writing.save_text(version, Part.HOW, f"Bredvid {number}.", revision=9 + number, by=by, at=AT)
    action = ActionFactory(unit=unit)
    version.prompted_by.add(action)
    return routine, version, mapped, action


def _number(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    """Of its own: each municipality counts from one."""
    routine = _routine(places, world, place)
    routine.number = 1000 + routine.pk
    routine.save(update_fields=["number"])
    return {"number": routine.number}


ROUTINE_MAKERS = {
    "routine": lambda places, world, place: {"pk": _routine(places, world, place).pk},
    "routine by number": _number,
    "version of a routine": _version,
    "draft of a routine": lambda places, world, place: _of(_draft(places, world, place)),
    "file of a routine": _file,
    "picture of a routine": lambda places, world, place: _file(places, world, place) | {"number": 1},
    "text beside a routine": _beside,
    "comment on a routine": _comment,
    "action behind a routine": _action,
    "process": _process,
    "open routine": _open,
    "open library": _open_library,
    "open routine with a file": _open_file,
    "picture of an open routine": lambda places, world, place: (
        _open_file(places, world, place) | {"picture": 1}
    ),
}
