"""What is taken out of the list: the same rows, no text, nothing a spreadsheet would run, and a line in the log."""

import csv
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from hjulet.base.log.models import Entry
from hjulet.check.deviations import exports
from hjulet.check.deviations.models import Deviation, Part
from hjulet.check.deviations.views import lists
from tests.check.deviations.lists.helping import event, kind

DOWNLOAD = reverse("deviations:download")


def _csv(response) -> list[dict[str, str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text), delimiter=";"))


@pytest.fixture
def mixed(world):
    """An event with both parts, each with type and severity."""
    made = event(
        world,
        text="Agda föll.",
        part={"type": kind(world, "sol", "tillsyn"), "severity": 2, "probability": 3},
    )
    Part.objects.create(deviation=made, law="hsl", type=kind(world, "hsl", "fall"), severity=1, probability=1)
    Deviation.objects.filter(pk=made.pk).update(has_hsl=True)
    return made


@pytest.mark.parametrize(
    ("who", "social", "medical"),
    [
        ("manager", ("Typ tillsyn", "2", "3"), ("Typ fall", "1", "1")),
        ("sas", ("Typ tillsyn", "2", "3"), ("", "", "")),
        ("mas", ("", "", ""), ("Typ fall", "1", "1")),
    ],
)
def test_each_law_is_told_to_its_own_readers(signed_in, mixed, who, social, medical):
    (row,) = _csv(signed_in(who).post(DOWNLOAD, {"form": "csv"}))

    heads = ("Typ {}", "Allvarlighet {}", "Sannolikhet {}")
    assert tuple(row[head.format("SoL/LSS")] for head in heads) == social
    assert tuple(row[head.format("HSL")] for head in heads) == medical
    assert row["Nummer"] == mixed.number
    assert "Agda" not in str(row)


def test_file_holds_what_the_sentence_says(signed_in, world):
    event(world)
    closed = event(world, state="closed")
    event(world, "bjorkgarden", state="closed")

    rows = _csv(signed_in("manager").post(DOWNLOAD, {"form": "csv", "status": "avslutade"}))

    assert [row["Nummer"] for row in rows] == [closed.number]


def test_workbook_opens_with_the_same_rows(signed_in, mixed):
    response = signed_in("manager").post(DOWNLOAD, {"form": "xlsx"})

    rows = list(load_workbook(BytesIO(response.content)).active.values)
    assert [row[0] for row in rows] == ["Nummer", mixed.number]
    assert len(rows[0]) == len(exports.COLUMNS)


@pytest.mark.parametrize("text", ["=1+1", "+46", "-1", "@SUM(A1)", "\tx", "\r=1"])
def test_formula_is_kept_a_text(signed_in, world, text):
    world.units["solgarden"].name = text
    world.units["solgarden"].save(update_fields=["name"])
    event(world)

    (row,) = _csv(signed_in("manager").post(DOWNLOAD, {"form": "csv"}))

    assert row["Enhet"] == f"'{text}"


def test_download_is_logged_with_its_filters_and_without_the_words(signed_in, world):
    event(world, text="Agda föll.")

    signed_in("manager").post(DOWNLOAD, {"form": "csv", "status": "alla", "ord": "agda"})

    entry = Entry.objects.get(event="deviation.downloaded")
    assert (entry.details["rows"], entry.details["filters"]["status"]) == (1, "alla")
    assert entry.details["filters"]["ord"] is True
    assert "agda" not in str(entry.details).lower()


def test_list_too_long_for_excel_is_refused_in_words(signed_in, world, monkeypatch):
    monkeypatch.setattr(lists, "MOST_IN_A_WORKBOOK", 1)
    event(world), event(world)

    response = signed_in("manager").post(DOWNLOAD, {"form": "xlsx", "status": "alla"}, follow=True)

    assert "Listan är för lång för Excel." in response.content.decode()


def test_nobody_downloads_by_a_link(signed_in, world):
    assert signed_in("manager").get(DOWNLOAD).status_code == 405
