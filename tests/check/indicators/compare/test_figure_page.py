"""A measure's page beside all municipalities: place, colour, women and men, what it means, downloads."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django.asserts import assertContains, assertNotContains

from hjulet.check.indicators.models import KoladaValue
from tests.check.indicators.compare.making import COUNTED, OWN, yearly
from tests.factories import IndicatorFactory, UnitFactory, ValueFactory


def page(client, indicator, words=""):
    return client.get(reverse("indicators:detail", args=[indicator.slug]) + words)


def test_place_with_range_colour_and_meaning_stand_on_the_page(signed_in, country):
    country.around(85, n=400)
    answer = page(signed_in("staff"), country.measure({2024: 83, 2025: 85}, 400))

    assertContains(answer, "Plats 9 av 100 kommuner 2025, troligen någonstans på plats")
    assertContains(answer, "Färgen är säker till")
    assertContains(answer, "Alla 100 kommuner 2025")
    assertContains(answer, "Andel som är nöjda.")
    assertContains(answer, "Värdena: Källa: Kolada. Plats, färg och osäkerhet: egen uträkning.")


def test_a_colour_that_chance_could_turn_is_marked_for_the_eye_and_in_words(signed_in, country):
    country.around(77, n=16)
    answer = page(signed_in("staff"), country.measure({2025: 77}, 16))

    assertContains(answer, 'data-colour="green" data-unsure')
    assertContains(answer, "Mellan grönt och gult")


def test_without_the_number_of_answers_the_page_says_so(signed_in, country):
    country.around(85)

    assertContains(
        page(signed_in("staff"), country.measure({2025: 85})), "Hur säker färgen är går inte att säga"
    )


def test_a_measure_without_direction_has_neither_place_nor_colour(signed_in, country):
    country.around(85, n=400)
    answer = page(signed_in("staff"), country.measure({2025: 85}, 400, direction="neutral"))

    assertContains(answer, "Av de andra kommunerna har 8 ett högre och 90 ett lägre värde 2025.")
    assertNotContains(answer, "av 100 kommuner 2025, troligen")
    assertNotContains(answer, "data-colour")


def test_women_and_men_stand_beside_each_other(signed_in, country):
    country.around(85, n=400)
    for gender, share, n in (("K", 90, 250), ("M", 60, 150)):
        country.put({OWN: share}, gender=gender)
        country.put({OWN: n}, kpi=COUNTED, gender=gender)
    answer = page(signed_in("staff"), country.measure({2025: 85}, 400))

    assertContains(answer, "Kvinnorna har ett högre värde.")


def test_regions_groups_units_and_another_country_are_not_among_all(signed_in, country):
    country.around(85, n=400)
    country.put({"0000": 1, "0020": 2, "G33627": 3, "X001": 99, "X290": 98})
    KoladaValue.objects.create(
        kpi=country.kpi, area=OWN, unit_code="V1", year=2025, gender="T", value=5, sync=country.run
    )

    assertContains(page(signed_in("staff"), country.measure({2025: 85}, 400)), "Plats 9 av 100 kommuner 2025")


def test_an_own_measurement_is_never_placed_among_koladas(signed_in, country):
    country.around(85, n=400)
    own = country.measure({2025: 85}, 400, source_register="egen mätning", slug="egen")

    assertNotContains(page(signed_in("staff"), own), "av 100 kommuner")


def test_a_unit_is_not_placed_among_municipalities(signed_in, country, world):
    country.around(85, n=400)
    measure = country.measure({2025: 85}, 400)
    ValueFactory(indicator=measure, unit=world.units["solgarden"], value=80, respondents=20, **yearly(2025))

    assertNotContains(page(signed_in("sas"), measure, "?enhet=solgarden"), "av 100 kommuner")


def test_an_ended_measure_says_so_and_leads_to_an_own(signed_in, country):
    country.kpi.discontinued_after = 2024
    country.kpi.save(update_fields=["discontinued_after"])
    country.around(85, year=2024)
    measure = country.measure({2024: 85})

    assertContains(page(signed_in("staff"), measure), "Kolada slutade med måttet efter 2024.")
    assertNotContains(page(signed_in("staff"), measure), "Mät själva")
    assertContains(page(signed_in("developer"), measure), "Mät själva")


def test_another_municipalitys_code_shows_nothing_of_ours(signed_in, country, world):
    country.around(85, n=400)
    theirs = IndicatorFactory(
        municipality=world.neighbour, slug="nojda", kolada_id="U23471", source_register="Kolada"
    )

    answer = page(signed_in("neighbour"), theirs)
    assertNotContains(answer, "kommuner 2025")


def test_the_page_asks_at_most_twenty_times_whatever_the_years(
    signed_in, country, django_assert_max_num_queries
):
    for year in range(2018, 2026):
        country.around(85, n=400, year=year)
    measure = country.measure(dict.fromkeys(range(2018, 2026), 85), 400)
    client = signed_in("sas")
    page(client, measure)

    with django_assert_max_num_queries(20):
        page(client, measure)


# -- downloads ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def measure(country, world):
    found = country.measure({2024: 83.5, 2025: 85}, 400)
    ValueFactory(indicator=found, unit=None, comparison="country", value=80, **yearly(2025))
    ValueFactory(indicator=found, unit=world.units["lonnen"], value=75, respondents=4, **yearly(2025))
    return found


def fetched(client, measure, kind, words=""):
    return client.get(reverse("indicators:download", args=[measure.slug, kind]) + words)


def test_the_values_are_taken_home_as_text_with_a_decimal_comma(signed_in, measure):
    answer = fetched(signed_in("staff"), measure, "csv")
    lines = answer.getvalue().decode("utf-8-sig").splitlines()

    assert answer["Content-Disposition"] == 'attachment; filename="nojda-ekvik.csv"'
    assert lines[0].startswith("Mått;Plats;Period;Värde;Enhet;Antal svar")
    assert lines[1].startswith("Nöjda;Ekvik;2024;83,5;%;400;")
    assert lines[3].startswith("Nöjda;riket;2025;80;%;;")


def test_the_values_are_taken_home_as_a_workbook_with_numbers(signed_in, measure):
    answer = fetched(signed_in("staff"), measure, "xlsx")
    rows = list(load_workbook(BytesIO(answer.getvalue())).active.iter_rows(values_only=True))

    assert rows[0][:4] == ("Mått", "Plats", "Period", "Värde")
    assert rows[1][3] == 83.5
    assert rows[1][7] < 83.5 < rows[1][8]


@pytest.mark.parametrize(("kind", "begins"), [("png", b"\x89PNG"), ("svg", b"<svg")])
def test_the_picture_is_taken_home(signed_in, measure, kind, begins):
    assert fetched(signed_in("staff"), measure, kind).getvalue().startswith(begins)


def test_a_value_with_fewer_than_five_answers_is_its_reason_in_the_file_too(signed_in, measure):
    answer = fetched(signed_in("developer"), measure, "csv", "?enhet=lonnen").getvalue().decode()

    assert "Färre än 5 svar" in answer
    assert ";75;" not in answer


def test_a_name_that_a_spreadsheet_would_run_is_kept_a_text(signed_in, country):
    measure = country.measure({2025: 85}, name='=HYPERLINK("x")')

    assert "'=HYPERLINK" in fetched(signed_in("staff"), measure, "csv").getvalue().decode()


@pytest.mark.parametrize("kind", ["pdf", "exe"])
def test_a_kind_that_does_not_exist_is_not_found(signed_in, measure, kind):
    assert fetched(signed_in("staff"), measure, kind).status_code == 404


def test_one_value_has_no_picture(signed_in, country):
    measure = country.measure({2025: 85})

    assert fetched(signed_in("staff"), measure, "png").status_code == 404
    assertNotContains(page(signed_in("staff"), measure), "Bild (PNG)")


# -- funnels -----------------------------------------------------------------------------------------------------------


def answered(measure, unit, share, n, year=2025):
    ValueFactory(
        indicator=measure,
        unit=unit,
        value=Decimal(share),
        respondents=n,
        is_published_source=True,
        **yearly(year),
    )


@pytest.fixture
def houses(country, world):
    """Three of a kind, one of another, and the department that holds them."""
    measure = country.measure({}, subject="aldreomsorg")
    third = UnitFactory(parent=world.units["aldreomsorg"], slug="tallen", name="Tallen", law_codes="SoL HSL")
    for unit, share, n in (
        (world.units["solgarden"], 90, 40), (world.units["bjorkgarden"], 46, 50), (third, 88, 60),
        (world.units["lonnen"], 50, 30), (world.units["aldreomsorg"], 64, 150),
    ):  # fmt: skip
        answered(measure, unit, share, n)
    return measure


def funnel(client, measure, words=""):
    return client.get(reverse("indicators:funnel", args=[measure.slug]) + words)


def test_units_of_the_same_kind_stand_in_one_funnel_and_no_others(signed_in, houses):
    answer = funnel(signed_in("sas"), houses)
    (kind,) = answer.context["kinds"]

    assert kind.chart.labels == ("Solgården", "Björkgården", "Tallen")
    assertContains(answer, "Titta närmare på Björkgården")
    assertContains(answer, "tau")


def test_the_page_of_the_measure_leads_to_the_funnel(signed_in, houses):
    assertContains(page(signed_in("sas"), houses), reverse("indicators:funnel", args=[houses.slug]))


def test_a_unit_with_fewer_than_five_answers_is_in_no_funnel(signed_in, houses, world):
    houses.values.filter(unit=world.units["solgarden"]).update(respondents=4)

    assertContains(funnel(signed_in("sas"), houses), "Det finns för lite att jämföra")


def test_an_earlier_period_can_be_chosen_and_nonsense_shows_the_newest(signed_in, houses, world):
    for unit in ("solgarden", "bjorkgarden"):
        answered(houses, world.units[unit], 80, 20, year=2024)
    answered(houses, houses.values.get(unit__slug="tallen").unit, 80, 20, year=2024)
    client = signed_in("sas")

    assert funnel(client, houses, "?period=2024").context["kinds"][0].chart.sizes == (20.0, 20.0, 20.0)
    assert funnel(client, houses, "?period=x").context["kinds"][0].chart.sizes == (40.0, 50.0, 60.0)


def test_all_municipalities_stand_in_a_funnel_where_the_answers_are_known(signed_in, country):
    country.around(85, n=400)
    country.put({f"{1000 + number}": 100 for number in range(99)}, kpi=COUNTED)
    answer = funnel(signed_in("staff"), country.measure({2025: 85}, 400))

    assert answer.context["everybody"].chart.labels[0] == "Ekvik"
    assert answer.context["everybody"].chart.named == frozenset({0})
    assertContains(answer, "Tratten: egen uträkning")
