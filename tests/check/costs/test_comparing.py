"""Between years and beside the country: which figures are used, what is said, and what is never said."""

from decimal import Decimal
from fractions import Fraction

import pytest

from hjulet.check.costs.comparing import sentences
from hjulet.check.costs.comparing.country import standard
from hjulet.check.costs.comparing.prices import NO_PRICES
from hjulet.check.costs.comparing.story import story
from hjulet.check.costs.comparing.tables import history, main_ages, restated
from hjulet.check.costs.comparing.years import changes
from tests.check.costs.making import band, kronor, printed, rises, table, total, unlinked

WHOLE = (None, None)
NBSP = "\u00a0"


def told(found, prices=NO_PRICES):
    return story(found, [], prices)


def test_leksands_care_homes_had_more_users_who_cost_less_each():
    change = told(printed("sabo")).latest

    assert (change.before.year, change.after.year, change.by_age) == (2021, 2022, False)
    assert [kronor(part) for part in (change.nominal.inhabitants, change.nominal.share, change.nominal.price)] == [
        1_032_125, 15_001_192, -8_188_615,
    ]  # fmt: skip
    assert change.nominal.total == 167_889_642 - 160_044_940
    assert sentences.of_change(change)[:3] == [
        "Kostnaden var 160,0 miljoner kronor 2021 och 167,9 miljoner kronor 2022: 7,8 miljoner kronor mer (4,9 %).",
        "Antalet brukare gick från 224 till 247. Det förklarar +16,0 miljoner kronor: +1,0 miljoner för hur "
        "många som bor här, +15,0 miljoner för hur stor andel av dem som får stödet.",
        f"Kostnaden per brukare gick från 714{NBSP}486 till 679{NBSP}715 kr. Det förklarar −8,2 miljoner kronor.",
    ]


def test_a_number_of_users_that_chance_can_give_is_not_called_a_development():
    assert any("kan slumpen ge" in said for said in sentences.of_change(told(printed("sabo")).latest))
    home_care = sentences.of_change(told(printed("hemtjanst")).latest)  # from 629 to 515 users
    assert not any("slump" in said for said in home_care)


@pytest.mark.parametrize(("users", "is_few"), [((29, 40), True), ((40, 29), True), ((30, 30), False)])
def test_with_few_users_no_change_is_claimed(users, is_few):
    first, last = users
    found = table(
        2024,
        total(2023, cost=first * 100_000, users=first, inhabitants=9000),
        total(2024, cost=last * 150_000, users=last, inhabitants=9000),
    )
    said = sentences.of_change(told(found).latest)

    assert any("Det går inte att säga" in one for one in said) == is_few


def test_it_is_said_what_one_person_moves():
    assert sentences.one_person(9, Fraction(100_000)) == (
        f"En enda ny brukare som kostar dubbelt så mycket höjer kostnaden per brukare med 10{NBSP}000 kr."
    )
    assert sentences.few_users(1).startswith("Med bara 1 brukare avgör en enda person")


def test_a_cost_that_no_user_carries_is_a_cause_of_its_own():
    found = table(
        2024,
        unlinked(2024, 300),
        unlinked(2023, 100),
        total(2023, cost=1100, users=10),
        total(2024, cost=1400, users=11),
    )
    parts = told(found).latest.nominal

    assert (parts.volume, parts.price, parts.rest, parts.inhabitants) == (100, 0, 200, None)


def test_an_unlinked_cost_that_is_not_printed_is_computed_and_marked():
    found = told(printed("ifo")).latest

    assert (found.before.is_unlinked_computed, found.after.is_unlinked_computed) == (True, False)
    assert kronor(found.before.unlinked) == 57_934_396 - 68_308 * 781
    assert found.nominal.total == 60_426_526 - 57_934_396


def test_what_only_rounding_explains_is_no_unlinked_cost():
    rows = [
        unlinked(2024, 0),
        total(2023, cost=1003, users=10, kr_per_user=100),
        total(2024, cost=900, users=9),
    ]
    point = history([table(2024, *rows)], WHOLE)[0]

    assert (point.unlinked, point.linked.cost, point.is_unlinked_computed) == (0, 1003, False)


@pytest.mark.parametrize(
    "row", [total(2023, users=10), total(2023, cost=100), total(2023, cost=100, users=0)]
)
def test_a_year_without_cost_or_users_is_left_out(row):
    found = told(table(2024, row, total(2024, cost=100, users=10)))

    assert ([point.year for point in found.points], found.latest) == ([2024], None)


def test_the_ages_that_have_an_earlier_year_are_compared():
    found = printed("ekonomiskt-bistand")  # Totalt has only 2022, 20-64 år has three years

    assert main_ages([found], found) == (20, 64)
    assert told(found).latest.after.total.label == "20-64 år 2022"


