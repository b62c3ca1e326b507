"""The demonstration on a real server, a real Chromium, people who are signed in, and axe."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.seeing import Watch, axe_or_complain
from tests.journeys.serving import Served, prepared, start_on_copy
from tests.plugin import chromium

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--lang=sv-SE"]
AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
HEIGHT = 800
PageOf = Callable[..., Any]


@pytest.fixture(scope="session")
def demonstration_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a loaded demonstration. Copy it; nobody writes in it."""
    return prepared(tmp_path_factory.getbasetemp() / "demonstration")


@pytest.fixture(scope="session")
def server(demonstration_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for all journeys. At the end it is asked to stop, and nobody may be left."""
    served = start_on_copy(demonstration_data, tmp_path_factory.getbasetemp() / "journeys")
    yield served
    assert served.stop() == [], "the server left processes behind"
    assert "Internal Server Error" not in served.said, served.said


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    """One Chromium; ended with this folder, since its event loop would disturb the database tests that follow."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium()), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def signed_in_state(server: Served, browser: Any) -> Callable[[str, str], Any]:
    """The cookies of somebody who pressed their name on the sign-in page; asked for once a person."""
    known: dict[tuple[str, str], Any] = {}

    def state_of(role: str, municipality: str) -> Any:
        if (role, municipality) not in known:
            context = browser.new_context(locale="sv-SE", java_script_enabled=False)
            page = context.new_page()
            sign_in(page, server.url, role, municipality)
            known[role, municipality] = context.storage_state()
            context.close()
        return known[role, municipality]

    return state_of


@pytest.fixture
def page_of(server: Served, browser: Any, signed_in_state: Callable[[str, str], Any]) -> Iterator[PageOf]:
    """page_of("sas", "leksand", 1280) → that person's browser page; with no role, a stranger's.

    CSP is off so that axe can work; `strict=True` keeps it on. What goes wrong on a page fails the test.
    """
    contexts, watches = [], []

    def opened(
        role: str | None,
        municipality: str = "leksand",
        width: int = 1280,
        *,
        scheme: str = "light",
        strict: bool = False,
    ) -> Any:
        context = browser.new_context(
            base_url=server.url, locale="sv-SE", color_scheme=scheme, bypass_csp=not strict,
            viewport={"width": width, "height": HEIGHT}, has_touch=width < 700,
            storage_state=signed_in_state(role, municipality) if role else None,
        )  # fmt: skip
        contexts.append(context)
        context.set_default_timeout(60_000)
        if not strict:
            context.add_init_script(AXE)
        page = context.new_page()
        watches.append(Watch(page))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [fault for watch in watches for fault in watch.faults] == []


@pytest.fixture(scope="session")
def axe() -> Callable[[Any], None]:
    """axe(page): nothing is wrong on the page as it stands; what is, is told readably."""
    return axe_or_complain


def sign_in(page: Any, url: str, role: str, municipality: str) -> None:
    """Press the person's name on the sign-in page, as a newcomer does."""
    from hjulet.demo.sign_ins import BY_MUNICIPALITY  # noqa: PLC0415 - Django must be ready

    person = next(person for person in BY_MUNICIPALITY[municipality] if person.key == role)
    assert page.goto(f"{url}/konto/logga-in/").status == 200
    with page.expect_navigation():
        page.get_by_role("button", name=person.name).click()
    assert "sessionid" in {cookie["name"] for cookie in page.context.cookies()}
