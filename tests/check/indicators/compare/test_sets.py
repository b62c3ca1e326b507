"""KKiK, Hemtjänstindex, Öppna jämförelser and the registers: what belongs, and how it is shown."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from hjulet.check.indicators.compare.sets import BY_KEY, COMPARISONS
from hjulet.check.indicators.models import Indicator
from tests.check.indicators.compare.making import yearly
from tests.factories import IndicatorFactory, TargetFactory, ValueFactory


@pytest.mark.parametrize(
    ("register", "kolada_id", "measure", "expected"),
    [
        ("KKiK/Kolada", "", "value", {"kkik"}),
        ("Kolada", "U23471", "value", {"kkik", "oppna-jamforelser"}),
        ("Kolada", "N01951", "value", set()),
        ("påhittade värden", "U21468", "value", {"kkik", "oppna-jamforelser"}),
        ("Kolada", "U23594", "respondents", set()),
        ("Hemtjänstindex", "", "rank", {"hemtjanstindex"}),
        ("Hemtjänstindex", "", "change", set()),
        ("Socialstyrelsen", "", "value", {"oppna-jamforelser"}),
        ("Senior alert", "", "value", {"senior-alert"}),
        ("senior alert 2025", "", "value", {"senior-alert"}),
        ("BPSD-registret", "", "value", {"bpsd"}),
        ("SveDem", "", "value", {"svedem"}),
        ("Svenska palliativregistret", "", "value", {"palliativregistret"}),
        ("egen mätning", "U23471", "value", set()),
    ],
)
def test_a_measure_belongs_where_its_register_says(register, kolada_id, measure, expected):
    indicator = Indicator(source_register=register, kolada_id=kolada_id, measure=measure)

    assert {one.key for one in COMPARISONS if one.holds(indicator)} == expected


def page(client, key):
    return client.get(reverse("indicators:comparison", args=[key]))


def test_the_list_says_how_much_there_is_of_each(signed_in, country):
    country.measure({2025: 85})
    answer = signed_in("staff").get(reverse("indicators:comparisons"))

    assertContains(answer, reverse("indicators:comparison", args=["kkik"]))
    assertNotContains(answer, reverse("indicators:comparison", args=["svedem"]))
    assertContains(answer, "Inga värden än", count=len(COMPARISONS) - 2)


def test_a_table_has_the_years_the_others_the_colour_and_how_sure_it_is(signed_in, country):
    country.around(77, n=16)
    measure = country.measure({2024: 70, 2025: 77}, 16)
    ValueFactory(indicator=measure, unit=None, comparison="country", value=80, **yearly(2025))
    answer = page(signed_in("staff"), "kkik")

    assertContains(answer, "Mellan grönt och gult")
    assertContains(answer, "plats 25, troligen")
    assertContains(answer, '<th scope="col" class="number">Riket</th>')
    assertContains(answer, "Värdena: Källa: Kolada. Plats, färg och osäkerhet: egen uträkning.")


def test_without_the_country_the_own_target_tells_and_nothing_is_said_to_be_koladas(signed_in, world):
    measure = IndicatorFactory(
        municipality=world.municipality, source_register="KKiK/Kolada", kolada_id="U23471"
    )
    ValueFactory(indicator=measure, unit=world.units["ekvik"], value=90, **yearly(2025))
    TargetFactory(indicator=measure, municipality=world.municipality)
    answer = page(signed_in("sas"), "kkik")

    assertNotContains(answer, "Färg och plats")
    assertNotContains(answer, "Källa: Kolada")


def test_places_of_an_index_are_drawn_and_never_computed(signed_in, world):
    for name in ("Hemtjänstindex, placering", "Information, placering", "Utförande, placering"):
        measure = IndicatorFactory(
            municipality=world.municipality, name=name, source_register="Hemtjänstindex", measure="rank",
            unit_of_measure="plats", direction="lower",
        )  # fmt: skip
        for year, place in ((2023, 70), (2024, 22), (2025, 15)):
            ValueFactory(
                indicator=measure,
                unit=world.units["ekvik"],
                value=place,
                is_published_source=True,
                **yearly(year),
            )
    answer = page(signed_in("politician"), "hemtjanstindex")

    assertContains(answer, "De räknas aldrig om här")
    assert [type(chart).__name__ for chart in answer.context["charts"]] == ["LineChart", "SmallMultiples"]
    assertContains(answer, "plats 15")


@pytest.mark.parametrize("key", sorted(BY_KEY))
def test_an_empty_comparison_teaches(signed_in, key):
    assertContains(page(signed_in("staff"), key), "Det finns inga värden än")


def test_a_comparison_that_does_not_exist_is_not_found(signed_in):
    assert page(signed_in("staff"), "annat").status_code == 404


def test_a_table_asks_as_often_whatever_the_measures(
    signed_in, country, django_assert_max_num_queries, django_assert_num_queries
):
    country.around(77, n=16)
    country.measure({2025: 77}, 16)
    client = signed_in("sas")
    page(client, "kkik")
    with django_assert_max_num_queries(20) as few:
        page(client, "kkik")
    for number, ident in enumerate(("U21468", "U28561", "U23401")):
        country.measure({2025: 70}, 30, kolada_id=ident, slug=f"annat-{number}")

    with django_assert_num_queries(len(few.captured_queries)):
        page(client, "kkik")


def test_what_has_no_value_in_the_newest_periods_stands_by_itself(signed_in, world):
    """A survey that has changed its questions would else give rows of nothing but dashes."""
    shared = {
        "municipality": world.municipality,
        "source_register": "Socialstyrelsen",
        "subject": "hemtjänst",
    }
    asked, dropped = (
        IndicatorFactory(**shared, name="Ställs än"),
        IndicatorFactory(**shared, name="Ställs inte"),
    )
    for year in (2022, 2023, 2024, 2025):
        ValueFactory(
            indicator=asked, unit=world.units["ekvik"], value=80, is_published_source=True, **yearly(year)
        )
    ValueFactory(
        indicator=dropped, unit=world.units["ekvik"], value=71, is_published_source=True, **yearly(2015)
    )
    said = page(signed_in("sas"), "oppna-jamforelser").content.decode()

    above, _heading, below = said.partition("Äldre värden")
    assert "Ställs än" in above
    assert "Ställs inte" not in above
    assert "Ställs inte" in below
    assert "2015" in below
    assert "71" in below


def test_measures_stand_under_their_subject_where_there_are_several(signed_in, world):
    for subject in ("hemtjänst", "lss"):
        measure = IndicatorFactory(
            municipality=world.municipality, source_register="KKiK/Kolada", subject=subject
        )
        ValueFactory(
            indicator=measure, unit=world.units["ekvik"], value=80, is_published_source=True, **yearly(2025)
        )
    answer = page(signed_in("sas"), "kkik")

    assertContains(answer, 'scope="rowgroup"', count=2)
    assertContains(answer, ">Hemtjänst</th>")
    assertContains(answer, ">LSS</th>")
