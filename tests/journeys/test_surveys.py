"""Surveys from the question to the talk: built at a desk, answered on a phone with pictures, typed in, read."""

import re
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import httpx
import pytest

from tests.journeys.seeing import go, overflow, shown
from tests.journeys.working import fits, follow, press, said, told

pytestmark = pytest.mark.browser
OPEN_ROUND = "Hösten, pågår"
CROWD, EACH = 12, 5


def address_of_the_open_round(page):
    """The link of the day centre, from the page of the round."""
    shown(page, "/enkater/")
    follow(page, OPEN_ROUND)
    row = page.get_by_role("row", name=re.compile("Verkstan"))
    go(page, row.get_by_role("link", name=re.compile("Länk och QR-kod")))
    return re.search(r"/svara/\S+/", said(page))[0]


@pytest.mark.parametrize("width", [1280, 360])
def test_developer_builds_a_survey_and_plans_a_round(page_of, axe, width):
    page = shown(page_of("developer", "lingonfors", width), "/enkater/")
    fits(page, axe)

    # given a new survey that begins from the one with pictures
    follow(page, "Gör en enkät")
    fits(page, axe)
    page.get_by_label("LSS: korta frågor med bilder").check()
    page.get_by_label("Namn").fill(f"Hur är det på jobbet? {width}")
    page.get_by_label("Hör till").select_option(index=1)
    press(page, "Spara och se frågorna")
    fits(page, axe)

    # when a question is added and seen as the one who answers sees it
    follow(page, "Lägg till en fråga")
    page.get_by_label("Fråga", exact=True).fill("Får du hjälp när du behöver?")
    fits(page, axe)
    press(page, "Spara frågan")
    assert "Får du hjälp när du behöver?" in said(page)
    follow(page, "Se som den som svarar")
    fits(page, axe)

    # then a round is planned, and it says what it lacks
    page.go_back()
    follow(page, "Klar med frågorna")
    follow(page, "Planera en omgång")
    fits(page, axe)
    page.get_by_label("Namn").fill("Våren")
    page.locator("#id_units input").first.check()
    press(page, "Spara omgången")
    assert "Välj vem som granskar svaren" in said(page)
    fits(page, axe)


def test_resident_answers_on_a_phone_with_pictures_and_comes_back_to_it(page_of, axe):
    link = address_of_the_open_round(page_of("developer", "lingonfors", 1280))
    page = shown(page_of(None, width=360), link)
    fits(page, axe)
    assert page.locator(".asked:visible").count() == 1
    assert page.locator(".asked-picture:visible").count() == 1

    # given two questions answered, and one looked back at
    page.get_by_role("group", name="Trivs du hemma?").locator("label", has_text="Ja").click()
    page.get_by_role("button", name="Nästa").click()
    fits(page, axe)
    page.get_by_role("group", name="Får du bestämma").locator("label", has_text="Ibland").click()
    page.get_by_role("button", name="Tillbaka").click()
    assert page.get_by_role("group", name="Trivs du hemma?").get_by_label("Ja").is_checked()

    # when the page is closed and opened again on the same telephone
    shown(page, link)
    assert "Det du valde är kvar" in said(page)
    assert page.get_by_role("group", name="Trivs du hemma?").get_by_label("Ja").is_checked()
    while page.get_by_role("button", name="Nästa").is_visible():
        page.get_by_role("button", name="Nästa").click()
    fits(page, axe)
    page.get_by_role("textbox").fill("Jag vill baka oftare.")
    go(page, page.get_by_role("button", name="Skicka mina svar"))

    # then it is received, and nothing of it is left on the telephone
    assert "Tack för dina svar" in said(page)
    fits(page, axe)
    shown(page, link)
    assert "Det du valde är kvar" not in said(page)


def test_questions_stand_in_the_language_that_is_chosen(page_of, axe):
    link = address_of_the_open_round(page_of("developer", "lingonfors", 1280))
    page = shown(page_of(None, width=360), f"{link}?sprak=en")
    assert page.locator("html").get_attribute("lang") == "en"
    assert "Do you like it at home?" in said(page)
    fits(page, axe)


@pytest.mark.parametrize("width", [1280, 360])
def test_member_of_staff_types_in_paper_with_the_number_keys(page_of, axe, width):
    page = shown(page_of("support", "lingonfors", width), "/enkater/")
    follow(page, OPEN_ROUND)
    fits(page, axe)
    row = page.get_by_role("row", name=re.compile("Almen"))
    go(page, row.get_by_role("link", name=re.compile("Skriv in papper")))
    fits(page, axe)

    for key in "112231":
        page.keyboard.press(key)
    press(page, "Spara och ta nästa")

    assert "Svaret är sparat" in told(page)
    fits(page, axe)


@pytest.mark.parametrize("width", [1280, 360])
def test_director_reads_three_years_of_hme_and_a_manager_raises_a_need(page_of, axe, width):
    page = shown(page_of("director", "lingonfors", width), "/enkater/")
    go(page, page.get_by_role("link", name="September 2025"))
    fits(page, axe)
    text = said(page)
    assert "HME, hållbart medarbetarengagemang" in text
    assert "Åren tillsammans: ned ungefär" in text

    go(page, page.locator(".places").get_by_role("link", name=re.compile("Åkanten")))
    fits(page, axe)
    lift = page.get_by_role("button", name=re.compile("Lyft som behov"))
    if lift.count():
        go(page, lift.first)
        assert "Behovet är lyft" in told(page)
        fits(page, axe)


def test_screener_reads_first_and_shows_the_rest(page_of, axe):
    page = shown(page_of("developer", "lingonfors", 1280), "/enkater/")
    go(page, page.locator("main").get_by_role("link", name="Hösten 2025").last)
    if "väntar på att" not in said(page):
        page.go_back()
        go(page, page.locator("main").get_by_role("link", name="Hösten 2025").first)
    go(page, page.locator(".crumbs").get_by_role("link", name="Hösten 2025"))
    fits(page, axe)
    go(page, page.get_by_role("link", name=re.compile("Granska 1 svar")))
    fits(page, axe)
    first = page.get_by_role("article").first
    assert "telefonnummer" in first.inner_text()
    first.get_by_role("textbox").fill("Personalen på natten är snäll.")
    go(page, first.get_by_role("button", name="Visa så här"))
    assert "Väntar" not in said(page)
    assert overflow(page) == []


def test_a_crowd_that_answers_in_the_same_meeting_is_all_received(page_of, server):
    """Through the real server and its database, whichever it is."""
    url = server.url + address_of_the_open_round(page_of("developer", "lingonfors", 1280))
    first = httpx.get(url)
    hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|begun)" value="([^"]+)"', first.text))
    steps = dict.fromkeys(re.findall(r'name="(fraga-\d+)"', first.text), "1")

    def answer(_number: int) -> int:
        said = {**hidden, **steps, "number": str(uuid4())}
        return httpx.post(url, data=said, cookies=first.cookies, timeout=60).status_code

    with ThreadPoolExecutor(CROWD) as pool:
        assert set(pool.map(answer, range(CROWD * EACH))) == {302}
    page = shown(page_of("developer", "lingonfors", 1280), "/enkater/")
    follow(page, OPEN_ROUND)
    came = re.search(r"minst (\d+) svar", page.get_by_role("row", name=re.compile("Verkstan")).inner_text())
    assert int(came[1]) >= CROWD * EACH
