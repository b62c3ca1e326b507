"""The pages of cost per user."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories import CostRowFactory, CostTableFactory


@pytest.fixture
def table(world):
    made = CostTableFactory(
        municipality=world.municipality, slug="ifo", title="Konsumtion IFO", year=2022, reference_year=2021
    )
    CostRowFactory(table=made, kind="unlinked", label="Ej brukarkopplad", cost=5260475)
    CostRowFactory(
        table=made, label="0-6 år", age_from=0, age_to=6, cost=7192907, inhabitants=1059, users=105,
        kr_per_user=68504, reference_kr_per_user=35469,
    )  # fmt: skip
    CostRowFactory(
        table=made, kind="total", label="Totalt 2022", cost=60426526, inhabitants=16113, users=733,
        kr_per_inhabitant=3750, kr_per_user=75261, pct_users="4.5", reference_kr_per_user=68726,
    )  # fmt: skip
    CostRowFactory(table=made, kind="total", label="Totalt 2021", year=2021, kr_per_user=68308)
    return made


def address(table):
    return reverse("costs:table", args=[table.slug, table.year])


def test_the_page_says_the_cost_the_year_before_and_the_country_first(signed_in, table):
    response = signed_in("manager").get(address(table))

    assertContains(response, "75\u00a0261 kr per brukare 2022. Året före var det 68\u00a0308 kr.")
    assertContains(response, "Riket avser 2021, kommunen 2022.")
    assertContains(response, "68\u00a0726 kr 2021.")


def test_a_difference_is_reported_with_row_and_column(signed_in, table):
    table.rows.filter(label="Totalt 2022").update(kr_per_user=76000)

    response = signed_in("manager").get(address(table))

    assertContains(response, "Totalt 2022, kr per brukare: utskrivet 76\u00a0000, räknat 75\u00a0261.")


def test_a_table_that_holds_together_says_so(signed_in, table):
    table.rows.filter(label="0-6 år").delete()

    assertContains(signed_in("manager").get(address(table)), "Alla 3 tal som går att räkna om stämmer.")


def test_a_year_is_never_written_with_a_gap_in_it(signed_in, table):
    for url in (address(table), reverse("costs:list")):
        assertNotContains(signed_in("manager").get(url), "2\u00a0022")


def test_the_list_shows_the_tables_of_the_own_municipality(signed_in, table):
    assertContains(signed_in("politician").get(reverse("costs:list")), "Konsumtion IFO")


def test_an_empty_list_says_what_will_come(signed_in):
    assertContains(signed_in("manager").get(reverse("costs:list")), "Det finns inga kostnadstabeller än")


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("staff", 200), ("manager", 200), ("politician", 200), ("auditor", 200), ("developer", 200),
        ("administrator", 403), ("privacy_officer", 403), ("neighbour", 404),
    ],
)  # fmt: skip
def test_only_those_who_may_see_figures_see_a_table(signed_in, table, who, status):
    assert signed_in(who).get(address(table)).status_code == status


@pytest.mark.parametrize(
    "path", ["ifo-1999/", "-2022/", "ifo/", "ifo-99999999999999999999/", "%00-2022/", "<b>-2022/"]
)
def test_an_address_that_means_nothing_is_not_found(signed_in, table, path):
    assert signed_in("manager").get(f"/kostnader/{path}").status_code == 404


def test_the_pages_ask_the_same_number_of_questions_whatever_the_rows(
    signed_in, table, django_assert_num_queries, django_assert_max_num_queries
):
    client = signed_in("manager")
    with django_assert_max_num_queries(16) as few:
        client.get(address(table))
        client.get(reverse("costs:list"))
    for number in range(3):
        CostRowFactory(table=table, label=f"Extra {number}", cost=1, inhabitants=1, users=1)
        CostRowFactory(table=CostTableFactory(municipality=table.municipality))

    with django_assert_num_queries(len(few.captured_queries)):
        client.get(address(table))
        client.get(reverse("costs:list"))
