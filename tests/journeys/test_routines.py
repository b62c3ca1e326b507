"""A routine from the first word to everyone: write, send back, approve, open; and what changed is told in words."""

import re

import pytest

from tests.journeys.seeing import go, shown
from tests.journeys.working import fits, follow, heading, path_of, press, said, told

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("width", [1280, 360])]
PLACE = "lingonfors"


def _write(page, part, text):
    """Typed, and saved by itself."""
    page.locator(f"#markdown-{part}").fill(text)
    page.locator(f"[data-saved={part}]", has_text="Sparat").wait_for()


def _beside(page, words):
    """A link beside the document."""
    go(page, page.locator("aside").get_by_role("link", name=words, exact=True))


def _begin(page, title, axe):
    """A routine of the sector with nothing in it."""
    shown(page, "/rutiner/ny/")
    page.get_by_label("Titel").fill(title)
    page.get_by_label("Hör till").select_option(label="\u2003Sociala sektorn")
    fits(page, axe)
    press(page, "Spara och skriv texten")


def _send_out(page, version, title, axe):
    """One step from the approval, with what is new drafted."""
    follow(page, "Skicka ut att läsa")
    assert title in said(page)
    assert page.locator("textarea[name=news]").input_value()
    fits(page, axe)
    press(page, "Skicka ut")
    assert "Utskickat." in told(page)
    shown(page, version)


def test_routine_is_written_sent_back_approved_and_opened_to_all(page_of, axe, width):
    # given a developer who begins a routine
    writer, title = page_of("developer", PLACE, width), f"Hämta post vid {width}"
    _begin(writer, title, axe)

    # when only how it is done is written, and it is sent for review
    _write(writer, "how", "# Varje dag\n\n- Hämta posten.\n- Lås lådan.")
    assert "Hämta posten." in writer.locator("[data-preview=how]").inner_text()
    fits(writer, axe)
    press(writer, "Skicka till granskning")
    version = path_of(writer)

    # then the director sees what is missing, cannot approve, and sends it back
    director = shown(page_of("director", PLACE, width), version)
    follow(director, "Granska och fastställ")
    assert "Det saknas vem som svarar för vad" in said(director)
    assert director.get_by_role("button", name="Fastställ", exact=True).count() == 0
    director.get_by_label("Varför?").fill("Skriv vem som låser.")
    fits(director, axe)
    press(director, "Skicka tillbaka")

    # and the writer reads why, mends it and sends it again
    shown(writer, f"{version}skriv/")
    assert "Skriv vem som låser." in said(writer)
    _write(writer, "who", "Vaktmästaren låser.")
    press(writer, "Skicka till granskning")

    # and the director approves
    shown(director, f"{version}faststall/")
    press(director, "Fastställ")
    assert "Fastställt. Det gäller från" in told(director)
    fits(director, axe)

    # and sends it out to be read, and opens it to everyone
    _send_out(director, version, title, axe)
    _beside(director, "Ändra uppgifterna")
    director.get_by_label("Öppen för alla").check()
    press(director, "Spara")
    _beside(director, "Så ser alla andra det")
    assert heading(director) == title
    assert "Vaktmästaren låser." in said(director)
    fits(director, axe)


def test_next_version_tells_what_changed_word_by_word(page_of, axe, width):
    # given a routine in force that nobody writes on
    writer = shown(page_of("developer", PLACE, width), "/rutiner/?ord=nyttan")
    follow(writer, "Följ upp nyttan av välfärdsteknik")
    if writer.get_by_role("button", name="Börja på nästa version").count():
        go(writer, writer.get_by_role("button", name="Börja på nästa version"))
    else:  # the other width has begun it
        go(writer, writer.locator(".version-list a").first)
        follow(writer, "Skriv vidare")

    # when a word is changed
    was = writer.locator("#markdown-how").input_value()
    _write(writer, "how", re.sub("en gång om (året|halvåret)", f"en gång om halvåret, {width}", was))
    _beside(writer, "Se vad som är ändrat")

    # then the page says what is new and what is gone, not by colour alone
    assert writer.locator(".told ins").count() >= 1
    assert "nytt:" in writer.locator(".told ins").first.inner_text()
    fits(writer, axe)


def test_process_is_a_map_and_a_list_that_lead_to_the_routines(page_of, axe, width):
    reader = shown(page_of("staff", PLACE, width), "/processer/")
    follow(reader, "Avvikelser")

    drawing = reader.locator(".wide-map svg" if width > 360 else ".narrow-map svg")
    assert drawing.is_visible()
    assert "Bedöm allvar och sannolikhet" in said(reader)
    fits(reader, axe)
    follow(reader, "Analysera en händelse tillsammans")
    assert heading(reader) == "Analysera en händelse tillsammans"
    fits(reader, axe)
