"""Plain Markdown becomes blocks and HTML; nothing that was written is ever markup."""

import pytest

from hjulet.base.texts.blocks import Heading, Paragraph, Picture, Points, Table, Words, lines
from hjulet.base.texts.html import Reached, Surroundings, html
from hjulet.base.texts.reading import blocks_of, pictures_in, routines_in

AROUND = Surroundings(
    targets={"rutin:12": Reached("/rutiner/9/", "Signera läkemedel")},
    pictures={3: Reached("/bild/3", "Skåpet")},
)


def _html(markdown):
    return str(html(blocks_of(markdown), AROUND))


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Ett\nstycke.", "<p>Ett stycke.</p>"),
        ("**Alltid** *kanske*", "<p><strong>Alltid</strong> <em>kanske</em></p>"),
        ("- ett\n- två", "<ul><li>ett</li><li>två</li></ul>"),
        ("3. ett\n4. två", '<ol start="3"><li>ett</li><li>två</li></ol>'),
        ("- ett\n  - inre", "<ul><li>ett<ul><li>inre</li></ul></li></ul>"),
        ("> citat", "<blockquote><p>citat</p></blockquote>"),
        ("[läs](rutin:12)", '<p><a href="/rutiner/9/">läs</a></p>'),
        ("[](rutin:12)", '<p><a href="/rutiner/9/">Signera läkemedel</a></p>'),
        ("[läs](rutin:99)", "<p>läs</p>"),
        ("[](rutin:99)", "<p>[dokumentet finns inte, eller är inte öppet för dig]</p>"),
        ("[a](https://x.se/?a=1&b=2)", '<p><a href="https://x.se/?a=1&amp;b=2" rel="noopener noreferrer">a</a></p>'),
        ("![Skåp](bild:3)", '<p><img src="/bild/3" alt="Skåp" loading="lazy"></p>'),
        ("![Skåp](bild:4)", "<p><em>Skåp</em></p>"),
        ("", ""),
    ],
)  # fmt: skip
def test_markdown_as_html(markdown, expected):
    assert _html(markdown) == expected


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](data:text/html;base64,AAAA)",
        "![a](https://x.se/spy.png)",
        "![a](javascript:alert(1))",
        '[a](https://x.se/" onmouseover="alert(1))',
        "# <b>x</b>",
        "| <i>a</i> |\n|---|\n| <script> |",
    ],
)
def test_nothing_that_is_written_becomes_markup_of_its_own(hostile):
    shown = _html(hostile)

    for bad in ("<script", "<b>", "<i>", "onerror=alert(1)>", 'href="javascript', 'href="data', "spy.png"):
        assert bad not in shown
    assert 'onmouseover="' not in shown


def test_topmost_heading_is_the_first_level_whatever_its_signs():
    deep = blocks_of("### A\n\n#### B")

    assert [block.level for block in deep] == [1, 2]
    assert _html("### A\n\n#### B") == '<h3 id="a">A</h3>\n<h4 id="b">B</h4>'


def test_headings_of_the_same_words_have_addresses_of_their_own():
    assert [block.anchor for block in blocks_of("# Före\n\n# Före\n\n# ?")] == ["fore", "fore-2", "avsnitt"]


def test_table_keeps_its_cells_and_scrolls_by_itself():
    (table,) = blocks_of("| Vem | Vad |\n|---|---|\n| Ssk | **Ger** |")

    assert table == Table(
        ((Words("Vem"),), (Words("Vad"),)), (((Words("Ssk"),), (Words("Ger", is_strong=True),)),)
    )
    assert 'class="scrolls" tabindex="0"' in _html("| a |\n|---|\n| b |")


def test_lines_are_what_search_reads():
    text = "# Rubrik\n\n- punkt ![Skåp](bild:3)\n\n| a | b |\n|---|---|\n| 1 | 2 |"

    assert list(lines(blocks_of(text))) == ["Rubrik", "punkt Skåp", "a | b", "1 | 2"]


def test_what_a_text_leads_to_is_known():
    text = "[a](rutin:12) och [b](rutin:7), ![c](bild:3)"

    assert routines_in(text) == {12, 7}
    assert pictures_in(text) == {3}


def test_deep_nesting_and_long_lines_do_no_harm():
    assert blocks_of("- " * 500 + "x")
    assert blocks_of(">" * 500 + "x")
    assert blocks_of("[" * 5000)


def test_blocks_are_plain_data():
    heading, paragraph, points = blocks_of("# A\n\nb ![c](bild:1)\n\n1. d")

    assert heading == Heading(1, (Words("A"),), "a")
    assert paragraph == Paragraph((Words("b "), Picture(1, "c")))
    assert points == Points(True, ((Paragraph((Words("d"),)),),))
