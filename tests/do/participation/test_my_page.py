"""What waits on my page, and what a chapter of the report tells."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.do.participation.making import (
    NOW,
    a_course,
    a_delegation,
    a_reading,
    a_requirement,
    a_version,
    an_idea,
)


@pytest.fixture
def unit(world):
    return world.units["solgarden"]


def waits(client):
    return [(one.text, one.minutes) for one in client.get(reverse("desk:start")).context["waiting"]]


def test_what_is_new_is_one_row_with_its_minutes(world, signed_in, unit):
    for _number in range(3):
        a_reading(unit, seconds=30)

    assert waits(signed_in("staff")) == [("3 rutiner att läsa", 2)]
    assert waits(signed_in("provider")) == []


def test_courses_delegations_questions_and_ideas_wait_for_those_who_are_to_do_something(
    world, signed_in, unit
):
    a_requirement(a_course(unit), unit)
    a_delegation(unit, world.people["mas"], world.people["staff"])
    an_idea(unit)
    reading = a_reading(unit, roles="mar", version=a_version(unit, owner=world.people["mas"]))
    reading.questions.create(asked_by=world.people["staff"], asked_at=NOW, text="När?", form_token=uuid4())

    staff = [text for text, _minutes in waits(signed_in("staff"))]
    assert staff == ["En kurs att göra", "Bekräfta en delegering"]
    assert ("Svara på en idé", 3) in waits(signed_in("manager"))
    assert ("Svara på en fråga om en rutin", 2) in waits(signed_in("mas"))
    for key in ("other_manager", "sas", "politician"):
        mine = [text for text, _minutes in waits(signed_in(key))]
        assert [text for text in mine if text.startswith(("Svara", "Bekräfta", "En kurs"))] == [], key
