"""The organisation's pages, for those who may see and those who may change."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hjulet.base.log.models import Entry
from hjulet.base.organisation.choices import LineageKind
from hjulet.base.organisation.models import Exposure, Lineage, Unit
from hjulet.base.organisation.sources.units import COLUMNS
from tests.factories import UnitFactory

TREE = reverse("organisation:tree")
UPLOAD = reverse("organisation:import")
PREVIEW = reverse("organisation:preview")


def html(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def file(*lines: str, name: str = "enheter.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\n".join([",".join(COLUMNS), *lines]).encode())


def send(client: Client, *lines: str, kind: str = "enheter"):
    return client.post(UPLOAD, {"kind": kind, "file": file(*lines)})


def split(world) -> None:
    Unit.objects.filter(slug="solgarden").update(valid_to=date(2022, 1, 1), valid_to_said="2022")
    for n in (1, 2):
        part = UnitFactory(parent=world.units["aldreomsorg"], slug=f"sol-{n}", name=f"Sol {n}")
        Lineage.objects.create(
            kind=LineageKind.SPLIT, from_unit=world.units["solgarden"], to_unit=part,
            happened_on=date(2022, 1, 1), happened_on_said="2022",
        )  # fmt: skip


@pytest.mark.parametrize("key", ["staff", "politician", "provider", "administrator", "privacy_officer"])
def test_everyone_with_a_role_sees_the_own_tree_and_nothing_of_the_neighbour(world, signed_in, key):
    page = html(signed_in(key).get(TREE))

    assert "Björkgården" in page
    assert "Granby" not in page


def test_those_whose_role_has_ended_see_nothing(world, signed_in):
    assert signed_in("former").get(TREE).status_code == 403


def test_those_who_have_not_signed_in_are_asked_to(world):
    assert Client().get(TREE).status_code == 302


@pytest.mark.parametrize("key", ["staff", "sas"])
def test_years_are_written_without_a_gap(world, signed_in, key):
    split(world)
    client = signed_in(key)

    for url in (TREE, reverse("organisation:unit", args=["sol-1"])):
        assert "2\u00a0022" not in html(client.get(url, {"avslutade": "1"}))


def test_ended_units_are_shown_when_asked_for_with_their_history(world, signed_in):
    split(world)
    client = signed_in("staff")

    today, everything = html(client.get(TREE)), html(client.get(TREE, {"avslutade": "1"}))

    assert "Solgården</a>" not in today
    assert "Visa även 1 avslutad" in today
    assert "Bildades 2022 när Solgården delades." in today
    assert "Delades 2022 i Sol 1 och 2." in everything


def test_a_unit_tells_what_it_came_from_and_what_it_became(world, signed_in):
    split(world)
    client = signed_in("staff")

    assert "Delades 2022 i Sol 1 och 2." in html(client.get(reverse("organisation:unit", args=["solgarden"])))
    part = html(client.get(reverse("organisation:unit", args=["sol-1"])))
    assert "Bildades 2022 när Solgården delades." in part
    assert reverse("organisation:unit", args=["solgarden"]) in part


def test_the_neighbours_unit_does_not_exist(world, signed_in):
    assert signed_in("administrator").get(reverse("organisation:unit", args=["granby"])).status_code == 404


def test_a_name_with_markup_is_shown_as_letters(world, signed_in):
    UnitFactory(parent=world.units["lss"], slug="x", name="<script>alert(1)</script>")

    page = html(signed_in("staff").get(TREE))

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("name", ["organisation:tree", "organisation:unit"])
def test_as_many_queries_for_one_unit_as_for_many(world, signed_in, name):
    args = ["aldreomsorg"] if name.endswith("unit") else []
    client = signed_in("staff")
    client.get(reverse(name, args=args))
    few = _queries(client, reverse(name, args=args))
    split(world)
    for n in range(3):
        UnitFactory(parent=world.units["aldreomsorg"], slug=f"e{n}")
        Exposure.objects.create(
            unit=world.units["aldreomsorg"], month=date(2026, n + 1, 1), kind="users", amount=n
        )

    assert _queries(client, reverse(name, args=args)) == few <= 20


def _queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


@pytest.mark.parametrize("name", ["import", "preview"])
@pytest.mark.parametrize("key", ["staff", "manager", "sas", "director", "politician"])
def test_only_the_administrator_takes_in_files(world, signed_in, key, name):
    assert signed_in(key).get(reverse(f"organisation:{name}")).status_code == 403


def test_a_file_is_previewed_then_taken_in_and_logged(world, signed_in):
    client = signed_in("administrator")

    sent = send(client, "alen,Alen,lss,enhet,LSS,egen,,,,", "lonnen,Lönnen,lss,enhet,LSS,,,,2025,")
    page = html(client.get(PREVIEW))

    assert sent.url == PREVIEW
    assert "Alen" in page
    assert "gäller till: tomt → 2025" in page
    assert not Unit.objects.filter(slug="alen").exists()

    done = client.post(PREVIEW, {"seen": _seen(page)})

    assert done.url == TREE
    assert Unit.objects.filter(slug="alen").exists()
    assert [entry.event for entry in Entry.objects.all()] == ["organisation.imported"]


def _seen(page: str) -> str:
    return page.partition('name="seen" value="')[2].partition('"')[0]


def test_a_second_click_takes_nothing_in_twice(world, signed_in):
    client = signed_in("administrator")
    send(client, "alen,Alen,lss,enhet,LSS,egen,,,,")
    seen = _seen(html(client.get(PREVIEW)))
    client.post(PREVIEW, {"seen": seen})

    again = client.post(PREVIEW, {"seen": seen}, follow=True)

    assert "Det finns ingen fil att läsa in." in html(again)
    assert Unit.objects.filter(slug="alen").count() == 1


def test_if_the_tree_has_changed_meanwhile_the_preview_is_shown_again(world, signed_in):
    client = signed_in("administrator")
    send(client, "alen,Alen,lss,enhet,LSS,,,,,")
    seen = _seen(html(client.get(PREVIEW)))
    UnitFactory(parent=world.units["lss"], slug="alen", name="Ahlen")

    again = client.post(PREVIEW, {"seen": seen}, follow=True)

    page = html(again)
    assert "Organisationen har ändrats sedan du granskade" in page
    assert "namn: Ahlen → Alen" in page
    assert Unit.objects.get(slug="alen").name == "Ahlen"


def test_if_the_parent_is_gone_meanwhile_the_fault_is_told(world, signed_in):
    client = signed_in("administrator")
    send(client, "alen,Alen,lonnen,enhet,LSS,,,,,")
    Unit.objects.filter(slug="lonnen").update(slug="lonn")

    page = html(client.get(PREVIEW))

    assert "ingen enhet med id ”lonnen”" in page
    assert "Läs in</button>" not in page
    assert client.post(PREVIEW, {"seen": ""}).status_code == 200
    assert not Unit.objects.filter(slug="alen").exists()


@pytest.mark.parametrize("seen", ["", "0" * 64])
def test_what_was_not_seen_is_not_carried_out(world, signed_in, seen):
    client = signed_in("administrator")
    send(client, "alen,Alen,lss,enhet,LSS,,,,,")

    client.post(PREVIEW, {"seen": seen})

    assert not Unit.objects.filter(slug="alen").exists()


def test_a_faulty_file_shows_every_fault_and_saves_nothing(world, signed_in):
    client = signed_in("administrator")

    page = html(
        send(client, "alen,,lss,by,LSS,,,,,", "b,B,finns-inte,enhet,,,,igår,,", "c,C,alen,enhet,,,,,,")
    )

    assert "Filen har 4 fel. Inget har sparats." in page
    for reason in (
        "”by” är inget känt ord",
        "Skriv ett namn.",
        "ingen enhet med id ”finns-inte”",
        "Datumet ”igår”",
    ):
        assert reason in page
    assert client.get(PREVIEW).url == UPLOAD


def test_an_unknown_parent_is_told_with_its_row(world, signed_in):
    page = html(send(signed_in("administrator"), "b,B,finns-inte,enhet,,,,,,"))

    assert "Filen har ett fel" in page
    assert "ingen enhet med id ”finns-inte”" in page


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({"kind": "enheter"}, "Fil"),
        ({"kind": "personer", "file": SimpleUploadedFile("a.csv", b"id")}, "personer"),
        ({"kind": "enheter", "file": SimpleUploadedFile("a.csv", b"x" * 1_000_001)}, "högst 1000 kB"),
        ({"kind": "enheter", "file": SimpleUploadedFile("a.csv", b"")}, "Filen är tom"),
    ],
)
def test_a_form_without_a_proper_file_says_what_to_do(world, signed_in, data, reason):
    assert reason in html(signed_in("administrator").post(UPLOAD, data))


@pytest.mark.parametrize(
    ("kind", "content", "faults"),
    [
        (
            "arv",
            "kind,from_unit,to_unit,from_period,note\nsplit,solgarden,x,2022,\nklonad,solgarden,lonnen,2022,",
            2,
        ),
        ("exponering", "unit,month,kind,amount\nx,2025-01,doser,1\nlonnen,2025-13,doser,1", 2),
    ],
)
def test_faults_of_cells_and_of_units_are_told_together(world, signed_in, kind, content, faults):
    sent = {"kind": kind, "file": SimpleUploadedFile("a.csv", content.encode())}

    assert f"Filen har {faults} fel" in html(signed_in("administrator").post(UPLOAD, sent))


@pytest.mark.parametrize(
    ("kind", "content", "told"),
    [
        ("arv", "kind,from_unit,to_unit,from_period,note\nsplit,solgarden,lonnen,2022,", "delades 2022"),
        ("exponering", "unit,month,kind,amount\nlonnen,2025-01,doser,12", "12,00 doser"),
    ],
)
def test_lineage_and_exposure_are_previewed_and_taken_in_the_same_way(world, signed_in, kind, content, told):
    client = signed_in("administrator")
    client.post(UPLOAD, {"kind": kind, "file": SimpleUploadedFile("a.csv", content.encode())})
    page = html(client.get(PREVIEW))

    client.post(PREVIEW, {"seen": _seen(page)})

    assert told in page
    assert Lineage.objects.count() + Exposure.objects.count() == 1


def test_a_file_may_be_thrown_away(world, signed_in):
    client = signed_in("administrator")
    send(client, "alen,Alen,lss,enhet,LSS,,,,,")

    client.post(reverse("organisation:cancel"))

    assert client.get(PREVIEW).url == UPLOAD
    assert client.get(reverse("organisation:cancel")).status_code == 405


def test_looking_changes_nothing(world, signed_in):
    client = signed_in("administrator")
    send(client, "alen,Alen,lss,enhet,LSS,,,,,")
    before = list(Unit.objects.values())

    for url in (TREE, UPLOAD, PREVIEW, reverse("organisation:exposure", args=["solgarden"])):
        client.get(url)

    assert list(Unit.objects.values()) == before
    assert Entry.objects.count() == 0


EXPOSURE = reverse("organisation:exposure", args=["solgarden"])


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("administrator", 200),
        ("developer", 200),
        ("sas", 200),
        ("manager", 403),
        ("staff", 403),
        ("neighbour", 404),
    ],
)
def test_exposure_is_stated_by_those_who_keep_figures_or_the_organisation(world, signed_in, key, status):
    assert signed_in(key).get(EXPOSURE).status_code == status


def test_a_month_is_stated_with_swedish_numbers(world, signed_in):
    client = signed_in("developer")

    done = client.post(f"{EXPOSURE}?manad=2026-10", {"resident_days": "1 234,5", "users": ""})

    assert done.url == reverse("organisation:unit", args=["solgarden"])
    assert list(Exposure.objects.values_list("month", "kind", "amount")) == [
        (date(2026, 10, 1), "resident_days", Decimal("1234.50"))
    ]
    assert "1\u00a0234,50" in html(client.get(done.url))


@pytest.mark.parametrize("month", ["hösten", "2999-01", "2026-13", "<script>", "2026-10-15", ""])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_month_that_cannot_be_has_no_page(world, signed_in, month, method):
    answer = getattr(signed_in("developer"), method)(
        f"{EXPOSURE}?manad={month}", {"manad": month, "users": "1"}
    )

    assert answer.status_code == 404
    assert Exposure.objects.count() == 0


@pytest.mark.parametrize("said", ["-1", "<b>", "99999999999", "1,234", "NaN"])
def test_an_amount_that_cannot_be_is_refused_beside_its_field(world, signed_in, said):
    page = html(signed_in("developer").post(f"{EXPOSURE}?manad=2026-01", {"users": said}))

    assert "En uppgift behöver rättas" in page
    assert 'href="#id_users"' in page
    assert Exposure.objects.count() == 0


def test_the_form_begins_with_what_is_stated_for_its_month_so_that_nothing_is_cleared_by_mistake(
    world, signed_in
):
    Exposure.objects.create(unit=world.units["solgarden"], month=date(2026, 3, 1), kind="users", amount=17)
    client = signed_in("developer")

    assert 'value="17,00"' in html(client.get(EXPOSURE, {"manad": "2026-03"}))
    assert 'value="17,00"' not in html(client.get(EXPOSURE, {"manad": "2026-04"}))
    assert client.get(f"{EXPOSURE}").status_code == 200
