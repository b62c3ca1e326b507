"""Staff read what is new and sign on a phone; the manager makes the meeting's pack in one click."""

import pytest

from tests.journeys.seeing import go, shown
from tests.journeys.working import PLACE, fits, follow, press, said, told

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("width", [1280, 360])]


def test_what_is_new_is_read_asked_about_and_signed(page_of, axe, width):
    # given somebody at work with something new to read
    staff = shown(page_of("staff" if width < 700 else "home_care", PLACE, width), "/medverkan/lasning/")
    fits(staff, axe)
    if not staff.locator(".todo a").count():
        return  # home care has nothing to read, and the page says so
    go(staff, staff.locator(".todo a").first)
    fits(staff, axe)

    # when they ask, and sign all of it
    staff.get_by_text("Jag har en fråga").click()
    staff.get_by_label("Din fråga").fill("Gäller det också helger?")
    press(staff, "Skicka frågan")
    assert "Gäller det också helger?" in said(staff)
    while staff.get_by_role("button", name="Jag har läst").count():
        press(staff, "Jag har läst")
        fits(staff, axe)

    # then nothing is left, and the manager reads the question and answers all
    assert "Du har läst allt." in said(staff)
    manager = shown(page_of("home_manager", PLACE, width), "/medverkan/lasning/")
    go(manager, manager.get_by_role("link", name="Gäller det också helger?"))
    manager.get_by_label("Svar till alla").fill("Ja, alla dagar.")
    press(manager, "Svara alla")
    assert "Ja, alla dagar." in said(manager)
    follow(manager, "Se hur många som har läst")
    fits(manager, axe)


def test_the_managers_pages_fit_and_are_accessible(page_of, axe, width):
    manager = page_of("home_manager", PLACE, width)
    for path in (
        "lasning/utskickat",
        "apt",
        "utbildning",
        "utbildning/laget",
        "delegeringar",
        "ombud",
        "ideer",
        "plan/tallglantan",
    ):
        fits(shown(manager, f"/medverkan/{path}/"), axe)
    shown(manager, "/medverkan/apt/")
    go(manager, manager.locator(".todo a").first)
    fits(manager, axe)
    manager.get_by_text("Skriv in ett beslut").click()
    manager.get_by_label("Vad bestämde ni?").fill(f"Pröva en större signeringslista ({width})")
    press(manager, "Spara beslutet")
    assert "Beslutet är sparat" in told(manager)
    assert f"signeringslista ({width})" in said(manager)
