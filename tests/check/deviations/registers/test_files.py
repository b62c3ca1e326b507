"""Files of another system: rows, faults by row and column, and words that nobody has explained. No database."""

import io
import zipfile
from datetime import date, datetime, time

import pytest

from hjulet.check.deviations.choices import State
from hjulet.check.deviations.sources import words
from hjulet.check.deviations.sources.cases import CasesRead, read_cases
from hjulet.check.deviations.sources.choices import Field
from hjulet.check.deviations.sources.columns import guess, missing
from hjulet.check.deviations.sources.sheets import CannotOpen, Sheet, read_sheet
from tests.check.deviations.registers.files import HEADER, as_csv, as_xlsx, row

TODAY = date(2026, 11, 21)
BOOKS = {Field.UNIT: {"solgården": "solgarden"}, Field.TYPE: {"fall": "HSL_FALL"}}
UNITS = {"solgarden": (date(2020, 1, 1), None)}


def read(content: bytes, filename: str = "fil.csv") -> CasesRead:
    sheet = read_sheet(content, filename)
    return read_cases(sheet, guess(sheet.header), BOOKS, units=UNITS, today=TODAY)


def faults(found: CasesRead) -> list[tuple[int, str]]:
    return [(fault.row, fault.column) for fault in found.faults]


@pytest.mark.parametrize(
    ("content", "filename"),
    [
        (as_csv([row()]), "fil.csv"),
        (as_csv([row()], encoding="cp1252"), "fil.csv"),
        (as_csv([row()], encoding="utf-8-sig"), "fil.csv"),
        (as_csv([row()], encoding="utf-16"), "fil.csv"),
        (as_xlsx([row()]), "fil.xlsx"),
        (as_xlsx([row(Händelsedatum=datetime.fromisoformat("2026-03-04"), Tid=time(2, 10))]), "fil.xlsx"),
        (
            as_xlsx([row()], above=[["Avvikelser 2026"], ["Utskrivet 2026-11-20"]], merged=["A1:M1"]),
            "fil.xlsx",
        ),
    ],
)
def test_the_same_row_is_read_whatever_the_program_that_wrote_it(content, filename):
    found = read(content, filename)

    (case,) = found.rows
    assert found.faults == found.unknown == ()
    assert (case.number, case.unit, case.type, case.severity) == ("LC-1", "solgarden", "HSL_FALL", 2)
    assert (case.happened_on, case.happened_time) == (date(2026, 3, 4), time(2, 10))
    assert (case.reported, case.state, case.closed_on) == (
        datetime.fromisoformat("2026-03-04T06:30"), State.CLOSED, date(2026, 3, 20),
    )  # fmt: skip


def test_a_case_never_tells_in_an_error_report():
    (case,) = read(as_csv([row()])).rows

    assert "golvet" not in repr(case)


