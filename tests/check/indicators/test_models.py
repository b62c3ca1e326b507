"""Values and targets: what the database holds to, corrections, entries, and who sees what."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from hjulet.base.log.models import Entry
from hjulet.base.people.choices import Role
from hjulet.check.indicators.choices import Level, Obstacle
from hjulet.check.indicators.models import (
    CannotRevise,
    Citation,
    Indicator,
    Target,
    Value,
    scale_for,
)
from hjulet.check.indicators.rules import Cuts
from hjulet.check.indicators.workflows import AlreadyEntered, decide_target, enter_value
from tests.factories import IndicatorFactory, RoleHoldingFactory, TargetFactory, ValueFactory
from tests.world import TODAY

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def indicator(world):
    return IndicatorFactory(municipality=world.municipality, slug="trygg", name="Känner sig trygg")


@pytest.fixture
def value(world, indicator):
    return ValueFactory(indicator=indicator, unit=world.units["solgarden"], value=Decimal(94), respondents=16)


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": None, "missing": ""},
        {"value": 94, "missing": "not_measured"},
        {"unit": None, "comparison": ""},
        {"comparison": "country"},
        {"period_end": date(2020, 1, 1)},
        {"response_rate": 101},
        {"response_rate": -1},
    ],
)
def test_the_database_refuses_what_must_never_be(world, indicator, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        ValueFactory(indicator=indicator, **({"unit": world.units["solgarden"]} | wrong))


def test_a_unit_has_one_value_a_period_and_so_has_a_comparison(world, indicator, value):
    ValueFactory(indicator=indicator, unit=world.units["bjorkgarden"])
    ValueFactory(indicator=indicator, unit=None, comparison="country")

    with pytest.raises(IntegrityError), transaction.atomic():
        ValueFactory(indicator=indicator, unit=world.units["solgarden"])
    with pytest.raises(IntegrityError), transaction.atomic():
        ValueFactory(indicator=indicator, unit=None, comparison="country")


def test_a_correction_keeps_what_was_with_who_and_why(world, value):
    value.revise(to=Decimal("93.5"), missing="", why=" fel rad ", by=world.people["sas"], at=NOW)
    value.revise(to=None, missing="no_result", why="dras tillbaka", by=world.people["developer"], at=NOW)

    value.refresh_from_db()
    assert (value.value, value.missing, value.decimals) == (None, "no_result", 1)
    assert [(r.was, r.now, r.why, r.by.name) for r in value.revisions.order_by("pk")] == [
        (Decimal(94), Decimal("93.5"), "fel rad", "Stina Sas"),
        (Decimal("93.5"), None, "dras tillbaka", "Ulla Utvecklare"),
    ]
    assert [entry.event for entry in Entry.objects.order_by("id")] == ["value.revised", "value.revised"]


@pytest.mark.parametrize(
    ("wish", "obstacles"),
    [
        ({"to": Decimal(93), "missing": "", "why": " "}, [Obstacle.NO_REASON]),
        ({"to": None, "missing": "", "why": "x"}, [Obstacle.NEITHER]),
        ({"to": Decimal(93), "missing": "blank", "why": "x"}, [Obstacle.BOTH]),
        ({"to": Decimal(94), "missing": "", "why": "x"}, [Obstacle.SAME]),
        ({"to": Decimal(93), "missing": "", "why": "x", "seen": 7}, [Obstacle.STALE]),
    ],
)
def test_a_correction_that_is_refused_changes_and_logs_nothing(world, value, wish, obstacles):
    with pytest.raises(CannotRevise) as refused:
        value.revise(**wish, by=world.people["sas"], at=NOW)

    value.refresh_from_db()
    assert refused.value.obstacles == obstacles
    assert (value.value, value.revisions.count(), Entry.objects.count()) == (Decimal(94), 0, 0)


def test_the_second_of_two_people_does_not_write_over_the_first(world, value):
    same = Value.objects.get(pk=value.pk)
    value.revise(to=Decimal(90), missing="", why="först", by=world.people["sas"], at=NOW, seen=0)

    with pytest.raises(CannotRevise):
        same.revise(to=Decimal(80), missing="", why="sedan", by=world.people["mas"], at=NOW, seen=0)

    assert Value.objects.get(pk=value.pk).value == Decimal(90)


def test_a_value_is_entered_once_and_logged(world, indicator):
    what = {
        "indicator": indicator, "unit": world.units["solgarden"], "value": Decimal(80), "period_said": "2024",
        "period_start": date(2024, 1, 1), "period_end": date(2024, 12, 31),
    }  # fmt: skip
    entered = enter_value(by=world.people["sas"], at=NOW, **what)

    with pytest.raises(AlreadyEntered):
        enter_value(by=world.people["sas"], at=NOW, **what)

    assert (entered.entered_by, entered.entered_at) == (world.people["sas"], NOW)
    assert [entry.event for entry in Entry.objects.all()] == ["value.entered"]


def seen_by(world, key):
    return set(Value.objects.visible_to(world.people[key], TODAY))


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("staff", {"own", "published", "country"}),
        ("manager", {"own", "published", "country"}),
        ("other_manager", {"published", "country"}),
        ("department_head", {"own", "published", "country"}),
        ("director", {"own", "published", "country"}),
        ("sas", {"own", "published", "country"}),
        ("politician", {"published", "country"}),
        ("auditor", {"published", "country"}),
        ("provider", {"published", "country"}),
        ("administrator", {"published", "country"}),
        ("neighbour", set()),
        ("former", set()),
    ],
)
def test_values_are_seen_by_those_whose_role_reaches_them(world, indicator, who, sees):
    unit = world.units["solgarden"]
    made = {
        "own": ValueFactory(indicator=indicator, unit=unit, year=2024),
        "published": ValueFactory(indicator=indicator, unit=unit, year=2023, is_published_source=True),
        "country": ValueFactory(indicator=indicator, unit=None, comparison="country"),
    }

    assert seen_by(world, who) == {made[key] for key in sees}


@pytest.mark.parametrize(
    ("who", "text"),
    [
        ("manager", "shown"), ("sas", "shown"), ("mas", "shown"), ("mar", "shown"),
        ("staff", "hidden"), ("department_head", "hidden"), ("director", "hidden"), ("developer", "hidden"),
    ],
)  # fmt: skip
def test_below_five_answers_only_those_with_the_duty_see_the_value(world, indicator, who, text):
    ValueFactory(indicator=indicator, unit=world.units["solgarden"], respondents=4)

    found = Value.objects.visible_to(world.people[who], TODAY).get()

    assert found.point.is_hidden == (text == "hidden")


def test_a_manager_elsewhere_who_is_staff_here_does_not_see_small_numbers(world, indicator):
    person = world.people["other_manager"]
    RoleHoldingFactory(user=person, role=Role.STAFF, unit=world.units["solgarden"])
    ValueFactory(indicator=indicator, unit=world.units["solgarden"], respondents=4)

    assert Value.objects.visible_to(person, TODAY).get().point.is_hidden


def test_a_value_that_nobody_asked_for_as_a_reader_hides_what_is_small(value):
    value.respondents = 4

    assert value.point.is_hidden


def test_the_latest_value_is_of_the_highest_unit_and_the_newest_period(world, indicator):
    ValueFactory(indicator=indicator, unit=world.units["solgarden"], year=2025)
    ValueFactory(indicator=indicator, unit=world.units["aldreomsorg"], year=2023)
    newest = ValueFactory(indicator=indicator, unit=world.units["aldreomsorg"], year=2024)
    ValueFactory(indicator=indicator, unit=None, comparison="country", year=2025)

    found = Indicator.objects.of(world.municipality).with_latest(Value.objects.all()).get()

    assert found.latest_id == newest.pk


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("trygg", True),
        ("TRYGG", True),
        ("sig känner", True),
        ("trygg borta", False),
        ("", True),
        ("%", False),
    ],
)
def test_every_word_of_a_search_must_be_there(world, indicator, words, found):
    assert Indicator.objects.of(world.municipality).matching(words).exists() == found


def test_target_levels_are_decided_from_two_cut_points_and_the_earlier_stay(world, indicator):
    for good in (85, 90):
        decide_target(
            indicator, Cuts(Decimal(good), Decimal(60), True), year=2026, by=world.people["sas"], at=NOW
        )

    newest = scale_for(indicator, Target.objects.for_indicators([indicator]), 2026)
    assert (newest.good_said, newest.middle_said, newest.bad_said) == (
        "90 eller mer", "60 till under 90", "under 60",
    )  # fmt: skip
    assert newest.faults == []
    assert newest.level_of(Decimal(90)) == Level.GOOD
    assert Target.objects.count() == 2
    assert [entry.event for entry in Entry.objects.all()] == ["target.set", "target.set"]


def test_target_levels_in_the_wrong_order_are_refused(world, indicator):
    with pytest.raises(ValueError, match="fel ordning"):
        decide_target(
            indicator, Cuts(Decimal(60), Decimal(85), True), year=2026, by=world.people["sas"], at=NOW
        )

    assert (Target.objects.count(), Entry.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("year", "read_against"), [(2021, 2022), (2022, 2022), (2023, 2022), (2024, 2024), (2025, 2024)]
)
def test_a_value_is_read_against_the_scale_of_its_own_time(indicator, year, read_against):
    targets = [TargetFactory(indicator=indicator, year=2024), TargetFactory(indicator=indicator, year=2022)]

    assert scale_for(indicator, targets, year).year == read_against


def test_the_own_scale_goes_before_the_colour_of_the_subject(world, indicator):
    indicator.subject, indicator.source_register = "lss", "egen mätning"
    colour = TargetFactory(indicator=None, municipality=world.municipality, subject="lss", scale="colour")
    quartile = TargetFactory(indicator=indicator, scale="quartile")

    assert scale_for(indicator, [colour, quartile], 2025) == colour

    own = TargetFactory(indicator=indicator)
    assert scale_for(indicator, [colour, quartile, own], 2025) == own


def test_a_colour_holds_for_own_surveys_of_its_subject_only(world, indicator):
    colour = TargetFactory(indicator=None, municipality=world.municipality, subject="lss", scale="colour")
    indicator.subject, indicator.source_register = "lss", "SKR"

    assert not colour.holds_for(indicator)


def test_a_relative_scale_gives_no_level_and_has_no_holes(indicator):
    target = TargetFactory(indicator=indicator, scale="quartile")

    assert (target.level_of(Decimal(50)), target.faults) == (None, [])


def test_a_source_that_says_something_else_contradicts(value):
    same = Citation.objects.create(value=value, form="table", number=94, line=1)
    other = Citation.objects.create(value=value, form="text", number=93, line=2)
    silent = Citation.objects.create(value=value, form="fact", line=3)

    assert [cited.contradicts for cited in (same, other, silent)] == [False, True, False]
