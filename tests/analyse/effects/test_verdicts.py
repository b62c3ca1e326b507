"""What the figures say: a real change, none, a change of measuring, a silent unit, a trend, an indicator."""

import json
from datetime import UTC, date, datetime

import numpy as np
import pytest

from hjulet.act.actions.choices import Verdict
from hjulet.analyse.effects.choices import Reason, Remark, Wanted
from hjulet.analyse.effects.measured import weigh
from hjulet.analyse.effects.models import Expectation
from hjulet.analyse.series.choices import Source
from hjulet.analyse.series.ground import Ground
from hjulet.analyse.series.rules import SeriesKey
from tests.analyse.support import NOW, TODAY, a_break, a_type, count, fall, steady
from tests.factories import ActionFactory, IndicatorFactory, UnitFactory, ValueFactory

START = date(2025, 11, 1)  # 24 months before, 12 after
BEFORE = datetime(2025, 10, 1, tzinfo=UTC)


def expected(world, key=None, **more) -> Expectation:
    action = ActionFactory(unit=world.units["solgarden"])
    said = {
        "wanted": Wanted.LESS,
        "from_month": START,
        "stated_by": world.people["manager"],
        "stated_at": BEFORE,
    }
    return Expectation.objects.create(
        action=action, series=str(key or fall()), is_leading=True, **said | more
    )


def said(world, found, user="manager", **more):
    return weigh(Ground.of(world.municipality), found, world.people[user], TODAY, **more)


def change(world, before, after, *, seed=1, unit="solgarden", kind=None):
    random = np.random.default_rng(seed)
    numbers = [*random.poisson(before, 24), *random.poisson(after, 12)]
    count(world.units[unit], kind or a_type(world), numbers)
    return numbers


def others(world, mean=6.0, seed=99):
    """The unit goes on reporting everything else."""
    count(world.units["solgarden"], a_type(world, "annat"), steady(mean, seed=seed))


def test_real_fall_is_an_improvement(world):
    others(world)
    change(world, 8, 3)

    found = said(world, expected(world))

    assert found.verdict == Verdict.IMPROVED
    assert found.sentence.endswith("Det är mer än slumpen förklarar.")
    assert found.facts["before"]["months"] == 24
    assert found.facts["after"]["months"] == 12
    assert [index for index, _words in found.chart.marks] == [24]


def test_real_rise_is_a_worsening_or_what_was_wanted(world):
    change(world, 4, 11)

    assert said(world, expected(world)).verdict == Verdict.WORSENED
    assert said(world, expected(world, wanted=Wanted.MORE)).verdict == Verdict.IMPROVED


@pytest.mark.parametrize("mean", [1.0, 4.0, 12.0])
def test_no_change_is_seldom_called_one(world, mean):
    found = expected(world)
    seeds, wrong = 20, 0
    for seed in range(seeds):
        unit = UnitFactory(parent=world.units["lss"], slug=f"enhet-{mean:.0f}-{seed}")
        world.units[unit.slug] = unit
        change(world, mean, mean, seed=seed, unit=unit.slug)
        found.series = str(fall(unit.slug))
        wrong += said(world, found).verdict in {Verdict.IMPROVED, Verdict.WORSENED}

    assert wrong <= 3  # one in twenty may be, by chance


def test_real_change_is_found_in_nearly_every_series(world):
    found, seen = expected(world), 0
    for seed in range(10):
        unit = UnitFactory(parent=world.units["lss"], slug=f"enhet-{seed}")
        world.units[unit.slug] = unit
        change(world, 8, 3, seed=seed, unit=unit.slug)
        count(unit, a_type(world, "annat"), steady(6, seed=seed + 100))
        found.series = str(fall(unit.slug))
        seen += said(world, found).verdict == Verdict.IMPROVED

    assert seen >= 8


def test_change_at_a_change_of_measuring_is_never_an_improvement(world):
    others(world)
    change(world, 12, 2)
    a_break(world, START, title="Nytt system")

    found = said(world, expected(world))

    assert (found.verdict, found.sentence) == (Verdict.NOT_MEASURED, Reason.CHANGED_AT_START.label)


@pytest.mark.parametrize("month", [date(2025, 6, 1), date(2025, 9, 1), date(2025, 10, 1)])
def test_change_shortly_before_leaves_too_little_to_compare_with(world, month):
    others(world)
    change(world, 12, 2)
    a_break(world, month)

    assert said(world, expected(world)).verdict == Verdict.NOT_MEASURED


