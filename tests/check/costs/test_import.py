"""Taking in cost per user: reading, faults by row and column, preview, once and twice, who may, and the log."""

import io
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook
from pytest_django.asserts import assertContains, assertRedirects

from hjulet.base.log.models import Entry
from hjulet.check.costs.models import CostRow, CostTable
from hjulet.check.costs.sources.reading import COLUMNS, read_costs
from hjulet.check.costs.workflows import plan_import
from hjulet.demo.csvdata import raw
from tests.factories import CostRowFactory, DocumentFactory

IMPORT, PREVIEW, CANCEL = (reverse(f"costs:{name}") for name in ("import", "preview", "cancel"))
AGE = {
    "table_id": "sabo", "table_title": "Särskilt boende", "group_label": "65-69 år", "age_from": "65", "age_to": "69",
    "row_type": "ålder", "year": "2024", "cost": "4942271", "inhabitants": "1145", "service_users": "8",
    "kr_per_inhabitant": "4316", "kr_per_user": "617784", "pct_users": "0,7", "reference_kr_per_inhabitant": "3108",
    "reference_kr_per_user": "618786", "reference_pct_users": "0,5", "reference_year": "2023",
}  # fmt: skip
EMPTY = dict.fromkeys(COLUMNS, "")
TOTAL = EMPTY | {"table_id": "sabo", "table_title": "Särskilt boende", "group_label": "Totalt 2023", "row_type": "total",
                 "year": "2023", "kr_per_user": "714486"}  # fmt: skip


def content(*rows) -> bytes:
    return "\n".join(
        ";".join(row) for row in [COLUMNS, *([row[name] for name in COLUMNS] for row in rows)]
    ).encode()


def send(client, *rows, name="kpb.csv", data=None):
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, data or content(*rows))}, follow=True)


def confirm(client):
    seen = client.get(PREVIEW).context["changes"].fingerprint
    return client.post(PREVIEW, {"seen": seen}, follow=True)


def test_a_file_is_previewed_confirmed_logged_and_shown(world, signed_in):
    client = signed_in("developer")

    page = send(client, AGE, TOTAL)
    assertContains(page, "2 nya rader:")
    assertContains(page, "Särskilt boende 2024")
    assert (CostTable.objects.count(), Entry.objects.count()) == (0, 0)

    assertRedirects(confirm(client), reverse("costs:list"))
    table = CostTable.objects.get()
    assert (table.municipality, table.slug, table.year, table.reference_year) == (
        world.municipality,
        "sabo",
        2024,
        2023,
    )
    row = table.rows.get(label="65-69 år")
    assert (row.kind, row.age_from, row.users, row.pct_users, row.pct_decimals) == (
        "age",
        65,
        8,
        Decimal("0.7"),
        1,
    )
    assert table.rows.get(label="Totalt 2023").cost is None
    assertContains(client.get(reverse("costs:table", args=["sabo", 2024])), "65-69 år")
    logged = Entry.objects.get()
    assert (logged.event, logged.details) == (
        "costs.imported",
        {"tables": ["Särskilt boende 2024"], "new": 2, "changed": 0},
    )


def test_the_same_file_twice_changes_nothing(signed_in):
    client = signed_in("sas")
    send(client, AGE, TOTAL)
    confirm(client)

    page = send(client, AGE, TOTAL)

    assertContains(page, "Filen ändrar ingenting.")
    confirm(client)
    assert (CostRow.objects.count(), Entry.objects.count()) == (2, 1)


def test_a_changed_row_says_what_it_was_and_no_longer_stands_in_its_document(world, signed_in):
    client = signed_in("mas")
    send(client, AGE, TOTAL)
    confirm(client)
    CostRow.objects.update(document=DocumentFactory(municipality=world.municipality), line=7)

    page = send(client, AGE | {"cost": "5000000", "service_users": "9"}, TOTAL)
    assertContains(page, "kostnad: 4\u00a0942\u00a0271 → 5\u00a0000\u00a0000")
    assertContains(page, "brukare: 8 → 9")
    assertContains(page, "1 rad är oförändrad.")
    confirm(client)

    found = {row.label: (row.cost, row.users, row.line) for row in CostRow.objects.all()}
    assert found == {"65-69 år": (Decimal(5000000), 9, None), "Totalt 2023": (None, None, 7)}


def test_a_new_title_and_reference_year_change_the_table_alone(signed_in):
    client = signed_in("sas")
    send(client, AGE)
    confirm(client)
    CostRow.objects.update(line=7)

    send(client, AGE | {"table_title": "SÄBO", "reference_year": "2024"})
    confirm(client)

    assert CostTable.objects.values_list("title", "reference_year").get() == ("SÄBO", 2024)
    assert CostRow.objects.get().line == 7


def test_rows_that_the_file_does_not_mention_stay(world, signed_in):
    client = signed_in("sas")
    send(client, AGE, TOTAL)
    confirm(client)
    CostRowFactory(table__municipality=world.neighbour)

    send(client, AGE | {"group_label": "70-74 år"})
    confirm(client)

    assert CostTable.objects.get(slug="sabo").rows.count() == 3
    assert CostRow.objects.count() == 4


