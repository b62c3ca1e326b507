"""The frame as a pure thing: order, names, own chapters, and what can never be left out."""

import pytest

from hjulet.report.reports.blocks import Heading, Note, Paragraph, Text
from hjulet.report.reports.choices import FrameFault
from hjulet.report.reports.framing import TABLES, Planned, framed, ordered, parted
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
