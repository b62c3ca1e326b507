"""People are reminded before the day, managers when it has passed; twice a day is once; nobody is named."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from hjulet.base.notices.choices import Way
from hjulet.base.notices.models import Notice
from hjulet.base.people.models import Absence
from hjulet.base.ui import swedish
from hjulet.do.participation import rules
from hjulet.do.participation.reminders import all_due
from hjulet.do.participation.workflows.reading import sign
from tests.do.participation.making import (
    NOW,
    TODAY,
    a_course,
    a_delegation,
    a_reading,
    a_requirement,
    a_version,
    done,
)

NAMES = ("Sara Natt", "Erik Chef")


@pytest.fixture
def unit(world):
    return world.units["solgarden"]


@pytest.fixture
def staff(world):
    return world.people["staff"]


def days(amount: int) -> date:
    return TODAY + timedelta(days=amount)


def told(today: date = TODAY) -> list[tuple[str, str]]:
    """To whom, and what."""
    return [(user.email.partition("@")[0], one.title) for one in all_due(today) for user in one.users]


def run(today: date = TODAY) -> str:
    said = StringIO()
    call_command("remind_about_participation", today=today, stdout=said)
    return said.getvalue()


@pytest.mark.parametrize(
    ("left", "stages", "expected"),
    [
        (61, rules.RENEW_AHEAD, None),
        (60, rules.RENEW_AHEAD, 60),
        (31, rules.RENEW_AHEAD, 60),
        (30, rules.RENEW_AHEAD, 30),
        (1, rules.RENEW_AHEAD, 30),
        (0, rules.RENEW_AHEAD, 0),
        (-1, rules.RENEW_AHEAD, None),
        (4, rules.READ_AHEAD, None),
        (2, rules.READ_AHEAD, 3),
    ],
)
def test_reminders_come_in_stages_and_none_is_lost_when_a_morning_is_missed(left, stages, expected):
    assert rules.reminder(days(left), TODAY, stages) == expected


@pytest.mark.parametrize(("after", "expected"), [(0, False), (1, True), (30, True), (31, False)])
def test_those_above_are_told_when_the_day_has_passed_but_not_of_old_history(after, expected):
    assert rules.is_to_be_told_above(TODAY, days(after)) == expected


# -- reading -----------------------------------------------------------------------------------------------------------
def test_the_reader_is_reminded_before_the_day_until_it_is_read(unit, staff):
    reading = a_reading(unit, due_on=days(3))
    line = ("staff", "Läs det nya i Läkemedel på kvällen senast 24 november 2026.")

    assert told(days(-1)) == []
    assert [told(days(n)) for n in range(4)] == [[line]] * 4
    sign(reading, by=staff, at=NOW)
    assert told(days(3)) == []


def test_somebody_new_has_the_same_days_from_the_day_they_began(unit, staff):
    a_reading(unit, sent_on=days(-20), due_on=days(-6))
    staff.roles.update(starts_on=days(-11))

    assert told() == [("staff", "Läs det nya i Läkemedel på kvällen senast 24 november 2026.")]


def test_the_manager_hears_how_many_have_not_read_once_names_may_be_shown(world, unit):
    a_reading(unit, sent_on=days(-10), due_on=days(-2))  # eight days to read, fourteen before names

    assert told() == told(days(3)) == []
    assert told(days(4)) == [("manager", "1 har inte läst Läkemedel på kvällen i tid.")]
    assert told(days(60)) == []


def test_a_unit_without_a_manager_is_told_of_above_without_a_number_while_they_are_few(world, unit):
    world.people["manager"].roles.all().delete()
    course = a_course(unit)
    a_requirement(course, unit, from_day=days(-50))
    a_reading(unit, sent_on=days(-20), due_on=days(-6))

    assert told() == [
        ("department_head", "Några har inte läst Läkemedel på kvällen i tid."),
        ("department_head", "Några saknar kursen Basal hygien."),
    ]


def test_what_is_replaced_archived_or_read_reminds_nobody(unit):
    a_reading(unit, due_on=days(1), ended_on=TODAY)
    a_reading(unit, due_on=days(1), version=a_version(unit, ended_on=TODAY))

    assert told() == []


# -- courses -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("left", "is_told"), [(61, False), (60, True), (30, True), (0, True)])
def test_a_course_that_goes_out_is_said_to_the_one_who_did_it(unit, staff, left, is_told):
    course = a_course(unit)
    a_requirement(course, unit)
    done(staff, course, valid_to=days(left))

    words = [("staff", f"Kursen Basal hygien gäller till {swedish.day(days(left))}. Gör den igen.")]
    assert told() == (words if is_told else [])


def test_a_course_that_was_never_done_is_said_a_week_before_and_then_to_the_manager(unit):
    course = a_course(unit)
    a_requirement(course, unit, from_day=TODAY, within_days=10)

    assert told(days(2)) == []
    assert told(days(3)) == [("staff", "Gör kursen Basal hygien senast 1 december 2026.")]
    assert told(days(11)) == [("manager", "1 saknar kursen Basal hygien.")]


def test_a_course_for_ever_or_no_longer_required_reminds_nobody(unit, staff):
    for_ever, ended = a_course(unit), a_course(unit, title="Brand", ended_on=days(-1))
    a_requirement(for_ever, unit)
    a_requirement(ended, unit)
    done(staff, for_ever, valid_to=None)

    assert told() == []


# -- delegations -------------------------------------------------------------------------------------------------------
def test_a_delegation_is_said_to_both_before_and_to_the_manager_after(world, unit, staff):
    a_delegation(unit, world.people["mas"], staff, valid_to=days(30))
    line = "Delegeringen Ge läkemedel ur dosett går ut 21 december 2026."

    assert told() == [("staff", line), ("mas", line)]
    assert told(days(31)) == [("manager", "En delegering gick ut 21 december 2026: Ge läkemedel ur dosett.")]


def test_a_delegation_that_is_renewed_withdrawn_or_short_reminds_nobody(world, unit, staff):
    mas = world.people["mas"]
    a_delegation(unit, mas, staff, valid_to=days(20))
    a_delegation(unit, mas, staff, starts_on=days(21), valid_to=days(400))

    assert told() == []


def test_a_short_delegation_is_not_said_to_go_out_on_the_day_it_is_given(world, unit, staff):
    a_delegation(unit, world.people["mas"], staff, starts_on=TODAY, valid_to=days(14))

    assert told() == []
    assert len(told(days(14))) == 2


# -- sending -----------------------------------------------------------------------------------------------------------
def test_run_twice_the_same_morning_each_is_told_once_in_the_digest_without_a_name(world, unit, staff):
    a_reading(unit, due_on=days(2))
    a_reading(unit, sent_on=days(-30), due_on=days(-16))
    a_delegation(unit, world.people["mas"], staff, valid_to=days(0))
    for _time in range(2):
        said = run()

    notices = list(Notice.objects.all())
    assert len(notices) == len({(one.user_id, one.key) for one in notices}) == 4
    assert {one.way for one in notices} == {Way.DIGEST}
    assert not [one for one in notices if any(name in one.title for name in NAMES)]
    assert said.strip().endswith("0 nya påminnelser")


def test_who_is_away_is_reminded_on_coming_back_and_nobody_in_their_stead(world, unit, staff):
    a_reading(unit, due_on=days(2))
    Absence.objects.create(
        user=staff, substitute=world.people["case_officer"], starts_on=TODAY, ends_on=days(1)
    )
    run()
    assert Notice.objects.count() == 0

    run(days(2))
    assert [one.user for one in Notice.objects.all()] == [staff]


def test_a_manager_who_is_away_has_a_substitute_who_is_told_first(world, unit):
    a_reading(unit, sent_on=days(-30), due_on=days(-16))
    manager, substitute = world.people["manager"], world.people["other_manager"]
    Absence.objects.create(user=manager, substitute=substitute, starts_on=TODAY, ends_on=days(5))
    run()

    assert {(one.user, one.on_behalf_of, one.way) for one in Notice.objects.all()} == {
        (manager, None, Way.APP),
        (substitute, manager, Way.DIGEST),
    }


def test_the_daily_round_reminds(unit):
    a_reading(unit, due_on=days(2))
    call_command("daily_round", today=TODAY, stdout=StringIO(), stderr=StringIO())

    assert Notice.objects.filter(kind="participation").count() == 1
