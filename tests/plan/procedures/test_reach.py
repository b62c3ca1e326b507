"""Who reads which routines and processes."""

from datetime import date, timedelta

import pytest

from hjulet.base.people.choices import Role
from hjulet.plan.procedures.models import Process, Routine, RoutineVersion
from tests.plan.procedures.making import approved, drafted, process
from tests.world import TODAY


def _readers(world, routine):
    return {
        key
        for key, user in world.people.items()
        if Routine.objects.visible_to(user, TODAY).filter(pk=routine.pk).exists()
    }


SECTOR = {
    "director", "sas", "mas", "mar", "developer", "case_officer", "registrar",
    "lex_investigator", "lex_sarah", "lex_maria",
}  # fmt: skip


def test_routine_of_a_unit_is_read_at_the_unit_and_above_it(world):
    routine = approved(world.units["solgarden"], world.people["manager"])

    assert _readers(world, routine) == SECTOR | {"staff", "manager", "department_head"}


def test_routine_of_a_department_is_read_by_everyone_under_it(world):
    routine = approved(world.units["aldreomsorg"], world.people["department_head"])

    assert _readers(world, routine) == SECTOR | {"staff", "manager", "other_manager", "department_head"}


def test_routine_said_for_another_unit_is_read_there_too(world):
    lonnen = world.units["lonnen"]
    routine = approved(world.units["solgarden"], world.people["manager"], units=(lonnen,))

    assert "provider" in _readers(world, routine)


def test_draft_is_known_to_those_who_write_and_to_its_owner(world):
    version = drafted(world.units["solgarden"], world.people["staff"])

    writers = {"manager", "department_head", "director", "sas", "mas", "mar", "developer"}
    assert _readers(world, version.routine) == writers | {"staff"}


def test_owner_who_no_longer_works_here_reads_nothing(world):
    version = drafted(world.units["solgarden"], world.people["former"])

    assert "former" not in _readers(world, version.routine)


def test_reader_of_the_routine_does_not_see_the_version_being_written(world):
    routine = approved(world.units["solgarden"], world.people["manager"])
    draft = RoutineVersion.objects.create(
        routine=routine, number=2, title="Ny", started_at=routine.created_at
    )

    seen = RoutineVersion.objects.visible_to(world.people["staff"], TODAY)
    written = RoutineVersion.objects.visible_to(world.people["manager"], TODAY)
    assert draft not in seen
    assert draft in written
    assert seen.count() == 1


def test_version_in_force_is_a_matter_of_days(world):
    routine = approved(world.units["solgarden"], world.people["manager"])
    version = routine.versions.get()
    version.ended_on = date(2026, 6, 1)
    version.save(update_fields=["ended_on"])

    def held(day):
        return RoutineVersion.objects.in_force(day).filter(pk=version.pk).exists()

    days = (date(2026, 1, 14), date(2026, 1, 15), date(2026, 5, 31), date(2026, 6, 1))
    assert (
        [held(day) for day in days]
        == [version.is_in_force(day) for day in days]
        == [False, True, True, False]
    )


def test_routine_holds_where_it_is_said_or_at_the_unit_and_below(world):
    units, by = world.units, world.people["sas"]
    general = approved(units["aldreomsorg"], by, "Allmän")
    narrow = approved(units["aldreomsorg"], by, "Bara Björkgården", units=(units["bjorkgarden"],))

    assert set(Routine.objects.holding_at(units["solgarden"])) == {general}
    assert set(Routine.objects.holding_at(units["bjorkgarden"])) == {general, narrow}
    assert set(Routine.objects.holding_at(units["lonnen"])) == set()


@pytest.mark.parametrize(("codes", "is_for_staff"), [("", True), ("staff mas", True), ("mas", False)])
def test_routine_is_for_its_roles_or_for_everyone(world, codes, is_for_staff):
    routine = approved(world.units["solgarden"], world.people["manager"], role_codes=codes)

    assert Routine.objects.for_role(Role.STAFF).filter(pk=routine.pk).exists() is is_for_staff


def test_public_routine_is_one_in_force_that_is_opened(world):
    solgarden, by = world.units["solgarden"], world.people["manager"]
    opened = approved(solgarden, by, "Öppen", is_public=True)
    approved(solgarden, by, "Stängd")

    assert list(Routine.objects.public(TODAY)) == [opened]
    assert list(Routine.objects.public(date(2026, 1, 15) - timedelta(days=1))) == []


def test_process_is_read_by_those_it_holds_for(world):
    made = process(world.units["aldreomsorg"], world.people["department_head"])

    seen = {key for key, user in world.people.items() if made in Process.objects.visible_to(user, TODAY)}
    assert seen == SECTOR | {"staff", "manager", "other_manager", "department_head"}
