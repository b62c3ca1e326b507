"""Filling in a period and correcting it: once, with its history, and counted on into the year and the exposure."""

from datetime import date
from decimal import Decimal

import pytest

from hjulet.base.organisation.models import Exposure, Unit
from hjulet.check.indicators.measuring.choices import Counting, Fault, Rhythm
from hjulet.check.indicators.measuring.filling import CannotFill, correct
from hjulet.check.indicators.measuring.setting_up import How
from hjulet.check.indicators.models import CannotRevise, Value
from tests.check.indicators.measuring.making import (
    AT,
    DAYS,
    PEOPLE,
    WAIT,
    fill,
    measurement,
    not_measured,
    number,
    parts,
    value,
)

D = Decimal
pytestmark = pytest.mark.django_db
MONTHS = [f"2025-{number:02}" for number in range(1, 13)]
COUNT = How(Counting.COUNT)


def test_a_period_is_stored_with_its_two_numbers(world):
    found = measurement(world, "solgarden")

    assert fill(found, world, "2026-10", solgarden=parts(412, 5560)) == 1

    stored = value(found, "solgarden", "2026-10")
    assert (stored.value, stored.numerator, stored.denominator) == (D("7.4"), 412, 5560)
    assert (stored.rhythm, stored.decimals, stored.entered_by) == ("month", 1, world.people["manager"])


def test_the_same_form_sent_twice_is_stored_once(world):
    found = measurement(world, "solgarden")
    fill(found, world, "2026-10", solgarden=parts(412, 5560))

    assert fill(found, world, "2026-10", solgarden=parts(412, 5560)) == 0
    assert Value.objects.count() == 1


def test_somebody_else_was_first_and_nothing_is_lost(world):
    found = measurement(world, "solgarden", "bjorkgarden")
    fill(found, world, "2026-10", solgarden=parts(412, 5560))

    with pytest.raises(CannotFill) as refused:
        fill(found, world, "2026-10", by="sas", solgarden=parts(1, 2), bjorkgarden=parts(3, 4))

    assert list(refused.value.faults.values()) == [[Fault.TAKEN]]
    assert Value.objects.count() == 1
    assert value(found, "solgarden", "2026-10").numerator == 412


def test_what_cannot_be_measured_has_a_reason_and_is_not_zero(world):
    found = measurement(world, "solgarden")

    fill(found, world, "2026-10", solgarden=not_measured("systemet låg nere"))

    stored = value(found, "solgarden", "2026-10")
    assert (stored.value, stored.missing, stored.missing_said) == (None, "not_measured", "systemet låg nere")


@pytest.mark.parametrize("month", ["2026-09", "2026-11"])
def test_no_period_before_the_first_or_outside_the_units_life(world, month):
    found = measurement(world, "solgarden")
    Unit.objects.filter(slug="solgarden").update(valid_to=date(2026, 10, 31))

    with pytest.raises(CannotFill) as refused:
        fill(found, world, month, solgarden=parts(1, 2))

    assert list(refused.value.faults.values()) == [[Fault.NOT_THEN]]


def test_a_correction_keeps_what_was_there_and_why(world):
    found = measurement(world, "solgarden")
    fill(found, world, "2026-10", solgarden=parts(412, 5560))
    stored = value(found, "solgarden", "2026-10")

    correct(
        stored, parts(421, 5560), why="två siffror bytte plats", seen=0, by=world.people["manager"], at=AT
    )

    stored.refresh_from_db()
    assert (stored.value, stored.numerator) == (D("7.6"), 421)
    kept = stored.revisions.get()
    assert (kept.was, kept.was_numerator, kept.now_numerator, kept.why) == (
        D("7.4"), 412, 421, "två siffror bytte plats",
    )  # fmt: skip


def test_the_same_share_of_other_numbers_is_a_correction_too(world):
    found = measurement(world, "solgarden")
    fill(found, world, "2026-10", solgarden=parts(10, 100))
    stored = value(found, "solgarden", "2026-10")

    correct(stored, parts(20, 200), why="fel underlag", seen=0, by=world.people["manager"], at=AT)

    assert stored.revisions.get().now_denominator == 200


@pytest.mark.parametrize(
    ("typed", "why", "seen", "faults"),
    [
        (parts(412, 5560), "fel", 0, ["same"]),
        (parts(1, 5560), " ", 0, ["no_reason"]),
        (parts(1, 5560), "fel", 3, ["stale"]),
    ],
)
def test_a_correction_needs_a_reason_a_difference_and_to_be_first(world, typed, why, seen, faults):
    found = measurement(world, "solgarden")
    fill(found, world, "2026-10", solgarden=parts(412, 5560))

    with pytest.raises(CannotRevise) as refused:
        correct(
            value(found, "solgarden", "2026-10"), typed, why=why, seen=seen, by=world.people["sas"], at=AT
        )

    assert refused.value.obstacles == faults


def test_the_year_is_there_when_its_last_period_is_and_follows_a_correction(world):
    found = measurement(world, "solgarden", first=date(2025, 1, 1))
    for month in MONTHS[:-1]:
        fill(found, world, month, solgarden=parts(10, 100))
    assert not Value.objects.whole().exists()

    fill(found, world, "2025-12", solgarden=parts(70, 300))

    year = value(found, "solgarden", "2025")
    assert (year.value, year.numerator, year.denominator, year.counted_from) == (D("12.9"), 180, 1400, 12)
    correct(
        value(found, "solgarden", "2025-12"), parts(80, 300), why="räknade fel", seen=0,
        by=world.people["manager"], at=AT,
    )  # fmt: skip
    year.refresh_from_db()
    assert (year.value, year.revisions.get().why) == (D("13.6"), "Räknat om: räknade fel")


