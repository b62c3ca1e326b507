"""The frame as a pure thing: order, names, own chapters, and what can never be left out."""

import pytest

from hjulet.report.reports.blocks import Heading, Note, Paragraph, Text
from hjulet.report.reports.choices import FrameFault
from hjulet.report.reports.framing import TABLES, Planned, PlannedSection, framed, ordered, parted, tidied
from hjulet.report.reports.rules import faults_of_frame

BLOCKS = (
    Heading(1, "Sammanfattning", "sammanfattning"),
    Paragraph((Text("Kort sagt."),)),
    Heading(1, "Samverkan", "samverkan", "4 kap. 5–6 §§ SOSFS 2011:9"),
    Heading(2, "Avtal", "avtal"),
    Paragraph((Text("Två avtal."),)),
    Heading(1, "Inför 2026", "infor"),
)
OWN = Planned("eget-forskning", "Vår forskning", "Vad har ni lärt?")


def chapters(*plan: Planned, tables=None) -> list[tuple[str, str]]:
    return [
        (one.anchor, one.text) for one in framed(BLOCKS, plan, tables or {}) if getattr(one, "level", 0) == 1
    ]


def test_without_a_frame_the_template_stands():
    assert framed(BLOCKS, (), {}) == BLOCKS


def test_chapters_are_renamed_and_moved_with_everything_under_them():
    found = framed(
        BLOCKS, (Planned("infor"), Planned("samverkan", "Tillsammans"), Planned("sammanfattning")), {}
    )

    assert [one.text for one in found if isinstance(one, Heading)] == [
        "Inför 2026", "Tillsammans", "Avtal", "Sammanfattning",
    ]  # fmt: skip


def test_a_renamed_chapter_keeps_its_paragraph():
    found = framed(BLOCKS, (Planned("samverkan", "Tillsammans"),), {})

    assert [one.law for one in found if isinstance(one, Heading) and one.text == "Tillsammans"] == [
        "4 kap. 5–6 §§ SOSFS 2011:9"
    ]


@pytest.mark.parametrize(
    ("hidden", "left"),
    [("infor", ["sammanfattning", "samverkan"]), ("samverkan", ["sammanfattning", "samverkan", "infor"])],
)
def test_a_chapter_that_answers_a_paragraph_is_never_left_out(hidden, left):
    assert [anchor for anchor, _text in chapters(Planned(hidden, is_hidden=True))] == left


def test_a_chapter_that_the_frame_does_not_know_stands_where_the_template_has_it():
    assert ordered(["a", "new", "b"], (Planned("b"), Planned("a"))) == ["b", "a", "new"]
    assert ordered(["new", "a"], (Planned("a"),)) == ["new", "a"]
    assert ordered(["a"], (Planned("gone"), Planned("a"))) == ["a"]


def test_an_own_chapter_asks_for_its_text():
    own = next(one for one in parted(framed(BLOCKS, (OWN,), {})) if one.heading.anchor == OWN.anchor)

    assert own.heading.text == "Vår forskning"
    assert isinstance(own.blocks[0], Note)
    assert own.blocks[0].kind == "owed"
    assert "Vad har ni lärt?" in own.blocks[0].runs[0].text


def test_an_own_table_stands_last_in_its_chapter_and_never_goes_missing():
    table = Heading(2, "Tabell", "tabell-x")
    found = framed(BLOCKS, (), {"samverkan": (table,), "gone": (table,)})

    assert [one.anchor for one in found if isinstance(one, Heading)] == [
        "sammanfattning", "samverkan", "avtal", "tabell-x", "infor", TABLES, "tabell-x",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("plan", "faults"),
    [
        ((Planned("samverkan", "Tillsammans"), OWN), []),
        ((Planned("eget-x"),), [FrameFault.NO_TITLE]),
        ((Planned("a", "Lika"), Planned("b", "lika")), [FrameFault.SAME_TITLE, FrameFault.SAME_TITLE]),
        ((Planned("samverkan", is_hidden=True), OWN), [FrameFault.STATUTORY]),
        ((Planned("infor", is_hidden=True),), [FrameFault.NOTHING_LEFT]),
    ],
)
def test_a_frame_is_refused_in_words(plan, faults):
    assert [fault for fault, _about in faults_of_frame(plan, ["samverkan"])] == faults


