"""A measure read beside all municipalities, and what stands out raised as a need, on a desk and on a phone."""

import pytest

from tests.journeys.seeing import go, overflow, shown

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("width", [1280, 360])]


def test_a_measure_is_read_beside_all_municipalities_and_taken_home(page_of, axe, width):
    # given somebody at a unit
    page = shown(page_of("staff", "lingonfors", width), "/matt/kolada-u21462/")

    # when they read the page: the sentence first, then the place with its range, the colour in words, the picture
    lead = page.locator("p.lead").inner_text()
    assert lead.startswith("Försämring: från 60")
    assert "av 290 kommuner 2025, troligen någonstans på plats" in lead
    assert page.get_by_role("heading", name="Bland alla kommuner").count() == 1
    assert page.get_by_text("Färgen är säker till").count() == 1
    assert page.get_by_text("Genererade värden").count() >= 1
    axe(page)
    assert overflow(page) == []
    page.locator("summary", has_text="Så räknas plats och färg").click()
    page.get_by_text("Grönt är den bästa fjärdedelen").wait_for(state="visible")
    axe(page)

    # and the units, never ranked
    go(page, page.get_by_role("link", name="Skiljer sig någon enhet mer än slumpen?"))
    assert page.get_by_role("heading", level=1).inner_text() == "Skiljer sig någon mer än slumpen?"
    axe(page)
    assert overflow(page) == []

    # then the values can be taken home
    shown(page, "/matt/kolada-u21462/")
    with page.expect_download() as waiting:
        page.get_by_role("list", name="Hämta värdena").get_by_role("link", name="Excel").click()
    assert waiting.value.suggested_filename == "kolada-u21462-lingonfors.xlsx"


def test_what_stands_out_becomes_a_need(page_of, axe, width):
    page = shown(page_of("sas", "lingonfors", width), "/matt/sticker-ut/")
    axe(page)
    assert overflow(page) == []

    # when the area is chosen and a row that has become worse is raised
    page.get_by_label("Visa det som gäller").select_option("hemtjänst")
    go(page, page.get_by_role("button", name="Visa", exact=True))
    go(page, page.get_by_role("link", name="Lyft ett behov Hemtjänst: kan påverka tider").first)
    assert page.get_by_label("Rubrik").input_value() == "Hemtjänst: kan påverka tider, Lingonfors kommun"
    page.get_by_label("Enhet").select_option(index=1)
    go(page, page.get_by_role("button", name="Spara behovet"))

    # then the need is there with what the figures said
    assert page.get_by_role("heading", level=1).inner_text().startswith("Hemtjänst: kan påverka tider")
    assert "Måttet: /matt/kolada-u21462/" in page.locator("main").inner_text()
    axe(page)


def test_comparisons_with_a_name_are_read(page_of, axe, width):
    page = shown(page_of("politician", "leksand", width), "/matt/jamforelser/")
    axe(page)
    go(page, page.get_by_role("link", name="Hemtjänstindex", exact=True))
    assert page.get_by_text("De räknas aldrig om här").count() == 1
    axe(page)
    assert overflow(page) == []
    page = shown(page_of("sas", "lingonfors", width), "/matt/jamforelser/kkik/")
    assert page.get_by_text("troligen").count() > 1
    axe(page)
    assert overflow(page) == []
