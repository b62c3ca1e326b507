"""A file of values with faults: looked at, its columns and words explained, read in without what is wrong, and undone."""

import io

import pytest
from openpyxl import Workbook

from tests.journeys.seeing import shown
from tests.journeys.working import fits, follow, heading, press, said, told

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("width", [1280, 360])]
MEASURE, OTHER = "Trygghet i särskilt boende", "Maten smakar bra"
ROWS = [
    ["Brukarundersökning 2025"],
    [],
    ["Fråga", "Boende", "År", "Andel ja", "Antal svar"],
    [MEASURE, "Tallgläntan", 2024, 88, 21],
    [MEASURE, "Äldreomsorg", 2025, 92, 63],
    [MEASURE, "Tallgläntan", 2025, "hög", 18],
    [MEASURE, "Åkanten", 2025, 86, 14],
    [MEASURE, "Huset vid ån", 2025, 90, 10],
]


def workbook(*rows):
    """Behind a sheet that explains, as such files often are."""
    book = Workbook()
    book.active.title = "Läs mig"
    book.active.append(["Uttag 2026-01-12"])
    sheet = book.create_sheet("Resultat")
    for row in rows:
        sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def upload(page, source, name, content):
    page.get_by_label("Var kommer siffrorna ifrån?").fill(source)
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.get_by_label("Fil", exact=True).set_input_files(file)
    press(page, "Granska filen")


def looks_at_the_columns(page, axe):
    """Guessed from the headings, with what stands under them; nothing goes on until there are values."""
    if heading(page) != "Vad är kolumnerna?":
        follow(page, "Ändra blad eller kolumner")
    assert page.get_by_label("Blad").input_value() == "Resultat"
    assert page.get_by_label("Andel ja").input_value() == "value"
    fits(page, axe)
    page.get_by_label("Andel ja").select_option("")
    press(page, "Spara och granska")
    assert "Välj minst en kolumn med värden." in said(page)
    fits(page, axe)
    page.get_by_label("Andel ja").select_option("value")
    press(page, "Spara och granska")
    fits(page, axe)


def explains_the_words(page, axe, new):
    assert "2 ord i filen behöver en förklaring" in said(page)
    follow(page, "Förklara orden")
    fits(page, axe)
    page.get_by_label(new).select_option("+share-up")
    page.get_by_label("Läs inte in resten").check()
    press(page, "Spara orden")
    fits(page, axe)


def test_file_with_faults_is_read_in_without_them_and_undone(page_of, axe, width):
    # given a developer with a file that cannot be opened, and then one that can
    page, new = shown(page_of("developer", "lingonfors", width), "/matt/inlasning/"), f"{OTHER} {width}"
    fits(page, axe)
    upload(page, f"Egen {width}", "resultat.pdf", b"%PDF-1.7")
    assert ".pdf går inte att läsa" in said(page)
    fits(page, axe)
    upload(page, f"Egen {width}", "resultat.xlsx", workbook(*ROWS, [new, "Tallgläntan", 2025, 71.5, 18]))
    looks_at_the_columns(page, axe)
    explains_the_words(page, axe, new)

    # then faults stand by row, differences with what was, and nothing is read in past a fault unless it is said
    assert "Rad 6, Andel ja: ”hög” är inte ett tal." in said(page)
    changed = page.get_by_role("region", name="Det här blir en rättelse").locator("tbody tr").inner_text()
    assert changed.split()[-3:] == ["90", "92", "5"]
    press(page, "Läs in 4 värden")
    assert "Rätta det som är fel i filen" in told(page)
    page.get_by_label("Hoppa över det som är fel").check()
    press(page, "Läs in 4 värden")
    assert "4 värden är inlästa." in told(page)
    fits(page, axe)

    # and the whole of it is undone
    press(page, "Ångra hela inläsningen")
    assert "Inläsningen är ångrad." in told(page)
    fits(page, axe)
    shown(page, "/matt/inlasning/")
    fits(page, axe)
    values = shown(page, "/matt/trygg-sabo/").get_by_role("region", name="Värden").inner_text()
    assert "90\u00a0%" in values
    assert "92\u00a0%" not in values


def test_file_that_is_taken_away_is_not_read_in(page_of, axe, width):
    page = shown(page_of("developer", "lingonfors", width), "/matt/inlasning/")
    rows = f"Mått;Enhet;År;Värde\n{MEASURE};Tallgläntan;2023;77\n".encode()
    upload(page, f"Borttagen {width}", "rader.csv", rows)
    fits(page, axe)
    press(page, "Ta bort filen")
    assert "Inget är inläst." in told(page)
    assert f"Borttagen {width}" not in said(page)
