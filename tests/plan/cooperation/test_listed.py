"""A list as municipalities keep it: what can be read, and every fault by its row."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from hjulet.plan.cooperation.choices import Form, Lasting
from hjulet.plan.cooperation.sources.listed import read_list


def read(text: str):
    return read_list(text.encode(), "lista.csv")


def test_title_and_partners_are_enough():
    found = read("Rubrik;Parter\nFältet;Polisen; \n").rows[0]

    assert (found.title, found.partners, found.form, found.lasting) == (
        "Fältet",
        ("Polisen",),
        Form.OTHER,
        Lasting.UNKNOWN,
    )


def test_every_column_is_read_whatever_its_order_and_name():
    found = read(
        'avtal,kind,parties,giltigt till,gäller från,uppsägningstid,lagrum,kontaktperson,färg\n'
        'Utskrivning,Överenskommelse,"Regionen; Hemsjukvården; regionen",2027-12-31,2025/01/01,6 mån,HSL SoL,Eva,blå\n'
    )  # fmt: skip
    row = found.rows[0]

    assert found.ignored_columns == ("färg",)
    assert (row.title, row.form, row.partners) == (
        "Utskrivning",
        Form.UNDERSTANDING,
        ("Regionen", "Hemsjukvården", "regionen"),
    )
    assert (row.valid_from, row.valid_to, row.lasting) == (
        date(2025, 1, 1),
        date(2027, 12, 31),
        Lasting.UNTIL,
    )
    assert (row.notice_months, row.law_codes, row.contact) == (6, "SoL HSL", "Eva")


@pytest.mark.parametrize(
    ("header", "cell", "fault"),
    [
        (
            "gäller till",
            "när som helst",
            "rad 2, gäller till: ”när som helst” är ingen dag. Skriv ÅÅÅÅ-MM-DD.",
        ),
        ("form", "handslag", "rad 2, form: ”handslag” är inget känt ord."),
        ("uppsägning månader", "länge", "rad 2, uppsägning månader: ”länge” är inget antal månader."),
        ("lagområden", "PBL", "rad 2, lagområden: ”pbl” är inget känt lagområde."),
        ("förlängs månader", "12", "rad 2, förlängs månader: Skriv en sista dag."),
        (
            "kontakt",
            "=1+1",
            "rad 2, kontakt: Texten börjar med ett tecken som kalkylprogram läser som formel.",
        ),
    ],
)
def test_fault_says_row_column_and_what_to_write(header, cell, fault):
    found = read(f"rubrik;parter;{header}\nFältet;Polisen;{cell}\n")

    assert [str(one)[: len(fault)] for one in found.faults] == [fault]
    assert found.rows == ()


def test_missing_column_empty_file_and_same_title_twice_are_faults():
    assert [fault.column for fault in read("rubrik;datum\nFältet;x\n").faults] == ["parter"]
    assert len(read("").faults) == 1
    assert [fault.row for fault in read("rubrik;parter\nFältet;A\nfältet;B\n").faults] == [3]


def test_workbook_is_read_with_its_dates():
    book = Workbook()
    for row in (["Rubrik", "Parter", "Gäller till"], ["Fältet", "Polisen; Skolan", date(2027, 6, 30)]):
        book.active.append(row)
    content = BytesIO()
    book.save(content)
    found = read_list(content.getvalue(), "lista.xlsx")

    assert found.faults == ()
    assert (found.rows[0].partners, found.rows[0].valid_to) == (("Polisen", "Skolan"), date(2027, 6, 30))


def test_file_that_is_no_list_is_refused_in_words():
    assert str(read_list(b"\x89PNG\r\n", "bild.png").faults[0]).startswith("filen: .png går inte att läsa")
