"""People paste anything; a report must come out of it all the same."""

from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont

from hjulet.report.reports.blocks import ChartBlock, Heading, Paragraph, Row, Text
from hjulet.report.reports.pdfcheck import faults
from hjulet.report.reports.render.docx import docx
from hjulet.report.reports.render.html import html
from hjulet.report.reports.render.pdf import FONTS, pdf
from hjulet.report.reports.render.texts import printable, storable
from tests.report.reports.sample import line_chart, long_table, sample

ODD = "😀 👨\u200d👩\u200d👧 中文 مرحبا Привет \x0b\x00\x1f \ue000 \uf0b7 \ufeff \u2028 \u0301 \U0001d4b3 ǎ ☐ \u202e a\nb\tc"

MANY_SPACES = range(0x2000, 0x2060)  # and primes: some are the same in NFC


def _report(text):
    chart = replace(line_chart(), title=text)
    table = replace(long_table(1), rows=(Row((text, text, text, text)),), caption=text, source=text)
    return replace(
        sample(),
        title=text,
        blocks=(Heading(1, text, "odd"), Paragraph((Text(text),)), ChartBlock(chart, text), table),
    )


def _said(report):
    return report.blocks[1].runs[0].text


def test_every_character_of_our_fonts_is_printed_as_it_is():
    for font in ("Inter-Regular.ttf", "Inter-SemiBold.ttf"):
        codes = [code for code in TTFont(FONTS / font).getBestCmap() if code not in MANY_SPACES]
        text = "".join(map(chr, codes))

        assert _said(printable(_report(text))) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Åsa är på Öland", "Åsa är på Öland"),
        ("A\u030asa", "Åsa"),
        ("bra 😀 dag", "bra □ dag"),
        ("ǎ och ạ", "a och a"),
        ("rad\x0brad", "rad rad"),
        ("\ufeffa\u200db", "ab"),
        ("\uf0b7 punkt", "• punkt"),
    ],
)
def test_what_cannot_be_printed_becomes_the_nearest_thing(text, expected):
    assert _said(printable(_report(text))) == expected


def test_all_printable_characters_pass_the_gate():
    greek, cyrillic = "".join(map(chr, range(0x3B1, 0x3CA))), "".join(map(chr, range(0x400, 0x460)))
    latin = "".join(map(chr, TTFont(FONTS / "Inter-Regular.ttf").getBestCmap()))

    assert faults(pdf(_report(" ".join(latin + greek + cyrillic)))) == []


def test_odd_text_stops_no_renderer():
    report = _report(ODD)

    assert faults(pdf(report)) == []
    assert docx(report)
    assert "😀" in html(report)


def test_word_keeps_all_that_xml_can_hold():
    assert _said(storable(_report("bra 😀\x00\x0b dag"))) == "bra 😀 dag"
