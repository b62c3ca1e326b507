"""The pages of measures and values: what they say, who may, what is refused, and how many questions they ask."""

from decimal import Decimal

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from hjulet.base.log.models import Entry
from hjulet.check.indicators.models import Citation, Target, Value
from tests.check.indicators.addresses import address
from tests.factories import ActionFactory, DocumentFactory, IndicatorFactory, TargetFactory, ValueFactory

NBSP = "\u00a0"


def detail(indicator):
    return reverse("indicators:detail", args=[indicator.slug])


ADDRESSES = ("list", "changes", "detail", "value")
READERS = ("staff", "manager", "department_head", "director", "sas", "mas", "mar", "developer", "case_officer",
           "registrar", "politician", "auditor")  # fmt: skip


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("who", READERS)
def test_those_who_may_see_figures_see_the_pages(signed_in, value, name, who):
    Value.objects.update(is_published_source=True)

    assert signed_in(who).get(address(name, value)).status_code == 200


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("who", ["administrator", "privacy_officer"])
def test_others_in_the_municipality_are_told_no(signed_in, value, name, who):
    Value.objects.update(is_published_source=True)

    assert signed_in(who).get(address(name, value)).status_code == 403


@pytest.mark.parametrize("name", ["detail", "value", "revise", "create_value", "target"])
def test_another_municipality_finds_nothing(signed_in, value, name):
    assert signed_in("neighbour").get(address(name, value)).status_code == 404


@pytest.mark.parametrize("name", ["value", "revise"])
@pytest.mark.parametrize("who", ["other_manager", "politician", "provider"])
def test_an_unpublished_value_of_another_unit_is_not_found(signed_in, value, name, who):
    assert signed_in(who).get(address(name, value)).status_code == 404


@pytest.mark.parametrize(
    ("name", "who", "status"),
    [
        ("revise", "developer", 200), ("revise", "sas", 200), ("revise", "mas", 200), ("revise", "manager", 403),
        ("revise", "director", 403), ("revise", "staff", 403),
        ("create_value", "developer", 200), ("create_value", "manager", 403), ("create_value", "politician", 403),
        ("target", "director", 200), ("target", "sas", 200), ("target", "mas", 403), ("target", "staff", 403),
    ],
)  # fmt: skip
def test_the_verbs_belong_to_their_roles(signed_in, value, name, who, status):
    assert signed_in(who).get(address(name, value)).status_code == status
    if status == 403:
        assert signed_in(who).post(address(name, value), {}).status_code == 403


def test_the_page_says_the_finding_first_and_draws_it(world, signed_in, indicator, value):
    ValueFactory(indicator=indicator, unit=world.units["solgarden"], value=100, respondents=14, year=2024)

    response = signed_in("manager").get(detail(indicator))

    assertContains(
        response,
        f"2025 var värdet 75{NBSP}%, 2024 var det 100{NBSP}%. Förändringen kan bero på slumpen (16 svar).",
    )
    assertContains(response, "mellan −49 och +1 procentenheter")
    assertContains(response, "<svg")
    assertContains(response, "mellan 51 och 90 %")


def test_a_measure_without_values_says_so(signed_in, indicator):
    assertContains(signed_in("manager").get(detail(indicator)), "Det finns inget värde än.")


def test_the_country_stands_beside_the_own_value(world, signed_in, indicator, value):
    ValueFactory(indicator=indicator, unit=None, comparison="country", value=Decimal("47.5"), decimals=1)

    assertContains(signed_in("manager").get(detail(indicator)), f"Jämför: riket 47,5{NBSP}% samma period.")
    assertContains(signed_in("manager").get(reverse("indicators:list")), f"47,5{NBSP}%")
    assertContains(signed_in("manager").get(address("value", value)), f"47,5{NBSP}%")


