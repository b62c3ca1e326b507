"""A night without a net: what is written is sealed on the telephone, the next person sees a number, and it arrives once."""

import re

import pytest

from tests.journeys.conftest import sign_in
from tests.journeys.seeing import Watch, go, overflow, shown
from tests.journeys.serving import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("width", [1280, 360])]
SECRET = "Föll vid sängen i mörkret"
STORED = """async () => {
  const database = await new Promise(done => { const r = indexedDB.open("hjulet-rapporter"); r.onsuccess = () => done(r.result); });
  const rows = [];
  for (const name of database.objectStoreNames) {
    const store = database.transaction(name).objectStore(name);
    rows.push(await new Promise(done => { const r = store.getAll(); r.onsuccess = () => done(r.result); }));
  }
  const pages = [];
  for (const name of await caches.keys()) for (const asked of await (await caches.open(name)).keys()) pages.push(new URL(asked.url).pathname);
  return [JSON.stringify(rows), pages];
}"""


def test_report_by_qr_code_is_written_without_a_net_and_arrives_once(page_of, server, axe, width):
    # given a telephone that has read the unit's QR code once
    address = door_of(page_of("home_manager", "lingonfors"))
    page = ready(page_of(None, width=width), address)

    # when somebody reads it again without a net and writes
    page.context.set_offline(True)
    page.close()
    page = another(page, address)
    assert "Tallgläntan" in page.locator(".fixed-unit").text_content()
    axe(page)
    forward(page)  # no name
    answer_questions(page)
    page.get_by_role("heading", name="Sparad på telefonen").wait_for()
    code = page.locator(".receipt-code").inner_text()
    assert re.fullmatch(r"(\d{4} ){3}\d{4}", code)
    assert overflow(page) == []
    axe(page)

    # then the next person sees that one waits, and nobody can read it
    page.close()
    page = another(page, address)
    page.get_by_text("1 rapport väntar på nät").wait_for()
    axe(page)
    rows, pages = page.evaluate(STORED)
    assert "sängen" not in rows
    assert code.replace(" ", "") not in rows
    assert {path for path in pages if not path.startswith("/static/")} == {"/avvikelser/rapportera/utan-nat/"}

    # and when the net is back it arrives, once, and the code opens the answer
    page.context.set_offline(False)
    page.get_by_text("Rapporten är mottagen och har nummer").wait_for()
    page.close()
    page = another(page, "/avvikelser/svar/")
    page.get_by_label(re.compile("kod", re.IGNORECASE)).first.fill(code)
    go(page, page.get_by_role("button", name=re.compile("Läs svar")))
    axe(page)


def test_net_that_goes_while_one_writes_costs_nothing_and_neither_does_a_session_that_ends(
    page_of, server, axe, width
):
    # given somebody signed in who has begun to write
    page = ready(page_of("staff", "lingonfors", width), "/avvikelser/rapportera/")

    # when the net goes before it is sent
    page.context.set_offline(True)
    answer_questions(page)
    page.get_by_role("heading", name="Sparad på telefonen").wait_for()
    axe(page)

    # and the session ends before the net is back
    page.context.clear_cookies()
    page.context.set_offline(False)

    # then it arrives, and stands among the writer's own reports
    page.get_by_text("Rapporten är mottagen och har nummer").wait_for()
    number = re.search(r"\d{4}-\d{5}", page.locator("[data-told]").inner_text())[0]
    page.close()
    page = another(page, "/konto/logga-in/")
    sign_in(page, server.url, "staff", "lingonfors")
    assert shown(page, "/avvikelser/mina/").get_by_text(number).count() == 1


def test_somebody_who_was_signed_in_writes_without_a_net_and_chooses_the_unit(page_of, axe, width):
    # given a telephone on which somebody has opened the report page
    page = ready(page_of("staff", "lingonfors", width), "/avvikelser/rapportera/")

    # when it is opened again without a net
    page.context.set_offline(True)
    page.close()
    page = another(page, "/avvikelser/rapportera/")

    # then it asks who writes, names nobody, and knows the units
    assert "Noor" not in page.content()
    forward(page)
    assert page.get_by_text("Välj vem som skriver.").is_visible()
    axe(page)
    page.locator("label", has_text="Jag som senast").click()
    forward(page)
    answer_questions(page)
    page.get_by_role("heading", name="Sparad på telefonen").wait_for()

    # and it is sent by the button too
    page.context.set_offline(False)
    page.get_by_role("heading", name="Rapporten är skickad").wait_for()
    axe(page)


def test_telephone_that_knows_nothing_says_what_to_do(page_of, axe, width):
    page = shown(page_of(None, width=width), "/avvikelser/rapportera/utan-nat/")

    page.get_by_role("heading", name="Här går det inte att rapportera utan nät just nu").wait_for()
    assert not page.locator("form.report-form").is_visible()
    assert page.get_by_role("link", name="Ring 112").is_visible()
    axe(page)


def ready(page, address):
    """With a net: the worker is there, and the tickets are at hand."""
    shown(page, address)
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    door = re.search(r"/d/([\w-]+)/", address)
    held = f"navigator.serviceWorker.controller && reports.spares({{door: '{door[1] if door else ''}'}})"
    wait_until(lambda: len(page.evaluate(held) or []) > 2, "the telephone has its tickets")
    return page


def another(page, address):
    """Another page of the same telephone."""
    opened = page.context.new_page()
    Watch(opened)
    opened.goto(address)
    return opened


def forward(page):
    page.get_by_role("button", name="Nästa").click()


def answer_questions(page):
    page.get_by_label("Fall", exact=True).check()
    page.get_by_label("Berätta kort").fill(SECRET)
    forward(page)
    page.locator("label", has_text="Nyss").click()
    forward(page)
    forward(page)
    forward(page)
    page.locator("label", has_text="Ingen eller liten skada").click()
    page.get_by_role("button", name="Skicka rapporten").click()


def door_of(page):
    """The address on the poster; opened first if nobody has."""
    shown(page, "/avvikelser/qr/")
    opened = page.get_by_role("button", name="Öppna", exact=True)
    if opened.count():
        go(page, opened.first)
    go(page, page.get_by_role("link", name="Affisch").first)
    return "/avvikelser/d/" + page.locator(".poster-address").inner_text().split("/d/")[1]
