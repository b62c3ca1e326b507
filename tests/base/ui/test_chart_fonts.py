"""The vendored fonts hold what we write, and charts measure text as wide as it is."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from hjulet.base.ui.charts.measure import WIDTHS, shared_beginning, shortened, text_width, wrap

UI = Path("hjulet/base/ui")
SIGNS = "−×≤≥←→↑↓●○■◆▲△▼▽✓✗–—’”…"
FILES = (
    "fonts/Inter-Regular.ttf",
    "fonts/Inter-SemiBold.ttf",
    "fonts/Inter-Italic.ttf",
    "static/ui/inter.woff2",
)


@pytest.mark.parametrize("name", FILES)
def test_font_has_swedish_names_signs_and_figures_of_one_width(name):
    font = TTFont(UI / name)
    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}

    assert [
        character for character in "ÅÄÖåäöéüøšł§" + SIGNS if ord(character) not in font.getBestCmap()
    ] == []
    assert "tnum" in features


def test_page_font_is_small_and_goes_from_regular_to_bold():
    font = TTFont(UI / "static/ui/inter.woff2")

    assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes] == [
        ("wght", 400, 700)
    ]
    assert (UI / "static/ui/inter.woff2").stat().st_size <= 35_000


def test_licence_follows_the_fonts():
    assert "SIL OPEN FONT LICENSE" in (UI / "fonts/OFL.txt").read_text().upper()


def test_measured_widths_are_those_of_the_font():
    font = TTFont(UI / "fonts/Inter-Regular.ttf")
    names, advances, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    real = {character: advances[names[ord(character)]][0] * 1000 / em for character in WIDTHS}

    assert [character for character, width in WIDTHS.items() if abs(width - real[character]) > 3] == []


def test_long_text_is_wrapped_within_the_room_and_keeps_every_word():
    text = "Brukaren får bestämma om saker som är viktiga hemma"
    lines = wrap(text, 13, 120)

    assert " ".join(lines) == text
    assert max(text_width(line, 13) for line in lines) <= 120


def test_long_word_is_broken_at_its_soft_hyphen():
    assert wrap("Genomförande\u00adplaner", 12, 100) == ("Genomförande-", "planer")
    assert wrap("Genomförande\u00adplaner", 12, 200) == ("Genomförandeplaner",)


def test_word_without_soft_hyphen_is_broken_with_three_characters_left():
    lines = wrap("Genomförandeplaner", 12, 105)

    assert "".join(line.removesuffix("-") for line in lines) == "Genomförandeplaner"
    assert min(map(len, lines)) >= 3


def test_text_without_room_ends_in_an_ellipsis():
    assert shortened("Hemtjänst", 13, 1000) == "Hemtjänst"
    assert shortened("Hemtjänst södra", 13, 60).endswith("…")


@pytest.mark.parametrize(
    ("labels", "beginning"),
    [
        (("LSS - A", "LSS - B"), "LSS - "),
        (("LSS - A",), ""),
        (("LSS - A", "Hemtjänst - B"), ""),
        (("LSS - ", "LSS - B"), ""),
        ((), ""),
    ],
)
def test_shared_beginning_ends_at_a_dash_or_colon(labels, beginning):
    assert shared_beginning(labels) == beginning
