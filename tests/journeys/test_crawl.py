"""Everything one can get to by following links, as everybody there is, in both municipalities."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.urls import get_resolver

from hjulet.demo.sign_ins import BY_MUNICIPALITY, LINGONFORS
from tests.journeys.crawling import Visited, crawl
from tests.journeys.seeing import faults_on, overflow, shown

pytestmark = pytest.mark.browser
EVERYBODY = [(person.key, slug) for slug, people in BY_MUNICIPALITY.items() for person in people]
WIDTHS = (1280, 360)
NARROWEST = 320
Walks = dict[tuple[str, str], list[Visited]]


@pytest.fixture(scope="package")
def walks(server, signed_in_state) -> Walks:
    """Each person's walk; four at a time, for the server has two hands."""
    get_resolver().url_patterns  # noqa: B018 - read once, before the threads do
    cookies = {
        who: "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in signed_in_state(*who)["cookies"])
        for who in EVERYBODY
    }
    with ThreadPoolExecutor(4) as hands:
        found = hands.map(lambda who: crawl(server.url, cookies[who]), EVERYBODY)
        return dict(zip(EVERYBODY, found, strict=True))


@pytest.mark.parametrize(("role", "municipality"), EVERYBODY)
def test_every_link_leads_somewhere(walks, role, municipality):
    walk = walks[role, municipality]

    assert [(page.linked_from, page.address, page.status) for page in walk if page.status != 200] == []
    assert len(walk) >= 8


def test_only_pages_of_the_invented_municipality_are_marked_as_invented(walks):
    wrong = [
        (municipality, role, page.address)
        for (role, municipality), walk in walks.items()
        for page in walk
        if page.is_marked != (municipality == "lingonfors")
    ]

    assert wrong == []


def test_no_page_of_leksand_names_an_invented_person(walks):
    names = [person.name for person in LINGONFORS]

    found = [
        (role, page.address, name)
        for (role, municipality), walk in walks.items()
        if municipality == "leksand"
        for page in walk
        for name in [*names, "Lingonfors"]
        if name in page.html
    ]

    assert found == []


def test_no_page_of_lingonfors_shows_leksand(walks):
    found = [
        (role, page.address, said)
        for (role, municipality), walk in walks.items()
        if municipality == "lingonfors"
        for page in walk
        for said in ("Leksands kommun", "leksand.example", "/leksand/")
        if said in page.html
    ]

    assert found == []


@pytest.mark.parametrize("municipality", BY_MUNICIPALITY)
def test_every_shape_of_every_page_is_accessible_and_fits(walks, page_of, municipality):
    """On a desk, on a phone, and on the narrowest phone without scrolling sideways."""
    faults = []
    for role, pages in shapes_of(walks, municipality).items():
        page = page_of(role, municipality)
        for visited in pages:
            shown(page, visited.address)
            faults += faults_at_every_width(page)

    assert not faults, "\n".join(faults)


def test_most_pages_of_the_product_are_reached(walks):
    """If the walks grew short, the tests above would pass for the wrong reason."""
    reached = {page.kind.partition("?")[0] for walk in walks.values() for page in walk}

    assert {
        "desk:start", "desk:sources", "desk:accessibility", "steering:overview", "steering:rate", "organisation:tree",
        "organisation:unit", "organisation:import", "organisation:exposure", "indicators:list", "indicators:detail",
        "indicators:value", "indicators:revise", "indicators:create_value", "indicators:target", "indicators:changes",
        "costs:list", "costs:table", "actions:list", "actions:detail", "actions:create", "actions:edit",
        "actions:needs", "actions:need", "actions:raise", "reports:list", "reports:show", "people:me", "people:list",
        "people:detail", "people:import", "people:access_table", "people:absence", "log:list", "mfa_index",
        "usersessions_list",
    } <= reached  # fmt: skip


def shapes_of(walks: Walks, municipality: str) -> dict[str, list[Visited]]:
    """Whom to send to which pages, so that every page is seen with every element that it has for anybody."""
    seen: dict[str, set[tuple[str, str]]] = {}
    chosen: dict[str, list[Visited]] = {}
    for (role, place), walk in walks.items():
        for page in walk:
            known = seen.setdefault(page.kind.partition("?")[0], set())
            if page.status == 200 and not page.shape <= known:
                known |= page.shape
                if place == municipality:
                    chosen.setdefault(role, []).append(page)
    return chosen


def faults_at_every_width(page) -> list[str]:
    faults = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        faults += faults_on(page)
    page.set_viewport_size({"width": NARROWEST, "height": 800})
    faults += [f"{page.url} at {NARROWEST} px is too wide: {element}" for element in overflow(page)]
    page.watch.faults.clear()
    return faults
