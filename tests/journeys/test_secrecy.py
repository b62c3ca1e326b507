"""What the wrong person sees of an event: nothing, in the right words."""

import pytest

from tests.journeys.conftest import sign_in
from tests.journeys.seeing import go, shown
from tests.journeys.working import PLACE, fits, judged, opened, path_of, reported, said

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("width", [1280, 360])]
LITTLE = "Ingen eller liten skada"


def test_stranger_gets_no_such_page_and_a_colleague_without_the_right_is_told_so(page_of, axe, width):
    # given an event
    text = f"Bara för dem som arbetar med det ({width})."
    staff = page_of("staff", PLACE, width)
    number = reported(staff, "Bemötande", text, LITTLE)
    manager = page_of("home_manager", PLACE, width)
    case = opened(manager, number)
    judged(manager, "sol", "Bemötande", 1)

    # then nobody else gets to it
    for role, municipality in (
        ("sas", "leksand"),
        ("manager", PLACE),
        ("home_care", PLACE),
        ("politician", PLACE),
    ):
        page = shown(page_of(role, municipality, width), case, status=404)
        assert text not in page.content()
        assert number not in page.content()
        fits(page, axe)

    # and who reported it knows that it is there, but does not judge it, nor read the list
    for address in (f"{case}bedom/", "/avvikelser/veckan/"):
        shown(staff, address, status=403)
        assert text not in staff.content()
        fits(staff, axe)


def test_back_button_after_signing_out_shows_nothing(page_of, server, axe, width):
    # given a manager who has read a case on a shared computer
    text = f"Syns inte för nästa person ({width})."
    number = reported(page_of("staff", PLACE, width), "Bemötande", text, LITTLE)
    page = page_of(None, width=width)
    sign_in(page, server.url, "home_manager", PLACE)
    case = opened(page, number)
    assert text in said(page)

    # when they sign out and somebody presses back
    page.locator(".user-menu summary").click()
    go(page, page.get_by_role("button", name="Logga ut"))
    page.go_back()
    page.wait_for_load_state()

    # then there is nothing to read, neither there nor at the address
    assert text not in page.content()
    assert page.locator("form[action*='logga-ut']").count() == 0
    shown(page, case)
    assert path_of(page) == "/konto/logga-in/"
    assert text not in page.content()
    fits(page, axe)
