"""Every bad file gives a clear report, with where and why, and changes nothing."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook
from pytest_django.asserts import assertContains

from hjulet.base.log.models import Entry
from hjulet.check.costs.models import CostRow, CostTable
from hjulet.check.costs.sources.reading import COLUMNS, read_costs
from tests.check.costs.test_import import AGE, TOTAL, content

IMPORT = reverse("costs:import")


def workbook(*rows, merge: str = "") -> bytes:
    book = Workbook()
    book.active.append(list(COLUMNS))
    for row in rows:
        book.active.append([row[name] for name in COLUMNS])
    if merge:
        book.active.merge_cells(merge)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def bomb() -> bytes:
    """Small to send, sixty megabytes to unpack."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    return file.getvalue()


def many(amount: int) -> bytes:
    return (",".join(COLUMNS) + "\n" + "x,x\n" * amount).encode()


BAD = {
    "wrong encoding": (content(AGE).decode().encode("utf-16-le"), "kpb.csv", ["kpb.csv"]),
    "half a letter": (content(AGE).replace("ålder".encode(), b"\xc3lder"), "kpb.csv", ["row_type", "känt ord"]),
    "merged cells": (workbook(AGE, TOTAL, merge="B2:B3"), "kpb.xlsx", ["table_title", "Skriv ett namn."]),
    "text in numbers": (content(AGE | {"cost": "4,9 mkr"}), "kpb.csv", ["cost", "är inget tal"]),
    "thousands with points": (content(AGE | {"cost": "4.942.271"}), "kpb.csv", ["cost", "är inget tal"]),
    "comma and point": (
        content(AGE, AGE | {"group_label": "70-74 år", "pct_users": "1.2"}), "kpb.csv",
        ["pct_users", "blandar decimalkomma och decimalpunkt"],
    ),
    "comma and point in one number": (content(AGE | {"cost": "4.942,271"}), "kpb.csv", ["cost", "är inget tal"]),
    "the same row twice": (content(AGE, AGE), "kpb.csv", ["group_label", "står redan på rad 2"]),
    "two hundred thousand rows": (many(200_000), "kpb.csv", ["fler än 5000 rader"]),
    "too large": (many(300_000), "kpb.csv", ["högst 1000 kB"]),
    "a zip bomb": (bomb(), "kpb.xlsx", ["för stor"]),
    "a formula": (workbook(AGE | {"cost": "=SUM(A1:A9)"}), "kpb.xlsx", ["cost", "Cellen har en formel"]),
    "a formula as text": (content(AGE | {"group_label": "=HYPERLINK(1)"}), "kpb.csv", ["group_label", "formel"]),
    "an error": (workbook(AGE | {"kr_per_user": "#DIV/0!"}), "kpb.xlsx", ["kr_per_user", "fel (#DIV/0!)"]),
    "no header": (content(AGE).split(b"\n", 1)[1], "kpb.csv", ["Kolumnen saknas"]),
    "a field too many": (content(AGE) + b";7", "kpb.csv", ["fler fält än rubrikraden"]),
    "nothing": (b"", "kpb.csv", ["Filen är tom"]),
    "a picture": (b"\x89PNG\r\n", "kpb.png", [".png går inte att läsa"]),
    "old Excel": (b"\xd0\xcf\x11\xe0 old", "kpb.xls", ["går inte att läsa"]),
}  # fmt: skip


@pytest.mark.parametrize(("data", "name", "said"), BAD.values(), ids=BAD.keys())
def test_a_bad_file_is_told_of_and_changes_nothing(signed_in, data, name, said):
    page = signed_in("sas").post(IMPORT, {"file": SimpleUploadedFile(name, data)})

    text = page.content.decode()
    assert page.status_code == 200
    assert "Inget har sparats" in text
    assert [words for words in said if words not in text] == []
    assert (CostTable.objects.count(), CostRow.objects.count(), Entry.objects.count()) == (0, 0, 0)


def test_a_bad_file_leaves_what_was_there(signed_in):
    client = signed_in("sas")
    client.post(IMPORT, {"file": SimpleUploadedFile("kpb.csv", content(AGE))})
    preview = reverse("costs:preview")
    client.post(preview, {"seen": client.get(preview).context["changes"].fingerprint})

    page = client.post(
        IMPORT, {"file": SimpleUploadedFile("kpb.csv", content(AGE | {"cost": "många"}, TOTAL))}
    )

    assertContains(page, "Filen har ett fel. Inget har sparats.")
    assert CostRow.objects.values_list("cost").get() == (4_942_271,)


def test_swedish_windows_text_is_read_as_it_was_meant():
    read = read_costs(content(AGE).decode().encode("cp1252"), "kpb.csv")

    assert (read.faults, read.rows[0].label) == ((), "65-69 år")


def test_commas_alone_or_points_alone_are_both_read():
    comma, point = (
        read_costs(content(AGE | {"pct_users": said, "reference_pct_users": said}), "kpb.csv")
        .rows[0]
        .pct_users
        for said in ("0,7", "0.7")
    )

    assert comma == point
