"""From a chosen file to values and back, as somebody does it in the browser."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hjulet.check.indicators.models import Value, ValueImport
from tests.check.indicators.imports.making import csv, xlsx
from tests.factories import IndicatorFactory

ROWS = [
    ["Rubrik"],
    [],
    ["Mått", "Enhet", "2024", "2025"],
    ["Trygghet", "Solgården", 91, 94],
    ["Lugn", "Solgården", 80, 81],
]


@pytest.fixture
def client(world, signed_in):
    IndicatorFactory(municipality=world.municipality, slug="trygghet", name="Trygghet")
    return signed_in("developer")


def upload(client, content, name="fil.xlsx", **said):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("indicators:import"), {"source": "Egen lista", "file": file, **said})


def url(name, batch):
    return reverse(f"indicators:{name}", args=[batch.pk])


def test_whole_way_from_second_sheet_to_undone(client):
    content = xlsx([["Läs mig"], ["Detta är en förklaring"]], title="Info", more=[("Resultat", ROWS)])
    upload(client, content)
    batch = ValueImport.objects.get()
    assert client.get(url("import_preview", batch)).url == url("import_columns", batch)

    page = url("import_columns", batch) + "?blad=Resultat"
    form = client.get(page).context["form"]
    assert [(one.label, one.initial) for one in form.columns()] == [
        ("Mått", "measure"), ("Enhet", "unit"), ("2024", "as_period"), ("2025", "as_period"),
    ]  # fmt: skip
    client.post(page, {f"column-{place}": one.initial for place, one in enumerate(form.columns())})

    assert "Förklara orden" in client.get(url("import_preview", batch)).content.decode()
    client.post(url("import_words", batch), {"rest": "on"})
    shown = client.get(url("import_preview", batch))
    assert "Läs in 2 värden" in shown.content.decode()
    client.post(url("import_run", batch), {"seen": shown.context["plan"].fingerprint})
    assert sorted(Value.objects.values_list("period_said", "value")) == [("2024", 91), ("2025", 94)]
    assert (
        "Läst från fil"
        in client.get(reverse("indicators:value", args=[Value.objects.first().pk])).content.decode()
    )

    assert "Ångra hela inläsningen" in client.get(url("import_preview", batch)).content.decode()
    client.post(url("import_undo", batch))
    assert Value.objects.count() == 0


def test_pressing_twice_reads_in_once(client):
    upload(client, csv("Mått;Enhet;År;Värde", "Trygghet;Solgården;2025;94"), "fil.csv")
    batch = ValueImport.objects.get()
    seen = client.get(url("import_preview", batch)).context["plan"].fingerprint

    client.post(url("import_run", batch), {"seen": seen})
    again = client.post(url("import_run", batch), {"seen": seen}, follow=True)

    assert Value.objects.count() == 1
    assert "Filen är redan inläst eller borttagen." in again.content.decode()


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "tom.csv", "tomt"),
        (b"\x00\x01\x02", "a.csv", "Tecknen i filen går inte att läsa"),
        (b"PK\x03\x04", "a.xlsx", "skadad"),
        (csv(*["a;b"] * 20_002), "stor.csv", "20 000 rader"),
    ],
)
def test_bad_file_is_answered_in_words_and_nothing_is_kept(client, content, name, words):
    answer = upload(client, content, name)

    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert (ValueImport.objects.count(), Value.objects.count()) == (0, 0)


def test_columns_that_do_not_tell_enough_are_asked_for_in_words(client):
    upload(client, xlsx(ROWS))
    batch = ValueImport.objects.get()

    answer = client.post(url("import_columns", batch), {"column-0": "measure", "column-1": "measure"})

    said = answer.content.decode()
    assert "Välj minst en kolumn med värden." in said
    assert "Samma sak är vald för två kolumner." in said


@pytest.mark.parametrize("asked", ["?blad=finns-inte", "?rubrik=99", "?rubrik=abc", "?rubrik=-1&blad="])
def test_odd_question_about_the_sheet_is_answered(client, asked):
    upload(client, xlsx(ROWS, more=[("Två", ROWS)]))

    assert client.get(url("import_columns", ValueImport.objects.get()) + asked).status_code == 200
