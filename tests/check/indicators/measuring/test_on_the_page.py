"""What the page of a measure says: the periods, how a year is made, and all the years of a survey together."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from hjulet.check.indicators.choices import Direction
from hjulet.check.indicators.judgement import Point, over_years
from hjulet.check.indicators.measuring.choices import Counting
from hjulet.check.indicators.measuring.setting_up import How
from tests.check.indicators.measuring.making import DAYS, fill, measurement, not_measured, number, parts

MONTHS = [f"2025-{number:02}" for number in range(1, 13)]


@pytest.mark.django_db
def test_the_year_is_told_with_how_it_is_made_and_from_how_many(world, client):
    found = measurement(world, "solgarden", first=date(2025, 1, 1))
    for month in MONTHS[:-1]:
        fill(found, world, month, solgarden=parts(10, 100))
    fill(found, world, "2025-12", solgarden=not_measured("systemet låg nere"))
    client.force_login(world.people["manager"])

    page = client.get(reverse("indicators:detail", args=[found.indicator.slug])).text

    assert "2025 var värdet 10,0\u00a0%. Det är den första mätningen." in page
    assert "aldrig medelvärdet av periodernas värden" in page
    assert "2025 är räknat på 11 av 12 perioder." in page


@pytest.mark.django_db
def test_before_the_first_year_is_over_the_latest_period_stands_first(world, client):
    found = measurement(world, "solgarden", what=DAYS, how=How(Counting.COUNT))
    fill(found, world, "2026-10", solgarden=number(341))
    client.force_login(world.people["manager"])

    page = client.get(reverse("indicators:detail", args=[found.indicator.slug])).text

    assert "Oktober 2026: 341\u00a0dygn." in page
    assert "det som inte är mätt är inte noll" in page


def points(*shares, n=400):
    return [Point(2021 + index, Decimal(share), n) for index, share in enumerate(shares)]


@pytest.mark.parametrize(
    ("series", "said"),
    [
        (points(60, 70), ""),
        (points(60, 65, 70, 76), "Alla 4 mätningarna 2021–2024 tillsammans visar en förbättring: upp ungefär 4,9 procentenheter"),
        (points(76, 70, 65, 60), "Alla 4 mätningarna 2021–2024 tillsammans visar en försämring: ned ungefär 4,9 procentenheter"),
        (points(60, 70, 60, 65, n=20), "Alla 4 mätningarna 2021–2024 tillsammans visar ingen säker riktning."),
        (points(60, 65, 70, n=None), ""),
    ],
)  # fmt: skip
def test_all_years_of_a_survey_are_tested_together(series, said):
    found = over_years(series, Direction.HIGHER)

    assert found.startswith(said)
    assert bool(found) == bool(said)
