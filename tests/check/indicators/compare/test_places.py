"""The place among all, its colour, and how sure they are."""

from decimal import Decimal

import pytest

from hjulet.check.indicators.choices import Direction
from hjulet.check.indicators.compare.genders import chart, pairs
from hjulet.check.indicators.compare.places import above_and_below, placed
from hjulet.check.indicators.judgement import Point
from hjulet.statistics import Colour

OTHERS = [Decimal(40) + Decimal(number) / 2 for number in range(99)]  # 40–89


def place(share, n, direction=Direction.HIGHER, **more):
    return placed(Point(2025, Decimal(share), n, decimals=0), OTHERS, direction, is_share=True, **more)


def test_a_sure_colour_is_solid_and_says_how_sure():
    found = place(85, 400)

    assert (found.colour, found.is_solid, found.key, found.name) == (Colour.GREEN, True, "green", "Grönt")
    assert found.words.startswith("Grönt, bland den bästa fjärdedelen. Färgen är säker till ")
    assert found.sentence.startswith("Plats 9 av 100 kommuner 2025, troligen någonstans på plats ")


def test_a_colour_that_chance_could_turn_is_striped_and_says_between_what():
    found = place(77, 16)

    assert not found.is_solid
    assert found.name == "Mellan grönt och gult"
    assert " talar för grönt och " in found.words
    assert found.chances.best < found.place < found.chances.worst


def test_lower_is_better_turns_colour_and_place():
    assert place(85, 400, Direction.LOWER).colour == Colour.RED
    assert place(85, 400, Direction.LOWER).place == 91


def test_without_the_number_of_answers_the_colour_is_never_solid():
    found = place(85, None)

    assert (found.is_solid, found.chances, found.range_words) == (False, None, "")
    assert found.words.endswith("antal svar saknas.")
    assert found.sentence == "Plats 9 av 100 kommuner 2025."


def test_a_full_count_has_nothing_to_be_unsure_of():
    found = placed(Point(2025, Decimal(85)), OTHERS, Direction.HIGHER, is_share=False, is_full=True)

    assert (found.is_solid, found.words) == (True, "Grönt, bland den bästa fjärdedelen.")


@pytest.mark.parametrize(
    ("point", "others", "direction"),
    [
        (Point(2025, Decimal(85), 100), OTHERS, Direction.NEUTRAL),
        (Point(2025, None), OTHERS, Direction.HIGHER),
        (Point(2025, Decimal(85), 4), OTHERS, Direction.HIGHER),
        (Point(2025, Decimal(85), 100), OTHERS[:2], Direction.HIGHER),
        (Point(2025, Decimal(80), 100), [Decimal(80)] * 9, Direction.HIGHER),
    ],
    ids=["no direction", "no value", "too few answered", "too few municipalities", "all are equal"],
)
def test_where_nothing_can_be_said_there_is_no_place(point, others, direction):
    assert placed(point, others, direction, is_share=True) is None


def test_a_share_that_no_whole_number_gives_has_a_place_without_a_range():
    found = placed(Point(2025, Decimal("33.3"), 5, decimals=1), OTHERS, Direction.HIGHER, is_share=True)

    assert found.place == 100
    assert (found.chances is None) == (found.range_words == "")


def test_the_same_numbers_give_the_same_answer_every_time():
    assert place(77, 16) == place(77, 16)


def test_a_measure_without_direction_says_how_many_have_more_and_less():
    assert above_and_below(Decimal(50), OTHERS) == (78, 20)


# -- women and men ------------------------------------------------------------------------------------------------


def by_gender(women, men, n=None, years=(2025,)):
    own = {(year, gender): Decimal(said) for year in years for gender, said in (("K", women), ("M", men))}
    answers = dict.fromkeys(own, n) if n else {}
    return pairs(own, answers, {key: (value, 0) for key, value in own.items()}, is_share=True)


@pytest.mark.parametrize(
    ("women", "men", "n", "words"),
    [
        (90, 60, 100, "Kvinnorna har ett högre värde."),
        (60, 90, 100, "Männen har ett högre värde."),
        (80, 70, 20, "Skillnaden kan bero på slumpen."),
        (80, 70, None, "Hur säker skillnaden är går inte att säga, antal svar per kön saknas."),
        (80, 80, None, "Samma värde."),
    ],
)
def test_a_difference_between_women_and_men_is_said_only_when_chance_does_not_explain_it(
    women, men, n, words
):
    (found,) = by_gender(women, men, n)

    assert found.words == words
    assert found.is_sure == words.endswith("högre värde.")


def test_below_five_answers_neither_is_shown():
    assert by_gender(75, 50, 4) == []


def test_the_chart_needs_two_years_and_the_newest_pair_stands_first():
    found = by_gender(80, 70, 20, years=(2023, 2025))

    assert [pair.year for pair in found] == [2025, 2023]
    assert chart(found, "Kön", "%").labels == ("2023", "2025")
    assert chart(found[:1], "Kön", "%") is None


def test_a_year_with_one_of_them_is_left_out():
    assert pairs({(2025, "K"): Decimal(80)}, {}, {(2025, "K"): (Decimal(80), 0)}, is_share=True) == []
