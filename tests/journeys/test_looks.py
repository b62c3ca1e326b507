"""Long pages, dark mode, and the browser's own refusal of what the content security policy forbids."""

import pytest

from tests.journeys.seeing import overflow, shown

pytestmark = pytest.mark.browser
LONG = "/rapporter/resultatrapport/leksand/2022/"
PAGES = ["/", "/matt/", "/matt/hemtjanstindex-placering/", "/rapporter/kvalitetsberattelse/leksand/2025/"]
FORMS = ["/atgarder/ny/", "/kostnader/sabo-2022/", "/konto/", "/ledning/"]


@pytest.mark.parametrize("width", [1280, 360])
def test_long_result_report_is_accessible_and_fits(page_of, axe, width):
    page = shown(page_of("sas", "leksand", width), LONG)

    axe(page)

    assert overflow(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_dark_mode_is_accessible(page_of, axe, path):
    page = shown(page_of("sas", "leksand", scheme="dark"), path)

    light, dark = page.evaluate("getComputedStyle(document.body).backgroundColor"), None
    axe(page)
    page.emulate_media(color_scheme="light")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert light != dark


@pytest.mark.parametrize("path", [*PAGES, LONG, *FORMS])
def test_no_page_breaks_its_own_content_security_policy(page_of, path):
    page = page_of("sas", "leksand", strict=True)
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', e => (window.broken ??= []).push(e.blockedURI + ' ' + e.violatedDirective))"
    )

    answer = shown(page, path)

    policy = page.request.get(path).headers["content-security-policy"]
    assert "'unsafe-" not in policy
    assert page.evaluate("window.broken ?? []") == []
    assert answer.watch.faults == []


def test_policy_does_stop_what_it_forbids(page_of):
    page = shown(page_of("sas", "leksand", strict=True), "/")

    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.got_in = 1'; document.body.append(s); }"
    )

    assert page.evaluate("window.got_in ?? null") is None
    assert any("Content Security Policy" in fault for fault in page.watch.faults)
    page.watch.faults.clear()


def test_nothing_is_fetched_from_elsewhere(page_of, server):
    page = page_of("sas", "leksand", strict=True)
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    for path in PAGES:
        shown(page, path)

    assert [url for url in asked if not url.startswith((server.url, "data:"))] == []


def test_axe_finds_what_is_planted(page_of, axe):
    page = shown(page_of("sas", "leksand"), "/")
    page.evaluate(
        """() => document.querySelector("main").insertAdjacentHTML("beforeend",
             '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><p style="color:#ccc;background:#fff">svag</p><h5>h</h5>')"""
    )

    with pytest.raises(AssertionError) as found:
        axe(page)

    for rule in ("image-alt", "color-contrast", "heading-order"):
        assert rule in str(found.value)
