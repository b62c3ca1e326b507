"""Who reads a lex case: every role in every state. Everybody else does not even know that it exists."""

import pytest

from hjulet.base.people.choices import Role
from hjulet.check.lex import access
from hjulet.check.lex.choices import Doing, State
from hjulet.check.lex.models import LexCase
from tests.check.lex.making import (
    DAY,
    MARIA,
    SARAH,
    a_case,
    answer,
    closed,
    decided,
    delegate,
    proposed,
    under_investigation,
)
from tests.factories import RoleHoldingFactory

MAKERS = {
    "received": a_case,
    "investigated": under_investigation,
    "proposed": proposed,
    "decided": decided,
    "notified": lambda world, **said: decided(world, state="notified", notified_on=DAY, **said),
    "closed": closed,
}
ASSIGNED = {"investigated", "proposed", "decided", "notified", "closed"}
GROUP = {SARAH: {"sas", "lex_sarah"}, MARIA: {"mas", "mar", "lex_maria"}}


def readers(world, case):
    return {
        key
        for key, user in world.people.items()
        if LexCase.objects.filter(pk=case.pk).visible_to(user, DAY).exists()
    }


@pytest.mark.parametrize("concerns_manager", [False, True])
@pytest.mark.parametrize("kind", [SARAH, MARIA])
@pytest.mark.parametrize("state", list(State))
def test_only_the_lex_group_and_the_investigator_read_the_case(world, state, kind, concerns_manager):
    said = {"outcome": "injury"} if kind == MARIA and state == "closed" else {}
    case = MAKERS[state](
        world, kind=kind, concerns_manager=concerns_manager, reported_by=world.people["staff"], **said
    )
    expected = GROUP[kind] | ({"lex_investigator"} if state in ASSIGNED else set())

    assert case.state == state
    assert readers(world, case) == expected


@pytest.mark.parametrize(("unit", "expected"), [("solgarden", True), ("lonnen", False)])
def test_role_reaches_cases_below_its_unit_alone(world, unit, expected):
    user = world.people["staff"]
    RoleHoldingFactory(user=user, role=Role.LEX_SARAH, unit=world.units["aldreomsorg"])

    assert LexCase.objects.filter(pk=a_case(world, unit).pk).visible_to(user, DAY).exists() is expected


def test_former_investigator_reads_nothing_once_somebody_else_has_the_case(world):
    case = under_investigation(world)
    LexCase.objects.filter(pk=case.pk).update(investigator=world.people["sas"])

    assert readers(world, case) == GROUP[SARAH]


def test_investigator_whose_role_has_ended_reads_nothing(world):
    case = under_investigation(world)
    world.people["lex_investigator"].roles.update(ends_on=DAY.replace(day=20))

    assert readers(world, case) == GROUP[SARAH]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("received", False),
        ("investigated", False),
        ("proposed", True),
        ("decided", True),
        ("notified", True),
        ("closed", True),
    ],
)
@pytest.mark.parametrize("delegated", [{"person": "director"}, {"role": "director"}])
def test_who_decides_by_delegation_reads_it_once_there_is_a_proposal(world, state, expected, delegated):
    delegate(world, **delegated)
    case = MAKERS[state](world)

    assert ("director" in readers(world, case)) is expected


def test_delegation_to_a_role_reaches_what_the_role_reaches(world):
    delegate(world, role="department_head")

    assert "department_head" in readers(world, proposed(world))
    assert "department_head" not in readers(world, proposed(world, unit="lonnen"))


@pytest.mark.parametrize("key", ["sas", "lex_sarah"])
def test_who_has_said_to_be_partial_reads_nothing_more(world, key):
    case = under_investigation(world)
    answer(case, world.people[key], Doing.DECIDES, has_conflict=True)

    assert key not in readers(world, case)


def test_registrar_sees_only_what_waits_for_a_number(world):
    waits, has = a_case(world), a_case(world, registry_number="SN 2026/1")
    found = {key for key, user in world.people.items() if LexCase.objects.to_register(user, DAY).exists()}

    assert found == {"registrar"}
    assert set(LexCase.objects.to_register(world.people["registrar"], DAY)) == {waits}
    assert has not in LexCase.objects.visible_to(world.people["registrar"], DAY)


def test_director_sees_outcomes_of_what_is_decided(world):
    a_case(world)
    case = decided(world)

    assert set(LexCase.objects.outcomes_to(world.people["director"], DAY)) == {case}
    assert {key for key, user in world.people.items() if LexCase.objects.outcomes_to(user, DAY).exists()} == {
        "director"
    }


@pytest.mark.parametrize("kind", [SARAH, MARIA])
def test_who_leads_decides_and_investigates(world, kind):
    case = under_investigation(world, kind=kind)
    people = world.people.items()

    assert {key for key, user in people if access.may_lead(user, case, DAY)} == GROUP[kind]
    assert {key for key, user in people if access.may_decide(user, case, DAY)} == GROUP[kind]
    assert {key for key, user in people if access.may_investigate(user, case)} == {"lex_investigator"}
    assert {user.name for user in access.group_of(case, DAY)} == {
        world.people[key].name for key in GROUP[kind]
    }


def test_investigators_are_those_with_the_role_who_do_not_decide(world):
    case = a_case(world)
    answer(case, world.people["sas"], Doing.DECIDES)

    assert [user.name for user in access.investigators(case, DAY)] == ["Lars Lexansvarig", "Lena Lexutredare"]


def test_substitute_gets_a_message_only_when_reading_the_case_anyway(world):
    may = access.readers_only(a_case(world), DAY)

    assert may(world.people["sas"])
    assert not may(world.people["manager"])
