"""Take the pictures of README and the handbook. Run by hand when the pages have changed; the pictures are committed.

    .venv/bin/python scripts/pictures.py              # all of them
    .venv/bin/python scripts/pictures.py rapport      # only those that are named

A server of its own starts on the demonstration in a folder that is thrown away. Needs Chromium ($CHROMIUM, or where
Debian puts it). With Pillow installed the pictures are a third of the size.
"""

import argparse
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from hjulet.base.ui.wheel import Segment, wheel  # noqa: E402 - the root must be known first

PICTURES = ROOT / "docs" / "pictures"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
with socket.socket() as probe:  # any port that is free
    probe.bind(("localhost", 0))
    PORT = probe.getsockname()[1]
SITE = f"http://localhost:{PORT}"
PATIENCE = 180  # seconds until the demonstration must be up
COLOURS = 256


@dataclass(frozen=True)
class Picture:
    """A page as somebody sees it: `click` goes on from it, `file` uploads, `at` is what to roll up to the top."""

    name: str
    who: str
    path: str
    click: str = ""
    file: str = ""
    at: str = ""
    height: int = 800


FAULTY = """id;name;parent_id;kind;law_area;regime;place;valid_from;valid_to;note
bjorken;Björken;aldreomsorgen;boende;SoL;egen;;2022-13;;
bjorken;Björken;aldreomsorg;enhet;SoL HSK;egen;;2022;2021;
"""
GOOD = """id;name;parent_id;kind;law_area;regime;place;valid_from;valid_to;note
bjorken;Björken;aldreomsorg;enhet;SoL HSL;egen;Lingonfors;2027-01;;
tallglantan;Tallgläntans äldreboende;aldreomsorg;enhet;SoL HSL;;;;;
"""

SAS = "Sanna Samordnare"
ADMINISTRATOR = "Synnöve Systemlind"
LEKSAND = "Demonstration SAS"
REPORT = "/rapporter/kvalitetsberattelse/leksand/2025/"

WANTED = (
    Picture("startsida", SAS, "/", height=1060),
    Picture("rapport", LEKSAND, REPORT, at=".report-tools"),
    Picture("rapport-sammanfattning", LEKSAND, REPORT, at="#sammanfattning"),
    Picture("rapport-tabell", LEKSAND, REPORT, at="[id^=resultat-lss]"),
    Picture("rapporter", LEKSAND, "/rapporter/"),
    Picture("sjalvskattning", SAS, "/ledning/", at="h2:has-text('jälvskattning')"),
    Picture("matt", LEKSAND, "/matt/"),
    Picture("matt-diagram", SAS, "/matt/tid-hemtjanst/"),
    Picture("varde", LEKSAND, "/matt/", click="main table a[href*='/varde/']"),
    Picture("rort-sig", LEKSAND, "/matt/forandringar/"),
    Picture("kostnader", LEKSAND, "/kostnader/", click="main h2 a, main .cards a"),
    Picture("behov", SAS, "/atgarder/behov/"),
    Picture("atgarder", SAS, "/atgarder/"),
    Picture("atgard", SAS, "/atgarder/", click="main a:has-text('Pröva fast besökstid')"),
    Picture("organisation", ADMINISTRATOR, "/organisation/"),
    Picture("fel-i-filen", ADMINISTRATOR, "/organisation/inlasning/", file=FAULTY),
    Picture("granska-filen", ADMINISTRATOR, "/organisation/inlasning/", file=GOOD),
    Picture("personer", ADMINISTRATOR, "/konto/personer/"),
)


@contextmanager
def demonstration() -> Iterator[None]:
    """A server on the demonstration, with a database of its own."""
    with tempfile.TemporaryDirectory(prefix="hjulet-pictures-") as folder:
        here = {**os.environ, "HJULET_DEMO": "1", "HJULET_DATA": folder, "DATABASE_URL": ""}
        command = [sys.executable, "manage.py", "serve", "--port", str(PORT), "--workers", "1", "--quiet"]
        server = subprocess.Popen(command, cwd=ROOT, env=here, stdout=subprocess.DEVNULL)
        try:
            wait_for(server)
            yield
        finally:
            server.terminate()
            server.wait(30)


