"""Files are read as they come, and every fault is told with row, column and reason."""

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from hjulet.base.organisation.sources import tables
from hjulet.base.organisation.sources.exposure import read_exposure
from hjulet.base.organisation.sources.lineage import read_lineage
from hjulet.base.organisation.sources.units import COLUMNS, read_units

HEADER = ",".join(COLUMNS)
ROOT = "ekvik,Ekvik,,kommun,,,,,,"


def csv(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *rows]).encode()


def xlsx(*rows: tuple[object, ...], header: tuple[str, ...] = COLUMNS) -> bytes:
    book = Workbook()
    for row in (header, *rows):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def told(reading) -> list[tuple[int, str]]:
    return [(fault.row, fault.column) for fault in reading.faults]


ROWS = (ROOT, "vard,Vård & omsorg,ekvik,avdelning,SoL; hsl,egen,Byn,2022,2024-06,räknas “helt”")


@pytest.mark.parametrize(
    "content",
    [
        csv(*ROWS),
        b"\xef\xbb\xbf" + csv(*ROWS),
        csv(*ROWS).decode().encode("cp1252"),
        csv(*ROWS).decode().encode("utf-16"),
        csv(*ROWS).replace(b"\n", b"\r\n"),
        csv(*ROWS).replace(b"SoL; hsl", b'"SoL, hsl"'),
        csv(*ROWS).replace(b"SoL; hsl", b"SoL hsl").replace(b",", b";"),
        csv(*ROWS).replace(b",", b"\t"),
        csv(*ROWS, "", " , ,,,,,,,,"),
        csv(*ROWS).replace(b"id,name", b"ID , Name"),
    ],
    ids=[
        "utf-8",
        "utf-8 mark",
        "windows",
        "utf-16",
        "crlf",
        "quoted",
        "semicolon",
        "tab",
        "blank rows",
        "capitals",
    ],
)
def test_a_csv_is_read_however_it_was_saved(content):
    reading = read_units(content, "enheter.csv")

    assert reading.faults == ()
    unit = reading.rows[1]
    assert (unit.slug, unit.name, unit.parent, unit.kind) == ("vard", "Vård & omsorg", "ekvik", "department")
    assert (unit.law_codes, unit.regime, unit.place, unit.note) == ("SoL HSL", "own", "Byn", "räknas “helt”")
    assert (unit.valid_from, unit.valid_to) == (date(2022, 1, 1), date(2024, 6, 1))


def test_an_excel_file_gives_the_same_with_numbers_and_dates_as_cells():
    content = xlsx(
        ("ekvik", "Ekvik", None, "kommun", *[None] * 6),
        (17, "Vård", "ekvik", "Enhet", "SoL", "LOV", None, 2022, datetime(2024, 6, 1), None),  # noqa: DTZ001 - Excel knows no zones
        ("b", "B", "ekvik", "enhet", None, None, None, 2022.0, date(2024, 6, 1), None),
    )

    reading = read_units(content, "enheter.xlsx")

    assert reading.faults == ()
    assert [(row.slug, row.valid_from_said, row.valid_to_said) for row in reading.rows[1:]] == [
        ("17", "2022", "2024-06-01"),
        ("b", "2022", "2024-06-01"),
    ]


def test_formulas_and_broken_cells_are_faults_not_guesses():
    content = xlsx(
        ("ekvik", "Ekvik", None, "kommun", *[None] * 6),
        ("a", '=CONCATENATE("A","B")', "ekvik", "enhet", *[None] * 6),
        ("b", "B", "ekvik", "enhet", None, None, None, "#REF!", None, None),
    )

    reading = read_units(content, "enheter.xlsx")

    assert [(fault.row, fault.column) for fault in reading.faults] == [(3, "name"), (4, "valid_from")]
    assert "formel" in reading.faults[0].reason


