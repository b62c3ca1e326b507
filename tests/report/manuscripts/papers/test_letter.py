"""The committee's letter as a pure thing: its parts, what stops it, what the facts propose, and two papers made one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from pikepdf import Pdf

from hjulet.check.indicators.choices import Comparison, Level, Verdict
from hjulet.report.manuscripts.choices import PapersFault
from hjulet.report.manuscripts.forms.papers import chosen
from hjulet.report.manuscripts.papers import ONE_PAGE, About, Content, faults_in, figure_of, letter
from hjulet.report.manuscripts.proposals import Proposals, proposals
from hjulet.report.manuscripts.rules import reference
from hjulet.report.reports.blocks import (
    Column,
    Heading,
    KeyFigure,
    KeyFigures,
    Note,
    Report,
    Row,
    Table,
    Tag,
    Text,
)
from hjulet.report.reports.pdfcheck import faults
from hjulet.report.reports.render.joining import joined, pages_of_chapter
from hjulet.report.reports.render.pdf import letter as letter_pdf
from hjulet.report.reports.render.pdf import pdf
from tests.paper import words_of
from tests.report.reports.sample import measured

FIGURE = measured("vantetid", "31")
KNOWN = {FIGURE.id: FIGURE}
CONTENT = Content(
    "Socialnämnden", date(2026, 3, 24), "Stina Sas", "Rapporten visar **allt**.", "Vi bedömer.", "Revisorerna\nKS",
    (FIGURE.id,), (f"Väntetiden ökade till {reference(FIGURE.id, '28')}.",), ("Godkänna rapporten.", "Begära en plan."),
)  # fmt: skip
ABOUT = About(
    "Kvalitetsberättelse 2025", "Ekvik", "Sociala sektorn", 2025, "2026-03-01", "KOS 7", is_draft=False, is_invented=True,
    edition="Utgåva 1, fastställd 1 mars 2026", known=KNOWN,
)  # fmt: skip
COLUMNS = (Column("Mått"), Column("2025", is_number=True), Column("Förändring"))


def report(*blocks) -> Report:
    return Report(
        "kvalitetsberattelse",
        "Kvalitetsberättelse 2025",
        "",
        "Ekvik",
        "Ekvik",
        2025,
        "public",
        (),
        "2026-03-01",
        blocks,
    )


def row(name, tag, figure=None) -> Row:
    return Row((name, figure, Tag(tag)))


def test_letter_has_its_three_parts_and_the_registry_number():
    words = " ".join(words_of(letter_pdf(letter(CONTENT, ABOUT))).split())

    for said in ("Tjänsteskrivelse", "KOS 7", ONE_PAGE, "Förslag till beslut", "Socialnämnden beslutar att",
                 "godkänna rapporten", "Risker att känna till", "24 mars 2026", "Beslutet skickas till", "Revisorerna"):  # fmt: skip
        assert said in words


def test_figures_are_live_and_say_what_is_known_now():
    words = words_of(letter_pdf(letter(CONTENT, ABOUT)))

    assert f"ökade till {FIGURE.text}" in " ".join(words.split())
    assert "28" not in words.replace("2028", "")


def test_draft_says_that_it_is_one():
    draft = letter(CONTENT, replace(ABOUT, is_draft=True, registry_number=""))

    assert any(isinstance(block, Note) and block.title == "Utkast" for block in draft.blocks)
    assert ("Diarienummer", "saknas än") in draft.facts


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({}, None),
        ({"recipient": " "}, PapersFault.NO_RECIPIENT),
        ({"decisions": ()}, PapersFault.NO_DECISION),
        ({"background": ""}, PapersFault.NO_BACKGROUND),
        ({"figures": ("gone",)}, PapersFault.UNKNOWN_FIGURE),
        ({"risks": (reference("gone", "1"),)}, PapersFault.UNKNOWN_FIGURE),
        ({"assessment": "Enligt socialtjänstlagen (2001:453)."}, PapersFault.REPEALED_LAW),
        ({"background": "Om 19121212-1212."}, PapersFault.PERSONAL_NUMBER),
    ],
)
def test_what_stops_the_papers(said, fault):
    assert [one for one, _about in faults_in(replace(CONTENT, **said), KNOWN)] == ([fault] if fault else [])


def test_one_page_holds_as_much_as_can_be_typed():
    many = {
        f"f{n}": replace(FIGURE, id=f"f{n}", label="Andel brukare som upplever att de kan påverka " * 2)
        for n in range(5)
    }
    full = replace(CONTENT, figures=tuple(many), risks=("Ord " * 45,) * 3, decisions=("Ord " * 45,) * 3)
    content = letter_pdf(letter(full, replace(ABOUT, known=KNOWN | many)))

    assert pages_of_chapter(content, ONE_PAGE) == 1
    assert faults(content) == []


def test_letter_and_report_become_one_tagged_paper():
    first = letter_pdf(letter(CONTENT, ABOUT))
    second = pdf(report(
        Heading(1, "Sammanfattning", "sammanfattning"), Table("Tabell", COLUMNS, (row("A", "x", FIGURE),)),
        Heading(1, "Förslag till beslut", "namnd-beslut"),  # a bookmark and a link target of the same name in both
    ))  # fmt: skip
    whole = joined(first, second)

    assert faults(whole) == []
    with (
        Pdf.open(BytesIO(whole)) as found,
        Pdf.open(BytesIO(first)) as front,
        Pdf.open(BytesIO(second)) as back,
    ):
        assert len(found.pages) == len(front.pages) + len(back.pages)
        numbers = list(found.Root.StructTreeRoot.ParentTree.Nums)[::2]
        assert len(set(map(int, numbers))) == len(numbers)
        assert {int(page.StructParents) for page in found.pages} <= set(map(int, numbers))
    assert words_of(second).strip() in words_of(whole)
    assert joined(first, second) == whole


def test_facts_propose_only_what_is_sure():
    figure = measured("tid", "47")
    found = proposals(report(
        KeyFigures((KeyFigure(FIGURE, "Väntetid", ""), KeyFigure(replace(FIGURE, id="riket", organisation=str(Comparison.COUNTRY.label)), "", ""))),
        Table("Enkät", COLUMNS, (row("Tiden", str(Verdict.WORSENING.label), figure), row("Maten", str(Verdict.CHANCE.label)))),
        Table("Mål", COLUMNS, (row("Bemötande", str(Level.BAD.label), measured("bem", "60")),)),
        Table("Självskattning per område", COLUMNS, (row("Riskanalys", "Inte uppfyllt"), row("Samverkan", "Uppfyllt"))),
        Heading(1, "Inför 2026", "infor"), Table("Planerat för 2026", COLUMNS, (row("Larm", "Planerad"),)),
    ))  # fmt: skip

    assert found.figures[:2] == (FIGURE.id, figure.id)
    assert found.risks == (
        f"Tiden har försämrats mer än slumpen förklarar: {reference(figure.id, figure.text)}.",
        "Området riskanalys är inte uppfyllt.",
        f"Bemötande når inte målet: {reference('bem', measured('bem', '60').text)}.".replace("siffra:bem|", f"siffra:{measured('bem', '60').id}|"),
    )  # fmt: skip
    assert found.decisions[0] == "Godkänna kvalitetsberättelsen för 2025."
    assert "Ställa sig bakom de 1 åtgärder" not in found.decisions[-1]
    assert Proposals.of(found.stored()) == found
    assert "Maten" not in str(found)


def test_frozen_figure_comes_back_as_it_was_printed():
    stored = {
        "id": "a",
        "label": "Andel",
        "text": "94,5 %",
        "value": 94.5,
        "missing_reason": "",
        "unit": "%",
        "n": 12,
    }

    assert (figure_of(stored).text, figure_of(stored).value) == ("94,5 %", Decimal("94.5"))


class Posted(dict):
    def getlist(self, name):
        return self.get(name, [])


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"figure": ["a", "b"], "do": "figure:c"}, {"figures": ["a", "b", "c"]}),
        ({"figure": ["a", "b"], "do": "leave:a"}, {"figures": ["b"]}),
        ({"figure": ["a", "", "a"], "do": "save"}, {"figures": ["a"]}),
        ({"figure": list("abcde"), "do": "figure:f"}, {"figures": list("abcde")}),
        ({"risk": ["", "En", ""], "do": "risk:Två"}, {"risks": ["En", "Två"]}),
        ({"risk": ["En", "Två", "Tre"], "do": "risk:Fyra"}, {"risks": ["En", "Två", "Tre"]}),
        ({"decision": ["  Två   ord\n"], "do": ""}, {"decisions": ["Två ord"]}),
        ({"decision": ["x" * 900]}, {"decisions": ["x" * 180]}),
    ],
)  # fmt: skip
def test_buttons_add_and_take_away_without_losing_what_is_typed(said, expected):
    assert chosen(Posted(said)) == {"figures": [], "risks": [], "decisions": []} | expected


def test_sample_text_is_no_markup():
    said = replace(CONTENT, risks=("<b>#pagebreak()</b> $x$",))

    assert "<b>#pagebreak()</b>" in words_of(letter_pdf(letter(said, ABOUT)))
    assert Text("x")
