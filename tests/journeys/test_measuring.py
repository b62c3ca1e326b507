"""Own measurements from my page: filled in on a phone, asked about when unlike, and set up at a desk."""

import re

import pytest

from tests.journeys.seeing import go, shown
from tests.journeys.working import fits, follow, press, said, told

pytestmark = pytest.mark.browser
NAME = "Personalkontinuitet, hemtjänst"


def test_manager_fills_in_the_month_on_a_phone(page_of, axe):
    # given my page, where the month waits
    page = shown(page_of("manager", "lingonfors", 360), "/")
    waiting = page.get_by_text(re.compile(r"^\d+ saker till")).first
    if waiting.is_visible():
        waiting.click()
    go(page, page.get_by_role("link", name=re.compile(f"Fyll i {NAME}")))
    fits(page, axe)

    # when two figures have changed places the page asks, and keeps what was typed
    page.get_by_label("Olika ur personalen").fill("4980")
    page.get_by_label("Brukare som räknades").fill("41")
    press(page, "Spara")
    assert "Stämmer det?" in said(page)
    fits(page, axe)
    page.get_by_label("Olika ur personalen").fill("498")
    press(page, "Spara")

    # then it is stored, and the table says so
    assert "Inget mer väntar på dig här." in told(page)
    assert "Ingenting är sent." in said(page)
    fits(page, axe)

    # and it may be corrected, with a reason that stays
    go(page, page.get_by_role("row", name=re.compile("Hemtjänst norr")).get_by_role("link").first)
    follow(page, "Rätta värdet")
    page.get_by_label("Olika ur personalen").fill("489")
    page.get_by_label("Varför rättas det?").fill("Två siffror hade bytt plats.")
    fits(page, axe)
    press(page, "Spara rättelsen")
    assert "Två siffror hade bytt plats." in said(page)
    fits(page, axe)


@pytest.mark.parametrize("width", [1280, 360])
def test_quality_lead_sets_up_a_measurement_and_reads_the_others(page_of, axe, width):
    page = shown(page_of("sas", "lingonfors", width), "/matt/matningar/")
    fits(page, axe)

    # given a ready-made one
    follow(page, "Ny mätning")
    fits(page, axe)
    follow(page, "Väntetid till särskilt boende")
    page.get_by_label("Namn").fill(f"Väntetid, prov {width}")
    press(page, "Lägg upp mätningen")
    assert "Välj minst en enhet" in said(page)
    fits(page, axe)

    # when a unit is chosen
    page.get_by_label(re.compile("Kvarnbacken Svalan")).check()
    press(page, "Lägg upp mätningen")
    assert "Mätningen är upplagd" in told(page)
    fits(page, axe)
    for link in ("Välj ansvariga", "Ändra mätningen", "Avsluta mätningen"):
        follow(page, link)
        fits(page, axe)
        follow(page, "Avbryt")

    # then another, with two years of months, is read as a measure and as a series
    shown(page, "/matt/sjukfranvaro/")
    assert "aldrig medelvärdet av periodernas värden" in said(page)
    fits(page, axe)
    follow(page, "Är något ovanligt? Se som serie")
    assert "vanliga" in said(page) or "perioder" in said(page)
    fits(page, axe)
