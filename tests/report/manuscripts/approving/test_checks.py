"""What is found before a report is frozen, one rule at a time."""

from dataclasses import replace
from decimal import Decimal

import pytest

from hjulet.report.manuscripts.checks import Waiting, Written, faults_of
from hjulet.report.manuscripts.choices import Fault
from hjulet.report.manuscripts.freezing import INSIDE, frozen, public_texts
from hjulet.report.manuscripts.rules import Found, reference
from hjulet.report.reports.blocks import Column, Heading, Note, Paragraph, Report, Row, Table, Text
from tests.report.reports.sample import measured

HEADING = Heading(2, "Kostnader", "kostnader")


def _report(*blocks, edition="internal"):
    return Report(
        kind="resultatrapport", title="Resultatrapport", subtitle="", municipality="Ekvik", organisation="Ekvik",
        year=2025, edition=edition, facts=(), stamped_on="2026-03-23", blocks=(HEADING, *blocks),
    )  # fmt: skip


def _faults(report, *texts, public=None, waiting=None):
    return [found.fault for found in faults_of(report, public or report, texts, waiting or Waiting())]


def _costs(*amounts, total):
    rows = [
        Row((f"Rad {number}", measured(f"rad-{number}", said, unit="kr")))
        for number, said in enumerate(amounts)
    ]
    rows.append(Row(("Totalt", measured("totalt", total, unit="kr")), strong=True))
    return Table("Kostnader", (Column("Grupp"), Column("Kostnad", is_number=True)), tuple(rows))


@pytest.mark.parametrize(
    ("amounts", "total", "found"),
    [
        (("100", "200"), "300", []),
        (("100", "200"), "301", []),  # each is rounded
        (("100", "200"), "310", [Fault.SUM_DISAGREES]),
        (("100",), "310", []),  # one row is no sum
    ],
)
def test_sum_agrees_with_its_parts(amounts, total, found):
    assert _faults(_report(_costs(*amounts, total=total))) == found


def test_contradiction_that_the_section_tells_of_is_no_fault():
    told = Note("warning", (Text("Utskrivet och uträknat skiljer sig."),))

    assert _faults(_report(_costs("100", "200", total="310"), told)) == []


def test_sum_that_somebody_explains_is_no_fault():
    text = Written("kostnader", "analysis", "Totalen är räknad av källan, med en avdelning till.")

    assert _faults(_report(_costs("100", "200", total="310")), text) == []


@pytest.mark.parametrize(("share", "found"), [("5.0", []), ("5.05", []), ("6.0", [Fault.SHARE_DISAGREES])])
def test_share_agrees_with_its_parts(share, found):
    said = {"users": "50", "inhabitants": "1000", "printed_pct": share}
    cells = [replace(measured(name, value), id=f"kpb/x/{name}") for name, value in said.items()]
    table = Table("Brukare", tuple(Column("x") for _ in range(4)), (Row(("18-64 år", *cells)),))

    assert _faults(_report(table)) == found


def test_figure_is_the_same_wherever_it_is_printed():
    figure = measured("a", "94")
    twice = _report(Paragraph((figure,)), Paragraph((replace(figure, value=Decimal(92), text="92 %"),)))

    assert _faults(twice) == [Fault.TWO_VALUES]


def test_figure_without_value_and_reason_is_found():
    assert _faults(_report(Paragraph((replace(measured("a", "94"), value=None),)))) == [Fault.NO_VALUE]


def test_section_that_owes_a_text_is_found_until_it_has_one():
    owed = _report(Note("owed", (Text("Här saknas en text."),)))

    assert _faults(owed) == [Fault.NO_TEXT]
    assert _faults(owed, Written("kostnader", "analysis", "  ")) == [Fault.NO_TEXT]
    assert _faults(owed, Written("kostnader", "analysis", "Text.")) == []


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("Vi har arbetat.", []),
        ("Brukaren Anna var nöjd.", [Fault.RESIDENT_NAME]),
        ("Brukarna i Leksand var nöjda.", []),
        ("Född 19121212-1212.", [Fault.PERSONAL_NUMBER]),
        ("Enligt socialtjänstlagen (2001:453).", [Fault.REPEALED_LAW]),
        ("{{siffra:okänd}}", [Fault.UNKNOWN_FIGURE]),
    ],
)
def test_text_has_what_it_may_have(markdown, found):
    assert _faults(_report(Paragraph((Text("x"),))), Written("kostnader", "analysis", markdown)) == found


def test_what_waits_is_told_in_the_order_of_the_sections():
    second = Heading(2, "Resultat", "resultat")
    report = _report(Paragraph((Text("x"),)), second, Paragraph((Text("y"),)))
    waiting = Waiting(asked=["resultat"], commented=["kostnader"], beside=["kostnader"])

    assert faults_of(report, report, [], waiting) == [
        Found(Fault.OPEN_COMMENT, "kostnader"),
        Found(Fault.TEXT_BESIDE, "kostnader"),
        Found(Fault.OPEN_REQUEST, "resultat"),
    ]


def test_figure_and_section_of_the_inside_are_told_of_and_do_not_go_out():
    figure = measured("hemlig", "3", unit="")
    inside = _report(Paragraph((figure,)), Heading(2, "Lex", "lex"), Paragraph((Text("y"),)))
    public = _report(Paragraph((Text("x"),)), edition="public")
    texts = (
        Written("kostnader", "analysis", f"Det var {reference(figure.id, '3')}."),
        Written("lex", "analysis", "Två anmälningar."),
    )

    assert _faults(inside, *texts, public=public) == [Fault.INSIDE_FIGURE, Fault.INSIDE_SECTION]
    said = {(text.section, text.part): text.markdown for text in texts}
    assert public_texts(said, public) == {("kostnader", "analysis"): f"Det var {INSIDE}."}
    article = frozen(public, said).document()
    assert INSIDE in article
    assert "anmälningar" not in article


def test_what_a_figure_once_said_is_not_frozen_in_the_public_edition():
    figure = measured("dold", "3", unit="")
    hidden = replace(figure, text="Färre än 5 svar", value=None, missing_reason="Färre än 5 svar")
    public = _report(Paragraph((hidden,)), edition="public")

    made = frozen(public, {("kostnader", "analysis"): f"Var {reference(figure.id, '3')}."})
    assert made.texts == {"kostnader": {"analysis": f"Var {{{{siffra:{figure.id}}}}}."}}
    assert "Färre än 5 svar" in made.document()
