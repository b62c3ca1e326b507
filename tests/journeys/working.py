"""What people do again and again with an event: report it, find it, judge it, answer the one who reported."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone

from tests.journeys.seeing import go, overflow, shown

PLACE = "lingonfors"
NUMBER = re.compile(r"\d{4}-\d{5}")
CODE = re.compile(r"(\d{4} ){3}\d{4}")


def path_of(page: Any) -> str:
    return urlsplit(page.url).path


def heading(page: Any) -> str:
    return str(page.get_by_role("heading", level=1).inner_text())


def said(page: Any) -> str:
    """Everything that stands on the page."""
    return str(page.locator("main").inner_text())


def told(page: Any) -> str:
    """What the page answered to the last thing done."""
    return str(page.locator("#messages").inner_text())


def pick(page: Any, question: str, answer: str) -> None:
    """A choice among drawn ones: press its label, as one does."""
    begins = re.compile(rf"^\s*{re.escape(answer)}")
    page.get_by_role("group", name=question).locator("label", has_text=begins).click()


def press(page: Any, words: str) -> None:
    go(page, page.locator("main").get_by_role("button", name=words, exact=True))


def follow(page: Any, words: str) -> None:
    go(page, page.locator("main").get_by_role("link", name=words, exact=True).first)


def fits(page: Any, axe: Any) -> None:
    """Accessible as it stands, and not wider than the screen."""
    axe(page)
    assert overflow(page) == [], path_of(page)


def fill_today(page: Any, label: str) -> None:
    page.get_by_label(label).first.fill(timezone.localdate().isoformat())


def forward(page: Any) -> None:
    page.get_by_role("button", name="Nästa").click()


def tell(page: Any, tile: str, text: str, how_bad: str, *, unit: str = "", look: Any = None) -> None:
    """The five questions, one a screen; LOOK looks at each of them. What is not said is left as it is."""
    look = look or (lambda page: None)
    page.get_by_label(tile, exact=True).check()
    page.get_by_label("Berätta kort").fill(text)
    look(page)
    forward(page)
    page.locator("label", has_text="Nyss").click()
    look(page)
    forward(page)
    if unit:
        units = page.get_by_label("Vilken enhet?")
        units.select_option(label=option_with(units, unit))
    look(page)
    forward(page)
    page.get_by_role("textbox", name="Vad gjorde du direkt?").fill("Stannade kvar och ringde.")
    look(page)
    forward(page)
    page.locator("label", has_text=how_bad).click()
    look(page)


def send(page: Any) -> str:
    """The number of the report that was just written."""
    go(page, page.get_by_role("button", name="Skicka rapporten"))
    return number_in(said(page))


def number_in(text: str) -> str:
    found = NUMBER.search(text)
    assert found, text
    return found[0]


def reported(page: Any, tile: str, text: str, how_bad: str, *, unit: str = "Tallgläntan Linnean") -> str:
    """Somebody signed in reports; the number."""
    shown(page, "/avvikelser/rapportera/")
    tell(page, tile, text, how_bad, unit=unit)
    return send(page)


def option_with(select: Any, words: str) -> str:
    """The whole label of an option, which may be indented as in a tree."""
    return next(text for text in select.locator("option").all_inner_texts() if words in text)


def opened(page: Any, number: str) -> str:
    """The case, by its row in the list; its address."""
    shown(page, "/avvikelser/")
    go(page, page.locator("main li", has_text=number).get_by_role("link").first)
    assert number in heading(page)
    return path_of(page)


def judged(page: Any, law: str, kind: str, severity: int) -> None:
    """From the case: which law, what kind, how grave. LAW is "sol" or "hsl"."""
    follow(page, "Bedöm hur allvarligt det är")
    fill_judgement(page, law, kind, severity)
    press(page, "Spara bedömningen")


def fill_judgement(page: Any, law: str, kind: str, severity: int) -> None:
    page.locator(f"input[name=laws][value={law}]").check()
    page.locator("input[name=event_class][value=event]").check()
    asked = page.locator(f".judge-{law}")
    types = asked.get_by_label("Typ", exact=True)
    types.select_option(label=option_with(types, kind))
    asked.locator(f"input[name={law}_severity][value='{severity}']").check()
    asked.locator(f"input[name={law}_probability][value='2']").check()
    if law == "hsl":
        asked.locator("input[name=hsl_care_injury][value=no]").check()


def follow_own(page: Any, number: str) -> None:
    """The one who reported opens the own report."""
    shown(page, "/avvikelser/mina/")
    go(page, page.locator(".own-reports li", has_text=number).get_by_role("link"))


def door_to(page: Any, slug: str) -> str:
    """The address on the unit's poster, as one of its managers prints it."""
    shown(page, f"/avvikelser/qr/{slug}/affisch/")
    return "/avvikelser/d/" + page.locator(".poster-address").inner_text().split("/d/")[1]


