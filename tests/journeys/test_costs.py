"""Cost per user: a politician asks why it changed; a developer reads in a table with faults, mends it and takes it away."""

import pytest

from hjulet.check.costs.sources.reading import COLUMNS
from tests.journeys.seeing import go, overflow, shown

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("width", [1280, 360])]
HEADER = ";".join(COLUMNS)
GOOD = "boende;Boendestöd;0-64 år;0;64;ålder;2025;1200000;8060;24;149;50000;0,3;140;52000;0,3;2024"
SMALL = "boende;Boendestöd;65- år;65;;ålder;2025;90000;3030;3;30;30000;0,1;20;41000;0,1;2024"
TOTAL = "boende;Boendestöd;Totalt 2025;;;total;2025;1290000;11090;27;116;47778;0,2;110;50000;0,2;2024"


def file(name: str, *rows: str) -> dict[str, object]:
    return {"name": name, "mimeType": "text/csv", "buffer": "\n".join((HEADER, *rows)).encode()}


def test_a_politician_reads_why_the_cost_changed(page_of, axe, width):
    page = shown(page_of("politician", "lingonfors", width), "/kostnader/")
    axe(page)
    assert overflow(page) == []
    go(page, page.get_by_role("link", name="Hemtjänst, egen och extern regi, 2025"))

    # the verdict beside the country, the causes in words and as a picture with its table
    assert (
        page.get_by_text(
            "Vi har fler brukare än riket har i samma åldrar, men varje brukare kostar mindre."
        ).count()
        == 1
    )
    assert page.get_by_text("Antalet brukare gick från 371 till 391.").count() == 1
    axe(page)
    assert overflow(page) == []
    page.locator("summary", has_text="Visa alla år och hur det är räknat").click()
    page.get_by_text("Då går delarna ihop på kronan").wait_for(state="visible")
    page.locator("summary", has_text="Visa uträkningen").click()
    axe(page)
    assert overflow(page) == []

    with page.expect_download() as waiting:
        page.get_by_role("list", name="Hämta tabellen").get_by_role("link", name="Excel").click()
    assert waiting.value.suggested_filename == "hemtjanst-2025.xlsx"


def test_small_groups_are_dots_and_it_is_said_why(page_of, axe, width):
    page = shown(page_of("manager", "lingonfors", width), "/kostnader/lss-2025/")

    assert page.get_by_text("Punkten · står där talet inte visas.").count() == 1
    assert page.locator("#rad-6 td").first.inner_text() == "·"
    axe(page)


def test_a_table_with_a_fault_is_mended_read_in_and_taken_away(page_of, axe, width):
    page = shown(page_of("developer", "lingonfors", width), "/kostnader/las-in/")
    axe(page)

    # a fault: told with row and column, nothing is saved
    page.get_by_label("Fil", exact=True).set_input_files(
        file("kpb.csv", GOOD.replace("1200000", "1,2 mkr"), TOTAL)
    )
    go(page, page.get_by_role("button", name="Granska filen"))
    assert page.get_by_role("heading", name="Filen har ett fel. Inget har sparats.").count() == 1
    assert page.get_by_text("är inget tal").count() == 1
    axe(page)
    assert overflow(page) == []

    # mended: how the figures hold is shown before anything is saved
    page.get_by_label("Fil", exact=True).set_input_files(file("kpb.csv", GOOD, SMALL, TOTAL))
    go(page, page.get_by_role("button", name="Granska filen"))
    assert page.get_by_text("Tabellerna är inte publicerade").count() == 1
    axe(page)
    go(page, page.get_by_role("button", name="Läs in"))

    # then it is there with its small group hidden, and can be taken away again
    go(page, page.get_by_role("link", name="Boendestöd, 2025"))
    assert page.get_by_text("Punkten · står där talet inte visas.").count() == 1
    axe(page)
    page.locator("summary", has_text="Ta bort tabellen").click()
    go(page, page.get_by_role("button", name="Ta bort Boendestöd, 2025"))
    assert page.get_by_role("link", name="Boendestöd, 2025").count() == 0


def test_a_price_index_is_entered(page_of, axe, width):
    page = shown(page_of("sas", "leksand", width), "/kostnader/prisindex/")
    axe(page)
    assert overflow(page) == []
    for name, said in (("År", "2021"), ("Prisökning", "1,5"), ("Källa", "Prov, inte en riktig siffra")):
        page.get_by_label(name, exact=name == "År").fill(said)
    go(page, page.get_by_role("button", name="Spara"))
    assert page.get_by_text("Prisökningen för 2021 är sparad.").count() == 1
    assert overflow(page) == []
    axe(page)
    go(page, page.get_by_role("button", name="Ta bort 2021"))
