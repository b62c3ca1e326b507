"""What stands out: only what chance does not explain, over all measures at once; one click leads on."""

from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from hjulet.act.actions.models import Need
from hjulet.check.indicators.choices import Direction
from hjulet.check.indicators.compare.standing_out import standing_out
from hjulet.check.indicators.judgement import Point
from hjulet.check.indicators.judgement.beside import Against, chance_of, what_differs
from hjulet.check.indicators.models import Value
from tests.check.indicators.compare.making import yearly
from tests.factories import IndicatorFactory, ValueFactory

PAGE = "indicators:standouts"


def against(share, n, other, direction=Direction.HIGHER, key=0):
    return Against(key, Point(2025, Decimal(share), n, decimals=0), Decimal(other), direction)


@pytest.mark.parametrize(
    ("share", "n", "other", "direction", "is_better"),
    [
        (60, 200, 80, Direction.HIGHER, False), (95, 200, 80, Direction.HIGHER, True),
        (60, 200, 80, Direction.LOWER, True), (60, 200, 80, Direction.NEUTRAL, None),
    ],
)  # fmt: skip
def test_a_difference_that_chance_does_not_explain_is_told_by_which_way_is_better(
    share, n, other, direction, is_better
):
    (found,) = what_differs([against(share, n, other, direction)])

    assert (found.is_better, found.is_higher) == (is_better, share > other)


@pytest.mark.parametrize(("share", "n"), [(94, 16), (78, 40), (80, 200)])
def test_what_chance_explains_does_not_stand_out(share, n):
    assert what_differs([against(share, n, 80)]) == []


@pytest.mark.parametrize("row", [against(60, None, 80), against(75, 4, 10), against(60, 100, 120)])
def test_what_cannot_be_tested_is_not_told(row):
    assert chance_of(row) is None
    assert what_differs([row]) == []


def test_among_many_the_same_difference_must_be_surer():
    """One row alone at p of some three per cent stands out; among thirty that differ by chance it does not."""
    one = against(70, 100, 79)
    many = [against(79, 100, 79, key=number) for number in range(1, 30)]

    assert len(what_differs([one])) == 1
    assert what_differs([one, *many]) == []


# -- the page ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def measures(world):
    """Two measures of the municipality: one that has fallen and is worse than the similar ones, one that only sways."""

    def made(slug, subject, shares, similar, n):
        measure = IndicatorFactory(
            municipality=world.municipality, slug=slug, name=slug.capitalize(), subject=subject
        )
        for year, share in shares.items():
            ValueFactory(
                indicator=measure, unit=world.units["ekvik"], value=share, respondents=n, is_published_source=True,
                **yearly(year),
            )  # fmt: skip
        ValueFactory(indicator=measure, unit=None, comparison="similar", value=similar, **yearly(max(shares)))
        return measure

    return (
        made("pavirka", "hemtjänst", {2022: 80, 2023: 75, 2024: 66, 2025: 50}, 76, 200),
        made("trivs", "lss", {2022: 85, 2023: 92, 2024: 85, 2025: 92}, 88, 13),
    )


def test_the_page_tells_what_has_moved_and_what_is_worse_and_leaves_out_what_sways(signed_in, measures):
    answer = signed_in("manager").get(reverse(PAGE))

    assertContains(answer, "1 har rört sig mer än slumpen. 1 är sämre och 0 bättre än i jämförbara kommuner.")
    assertContains(answer, "Från 80 % 2022 till 50 % 2025.".replace(" %", "\u00a0%"))
    assertNotContains(answer, "Trivs")


def test_the_area_chooses_what_is_shown_and_not_what_is_tested(signed_in, measures):
    client = signed_in("manager")

    shown = client.get(reverse(PAGE), {"amne": "lss"})
    assertContains(shown, "Inget sticker ut om lss mer än slumpen förklarar.")
    assertContains(shown, "2 över alla år")
    assertContains(client.get(reverse(PAGE), {"amne": "finns inte"}), "Pavirka")


def test_one_click_begins_a_need_with_what_stands_out(signed_in, measures):
    client = signed_in("sas")
    row = client.get(reverse(PAGE)).context["found"].moved[0]

    assert urlsplit(row.need).path == reverse("actions:raise")
    assert parse_qs(urlsplit(row.need).query)["omrade"] == ["egenkontroll"]
    answer = client.get(row.need)
    assertContains(answer, 'value="Pavirka, Ekvik"')
    assertContains(answer, "Måttet: /matt/pavirka/")
    assert not Need.objects.exists()


def test_an_address_with_too_much_in_it_only_fills_the_form(signed_in):
    answer = signed_in("sas").get(
        reverse("actions:raise"), {"rubrik": "x" * 5000, "omrade": "<b>", "beskrivning": "\x00"}
    )

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("who", "writes", "raises"), [("sas", True, True), ("manager", False, True), ("staff", False, False)]
)
def test_the_buttons_are_for_those_who_may(signed_in, measures, who, writes, raises):
    answer = signed_in(who).get(reverse(PAGE))

    (assertContains if writes else assertNotContains)(answer, "Lägg in i rapporten")
    (assertContains if raises else assertNotContains)(answer, "Lyft ett behov")


def test_with_nothing_to_test_the_page_says_so(signed_in):
    assertContains(signed_in("staff").get(reverse(PAGE)), "Det finns inga mått med antal svar att pröva än.")


def test_an_improvement_needs_no_need(signed_in, world):
    measure = IndicatorFactory(municipality=world.municipality, name="Bättre")
    for year, share in {2022: 50, 2023: 60, 2024: 72, 2025: 85}.items():
        ValueFactory(
            indicator=measure, unit=world.units["ekvik"], value=share, respondents=200, is_published_source=True,
            **yearly(year),
        )  # fmt: skip

    answer = signed_in("sas").get(reverse(PAGE))
    assertContains(answer, "Förbättring")
    assertNotContains(answer, "Lyft ett behov")


def test_the_page_asks_as_often_whatever_the_measures(
    signed_in, measures, world, django_assert_num_queries, django_assert_max_num_queries
):
    client = signed_in("sas")
    client.get(reverse(PAGE))
    with django_assert_max_num_queries(20) as few:
        client.get(reverse(PAGE))
    for number in range(5):
        measure = IndicatorFactory(municipality=world.municipality, subject=f"ämne {number}")
        ValueFactory(indicator=measure, unit=world.units["ekvik"], respondents=50, **yearly(2025))

    with django_assert_num_queries(len(few.captured_queries)):
        client.get(reverse(PAGE))


def test_a_hidden_value_never_stands_out(world, measures):
    Value.objects.filter(unit__isnull=False).update(respondents=4, is_published_source=False)

    found = standing_out(list(Value.objects.in_series()))
    assert (found.moved, found.worse, found.besides_tested) == ([], [], 0)