def test_a_printed_change_gives_the_year_before_and_marks_it_as_derived(world, signed_in, indicator, value):
    value.respondents = None
    value.save(update_fields=["respondents"])
    printed = IndicatorFactory(
        municipality=world.municipality, slug="trygg-forandring", measure="change", concept="trygg",
        source_register="egen mätning", unit_of_measure="procentenheter",
    )  # fmt: skip
    ValueFactory(indicator=printed, unit=world.units["solgarden"], value=Decimal(15))

    response = signed_in("manager").get(detail(indicator))

    assertContains(response, f"2024 bör det ha varit 60{NBSP}%. Går inte att bedöma, antal svar saknas.")
    assertContains(response, "Härlett")


def test_holes_in_a_scale_are_said_and_a_value_in_one_has_no_level(world, signed_in, indicator, value):
    TargetFactory(
        indicator=indicator, good_lower=85, good_lower_included=True, middle_lower=76, middle_lower_included=True,
        middle_upper=84, middle_upper_included=True, bad_upper=75, good_said="85 % och mer",
    )  # fmt: skip

    response = signed_in("manager").get(detail(indicator))

    assertContains(response, "Värden mellan 84 och 85 saknar nivå.")
    assertContains(response, "Målnivå saknas för värdet")
    assertContains(signed_in("manager").get(reverse("indicators:list")), "Målnivå saknas för värdet")


def test_actions_that_aim_at_the_measure_are_shown_to_those_whose_role_reaches_them(
    world, signed_in, indicator
):
    indicator.aimed_at_by.add(ActionFactory(unit=world.units["solgarden"], title="Brukarråd"))

    assertContains(signed_in("manager").get(detail(indicator)), "Brukarråd")
    assertNotContains(signed_in("other_manager").get(detail(indicator)), "Brukarråd")


def test_another_unit_is_chosen_by_its_name_in_the_address(world, signed_in, indicator, value):
    ValueFactory(indicator=indicator, unit=world.units["bjorkgarden"], value=Decimal(33))

    client = signed_in("department_head")

    assertContains(client.get(detail(indicator), {"enhet": "bjorkgarden"}), f"2025 var värdet 33{NBSP}%")
    assert client.get(detail(indicator), {"enhet": "granby' OR 1=1"}).status_code == 200


def test_fewer_than_five_answers_are_hidden_on_every_page(world, signed_in, indicator, value):
    Value.objects.update(respondents=4, value=Decimal("61"))
    Citation.objects.create(value=value, form="table", number=61, printed="61 procent", line=9)

    for name in ADDRESSES:
        response = signed_in("director").get(address(name, value))
        assertNotContains(response, f"61{NBSP}%")
        assertNotContains(response, "61 procent")
        assertNotContains(response, "4 svar")
    assertContains(signed_in("director").get(address("value", value)), "Färre än 5 svar")
    assertContains(signed_in("manager").get(address("value", value)), f"61{NBSP}%")
    assert signed_in("developer").get(address("revise", value)).status_code == 403


def test_a_published_small_value_is_shown_and_marked(signed_in, value):
    Value.objects.update(respondents=3, is_published_source=True)

    response = signed_in("politician").get(address("value", value))

    assertContains(response, f"75{NBSP}%")
    assertContains(response, "Publicerat av kommunen")


def test_a_value_shows_every_place_that_prints_it_and_points_out_contradictions(world, signed_in, value):
    report = DocumentFactory(municipality=world.municipality, title="Kvalitetsberättelse", year=2025)
    Citation.objects.create(
        value=value, document=report, section="4.2.1 KKiK", line=387, form="table", number=75
    )
    Citation.objects.create(value=value, document=report, line=12, form="text", number=Decimal("74.5"))

    response = signed_in("manager").get(address("value", value))

    assertContains(response, "Kvalitetsberättelse 2025, avsnitt 4.2.1 KKiK, rad 387")
    assertContains(response, "Ett ställe säger något annat än värdet här.")
    assertContains(response, f"74,5{NBSP}%")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, True), ({"amne": "lss"}, True), ({"amne": "hemtjänst"}, True), ({"sok": "trygg"}, True),
        ({"sok": "saknas"}, False), ({"enhet": "solgarden"}, True), ({"enhet": "granby"}, True),
        ({"mal": "1 OR 1=1"}, True), ({"page": "99"}, True), ({"page": "x"}, True), ({"sok": "x" * 200}, True),
        ({"sok": "\x00"}, True),
    ],
)  # fmt: skip
def test_the_list_is_narrowed_by_words_it_knows_and_ignores_the_rest(signed_in, value, asked, found):
    response = signed_in("manager").get(reverse("indicators:list"), asked)

    assert response.status_code == 200
    assert ("Känner sig trygg" in response.content.decode()) == found