@pytest.mark.parametrize(
    ("row", "place", "reason"),
    [
        (",Namn,ekvik,enhet,,,,,,", "id", "Skriv ett id."),
        ("å ä,Namn,ekvik,enhet,,,,,,", "id", "Ett id får ha"),
        (f"{'a' * 81},Namn,ekvik,enhet,,,,,,", "id", "81 tecken, högst 80"),
        ("a,,ekvik,enhet,,,,,,", "name", "Skriv ett namn."),
        (f"a,{'N' * 121},ekvik,enhet,,,,,,", "name", "121 tecken, högst 120"),
        ("a,=1+1,ekvik,enhet,,,,,,", "name", "formel"),
        ("a,N\x00amn,ekvik,enhet,,,,,,", "name", "inte går att spara"),
        ("a,Namn,ekvik,by,,,,,,", "kind", "”by” är inget känt ord. Välj: kommun, sektor"),
        ("a,Namn,ekvik,,,,,,,", "kind", "inget känt ord"),
        ("a,Namn,ekvik,enhet,PSL,,,,,", "law_area", "”psl” är inget känt lagområde"),
        ("a,Namn,ekvik,enhet,,privat,,,,", "regime", "”privat” är inget känt ord"),
        (f"a,Namn,ekvik,enhet,,,{'P' * 81},,,", "place", "81 tecken"),
        ("a,Namn,ekvik,enhet,,,,22,,", "valid_from", "Datumet ”22” går inte att läsa"),
        ("a,Namn,ekvik,enhet,,,,,2022-02-30,", "valid_to", "finns inte i kalendern"),
        ("a,Namn,ekvik,enhet,,,,2022-09,2022,", "valid_to", "Sista dagen (2022-01-01) ligger före"),
        (f"a,Namn,ekvik,enhet,,,,,,{'x' * 2001}", "note", "högst 2000"),
        ("ekvik,Igen,ekvik,enhet,,,,,,", "id", "Samma id står redan på rad 2"),
        ("a,Namn,ekvik,enhet,SoL,LSS,egen,Byn,2022,,ett fält för mycket", "", "fler fält än rubrikraden"),
    ],
)
def test_a_fault_says_row_column_and_reason(row, place, reason):
    reading = read_units(csv(ROOT, row), "enheter.csv")

    assert told(reading) == [(3, place)]
    assert reason in reading.faults[0].reason


def test_every_fault_of_a_file_is_told_at_once():
    reading = read_units(csv(ROOT, "a,,ekvik,by,XX,,,igår,,", "b,B,ekvik,enhet,,,,,2022-13,"), "enheter.csv")

    assert told(reading) == [(3, "kind"), (3, "law_area"), (3, "name"), (3, "valid_from"), (4, "valid_to")]


@pytest.mark.parametrize(
    ("content", "filename", "reason"),
    [
        (b"", "a.csv", "Filen är tom"),
        (b"\n\n", "a.csv", "Filen är tom"),
        (HEADER.encode(), "a.csv", "inga rader"),
        (b"\xd0\xcf\x11\xe0gammal", "a.xls", ".xls"),
        (b"\xd0\xcf\x11\xe0", "a.xlsx", "äldre formatet .xls eller har lösenord"),
        (b"PK\x03\x04 inte en zip", "a.xlsx", "skadad eller har lösenord"),
        (b"%PDF-1.7", "a.pdf", ".pdf går inte att läsa"),
        (b"x" * (tables.MOST_BYTES + 1), "a.csv", "högst 1000 kB"),
    ],
)
def test_a_file_that_is_no_table_is_refused_whole(content, filename, reason):
    reading = read_units(content, filename)

    assert (reading.rows, told(reading)) == ((), [(0, "")])
    assert reason in reading.faults[0].reason


def test_missing_and_doubled_columns_are_told_one_by_one():
    reading = read_units(b"id,name,name,kind,law_area,regime,place,valid_from,note\na,b,b,c,,,,,", "a.csv")

    assert told(reading) == [(1, "name"), (1, "parent_id"), (1, "valid_to")]


