"""The page of a table tells why the cost changed, and gives it as files; what is hidden is hidden everywhere."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from hjulet.base.log.models import Entry
from hjulet.check.costs.models import CostRow, CostTable
from tests.check.costs.making import price_rise, stored_table
from tests.check.costs.test_import import AGE, IMPORT, PREVIEW, TOTAL, confirm, content, send
from tests.factories import CostRowFactory, CostTableFactory, IndicatorFactory, ValueFactory

NBSP = "\u00a0"
PICTURES = ("ar-for-ar", "forandring", "riket", "aldrar", "andelar")


def address(name: str, table: CostTable, **more: str) -> str:
    return reverse(f"costs:{name}", kwargs={"slug": table.slug, "year": table.year, **more})


@pytest.fixture
def table(world):
    return stored_table(world.municipality)


@pytest.fixture
def secret(world):
    """A table that is not published, with three users in one group."""
    made = stored_table(world.municipality, is_published=False)
    CostRow.objects.filter(table=made, age_from=0).update(users=3, cost=1_234_567, kr_per_user=411_522)
    CostRow.objects.filter(table=made, kind="total", year=2024).update(users=303, cost=42_234_567)
    return made


def test_the_page_tells_the_causes_with_a_picture_and_every_year_below(signed_in, table):
    page = signed_in("politician").get(address("table", table))

    assertContains(page, "Varför ändrades kostnaden?")
    assertContains(page, "Antalet brukare gick från 300 till 331.")
    assertContains(page, "i samma åldrar")
    assertContains(page, "2023–2024")
    assertContains(page, f"Trappa från 2023 (40,0{NBSP}mkr) till 2024 (45,0{NBSP}mkr)")


def test_an_earlier_table_lends_its_ages_and_one_that_contradicts_is_told_of(signed_in, world, table):
    old = CostTableFactory(municipality=world.municipality, slug="hemtjanst", year=2023)
    CostRowFactory(
        table=old,
        kind="total",
        label="Totalt 2023",
        year=2023,
        cost=39_000_000,
        users=300,
        inhabitants=10_940,
    )

    page = signed_in("manager").get(address("table", table))

    assertContains(page, "2023 har andra tal i tabellen för 2024 än i den för 2023.")


def test_the_list_has_one_card_a_service_with_its_earlier_years(signed_in, world, table):
    old = CostTableFactory(municipality=world.municipality, slug="hemtjanst", year=2023)
    page = signed_in("manager").get(reverse("costs:list"))

    assert len(page.context["services"]) == 1
    assertContains(page, address("table", old))


def test_another_tables_denominator_that_differs_is_told_of(signed_in, world, table):
    other = CostTableFactory(municipality=world.municipality, slug="lss", title="LSS", year=2024)
    CostRowFactory(
        table=other, label="0-64", age_from=0, age_to=64, year=2024, cost=1, inhabitants=8001, users=9
    )

    page = signed_in("manager").get(address("table", table))

    assertContains(page, f"0-64 år har 8{NBSP}000 invånare här, men 8{NBSP}001 i tabellen LSS 2024.")


@pytest.mark.parametrize("chart", PICTURES)
@pytest.mark.parametrize(("kind", "starts"), [("png", b"\x89PNG"), ("svg", b"<svg")])
def test_every_picture_can_be_taken_home(signed_in, table, chart, kind, starts):
    file = signed_in("manager").get(address("picture", table, chart=chart, kind=kind))

    assert file.getvalue().startswith(starts)
    assert file["Content-Disposition"] == f'attachment; filename="hemtjanst-2024-{chart}.{kind}"'


@pytest.mark.parametrize(
    ("chart", "kind"), [("tavla", "png"), ("forandring", "xlsx"), ("forandring", "gif"), ("-", "-")]
)
def test_a_picture_that_is_not_there_is_not_found(signed_in, table, chart, kind):
    assert signed_in("manager").get(address("picture", table, chart=chart, kind=kind)).status_code == 404


@pytest.mark.parametrize("kind", ["png", "pdf", "x"])
def test_a_table_is_given_as_a_sheet_only(signed_in, table, kind):
    assert signed_in("manager").get(address("download", table, kind=kind)).status_code == 404


def test_a_table_alone_has_neither_change_nor_country_but_a_page(signed_in, world):
    made = CostTableFactory(municipality=world.municipality, slug="tom", year=2024)
    CostRowFactory(table=made, kind="total", label="Totalt 2024", year=2024, cost=1000, users=10)
    client = signed_in("manager")

    page = client.get(address("table", made))

    assertNotContains(page, "Varför ändrades kostnaden?")
    assertNotContains(page, "Bredvid riket")
    for chart in PICTURES:
        assert client.get(address("picture", made, chart=chart, kind="png")).status_code == 404
    assert client.get(address("download", made, kind="csv")).status_code == 200


def sheet(client, table, kind):
    file = client.get(address("download", table, kind=kind))
    if kind == "csv":
        return list(csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig")), delimiter=";"))
    book = load_workbook(io.BytesIO(file.getvalue()))
    return [["" if cell is None else str(cell) for cell in row] for row in book.active.values]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_sheet_has_printed_beside_computed_and_the_causes(signed_in, world, table, kind):
    price_rise(world.municipality)
    rows = sheet(signed_in("manager"), table, kind)

    assert rows[0][:3] == ["Grupp", "Slag", "År"]
    first = dict(zip(rows[0][:9], rows[1], strict=False))
    assert (first["Grupp"], first["Kostnad, kr"], first["Brukare"]) == ("0-64 år", "4000000", "31")
    assert rows[1][10:12] == ["129032", "129032"]
    causes = {row[1]: row[2] for row in rows if row and row[0] == "2023–2024"}
    assert causes["Hela förändringen"] == "5000000"
    assert causes["Priserna i kommunsektorn"] == "1360000"


def test_what_the_page_hides_is_hidden_in_every_file_and_picture(signed_in, secret):
    client = signed_in("director")
    answers = [client.get(address("table", secret))]
    answers += [client.get(address("download", secret, kind="csv"))]
    answers += [client.get(address("picture", secret, chart=chart, kind="svg")) for chart in PICTURES]

    for answer in answers:
        text = answer.getvalue().decode().replace(NBSP, "").replace(" ", "")
        assert "1234567" not in text
        assert "411522" not in text
    assertContains(answers[0], "Punkten · står där talet inte visas.")
    assert sheet(client, secret, "csv")[1][-1] == "Visas inte: få brukare"


def test_a_published_table_shows_its_small_groups(signed_in, secret):
    CostTable.objects.update(is_published=True)

    page = signed_in("politician").get(address("table", secret))

    assertContains(page, f"1{NBSP}234{NBSP}567")
    assertNotContains(page, "Punkten ·")


def test_a_table_read_in_by_mistake_is_taken_away_and_logged(signed_in, table, world):
    other = stored_table(world.neighbour)
    client = signed_in("developer")
    assertContains(client.get(address("table", table)), "Ta bort tabellen")

    assertRedirects(client.post(address("remove", table)), reverse("costs:list"))

    assert list(CostTable.objects.all()) == [other]
    assert [(entry.event, entry.details) for entry in Entry.objects.all()] == [
        ("costs.removed", {"table": "Hemtjänst 2024"})
    ]
    assert client.post(address("remove", table)).status_code == 404


def test_who_only_reads_is_not_offered_to_take_away(signed_in, table):
    assertNotContains(signed_in("manager").get(address("table", table)), "Ta bort tabellen")


def test_what_is_said_of_the_whole_file_is_kept_until_it_is_read_in(signed_in):
    client = signed_in("sas")
    page = send(client, AGE, TOTAL)
    assertContains(page, "Tabellerna är inte publicerade: rader med färre än fem brukare kommer att döljas.")
    confirm(client)
    assert CostTable.objects.get().is_published is False

    file = SimpleUploadedFile("kpb.csv", content(AGE, TOTAL))
    page = client.post(IMPORT, {"file": file, "is_published": "on"}, follow=True)
    assertContains(page, "publicerad: nej → ja")
    assertRedirects(
        client.post(PREVIEW, {"seen": page.context["changes"].fingerprint}), reverse("costs:list")
    )
    assert CostTable.objects.get().is_published is True


def test_the_preview_tells_how_the_figures_of_the_file_hold(signed_in):
    page = send(signed_in("sas"), AGE | {"kr_per_user": "600000"}, TOTAL)

    assertContains(page, f"65-69 år, kr per brukare: utskrivet 600{NBSP}000, räknat 617{NBSP}784.")
    assertContains(page, "1 tal är något annat än vad de räknas ut till. 2 stämmer.")


def _deviation(world, kolada_id: str, value: str, year: int = 2024):
    indicator = IndicatorFactory(municipality=world.municipality, kolada_id=kolada_id)
    root = world.units["ekvik"]
    ValueFactory(
        indicator=indicator, unit=root, value=value, period_start=f"{year}-01-01", period_end=f"{year}-12-31",
        is_published_source=True,
    )  # fmt: skip
    return indicator


def test_the_net_cost_stands_beside_koladas_reference_cost(signed_in, world):
    percent = _deviation(world, "N20900", "-3.2")
    _deviation(world, "N20029", "-4.1")
    _deviation(world, "N28018", "6.5", 2023)
    _deviation(world, "N28018", "7.5")

    page = signed_in("politician").get(reverse("costs:list"))

    assertContains(page, "Äldreomsorg kostade 3,2 % mindre än referenskostnaden 2024, 4,1 miljoner kronor.")
    assertContains(page, reverse("indicators:detail", args=[percent.slug]))
    assertContains(page, "Lss kostade 7,5 % mer än referenskostnaden 2024.")
    assertNotContains(page, "6,5")


def test_without_those_measures_nothing_is_said_of_a_reference_cost(signed_in):
    assertNotContains(signed_in("politician").get(reverse("costs:list")), "referenskostnad")