@pytest.mark.parametrize(
    ("said", "column", "reason"),
    [
        ({"table_id": "sär boende"}, "table_id", "Ett id får ha a–z"),
        ({"table_title": ""}, "table_title", "Skriv ett namn."),
        ({"table_title": "=SUM(A1)"}, "table_title", "formel"),
        ({"group_label": "x" * 61}, "group_label", "högst 60"),
        ({"row_type": "summa"}, "row_type", "”summa” är inget känt ord. Välj: ålder, total"),
        ({"year": ""}, "year", "Skriv ett år."),
        ({"year": "24"}, "year", "mellan 1990 och 2100"),
        ({"cost": "många"}, "cost", "”många” är inget tal."),
        ({"cost": "12,5"}, "cost", "Skriv ett heltal."),
        ({"cost": "NaN"}, "cost", "mellan"),
        ({"inhabitants": "-1"}, "inhabitants", "mellan 0 och"),
        ({"pct_users": "101"}, "pct_users", "mellan 0 och 100"),
        ({"pct_users": "0,123"}, "pct_users", "högst 2 decimaler"),
        ({"age_from": "70"}, "age_to", "Åldern slutar innan den börjar."),
        ({"age_to": "131"}, "age_to", "mellan 0 och 130"),
        ({"reference_year": "i fjol"}, "reference_year", "är inget tal"),
    ],
)
def test_a_fault_has_row_column_and_reason_and_nothing_is_saved(signed_in, said, column, reason):
    faults = read_costs(content(TOTAL, AGE | said), "kpb.csv").faults
    assert [(fault.row, fault.column) for fault in faults] == [(3, column)]
    assert reason in faults[0].reason

    page = send(signed_in("sas"), TOTAL, AGE | said)

    assertContains(page, "Filen har ett fel. Inget har sparats.")
    assert (CostTable.objects.count(), Entry.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("said", "column"),
    [
        ({}, "group_label"),
        ({"group_label": "70-74 år", "table_title": "Annat"}, "table_title"),
        ({"group_label": "70-74 år", "reference_year": "2022"}, "reference_year"),
    ],
)
def test_rows_that_contradict_each_other_are_faults_of_the_later_one(said, column):
    faults = read_costs(content(AGE, AGE | said), "kpb.csv").faults

    assert [(fault.row, fault.column) for fault in faults] == [(3, column)]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "kpb.csv"),
        (b"a;b\n1;2", "kpb.csv"),
        (b"\x00\x01", "kpb.pdf"),
        (b"PK\x03\x04 not a book", "kpb.xlsx"),
    ],
)
def test_what_is_no_table_is_refused_in_words(signed_in, data, name):
    page = signed_in("sas").post(IMPORT, {"file": SimpleUploadedFile(name, data)})

    assertContains(page, "Inget har sparats.")


def test_a_workbook_reads_like_the_text(world):
    book = Workbook()
    book.active.append(list(COLUMNS))
    book.active.append([float(AGE[name].replace(",", ".")) if AGE[name].replace(",", "").isdecimal() else AGE[name]
                        for name in COLUMNS])  # fmt: skip
    file = io.BytesIO()
    book.save(file)

    read = read_costs(file.getvalue(), "kpb.xlsx")

    assert (read.faults, read.rows) == ((), read_costs(content(AGE), "kpb.csv").rows)


def test_the_published_tables_are_read_whole_and_twice(world, signed_in):
    client = signed_in("developer")
    send(client, data=raw("kpb"))
    confirm(client)

    assert (CostTable.objects.count(), CostRow.objects.count()) == (8, 94)
    assert CostTable.objects.get(slug="boendestod").rows.first().pct_decimals == 2
    assert plan_import(world.municipality, read_costs(raw("kpb"), "kpb.csv").rows).changes.is_empty


def test_what_somebody_else_changed_after_the_preview_is_shown_anew(signed_in):
    client, other = signed_in("sas"), signed_in("developer")
    send(client, AGE)
    seen = client.get(PREVIEW).context["changes"].fingerprint
    send(other, AGE | {"cost": "1"})
    confirm(other)

    page = client.post(PREVIEW, {"seen": seen}, follow=True)

    assertContains(page, "Tabellerna har ändrats sedan du granskade. Inget är sparat.")
    assertContains(page, "kostnad: 1 → 4\u00a0942\u00a0271")
    assert CostRow.objects.get().cost == 1


def test_the_file_can_be_taken_away(signed_in):
    client = signed_in("sas")
    send(client, AGE)

    assertContains(client.post(CANCEL, follow=True), "Inget ändrades. Filen är borttagen.")
    assertRedirects(client.get(PREVIEW), IMPORT)


@pytest.mark.parametrize("who", ["manager", "director", "politician", "administrator", "staff", "neighbour"])
def test_only_those_who_keep_the_figures_take_in_tables(signed_in, who):
    client = signed_in(who)

    assert [
        send(client, AGE).status_code,
        client.get(PREVIEW).status_code,
        client.post(CANCEL).status_code,
    ] == [403] * 3
    if who != "administrator":
        assert IMPORT not in client.get(reverse("costs:list")).content.decode()


def test_the_list_leads_to_the_file(signed_in):
    client = signed_in("mar")
    assertContains(client.get(reverse("costs:list")), IMPORT)
    send(client, AGE)
    confirm(client)
    assertContains(client.get(reverse("costs:list")), IMPORT)


def test_as_many_queries_to_preview_one_row_as_three(signed_in):
    client = signed_in("sas")

    def asked(*rows) -> int:
        send(client, *rows)
        with CaptureQueriesContext(connection) as found:
            client.get(PREVIEW)
        return len(found)

    one = asked(AGE)
    assert asked(AGE, TOTAL, AGE | {"table_id": "lss"}) == one <= 20
