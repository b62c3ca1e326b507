"""What people write becomes blocks of the report, and nothing else."""

from dataclasses import replace

import pytest

from hjulet.report.manuscripts.choices import Part
from hjulet.report.manuscripts.markdown import GONE, blocks_of
from hjulet.report.manuscripts.merging import OFFERED, with_texts
from hjulet.report.reports.blocks import Bullets, Heading, Note, Paragraph, Report, Text, figures
from hjulet.report.reports.choices import Format
from hjulet.report.reports.render.html import fragment
from hjulet.report.reports.workflows import rendered
from tests.report.reports.sample import measured

FIGURE = replace(measured("hme_a*b*", "94"), id="hme_a*b*/65-79 år/2025")
KNOWN = {FIGURE.id: FIGURE}
REFERENCE = f"{{{{siffra:{FIGURE.id}|93 %}}}}"


def test_paragraphs_lists_headings_and_strong_become_blocks():
    found = blocks_of(
        "## Läget\n\nDet är **bra**\nhos oss.\n\n- ett\n  - två\n- tre\n", {}, level=4, anchor="x"
    )

    assert found == (
        Heading(5, "Läget", "x-1"),
        Paragraph((Text("Det är "), Text("bra", strong=True), Text(" "), Text("hos oss."))),
        Bullets(((Text("ett"),), (Text("två"),), (Text("tre"),))),
    )


@pytest.mark.parametrize(
    "markdown",
    ["<script>alert(1)</script>", "[länk](javascript:alert(1))", "![bild](/x)", "<b onclick=x>", "&lt;i&gt;"],
)
def test_html_links_and_pictures_stand_as_the_letters_they_are(markdown):
    said = str(fragment(blocks_of(markdown, {})))

    assert "<script" not in said
    assert "<a " not in said
    assert "<img" not in said
    assert "<b" not in said


def test_live_figure_is_the_figure_itself_whatever_signs_its_name_has():
    (paragraph,) = blocks_of(f"Nu är det {REFERENCE}, *bättre* än förr.", KNOWN)

    assert paragraph.runs[1] is FIGURE


def test_figure_that_is_gone_is_said_and_not_hidden():
    (paragraph,) = blocks_of("Nu är det {{siffra:borta|3}}.", KNOWN)

    assert Text(GONE, strong=True) in paragraph.runs


def _report() -> Report:
    return Report(
        kind="kvalitetsberattelse", title="Rapport", subtitle="", municipality="Ekvik", organisation="Ekvik",
        year=2025, edition="internal", facts=(), stamped_on="2025-12-31",
        blocks=(
            Heading(1, "Kapitel", "kapitel"),
            Heading(2, "Avsnitt", "avsnitt"),
            Paragraph((FIGURE,)),
            Note("owed", (Text("Text saknas här."),)),
            Heading(2, "Annat", "annat"),
            Note("owed", (Text("Också här."),)),
        ),
    )  # fmt: skip


def test_text_stands_after_its_facts_and_takes_the_place_of_what_was_owed():
    found = with_texts(_report(), {("avsnitt", Part.ANALYSIS): f"Vi nådde {REFERENCE}."})
    said = [getattr(block, "text", type(block).__name__) for block in found.blocks]

    assert said == ["Kapitel", "Avsnitt", "Paragraph", "Analys", "Paragraph", "Annat", "Note"]
    assert [figure.id for figure in figures(found)] == [FIGURE.id, FIGURE.id]


def test_report_without_texts_is_as_it_was():
    assert with_texts(_report(), {("avsnitt", Part.ANALYSIS): "  \n"}) == _report()


def test_offered_text_is_marked_until_it_is_somebodys():
    key = ("avsnitt", Part.ANALYSIS)
    found = with_texts(_report(), {key: "Ett förslag."}, offered={key})

    assert Note("owed", (Text(OFFERED),), "Förslag") in found.blocks


def test_text_whose_section_is_gone_stands_last():
    found = with_texts(_report(), {("borttaget", Part.ACTIONS): "Vi gjorde detta."})

    assert Paragraph((Text("Vi gjorde detta."),)) in found.blocks[-2:]


def test_every_paper_can_print_what_people_write():
    markdown = f'# Rubrik 😀\n\n**Fet** {REFERENCE}\n\n1. ett\n2. två\n\n#import "x" $y$ \\ `kod` @a'
    report = with_texts(_report(), {("avsnitt", part): markdown for part in Part})

    assert rendered(report, Format.PDF).startswith(b"%PDF")
    assert rendered(report, Format.DOCX).startswith(b"PK")
    assert '"n": null' in rendered(report, Format.JSON).decode()
