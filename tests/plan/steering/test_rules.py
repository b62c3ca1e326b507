"""Latest ratings per area, and which years can be rated."""

import pytest

from hjulet.base.law import AREAS
from hjulet.plan.steering.choices import Direction, Obstacle, Rating
from hjulet.plan.steering.rules import latest_ratings, obstacles_to_rating, statuses
from tests.factories import SelfAssessmentFactory

MET, PARTLY, NOT_MET = Rating.MET, Rating.PARTLY, Rating.NOT_MET


@pytest.mark.parametrize(
    ("rated", "until", "expected", "change", "direction"),
    [
        ([], 2025, (None, None, None, None), "", Direction.UNKNOWN),
        ([(2024, PARTLY)], 2025, (PARTLY, 2024, None, None), "", Direction.UNKNOWN),
        ([(2024, MET), (2023, PARTLY)], 2025, (MET, 2024, PARTLY, 2023), "2023: delvis uppfyllt → 2024: uppfyllt", Direction.UP),
        ([(2021, MET), (2024, NOT_MET)], 2025, (NOT_MET, 2024, MET, 2021), "2021: uppfyllt → 2024: ej uppfyllt", Direction.DOWN),
        ([(2023, PARTLY), (2024, PARTLY)], 2025, (PARTLY, 2024, PARTLY, 2023), "", Direction.SAME),
        ([(2023, PARTLY), (2024, MET)], 2023, (PARTLY, 2023, None, None), "", Direction.UNKNOWN),
        ([(2026, MET)], 2025, (None, None, None, None), "", Direction.UNKNOWN),
    ],
)  # fmt: skip
def test_an_area_has_its_latest_rating_and_the_one_before(rated, until, expected, change, direction):
    found = statuses([("samverkan", year, rating) for year, rating in rated], until)
    status = next(status for status in found if status.area.key == "samverkan")

    assert (status.rating, status.year, status.previous, status.previous_year) == expected
    assert (status.change, status.direction) == (change, direction)


def test_every_area_stands_in_the_order_of_the_law_whether_rated_or_not():
    found = statuses([("dokumentation", 2024, "met"), ("lagrum", 2024, "met"), ("okänt", 2024, "met")], 2025)

    assert tuple(status.area for status in found) == AREAS
    assert [status.area.key for status in found if status.rating] == ["lagrum", "dokumentation"]


@pytest.mark.parametrize(("year", "words"), [(2024, "senast skattad 2024"), (None, "inte skattad")])
def test_a_rating_says_the_year_it_is_from(year, words):
    rated = [("lagrum", year, "met")] if year else []

    assert statuses(rated, 2025)[0].rated_when == words


def test_stored_assessments_give_the_same():
    stored = [SelfAssessmentFactory.build(unit=None, area="analys", year=2025, rating="not_met")]

    (status,) = [status for status in latest_ratings(stored, 2025) if status.rating]
    assert (status.area.key, status.rating) == ("analys", NOT_MET)


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2026, []),
        (2012, []),
        (2027, [Obstacle.FUTURE_YEAR]),
        (2011, [Obstacle.BEFORE_THE_LAW]),
    ],
)
def test_only_years_that_have_begun_under_the_law_are_rated(year, expected):
    assert obstacles_to_rating(year, 2026) == expected
