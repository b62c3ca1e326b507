"""Reading a list of staff: every fault with its row, column and reason; no tables."""

from datetime import date

import pytest

from hjulet.base.people.choices import Role
from hjulet.base.people.sources.staff_file import Fault, StaffRow, read

HEADING = "anställningsnummer;namn;e-post;roll;enhet;från;till\n"
ROW = "1017;Sara Natt;Sara.Natt@ekvik.se;medarbetare;Solgården;2026-01-01;2026-12-31\n"
SARA = StaffRow(
    2,
    "1017",
    "Sara Natt",
    "sara.natt@ekvik.se",
    Role.STAFF,
    "Solgården",
    date(2026, 1, 1),
    date(2026, 12, 31),
)


def faults(text):
    return [(fault.row, fault.column) for fault in read(text.encode()).faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252"])
def test_file_is_read_whichever_program_wrote_it(encoding):
    assert read((HEADING + ROW).encode(encoding)).rows == [SARA]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_delimiter_is_found_in_the_heading(delimiter):
    assert read((HEADING + ROW).replace(";", delimiter).encode()).rows == [SARA]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_end_as_the_program_likes(newline):
    assert read((HEADING + ROW).replace("\n", newline).encode()).rows == [SARA]


def test_columns_may_stand_in_any_order_and_others_are_left_alone():
    text = "enhet;extra;from;roll;namn;epost;staff_number\nSolgården;x;20260101;STAFF;Sara Natt;a@b.se;1017\n"

    row = read(text.encode()).rows[0]
    assert (row.unit, row.role, row.starts_on, row.ends_on) == (
        "Solgården",
        Role.STAFF,
        date(2026, 1, 1),
        None,
    )


def test_empty_lines_are_left_out():
    found = read((HEADING + "\n;;;;;;\n" + ROW).encode())

    assert ([row.row for row in found.rows], found.faults) == ([4], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(1, "")]),
        ("namn;roll\n", [(1, column) for column in ("anställningsnummer", "e-post", "enhet", "från")]),
        (HEADING + ROW.replace("1017", ""), [(2, "anställningsnummer")]),
        (HEADING + ROW.replace("Sara Natt", ""), [(2, "namn")]),
        (HEADING + ROW.replace("Sara Natt", "S" * 121), [(2, "namn")]),
        (HEADING + ROW.replace("@", " at "), [(2, "e-post")]),
        (HEADING + ROW.replace("medarbetare", "chef för allt"), [(2, "roll")]),
        (HEADING + ROW.replace("Solgården", ""), [(2, "enhet")]),
        (HEADING + ROW.replace("2026-01-01", "1/1 2026"), [(2, "från")]),
        (HEADING + ROW.replace("2026-01-01", "2026-02-30"), [(2, "från")]),
        (HEADING + ROW.replace("2026-01-01", ""), [(2, "från")]),
        (HEADING + ROW.replace("2026-12-31", "sedan"), [(2, "till")]),
        (HEADING + ROW.replace("2026-12-31", "2025-12-31"), [(2, "till")]),
        (HEADING + "1017\n", [(2, column) for column in ("namn", "e-post", "roll", "enhet", "från")]),
    ],
)
def test_every_fault_has_its_row_and_column(text, expected):
    assert faults(text) == expected


def test_all_faults_of_a_file_are_told_at_once():
    text = HEADING + ROW.replace("medarbetare", "x").replace("1017", "") + ROW.replace("2026-01-01", "x")

    assert faults(text) == [(2, "anställningsnummer"), (2, "roll"), (3, "från")]


@pytest.mark.parametrize(
    ("second", "column"),
    [
        (ROW.replace("Sara Natt", "Sara Dag").replace("Solgården", "Lönnen"), "namn"),
        (ROW.replace("Sara.Natt", "sara.dag").replace("Solgården", "Lönnen"), "e-post"),
        (ROW.replace("1017", "1018"), "e-post"),
        (ROW, "roll"),
    ],
)
def test_rows_that_contradict_each_other_are_told(second, column):
    assert faults(HEADING + ROW + second) == [(3, column)]


def test_reasons_say_what_was_written_and_what_is_known():
    fault = read((HEADING + ROW.replace("medarbetare", "boss")).encode()).faults[0]

    assert fault.reason.startswith("”boss” är ingen roll. Rollerna heter: medarbetare, enhetschef")


def test_bytes_that_are_no_text_at_all_give_a_fault_and_no_crash():
    assert read(bytes(range(256))).faults != []
    assert read(b"\x00\x00").faults == [Fault(1, column, "Kolumnen saknas i rubrikraden.") for column in (
        "anställningsnummer", "namn", "e-post", "roll", "enhet", "från")]  # fmt: skip