def begin_lex_sarah(page: Any, axe: Any) -> None:
    follow(page, "Ta ställning till lex Sarah")
    fits(page, axe)
    follow(page, "Ja, starta lex Sarah")
    page.get_by_label("Varför?").fill("Någon har farit illa.")
    fits(page, axe)
    press(page, "Öppna ärendet")


def newest_case(page: Any, axe: Any) -> str:
    """The address of the case that nobody investigates yet."""
    shown(page, "/lex/")
    fits(page, axe)
    waiting = page.locator(".lex-rows li", has_text="Tallgläntan Linnean").filter(
        has_text="Ingen utredare än"
    )
    go(page, waiting.get_by_role("link").first)
    fits(page, axe)
    return path_of(page)


def assign(page: Any, name: str, axe: Any) -> None:
    follow(page, "Utse en utredare")
    fits(page, axe)
    people = page.get_by_label("Vem utreder?")
    people.select_option(label=option_with(people, name))
    press(page, "Utse")
    assert name in said(page)


def write_every_item(page: Any, case: str, axe: Any) -> None:
    """All but the last, which is written after the decision; the first as a draft before it is done."""
    shown(page, case)
    fits(page, axe)
    items = page.locator(".lex-items li").filter(has_not_text="efter beslutet").get_by_role("link").all()
    for number, address in enumerate([item.get_attribute("href") for item in items]):
        shown(page, address)
        if not page.locator("textarea#id_text").input_value():
            page.locator("textarea#id_text").fill("Så här var det, så långt vi vet.")
        if number == 0:
            fits(page, axe)
            press(page, "Spara utkast")
            assert "Utkastet är sparat." in told(page)
            shown(page, address)
        press(page, "Spara och markera klar")


def propose(page: Any, case: str, axe: Any) -> None:
    shown(page, case)
    follow(page, "Föreslå beslut")
    fits(page, axe)
    pick(page, "Vad har ni kommit fram till?", "Allvarligt missförhållande")
    page.get_by_label("Varför?").fill("Utredningen visar vad som brast.")
    press(page, "Lämna förslaget")
    assert "Förslaget är lämnat." in told(page)
    fits(page, axe)


def register(page: Any, lex_number: str, text: str, axe: Any) -> None:
    """The registrator reads no more than the number needs."""
    shown(page, "/lex/att-diariefora/")
    assert text not in page.content()
    fits(page, axe)
    page.get_by_label(f"Diarienummer för {lex_number}").fill(f"SN {lex_number}")
    go(page, page.locator(".lex-rows li", has_text=lex_number).get_by_role("button", name="Spara"))
    assert f"SN {lex_number}" in said(page)


def answer_about_partiality(page: Any, axe: Any) -> None:
    fits(page, axe)
    pick(page, "Finns det något som gör att din opartiskhet kan ifrågasättas?", "Nej")
    press(page, "Spara svaret")


def decide(page: Any, axe: Any) -> None:
    follow(page, "Fatta beslut")
    pick(page, "Vad har ni kommit fram till?", "Allvarligt missförhållande")
    press(page, "Besluta")
    assert page.evaluate("document.activeElement.hasAttribute('data-error-summary')")
    page.locator("#id_motivation").fill("Personen kom till skada, och det kunde ha undvikits.")
    fits(page, axe)
    press(page, "Besluta")
    assert "Beslutet är fattat." in told(page)
    assert "Allvarligt missförhållande" in said(page)
    fits(page, axe)


def notify(page: Any, case: str, axe: Any) -> None:
    follow(page, "Anmäl till IVO")
    assert "Så här var det, så långt vi vet." in said(page)
    fits(page, axe)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Hämta underlaget som PDF").click()
    assert waiting.value.path().read_bytes()[:4] == b"%PDF"
    fill_today(page, "Skickad till IVO den")
    go(page, page.locator("section", has_text="När den skickades").get_by_role("button", name="Spara").first)
    assert "Det är sparat." in told(page)
    fits(page, axe)
    assert "Anmäld till IVO" in said(shown(page, case))
