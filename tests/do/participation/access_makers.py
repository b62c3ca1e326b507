"""Things of participation for the truth table of access (tests/access_table.py)."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from hjulet.do.participation.models import Attempt
from tests.do.participation.making import (
    NOW,
    a_course,
    a_delegation,
    a_delegator,
    a_meeting,
    a_question,
    a_reading,
    a_requirement,
    a_role,
    a_role_meeting,
    a_session,
    a_task,
    a_version,
    an_idea,
    done,
)
from tests.factories import UserFactory
from tests.world import World

Places = dict[str, str]
WORKS = {"own": "staff", "other": "provider", "elsewhere": "neighbour"}  # whose the thing is, by place


def _whose(world: World, place: str) -> Any:
    return world.people[WORKS[place]]


def _colleague(world: World, places: Places, place: str) -> Any:
    """Somebody whom nobody in the table is, so that what they are given gives no one in it a right."""
    return UserFactory(municipality=world.units[places[place]].municipality)


def _course(places: Places, world: World, place: str) -> dict[str, Any]:
    return {"pk": a_course(world.units[places[place]]).pk}


def _question(places: Places, world: World, place: str) -> dict[str, Any]:
    question = a_question(a_course(world.units[places[place]]))
    return {"pk": question.course_id, "question": question.pk}


def _requirement(places: Places, world: World, place: str) -> dict[str, Any]:
    unit = world.units[places[place]]
    return {"pk": a_requirement(a_course(unit), unit).pk}


def _session(places: Places, world: World, place: str) -> dict[str, Any]:
    return {"pk": a_session(a_course(world.units[places[place]])).pk}


def _attempt(places: Places, world: World, place: str) -> dict[str, Any]:
    course = a_course(world.units[places[place]])
    tried = {"made_at": NOW, "right": 1, "total": 2, "is_passed": False, "form_token": uuid4()}
    return {"pk": Attempt.objects.create(user=_whose(world, place), course=course, **tried).pk}


def _completion(places: Places, world: World, place: str) -> dict[str, Any]:
    return {"pk": done(_whose(world, place), a_course(world.units[places[place]])).pk}


def _delegation(places: Places, world: World, place: str) -> dict[str, Any]:
    giver = world.people["neighbour" if place == "elsewhere" else "mas"]
    stranger = UserFactory(municipality=world.neighbour) if place == "elsewhere" else None
    return {"pk": a_delegation(world.units[places[place]], giver, stranger or _whose(world, place)).pk}


def _task(places: Places, world: World, place: str) -> dict[str, Any]:
    return {"pk": a_task(world.units[places[place]]).pk}


def _delegator(places: Places, world: World, place: str) -> dict[str, Any]:
    return {"pk": a_delegator(_colleague(world, places, place), world.units[places[place]]).pk}


def _role(places: Places, world: World, place: str) -> dict[str, Any]:
    return {"pk": a_role(_colleague(world, places, place), world.units[places[place]]).pk}


def _role_meeting(places: Places, world: World, place: str) -> dict[str, Any]:
    return {"pk": a_role_meeting(world.units[places[place]]).pk}


def _idea(places: Places, world: World, place: str) -> dict[str, Any]:
    return {"pk": an_idea(world.units[places[place]], _whose(world, place)).pk}


def _reading(places: Places, world: World, place: str) -> dict[str, Any]:
    return {"pk": a_reading(world.units[places[place]]).pk}


def _version(places: Places, world: World, place: str) -> dict[str, Any]:
    return {"pk": a_version(world.units[places[place]]).pk}


def _reading_question(places: Places, world: World, place: str) -> dict[str, Any]:
    asked = {"asked_by": _whose(world, place), "asked_at": NOW, "text": "När?", "form_token": uuid4()}
    return {"pk": a_reading(world.units[places[place]]).questions.create(**asked).pk}


def _meeting(places: Places, world: World, place: str) -> dict[str, Any]:
    return {"pk": a_meeting(world.units[places[place]]).pk}


PARTICIPATION_MAKERS: dict[str, Callable[[Places, World, str], dict[str, Any]]] = {
    "course": _course,
    "test question": _question,
    "requirement": _requirement,
    "course session": _session,
    "attempt": _attempt,
    "completion": _completion,
    "delegation": _delegation,
    "medical task": _task,
    "delegator": _delegator,
    "quality role": _role,
    "role meeting": _role_meeting,
    "idea": _idea,
    "reading": _reading,
    "version to send": _version,
    "reading question": _reading_question,
    "evidence file": lambda places, world, place: {"form": "pdf"},
    "meeting": _meeting,
    "wall on paper": lambda places, world, place: {"slug": places[place], "paper": "a4"},
}
