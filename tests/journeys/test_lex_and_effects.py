"""The grave event, from the case to the committee's notification; and the action, from the case to what came of it."""

import pytest

from tests.journeys.seeing import go, shown
from tests.journeys.working import (
    PLACE,
    answer_about_partiality,
    assign,
    begin_lex_sarah,
    decide,
    fill_today,
    fits,
    follow,
    follow_own,
    heading,
    judged,
    newest_case,
    notify,
    opened,
    option_with,
    path_of,
    pick,
    press,
    propose,
    register,
    reported,
    said,
    told,
    write_every_item,
)

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("width", [1280, 360])]
HARM, GRAVE = "Någon kom till skada", "Allvarligt: liv"


def test_grave_event_becomes_lex_sarah_and_is_notified_while_the_manager_keeps_a_stub(page_of, axe, width):
    # given a grave event that the manager has handed over to the lex group
    text = f"Fick ett blåmärke när någon höll för hårt ({width})."
    manager, staff = page_of("home_manager", PLACE, width), page_of("staff", PLACE, width)
    number = reported(staff, "Våld eller övergrepp", text, GRAVE)
    stub = handed_over(manager, number, text, axe)

    # when the one who answers for lex Sarah names an investigator, who writes and proposes
    leader, investigator = page_of("lex_sarah", PLACE, width), page_of("lex_investigator", PLACE, width)
    case = newest_case(leader, axe)
    assert text in said(leader)
    assign(leader, "Lena Lexing", axe)
    shown(manager, case, status=404)
    answer_about_partiality(shown(investigator, f"{case}jav/"), axe)
    write_every_item(investigator, case, axe)
    propose(investigator, case, axe)

    # then no decision is made before there is a registry number, nor ever by the investigator
    shown(leader, f"{case}beslut/")
    assert "Ärendet har inget diarienummer än." in leader.locator(".note").inner_text()
    fits(leader, axe)
    shown(investigator, f"{case}beslut/", status=403)
    register(page_of("registrar", PLACE, width), heading(shown(leader, case)), text, axe)

    # and the decision, the text for IVO and the day it was sent are the leader's
    answer_about_partiality(shown(leader, f"{case}jav/"), axe)
    decide(leader, axe)
    notify(leader, case, axe)

    # and the manager and the one who reported see how far it has come, never the text
    outcome_without_the_text(manager, stub, number, text)
    fits(manager, axe)
    follow_own(staff, number)
    assert "utreds vidare i ett eget ärende" in said(staff)
    assert text not in staff.content()
    fits(staff, axe)


def test_item_that_is_done_is_locked_and_opened_again_with_a_reason(page_of, axe, width):
    # given a case under investigation, and an item of it that is done
    page = page_of("lex_investigator", PLACE, width)
    shown(page, "/lex/")
    fits(page, axe)
    go(
        page,
        page.locator(".lex-rows li", has_text="Lena Lexing")
        .filter(has_text="utreds")
        .get_by_role("link")
        .first,
    )
    go(page, page.locator(".lex-items li", has_text="klar").get_by_role("link").first)
    assert page.locator("textarea#id_text").count() == 0
    fits(page, axe)

    # when it is unlocked with a reason
    page.locator("summary", has_text="Lås upp för att ändra").click()
    page.get_by_label("Varför?").fill("En uppgift saknades")
    press(page, "Lås upp")

    # then it can be written in, and is done again
    assert page.locator("textarea#id_text").input_value()
    fits(page, axe)
    press(page, "Spara och markera klar")
    assert "Punkten är klar." in told(page)


