"""A year's rise of prices: entered, changed, taken away; two at once; and what a page says with and without it."""

from decimal import Decimal

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from hjulet.base.log.models import Entry
from hjulet.check.costs.models import PriceRise
from tests.check.costs.making import price_rise, stored_table

PRICES = reverse("costs:prices")
SAID = {"year": "2024", "percent": "3,4", "name": "PKV", "source": "SKR, cirkulär", "seen": ""}


def enter(client, **said):
    return client.post(PRICES, SAID | said, follow=True)


def test_a_rise_is_entered_logged_and_shown(signed_in, world):
    client = signed_in("sas")

    page = enter(client)

    rise = PriceRise.objects.get()
    assert (rise.municipality, rise.year, rise.percent, rise.source) == (
        world.municipality,
        2024,
        Decimal("3.40"),
        "SKR, cirkulär",
    )
    assertContains(page, "Prisökningen för 2024 är sparad.")
    assert [entry.event for entry in Entry.objects.all()] == ["costs.price_rise_set"]


def test_the_same_rise_twice_is_one(signed_in):
    client = signed_in("sas")
    enter(client)
    enter(client)

    assert (PriceRise.objects.count(), Entry.objects.count()) == (1, 1)


def test_a_year_is_changed_from_what_was_seen(signed_in):
    client = signed_in("sas")
    enter(client)
    seen = client.get(PRICES, {"ar": "2024"}).context["form"].initial["seen"]

    enter(client, percent="-1,25", seen=seen)

    assert PriceRise.objects.get().percent == Decimal("-1.25")


def test_what_somebody_else_entered_meanwhile_is_kept(signed_in):
    first, second = signed_in("sas"), signed_in("developer")
    enter(first)

    page = enter(second, percent="9,9")

    assertContains(page, "Året har redan en prisökning, eller så har någon ändrat den. Inget är sparat.")
    assert PriceRise.objects.get().percent == Decimal("3.40")


@pytest.mark.parametrize(
    "wrong",
    [
        {"year": ""}, {"year": "24"}, {"year": "2024.5"}, {"percent": ""}, {"percent": "tre"}, {"percent": "101"},
        {"percent": "-51"}, {"percent": "NaN"}, {"percent": "3,123"}, {"name": ""}, {"name": "x" * 41},
        {"source": ""}, {"source": "x" * 161}, {"source": "\x00"},
    ],
)  # fmt: skip
def test_what_cannot_be_a_rise_is_told_and_not_saved(signed_in, wrong):
    page = enter(signed_in("sas"), **wrong)

    assert page.status_code == 200
    assert page.context["form"].errors
    assert PriceRise.objects.count() == 0


def test_a_rise_is_taken_away_and_logged_and_twice_is_not_found(signed_in, world):
    client = signed_in("sas")
    price_rise(world.municipality)
    price_rise(world.neighbour)
    remove = reverse("costs:remove_price", args=[2024])

    assertRedirects(client.post(remove), PRICES)

    assert PriceRise.objects.get().municipality == world.neighbour
    assert [entry.event for entry in Entry.objects.all()] == ["costs.price_rise_removed"]
    assert client.post(remove).status_code == 404
    assert client.get(remove).status_code == 405


@pytest.mark.parametrize("asked", ["1999", "i fjol", "", "\x00"])
def test_a_year_that_is_not_there_gives_an_empty_form(signed_in, asked):
    assert signed_in("sas").get(PRICES, {"ar": asked}).context["form"].initial == {}


def test_with_an_index_the_page_takes_the_prices_out_and_names_the_source(signed_in, world):
    stored_table(world.municipality)
    client = signed_in("manager")
    address = reverse("costs:table", args=["hemtjanst", 2024])
    assertNotContains(client.get(address), "PKV")
    assertContains(client.get(address), "inte omräknade till 2024 års priser")

    price_rise(world.municipality)

    page = client.get(address)
    assertContains(
        page, "Ändrade priser i hela kommunsektorn förklarar +1,4 miljoner kronor, enligt PKV (SKR, prov)."
    )
    assertContains(page, "2024 års priser")
    assertContains(page, "omräknade till 2024 års priser med PKV (SKR, prov)")


def test_the_neighbours_index_is_not_ours(signed_in, world):
    stored_table(world.municipality)
    price_rise(world.neighbour)

    assertNotContains(signed_in("manager").get(reverse("costs:table", args=["hemtjanst", 2024])), "PKV")
