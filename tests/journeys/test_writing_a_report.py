"""Writing a report together: begin it, write beside the figures, ask somebody, get the answer, put it in."""

import re

import pytest

from tests.journeys.seeing import go, opened_in_menu, shown
from tests.journeys.working import fits, follow, heading, path_of, press, said, told

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("width", [1280, 360])]
YEARS = {1280: "2025", 360: "2024"}  # a report of its own for each width
WITH_FIGURES = {1280: "forbattring", 360: "resultat-lss-gruppbostad"}  # sections of 2025


def _begin(page, width):
    """The board of a report that nobody has begun."""
    shown(page, "/")
    opened_in_menu(page, "Skriv rapporten")
    shown(page, "/rapporter/arbete/ny/")
    page.get_by_label("Verksamhet").select_option(label="\u2003Sociala sektorn")
    page.get_by_label("År", exact=True).fill(YEARS[width])
    press(page, "Börja skriva")
    return path_of(page)


def test_sas_asks_somebody_and_puts_the_answer_into_the_text(page_of, axe, width):
    # given SAS who begins the report
    sas = page_of("sas", "leksand", width)
    _begin(sas, width)
    assert heading(sas) == f"Kvalitetsberättelse {YEARS[width]}"
    axe(sas)

    # when SAS asks somebody about a section
    follow(sas, "Samverkan")
    section = path_of(sas)
    axe(sas)
    follow(sas, "Fråga någon")
    sas.get_by_label("Till vem?").select_option(label="Demonstration medarbetare")
    sas.get_by_label("Vad vill du veta?").fill("Hur har samverkan med vårdcentralen fungerat?")
    axe(sas)
    press(sas, "Skicka frågan")
    assert "Frågan är skickad till Demonstration medarbetare." in told(sas)
    question = sas.get_by_role("link", name="Demonstration medarbetare").get_attribute("href")

    # and the one who is asked answers on one page, which keeps what is written
    staff = shown(page_of("staff", "leksand", width), question)
    staff.get_by_label("Ditt svar").fill("Vi har haft **möte** var fjärde vecka.")
    staff.locator("[data-saved]", has_text="Sparat").wait_for()
    axe(staff)
    press(staff, "Skicka svaret")
    assert "Tack. Svaret är skickat" in told(staff)
    fits(staff, axe) if width > 360 else axe(staff)

    # then the answer stands in the text in the name of the one who wrote it
    shown(sas, section)
    go(sas, sas.get_by_role("button", name="Lägg in svaret"))  # beside the text, not in it
    assert "Vi har haft möte var fjärde vecka." in said(sas)
    follow(sas, "Se vem som skrev vad")
    assert "Analys: Demonstration medarbetare" in said(sas)
    axe(sas)


def test_what_is_written_saves_itself_and_is_counted_and_shown(page_of, axe, width):
    # given a section in a report
    sas = page_of("developer", "leksand", width)
    board = _begin(sas, width)
    shown(sas, f"{board}avsnitt/riskanalys/")

    # when somebody writes there
    sas.locator("#markdown-next_year").press_sequentially("Vi fortsätter med mötena.")
    sas.locator("[data-saved=next_year]", has_text="Sparat").wait_for()

    # then it is shown as in the report, counted on the board, and stands in the preview
    assert sas.locator("[data-preview=next_year]").inner_text() == "Vi fortsätter med mötena."
    shown(sas, board)
    assert re.search(r"[12] av \d+ avsnitt som måste ha text är klara\.", said(sas))
    go(sas, sas.get_by_role("link", name="Förhandsgranska rapporten"))
    assert "Vi fortsätter med mötena." in said(sas)
    axe(sas)


def test_figure_is_put_where_the_cursor_stands_and_keeps_its_source(page_of, axe, width):
    sas = page_of("mas", "leksand", width)
    board = _begin(sas, 1280)
    shown(sas, f"{board}avsnitt/{WITH_FIGURES[width]}/")

    sas.locator("#markdown-analysis").press_sequentially("Vi hade åtgärder.")
    for _letter in "åtgärder.":
        sas.keyboard.press("ArrowLeft")
    sas.locator(".all-figures > summary").click()
    sas.locator(".all-figures button").first.click()
    preview = sas.locator("[data-preview=analysis] .figure")
    preview.wait_for()

    assert re.match(
        r"Vi hade \{\{.+ #[a-z2-7]{5}\}\}åtgärder\.", sas.locator("#markdown-analysis").input_value()
    )
    assert preview.get_attribute("href").startswith("/")
    axe(sas)
