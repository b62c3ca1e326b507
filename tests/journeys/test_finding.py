"""A night nurse and a manager find what they need, on a desk and on a phone."""

import pytest

from tests.journeys.seeing import go, shown

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("width", [1280, 360])]


def ask(page, words: str) -> None:
    page.get_by_label("Vad vill du veta?").fill(words)
    with page.expect_navigation():
        page.get_by_role("button", name="Sök", exact=True).click()


def test_night_staff_find_what_to_do_when_somebody_has_fallen(page_of, axe, width):
    # given somebody at night, with a phone, on their own page
    page = shown(page_of("staff", "lingonfors", width), "/")

    # when they ask in their own words
    ask(page, "hur gör jag om nån ramlat")

    # then the routine is there, the words stand in no address, and the answer leads to its place
    assert "ramlat" not in page.url
    axe(page)
    go(page, page.get_by_role("link", name="När någon har fallit"))
    assert page.get_by_role("heading", level=1).inner_text() == "När någon har fallit"
    assert "#how-" in page.url
    anchor = page.url.split("#")[1]
    assert page.locator(f"[id='{anchor}']").count() == 1
    assert page.go_back().status == 200
    assert page.get_by_label("Vad vill du veta?").input_value() == "hur gör jag om nån ramlat"


def test_a_misspelt_word_and_one_that_nothing_holds_are_answered_calmly(page_of, axe, width):
    page = shown(page_of("home_manager", "lingonfors", width), "/sok/")
    axe(page)
    ask(page, "läkemdel")
    assert "Ingen text säger ”läkemdel”" in page.locator("main").inner_text()
    axe(page)
    ask(page, "xqzwvu")
    assert "Inget svarar på det" in page.locator("main").inner_text()
    axe(page)


def test_the_register_of_words_is_changed_from_the_search_page(page_of, axe, width):
    page = shown(page_of("sas", "lingonfors", width), "/sok/")
    go(page, page.get_by_role("link", name="Ord i sökningen"))
    axe(page)
    page.get_by_label("Ord som betyder samma sak").fill(f"grunka{width}, mojäng{width}")
    with page.expect_navigation():
        page.get_by_role("button", name="Lägg till").click()

    assert page.get_by_role("link", name=f"grunka{width}, mojäng{width}").count() == 1