OLD = table(
    2023,
    band(2023, (0, 64), cost=1000, users=10, inhabitants=1000),
    band(2023, (65, None), cost=4000, users=10, inhabitants=100),
    total(2023, cost=5000, users=20, inhabitants=1100),
)
NEW = table(
    2024,
    band(2024, (0, 64), cost=500, users=5, inhabitants=1000),
    band(2024, (65, None), cost=6000, users=15, inhabitants=150),
    total(2024, cost=6500, users=20, inhabitants=1150),
    total(2023, cost=5000, users=20, inhabitants=1100),
)


def test_where_both_years_have_their_ages_each_age_is_split_for_itself():
    change = story(NEW, [OLD], NO_PRICES).latest

    assert (change.by_age, change.nominal.volume, change.nominal.price) == (True, 1500, 0)
    assert "i vilka åldrar" in " ".join(sentences.of_change(change))


def test_a_later_table_with_other_figures_is_believed_and_it_is_told():
    anew = table(2024, *NEW.rows[:3], total(2023, cost=5200, users=20, inhabitants=1100))
    found = story(anew, [OLD], NO_PRICES)

    assert found.restated == ((2023, 2023, 2024),)
    assert (found.latest.before.cost, found.latest.by_age) == (5200, False)
    assert restated([OLD, NEW], WHOLE) == []


def test_a_later_year_is_not_told_of_before_its_time():
    assert story(OLD, [OLD, NEW], NO_PRICES).points[-1].year == 2023


@pytest.mark.parametrize(
    "broken", [{"users": None}, {"inhabitants": None}, {"inhabitants": 999}, {"cost": 1100}]
)
def test_ages_that_do_not_make_up_the_total_are_not_used(broken):
    columns = {"cost": 1000, "users": 10, "inhabitants": 1000} | broken
    old = table(
        2023, band(2023, (0, 64), **{k: v for k, v in columns.items() if v is not None}), *OLD.rows[1:]
    )

    assert story(NEW, [old], NO_PRICES).latest.by_age is False


def test_hidden_ages_are_never_added_up():
    hidden = table(2024, *NEW.rows, hidden=frozenset({0, 1}))

    assert story(hidden, [OLD], NO_PRICES).latest.by_age is False


def test_the_rise_of_prices_is_taken_out_first_and_all_adds_up():
    found = story(NEW, [OLD], rises(y2024="10")).latest
    fixed = found.fixed

    assert fixed.general == 500  # a tenth of 5 000
    assert (fixed.volume, fixed.price) == (1575, -575)  # in the prices of 2024 each cost 5 % less on the way
    assert fixed.total == found.nominal.total == 1500
    assert found.index == ("PKV (SKR, prov)",)
    assert "PKV (SKR, prov)" in sentences.of_change(found)[1]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (2022, 2022, Fraction(1)),
        (2022, 2024, Fraction(105, 100) * Fraction(110, 100)),
        (2024, 2023, Fraction(100, 110)),
        (2021, 2024, None),
        (2024, 2025, None),
    ],
)
def test_years_are_chained_and_a_missing_year_breaks_the_chain(first, last, expected):
    assert rises(y2023="5", y2024="10").factor(first, last) == expected


def test_changes_go_over_a_missing_year():
    points = history([table(2024, total(2022, cost=10, users=1), total(2024, cost=20, users=1))], WHOLE)

    assert [(one.before.year, one.after.year) for one in changes(points, NO_PRICES)] == [(2022, 2024)]


def beside(slug):
    found = told(printed(slug))
    return found, sentences.beside(found.standard)


@pytest.mark.parametrize(
    ("slug", "verdict"),
    [
        (
            "sabo",
            "Vi har ungefär lika många brukare som riket har i samma åldrar, men varje brukare kostar mer.",
        ),
        (
            "lss",
            "Vi har färre brukare än riket har i samma åldrar. Varje brukare kostar ungefär lika mycket.",
        ),
        ("hemtjanst", "Vi har färre brukare än riket har i samma åldrar, men varje brukare kostar mer."),
    ],
)
def test_leksand_beside_the_country_at_the_same_ages(slug, verdict):
    assert beside(slug)[1] == verdict


def test_the_standard_cost_is_the_countrys_figures_on_our_own_people():
    found = told(printed("sabo")).standard
    by_hand = sum(
        line.reference_kr_per_inhabitant * line.inhabitants
        for line in printed("sabo").rows
        if line.kind == "age"
    )

    assert found.expected.cost == by_hand
    assert found.parts.total == found.point.linked.cost - found.expected.cost
    assert found.parts.inhabitants == 0  # the same people live here whoever's figures are used


@pytest.mark.parametrize(
    ("users", "price", "verdict"),
    [
        (200, 100, (1, 0)), (100, 100, (0, 0)), (50, 100, (-1, 0)), (200, 110, (1, 1)), (200, 90, (1, -1)),
        (100, 103, (0, 1)), (100, 101, (0, 0)), (50, 90, (-1, -1)), (50, 110, (-1, 1)), (119, 90, (0, -1)),
    ],
)  # fmt: skip
def test_every_verdict_has_its_sentence_and_chance_makes_about_as_many(users, price, verdict):
    found = table(
        2024,
        band(2024, (0, None), cost=users * price, users=users, inhabitants=1000, reference_kr_per_inhabitant=10,
             reference_kr_per_user=100),
        total(2024, cost=users * price, users=users, inhabitants=1000),
        reference_year=2024,
    )  # fmt: skip

    assert sentences.beside(told(found).standard) == str(sentences.BESIDE[verdict])