def wait_for(server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        with suppress(OSError), socket.create_connection(("localhost", PORT), timeout=1):
            return
        time.sleep(0.5)
    sys.exit(f"Demonstrationen startade inte på {SITE}.")


def take(browser: Browser, wanted: list[Picture]) -> None:
    """One sign-in for each person, then the pages in order."""
    for who in dict.fromkeys(picture.who for picture in wanted):
        page = browser.new_context(locale="sv-SE", color_scheme="light").new_page()
        sign_in(page, who)
        for picture in wanted:
            if picture.who == who:
                shoot(page, picture)
        page.context.close()


def sign_in(page: Page, who: str) -> None:
    """The demonstration lets one in by name."""
    page.goto(f"{SITE}/konto/logga-in/")
    page.locator("button[name=user]", has_text=who).click()
    page.wait_for_url(f"{SITE}/")


def shoot(page: Page, picture: Picture) -> None:
    page.set_viewport_size({"width": 1280, "height": picture.height})
    answer = page.goto(f"{SITE}{picture.path}")
    if answer is None or not answer.ok:
        sys.exit(f"{picture.name}: {picture.path} svarade {answer and answer.status}.")
    if picture.click:
        page.locator(picture.click).first.click()
        page.wait_for_load_state()
    if picture.file:
        named = {"name": "enheter.csv", "mimeType": "text/csv", "buffer": picture.file.encode()}
        page.locator("main input[type=file]").set_input_files(named)
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_load_state()
    if picture.at:
        page.locator(picture.at).first.evaluate("it => { it.scrollIntoView(); scrollBy(0, -24) }")
    page.evaluate("document.fonts.ready")
    path = PICTURES / f"{picture.name}.png"
    page.screenshot(path=path, animations="disabled")
    make_small(path)
    print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1000} kB")


def make_small(path: Path) -> None:
    """A palette instead of millions of colours, where Pillow is installed."""
    try:
        from PIL import Image  # noqa: PLC0415 - wanted, not needed
    except ImportError:
        return
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(
            COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
        )
    small.save(path, optimize=True)


# --- the wheel -------------------------------------------------------------------------------------------------

LINES = {  # what each step holds in this version; README has the same as a table
    "plan": ("Vision och mål", "Självskattning"),
    "do": ("Pågående åtgärder",),
    "check": ("Mått och värden", "Kostnad per brukare"),
    "analyse": ("Vad som har rört sig",),
    "act": ("Behov", "Åtgärder"),
}
TITLES = {"plan": "Planera", "do": "Genomföra", "check": "Följa upp", "analyse": "Analysera", "act": "Agera"}
COLOUR = re.compile(r"--(plan|do|check|analyse|act)-fill:\s*(?:light-dark\()?\s*(#[0-9a-fA-F]{3,8})")


def draw_wheel() -> None:
    """The start page's own drawing as a picture: the same code, with its colours inside and no links."""
    segments = [Segment(step, TITLES[step], lines, "#", 1) for step, lines in LINES.items()]
    drawing = re.search(r"<svg.*?</svg>", wheel(segments), re.DOTALL)
    assert drawing is not None  # noqa: S101 - the wheel is always drawn
    told = "; ".join(f"{TITLES[step]}: {', '.join(lines)}" for step, lines in LINES.items())
    svg = re.sub(r"<desc[^>]*>.*?</desc>", f'<desc id="wheel-desc">{told}.</desc>', drawing[0])
    svg = re.sub(r'<a class="([^"]*)" href="[^"]*">', r'<g class="\1">', svg).replace("</a>", "</g>")
    svg = re.sub(r'<(g|text) class="wheel-(icon|word) narrow".*?</\1>', "", svg, flags=re.DOTALL)
    svg = re.sub(r'<text class="wheel-hub.*?(?=</svg>)', HUB, svg, flags=re.DOTALL)
    svg = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="640" ', 1)
    svg = svg.replace("<title", f"<style>{styles()}</style><title", 1)
    path = PICTURES / "hjulet.svg"
    path.write_text(svg + "\n", encoding="utf-8")
    print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1000} kB")


HUB = '<text class="hub" x="320" y="312">SOSFS<tspan x="320" dy="26">2011:9</tspan></text>'  # what turns it


def styles() -> str:
    ground = (ROOT / "hjulet/base/ui/static/ui/ground.css").read_text(encoding="utf-8")
    colours = dict(reversed(COLOUR.findall(ground)))  # the first of each is the light one
    steps = "".join(f".step-{step} .wheel-arrow{{fill:{colours[step]}}}" for step in TITLES)
    return (
        "text{fill:#fff;text-anchor:middle;font-family:Inter,system-ui,sans-serif}"
        ".wheel-word{font-size:22px;font-weight:600}.wheel-lines{font-size:16px}"
        ".wheel-icon{fill:none;stroke:#fff;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}"
        f".hub{{fill:#5a666b;font-size:20px}}{steps}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", help=", ".join(["hjulet", *(picture.name for picture in WANTED)]))
    names = parser.parse_args().names
    wanted = [picture for picture in WANTED if not names or picture.name in names]
    PICTURES.mkdir(parents=True, exist_ok=True)
    if not names or "hjulet" in names:
        draw_wheel()
    if wanted:
        with demonstration(), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            take(browser, wanted)
            browser.close()


if __name__ == "__main__":
    main()
