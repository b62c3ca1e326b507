"""The second year of a report: last year's text beside this year's, and a review that is sent back and read again."""

import pytest

from tests.journeys.seeing import go, shown
from tests.journeys.working import fits, follow, heading, path_of, press, said

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("width", [1280, 360])]
PLACE = "lingonfors"
SECTIONS = {1280: "medverkan", 360: "loften"}  # of the report for 2026 where nobody has written
YEARS = {1280: "2025", 360: "2024"}  # a report of its own for each width


def _open_draft(page, section):
    """A section of the report of 2026, which is under work."""
    shown(page, "/rapporter/arbete/")
    follow(page, "Kvalitetsberättelse 2026")
    board = path_of(page)
    return shown(page, f"{board}avsnitt/{section}/")


def test_last_years_text_begins_this_years(page_of, axe, width):
    # given SAS in a section of this year's report, where last year's stands beside
    sas = _open_draft(page_of("sas", PLACE, width), SECTIONS[width])
    fits(sas, axe)
    assert "Det här skulle ni göra, enligt rapporten för 2025" in said(sas)

    # when SAS reads it and takes it as a beginning
    then = sas.locator("#analysis .last-year")
    then.locator("summary").click()
    fits(sas, axe)
    go(sas, then.get_by_role("button", name="Ta med som utgångspunkt"))
    assert "Det här är förra årets text, med årets siffror där de finns." in said(sas)
    fits(sas, axe)

    # then it is nobody's until SAS makes it so
    go(sas, sas.locator("#analysis").get_by_role("button", name="Gör till min text"))
    assert "Det här är förra årets text" not in said(sas)
    assert "Senast skriven av Sanna Samordnare" in said(sas)


def test_somebody_who_knows_no_markdown_writes_with_the_buttons(page_of, axe, width):
    sas = _open_draft(page_of("sas", PLACE, width), "infor")
    signs = sas.get_by_role("group", name="Tecken i Åtgärder")
    box = sas.locator("#markdown-actions")
    box.fill("Mål\nFler svar")
    box.evaluate("box => box.setSelectionRange(0, 0)")
    signs.get_by_role("button", name="Rubrik").click()
    box.evaluate("box => box.setSelectionRange(box.value.length, box.value.length)")
    signs.get_by_role("button", name="Lista").press("Enter")  # by keyboard
    box.evaluate("box => box.setSelectionRange(box.value.length - 4, box.value.length)")
    box.press("Control+b")

    assert box.input_value() == "### Mål\n- Fler **svar**"
    sas.locator("[data-preview=actions] li strong", has_text="svar").wait_for()
    box.press("Control+z")
    assert box.input_value() == "### Mål\n- Fler svar"
    box.fill("")
    sas.locator("[data-saved=actions]", has_text="Sparat").wait_for()


def _sent(sas, axe, width):
    """A report that SAS has begun and sent: its board, and the section where something is written."""
    shown(sas, "/rapporter/arbete/ny/")
    sas.get_by_label("Rapport", exact=True).select_option(label="Patientsäkerhetsberättelse")
    sas.get_by_label("Verksamhet").select_option(label="\u2003\u2003Äldreomsorg")
    sas.get_by_label("År", exact=True).fill(YEARS[width])
    press(sas, "Börja skriva")
    board, section = path_of(sas), sas.locator(".board a").first.get_attribute("href")
    _write(sas, section, "Vi har haft tre möten om fallen.")
    shown(sas, f"{board}kontroll/")
    fits(sas, axe)
    assert "måste rättas innan rapporten fastställs" in said(sas)
    press(sas, "Skicka till granskning")
    return board, section


def _write(sas, section, words):
    shown(sas, section)
    sas.locator("#markdown-analysis").fill(words)
    sas.locator("[data-saved=analysis]", has_text="Sparat").wait_for()


def _send_back(director, board, section, axe):
    shown(director, section)
    director.get_by_label("Gäller den en viss text?").select_option(label="Analys")
    director.get_by_label("Din kommentar").fill("Vilka möten?")
    press(director, "Kommentera")
    fits(director, axe)
    shown(director, f"{board}kontroll/")
    assert "Vilka möten?" in said(director)
    fits(director, axe)
    director.get_by_label("Vad behöver göras?").fill("Svara på min fråga.")
    press(director, "Skicka tillbaka rapporten")


def _answer(sas, axe):
    thread = sas.locator(".comments > li", has_text="Vilka möten?")
    thread.get_by_text("Svara", exact=True).click()
    thread.get_by_label("Ditt svar").fill("De med vårdcentralen. Jag skriver det.")
    fits(sas, axe)
    go(sas, thread.get_by_role("button", name="Skicka svaret"))
    assert "De med vårdcentralen." in said(sas)


def test_report_is_sent_back_with_points_and_read_again(page_of, axe, width):
    # given a report that SAS has sent
    sas, director = page_of("sas", PLACE, width), page_of("director", PLACE, width)
    board, section = _sent(sas, axe, width)

    # when the director says something about a text and sends the report back
    _send_back(director, board, section, axe)

    # then SAS has it as a point, answers, mends the text and ticks it off
    shown(sas, f"{board}kontroll/")
    assert "Att göra efter granskningen" in said(sas)
    fits(sas, axe)
    go(sas, sas.locator(".remarks a").first)
    _answer(sas, axe)
    _write(sas, section, "Vi har haft tre möten med vårdcentralen om fallen.")
    shown(sas, f"{board}kontroll/")
    go(sas, sas.get_by_role("button", name="Klart"))
    assert "Svara på min fråga." in said(sas)  # the reason stays
    press(sas, "Skicka till granskning")

    # and the director reads only what has changed, and who changed it
    shown(director, f"{board}kontroll/")
    go(director, director.get_by_role("link", name="Det som har ändrats sedan"))
    assert heading(director) == "Ändrat sedan sist"
    assert "med vårdcentralen" in director.locator("ins").first.inner_text()
    assert "Sanna Samordnare" in said(director)
    fits(director, axe)
    shown(director, "/meddelanden/")
    assert "Någon har svarat på en kommentar i en rapport." in said(director)
