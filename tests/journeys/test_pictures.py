"""Every picture of the handbook is of a page that is there today. `make pictures` keeps what is seen here."""

import os
import re
from io import BytesIO

import pytest
from PIL import Image

from tests.journeys.conftest import sign_in
from tests.journeys.pictures import HOUSE, PICTURES, WANTED, Picture
from tests.journeys.seeing import shown
from tests.journeys.serving import start_on_copy

KEEP = "HJULET_PICTURES"  # "alla", or the names of those to keep with a space between
COLOURS = 256  # a palette instead of millions: a third of the size
DRAWN = {"hjulet"}  # by scripts/draw_wheel.py
TOLD_IN = [HOUSE / "README.md", *sorted((HOUSE / "docs" / "handbook").glob("*.md"))]


@pytest.fixture(scope="module")
def untouched(demonstration_data, tmp_path_factory):
    """A server of their own: the other journeys leave things behind."""
    served = start_on_copy(demonstration_data, tmp_path_factory.mktemp("pictures") / "data")
    yield served
    assert served.stop() == []


@pytest.fixture(scope="module")
def seen_by(untouched, browser):
    """seen_by(picture) → a page where its person is signed in, one browser context for each person and width."""
    known = {}

    def page_of(picture):
        key = picture.who, picture.municipality, picture.width
        if key not in known:
            context = browser.new_context(
                base_url=untouched.url, locale="sv-SE", color_scheme="light", has_touch=picture.width < 700,
                viewport={"width": picture.width, "height": picture.height},
            )  # fmt: skip
            known[key] = context.new_page()
            if picture.who:
                sign_in(known[key], untouched.url, picture.who, picture.municipality)
        return known[key]

    yield page_of
    for page in known.values():
        page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("picture", WANTED, ids=lambda picture: picture.name)
def test_page_of_the_picture_is_there(seen_by, picture):
    content = _taken(seen_by(picture), picture)

    with Image.open(BytesIO(content)) as image:
        assert image.size == (picture.width, picture.height)
        assert len(image.convert("RGB").getcolors(1 << 24)) > 20  # something is drawn
        _keep(picture, image)


def test_every_picture_that_is_told_of_is_taken_and_every_one_taken_is_told_of():
    told = {
        name
        for path in TOLD_IN
        for name in re.findall(r"pictures/([\w-]+)\.(?:png|svg)", path.read_text("utf-8"))
    }

    assert told == {picture.name for picture in WANTED} | DRAWN
    assert {path.stem for path in PICTURES.iterdir() if path.is_file()} == told


def _taken(page, picture: Picture) -> bytes:
    page.set_viewport_size({"width": picture.width, "height": picture.height})
    shown(page, picture.path)
    for click in picture.clicks:
        page.locator(click).first.click()
        page.wait_for_load_state()
    if picture.file:
        named = {"name": "enheter.csv", "mimeType": "text/csv", "buffer": picture.file.encode()}
        page.locator("main input[type=file]").set_input_files(named)
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_load_state()
    if picture.at:
        page.locator(picture.at).first.evaluate("it => { it.scrollIntoView(); scrollBy(0, -24) }")
    page.evaluate("document.fonts.ready")
    return page.screenshot(animations="disabled")


def _keep(picture: Picture, image: Image.Image) -> None:
    wanted = os.environ.get(KEEP, "").split()
    if picture.name not in wanted and wanted != ["alla"]:
        return
    small = image.convert("RGB").quantize(
        COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
    )
    small.save(PICTURES / f"{picture.name}.png", optimize=True)
