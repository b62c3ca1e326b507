"""Setting up, letting new units in, ending, and the reminders of the daily round."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from hjulet.base.notices.models import Notice
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import Absence
from hjulet.check.indicators.measuring.choices import Counting, Obstacle, Rhythm
from hjulet.check.indicators.measuring.setting_up import CannotMeasure, How, Plan, end, let_in, set_up
from tests.check.indicators.measuring.making import AT, DAYS, SICK, TODAY, fill, measurement, parts, place
from tests.factories import IndicatorFactory, UnitFactory, ValueFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("how", "plan", "obstacles"),
    [
        (How(Counting.SHARE, "a", "b"), {"units": ()}, [Obstacle.NO_UNITS]),
        (How(Counting.SHARE, "a", ""), {}, [Obstacle.NO_PARTS]),
        (How(Counting.SHARE, "a", "b"), {"exposure": "resident_days"}, [Obstacle.EXPOSURE]),
        (How(Counting.COUNT), {"exposure": "resident_days", "rhythm": Rhythm.QUARTER}, [Obstacle.EXPOSURE]),
    ],
)
def test_a_measurement_that_cannot_be_is_refused_with_its_reasons(world, how, plan, obstacles):
    units = plan.pop("units", ("solgarden",))

    with pytest.raises(CannotMeasure) as refused:
        measurement(world, *units, what=DAYS, how=how, **plan)

    assert refused.value.obstacles == obstacles


def test_a_measure_is_measured_once_at_a_time(world):
    first = measurement(world, "solgarden")
    with pytest.raises(CannotMeasure):
        measurement(world, "bjorkgarden", what=first.indicator)

    end(first, date(2026, 10, 1), by=world.people["sas"], at=AT)

    again = measurement(world, "bjorkgarden", what=first.indicator, rhythm=Rhythm.QUARTER)
    assert again.indicator == first.indicator


@pytest.mark.parametrize(
    ("known", "obstacle"),
    [
        ({"kolada_id": "N1", "source_register": "Kolada"}, Obstacle.FETCHED),
        ({"source_register": "egen brukarundersökning"}, Obstacle.SURVEY),
    ],
)
def test_what_comes_from_elsewhere_is_not_measured_beside_it(world, known, obstacle):
    there = IndicatorFactory(municipality=world.municipality, **known)
    if obstacle == Obstacle.SURVEY:
        ValueFactory(indicator=there, respondents=12)

    with pytest.raises(CannotMeasure) as refused:
        measurement(world, "solgarden", what=there)

    assert refused.value.obstacles == [obstacle]


def test_the_lowest_units_measure_so_that_nothing_is_counted_twice(world):
    UnitFactory(parent=world.units["solgarden"], slug="solgarden-ost", name="Solgården öst")

    found = measurement(world, units=(), below=world.units["aldreomsorg"])

    assert [one.unit.slug for one in found.places.all()] == ["solgarden-ost", "bjorkgarden"]


def test_a_unit_that_comes_later_measures_from_then_on(world):
    found = measurement(world, units=(), below=world.units["lss"], first=date(2026, 1, 1))
    UnitFactory(parent=world.units["lss"], slug="ny", name="Nya boendet", valid_from=date(2026, 11, 10))

    assert let_in(found, at=AT, day=TODAY) == 1
    assert let_in(found, at=AT, day=TODAY) == 0
    assert place(found, "ny").first_day == date(2026, 11, 10)


def test_it_cannot_end_before_what_is_measured(world):
    found = measurement(world, "solgarden", first=date(2026, 9, 1))
    fill(found, world, "2026-10", solgarden=parts(1, 8))

    with pytest.raises(CannotMeasure) as refused:
        end(found, date(2026, 9, 1), by=world.people["sas"], at=AT)

    assert refused.value.obstacles == [Obstacle.HAS_LATER]


def test_a_measure_cannot_be_set_up_in_another_municipality(world):
    with pytest.raises(CannotMeasure):
        set_up(
            world.municipality, SICK, How(Counting.SHARE, "a", "b"),
            Plan(Rhythm.MONTH, date(2026, 10, 1), units=(world.units["granby"],)),
            "6f6d1f5e-8c0a-4a52-9a0d-0d2f5c3f3a11", by=world.people["sas"], at=AT,
        )  # fmt: skip


# -- reminders -------------------------------------------------------------------------------------------------------
def remind(day):
    call_command("remind_about_measurements", today=day, stdout=StringIO())
    return list(Notice.objects.order_by("pk").values_list("user__name", "title"))


def test_the_manager_is_reminded_before_on_and_after_the_day_once_each(world):
    measurement(world, "solgarden")

    assert remind(date(2026, 11, 6)) == []
    for _again in range(2):
        soon = remind(date(2026, 11, 7))
    assert soon == [("Erik Chef", "Sjukfrånvaro för oktober 2026 ska fyllas i senast 10 november 2026.")]
    remind(date(2026, 11, 10))
    late = remind(date(2026, 11, 11))
    assert late[-1] == (
        "Erik Chef",
        "Sjukfrånvaro för oktober 2026 skulle ha fyllts i senast 10 november 2026.",
    )
    assert len(late) == 3


def test_what_has_waited_long_goes_one_step_up(world):
    measurement(world, "solgarden")

    told = remind(date(2026, 11, 24))

    assert told == [
        ("Dag Avdelning", "Sjukfrånvaro för oktober 2026 har väntat sedan 10 november 2026 och är lyft till chefen ovanför.")
    ]  # fmt: skip


def test_the_substitute_is_told_first_and_leads_to_the_page(world):
    measurement(world, "solgarden")
    day = date(2026, 11, 10)
    Absence.objects.create(
        user=world.people["manager"], substitute=world.people["other_manager"], starts_on=day,
        ends_on=day + timedelta(days=3),
    )  # fmt: skip

    remind(day)

    notice = Notice.objects.get(user=world.people["other_manager"])
    assert notice.on_behalf_of == world.people["manager"]
    assert notice.path.endswith("/2026-10/")


def test_nobody_is_reminded_of_what_is_filled_in_or_of_a_closed_unit(world):
    found = measurement(world, "solgarden", "bjorkgarden")
    fill(found, world, "2026-10", solgarden=parts(1, 8))
    Unit.objects.filter(slug="bjorkgarden").update(valid_to=date(2026, 9, 30))

    assert remind(date(2026, 11, 11)) == []


def test_one_message_for_several_units(world):
    measurement(world, "solgarden", "bjorkgarden")
    for who in ("manager", "other_manager"):
        world.people[who].roles.all().delete()

    assert [name for name, _title in remind(date(2026, 11, 11))] == ["Dag Avdelning"]
