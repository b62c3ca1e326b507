import gzip
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import include, path

from hjulet.base.ui import context
from hjulet.base.ui.context import frame
from hjulet.base.ui.navigation import STEPS
from hjulet.base.ui.wheel import Segment, wheel
from tests.plugin import chromium

ERROR_PAGES = ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"]
BUDGET = 100_000


def _page(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def _app(name: str, *names: str) -> object:
    return include(([path("" if n == "list" else f"{n}/", _page, name=n) for n in names], name))


urlpatterns = [
    path("", _app("desk", "start", "sources", "accessibility")),
    path("ledning/", _app("steering", "overview")),
    path("organisation/", _app("organisation", "tree")),
    path("matt/", _app("indicators", "list", "standouts")),
    path("kostnader/", _app("costs", "list")),
    path("atgarder/", _app("actions", "list", "needs")),
    path("rapporter/", _app("reports", "list")),
    path("konto/", _app("people", "me")),
    path("ut/", _page, name="account_logout"),
]
pytestmark = pytest.mark.urls(__name__)


def make_request(address: str = "/", *, signed_in: bool = True, **extra: object) -> HttpRequest:
    request = RequestFactory().get(address)
    someone = SimpleNamespace(is_authenticated=True, __str__=lambda: "Karin")
    request.user = someone if signed_in else AnonymousUser()
    for name, value in extra.items():
        setattr(request, name, value)
    return request


def html_of(request: HttpRequest, template: str = "ui/page.html") -> str:
    return render_to_string(template, {}, request)


def current(address: str) -> list[tuple[str, str]]:
    shown = frame(make_request(address))["frame"]
    return [(link.title, link.current) for step in shown.steps for link in step.links if link.current]


def test_navigation_is_the_wheel_in_order_and_then_what_we_tell():
    shown = frame(make_request())["frame"]

    assert [step.title for step in shown.steps] == [
        "Planera",
        "Genomföra",
        "Följa upp",
        "Analysera",
        "Agera",
        "Berätta",
    ]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/matt/", [("Mått och värden", "page")]),
        ("/matt/standouts/", [("Vad sticker ut", "page")]),
        ("/matt/n23401/", [("Mått och värden", "true")]),
        ("/atgarder/?status=pagar", [("Pågående åtgärder", "page")]),
        ("/atgarder/?status=klar", [("Åtgärder", "page")]),
        ("/atgarder/", [("Åtgärder", "page")]),
        ("/nagot-annat/", []),
    ],
)
def test_exactly_one_link_is_where_one_is(address, expected):
    assert current(address) == expected


def open_steps(address: str, **fields) -> list[str]:
    return [step.title for step in frame(make_request(address, **fields))["frame"].steps if step.is_open]


def test_a_long_menu_shows_the_links_of_the_step_one_is_in(monkeypatch):
    monkeypatch.setattr(context, "MOST_LINKS", 5)

    assert open_steps("/matt/") == ["Följa upp"]
    assert open_steps("/nagot-annat/") == []


def test_a_short_menu_is_all_open():
    few = ("reports:list", "actions:list", "indicators:list")
    assert open_steps("/matt/", may_see=lambda url_name: url_name in few) == [
        "Genomföra",
        "Följa upp",
        "Agera",
        "Berätta",
    ]


def test_link_that_one_may_not_see_is_not_shown_and_neither_is_an_empty_step():
    shown = frame(make_request(may_see=lambda url_name: url_name.startswith("reports")))["frame"]

    assert [(step.key, len(step.links)) for step in shown.steps] == [("tell", 1)]
    assert [link.title for link in (*shown.user_menu, *shown.footer)] == [
        "Min sida",
        "Mitt konto",
        "Källor",
        "Tillgänglighet",
    ]


def test_page_that_is_not_built_yet_is_left_out(settings):
    settings.ROOT_URLCONF = (path("", _page),)

    assert frame(make_request())["frame"].steps == ()


def test_signed_out_page_has_no_side_navigation_and_no_user_menu():
    html = html_of(make_request(signed_in=False))

    assert 'id="menu"' not in html
    assert "user-menu" not in html
    assert '<main id="main"' in html


def test_signing_out_is_a_post():
    html = html_of(make_request())

    assert '<form method="post" action="/ut/">' in html
    assert "csrfmiddlewaretoken" in html


def test_menu_opens_without_script():
    html = html_of(make_request())

    assert 'popovertarget="menu"' in html
    assert re.search(r'<nav id="menu"[^>]* popover', html)


def test_frame_shows_municipality_and_role():
    place = SimpleNamespace(name="Almby kommun", is_invented=False)
    html = html_of(make_request(municipality=place, role_title="Enhetschef"))

    assert "Almby kommun" in html
    assert "Enhetschef" in html
    assert "uppdiktade" not in html


def test_demonstration_warns_on_every_page(settings):
    settings.DEMO = True
    assert "Riktiga uppgifter får inte skrivas in här." in html_of(make_request(signed_in=False))

    settings.DEMO = False
    assert "Riktiga uppgifter" not in html_of(make_request(signed_in=False))


def test_invented_municipality_says_so_on_screen_and_again_on_paper():
    place = SimpleNamespace(name="Almby kommun", is_invented=True)

    assert html_of(make_request(municipality=place)).count("alla personer och händelser är uppdiktade") == 2


def test_frame_has_no_inline_style_and_no_inline_script():
    html = html_of(make_request())

    assert "style=" not in html
    assert "<style" not in html
    assert not re.search(r"<script(?![^>]*src=)", html)
    assert not re.search(r"\son[a-z]+=", html)


