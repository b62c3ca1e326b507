"""The keyboard alone is enough, and one always sees where one is."""

import pytest

from tests.journeys.seeing import shown

pytestmark = pytest.mark.browser
LOOKS = """() => {
  const element = document.activeElement, look = getComputedStyle(element), box = element.getBoundingClientRect();
  const seen = element.matches(":focus-visible") && (look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2
    || look.boxShadow !== "none" || element.closest("svg"));
  return {what: element.outerHTML.slice(0, 90), seen: !!seen, above: box.bottom > 0 && box.right > 0};
}"""


def test_first_tab_leads_past_the_navigation(page_of, axe):
    page = shown(page_of("sas", "leksand"), "/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Hoppa till innehållet"
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash === '#main'")

    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")
    axe(page)


@pytest.mark.parametrize("width", [1280, 360])
def test_focus_is_always_seen_and_every_step_of_the_wheel_is_reached(page_of, width):
    page = shown(page_of("sas", "leksand", width), "/")
    wanted = page.eval_on_selector_all(
        ".wheel a",
        "links => links.filter(link => link.checkVisibility()).map(link => link.getAttribute('href'))",
    )

    reached, unseen = [], []
    for _ in range(80):
        page.keyboard.press("Tab")
        look = page.evaluate(LOOKS)
        if page.evaluate("document.activeElement === document.body"):
            break
        if not (look["seen"] and look["above"]):
            unseen.append(look["what"])
        if page.evaluate("!!document.activeElement.closest('.wheel')"):
            reached.append(page.evaluate("document.activeElement.getAttribute('href')"))

    assert reached == wanted
    assert len(set(wanted)) == 5
    assert unseen == []


def test_menu_of_a_phone_is_opened_walked_and_closed_with_the_keyboard(page_of, axe):
    # given a phone with a keyboard
    page = shown(page_of("sas", "leksand", 360), "/matt/")
    page.locator(".menu-button").focus()

    # when the menu is opened
    page.keyboard.press("Enter")
    page.wait_for_selector("#menu:popover-open")
    page.keyboard.press("Tab")

    # then the next stop is inside it, Escape closes it, and the focus is back where it was
    assert page.evaluate("!!document.activeElement.closest('#menu')")
    axe(page)
    page.keyboard.press("Escape")
    page.wait_for_selector("#menu:not(:popover-open)", state="attached")
    assert page.evaluate("document.activeElement.className") == "menu-button"


def test_user_menu_is_opened_and_left_with_the_keyboard(page_of, axe):
    page = shown(page_of("sas", "leksand"), "/")
    page.locator(".user-menu summary").focus()

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('.user-menu ul')")
    axe(page)
    page.keyboard.press("Escape")

    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert page.locator(".user-menu[open]").count() == 0


def test_wide_table_is_scrolled_with_the_keyboard(page_of):
    page = shown(page_of("sas", "leksand", 360), "/rapporter/resultatrapport/leksand/2022/")

    stuck = page.evaluate(
        """() => [...document.querySelectorAll("main *")].filter(e =>
             ["auto", "scroll"].includes(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1 && e.tabIndex < 0
           ).map(e => e.outerHTML.slice(0, 100))"""
    )

    assert stuck == []