@pytest.mark.parametrize(
    ("changes", "column", "reason"),
    [
        ({"Händelsedatum": "i tisdags"}, "Händelsedatum", "”i tisdags” går inte att läsa som ett datum. Skriv ÅÅÅÅ-MM-DD."),
        ({"Händelsedatum": "2026-02-30"}, "Händelsedatum", "Det finns ingen dag eller tid som ”2026-02-30”."),
        ({"Händelsedatum": "2026-11-22"}, "Händelsedatum", "2026-11-22 har inte varit än."),
        ({"Händelsedatum": "1926-03-04"}, "Händelsedatum", "1926-03-04 ligger för långt tillbaka."),
        ({"Händelsedatum": "2019-12-31"}, "Enhet", "Enheten fanns inte 2019-12-31."),
        ({"Händelsedatum": ""}, "Händelsedatum", "Cellen är tom."),
        ({"Tid": "natten"}, "Tid", "”natten” går inte att läsa som ett klockslag. Skriv TT:MM."),
        ({"Tid": "25:10"}, "Tid", "”25:10” går inte att läsa som ett klockslag. Skriv TT:MM."),
        ({"Beskrivning": ""}, "Beskrivning", "Cellen är tom."),
        ({"Beskrivning": "x" * 50_001}, "Beskrivning", "Texten har 50001 tecken, högst 50000 går att spara."),
        ({"Beskrivning": "a\x07b"}, "Beskrivning", "Cellen har ett tecken som inte går att spara. Skriv om texten."),
        ({"Ärendenummer": ""}, "Ärendenummer", "Cellen är tom."),
        ({"Ärendenummer": "9" * 61}, "Ärendenummer", "Texten har 61 tecken, högst 60 går att spara."),
        (
            {"Beskrivning": "Bl\N{REPLACEMENT CHARACTER} m\N{REPLACEMENT CHARACTER}rke"}, "Beskrivning",
            "Å, ä och ö går inte att läsa. Spara filen som CSV (UTF-8) eller .xlsx.",
        ),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_read_is_named_by_row_and_column(changes, column, reason):
    found = read(as_csv([row("LC-0"), row(**{"Ärendenummer": "LC-1"} | changes)]))

    assert [(fault.row, fault.column, fault.reason) for fault in found.faults] == [(3, column, reason)]
    assert [case.number for case in found.rows] == ["LC-0"]


def test_a_long_text_in_the_wrong_column_is_not_read_out():
    found = read(as_csv([row(Händelsedatum="Sven Svensson ramlade i duschen")]))

    assert "Sven" not in found.faults[0].reason


def test_the_same_number_twice_is_a_fault():
    found = read(as_csv([row("A"), row("B"), row("A")]))

    assert [str(fault) for fault in found.faults] == [
        "rad 4, Ärendenummer: Samma nummer står redan på rad 2."
    ]


def test_formulas_and_errors_are_faults_in_columns_that_are_read_and_nowhere_else():
    header = [*HEADER, "Anmärkning"]
    rows = [[*row("A", Beskrivning="=A1"), ""], [*row("B"), "=A1"]]

    found = read(as_xlsx(rows, header), "fil.xlsx")

    assert faults(found) == [(2, "Beskrivning")]
    assert [case.number for case in found.rows] == ["B"]


def test_merged_cells_are_told_by_their_place():
    found = read(as_xlsx([row("A"), row("B")], merged=["B2:B3"]), "fil.xlsx")

    assert "B2:B3" in found.faults[0].reason
    assert [case.number for case in found.rows] == []


def test_words_that_nobody_has_explained_are_gathered_with_how_many_rows_have_them():
    found = read(as_csv([row("A", Enhet="Södra"), row("B", Enhet="Södra", Avvikelsetyp="Ramlat"), row("C")]))

    assert [(word.field, word.said, word.rows) for word in found.unknown] == [
        (Field.UNIT, "Södra", 2), (Field.TYPE, "Ramlat", 1),
    ]  # fmt: skip
    assert [case.number for case in found.rows] == ["C"]
    assert found.faults == ()


def test_rows_of_units_that_are_left_out_need_not_be_right():
    books = {**BOOKS, Field.UNIT: {"södra": "-"}}
    sheet = read_sheet(as_csv([row(Enhet="Södra", Händelsedatum="?")]), "fil.csv")

    found = read_cases(sheet, guess(sheet.header), books, units=UNITS, today=TODAY)

    assert (found.left_out, found.rows, found.faults) == (1, (), ())


@pytest.mark.parametrize(
    ("status", "closed", "expected"),
    [
        ("", "", State.RECEIVED),
        ("", "2026-03-20", State.CLOSED),
        ("Pågående", "", State.INVESTIGATED),
        ("Avslutat", "", State.CLOSED),
        ("Makulerad", "", State.NOT_A_DEVIATION),
    ],
)
def test_the_state_is_theirs_or_follows_from_the_day_it_was_closed(status, closed, expected):
    (case,) = read(as_csv([row(Status=status, Avslutsdatum=closed)])).rows

    assert case.state == expected


@pytest.mark.parametrize(
    ("content", "filename", "reason"),
    [
        (b"", "fil.csv", "Filen är tom."),
        (as_csv([]), "fil.csv", "inga rader under den"),
        (b"a;b\r\n1;2", "fil.csv", "ingen rubrikrad"),
        (as_csv([row()], [*HEADER[:-1], "Status"]), "fil.csv", "Två kolumner heter ”status”"),
        (b"%PDF-1.7", "fil.pdf", ".pdf går inte att läsa"),
        (b"\xd0\xcf\x11\xe0rest", "fil.xls", ".xls går inte att läsa"),
        (b"\xd0\xcf\x11\xe0rest", "fil.xlsx", "äldre formatet .xls eller har lösenord"),
        (b"PK\x03\x04broken", "fil.xlsx", "skadad eller har lösenord"),
        (b"x" * 20_000_001, "fil.csv", "20000 kB, högst 20000 kB"),
        (as_csv([row()] * 20_001), "fil.csv", "fler än 20000 rader"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(content, filename, reason):
    with pytest.raises(CannotOpen) as refused:
        read_sheet(content, filename)

    assert reason in str(refused.value)


def test_a_bomb_of_zeroes_is_refused_before_it_is_unpacked():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)

    with pytest.raises(CannotOpen):
        read_sheet(packed.getvalue(), "fil.xlsx")


def test_two_hundred_thousand_rows_are_refused():
    content = as_csv([["1", "Solgården", "2026-01-01"]] * 200_000, HEADER[:3])

    with pytest.raises(CannotOpen):
        read_sheet(content, "fil.csv")


def test_a_sheet_is_the_same_after_it_has_been_packed():
    sheet = read_sheet(as_xlsx([row("A", Beskrivning="=A1"), row("B")]), "fil.xlsx")

    assert Sheet.unpacked(sheet.packed()) == sheet


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2026-11-20", (date(2026, 11, 20), None)),
        ("2026-11-20 02:10", (date(2026, 11, 20), time(2, 10))),
        ("2026-11-20T02:10:33", (date(2026, 11, 20), time(2, 10))),
        ("2026-11-20 kl. 02.10", (date(2026, 11, 20), time(2, 10))),
        ("20261120", (date(2026, 11, 20), None)),
        ("20/11/2026", (date(2026, 11, 20), None)),
        ("3.4.2026", (date(2026, 4, 3), None)),
        ("2026/1/2", (date(2026, 1, 2), None)),
    ],
)
def test_days_are_read_the_way_they_are_written_here(said, expected):
    assert words.day_and_time(said) == expected


@pytest.mark.parametrize(
    "said", ["45980", "26-11-20", "13/13/2026", "20 november", "2026-11-20 25:00", "0,5"]
)
def test_what_may_be_another_day_is_not_guessed(said):
    with pytest.raises(ValueError, match=r"[.]"):
        words.day_and_time(said)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("3", "3"), ("3,0", "3"), ("3.0", "3"), ("3 - betydande", "3"), ("Betydande (3)", "3"), ("Grad 2", "2"),
        ("5", None), ("0", None), ("2-3", None), ("allvarligt", None), ("12", None),
    ],
)  # fmt: skip
def test_levels_are_read_by_the_figure_in_them(said, expected):
    assert words.level(said) == expected


def test_the_headings_of_a_likely_export_are_known_without_asking():
    assert missing(guess(HEADER)) == []
    assert guess(HEADER)[Field.WHAT] == "Beskrivning"
    assert missing(guess(["Enhet", "Kolumn", "Text"])) == [Field.NUMBER, Field.HAPPENED, Field.WHAT]