# -- sections within a chapter

SECTIONED = (
    Heading(1, "Arbetet", "arbetet"),
    Paragraph((Text("Så gick det."),)),
    Heading(2, "Risker", "risker", "5 kap. 1 §"),
    Paragraph((Text("Risker."),)),
    Heading(3, "Djupare", "djupare"),
    Heading(2, "Mätningar", "matningar"),
    Paragraph((Text("Mått."),)),
)
RISKS, MEASURES = PlannedSection("risker"), PlannedSection("matningar")


def headings(*sections, tables=None, blocks=SECTIONED) -> list[tuple[int, str]]:
    found = framed(blocks, (Planned("arbetet", sections=sections),), tables or {})
    return [(one.level, one.text) for one in found if isinstance(one, Heading)]


def test_sections_are_moved_with_everything_under_them_after_the_chapters_own_words():
    found = framed(SECTIONED, (Planned("arbetet", sections=(MEASURES, RISKS)),), {})

    assert found[1] == SECTIONED[1]
    assert [one.text for one in found if isinstance(one, Heading)] == [
        "Arbetet",
        "Mätningar",
        "Risker",
        "Djupare",
    ]


def test_a_renamed_section_keeps_its_paragraph_and_its_name_in_addresses():
    [found] = [
        one
        for one in framed(
            SECTIONED, (Planned("arbetet", sections=(PlannedSection("risker", "Vad kan hända"),)),), {}
        )
        if isinstance(one, Heading) and one.text == "Vad kan hända"
    ]

    assert (found.anchor, found.law) == ("risker", "5 kap. 1 §")


def test_a_section_that_answers_a_paragraph_is_never_left_out_and_another_is():
    hidden = [PlannedSection(one, is_hidden=True) for one in ("risker", "matningar")]

    assert headings(*hidden) == [(1, "Arbetet"), (2, "Risker"), (3, "Djupare")]


def test_a_section_that_the_frame_does_not_know_stands_where_the_template_has_it():
    new = (*SECTIONED[:5], Heading(2, "Nytt", "nytt"), *SECTIONED[5:])

    assert [text for _level, text in headings(MEASURES, RISKS, blocks=new)] == [
        "Arbetet", "Mätningar", "Risker", "Djupare", "Nytt",
    ]  # fmt: skip
    assert headings(MEASURES, PlannedSection("borta"), RISKS) == headings(MEASURES, RISKS)


def test_an_own_table_stands_last_in_its_section_or_in_its_chapter():
    table = (Heading(2, "Sökande", "tabell-sokande"),)

    assert headings(tables={"risker": table})[2:4] == [(3, "Djupare"), (3, "Sökande")]
    assert headings(tables={"arbetet": table})[-1] == (2, "Sökande")


def test_a_version_from_before_there_were_sections_is_read_as_it_was():
    old = {"anchor": "arbetet", "title": "Vårt arbete", "guidance": "", "is_hidden": False}

    assert Planned.of(old) == Planned("arbetet", "Vårt arbete")
    new = old | {"sections": [{"anchor": "risker", "title": "Faror", "is_hidden": False}]}
    assert Planned.of(new).sections == (PlannedSection("risker", "Faror"),)


def test_sections_as_the_template_has_them_are_not_kept():
    found = parted(SECTIONED)

    assert tidied([Planned("arbetet", sections=(RISKS, MEASURES))], found) == [Planned("arbetet")]
    assert tidied([Planned("arbetet", sections=(MEASURES, RISKS))], found)[0].sections == (MEASURES, RISKS)


def test_faults_of_sections_are_told_in_words():
    plan = [
        Planned(
            "arbetet",
            sections=(
                PlannedSection("risker", "Samma", is_hidden=True),
                PlannedSection("matningar", "samma"),
            ),
        )
    ]

    assert {fault for fault, _about in faults_of_frame(plan, ["risker"])} == {
        FrameFault.SAME_SECTION, FrameFault.STATUTORY_SECTION,
    }  # fmt: skip
