"""Gathering a report from several: share out the sections, ask many at once, answer, hand over, write one's own section."""

import pytest

from tests.journeys.seeing import go, shown
from tests.journeys.working import fits, follow, heading, path_of, press, said, told

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("width", [1280, 360])]
YEARS = {1280: "2023", 360: "2022"}  # a report of its own for each width
MANAGER = "Demonstration enhetschef, enhetschef Hemtjänst egen regi"
STAFF = "Demonstration medarbetare"
MINE = "/rapporter/arbete/mina/"
SECTIONS = ("Processer och rutiner", "Samverkan")


def _begin(page, width):
    shown(page, "/rapporter/arbete/ny/")
    page.get_by_label("Verksamhet").select_option(label="\u2003Sociala sektorn")
    page.get_by_label("År", exact=True).fill(YEARS[width])
    press(page, "Börja skriva")
    return path_of(page)


def _share_and_ask(sas, axe):
    """SAS gives the manager a section, and asks about two more on one page."""
    follow(sas, "Välj ansvariga")
    axe(sas)
    sas.get_by_label("Riskanalys", exact=True).fill(MANAGER)
    press(sas, "Spara ansvariga")
    assert "1 avsnitt är ändrat." in told(sas)
    follow(sas, "Fråga flera")
    for section in SECTIONS:
        sas.get_by_label(section, exact=True).check()
        sas.get_by_label(f"Till vem? {section}").fill(MANAGER)
    fits(sas, axe)
    press(sas, "Skicka frågorna")
    assert heading(sas) == "1 person är frågad"
    axe(sas)


def _answer(manager, axe):
    go(manager, manager.get_by_role("link", name="Samverkan").first)
    assert "frågar dig" in said(manager)
    manager.get_by_label("Ditt svar").fill("Vi träffas varje månad.")
    fits(manager, axe)
    press(manager, "Skicka svaret")


def _hand_over(manager, axe):
    go(manager, manager.get_by_role("link", name="Processer och rutiner").first)
    follow(manager, "Jag kan inte svara, fråga någon annan i stället")
    manager.get_by_label("Vem kan svara?").fill(STAFF)
    axe(manager)
    press(manager, "Lämna frågan vidare")
    assert f"Frågan är lämnad till {STAFF}." in told(manager)


def _write_own(manager, axe):
    follow(manager, "Riskanalys")
    manager.locator("#markdown-analysis").fill("Vi har gjort fler riskanalyser.")
    press(manager, "Spara")
    assert "Texterna är sparade." in told(manager)
    axe(manager)


def test_sas_gathers_from_many_and_each_answers_or_writes(page_of, axe, width):
    # given SAS who begins a report, shares out a section and asks about two more
    sas = page_of("sas", "leksand", width)
    board = _begin(sas, width)
    axe(sas)
    _share_and_ask(sas, axe)

    # when the manager opens the list, answers one, hands the other over and writes the own section
    manager = shown(page_of("manager", "leksand", width), MINE)
    axe(manager)
    assert all(section in said(manager) for section in (*SECTIONS, "Riskanalys"))
    _answer(manager, axe)
    _hand_over(shown(manager, MINE), axe)
    _write_own(manager, axe)

    # then the board says what to do next, and what is missing
    shown(sas, board)
    assert "Lägg in svaret i Samverkan" in said(sas)
    assert f"Väntar på {STAFF}" in said(sas)
    fits(sas, axe)
    follow(sas, "det som saknas")
    assert "Riskanalys" not in said(sas)
    axe(sas)
