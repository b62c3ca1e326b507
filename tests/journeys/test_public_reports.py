"""What is published and what waits: a stranger on a phone, a politician, the director and SAS, in the demonstration as it is loaded."""

import re

import pytest

from tests.journeys.seeing import go, opened_in_menu, shown
from tests.journeys.working import fits, follow, heading, path_of, said

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("width", [1280, 360])]
PLACE = "lingonfors"


def test_stranger_finds_a_report_from_the_sign_in_page_and_takes_its_figures_home(page_of, axe, width):
    # given somebody who has never signed in
    stranger = shown(page_of(None, PLACE, width), "/konto/logga-in/")

    # when they follow the foot of the page
    go(stranger, stranger.locator("footer").get_by_role("link", name="Publicerade rapporter"))
    assert heading(stranger) == "Rapporter från Lingonfors kommun"
    fits(stranger, axe)

    # then they read the report, its earlier edition says so, and the figures can be opened elsewhere
    follow(stranger, "Patientsäkerhetsberättelse 2025")
    fits(stranger, axe)
    with stranger.expect_download() as waiting:
        stranger.get_by_role("link", name="Kalkylblad (CSV)").click()
    assert waiting.value.path().read_text(encoding="utf-8-sig").startswith("identitet;mått;")
    go(stranger, stranger.get_by_role("link", name=re.compile("utgåva 1, fastställd")))
    assert "Det finns en senare utgåva" in said(stranger)
    go(stranger, stranger.get_by_role("link", name="Läs den senaste utgåvan"))
    assert "Antecknade möten i systemet: 3" in said(stranger)


def test_quality_report_is_read_without_signing_in(page_of, axe, width):
    stranger = shown(page_of(None, PLACE, width), f"/rapporter/publik/{PLACE}/")

    follow(stranger, "Kvalitetsberättelse 2025")

    assert "Fem saker vill vi att du tar med dig" in said(stranger)
    fits(stranger, axe)


def test_politician_has_the_papers_and_the_report_two_presses_from_the_start(page_of, axe, width):
    politician = shown(page_of("politician", PLACE, width), "/")
    opened_in_menu(politician, "Nämndens handlingar")
    fits(politician, axe)
    with politician.expect_download() as waiting:
        politician.get_by_role("link", name=re.compile("Hämta handlingarna")).first.click()
    assert waiting.value.path().read_bytes()[:4] == b"%PDF"

    go(politician, politician.get_by_role("link", name=re.compile("Läs rapporten på skärmen.+2025")))

    assert path_of(politician).startswith(f"/rapporter/publik/{PLACE}/kvalitetsberattelse/")


def test_lists_say_what_goes_on_and_who_is_waited_for(page_of, axe, width):
    # given SAS, who looks at what is being written
    sas = shown(page_of("sas", PLACE, width), "/")
    opened_in_menu(sas, "Skriv rapporten")
    assert "Albin Avdelin skulle ha svarat om Klagomål och synpunkter" in said(sas)
    assert "Väntar på att Susanne Sockerbruk granskar." in said(sas)
    fits(sas, axe)
    follow(sas, "Fastställda rapporter")
    assert "ersatt av en senare utgåva" in said(sas)
    fits(sas, axe)

    # and the director, whose page begins with the report to review
    director = shown(page_of("director", PLACE, width), "/")
    follow(director, "Granska Resultatrapport 2025, utgåva 1")
    assert "Vera Verksam skickade rapporten" in said(
        director
    )  # what the check finds, other journeys may change
    fits(director, axe)
