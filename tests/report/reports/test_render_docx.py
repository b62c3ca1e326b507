from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from hjulet.base.ui.charts import description
from hjulet.report.reports.render.docx import docx
from tests.report.reports.sample import MARKUP, line_chart, sample


@pytest.fixture(scope="module")
def made():
    return docx(sample())


@pytest.fixture(scope="module")
def document(made):
    return Document(BytesIO(made))


def _instructions(element):
    return [part.text.strip() for part in element.iter(qn("w:instrText"))]


def test_same_report_gives_the_same_bytes(made):
    assert docx(sample()) == made


def test_no_clock_in_the_file(made, document):
    moments = {entry.date_time for entry in ZipFile(BytesIO(made)).infolist()}

    assert moments == {(1980, 1, 1, 0, 0, 0)}
    assert f"{document.core_properties.created:%Y-%m-%d}" == "2026-03-23"
    assert f"{document.core_properties.modified:%Y-%m-%d}" == "2026-03-23"


def test_title_and_language_are_the_reports(document):
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")

    assert document.core_properties.title == "Kvalitetsberättelse 2025"
    assert document.core_properties.language == "sv-SE"
    assert defaults.find(qn("w:lang")).get(qn("w:val")) == "sv-SE"


def test_headings_are_words_own(document):
    headings = [
        (paragraph.style.name, paragraph.text)
        for paragraph in document.paragraphs
        if "Heading" in paragraph.style.name
    ]

    assert headings[0] == ("Heading 1", "Sammanfattning")
    assert headings[2] == ("Heading 1", f"Resultat {MARKUP}")
    assert [style[-1] for style, _ in headings] == ["1", "2", "1", "2", "3", "2"]


def test_contents_are_a_field_that_already_names_the_chapters(document):
    entries = [paragraph for paragraph in document.paragraphs if paragraph.style.name.startswith("toc")]

    assert 'TOC \\o "1-2" \\h \\z \\u' in _instructions(document.element)
    assert [entry.hyperlinks[0].text for entry in entries][:2] == ["Sammanfattning", "Vad som avviker"]
    assert entries[0].hyperlinks[0].fragment == "sammanfattning"


def test_captions_count_by_fields(document):
    captions = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Caption"]

    assert captions[0] == "Diagram\u00a01. Väntetiden ökade till 31 dagar <&> i snitt"
    assert captions[1] == "Tabell\u00a01. Alla frågor i brukarundersökningen"
    assert _instructions(document.element).count("SEQ Tabell \\* ARABIC") == 2


def test_tables_repeat_their_header_row_and_mark_their_first_column(document):
    assert len(document.tables) == 3
    for table in document.tables:
        rows = table._tbl.tr_lst
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        assert rows[0].trPr.find(qn("w:tblHeader")) is not None
        assert rows[1].trPr.find(qn("w:tblHeader")) is None
        assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")


def test_group_heading_spans_the_table(document):
    first = document.tables[1]._tbl.tr_lst[1].tc_lst

    assert len(first) == 1
    assert first[0].grid_span == 4


def test_picture_is_described_by_its_own_numbers(document):
    pictures = list(document.element.iter(qn("wp:docPr")))

    assert [picture.get("descr") for picture in pictures] == [description(line_chart())]


def test_pages_are_numbered_and_the_invention_is_marked_on_each(document):
    section = document.sections[0]

    assert _instructions(section.footer._element) == ["PAGE", "NUMPAGES"]
    assert "Påhittad kommun" in section.header.paragraphs[0].text


def test_real_municipality_is_not_marked():
    header = Document(BytesIO(docx(replace(sample(), is_invented=False)))).sections[0].header

    assert header.paragraphs[0].text == "Kvalitetsberättelse 2025"


def test_what_people_wrote_is_text(document):
    assert any(paragraph.text.endswith(MARKUP) for paragraph in document.paragraphs)


def test_links_lead_only_to_the_web(document):
    targets = [relation.target_ref for relation in document.part.rels.values() if relation.is_external]

    assert targets == ["https://www.kolada.se/"]
