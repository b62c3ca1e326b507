"""An own table: what people type and paste, what is refused, how its numbers become figures, and what is hidden."""

from decimal import Decimal

import pytest

from hjulet.report.manuscripts.checks import Waiting, faults_of
from hjulet.report.manuscripts.choices import Fault
from hjulet.report.reports.blocks import Figure, Report
from hjulet.report.reports.choices import SheetFault
from hjulet.report.reports.sheets import Sheet, amount, as_text, blocks_of, cells_in, count, faults_in

CELLS = (("Enhet", "2024", "2025"), ("Tallen", "12", "15"), ("Granen", "3", "8"), ("Totalt", "15", "23"))


def sheet(cells=CELLS, **more) -> Sheet:
    return Sheet(
        "sektorn-sokande", "Sökande", "Sociala sektorn", 2025, cells[0], cells[1:], "Skolan, 1 mars", **more
    )


def told(found: Sheet, *, is_public: bool) -> list[list[str]]:
    _heading, table = blocks_of(found, is_public=is_public)
    return [[cell.text if isinstance(cell, Figure) else cell for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize(
    ("typed", "cells"),
    [
        ("Enhet;2024\nTallen; 12 ", (("Enhet", "2024"), ("Tallen", "12"))),
        ("Enhet\t2024\r\nTallen, södra\t12\r\n\r\n", (("Enhet", "2024"), ("Tallen, södra", "12"))),
        ("Enhet;2024;2025\nTallen;12", (("Enhet", "2024", "2025"), ("Tallen", "12", ""))),
        ("", ()),
    ],
)
def test_cells_are_read_from_a_box_or_a_spreadsheet(typed, cells):
    assert cells_in(typed) == cells


def test_a_table_is_opened_again_as_it_was_typed():
    assert cells_in(as_text(CELLS[0], CELLS[1:])) == CELLS


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12", "12"), ("1 234,5", "1234.5"), ("1\u00a0234", "1234"), ("94 %", "94"), ("−3", "-3"), ("+4,5", "4.5"),
        ("3 450 kr", "3450"), ("2024-05-01", None), ("cirka 12", None), ("", None), ("–", None), ("1,2,3", None),
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it(cell, value):
    assert amount(cell) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("cells", "faults"),
    [
        (CELLS, []),
        ((), [SheetFault.EMPTY]),
        ((("Enhet", "2024"),), [SheetFault.EMPTY]),
        ((("Enhet",), ("Tallen",)), [SheetFault.COLUMNS]),
        ((("Enhet", "Antal", "antal"), ("a", "1", "2")), [SheetFault.NAMES]),
        ((("Enhet", "Antal"), ("a", "1", "2")), [SheetFault.RAGGED]),
        ((("Enhet", "Antal"), ("a" * 301, "1")), [SheetFault.LONG]),
        ((("Vem", "Antal"), ("19121212-1212", "1")), [SheetFault.PERSONAL_NUMBER]),
        ((("Enhet", "Antal"), *[(str(n), "1") for n in range(201)]), [SheetFault.ROWS]),
    ],
)
def test_a_table_is_refused_in_words(cells, faults):
    assert [fault for fault, _about in faults_in(cells)] == faults


def test_numbers_become_figures_with_a_source_and_a_name_that_stays():
    _heading, table = blocks_of(sheet(), is_public=False)
    figure = table.rows[0].cells[2]

    assert (figure.id, figure.value) == ("egen/sektorn-sokande/tallen/2025/2025", Decimal(15))
    assert (figure.source, figure.label) == ("Skolan, 1 mars", "Sökande, Tallen: 2025")
    assert table.rows[2].strong
    assert [column.is_number for column in table.columns] == [False, True, True]


def test_two_rows_of_one_name_are_two_figures():
    _heading, table = blocks_of(
        sheet((("Enhet", "Antal"), ("Tallen", "7"), ("Tallen", "9"))), is_public=False
    )

    assert [row.cells[1].id for row in table.rows] == [
        "egen/sektorn-sokande/tallen/antal/2025", "egen/sektorn-sokande/tallen-2/antal/2025",
    ]  # fmt: skip


def test_few_people_are_hidden_outside_with_what_would_give_them_away():
    found = sheet(counts_people=True)

    assert told(found, is_public=False)[1] == ["Granen", "3", "8"]
    assert told(found, is_public=True) == [
        ["Tallen", "visas inte", "15"], ["Granen", "visas inte", "8"], ["Totalt", "15", "23"],
    ]  # fmt: skip


def test_a_total_of_few_is_hidden_too():
    found = sheet((("Enhet", "Antal"), ("Tallen", "1"), ("Granen", "2"), ("Totalt", "3")), counts_people=True)

    assert {row[1] for row in told(found, is_public=True)} == {"visas inte"}


def test_shares_and_money_are_no_people():
    found = sheet((("Enhet", "Andel", "Kostnad, kr"), ("Tallen", "3 %", "4")), counts_people=True)

    assert told(found, is_public=True) == [["Tallen", "3 %", "4"]]
    assert (count("3 %", "Andel"), count("4", "Kostnad, kr"), count("3 (30 %)", "Antal")) == (None, None, 3)


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        # women and men in a row that prints their sum
        (
            (("Enhet", "Kvinnor", "Män", "Totalt"), ("Tallen", "3", "20", "23"), ("Granen", "30", "20", "50")),
            {("Granen", "50"), ("Tallen", "23")},
        ),
        # a sum for each part: what protects must stand in the same part
        (
            (("Enhet", "Antal"), ("Tallen", "3"), ("Granen", "30"), ("Summa", "33"), ("Eken", "6"), ("Summa", "6")),
            {("Summa", "33"), ("Eken", "6"), ("Summa", "6")},
        ),
        # a sum of the sums
        (
            (("Enhet", "Antal"), ("Tallen", "3"), ("Summa", "3"), ("Eken", "9"), ("Summa", "9"), ("Totalt", "12")),
            {("Eken", "9"), ("Summa", "9")},
        ),
        # what the total has beyond the rows is few
        ((("Enhet", "Antal"), ("Tallen", "20"), ("Granen", "30"), ("Totalt", "52")), {("Granen", "30"), ("Totalt", "52")}),
        # a share, a mean and words beside the number tell how many it is of
        (
            (("Enhet", "Antal", "Andel", "Kr per person"), ("Tallen", "3 st", "30 %", "100 000 kr"), ("Granen", "7", "70 %", "9 kr"), ("Eken", "90", "9 %", "8 kr")),
            {("Eken", "90"), ("Eken", "9 %"), ("Eken", "8 kr")},
        ),
        ((("Enhet", "Antal"), ("Tallen", "3 av 10"), ("Granen", "12 (30 %)")), set()),
        ((("Enhet", "Antal"), ("Tallen", "0"), ("Granen", "12")), {("Tallen", "0"), ("Granen", "12")}),
    ],
)  # fmt: skip
def test_nobody_is_counted_out_of_an_own_table(cells, shown):
    found = told(sheet(cells, counts_people=True), is_public=True)

    assert {(row[0], cell) for row in found for cell in row[1:] if cell and cell != "visas inte"} == shown


