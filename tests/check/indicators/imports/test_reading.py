"""Files as they come, good and bad: what is read, and what is said of the rest. Nothing here changes a value."""

import pytest

from hjulet.check.indicators.imports.choices import Holds, Lack
from hjulet.check.indicators.imports.columns import Told
from hjulet.check.indicators.imports.planning import explain, plan, tell
from tests.check.indicators.imports.making import AT, DAY, csv, kept, planned, xlsx
from tests.factories import IndicatorFactory

LONG = ("Mått;Enhet;År;Värde;Antal svar", "Trygghet;Solgården;2025;94,0;34")


@pytest.fixture(autouse=True)
def measure(world):
    return IndicatorFactory(municipality=world.municipality, slug="trygghet", name="Trygghet")


def said(found):
    return [str(fault) for fault in found.faults]


def rows(found):
    return [(row.measure, row.place, row.period.said, str(row.value), row.respondents) for row in found.new]


def test_a_row_for_each_value(world):
    made = planned(world, csv(*LONG))

    assert rows(made) == [("trygghet", "solgarden", "2025", "94.0", 34)]


def test_years_as_headings_below_a_title(world):
    content = xlsx([
        ["Kvalitetsregister, uttag 2026-01-12"],
        [],
        ["Mått", "Enhet", 2023, 2024, 2025],
        ["Trygghet", "Solgården", 91.5, None, 94],
        ["Trygghet", "Björkgården", "..", 88, 90],
    ])  # fmt: skip
    made = planned(world, content, "uttag.xlsx")

    assert [(place, year, value) for _m, place, year, value, _n in rows(made)] == [
        ("solgarden", "2023", "91.5"), ("solgarden", "2025", "94"), ("bjorkgarden", "2023", "None"),
        ("bjorkgarden", "2024", "88"), ("bjorkgarden", "2025", "90"),
    ]  # fmt: skip
    assert made.read.blank == 1


def test_measures_as_headings_and_a_row_for_each_municipality(world):
    """As Socialstyrelsen's open comparisons are laid out: one's own row and the country's are read, others left out."""
    content = xlsx([
        ["Kommunkod", "Kommun", "Trygghet", "Bemötande, andel"],
        ["0001", "Granby", 70, 80],
        ["0002", "Ekvik", 94, 91.2],
        ["", "Riket", 88, 90],
    ])  # fmt: skip
    told = {"period": "2025"}
    made = planned(world, content, "oj.xlsx")

    assert made.lacks == (Lack.NO_PERIOD,)
    assert made.told.holding(Holds.AS_MEASURE) == ["Trygghet", "Bemötande, andel"]

    batch, by = kept(world, content, "oj.xlsx"), world.people["developer"]
    tell(batch, Told.unpacked(batch.told | told), by=by, at=AT)
    assert [word.said for word in plan(batch, by, DAY).unknown] == ["Bemötande, andel"]
    explain(batch, {Holds.MEASURE: {"Bemötande, andel": "+share-up"}}, by=by, at=AT)
    done = plan(batch, by, DAY)
    assert rows(done) == [
        ("trygghet", "ekvik", "2025", "94", None), ("+share-up:Bemötande, andel", "ekvik", "2025", "91.2", None),
        ("trygghet", "country", "2025", "88", None), ("+share-up:Bemötande, andel", "country", "2025", "90", None),
    ]  # fmt: skip
    assert done.read.left_out == 2


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Trygghet;Solgården;2025;hög;34", "rad 2, Värde: ”hög” är inte ett tal."),
        ("Trygghet;Solgården;2025;194;34", "rad 2, Värde: En andel är mellan 0 och 100 %."),
        ("Trygghet;Solgården;2025;94;några", "rad 2, Antal svar: ”några” är inte ett antal."),
        ("Trygghet;Solgården;2027;94;34", "rad 2: Perioden 2027 har inte börjat än."),
        (
            "Trygghet;Solgården;ifjol;94;34",
            "rad 2: Perioden ”ifjol” går inte att läsa. Skriv 2025 eller 2025-03.",
        ),
        ("Trygghet;;2025;94;34", "rad 2: Här står inte vem värdet gäller."),
        (";Solgården;2025;94;34", "rad 2: Här står inte vilket mått värdet gäller."),
    ],
)
def test_fault_is_told_by_row_and_column(world, line, fault):
    columns = {
        "Mått": "measure", "Enhet": "unit", "År": "period", "Värde": "value", "Antal svar": "respondents",
    }  # fmt: skip

    batch, by = kept(world, csv(LONG[0], line)), world.people["developer"]
    tell(batch, Told(columns=columns), by=by, at=AT)
    found = plan(batch, by, DAY)

    assert (said(found), found.new) == ([fault], ())


