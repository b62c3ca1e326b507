"""An agreement that runs out: found among what must be watched, renewed, and its meeting written down."""

import pytest

from tests.journeys.seeing import go, shown
from tests.journeys.working import fits, follow, press, said, told

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("width", "title"), [(1280, "Läkemedelsgenomgångar"), (360, "Vägen till arbete")]
)  # one each: what is renewed is no longer there to be found
def test_what_runs_out_is_found_renewed_and_keeps_its_history(page_of, axe, width, title):
    # given somebody who answers for agreements
    page = shown(page_of("mas", "lingonfors", width), "/samverkan/")
    axe(page)

    # when they look at what must be watched, open it and renew it
    go(page, page.get_by_role("link", name="Se vad som behöver bevakas"))
    axe(page)
    go(page, page.get_by_role("link", name=title).first)
    axe(page)
    go(page, page.get_by_role("link", name="Förnya"))
    axe(page)
    page.get_by_label("Undertecknat").fill("2026-11-02")
    page.get_by_label("Tills vidare").check()
    go(page, page.get_by_role("button", name="Spara samverkan"))

    # then the new one stands there with the old one as history
    assert page.get_by_role("heading", level=1).inner_text() == title
    assert "Den gamla finns kvar som historik." in page.locator("body").inner_text()
    assert page.get_by_role("heading", name="Historik").is_visible()

    # and what was said at a meeting can be written down
    go(page, page.get_by_role("link", name="Skriv från ett möte"))
    page.get_by_label("Beslut").fill("Vi ses varje månad.")
    go(page, page.get_by_role("button", name="Spara anteckningen"))
    assert "Vi ses varje månad." in page.locator("main").inner_text()
    fits(page, axe)

    # and the decision becomes an action, that says where it comes from
    go(page, page.get_by_role("link", name="Gör till åtgärd"))
    assert page.get_by_label("Vad ska göras?").input_value() == "Vi ses varje månad."
    fits(page, axe)
    press(page, "Spara åtgärden")
    assert "Beslutet är sparat som en åtgärd." in told(page)
    fits(page, axe)
    go(page, page.get_by_role("link", name="Åtgärd: planerad"))
    assert title in said(page)
    follow(page, "Följ röda tråden")
    assert title in said(page)
    fits(page, axe)
