"""From filled-in forms to what may be shown: suppression, gender, indices, years. No database."""

import random

import pytest

from hjulet.check.surveys.choices import Dimension, Gender, Index, Scale
from hjulet.check.surveys.ready_made import HME, WORK
from hjulet.check.surveys.results import TOTAL, Answers, Asked, Sheet, count, hidden_places

YES = Asked("trivs", "Trivs du?", Scale.YES_SOMETIMES_NO)
FEAR = Asked("radd", "Är du rädd?", Scale.YES_SOMETIMES_NO, is_reversed=True)


def sheets(unit, **amounts):
    """sheets(1, good=3, bad=2): five people at unit 1."""
    return [Sheet(unit, "", {"trivs": 1})] * amounts.get("good", 0) + [
        Sheet(unit, "", {"trivs": 3})
    ] * amounts.get("bad", 0)


def answers(*rows, units=(1, 2, 3), asked=(YES,)):
    return Answers(tuple(asked), tuple(units), tuple(sheet for row in rows for sheet in row))


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ([12], set()),
        ([4], {1, TOTAL}),
        ([0], set()),
        ([5], set()),
        ([12, 20, 30], set()),
        ([12, 0, 30], set()),  # that nobody answered is no secret
        ([2, 2, 0], {1, 2, 3, TOTAL}),
    ],
)
def test_which_places_are_hidden(amounts, expected):
    assert hidden_places(range(1, len(amounts) + 1), amounts) == expected


@pytest.mark.parametrize("seed", range(40))
def test_nobody_can_count_out_fewer_than_five(seed):
    """What is hidden, taken together by subtraction, is never fewer than five people."""
    chance = random.Random(seed)
    amounts = [chance.choice([0, 1, 2, 3, 4, 5, 6, 9, 14, 30]) for _unit in range(chance.randint(2, 7))]
    hidden = hidden_places(range(len(amounts)), amounts)

    shown = sum(amount for unit, amount in enumerate(amounts) if unit not in hidden)
    assert all(amount == 0 or amount >= 5 for unit, amount in enumerate(amounts) if unit not in hidden)
    if TOTAL not in hidden:
        rest = sum(amounts) - shown
        assert rest == 0 or rest >= 5


def test_small_unit_hides_another_so_that_the_total_does_not_tell():
    found = answers(sheets(1, good=3), sheets(2, good=6, bad=2), sheets(3, good=20))

    assert found.shown(YES, 1) is None
    assert found.shown(YES, 2) is None
    assert found.shown(YES, 3).n == 20
    assert found.shown(YES).n == 31


def test_round_without_answers_and_with_one():
    assert answers().shown(YES).n == 0
    assert answers().answered() == 0
    assert answers(sheets(1, good=1)).shown(YES) is None
    assert answers(sheets(1, good=1)).answered() is None


def test_question_that_few_answered_is_hidden_although_many_answered_the_survey():
    rows = [*sheets(1, good=9), *[Sheet(1, "", {"trivs": 1, "radd": 1})] * 3]
    found = answers(rows, units=(1,), asked=(YES, FEAR))

    assert found.shown(YES).n == 12
    assert found.shown(FEAR) is None


def test_do_not_know_is_not_in_the_share():
    found = count(YES, [*sheets(1, good=4, bad=1), Sheet(1, "", {"trivs": 0}), Sheet(1, "", {})])

    assert (found.n, found.good, found.unknown, found.share) == (5, 4, 1, 80)


def test_reversed_question_counts_the_last_step_as_good():
    found = count(FEAR, [Sheet(1, "", {"radd": 3})] * 3 + [Sheet(1, "", {"radd": 1})])

    assert (found.good, found.share, found.mean_points) == (3, 75, 75)


@pytest.mark.parametrize(
    ("women", "men", "rest", "is_shown"),
    [(5, 5, 0, True), (8, 7, 5, True), (8, 4, 0, False), (8, 7, 2, False), (4, 9, 9, False)],
)
def test_gender_is_shown_only_when_nobody_is_left_to_count_out(women, men, rest, is_shown):
    rows = [Sheet(1, Gender.WOMAN, {"trivs": 1})] * women + [Sheet(1, Gender.MAN, {"trivs": 3})] * men
    found = answers([*rows, *[Sheet(1, "", {"trivs": 1})] * rest], units=(1,)).by_gender(YES)

    assert bool(found) == is_shown
    if is_shown:
        assert (found[Gender.WOMAN].share, found[Gender.MAN].share) == (100, 0)


def index_of(ready, people):
    asked = tuple(
        Asked(f"f{n}", one.text, one.scale, dimension=one.dimension) for n, one in enumerate(ready.questions)
    )
    rows = tuple(Sheet(1, "", {f"f{n}": step for n, step in enumerate(person)}) for person in people)
    return Answers(asked, (1,), rows).index(Index(ready.index))


def test_hme_is_the_mean_of_nine_statements_and_each_part_of_three():
    found = index_of(HME, [[5, 5, 5, 3, 3, 3, 1, 1, 1]] * 3 + [[4, 4, 4, 2, 2, 2, 2, 2, 2]] * 2)

    assert found.parts == pytest.approx(
        {Dimension.MOTIVATION: 90, Dimension.LEADERSHIP: 40, Dimension.STEERING: 10}
    )
    assert found.value == pytest.approx(140 / 3)
    assert found.n == 5
    assert found.sure.lower < found.value < found.sure.upper


def test_work_environment_index_is_the_mean_of_its_five_themes():
    found = index_of(WORK, [[1, 2, 3, 4, 5]] * 6)

    assert (found.value, found.parts) == (50, {})
    assert found.sure.refusal is not None  # all alike: nothing is known of how they vary


def test_index_of_four_is_not_shown():
    assert index_of(HME, [[5] * 9] * 4) is None


def test_index_is_not_shown_when_one_of_its_statements_is_hidden():
    people = [[5] * 9] * 6
    assert index_of(HME, people) is not None
    some = [[*person[:8], 0] for person in people[:3]] + people[3:]
    assert index_of(HME, some) is None
