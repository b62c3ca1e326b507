"""What is found before a report is frozen, one rule at a time."""

from dataclasses import replace
from decimal import Decimal

import pytest

from hjulet.report.manuscripts.checks import Waiting, Written, faults_of
from hjulet.report.manuscripts.choices import Fault
from hjulet.report.manuscripts.freezing import INSIDE, frozen, public_texts
from hjulet.report.manuscripts.merging import told_inside_only
from hjulet.report.manuscripts.rules import Found, few_in, reference
from hjulet.report.reports.blocks import Column, Heading, Note, Paragraph, Report, Row, Table, Text
from hjulet.report.reports.sheets import Sheet, blocks_of
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


def test_a_figure_that_the_public_edition_hides_is_named_as_such_and_told_of():
    figure = measured("dold", "12", unit="")
    hidden = replace(figure, text="visas inte", value=None, missing_reason="visas inte")
    inside, public = _report(Paragraph((figure,))), _report(Paragraph((hidden,)), edition="public")
    text = Written("kostnader", "analysis", f"Det var {reference(figure.id, '12')} händelser.")

    assert _faults(inside, text, public=public) == [Fault.INSIDE_FIGURE]
    assert told_inside_only(inside, public) == {figure.id}
    made = frozen(public, {("kostnader", "analysis"): text.markdown}, inside=[figure.id])
    assert f"Det var {INSIDE} händelser." in made.document()


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("3 brukare föll.", ["3 brukare"]),
        ("Tre boende föll på natten.", ["Tre boende"]),
        ("Av dem hade två patienter trycksår.", ["två patienter"]),
        ("2 av 14 patienter hade trycksår.", ["2 av 14 patienter"]),
        ("Det var **3**\nbrukare.", ["3 brukare"]),
        ("Fyra äldre kvinnor bor där.", ["Fyra äldre kvinnor"]),
        ("När en brukare flyttar in ringer vi.", []),
        ("Tre av fyra brukare är nöjda.", []),
        ("Minst två medarbetare är med vid lyft.", []),
        ("Det går 2 brukare per medarbetare.", []),
        ("Högst 4 boende i taget.", []),
        ("13 brukare, 24 patienter och 2,4 patienter", []),
        ("fler än 3 brukare", []),
        ("3 rutiner och 2 möten", []),
        ("Det var {{siffra:a|3}} brukare.", []),
    ],
)
def test_few_persons_in_a_text_are_noticed(markdown, found):
    assert few_in(markdown) == found


def test_few_persons_are_warned_of_where_everybody_reads():
    inside = _report(Paragraph((Text("x"),)), Heading(2, "Lex", "lex"), Paragraph((Text("y"),)))
    public = _report(Paragraph((Text("x"),)), edition="public")
    texts = [Written(section, "analysis", "3 brukare föll.") for section in ("kostnader", "lex")]
    told = [one for one in faults_of(inside, public, texts, Waiting()) if one.fault == Fault.SMALL_NUMBER]

    assert told == [Found(Fault.SMALL_NUMBER, "kostnader", "”3 brukare”", "analysis")]
    assert told[0].is_warning


def test_names_in_what_others_have_written_are_warned_of_but_not_those_of_units():
    table = Table(
        "Åtgärder",
        (Column("Åtgärd"), Column("Verksamhet")),
        (Row(("Stöd till brukaren Anna", "Boende Tallen")),),
    )
    report = _report(table)

    assert faults_of(report, report, (), Waiting(), ["Tallen"]) == [
        Found(Fault.PERSON_IN_FACTS, "kostnader", "”brukaren Anna”")
    ]


def test_law_that_may_be_the_former_is_a_warning_that_says_what_it_is_called():
    text = Written("kostnader", "analysis", "Kvaliteten utvecklas enligt 3 kap. 3 § SoL.")
    [found] = faults_of(_report(Paragraph((Text("x"),))), _report(Paragraph((Text("x"),))), [text], Waiting())

    assert (found.fault, found.is_warning) == (Fault.MAYBE_REPEALED, True)
    assert "5 kap. 1 och 2 §§" in found.about


