"""What stands out in a section, and when a text has mentioned it."""

import pytest

from hjulet.report.manuscripts.choices import Why
from hjulet.report.manuscripts.mentions import own_figure, standouts, unmentioned
from hjulet.report.manuscripts.outline import Section
from hjulet.report.manuscripts.rules import reference
from hjulet.report.reports.blocks import (
    Column,
    Figure,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Row,
    Table,
    Tag,
    Text,
)
from tests.report.reports.sample import measured


def _figure(slug, place, year, value, organisation="Leksands kommun"):
    figure = measured(slug, value)
    return Figure(**{**vars(figure), "id": f"{slug}/{place}/{year}", "organisation": organisation})


def _row(label, *values, tag="Försämring"):
    figures = [_figure(label.lower(), "leksand", 2022 + place, value) for place, value in enumerate(values)]
    return Row((label, *figures, Tag(tag, "bad") if tag else None))


def _section(*blocks, anchor="egenkontroll"):
    return Section(anchor, "Egenkontroll", 2, "", "Kvalitet", blocks)


def _table(*rows):
    return Table("Tabell", (Column("Mått"), Column("2024"), Column("2025"), Column("Säker förändring")), rows)


def test_largest_sure_change_comes_first():
    section = _section(
        _table(_row("Trygg", "80", "75"), _row("Bemött", "90", "50"), _row("Lugn", "80", "71"))
    )

    assert [one.label for one in standouts(section)] == ["Bemött", "Lugn", "Trygg"]


def test_change_and_missed_goal_of_a_row_are_told_together():
    row = Row((*_row("Trygg", "80", "50").cells, Tag("når inte målet", "bad")))

    found = standouts(_section(_table(row)))
    assert [(one.why, one.words) for one in found] == [(Why.MOVED, "Når inte målet.")]


def test_comparison_is_not_what_the_row_is_about():
    own, elsewhere = _figure("trygg", "leksand", 2025, "80"), _figure("trygg", "country", 2025, "70", "riket")

    assert own_figure(Row(("Trygg", own, elsewhere))) == own


def test_of_places_side_by_side_the_judged_one_is_named():
    first = [
        _figure("trygg", "sektorn", year, value, "Sektorn") for year, value in ((2024, "80"), (2025, "81"))
    ]
    last = [
        _figure("trygg", "sabo", year, value, "Tallgläntan") for year, value in ((2024, "90"), (2025, "50"))
    ]
    row = Row(("Trygg", *first, *last, Tag("Försämring", "bad")))

    found = standouts(_section(_table(row)))[0]
    assert (found.figure, found.words) == (last[-1], "Gäller Tallgläntan.")


def test_sentence_of_the_whole_is_not_told_of_its_parts_by_the_same_name():
    said = Paragraph((Text("Trygg. Försämring 2022–2025: från 76 till 49,1 %."),))
    whole, part = _row("Trygg", "60", "49.1", tag=""), Row(("Trygg", _figure("trygg", "sabo", 2025, "45")))

    found = standouts(_section(said, _table(whole), _table(part)))
    assert [(one.figure.text, str(one.size)) for one in found] == [("49,1 %", "26.9")]


def test_summary_and_sentences_stand_out_where_the_report_is_sure():
    figure, before = measured("hsl", "300"), measured("hsl-fore", "200")
    tiles = KeyFigures(
        (
            KeyFigure(measured("a", "1"), "Trygghet", "Förbättring 2022–2025", "good"),
            KeyFigure(measured("b", "1"), "Slump", "Förändringen kan bero på slumpen"),
            KeyFigure(measured("c", "1"), "Frånvaro", "Når inte målet", "bad"),
        )
    )
    said = Paragraph(
        (Text("HSL: "), figure, Text(", mot "), before, Text(". Förändringen är större än slumpen."))
    )

    found = standouts(_section(tiles, said))
    assert [(one.why, one.label) for one in found] == [
        (Why.MOVED, figure.label),
        (Why.MOVED, "Trygghet"),
        (Why.TOO_LOW, "Frånvaro"),
    ]


LABELS = (
    "Brukaren vet vem hen ska kontakta om något är dåligt hemma",
    "Personalen pratar så brukaren förstår",
    "Ytterligare en daglig verksamhet",
)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Fler brukare vet vem de ska kontakta när något är dåligt hemma.", LABELS[1:]),
        ("PERSONALEN PRATAR SÅ BRUKAREN FÖRSTÅR har minskat.", (LABELS[0], LABELS[2])),
        ("Daglig verksamhet har flyttat till nya lokaler.", LABELS),
        ("Vi kontaktade alla. Det var dåligt väder. Hemma var det lugnt.", LABELS),
        ("Vi öppnar ytterligare daglig verksamhet i höst.", LABELS[:2]),
        ("Det är 50 procent som tycker att vi pratar med dem.", (LABELS[0], LABELS[2])),
    ],
)
def test_text_mentions_with_about_the_same_words_in_a_sentence(text, left):
    section = _section(_table(*(_row(label, "80", "50") for label in LABELS)))

    assert {one.label for one in unmentioned(standouts(section), [text])} == set(left)


def test_live_figure_is_a_mention_and_its_identity_is_no_words():
    section = _section(_table(*(_row(label, "80", "50") for label in LABELS)))
    found = standouts(section)
    text = reference(f"{LABELS[0].lower()}/annan-plats/2025", "50")
    referred = reference(found[0].figure.id, "50")

    assert len(unmentioned(found, [text])) == 3
    assert len(unmentioned(found, [referred])) == 2
