"""An event, from the one who saw it to the answer that comes back: on a desk and on a phone."""

import pytest

from tests.journeys.seeing import go, shown
from tests.journeys.working import (
    CODE,
    PLACE,
    door_to,
    fill_judgement,
    fits,
    follow,
    follow_own,
    heading,
    number_in,
    opened,
    press,
    reported,
    said,
    send,
    tell,
    told,
)

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("width", [1280, 360])]
LITTLE, HARM, GRAVE = "Ingen eller liten skada", "Någon kom till skada", "Allvarligt: liv"


def test_night_staff_reports_the_manager_judges_and_the_answer_comes_back(page_of, axe, width):
    # given somebody on the night shift who has answered the five questions, one a screen
    staff = shown(page_of("staff", PLACE, width), "/avvikelser/rapportera/")
    text = f"Nattbesöket blev inte av ({width})."
    assert staff.locator(".tile").count() == 8
    assert staff.locator("[data-question]:visible").count() == 1
    tell(staff, "Hjälp uteblev", text, LITTLE, unit="Tallgläntan Linnean", look=lambda page: fits(page, axe))
    assert "Fråga 5 av 5" in staff.locator("[data-progress]").inner_text()

    # when they send it
    number = send(staff)

    # then they are thanked, and the report stands among their own
    assert staff.get_by_role("heading", name="Kopiera till journalen").is_visible()
    fits(staff, axe)
    follow(staff, "Öppna rapporten")
    assert text in said(staff)
    assert "Ingen har svarat än." in said(staff)
    fits(staff, axe)

    # and the manager finds it, judges it and answers
    manager = page_of("home_manager", PLACE, width)
    opened(manager, number)
    assert text in said(manager)
    fits(manager, axe)
    judge_after_a_mistake(manager, axe)
    answer(manager, "Tack. Vi har ändrat nattens planering.", axe)

    # and who reported reads the answer and writes back
    follow_own(staff, number)
    assert "Vi har ändrat nattens planering." in said(staff)
    write_back(staff, "Tack, det märks redan.")
    fits(staff, axe)


def test_somebody_without_a_sign_in_writes_by_qr_code_and_reads_the_answer_by_its_code(page_of, axe, width):
    # given the poster of a unit
    manager = page_of("home_manager", PLACE, width)
    door = door_to(manager, "tallglantan-blaklockan")
    fits(manager, axe)
    text = f"Min pappa väntade länge på hjälp ({width})."

    # when a relative follows it and writes
    page = shown(page_of(None, width=width), door)
    tell(page, "Bemötande", text, LITTLE, look=lambda page: fits(page, axe))
    number = send(page)
    code = page.locator(".receipt-code").inner_text()
    fits(page, axe)

    # then the code is shown once, and opens the report without what was written; a wrong one opens nothing
    assert CODE.fullmatch(code)
    assert code not in shown(page, page.url).content()
    other = page_of(None, width=width)
    for tried, title in (("1234 5678 9012 3456", "Läs svar med kvittokod"), (code, f"Rapport {number}")):
        read_by_code(other, tried)
        assert heading(other) == title
        assert text not in other.content()
        fits(other, axe)
    press(other, "Stäng")

    # and when the manager has answered, it is read there and written back to
    case = opened(manager, number)
    answer(manager, "Tack för att du berättade. Vi har pratat om det.", axe)
    read_by_code(other, code)
    assert "Vi har pratat om det." in said(other)
    write_back(other, "Tack för svaret.")
    fits(other, axe)
    assert "Tack för svaret." in said(shown(manager, case))


def test_small_event_is_closed_on_its_card_in_one_go(page_of, axe, width):
    # given a small event
    number = reported(
        page_of("staff", PLACE, width), "Information", f"Lappen satt på fel dörr ({width}).", LITTLE
    )
    manager = shown(page_of("home_manager", PLACE, width), "/avvikelser/veckan/")

    # when the manager opens its card, and first leaves it empty
    go(manager, row_of(manager, number).get_by_role("link", name="Stäng som liten"))
    fits(manager, axe)
    press(manager, "Avsluta händelsen")
    assert manager.evaluate("document.activeElement.hasAttribute('data-error-summary')")
    fits(manager, axe)
    fill_card(manager)
    press(manager, "Avsluta händelsen")

    # then it is closed, and gone from the review
    assert f"{number} är avslutad" in told(manager)
    assert row_of(manager, number).count() == 0