def test_what_really_moved_is_said_first(world, signed_in, indicator):
    for year, share, n in [(2022, 93, 28), (2023, 91, 23), (2024, 73, 26), (2025, 67, 33)]:
        ValueFactory(indicator=indicator, unit=world.units["lonnen"], value=share, respondents=n, year=year)
    still = IndicatorFactory(municipality=world.municipality, name="Står still")
    for year, share in [(2024, 80), (2025, 75)]:
        ValueFactory(indicator=still, unit=world.units["lonnen"], value=share, respondents=20, year=year)
    silent = IndicatorFactory(municipality=world.municipality, name="Utan antal")
    for year, share in [(2024, 80), (2025, 95)]:
        ValueFactory(indicator=silent, unit=world.units["lonnen"], value=share, year=year)

    page = signed_in("sas").get(reverse("indicators:changes")).content.decode()

    assert "Ett av" not in page
    assert "1 av 1 mått har rört sig mer än slumpen över alla år." in page
    assert page.index("Försämring") < page.index("Står still") < page.index("Utan antal")
    assert "Ingen av förändringarna är större än slumpen: 20 svar per år." in page


def test_nothing_to_test_is_said_plainly(signed_in):
    assertContains(
        signed_in("sas").get(reverse("indicators:changes")), "går inte att säga vad som har rört sig"
    )


@pytest.mark.parametrize(
    "path", ["varde/0/", "varde/99999999999999999999/", "varde/-1/", "finns-inte/", "%00/", "<b>/"]
)
def test_an_address_that_means_nothing_is_not_found(signed_in, value, path):
    assert signed_in("manager").get(f"/matt/{path}").status_code == 404


@pytest.mark.parametrize("name", ["revise", "create_value", "target"])
def test_reading_a_form_changes_nothing(signed_in, value, name):
    signed_in("sas").get(address(name, value))

    assert (Value.objects.count(), Target.objects.count(), Entry.objects.count()) == (1, 0, 0)


def test_what_people_type_is_never_run(signed_in, value):
    value.indicator.name = "<script>alert(1)</script>"
    value.indicator.save(update_fields=["name"])

    for name in ADDRESSES:
        assertNotContains(signed_in("manager").get(address(name, value)), "<script>alert(1)")


@pytest.mark.parametrize("name", [*ADDRESSES, "revise", "create_value"])
def test_a_page_asks_the_same_number_of_questions_for_one_row_and_for_three(
    world, signed_in, indicator, value, name, django_assert_num_queries, django_assert_max_num_queries
):
    def grow(year: int) -> None:
        other = IndicatorFactory(municipality=world.municipality, subject="lss", concept="trygg")
        ValueFactory(indicator=other, unit=world.units["solgarden"], respondents=20)
        ValueFactory(indicator=indicator, unit=world.units["solgarden"], year=year, respondents=20)
        ValueFactory(indicator=indicator, unit=None, comparison="country", year=year)
        TargetFactory(indicator=indicator, year=year)
        indicator.aimed_at_by.add(ActionFactory(unit=world.units["solgarden"]))
        report = DocumentFactory(municipality=world.municipality)
        Citation.objects.create(value=value, document=report, form="text", number=year, line=year)
        value.revisions.create(was=1, now=2, why="x", by=world.people["sas"], at="2026-01-01T00:00Z")

    client = signed_in("sas")
    grow(2024)
    with django_assert_max_num_queries(20) as few:
        client.get(address(name, value))
    grow(2023)
    grow(2022)

    with django_assert_num_queries(len(few.captured_queries)):
        client.get(address(name, value))