def test_the_countrys_earlier_year_is_moved_to_our_prices_or_it_is_said_that_it_is_not():
    rows = [
        band(2024, (0, None), cost=1000, users=10, inhabitants=1000, reference_kr_per_inhabitant=1,
             reference_kr_per_user=100),
        total(2024, cost=1000, users=10, inhabitants=1000),
    ]  # fmt: skip
    found = table(2024, *rows, reference_year=2023)
    point = history([found], WHOLE)[0]
    plain, moved = standard(found, point, NO_PRICES), standard(found, point, rises(y2024="10"))

    assert (plain.expected.cost, moved.expected.cost) == (1000, 1100)
    assert (plain.expected.users, moved.expected.users) == (10, 10)
    assert any("inte omräknade" in said for said in sentences.of_country(found, plain))
    assert any(
        "omräknade till 2024 års priser med PKV" in said for said in sentences.of_country(found, moved)
    )


@pytest.mark.parametrize(
    "broken",
    [
        {"reference_kr_per_inhabitant": None}, {"reference_kr_per_user": None}, {"inhabitants": None},
        {"reference_kr_per_inhabitant": 0},
    ],
)  # fmt: skip
def test_without_the_countrys_figures_for_every_age_nothing_is_compared(broken):
    columns = {
        "cost": 1000, "users": 10, "inhabitants": 1000, "reference_kr_per_inhabitant": 1, "reference_kr_per_user": 100,
    } | broken  # fmt: skip
    known = {name: value for name, value in columns.items() if value is not None}
    found = table(2024, band(2024, (0, None), **known), total(2024, cost=1000, users=10, inhabitants=1000))

    assert told(found).standard is None


def test_with_hidden_ages_the_country_is_compared_by_totals_that_are_public():
    rows = [
        band(2024, (0, 64), cost=300, users=3, inhabitants=1000, reference_kr_per_inhabitant=1,
             reference_kr_per_user=100),
        band(2024, (65, None), cost=4000, users=40, inhabitants=1000, reference_kr_per_inhabitant=3,
             reference_kr_per_user=100),
        total(2024, cost=4300, users=43, inhabitants=2000),
    ]  # fmt: skip
    found = told(table(2024, *rows, hidden=frozenset({0, 1}))).standard

    assert (found.by_age, found.expected.cost, found.expected.users) == (False, 4000, 40)
    assert found.parts.total == 300


def test_the_ages_of_those_who_live_here_are_told_where_no_unlinked_cost_blurs_them():
    care_homes, family = (told(printed(slug)) for slug in ("sabo", "ifo"))

    assert any("Åldrarna" in said for said in sentences.of_country(care_homes.table, care_homes.standard))
    assert not any("Åldrarna" in said for said in sentences.of_country(family.table, family.standard))


@pytest.mark.parametrize(
    ("amount", "said", "signed"),
    [
        (Fraction(167_889_642), "167,9 miljoner kronor", "+167,9 miljoner kronor"),
        (Fraction(-8_190_000), "−8,2 miljoner kronor", "−8,2 miljoner kronor"),
        (Fraction(830_400), f"830{NBSP}000 kronor", f"+830{NBSP}000 kronor"),
        (Fraction(7_651), f"7{NBSP}651 kronor", f"+7{NBSP}651 kronor"),
        (Fraction(0), "0 kronor", "0 kronor"),
        (Fraction(-1, 3), "0 kronor", "0 kronor"),
    ],
)
def test_money_is_said_in_millions_or_thousands(amount, said, signed):
    assert (sentences.money(amount), sentences.more_or_less(amount)) == (said, signed)


def test_every_published_table_can_be_told_of():
    for slug in ("sabo", "hemtjanst", "lss", "boendestod", "ifo", "buf", "vux", "ekonomiskt-bistand"):
        found = told(printed(slug))
        assert found.latest is not None
        assert found.latest.nominal.total == found.latest.after.cost - found.latest.before.cost
        assert all("%(" not in said for said in sentences.of_change(found.latest))
        if found.standard is not None:
            assert Decimal(found.standard.price_ratio) > 0


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((1_140_000, 1_560_000), ["+1,1 miljoner", "+1,6 miljoner"]),  # 2,7 in all
        ((2_900_000, 785_000), ["+2,9 miljoner", "+0,8 miljoner"]),
        ((-6_100_000, 7_500_000), ["−6,1 miljoner", "+7,5 miljoner"]),
        ((12_400, -300), [f"+12{NBSP}000 kronor", "0 kronor"]),
        ((7, -3), ["+7 kronor", "−3 kronor"]),
        ((0, 0), ["0 kronor", "0 kronor"]),
    ],
)
def test_the_parts_of_a_sum_are_rounded_so_that_they_add_up(parts, said):
    assert sentences.shares(*map(Fraction, parts)) == said