def test_extra_columns_are_left_aside_and_named():
    reading = read_units(csv(ROOT + ",seed", header=HEADER + ",source_seed"), "a.csv")

    assert (reading.faults, reading.ignored_columns) == ((), ("source_seed",))


def test_too_many_rows_are_refused():
    rows = [f"e{n},Enhet,ekvik,enhet,,,,,," for n in range(5001)]

    reading = read_units(csv(ROOT, *rows), "a.csv")

    assert "fler än 5000 rader" in reading.faults[0].reason


def test_a_zip_that_unpacks_to_a_mountain_is_refused(monkeypatch):
    monkeypatch.setattr("hjulet.base.organisation.sources.workbooks.MOST_UNPACKED_BYTES", 100)

    reading = read_units(xlsx(("ekvik", "Ekvik", None, "kommun", *[None] * 6)), "a.xlsx")

    assert "för stor" in reading.faults[0].reason


def test_a_workbook_with_a_doctype_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')

    assert "för stor" in read_units(content.getvalue(), "a.xlsx").faults[0].reason


def test_a_zip_that_is_no_workbook_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("brev.txt", "hej")

    assert "går inte att öppna" in read_units(content.getvalue(), "a.xlsx").faults[0].reason


def test_markup_and_emoji_are_only_letters():
    reading = read_units(csv(ROOT, "a,<script>alert(1)</script> 👩‍⚕️,ekvik,enhet,,,,,,"), "a.csv")

    assert reading.faults == ()
    assert reading.rows[1].name == "<script>alert(1)</script> 👩‍⚕️"


LINEAGE = "kind,from_unit,to_unit,from_period,note"


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("klonad,a,b,2022,", "kind"),
        ("split,,b,2022,", "from_unit"),
        ("split,a,a,2022,", "to_unit"),
        ("split,a,b,,", "from_period"),
        ("split,a,b,snart,", "from_period"),
    ],
)
def test_a_faulty_step_of_lineage_says_where(row, place):
    assert told(read_lineage(csv(row, header=LINEAGE), "a.csv")) == [(2, place)]


def test_lineage_may_be_written_in_swedish_and_only_once_a_pair():
    reading = read_lineage(csv("delades,a,b,2022,", "bytte namn,a,b,2023,", header=LINEAGE), "a.csv")

    assert reading.rows[0].kind == "split"
    assert told(reading) == [(3, "to_unit")]


EXPOSURE = "unit,month,kind,amount"


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("a,2025,boendedygn,1", "month"),
        ("a,2025-13,boendedygn,1", "month"),
        ("a,2025-03-15,boendedygn,1", "month"),
        ("a,2025-03,nätter,1", "kind"),
        ("a,2025-03,doser,många", "amount"),
        ("a,2025-03,doser,-1", "amount"),
        ("a,2025-03,doser,NaN", "amount"),
        ("a,2025-03,doser,1e99", "amount"),
        ("a,2025-03,doser,", "amount"),
        (",2025-03,doser,1", "unit"),
    ],
)
def test_a_faulty_exposure_says_where(row, place):
    assert told(read_exposure(csv(row, header=EXPOSURE), "a.csv")) == [(2, place)]


@pytest.mark.parametrize(("said", "amount"), [("1 234,5", "1234.50"), ("1234.5", "1234.50"), ("0", "0.00")])
def test_amounts_are_read_as_swedes_write_them(said, amount):
    reading = read_exposure(f"unit;month;kind;amount\na;2025-03;besök;{said}".encode(), "a.csv")

    assert str(reading.rows[0].amount) == amount


def test_the_same_month_twice_is_a_fault():
    content = csv("a,2025-03,doser,1", "a,2025-03-01,doser,2", header=EXPOSURE)

    assert told(read_exposure(content, "a.csv")) == [(3, "month")]
