"""From an event to the routine: a cause blames it, an action opens its next version, and the thread shows both."""

import pytest

from tests.journeys.seeing import go, shown
from tests.journeys.working import (
    PLACE,
    fill_today,
    fits,
    follow,
    heading,
    judged,
    opened,
    option_with,
    path_of,
    pick,
    press,
    reported,
    said,
    told,
)

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("width", [1280, 360])]


def test_routine_that_was_wrong_is_blamed_counted_and_opened_for_its_next_version(page_of, axe, width):
    # given an event whose cause says that the routine was wrong
    number = reported(
        page_of("staff", PLACE, width),
        "Fall",
        f"Ingen visste vem som larmar ({width}).",
        "Någon kom till skada",
    )
    manager = page_of("home_manager", PLACE, width)
    case = opened(manager, number)
    judged(manager, "hsl", "Fall", 2)
    routine = blame_a_routine(manager, axe)

    # when the manager decides what to do about it
    shown(manager, case)
    change_a_routine(manager, f"Skriv vem som larmar ({width})", axe)

    # then the page asks which document is changed, and knows which one was blamed
    assert "Åtgärden är beslutad." in told(manager)
    assert heading(manager) == "Vilken rutin ändras av åtgärden?"
    fits(manager, axe)

    # and the event is counted at the routine
    shown(manager, "/avvikelser/rutiner/")
    assert routine in said(manager)
    fits(manager, axe)

    # and somebody who writes the routine opens its next version, and the thread ends in it
    shown(manager, case)
    follow(manager, f"Skriv vem som larmar ({width})")
    action = path_of(manager)
    writer = shown(page_of("developer", PLACE, width), action)
    follow(writer, "Öppna rutinens nästa version")
    documents = writer.get_by_label("Vilket dokument ändras?")
    documents.select_option(label=option_with(documents, routine))
    press(writer, "Öppna utkastet")
    assert "Åtgärden står som skäl." in told(writer)
    shown(writer, action)
    follow(writer, "Följ röda tråden")
    assert f"{routine}, version" in said(writer)
    assert "Utkast" in said(writer)
    fits(writer, axe)


def change_a_routine(page, title, axe):
    """The form knows from the cause that a routine is to be changed."""
    follow(page, "Besluta vad ni gör åt det")
    assert page.get_by_label("En rutin ska ändras eller skrivas").is_checked()
    page.get_by_label("Vad ska göras?").fill(title)
    people = page.get_by_label("Ansvarig")
    people.select_option(label=option_with(people, "Tyra Tallgren"))
    fill_today(page, "Klar senast")
    fits(page, axe)
    go(page, page.locator("main form.form").get_by_role("button").last)


def blame_a_routine(page, axe):
    """The first document that the cause may name; its title."""
    follow(page, "Ta reda på vad som bidrog")
    follow(page, "Skriv en orsak")
    pick(page, "Vad bidrog?", "Procedurer, rutiner och riktlinjer")
    pick(page, "Hur var det med rutinen?", "Rutinen var fel")
    documents = page.locator("select[name=routine]")
    title = documents.locator("option").nth(1).inner_text()
    documents.select_option(label=title)
    fits(page, axe)
    go(page, page.locator("main form.form").get_by_role("button").last)
    return title.rpartition(" (nr")[0]
