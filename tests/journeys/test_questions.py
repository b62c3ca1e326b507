"""A politician asks about a figure on a phone, SAS answers at a desk, and the answer stays with the figure."""

import pytest

from tests.journeys.seeing import go, shown
from tests.journeys.working import fits, follow, heading, press, said, told

pytestmark = pytest.mark.browser
MEASURE = "/matt/kolada-u28567/"
QUESTION = "Hur har ni arbetat för att de boende ska känna sig trygga?"


def asks(page, axe):
    """On the page of the figure, once without words and once with a number of somebody in them."""
    go(page, page.get_by_role("region", name="Värden").get_by_role("link", name="88").first)
    fits(page, axe)
    follow(page, "Fråga om siffran")
    fits(page, axe)
    press(page, "Skicka frågan")
    assert "En uppgift behöver" in said(page)
    fits(page, axe)
    page.get_by_label("Din fråga").fill(f"{QUESTION} Gäller det 19121212-1212?")
    press(page, "Skicka frågan")
    assert "19121212-1212" in page.get_by_role("alert").first.inner_text()
    fits(page, axe)
    page.get_by_label("Din fråga").fill(QUESTION)
    press(page, "Skicka frågan")
    assert "Frågan är skickad." in told(page)
    fits(page, axe)


def answers(page, axe):
    """From what waits on my page; and then better words, with the first still there to be read."""
    more = page.locator("summary", has_text="när du har mer tid")
    if more.count():
        more.click()
    go(page, page.get_by_role("link", name="Svara på en fråga om en siffra: Boende LSS").first)
    fits(page, axe)
    follow(page, "Svara")
    fits(page, axe)
    page.get_by_label("Svar", exact=True).fill("Alla nya har en fadder de första fyra veckorna.")
    page.get_by_label("Åtgärd som svaret handlar om").select_option(index=1)
    press(page, "Skicka svaret")
    assert "Svaret står bredvid siffran" in told(page)
    follow(page, "Rätta svaret")
    page.get_by_label("Svar", exact=True).fill("Alla nya har en fadder de första sex veckorna.")
    press(page, "Rätta svaret")
    page.locator("summary", has_text="Tidigare svar").click()
    fits(page, axe)


def test_politician_asks_on_a_phone_and_reads_the_answer_beside_the_figure(page_of, axe):
    # given a politician who has asked about a figure, and SAS who has answered
    politician = shown(page_of("politician", "lingonfors", 360), MEASURE)
    asks(politician, axe)
    answers(shown(page_of("sas", "lingonfors", 1280), "/"), axe)

    # when the politician comes back to the measure
    shown(politician, MEASURE)
    fits(politician, axe)

    # then the answer stands there, and the action in a word: its name is for those who work with it
    assert "de första sex veckorna" in said(politician)
    assert "En åtgärd i verksamheten" in said(politician)

    # and one thing more can be asked, and taken back
    follow(politician, "Ställ en följdfråga")
    politician.get_by_label("Din fråga").fill("Gäller det vikarier också?")
    fits(politician, axe)
    press(politician, "Skicka frågan")
    assert "Gäller det vikarier också?" in said(politician)
    press(politician, "Dra tillbaka frågan")
    assert "Ingen annan ser den" in told(politician)
    fits(politician, axe)


@pytest.mark.parametrize("width", [1280, 360])
def test_questions_are_listed_and_handed_over(page_of, axe, width):
    sas = shown(page_of("sas", "lingonfors", width), "/matt/fragor/")
    fits(sas, axe)
    sas.get_by_label("Visa", exact=True).select_option("oppna")
    press(sas, "Visa")
    go(sas, sas.get_by_role("link", name="Varför är det färre undersköterskor").first)
    follow(sas, "Lämna över")
    assert heading(sas) == "Lämna över frågan"
    fits(sas, axe)


@pytest.mark.parametrize("width", [1280, 360])
def test_report_on_a_page_tells_of_the_questions(page_of, axe, width):
    page = shown(
        page_of("politician", "lingonfors", width), "/rapporter/kvalitetsberattelse/lingonfors/2025/"
    )
    asked = page.get_by_role("region", name="Frågor om siffrorna")
    assert asked.get_by_role("link").count() >= 3
    go(page, asked.get_by_role("link").first)
    assert page.get_by_role("heading", name="Frågor och svar om siffran").count() == 1
    fits(page, axe)