def test_mixed_decimal_signs_are_told_and_not_guessed(world):
    made = planned(world, csv(*LONG, "Trygghet;Björkgården;2025;94.5;30"))

    reason = "Kolumnen har både decimalkomma och decimalpunkt. Skriv alla tal på samma sätt."
    assert said(made) == [f"rad 2, Värde: {reason}", f"rad 3, Värde: {reason}"]


def test_same_row_twice_is_one_value_and_a_contradiction_is_a_fault(world):
    assert len(planned(world, csv(*LONG, LONG[1])).new) == 1

    made = planned(world, csv(*LONG, "Trygghet;Solgården;2025;93,0;34"))
    assert said(made) == ["rad 3, Värde: Säger något annat än rad 2 om samma värde."]


def test_windows_encoding_and_percent_cells_are_read_as_shown(world):
    assert len(planned(world, csv(*LONG, encoding="cp1252")).new) == 1
    sheet = xlsx(
        [["Mått", "Enhet", "År", "Värde"], ["Trygghet", "Solgården", 2025, 0.855]], formats={"D2": "0.0%"}
    )
    assert rows(planned(world, sheet, "a.xlsx")) == [("trygghet", "solgarden", "2025", "85.5", None)]


def test_formula_and_merged_cells_are_told(world):
    header = ["Mått", "Enhet", "År", "Värde"]
    formula = xlsx([header, ["Trygghet", "Solgården", 2025, "=90+4"], ["Trygghet", "Björkgården", 2025, 90]])
    merged = xlsx([header, ["Trygghet", "Solgården", 2025, 94], ["", "", 2025, 90]], merged="A2:A3")

    made = planned(world, formula, "a.xlsx")
    assert said(made) == [
        "rad 2, Värde: Cellen har en formel eller visar ett fel. Klistra in den som värde i stället."
    ]
    assert said(planned(world, merged, "b.xlsx")) == [
        "rad 2: Celler är sammanslagna. Dela dem i kalkylprogrammet, så att varje rad har sitt eget."
    ]


def test_sheet_that_only_explains_is_passed_by(world):
    figures = [["Mått", "Enhet", "År", "Värde"], ["Trygghet", "Solgården", 2025, 94]]
    content = xlsx([["Uttag 2026-01-12"]], title="Läs mig", more=[("Resultat", figures)])

    made = planned(world, content, "uttag.xlsx")

    assert (made.told.sheet, len(made.new)) == ("Resultat", 1)


def test_next_file_from_the_same_source_is_read_likewise(world):

    odd = csv("Fråga 7;Plats;Mätår;Svar i procent", "Trygghet;Solgården;2025;94")
    batch = kept(world, odd)
    columns = {"Fråga 7": "measure", "Plats": "unit", "Mätår": "period", "Svar i procent": "value"}
    tell(batch, Told(columns=columns), by=world.people["developer"], at=AT)

    assert rows(planned(world, odd.replace(b"2025", b"2024"))) == [
        ("trygghet", "solgarden", "2024", "94", None)
    ]