@pytest.mark.parametrize("month", [date(2025, 12, 1), date(2026, 1, 1)])
def test_fall_that_comes_with_a_new_system_after_the_action_is_not_counted(world, month):
    """Nothing happened with the action; the new system halved what was reported."""
    index = 24 + (month.year - 2025) * 12 + month.month - 11
    count(world.units["solgarden"], a_type(world), [*steady(12, index), *steady(2, 36 - index)])
    a_break(world, month)

    assert said(world, expected(world)).verdict == Verdict.TOO_EARLY


def test_older_change_of_measuring_only_shortens_the_comparison(world):
    others(world)
    change(world, 12, 4)
    a_break(world, date(2024, 6, 1))

    found = said(world, expected(world))

    assert found.verdict == Verdict.IMPROVED
    assert found.facts["before"]["months"] == 17
    assert Remark.BREAK in found.remarks


def test_first_months_are_too_early_to_say(world):
    change(world, 8, 3)

    found = said(world, expected(world, from_month=date(2026, 9, 1)))

    assert found.verdict == Verdict.TOO_EARLY
    assert "för tidigt att säga" in found.sentence


def test_action_that_has_not_worked_a_month_is_too_early(world):
    change(world, 8, 3)

    assert said(world, expected(world, from_month=date(2026, 11, 1))).verdict == Verdict.TOO_EARLY


def test_series_without_months_is_not_measured(world):
    a_type(world)

    found = said(world, expected(world))

    assert (found.verdict, found.sentence) == (Verdict.NOT_MEASURED, "Månadsvärden saknas.")


def test_fall_in_everything_may_be_fewer_reports(world):
    change(world, 8, 2)
    change(world, 10, 2, seed=5, kind=a_type(world, "annat"))

    found = said(world, expected(world))

    assert found.verdict == Verdict.NO_SURE_CHANGE
    assert Remark.OTHERS_FELL in found.remarks


def test_silent_unit_gets_no_improvement(world):
    """Its likes go on reporting; it has fallen silent, also in what is not counted here."""
    others(world, 0.4)
    change(world, 8, 1)
    for number in range(6):
        unit = UnitFactory(parent=world.units["aldreomsorg"], slug=f"hus-{number}")
        count(unit, a_type(world, "annat"), steady(14, seed=number))

    found = said(world, expected(world))

    assert found.verdict == Verdict.NO_SURE_CHANGE
    assert Remark.SILENT in found.remarks


def test_what_was_already_falling_is_no_improvement(world):
    others(world)
    numbers = np.random.default_rng(1).poisson(np.geomspace(24, 5, 36))
    count(world.units["solgarden"], a_type(world), numbers)

    found = said(world, expected(world))

    assert found.verdict == Verdict.NO_SURE_CHANGE
    assert Remark.UNDER_WAY in found.remarks


def test_months_that_made_us_act_are_left_out(world):
    others(world)
    numbers = [*steady(4, 21), 20, 20, 20, *steady(4, 12, seed=2)]
    count(world.units["solgarden"], a_type(world), numbers)

    assert said(world, expected(world, trigger_months=3)).facts["left_out"] == 3
    assert said(world, expected(world, trigger_months=3)).verdict != Verdict.IMPROVED


def test_careful_remarks_are_said(world):
    others(world)
    change(world, 8, 3)

    found = said(world, expected(world, stated_at=NOW, trigger_months=2), others=1)

    assert {Remark.AFTERWARDS, Remark.TRIGGER, Remark.MANY_ACTIONS} <= set(found.remarks)


def test_facts_can_be_kept_as_json(world):
    change(world, 0.05, 0)

    kept = said(world, expected(world)).frozen

    assert json.loads(json.dumps(kept)) == kept


def values(world, indicator, *pairs):
    for year, value, n in pairs:
        ValueFactory(
            indicator=indicator, unit=world.units["solgarden"], year=year, value=value, respondents=n
        )


@pytest.mark.parametrize(
    ("pairs", "expected_verdict"),
    [
        ([(2024, 50, 200), (2026, 80, 200)], Verdict.IMPROVED),
        ([(2024, 80, 200), (2026, 50, 200)], Verdict.WORSENED),
        ([(2024, 80, 20), (2026, 75, 20)], Verdict.NO_SURE_CHANGE),
        ([(2024, 80, 20), (2025, 10, 20)], Verdict.TOO_EARLY),  # the year of the action is neither
        ([(2026, 80, 20)], Verdict.NOT_MEASURED),
    ],
)
def test_indicator_is_judged_by_the_values_around_the_action(world, pairs, expected_verdict):
    indicator = IndicatorFactory(municipality=world.municipality, slug="nojd")
    values(world, indicator, *pairs)
    key = SeriesKey(Source.INDICATOR, "solgarden", "nojd")

    found = said(world, expected(world, key, wanted=Wanted.MORE, from_month=date(2025, 6, 1)))

    assert found.verdict == expected_verdict
