"""A month is known, zero, or not known: units over time, types over time, and what there was to count against."""

from datetime import date

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hjulet.analyse.series.collecting import collect, collect_many, days_of
from hjulet.analyse.series.ground import Ground, NoSuchSeries
from hjulet.base.organisation.models import Lineage, Unit
from tests.analyse.support import FIRST, LAST, MONTHS, a_break, a_type, count, fall, resident_days, steady
from tests.factories import DeviationFactory, UnitFactory


def series(world, key=None, first=FIRST, last=LAST):
    return collect(Ground.of(world.municipality), key or fall(), first, last)


def test_month_without_events_is_zero_only_from_when_the_unit_reports(world):
    count(world.units["solgarden"], a_type(world), [0, 0, 3, 0, 1])

    values = series(world, last=date(2024, 3, 1)).values

    assert np.isnan(values[:2]).all()
    assert values[2:].tolist() == [3, 0, 1]


def test_other_types_show_that_the_unit_reports(world):
    count(world.units["solgarden"], a_type(world, "annat"), [1])
    count(world.units["solgarden"], a_type(world), [0, 0, 3])

    assert series(world, last=date(2024, 1, 1)).values.tolist() == [0, 0, 3]


def test_unit_that_never_reported_has_no_months(world):
    a_type(world)

    found = series(world)

    assert not found.is_known
    assert np.isnan(found.values).all()


def test_month_before_the_unit_opened_or_after_it_closed_is_not_known(world):
    unit = world.units["solgarden"]
    Unit.objects.filter(pk=unit.pk).update(valid_from=date(2024, 1, 1), valid_to=date(2024, 3, 15))
    count(unit, a_type(world), [1] * 6)

    values = series(world, last=date(2024, 4, 1)).values

    assert np.isnan(values).tolist() == [True, True, False, False, True, True]


def test_series_counts_everything_below_the_unit(world):
    kind = a_type(world)
    count(world.units["solgarden"], kind, [1] * 3)
    count(world.units["bjorkgarden"], kind, [2] * 3)
    count(world.units["lonnen"], kind, [5] * 3)

    last = date(2024, 1, 1)
    assert series(world, fall("aldreomsorg"), last=last).values.tolist() == [3, 3, 3]
    assert series(world, fall("ekvik"), last=last).values.tolist() == [8, 8, 8]


def test_series_continues_over_a_renaming_and_a_split(world):
    kind = a_type(world)
    old, parts = world.units["solgarden"], []
    Unit.objects.filter(pk=old.pk).update(valid_to=date(2023, 12, 31))
    for number in (1, 2):
        parts.append(
            UnitFactory(
                parent=world.units["aldreomsorg"],
                slug=f"sol-{number}",
                name=f"Sol {number}",
                valid_from=date(2024, 1, 1),
            )
        )
        Lineage.objects.create(
            kind="split",
            from_unit=old,
            to_unit=parts[-1],
            happened_on=date(2024, 1, 1),
            happened_on_said="2024-01",
        )
    count(old, kind, [4, 4])
    count(parts[0], kind, [1, 1], first=date(2024, 1, 1))
    count(parts[1], kind, [2, 2], first=date(2024, 1, 1))

    last = date(2024, 2, 1)
    whole, part = series(world, fall("solgarden"), last=last), series(world, fall("sol-1"), last=last)

    assert whole.values.tolist() == [4, 4, 3, 3]
    assert "Sol 1, Sol 2" in whole.notes[0]
    assert np.isnan(part.values[:2]).all()
    assert part.values[2:].tolist() == [1, 1]


def test_merged_unit_is_the_sum_of_what_it_was(world):
    kind, last = a_type(world), date(2024, 2, 1)
    new = UnitFactory(parent=world.units["sektorn"], slug="ny", name="Ny", valid_from=date(2024, 1, 1))
    for key in ("solgarden", "bjorkgarden"):
        Unit.objects.filter(pk=world.units[key].pk).update(valid_to=date(2023, 12, 31))
        Lineage.objects.create(
            kind="merged",
            from_unit=world.units[key],
            to_unit=new,
            happened_on=date(2024, 1, 1),
            happened_on_said="2024",
        )
        count(world.units[key], kind, [2, 2])
    count(new, kind, [5, 5], first=date(2024, 1, 1))

    assert series(world, fall("ny"), last=last).values.tolist() == [4, 4, 5, 5]
    assert np.isnan(series(world, fall("solgarden"), last=last).values[2:]).all()


def test_type_holds_the_types_below_it_and_what_it_was_called_in_an_older_list(world):
    parent = a_type(world, "lakemedel")
    child = a_type(world, "utebliven-dos", parent=parent)
    old = a_type(world, "medicin", valid_to=date(2023, 12, 31))
    old.became.add(parent)
    other = a_type(world, "fall")
    for kind, number in ((parent, 1), (child, 2), (old, 4), (other, 8)):
        count(world.units["solgarden"], kind, [number])

    def first_month(what):
        return series(world, fall(what=what), last=FIRST).values.tolist()

    assert first_month("lakemedel") == [7]
    assert first_month("utebliven-dos") == [2]
    assert first_month("medicin") == [7]
    assert first_month("*") == [15]