def _own(rows, *columns):
    sheet = Sheet("x", "Egen", "Ekvik", 2025, columns, tuple(rows), "Källa")
    return _report(blocks_of(sheet, is_public=False)[1])


@pytest.mark.parametrize(
    ("rows", "columns", "found"),
    [
        # women and men are all
        ([("A", "10", "20", "30")], ("Enhet", "Kvinnor", "Män", "Totalt"), []),
        ([("A", "10", "20", "31")], ("Enhet", "Kvinnor", "Män", "Totalt"), []),  # each may be rounded
        ([("A", "10", "20", "50")], ("Enhet", "Kvinnor", "Män", "Totalt"), [Fault.SUM_DISAGREES]),
        # another total column is a sum where most rows are
        ([("A", "1", "2", "3"), ("B", "4", "5", "9"), ("C", "6", "7", "40")], ("", "X", "Y", "Summa"), [Fault.SUM_DISAGREES]),
        ([("A", "1", "2", "90"), ("B", "4", "5", "80")], ("", "X", "Y", "Totalt i länet"), []),
        # a share beside its counts
        ([("A", "5", "10", "50 %"), ("B", "6", "12", "50 %"), ("C", "3", "12", "25 %")], ("", "Antal", "Av", "Andel"), []),
        ([("A", "5", "10", "50 %"), ("B", "6", "12", "50 %"), ("C", "3", "12", "52 %")], ("", "Antal", "Av", "Andel"), [Fault.SHARE_DISAGREES]),
        # a share of the column's total
        ([("A", "10", "20 %"), ("B", "30", "60 %"), ("C", "10", "20 %"), ("Totalt", "50", "100 %")], ("", "Antal", "Andel"), []),
        ([("A", "10", "20 %"), ("B", "30", "70 %"), ("C", "10", "20 %"), ("Totalt", "50", "100 %")], ("", "Antal", "Andel"), [Fault.SHARE_DISAGREES] * 2),
        # shares that have nothing to do with the counts beside them
        ([("A", "10", "94 %"), ("B", "30", "87 %"), ("C", "12", "91 %")], ("", "Svar", "Nöjda"), []),
        # they add up to the hundred that they say
        ([("A", "20 %"), ("B", "60 %"), ("Totalt", "100 %")], ("", "Andel"), [Fault.SHARE_DISAGREES]),
        ([("A", "33 %"), ("B", "33 %"), ("C", "33 %"), ("Totalt", "100 %")], ("", "Andel"), []),
        # a sum of sums
        ([("A", "1"), ("B", "2"), ("Summa", "3"), ("C", "4"), ("D", "5"), ("Summa", "9"), ("Totalt", "12")], ("", "Antal"), []),
        ([("A", "1"), ("B", "2"), ("Summa", "3"), ("C", "4"), ("D", "5"), ("Summa", "9"), ("Totalt", "30")], ("", "Antal"), [Fault.SUM_DISAGREES]),
    ],
)  # fmt: skip
def test_own_tables_agree_with_themselves(rows, columns, found):
    report = _own(rows, *columns)
    stopping = [one.fault for one in faults_of(report, report, (), Waiting()) if not one.is_warning]

    assert stopping == found


def test_an_own_table_with_few_that_nobody_has_marked_is_warned_of():
    report = _own([("A", "3"), ("B", "20")], "Enhet", "Antal")

    assert [(one.fault, one.about) for one in faults_of(report, report, (), Waiting())] == [
        (Fault.SMALL_NUMBER, "Egen")
    ]


def test_what_a_figure_once_said_is_not_frozen_in_the_public_edition():
    figure = measured("dold", "3", unit="")
    hidden = replace(figure, text="Färre än 5 svar", value=None, missing_reason="Färre än 5 svar")
    public = _report(Paragraph((hidden,)), edition="public")

    made = frozen(public, {("kostnader", "analysis"): f"Var {reference(figure.id, '3')}."})
    assert made.texts == {"kostnader": {"analysis": f"Var {{{{siffra:{figure.id}}}}}."}}
    assert "Färre än 5 svar" in made.document()
