from dataclasses import replace
from io import BytesIO

import pytest
from pikepdf import Dictionary, Name, Pdf

from hjulet.base.ui.charts import SmallMultiples, description
from hjulet.report.reports.blocks import ChartBlock, Column, Heading, Paragraph, Row, Table, Tag, Text
from hjulet.report.reports.pdfcheck import faults
from hjulet.report.reports.render.columns import Setting, fit, head
from hjulet.report.reports.render.pdf import pdf
from tests.report.reports.sample import line_chart, long_table, sample, wide_table


@pytest.fixture(scope="module")
def document():
    with Pdf.open(BytesIO(pdf(sample()))) as opened:
        yield opened


def _elements(document, kind):
    return [
        item
        for item in document.objects
        if isinstance(item, Dictionary) and item.get("/S") == kind and "/P" in item
    ]


def _bookmarks(document):
    with document.open_outline() as outline:
        return [(item.title, [child.title for child in item.children]) for item in outline.root]


def test_same_report_gives_the_same_bytes():
    assert pdf(sample()) == pdf(sample())


def test_dates_in_the_file_come_from_the_report(document):
    assert str(document.docinfo["/CreationDate"]).startswith("D:20260323120000")


def test_title_and_language_are_the_reports(document):
    assert str(document.docinfo["/Title"]) == "Kvalitetsberättelse 2025"
    assert str(document.Root.Lang) == "sv-SE"


def test_bookmarks_are_the_chapters(document):
    titles = [title for title, _ in _bookmarks(document)]

    assert titles[-2:] == ["Sammanfattning", sample().blocks[9].text]


def test_chart_is_described_by_its_own_numbers(document):
    assert [str(figure.Alt) for figure in _elements(document, Name.Figure)] == [description(line_chart())]


def test_table_that_goes_over_pages_stays_one_table(document):
    """The facts on the title page, the long one and the wide one."""
    assert len(_elements(document, Name.Table)) == 3
    assert len(document.pages) > 5


def test_every_body_row_begins_with_its_header(document):
    rows = [row for row in _elements(document, Name.TR) if row.P.S in {Name.TBody}]

    assert len(rows) == 62 + 10
    assert all(row.K[0].S == Name.TH for row in rows)


def test_columns_and_rows_are_told_by_scope_alone(document):
    cells = [*_elements(document, Name.TH), *_elements(document, Name.TD)]

    assert not [cell for cell in cells for attributes in cell.get("/A", []) if "/Headers" in attributes]


def test_links_lead_to_the_web_and_to_chapters_that_exist():
    runs = (
        Text("webben", href="https://www.kolada.se/"),
        Text("kapitlet", href="#finns"),
        Text("borta", href="#saknas"),
        Text("sida", href="/matt/1/"),
        Text("fil", href="file:///etc/passwd"),
    )
    made = pdf(replace(sample(), blocks=(Heading(1, "Kapitel", "finns"), Paragraph(runs))))

    with Pdf.open(BytesIO(made)) as opened:
        links = [
            link for page in opened.pages for link in page.get("/Annots", []) if link.Subtype == Name.Link
        ]
        targets = [str(link.A.URI) for link in links if "/A" in link and "/URI" in link.A]

    assert targets == ["https://www.kolada.se/"]
    assert len(links) == 3  # the contents list, the web, the chapter


@pytest.mark.parametrize("columns", [2, 5, 10, 12, 18])
def test_tables_of_all_widths_pass_the_gate(columns):
    report = replace(sample(), blocks=(Heading(1, "Kostnad", "kostnad"), wide_table(columns)))

    assert faults(pdf(report)) == []


def test_very_wide_table_gets_a_turned_page():
    with Pdf.open(BytesIO(pdf(replace(sample(), blocks=(Heading(1, "K", "k"), wide_table(18)))))) as opened:
        widths = [float(page.MediaBox[2]) for page in opened.pages]

    assert max(widths) > 800
    assert min(widths) < 600


def test_empty_report_still_makes_a_sound_file():
    report = replace(sample(), subtitle="", facts=(), blocks=(Heading(1, "Tomt", "tomt"),), is_invented=False)

    assert faults(pdf(report)) == []


@pytest.mark.parametrize(
    ("columns", "expected"),
    [(5, Setting.TEXT), (10, Setting.FULL), (12, Setting.SMALL), (18, Setting.LANDSCAPE)],
)
def test_table_stands_in_the_narrowest_setting_it_fits(columns, expected):
    assert fit(wide_table(columns)).setting == expected


def test_words_get_more_room_than_numbers():
    question, before, after, verdict = fit(long_table()).shares

    assert question > verdict > before == after
    assert question + before + after + verdict == pytest.approx(1)


def test_authors_shares_weigh_the_text_columns_only():
    table = long_table()
    columns = tuple(
        replace(column, share=share) for column, share in zip(table.columns, (1, 9, 9, 1), strict=True)
    )

    assert fit(replace(table, columns=columns)).shares == fit(table).shares


def test_author_may_give_one_text_column_more():
    rows = (Row(("Kort", "En text som är så lång att den måste brytas över flera rader här")),)
    columns = (Column("Vad"), Column("Varför", share=4.0))

    first, second = fit(Table("", columns, rows)).shares

    assert second / first == pytest.approx(4)


def test_words_after_a_number_stand_further_away():
    rows = (Row(("Rad", "1", Tag("Når målet", "good"))),)
    what, status = Column("Vad"), Column("Status")

    after_number = fit(Table("", (what, Column("Värde", is_number=True), status), rows)).shares
    after_words = fit(Table("", (what, Column("Värde"), status), rows)).shares

    assert after_number[2] > after_words[2]


def test_type_shrinks_only_where_a_table_is_crowded():
    assert fit(wide_table(11)).ems == 60
    assert 60 < fit(wide_table(12)).ems <= 67


def test_chart_higher_than_a_page_is_made_to_fit():
    panels = tuple(replace(line_chart(), title=f"Fråga {number}") for number in range(40))
    chart = ChartBlock(SmallMultiples("Alla frågor", panels))

    assert faults(pdf(replace(sample(), blocks=(Heading(1, "K", "k"), chart)))) == []


def test_column_heading_may_part_after_a_slash():
    assert head(Table("", wide_table(2).columns, ()).columns[1]) == "Kostnad"
    assert head(replace(wide_table(2).columns[1], text="Kr/brukare")) == "Kr/\u200bbrukare"
