"""The generated country: 290 municipalities around Lingonfors, the same every time, never under a real name."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from hjulet.base.organisation.models import Municipality
from hjulet.base.people.models import User
from hjulet.check.indicators.kolada.rules import GENERATED, REAL
from hjulet.check.indicators.models import Indicator, KoladaUnit, KoladaValue, Value
from hjulet.check.indicators.sources.kolada.answers import BY_SHARE
from hjulet.demo.country import generating, plan, units
from hjulet.statistics import possible_counts

HERE = {"indicator__municipality__slug": "lingonfors"}


def signed_in(who: str, municipality: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=f"{who}@{municipality}.example"))
    return client


def test_290_municipalities_have_a_value_and_none_has_a_real_code(demonstration):
    values = KoladaValue.objects.filter(kpi="U23471", year=2025, gender="T", unit_code="")

    assert values.in_country(GENERATED).count() == 290
    assert KoladaValue.objects.in_country(REAL).count() == 0
    assert not KoladaValue.objects.exclude(area__startswith="X").exists()


def test_lingonfors_stands_among_them_with_its_answers(demonstration):
    found = Value.objects.get(**HERE, indicator__kolada_id="U21462", unit__depth=1, period_said="2025")

    assert (found.value, found.respondents, found.indicator.source_register) == (47, 148, GENERATED.register)
    assert set(Value.objects.filter(**HERE, indicator__kolada_id="U21462").values_list("comparison", flat=True)) == {
        "", "country", "county", "similar",
    }  # fmt: skip


def test_leksand_has_none_of_it(demonstration):
    assert Municipality.objects.get(slug="leksand").code == "2029"
    assert not Indicator.objects.filter(
        municipality__slug="leksand", source_register=GENERATED.register
    ).exists()
    client = signed_in("developer", "leksand")
    of_koladas = Indicator.objects.filter(municipality__slug="leksand").exclude(kolada_id="").first()

    answer = client.get(reverse("indicators:detail", args=[of_koladas.slug]))
    assertNotContains(answer, "Genererade")
    assertNotContains(answer, "Bland alla kommuner")
    assertNotContains(client.get(reverse("indicators:kolada")), plan.DEFINITION)


def test_a_measure_says_when_it_comes_next_unless_it_has_ended(demonstration):
    client = signed_in("sas", "lingonfors")

    assertContains(client.get(reverse("indicators:detail", args=["kolada-u23521"])), "Nästa publicering")
    ended = client.get(reverse("indicators:detail", args=["kolada-u21401"]))
    assertNotContains(ended, "Nästa publicering")
    assertContains(ended, "Kolada slutade med måttet efter 2024")


def test_every_page_says_that_the_values_are_generated(demonstration):
    client = signed_in("sas", "lingonfors")

    for name in ("detail", "funnel"):
        answer = client.get(reverse(f"indicators:{name}", args=["kolada-u23521"]))
        assertContains(answer, "Genererade värden: kommunen och landet runt den är påhittade.")
        assertNotContains(answer, "Källa: Kolada")


def test_an_invented_municipality_does_not_ask_the_real_kolada(demonstration):
    answer = signed_in("developer", "lingonfors").post(reverse("indicators:kolada_fetch"), follow=True)

    assertContains(answer, "påhittad och finns inte i Kolada")


def test_one_house_differs_more_than_chance_and_can_be_found(demonstration):
    answer = signed_in("sas", "lingonfors").get(reverse("indicators:funnel", args=["kolada-u23521"]))

    assertContains(answer, "Titta närmare på Furuhöjden")


def test_one_unit_waits_to_be_tied_by_hand(demonstration):
    assert list(KoladaUnit.objects.filter(unit=None).values_list("pk", flat=True)) == [plan.UNTIED[0]]


def test_the_numbers_are_the_same_every_time_and_within_their_limits():
    first = [*generating.everything(), *units.everything()]

    assert first == [*generating.everything(), *units.everything()]
    shares = [one for one in first if one.kpi in plan.SURVEYS]
    assert all(0 <= one.value <= 100 for one in shares)
    keys = [(one.kpi, one.area, one.unit, one.year, one.gender) for one in first]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("ident", sorted(plan.STORIES))
def test_what_lingonfors_tells_are_shares_that_its_answers_can_give(ident):

    counted = plan.ANSWERED[BY_SHARE[ident].amount]

    assert [
        (share, n)
        for share, n in zip(plan.STORIES[ident], counted, strict=True)
        if not possible_counts(float(share), n, decimals=0)
    ] == []


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("hemtjanstindex", "plats 163"), ("senior-alert", "risk med planerade åtgärder"), ("bpsd", "bemötandeplan"),
        ("svedem", "uppföljda inom ett år"), ("palliativregistret", "brytpunktssamtal"),
    ],
)  # fmt: skip
def test_lingonfors_has_something_in_every_comparison(demonstration, key, said):
    assertContains(signed_in("sas", "lingonfors").get(reverse("indicators:comparison", args=[key])), said)