def test_grave_event_is_not_closed_on_the_card_and_it_says_why(page_of, axe, width):
    # given somebody who takes a grave event for a small one
    number = reported(page_of("staff", PLACE, width), "Fall", f"Låg länge på golvet ({width}).", GRAVE)
    manager = page_of("home_manager", PLACE, width)
    case = opened(manager, number)
    shown(manager, f"{case}liten/")
    fits(manager, axe)

    # when they try to close it
    fill_card(manager)
    press(manager, "Avsluta händelsen")

    # then it says why not, keeps what was chosen, and the event stays open
    assert "Det här är inte en liten händelse. Bedöm och utred den för sig." in said(manager)
    assert manager.locator("input[name=cause]:checked").count() == 1
    fits(manager, axe)
    assert "inkommen" in shown(manager, case).locator(".case-tags").inner_text().lower()


def test_team_goes_through_the_week_with_the_keyboard_and_closes_the_small_ones_together(page_of, axe, width):
    # given two small events of the week
    staff = page_of("staff", PLACE, width)
    numbers = [
        reported(staff, "Information", f"Schemat hängde inte uppe, {word} ({width}).", LITTLE)
        for word in ("måndag", "tisdag")
    ]
    manager = shown(page_of("home_manager", PLACE, width), "/avvikelser/veckan/")
    fits(manager, axe)

    # when the team asks for the keys, and ticks both with them
    manager.keyboard.press("?")
    assert manager.get_by_role("dialog", name="Kortkommandon").is_visible()
    fits(manager, axe)
    manager.keyboard.press("Escape")
    assert not manager.get_by_role("dialog").is_visible()
    for number in numbers:
        walk_to(manager, number)
        manager.keyboard.press("x")
    assert manager.locator("input[name=numbers]:checked").count() == 2

    # and goes to the card of all of them
    manager.keyboard.press("a")
    assert manager.evaluate("!!document.activeElement.closest('.together')")
    fill_card(manager.locator(".together"))
    manager.get_by_label("Gemensam åtgärd").fill(f"Hänga upp schemat varje söndag ({width})")
    press(manager, "Avsluta de förkryssade")

    # then both are closed, each with the same action
    assert "2 händelser är avslutade." in told(manager), said(manager)
    assert [row_of(manager, number).count() for number in numbers] == [0, 0]
    fits(manager, axe)
    shown(manager, "/atgarder/")
    assert f"Hänga upp schemat varje söndag ({width})" in said(manager)


def test_keys_open_an_event_and_nothing_ticked_closes_nothing(page_of, axe, width):
    manager = shown(page_of("home_manager", PLACE, width), "/avvikelser/veckan/")

    # when the first is opened by key
    manager.keyboard.press("j")
    number = number_in(manager.locator(".week-row.is-here").inner_text())
    with manager.expect_navigation():
        manager.keyboard.press("o")
    assert number in heading(manager)

    # and the card of many is sent with nothing ticked
    shown(manager, "/avvikelser/veckan/")
    fill_card(manager.locator(".together"))
    press(manager, "Avsluta de förkryssade")

    # then nothing is changed, and it says so
    assert "Inget är ändrat." in manager.locator("body").inner_text()
    fits(manager, axe)


def judge_after_a_mistake(page, axe):
    """Saved once with nothing said: it says what is missing."""
    follow(page, "Bedöm hur allvarligt det är")
    fits(page, axe)
    press(page, "Spara bedömningen")
    assert page.evaluate("document.activeElement.hasAttribute('data-error-summary')")
    fits(page, axe)
    fill_judgement(page, "sol", "Insats utebliven", 2)
    press(page, "Spara bedömningen")
    assert "bedömd" in page.locator(".case-tags").inner_text().lower()
    fits(page, axe)


def write_back(page, text):
    page.locator("main form textarea").fill(text)
    press(page, "Skicka")
    assert text in said(page)


def answer(page, text, axe):
    """From the case: the next step, or among the other things to do."""
    if not page.get_by_role("link", name="Svara eller fråga den som rapporterade").is_visible():
        page.locator("summary", has_text="Mer du kan göra").click()
    follow(page, "Svara eller fråga den som rapporterade")
    fits(page, axe)
    page.get_by_label("Svar", exact=True).fill(text)
    go(page, page.locator("main form").get_by_role("button").last)
    assert text in said(page)


def read_by_code(page, code):
    shown(page, "/avvikelser/svar/")
    page.get_by_role("textbox").fill(code)
    press(page, "Läs svaret")


def row_of(page, number):
    return page.locator(".week-row", has_text=number)


def fill_card(card):
    """Cause, told or not, and a ready answer; a type where none is set."""
    for kind in card.locator("select[name^=type_]").all():
        kind.select_option(index=1)
    card.locator("label", has_text="Kommunikation och information").click()
    card.locator("label", has_text="Ingen enskild person berördes").click()
    card.get_by_label("Svar till den som rapporterade").select_option(index=1)


def walk_to(page, number):
    """j until one stands there, from the top."""
    for _ in range(60):
        page.keyboard.press("k")
    for _ in range(60):
        if number in page.locator(".week-row.is-here").inner_text():
            return
        page.keyboard.press("j")
    pytest.fail(f"never came to {number}")
