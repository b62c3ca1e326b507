"""From a written report to the committee: review, send back, approve, check for secrecy, papers, and the next edition; and the frame."""

import re
from datetime import UTC, datetime

import pytest

from tests.journeys.seeing import go, opened_in_menu, shown
from tests.journeys.working import fits, follow, path_of, press, said, told

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("width", [1280, 360])]
YEARS = {1280: "2019", 360: "2018"}  # a report of its own for each width
TEXT = "Inga uppgifter."


def _begin(page, width):
    shown(page, "/rapporter/arbete/ny/")
    page.get_by_label("Rapport", exact=True).select_option(label="Patientsäkerhetsberättelse")
    page.get_by_label("Verksamhet").select_option(label="\u2003Sociala sektorn")
    page.get_by_label("År", exact=True).fill(YEARS[width])
    press(page, "Börja skriva")
    return path_of(page)


def _write_what_is_owed(page, board):
    """Every section that stops the report gets its text."""
    shown(page, f"{board}kontroll/")
    stopping = page.locator("section", has_text="Måste rättas").locator(".faults a")
    for address in [link.get_attribute("href") for link in stopping.all()]:
        shown(page, address)
        page.locator("#markdown-analysis").press_sequentially(TEXT)
        page.locator("[data-saved=analysis]", has_text="Sparat").wait_for()


def _send_back_and_approve(director, mas, board, number, axe):
    """Sent back once with a reason, sent again, approved. The address of the public edition."""
    shown(director, f"{board}kontroll/")
    director.get_by_label("Vad behöver göras?").fill("Läs igenom en gång till.")
    fits(director, axe)
    press(director, "Skicka tillbaka rapporten")
    shown(mas, f"{board}kontroll/")
    assert "Läs igenom en gång till." in said(mas)
    press(mas, "Skicka till granskning")
    shown(director, f"{board}kontroll/")
    director.get_by_label("Diarienummer").fill(number)
    press(director, "Fastställ rapporten")
    assert "Rapporten är fastställd." in told(director)
    fits(director, axe)
    follow(director, "offentlig utgåva")
    return path_of(director)


def _sign(registrar, public):
    shown(registrar, f"{public}sekretess/")
    for box in registrar.locator("main input[type=checkbox]").all():
        box.check()
    press(registrar, "Skriv under sekretesskontrollen")


def _make_papers(mas, board, axe):
    shown(mas, f"{board}handlingar/")
    go(mas, mas.locator("button[value^='decision:']").first)
    mas.get_by_label("Till vilken nämnd?").fill("Socialnämnden")
    mas.locator("#risk-1").fill("Det saknas uppgifter om året.")
    go(mas, mas.locator("main").get_by_role("button", name="Spara", exact=True).last)
    fits(mas, axe)
    press(mas, "Ta fram handlingarna")
    assert "Nämndens handlingar är framtagna" in told(mas)


def _add_a_table(mas, width):
    """Figures that the first edition did not have."""
    shown(mas, "/rapporter/ram/patientsakerhetsberattelse/tabeller/ny/")
    mas.get_by_label("Rubrik").fill("Läkemedelsgenomgångar")
    mas.get_by_label("Verksamhet").select_option(label="\u2003Sociala sektorn")
    mas.get_by_label("Rapportens år").fill(YEARS[width])
    mas.get_by_label("Kapitel").select_option(label="Egenkontroll")
    mas.locator("#id_text").fill("Enhet;Antal;Av\nTallgläntan;12;15\nÅkanten;30;38")
    mas.get_by_label("Källa").fill("Egen räkning")
    press(mas, "Spara tabellen")


def _explain(mas, director, board, number, axe):
    """The director is stopped until every new figure has its why."""
    shown(mas, f"{board}kontroll/")
    press(mas, "Skicka till granskning")
    shown(director, f"{board}kontroll/")
    director.get_by_label("Diarienummer").fill(number)
    press(director, "Fastställ rapporten")
    shown(mas, f"{board}skillnader/")
    assert "4 siffror skiljer sig. 4 saknar förklaring." in said(mas)
    fits(mas, axe)
    for box in mas.get_by_role("checkbox").all()[:2]:
        box.check()
    mas.get_by_label("Förklaring till de ikryssade").fill("Räknades efter att rapporten var fastställd.")
    mas.get_by_label("Samma förklaring till alla härifrån som är tomma").fill("Lades till av MAS.")
    press(mas, "Spara förklaringarna")
    assert "Alla ändrade siffror har en förklaring." in told(mas)
    assert mas.locator("#why-0").input_value().startswith("Räknades")
    assert mas.locator("#why-3").input_value().startswith("Lades till")


