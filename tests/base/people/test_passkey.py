"""A key is added and used in a real Chromium with a virtual authenticator, under the product's own CSP."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator

from hjulet.base.log.models import Entry
from tests.base.people.conftest import PASSWORD
from tests.plugin import chromium

AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def page(live_server: Any) -> Iterator[Any]:
    """A browser page of the test's own; playwright's event loop must be gone before the database is asked again."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(chromium()), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_context(base_url=live_server.url, locale="sv-SE").new_page()
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        yield page
        browser.close()


@pytest.fixture
def after(manager: Any) -> Iterator[list[str]]:
    """What the browser complained about; and, when it is closed, whether the key was really stored and used."""
    complaints: list[str] = []
    yield complaints
    assert [text for text in complaints if "Content Security Policy" in text] == []
    assert set(Authenticator.objects.values_list("type", flat=True)) == {"webauthn", "recovery_codes"}
    assert Entry.objects.order_by("-id").first().details == {"method": "mfa"}


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_key_alone_signs_in(manager, after, page):
    page.on("console", lambda message: after.append(message.text))
    page.goto("/konto/logga-in/?next=/konto/tva-steg/nycklar/ny/")
    page.get_by_label("E-postadress").fill("manager@example.se")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Fortsätt").click()

    page.get_by_label("Namn på nyckeln").fill("Min telefon")
    page.get_by_label("Logga in med bara nyckeln").check()
    page.get_by_role("button", name="Lägg till nyckeln").click()
    page.wait_for_url("**/reservkoder/")

    page.context.clear_cookies()
    page.goto("/konto/logga-in/?next=/konto/")
    page.get_by_role("button", name="Använd en nyckel").click()
    page.wait_for_url(lambda url: "logga-in" not in url)
    page.goto("/konto/")
    assert page.get_by_role("heading", level=1).inner_text() == "Mitt konto"