def test_a_large_table_shows_no_cell_of_few():
    header = ("Enhet", *[f"Grupp {n}" for n in range(10)], "Totalt")
    rows = [[(at * 7 + place * 3) % 40 for place in range(10)] for at in range(60)]
    lines = [(f"Enhet {at}", *map(str, row), str(sum(row))) for at, row in enumerate(rows)]
    sums = [sum(column) for column in zip(*rows, strict=True)]
    found = sheet((header, *lines, ("Totalt", *map(str, sums), str(sum(sums)))), counts_people=True)

    few = {str(n) for n in range(1, 5)}
    assert not few & {cell for row in told(found, is_public=True) for cell in row[1:]}


@pytest.mark.parametrize(("total", "found"), [("23", []), ("40", [Fault.SUM_DISAGREES])])
def test_a_total_that_is_not_the_sum_of_its_rows_stops_the_freezing(total, found):
    blocks = blocks_of(
        sheet((("Enhet", "Antal"), ("Tallen", "15"), ("Granen", "8"), ("Totalt", total))), is_public=False
    )
    report = Report("resultatrapport", "R", "", "Ekvik", "Ekvik", 2025, "internal", (), "2026-03-23", blocks)

    assert [one.fault for one in faults_of(report, report, (), Waiting())] == found
