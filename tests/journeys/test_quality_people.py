"""Whole errands of those who work with quality, from the first page to the last, on a desk and on a phone."""

import re

import pytest

from tests.journeys.conftest import sign_in
from tests.journeys.seeing import go, opened_in_menu, shown

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("width", [1280, 360])]
REPORT = "/rapporter/kvalitetsberattelse/leksand/2025/"


def test_newcomer_reads_the_quality_report_and_follows_a_figure_to_its_source(page_of, server, axe, width):
    # given somebody who has never been here
    page = page_of(None, width=width)
    sign_in(page, server.url, "sas", "leksand")

    # when they look around
    assert page.get_by_role("heading", level=1).inner_text() == "Min sida"
    steps = ".wheel-drawing .wheel-step" if page.locator(".wheel-drawing").is_visible() else ".wheel-list a"
    assert page.locator(steps).count() == 5
    axe(page)
    opened_in_menu(page, "Rapporter")
    axe(page)
    go(page, page.get_by_role("link", name="Kvalitetsberättelse 2025", exact=True))

    # then the report stands there, and a figure leads to its value and its source
    assert "Kvalitetsberättelse" in page.get_by_role("heading", level=1).inner_text()
    figure = page.locator("table a.figure").first
    said = figure.inner_text().strip()
    go(page, figure)
    assert page.get_by_role("heading", level=1).inner_text() == said
    assert "Kvalitetsberättelse" in page.locator("main").inner_text()
    axe(page)
    assert page.go_back().status == 200
    assert page.url.endswith(REPORT)


def test_newcomer_takes_the_report_home_as_pdf_and_word(page_of, axe, width):
    page = shown(page_of("sas", "leksand", width), REPORT)

    found = {}
    for name in ("PDF", "Word"):
        with page.expect_download() as waiting:
            page.get_by_role("list", name="Hämta rapporten").get_by_role("link", name=name).click()
        found[waiting.value.suggested_filename] = waiting.value.path().read_bytes()[:4]

    assert found == {
        "kvalitetsberattelse-leksand-2025.pdf": b"%PDF",
        "kvalitetsberattelse-leksand-2025.docx": b"PK\x03\x04",
    }
    axe(page)


def test_politician_reads_the_public_edition_and_no_other(page_of, axe, width):
    # given somebody elected
    page = page_of("politician", "leksand", width)

    # when they open the report
    go_to_report = shown(page, "/rapporter/")
    go(go_to_report, page.get_by_role("link", name="Kvalitetsberättelse 2025", exact=True))

    # then it is the public edition, and nothing leads to the internal
    assert page.locator("main").get_by_text(re.compile("offentlig", re.IGNORECASE)).count() >= 1
    assert "utgava=internal" not in page.content()
    axe(page)
    shown(page, f"{REPORT}?utgava=internal", status=403)
    axe(page)
    assert page.request.get(f"{REPORT}fil/pdf/?utgava=internal").status == 403


def test_manager_raises_a_need_and_moves_its_action_after_a_refusal(page_of, axe, width):
    # given a manager in the invented municipality
    page = shown(page_of("manager", "lingonfors", width), "/atgarder/behov/")
    title = f"Kvällsrundan startar för sent ({width})"

    # when she writes down a need, first without a title
    go(page, page.get_by_role("link", name="Nytt behov"))
    axe(page)
    page.get_by_label("Rubrik").fill("  ")
    page.get_by_label("Beskrivning").fill("Tre kvällar i rad")
    page.get_by_label("Område").select_option("egenkontroll")
    page.get_by_label("Enhet").select_option(label=option_with(page, "Enhet", "Hemtjänst norr"))
    go(page, page.get_by_role("button", name="Spara behovet"))
    assert page.evaluate("document.activeElement.hasAttribute('data-error-summary')")
    assert page.get_by_label("Beskrivning").input_value() == "Tre kvällar i rad"
    axe(page)
    page.get_by_label("Rubrik").fill(title)
    go(page, page.get_by_role("button", name="Spara behovet"))

    # and an action that answers it
    assert page.get_by_role("heading", level=1).inner_text() == title
    axe(page)
    go(page, page.get_by_role("link", name="Ny åtgärd för behovet"))
    page.get_by_label("Rubrik").fill(f"Flytta överlämningen ({width})")
    axe(page)
    go(page, page.get_by_role("button", name="Spara åtgärden"))
    assert page.get_by_role("link", name=title).count() == 1

    # and pauses it without a word
    pause(page, "")

    # then she is told what is missing, and nothing has changed
    assert "Skriv varför" in page.locator("#messages").inner_text()
    assert status_of(page) == "planerad"
    axe(page)

    # and with a reason it goes
    pause(page, "Väntar på nytt schema")
    assert "Åtgärden är pausad." in page.locator("#messages").inner_text()
    assert status_of(page) == "pausad"
    assert "Väntar på nytt schema" in page.locator("main").inner_text()
    axe(page)


def test_developer_corrects_a_value_and_says_why(page_of, axe, width):
    # given a value that was entered wrongly
    page = shown(page_of("developer", "lingonfors", width), "/matt/trivs-verkstan/")
    go(page, page.locator("table a[href*='/varde/']").first)
    axe(page)
    before = page.get_by_role("heading", level=1).inner_text()
    go(page, page.get_by_role("link", name="Rätta värdet"))
    axe(page)

    # when the developer writes another number without a reason
    number = "83" if width == 360 else "82"
    page.locator("#id_value").fill(number)
    go(page, page.get_by_role("button", name="Rätta värdet"))

    # then the correction is refused and what was written stays
    assert page.locator("#id_value").input_value() == number
    axe(page)

    # and with a reason it is made, and both the old and the new stand there
    page.get_by_label("Varför ändras värdet?").fill("Två svar räknades dubbelt")
    go(page, page.get_by_role("button", name="Rätta värdet"))
    assert page.get_by_role("heading", level=1).inner_text() == f"{number}\N{NO-BREAK SPACE}%" != before
    assert "Två svar räknades dubbelt" in page.locator("#rattelser + ol").inner_text()
    assert "Vera Verksam" in page.locator("#rattelser + ol").inner_text()
    axe(page)


def pause(page, why):
    page.locator("summary", has_text="Pausa").click()
    page.get_by_label("Varför?").fill(why)
    go(page, page.get_by_role("button", name="Pausa"))


def status_of(page):
    return page.locator("main .ds-tag").first.inner_text().strip().lower()


def option_with(page, label, words):
    """The whole label of an option, which is indented as in the tree."""
    return next(
        text for text in page.get_by_label(label).locator("option").all_inner_texts() if words in text
    )
