"""Review dates are remembered: to the owner before, upwards after; said twice it is told once."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from hjulet.base.notices.models import Notice
from hjulet.desk.waiting import routines as waiting
from hjulet.plan.procedures.models import RoutineVersion
from hjulet.plan.procedures.pages.due import due
from hjulet.plan.procedures.reminders import all_due
from hjulet.plan.procedures.workflows import reviewing
from tests.plan.procedures.making import AT, approved, drafted
from tests.world import TODAY


def _due_in(routine, days):
    RoutineVersion.objects.filter(routine=routine).update(review_by=TODAY + timedelta(days=days))


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (61, []),
        (60, ["staff"]),
        (0, ["staff"]),
        (-29, ["staff"]),
        (-30, ["manager", "staff"]),
        (-60, ["department_head"]),
    ],
)
def test_owner_is_told_before_and_those_above_after(world, days, told):
    routine = approved(world.units["solgarden"], world.people["staff"])
    _due_in(routine, days)

    found = [user for one in all_due(TODAY) for user in one.users]
    assert sorted(user.email.partition("@")[0] for user in found) == told


def test_document_without_owner_goes_to_those_who_answer_for_the_unit(world):
    routine = approved(world.units["solgarden"], world.people["staff"], owner=None)
    _due_in(routine, 30)

    (one,) = all_due(TODAY)
    assert one.users == (world.people["manager"],)


def test_document_of_somebody_who_left_is_on_the_hand_over_list_and_told_once(world):
    routine = approved(world.units["solgarden"], world.people["manager"], owner=world.people["former"])
    _due_in(routine, 200)

    (one,) = all_due(TODAY)
    assert (one.users, one.send(at=AT, day=TODAY), one.send(at=AT, day=TODAY)) == (
        (world.people["manager"],),
        1,
        0,
    )
    assert due(world.people["manager"], TODAY).unowned == (routine,)


def test_command_reminds_and_turns_the_day(world, capsys):
    routine = approved(world.units["solgarden"], world.people["manager"])
    today = timezone.localdate()
    RoutineVersion.objects.filter(routine=routine).update(
        review_by=today + timedelta(days=20), ended_on=today
    )
    other = approved(world.units["solgarden"], world.people["manager"], "Annan")
    RoutineVersion.objects.filter(routine=other).update(review_by=today + timedelta(days=20))

    call_command("remind_about_routines")
    call_command("remind_about_routines")

    assert Notice.objects.filter(user=world.people["manager"]).count() == 1
    said = capsys.readouterr().out.splitlines()
    assert said[-1] == "1 dokument att gå igenom, 0 nya påminnelser"
    assert [line for line in said if line.endswith("versioner ersatta")] == [
        "1 versioner ersatta",
        "0 versioner ersatta",
    ]


def test_my_page_tells_what_to_review_and_what_to_go_through(world):
    manager, staff = world.people["manager"], world.people["staff"]
    version = drafted(world.units["solgarden"], staff, "Granskas", how="Så.", who="Vi.")
    reviewing.send(version, by=staff, at=AT, day=TODAY)
    _due_in(approved(world.units["solgarden"], manager, "Gås igenom"), 10)

    assert [row.text for row in waiting.to_review(manager, TODAY)] == ["Granska Granskas"]
    assert waiting.to_review(staff, TODAY) == []
    assert [row.text for row in waiting.to_go_through(manager, TODAY)] == ["Gå igenom Gås igenom"]
    reviewing.send_back(version, "Mer.", by=manager, at=AT, day=TODAY)
    assert [row.text for row in waiting.to_go_through(staff, TODAY)] == [
        "Skriv om Granskas, som kom tillbaka"
    ]
