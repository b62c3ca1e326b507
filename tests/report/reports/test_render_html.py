import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from hjulet.report.reports.blocks import Heading, Note, Paragraph, Text
from hjulet.report.reports.render.html import html
from tests.report.reports.sample import MARKUP, measured, missing, sample

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Tree(HTMLParser):
    """Every element with its attributes, the elements around it and its own text."""

    def __init__(self, source):
        super().__init__()
        self.elements, self.open, self.unbalanced = [], [], []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        element = {
            "tag": tag,
            "attrs": dict(attrs),
            "path": [outer["tag"] for outer in self.open],
            "text": "",
        }
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open[-1]["tag"] != tag:
            self.unbalanced.append(tag)
        else:
            self.open.pop()

    def handle_data(self, data):
        for element in self.open:
            element["text"] += data

    def all(self, tag, **attrs):
        wanted = {key.replace("_", "-").removesuffix("-"): value for key, value in attrs.items()}
        return [
            element
            for element in self.elements
            if element["tag"] == tag
            and all(element["attrs"].get(key) == value for key, value in wanted.items())
        ]


@pytest.fixture(scope="module")
def tree():
    return Tree(html(sample()))


def _rendered(*blocks):
    return Tree(html(replace(sample(), blocks=blocks)))


def test_every_element_is_closed_and_every_id_is_unique(tree):
    identities = [element["attrs"]["id"] for element in tree.elements if "id" in element["attrs"]]

    assert tree.unbalanced == []
    assert tree.open == []
    assert len(identities) == len(set(identities))


def test_strict_csp_nothing_is_styled_or_scripted_inline(tree):
    assert not [element for element in tree.elements if element["tag"] in {"style", "script"}]
    assert not [
        name
        for element in tree.elements
        for name in element["attrs"]
        if name == "style" or name.startswith("on")
    ]


def test_headings_follow_each_other_without_a_gap(tree):
    levels = [int(element["tag"][1]) for element in tree.elements if re.fullmatch(r"h[1-6]", element["tag"])]

    assert levels == [1, 2, 2, 3, 2, 3, 4, 3]


def test_contents_lead_to_headings_that_exist(tree):
    identities = {element["attrs"].get("id") for element in tree.elements}
    links = [link["attrs"]["href"] for link in tree.all("a") if "nav" in link["path"]]

    assert links == ["#sammanfattning", "#avvikelser", "#resultat", "#kkik", "#kpb"]
    assert {link[1:] for link in links} <= identities


def test_law_stands_beside_the_heading_not_in_it(tree):
    assert tree.all("h2", id="sammanfattning")[0]["text"] == "Sammanfattning"
    assert tree.all("p", class_="law")[0]["text"] == "7 kap. 1 § SOSFS 2011:9"


def test_what_people_wrote_is_text(tree):
    assert tree.all("h2", id="resultat")[0]["text"] == f"Resultat {MARKUP}"
    assert not tree.all("b")


def test_tables_have_caption_and_headers_for_columns_and_rows(tree):
    tables = [
        element for element in tree.elements if element["tag"] == "table" and "details" not in element["path"]
    ]
    rows = [
        element
        for element in tree.all("tr")
        if "tbody" in element["path"] and "details" not in element["path"]
    ]

    assert len(tables) == len(tree.all("caption")) == 2
    assert all(column["attrs"]["scope"] == "col" for column in tree.all("th") if "thead" in column["path"])
    assert (
        len(rows)
        == len([cell for cell in tree.all("th") if cell["attrs"]["scope"] in {"row", "rowgroup"}]) - 4
    )  # chart


def test_numbers_are_marked_in_head_and_body(tree):
    heads = [cell["text"] for cell in tree.all("th", class_="number") if "details" not in cell["path"]]
    cells = [cell for cell in tree.all("td", class_="number") if "details" not in cell["path"]]

    assert heads[:2] == ["2024", "2025"]
    assert len(cells) == 60 * 2 + 2 + 10 * 9


def test_wide_tables_scroll_in_a_region_with_a_name_and_the_keyboard(tree):
    regions = [element for element in tree.all("div", class_="scroll") if "details" not in element["path"]]

    assert [region["attrs"] for region in regions] == [
        {"class": "scroll", "tabindex": "0", "role": "region", "aria-labelledby": f"tabell-{number}"}
        for number in (1, 2)
    ]


def test_figure_is_a_link_that_says_how_many_answered():
    figure = _rendered(Paragraph((measured("trygg", "94", n=16),))).all("a", class_="figure")[0]

    assert figure["attrs"] == {
        "class": "figure",
        "href": "/matt/trygg/",
        "data-figure": "trygg/pahittad/2025",
    }
    assert figure["text"] == "94 % (16 svar)"


def test_missing_value_says_why_once():
    tree = _rendered(Paragraph((missing("a"), missing("b", "Färre än fem svar"))))

    assert [figure["text"] for figure in tree.all("a", class_="figure missing")] == [
        "Ingen mätning",
        "Ingen mätning (Färre än fem svar)",
    ]


def test_judgement_is_a_word_with_a_shape_for_the_eye_only(tree):
    shapes = tree.all("svg", class_="shape")

    assert all(shape["attrs"]["aria-hidden"] == "true" for shape in shapes)
    assert {tag["text"] for tag in tree.all("span", class_="tag bad")} == {"Försämring"}


def test_chart_has_source_and_the_same_numbers_as_a_table(tree):
    figure = tree.all("figure")[0]
    cells = [cell["text"] for cell in tree.elements if cell["tag"] == "td" and "details" in cell["path"]]

    assert "Källa: Kolada" in figure["text"]
    assert tree.all("summary")[0]["text"] == "Visa som tabell"
    assert any("31" in cell for cell in cells)


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "//evil.example", " javascript:x"]
)
def test_links_lead_only_where_a_report_may_lead(href):
    assert not _rendered(Paragraph((Text("länk", href=href),))).all("a")


def test_note_without_a_title_gets_the_title_of_its_kind():
    notes = _rendered(Note("owed", (Text("x"),)), Note("warning", (Text("x"),), title="Eget")).all(
        "p", class_="note-title"
    )

    assert [note["text"].strip() for note in notes] == ["Text saknas", "Eget"]


@pytest.mark.parametrize(("is_invented", "count"), [(True, 1), (False, 0)])
def test_invented_municipality_is_said(is_invented, count):
    tree = Tree(html(replace(sample(), is_invented=is_invented)))

    assert len(tree.all("strong", class_="invented")) == count


def test_report_without_headings_has_no_contents():
    assert not _rendered(Paragraph((Text("Ett stycke."),))).all("nav")


def test_section_before_the_first_chapter_is_left_out_of_the_contents():
    tree = _rendered(Heading(2, "Lös", "los"), Heading(1, "Kapitel", "kapitel"))

    assert [link["attrs"]["href"] for link in tree.all("a")] == ["#kapitel"]


def test_same_report_gives_the_same_html():
    assert html(sample()) == html(sample())


def test_heading_that_every_section_has_is_not_in_the_contents():
    tree = _rendered(Heading(1, "Kapitel", "kapitel"), Heading(2, "Analys", "analys", is_listed=False))

    assert [link["attrs"]["href"] for link in tree.all("a")] == ["#kapitel"]
    assert tree.all("h3", id="analys")