def test_action_of_a_case_says_what_it_should_move_and_its_effect_is_reviewed(page_of, axe, width):
    # given a case with a cause, and an action that answers it
    text, title = f"Föll på väg till badrummet ({width}).", f"Sätta upp lampor med rörelsevakt ({width})"
    number = reported(page_of("staff", PLACE, width), "Fall", text, HARM)
    manager = page_of("home_manager", PLACE, width)
    case = opened(manager, number)
    judged(manager, "hsl", "Fall", 2)
    say_cause(manager, "Omgivning och organisation", "Mörkt mellan sängen och badrummet.", axe)
    shown(manager, case)
    decide_action(manager, title, axe)
    assert "Svarar mot: Omgivning och organisation" in said(shown(manager, case))
    follow(manager, title)
    fits(manager, axe)

    # when the manager says what it should move
    say_what_it_should_move(manager, axe)

    # then it says how long until it can show
    assert "månad" in manager.locator("article.expected").first.inner_text()
    fits(manager, axe)

    # and when it is under way, its review is booked and concluded on the day
    follow(manager, "Klar, boka när effekten följs upp")
    book_for_today(manager, axe)
    carry_out(manager)
    conclude(manager, "Det är ljusare, och vi hoppas på färre fall.", axe)

    # and what the figures say and what the manager thinks stand beside each other, and on the case
    assert said(manager).count("För tidigt att säga") == 2
    assert "Det är ljusare" in said(manager)
    fits(manager, axe)
    assert "Uppföljd" in said(shown(manager, case))
    fits(manager, axe)


def test_review_of_an_action_that_helped_shows_it_in_words_and_picture(page_of, axe, width):
    page = shown(page_of("home_manager", PLACE, width), "/effekter/")
    fits(page, axe)

    follow(page, "Två signerar kvällens läkemedel vid passbytet")

    assert "Förbättring" in said(page)
    assert page.locator("main svg[role=img], main figure svg").count() >= 1
    fits(page, axe)


def handed_over(page, number, text, axe):
    """The manager judges it as grave and opens lex Sarah; the address of the stub that is left."""
    stub = opened(page, number)
    judged(page, "sol", "Hot, våld, fysiskt övergrepp", 3)
    fits(page, axe)
    begin_lex_sarah(page, axe)
    assert path_of(page) == stub
    assert number in heading(page)
    for words in ("Utreds enligt lex Sarah", "Stannade kvar och ringde."):
        assert words in said(page)
    assert text not in page.content()
    fits(page, axe)
    follow(page, "Följ röda tråden")
    assert text not in page.content()
    fits(page, axe)
    return stub


def outcome_without_the_text(page, stub, number, text):
    shown(page, stub)
    assert "Utfall: allvarligt missförhållande" in said(page)
    assert text not in page.content()
    shown(page, "/avvikelser/?status=alla")
    page.locator("main input[name=ord]").fill("blåmärke")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert number not in said(page)


def say_cause(page, category, explanation, axe):
    follow(page, "Ta reda på vad som bidrog")
    fits(page, axe)
    follow(page, "Skriv en orsak")
    pick(page, "Vad bidrog?", category)
    page.get_by_label("Beskriv kort").fill(explanation)
    fits(page, axe)
    go(page, page.locator("main form.form").get_by_role("button").last)
    assert explanation in said(page)


def decide_action(page, title, axe):
    follow(page, "Besluta vad ni gör åt det")
    fits(page, axe)
    page.get_by_label("Vad ska göras?").fill(title)
    for label, words in (("Vilken orsak svarar den mot?", "Omgivning"), ("Ansvarig", "Tyra Tallgren")):
        select = page.get_by_label(label)
        select.select_option(label=option_with(select, words))
    pick(page, "Hur stark är åtgärden?", "Stark")
    fill_today(page, "Klar senast")
    fits(page, axe)
    go(page, page.locator("main form.form").get_by_role("button").last)


def book_for_today(page, axe):
    fill_today(page, "Följ upp effekten den")
    press(page, "Boka uppföljning")
    fits(page, axe)


def carry_out(page):
    """Step by step, as the button at the top says, until it is done."""
    for _ in range(4):
        step = page.locator("form.steps button:not([data-variant])")
        if not step.count() or page.get_by_role("link", name="Följ upp effekten").count():
            return
        go(page, step)


def say_what_it_should_move(page, axe):
    """The likeliest series, and less of it."""
    follow(page, "Säg vad åtgärden ska förändra")
    fits(page, axe)
    page.locator("input[name=series]").first.check()
    page.locator("input[name=wanted][value=less]").check()
    press(page, "Spara")


def conclude(page, text, axe):
    follow(page, "Följ upp effekten")
    assert heading(page) == "Blev det en förbättring?"
    fits(page, axe)
    page.locator("input[name=judged][value=too_early]").check()
    page.locator("#id_judgement").fill(text)
    page.locator("input[name=next_step][value=keep]").check()
    press(page, "Spara uppföljningen")
    assert "Uppföljningen är sparad." in told(page)
