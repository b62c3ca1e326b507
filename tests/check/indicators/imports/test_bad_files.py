"""Every bad file, as somebody uploads it: what is said of it, and that it changes nothing."""

import io
import zipfile
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hjulet.check.indicators.models import Indicator, Value, ValueImport
from tests.check.indicators.imports.making import csv, xlsx
from tests.factories import IndicatorFactory, ValueFactory

HEADER = ["Mått", "Enhet", "År", "Värde"]
LINE = "Mått;Enhet;År;Värde"
GOOD = ["Trygghet", "Solgården", 2025, 94]


def bomb():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    return held.getvalue()


REFUSED = {  # at once, and nothing of them is kept
    "empty": (b"", "tom.csv", "tomt"),
    "only a header": (csv(LINE), "a.csv", "bara en rubrikrad"),
    "200 000 rows": (csv(LINE, *["Trygghet;Solgården;2025;94"] * 200_000), "a.csv", "fler än 20 000 rader"),
    "zip bomb": (bomb(), "a.xlsx", "för stor"),
    "torn workbook": (xlsx([HEADER, GOOD])[:900], "a.xlsx", "skadad"),
    "old Excel": (b"\xd0\xcf\x11\xe0gammal", "a.xls", ".xls"),
    "something else": (b"%PDF-1.7", "a.pdf", ".pdf"),
    "wrong encoding, UTF-16 without its mark": (
        f"{LINE}\nTrygghet;Solgården;2025;94\n".encode("utf-16-le"), "a.csv", "Tecknen i filen går inte att läsa",
    ),
}  # fmt: skip
FAULTY = {  # shown by row, and read in only without what is wrong
    "text in numbers": (csv(LINE, "Trygghet;Solgården;2025;hög"), "a.csv", "”hög” är inte ett tal."),
    "decimal comma and point": (
        csv(LINE, "Trygghet;Solgården;2025;94,5", "Trygghet;Björkgården;2025;88.5"), "a.csv",
        "både decimalkomma och decimalpunkt",
    ),
    "duplicate rows that differ": (
        csv(LINE, "Trygghet;Solgården;2025;94", "Trygghet;Solgården;2025;93"), "a.csv",
        "Säger något annat än rad 2 om samma värde.",
    ),
    "formula cells": (xlsx([HEADER, ["Trygghet", "Solgården", 2025, "=90+4"]]), "a.xlsx", "Cellen har en formel"),
    "merged cells": (
        xlsx([HEADER, GOOD, ["", "", 2025, 90]], merged="A2:A3"), "a.xlsx", "Celler är sammanslagna",
    ),
}  # fmt: skip


@pytest.fixture
def client(world, signed_in):
    measure = IndicatorFactory(municipality=world.municipality, slug="trygghet", name="Trygghet")
    ValueFactory(indicator=measure, unit=world.units["lonnen"], value=Decimal(71))
    return signed_in("developer")


def upload(client, content, name):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("indicators:import"), {"source": "Egen lista", "file": file}, follow=True)


def as_it_was():
    """One measure with one value."""
    values = list(Value.objects.values_list("unit__slug", "value"))
    return (Indicator.objects.count(), values) == (1, [("lonnen", 71)])


@pytest.mark.parametrize("kind", REFUSED)
def test_file_that_is_no_table_is_refused_in_words(client, kind):
    content, name, words = REFUSED[kind]

    page = upload(client, content, name).content.decode()

    assert words in page
    assert not ValueImport.objects.exists()
    assert as_it_was()


@pytest.mark.parametrize("kind", FAULTY)
def test_fault_is_shown_and_nothing_is_read_in_past_it(client, kind):
    content, name, words = FAULTY[kind]
    page = upload(client, content, name)
    batch = ValueImport.objects.get()
    if "plan" not in page.context:  # too little can be read for a guess: somebody says what the columns are
        held = dict(zip(HEADER, ("measure", "unit", "period", "value"), strict=True))
        said = {one.html_name: held[str(one.label)] for one in page.context["form"].columns()}
        page = client.post(page.request["PATH_INFO"], said, follow=True)

    assert words in page.content.decode()
    seen = page.context["plan"].fingerprint
    client.post(reverse("indicators:import_run", args=[batch.pk]), {"seen": seen})
    batch.refresh_from_db()
    assert batch.state == "waiting"
    assert as_it_was()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (csv(LINE, "Trygghet;Solgården;2025;94", encoding="cp1252"), "windows.csv"),
        (csv(LINE, "Trygghet;Solgården;2025;94", encoding="utf-16"), "unicode.csv"),
        (csv(LINE, *["Trygghet;Solgården;2025;94"] * 2), "samma-rad.csv"),
    ],
)
def test_file_that_can_be_meant_in_one_way_only_is_read(client, content, name):
    page = upload(client, content, name)

    assert len(page.context["plan"].new) == 1


def test_letters_that_are_torn_are_asked_about_and_not_guessed(client):
    torn = csv(LINE, "Trygghet;Solgården;2025;94").replace("å".encode(), b"\xc3")

    assert "Vad är kolumnerna?" in upload(client, torn, "a.csv").content.decode()
    assert as_it_was()