def test_messages_are_announced_and_errors_interrupt():
    message = SimpleNamespace(tags="error", __str__=lambda: "Bilden är för stor.")

    html = render_to_string("ui/messages.html", {"messages": [message]})

    assert 'role="alert"' in html
    assert 'data-color="danger"' in html
    assert 'id="messages" aria-live="polite"' in html_of(make_request())


@pytest.mark.parametrize("template", ERROR_PAGES)
def test_error_page_needs_neither_user_nor_database(template):
    html = render_to_string(template)

    assert html.count("<h1>") == 1
    assert "Till startsidan" in html


@pytest.mark.parametrize("template", ERROR_PAGES)
def test_error_page_says_that_nothing_is_lost_and_what_to_do(template):
    html = render_to_string(template)

    assert re.search(r"försvunnit|finns kvar|står kvar", html)
    assert re.search(r"Gå |Be din chef", html)


def test_the_page_for_our_own_errors_is_plain_text_to_the_template_engine():
    source = (Path(__file__).parents[3] / "hjulet/base/ui/templates/500.html").read_text()

    assert "{%" not in source
    assert "{{" not in source


def test_every_step_has_its_colour_in_light_and_dark():
    css = Path(finders.find("ui/ground.css")).read_text()

    assert all(css.count(f"--{step.colour}: #") == 2 for step in STEPS)


def test_first_view_is_within_the_budget():
    html = html_of(make_request())
    files = {urlsplit(address).path for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', html)}
    found = {name: Path(finders.find(name.removeprefix("/static/"))).read_bytes() for name in files}

    weight = sum(len(body if name.endswith("woff2") else gzip.compress(body)) for name, body in found.items())

    assert weight + len(gzip.compress(html.encode())) < BUDGET


def everything(request: HttpRequest) -> HttpResponse:
    """A page with the frame, the wheel and the parts that a page is made of."""
    segments = [
        Segment(s.key, s.title, ("2 rutiner att granska",), f"/{s.key}/", n) for n, s in enumerate(STEPS[:5])
    ]
    main = Template(
        '{% extends "ui/page.html" %}{% load ui %}{% block title %}Allt{% endblock %}'
        '{% block breadcrumbs %}<li><a class="ds-link" href="/">Min sida</a></li>{% endblock %}'
        "{% block main %}<h1>Allt</h1><p>{% definition 'missförhållande' 'Ett allvarligt hot.' %}"
        "{% tag 'Uppfyllt' 'good' %}{% tag 'Delvis' 'middle' %}{% tag 'Inte' 'bad' %}{% tag 'Ny' 'info' %}{% tag 'Nej' %}"
        "</p>{{ wheel }}{% empty title='Inga åtgärder' text='Här står …' action='Lägg till' href='/' law='5 kap. 7 §' %}"
        "{% endblock %}"
    )
    context = {"request": request, "wheel": wheel(segments), **frame(request)}
    return HttpResponse(main.render(Context(context)))


@pytest.fixture(scope="module")
def open_page() -> object:
    """open_page(view, scheme, width) → a Chromium page showing VIEW; static files come from the finders."""
    sync_api = pytest.importorskip("playwright.sync_api")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--lang=sv-SE"]
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium()), args=arguments)

        def opened(view: Callable[[HttpRequest], HttpResponse], scheme: str, width: int) -> object:
            place = SimpleNamespace(name="Almby kommun", is_invented=True)
            html = view(make_request("/matt/", municipality=place, role_title="Enhetschef")).content

            def answer(route):
                name = urlsplit(route.request.url).path
                if name.startswith("/static/"):
                    return route.fulfill(path=finders.find(name.removeprefix("/static/")))
                return route.fulfill(body=html, content_type="text/html; charset=utf-8")

            context = browser.new_context(
                bypass_csp=True, locale="sv-SE", color_scheme=scheme, viewport={"width": width, "height": 800}
            )
            context.add_init_script((Path(__file__).parents[2] / "vendor/axe.min.js").read_text())
            context.route("**/*", answer)
            page = context.new_page()
            assert page.goto("http://hjulet.test/").status == 200
            return page

        yield opened
        browser.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_everything_is_accessible_and_fits(open_page, scheme, width):
    page = open_page(everything, scheme, width)

    found = page.evaluate("axe.run(document, {preload: false})")

    assert [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_wheel_is_walked_with_the_keyboard(open_page):
    page = open_page(everything, "light", 1280)
    page.focus(".wheel-step >> nth=0")
    visited = []
    for _ in range(5):
        visited.append(page.evaluate("document.activeElement.getAttribute('href')"))
        page.keyboard.press("Tab")

    assert visited == ["/plan/", "/do/", "/check/", "/analyse/", "/act/"]


@pytest.mark.browser
@pytest.mark.parametrize(("width", "name"), [(320, "Planera"), (1280, "Planera 2 rutiner att granska")])
def test_step_of_the_wheel_is_called_what_it_shows(open_page, width, name):
    page = open_page(everything, "light", width)

    assert page.locator(".wheel-drawing").get_by_role("link", name=name, exact=True).count() == 1


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_words_in_the_wheel_are_large_enough_to_read(open_page, width):
    page = open_page(everything, "light", width)

    heights = page.evaluate(
        "[...document.querySelectorAll('.wheel text')].filter(t => t.getBoundingClientRect().height)"
        ".map(t => parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a)"
    )

    assert heights
    assert min(heights) >= 12


@pytest.mark.browser
def test_phone_menu_opens_and_closes(open_page):
    page = open_page(everything, "light", 360)

    assert not page.is_visible("#menu")
    page.click(".menu-button")
    assert page.is_visible("#menu >> text=Mått och värden")
    page.click(".menu-close")
    assert not page.is_visible("#menu")
