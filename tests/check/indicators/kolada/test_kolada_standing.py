"""Where a municipality stands among all: ties share the better place, missing ones are not counted."""

from decimal import Decimal

import pytest

from hjulet.check.indicators.models import KoladaKpi, KoladaSync, KoladaValue, Standing
from tests.check.indicators.kolada.conftest import AT
from tests.factories import MunicipalityFactory


@pytest.fixture
def stand(db):
    """stand({code: number}) → the standing of 2029; 'None' is a missing value."""
    run = KoladaSync.objects.create(municipality=MunicipalityFactory(), asked={}, plan=[], started_at=AT)
    which = KoladaKpi.objects.create(id="U23471", title="Nöjda")

    def standing(values, direction="higher", **more):
        KoladaValue.objects.bulk_create(
            KoladaValue(
                kpi=which,
                area=area,
                year=2025,
                gender="T",
                value=said,
                status="" if said is not None else "Missing",
                sync=run,
            )
            for area, said in values.items()
        )
        return KoladaValue.objects.standing("U23471", 2025, "T", "2029", direction=direction)

    return standing


def test_the_best_has_place_one(stand):
    assert stand({"2029": 90, "2031": 80, "2034": 70}) == Standing(1, 3, Decimal(90))


def test_lower_is_better_turns_the_order(stand):
    assert stand({"2029": 90, "2031": 80, "2034": 70}, direction="lower").place == 3


def test_ties_share_the_better_place_and_the_next_is_left_out(stand):
    assert stand({"2029": 70, "2031": 90, "2034": 90, "2039": 70}).place == 3


def test_missing_values_regions_the_country_and_groups_are_not_counted(stand):
    assert stand({"2029": 70, "2031": None, "0000": 99, "0020": 98, "G1": 97, "2034": 60}) == Standing(
        1, 2, Decimal(70)
    )


def test_a_municipality_without_a_value_has_no_place(stand):
    assert stand({"2029": None, "2031": 80}) is None


@pytest.mark.parametrize(
    ("place", "of", "quartile"),
    [(1, 290, 1), (73, 290, 1), (74, 290, 2), (145, 290, 2), (146, 290, 3), (218, 290, 3), (219, 290, 4), (290, 290, 4),
     (1, 1, 1), (2, 2, 3), (4, 4, 4)],
)  # fmt: skip
def test_quartile_is_by_the_share_that_stands_before(place, of, quartile):
    assert Standing(place, of, Decimal(1)).quartile == quartile