def test_report_goes_through_review_to_the_committee_and_on_to_a_new_edition(page_of, axe, width):
    # given MAS who has written what the law asks for
    mas, number = page_of("mas", "lingonfors", width), f"SN {YEARS[width]}/1"
    board = _begin(mas, width)
    fits(mas, axe)
    _write_what_is_owed(mas, board)
    shown(mas, f"{board}kontroll/")
    assert "Kontrollen har inte hittat något som stoppar." in said(mas)
    fits(mas, axe)
    press(mas, "Skicka till granskning")

    # when the director approves it in the end, the papers wait for the secrecy check
    public = _send_back_and_approve(page_of("director", "lingonfors", width), mas, board, number, axe)
    assert "Sekretesskontrollen" in said(shown(mas, f"{board}handlingar/"))
    _sign(page_of("registrar", "lingonfors", width), public)

    # then they are made, and read by those who decide
    _make_papers(mas, board, axe)
    politician = shown(page_of("politician", "lingonfors", width), "/")
    opened_in_menu(politician, "Nämndens handlingar")
    fits(politician, axe)
    with politician.expect_download() as waiting:
        files = politician.get_by_role("list", name=re.compile(YEARS[width]))
        files.get_by_role("link", name=re.compile("Hämta handlingarna")).first.click()
    assert waiting.value.path().read_bytes()[:4] == b"%PDF"

    # and a new edition begins with the same texts
    shown(mas, public)
    mas.get_by_text("Om något är fel").click()
    press(mas, "Börja en ny utgåva")
    assert "utgåva 2" in said(mas)
    second = path_of(mas)
    fits(mas, axe)

    # where new figures are explained, several at once
    _add_a_table(mas, width)
    _explain(mas, page_of("director", "lingonfors", width), second, number, axe)


def test_municipality_frames_its_report_and_adds_a_table(page_of, axe, width):
    # given SAS who wants a chapter and a table of the municipality's own
    sas = shown(page_of("sas", "lingonfors", width), "/")
    opened_in_menu(sas, "Rapportens ram")
    fits(sas, axe)
    shown(sas, "/rapporter/ram/resultatrapport/")
    name = f"Vår forskning {width}"
    sas.get_by_label("Kapitlets namn").fill(name)
    press(sas, "Lägg till")
    assert "Så blir innehållet" in said(sas)
    go(sas, sas.get_by_role("button", name=f"Flytta upp {name}"))
    fits(sas, axe)
    press(sas, "Spara ramen")
    assert "Ramen är sparad" in told(sas)

    # when the table is typed without a source, it is asked for
    shown(sas, "/rapporter/ram/resultatrapport/tabeller/ny/")
    sas.get_by_label("Rubrik").fill(f"Sökande {width}")
    sas.get_by_label("Kapitel").select_option(label=name)
    sas.locator("#id_text").fill("Enhet;2024;2025\nTallgläntan;12;15\nÅkanten;3;8")
    press(sas, "Förhandsgranska")
    assert "Skriv varifrån siffrorna kommer" in said(sas)
    sas.get_by_label("Källa").fill("Vård- och omsorgscollege")
    press(sas, "Förhandsgranska")
    fits(sas, axe)
    press(sas, "Spara tabellen")
    fits(sas, axe)

    # then both stand in the report
    year = datetime.now(UTC).year - 1
    shown(sas, f"/rapporter/resultatrapport/lingonfors/{year}/")
    assert name in said(sas)
    assert f"Sökande {width}" in said(sas)


def test_municipality_names_and_moves_the_sections_of_a_chapter(page_of, axe, width):
    # given SAS who opens the sections of a chapter
    sas = page_of("sas", "lingonfors", width)
    shown(sas, "/rapporter/ram/kvalitetsberattelse/")
    chapter = sas.locator("#kapitel-uppbyggnad")
    chapter.locator("summary").click()
    fits(sas, axe)

    # when one is renamed and moved, the chapter stays open and nothing is kept
    name = f"Vilka vi gör det med {width}"
    chapter.get_by_label("Samverkan", exact=True).fill(name)
    go(sas, chapter.locator("#avsnitt-samverkan").get_by_role("button", name="Flytta upp"))
    assert sas.locator("#kapitel-uppbyggnad details").get_attribute("open") is not None
    fits(sas, axe)
    press(sas, "Spara ramen")
    assert "Ramen är sparad" in told(sas)

    # then the report has it so, with its paragraph
    year = datetime.now(UTC).year - 1
    shown(sas, f"/rapporter/kvalitetsberattelse/lingonfors/{year}/")
    assert name in said(sas)
    assert sas.locator("#samverkan").inner_text().startswith(name)
