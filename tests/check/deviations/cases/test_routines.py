"""A cause may say that a routine was unknown, not followed or wrong, and which."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from hjulet.check.deviations.choices import CauseCategory, RoutineFault
from hjulet.check.deviations.models import Cause
from hjulet.check.deviations.pages.routines import blamed
from hjulet.check.deviations.workflows.investigating import (
    CauseText,
    RoutineRemark,
    add_cause,
    add_whys,
    change_cause,
)
from tests.check.deviations.cases.helping import AT, case, part_of
from tests.plan.procedures.making import approved
from tests.world import TODAY


@pytest.fixture
def part(world):
    return part_of(case(world))


@pytest.fixture
def routine(world):
    return approved(world.units["solgarden"], world.people["manager"])


def test_cause_names_the_routine_and_it_can_be_changed(world, part, routine):
    by = world.people["manager"]
    cause = add_cause(
        part, CauseText(CauseCategory.PROCEDURES, "", RoutineFault.WRONG, None, routine), by=by, at=AT
    )
    assert cause.routine == routine

    change_cause(cause, CauseText(CauseCategory.PROCEDURES), by=by, at=AT)
    cause.refresh_from_db()
    assert (cause.routine, cause.routine_fault) == (None, "")


def test_last_why_carries_the_routine(world, part, routine):
    remark = RoutineRemark(RoutineFault.UNKNOWN, routine)
    chain = add_whys(part, CauseCategory.PROCEDURES, ["a", "b"], remark, by=world.people["manager"], at=AT)

    assert [cause.routine for cause in chain] == [None, routine]


def test_routine_is_not_named_without_what_was_wrong(part, routine):
    with pytest.raises(IntegrityError), transaction.atomic():
        Cause.objects.create(part=part, category=CauseCategory.PROCEDURES, routine=routine)


def test_form_offers_what_holds_at_the_unit_and_drops_a_routine_without_a_fault(
    world, part, routine, signed_in
):
    elsewhere = approved(world.units["lonnen"], world.people["sas"], "Någon annans")
    url = reverse("deviations:cause_add", args=[part.pk])
    page = signed_in("manager").get(url).content.decode()
    assert routine.title in page
    assert elsewhere.title not in page

    signed_in("manager").post(url, {"category": "procedures", "routine_fault": "", "routine": routine.pk})
    assert part.causes.get().routine is None


def test_counts_tell_which_routines_do_harm_to_those_who_read_the_cases(world, part, routine, signed_in):
    by = world.people["manager"]
    for fault in (RoutineFault.WRONG, RoutineFault.NOT_FOLLOWED):
        add_cause(part, CauseText(CauseCategory.PROCEDURES, fault.label, fault, None, routine), by=by, at=AT)
    add_cause(part, CauseText(CauseCategory.PROCEDURES, "", RoutineFault.MISSING), by=by, at=AT)

    rows = blamed(by, TODAY).rows
    assert [(row.routine, row.numbers) for row in rows] == [(routine, (0, 0, 1, 1)), (None, (1, 0, 0, 0))]
    assert blamed(world.people["other_manager"], TODAY).rows == ()
    assert routine.title in signed_in("manager").get(reverse("deviations:routines")).content.decode()