def test_severity_counts_this_grave_or_graver(world):
    kind = a_type(world)
    for severity in (0, 1, 2, 3, 4):
        count(world.units["solgarden"], kind, [1], severity=severity)

    assert series(world, fall(severity=3), last=FIRST).values.tolist() == [2]
    assert series(world, fall(), last=FIRST).values.tolist() == [5]


def test_rate_is_per_thousand_resident_days_where_they_are_known_for_every_month(world):
    count(world.units["solgarden"], a_type(world), [3] * 3)
    resident_days(world.units["solgarden"], [1500, 1500, 3000])

    found = series(world, last=date(2024, 1, 1))

    assert found.per.words == "per 1 000 boendedygn"
    assert found.rates.tolist() == [2, 2, 1]


def test_exposure_that_lacks_a_month_is_not_used(world):
    count(world.units["solgarden"], a_type(world), [3] * 3)
    resident_days(world.units["solgarden"], [1500, 1500])

    found = series(world, last=date(2024, 1, 1))

    assert found.per is None
    assert found.rates.tolist() == [3, 3, 3]


def test_exposure_of_a_department_is_its_own_or_the_sum_of_all_its_units_never_both(world):
    kind = a_type(world)
    count(world.units["solgarden"], kind, [3, 3])
    last = date(2023, 12, 1)
    resident_days(world.units["solgarden"], [100, 100])
    assert series(world, fall("aldreomsorg"), last=last).per is None  # Björkgården is not known

    resident_days(world.units["bjorkgarden"], [200, 200])
    assert series(world, fall("aldreomsorg"), last=last).exposure.tolist() == [300, 300]

    resident_days(world.units["aldreomsorg"], [400, 400])
    assert series(world, fall("aldreomsorg"), last=last).exposure.tolist() == [400, 400]


def test_change_of_measuring_begins_a_new_part_where_it_touches(world):
    count(world.units["solgarden"], a_type(world), steady(4))
    a_type(world, "lakemedel")
    a_break(world, date(2024, 11, 1), title="Allt")
    a_break(world, date(2025, 11, 1), title="Bara läkemedel", law="hsl", type_code="lakemedel")
    a_break(world, date(2025, 3, 1), title="Bara Lönnen", unit=world.units["lonnen"])
    a_break(world, date(2025, 5, 1), title="Äldreomsorgen", unit=world.units["aldreomsorg"])

    assert series(world).starts == (12, 18)
    assert [one.title for one in series(world, fall(what="*")).changes] == [
        "Allt",
        "Äldreomsorgen",
        "Bara läkemedel",
    ]


@pytest.mark.parametrize("key", [fall("borta"), fall(what="finns-inte")])
def test_series_that_does_not_exist_is_refused(world, key):
    with pytest.raises(NoSuchSeries):
        series(world, key)


def test_neighbour_is_never_counted(world):
    kind = a_type(world)
    count(world.units["granby"], None, [9] * MONTHS)
    count(world.units["solgarden"], kind, [1] * MONTHS)

    assert series(world, fall("ekvik", what="*")).values.sum() == MONTHS
    with pytest.raises(NoSuchSeries):
        series(world, fall("granby"))


def test_many_series_of_a_unit_ask_no_more_than_one(world):
    for number in range(6):
        count(world.units["solgarden"], a_type(world, f"typ-{number}"), steady(2, seed=number))
    ground = Ground.of(world.municipality)

    asked = []
    for keys in ([fall(what="typ-0")], [fall(what=f"typ-{number}") for number in range(6)]):
        with CaptureQueriesContext(connection) as queries:
            collect_many(ground, keys, FIRST, LAST)
        asked.append(len(queries))

    assert asked == [3, 3]


def test_days_are_those_of_the_counted_deviations(world):
    kind = a_type(world)
    unit = world.units["solgarden"]
    DeviationFactory(unit=unit, law="hsl", happened_on=date(2026, 3, 4), part={"type": kind})
    DeviationFactory(unit=unit, law="hsl", happened_on=date(2026, 5, 6), part={"type": kind})
    DeviationFactory(
        unit=unit, law="hsl", happened_on=date(2026, 5, 7), part={"type": a_type(world, "annat")}
    )
    DeviationFactory(
        unit=unit, law="hsl", happened_on=date(2026, 6, 6), part={"type": kind}, state="not_a_deviation",
        closed_at=None,
    )  # fmt: skip

    found = days_of(Ground.of(world.municipality), fall(), FIRST, LAST)

    assert found == [date(2026, 3, 4), date(2026, 5, 6)]