def test_a_year_with_a_hole_says_how_many_periods_it_is_made_of(world):
    found = measurement(world, "solgarden", first=date(2025, 1, 1))
    for month in MONTHS[:-1]:
        fill(found, world, month, solgarden=parts(10, 100))
    fill(found, world, "2025-12", solgarden=not_measured("systemet låg nere"))

    assert value(found, "solgarden", "2025").counted_from == 11


def test_a_year_of_days_is_written_with_the_decimals_of_its_months(world):
    found = measurement(world, "solgarden", what=DAYS, how=COUNT, first=date(2025, 1, 1))
    for month in MONTHS:
        fill(found, world, month, solgarden=number(360))

    year = value(found, "solgarden", "2025")
    assert (year.value, year.decimals) == (4320, 0)


def test_a_count_with_a_hole_has_no_year(world):
    found = measurement(world, "solgarden", what=DAYS, how=COUNT, first=date(2025, 1, 1))
    for month in MONTHS[:-1]:
        fill(found, world, month, solgarden=number(300))
    fill(found, world, "2025-12", solgarden=not_measured("systemet låg nere"))

    year = value(found, "solgarden", "2025")
    assert (year.value, year.missing_said) == (None, "1 av 12 delar kunde inte mätas")


def test_a_year_that_began_in_the_middle_has_no_figure(world):
    found = measurement(world, "solgarden", first=date(2025, 3, 1))
    for month in MONTHS[2:]:
        fill(found, world, month, solgarden=parts(10, 100))

    assert not Value.objects.whole().exists()


def test_a_unit_that_closed_in_may_has_a_year_of_five_months(world):
    Unit.objects.filter(slug="solgarden").update(valid_to=date(2025, 5, 12))
    world.units["solgarden"].refresh_from_db()
    found = measurement(world, "solgarden", first=date(2025, 1, 1))
    for month in MONTHS[:5]:
        fill(found, world, month, solgarden=parts(10, 100))

    assert value(found, "solgarden", "2025").counted_from == 5


def test_a_yearly_measurement_is_its_own_year(world):
    found = measurement(world, "solgarden", rhythm=Rhythm.YEAR, first=date(2025, 1, 1))

    fill(found, world, "2025-01", solgarden=parts(10, 100))

    stored = value(found, "solgarden", "2025")
    assert (stored.rhythm, stored.counted_from) == ("", None)


def test_everything_together_is_summed_and_never_a_mean(world):
    found = measurement(world, below=world.units["aldreomsorg"], units=())
    fill(found, world, "2026-10", solgarden=parts(10, 100))
    assert Value.objects.count() == 1

    fill(found, world, "2026-10", by="other_manager", bjorkgarden=parts(90, 300))

    together = value(found, "aldreomsorg", "2026-10")
    assert (together.value, together.counted_from) == (D("25.0"), 2)


def test_a_value_that_is_counted_is_corrected_through_its_parts(world):
    found = measurement(world, below=world.units["aldreomsorg"], units=())
    fill(found, world, "2026-10", solgarden=parts(10, 100), bjorkgarden=parts(1, 100))

    with pytest.raises(CannotRevise):
        value(found, "aldreomsorg", "2026-10").revise(
            to=D(1), missing="", why="fel", by=world.people["sas"], at=AT
        )


def test_what_a_person_has_written_for_the_year_stays(world):
    found = measurement(world, "solgarden", first=date(2025, 1, 1))
    Value.objects.create(
        indicator=found.indicator, unit=world.units["solgarden"], period_start=date(2025, 1, 1),
        period_end=date(2025, 12, 31), period_said="2025", value=D(9),
    )  # fmt: skip
    for month in MONTHS:
        fill(found, world, month, solgarden=parts(10, 100))

    assert value(found, "solgarden", "2025").value == 9


def test_resident_days_become_what_others_are_counted_per(world):
    found = measurement(world, "solgarden", what=DAYS, how=COUNT, exposure="resident_days")
    unit, month = world.units["solgarden"], date(2026, 10, 1)
    Exposure.objects.create(unit=unit, month=month, kind="users", amount=20)

    fill(found, world, "2026-10", solgarden=number(341))
    assert dict(Exposure.objects.values_list("kind", "amount")) == {"users": 20, "resident_days": 341}

    correct(
        value(found, "solgarden", "2026-10"), not_measured("fel lista"), why="fel lista", seen=0,
        by=world.people["manager"], at=AT,
    )  # fmt: skip
    assert dict(Exposure.objects.values_list("kind", "amount")) == {"users": 20}


def test_few_persons_are_hidden_from_others_than_those_with_the_duty(world):
    found = measurement(world, "solgarden", what=WAIT, how=PEOPLE)
    fill(found, world, "2026-10", solgarden=parts(90, 3))

    def hidden(who):
        seen = Value.objects.visible_to(world.people[who], AT.date()).select_related("indicator")
        return seen.get().point.is_hidden

    assert not hidden("manager")
    assert not hidden("sas")
    assert hidden("department_head")
    assert hidden("developer")
