"""What Kolada answers → rows: what is ignored, what is a fault, and that the fault names it."""

from datetime import date
from decimal import Decimal

import pytest

from hjulet.check.indicators.sources.kolada import parse
from hjulet.check.indicators.sources.kolada.parse import Datum, Fault
from tests.check.indicators.kolada.server import kpi, value


def row(**more):
    return {"kpi": "U23471", "municipality": "2029", "period": 2025, "values": [value(80)]} | more


def test_an_indicator_is_read_and_unknown_fields_are_ignored():
    found = parse.kpi(kpi("U23471", prel_publication_date="2026-04-01"))

    assert (found.id, found.preliminary_on, found.published_on) == (
        "U23471",
        date(2026, 4, 1),
        date(2027, 10, 4),
    )
    assert (found.is_divided_by_gender, found.has_unit_data, found.period) == (True, False, "2027")


@pytest.mark.parametrize("said", ["Äldreomsorg, Åre", "Ã\x84ldreomsorg, Ã\x85re"])
def test_a_title_that_was_coded_twice_is_read_as_it_was_meant(said):
    assert parse.group({"id": "G1", "title": said, "members": []}).title == "Äldreomsorg, Åre"


def test_fields_that_are_absent_or_null_are_empty():
    found = parse.kpi({"id": "U1", "title": "Något", "description": None})

    assert (found.definition, found.published_on, found.period) == ("", None, "")


def test_a_deleted_value_has_no_number():
    assert [one.is_deleted for one in parse.data(row(values=[value(80, isdeleted=True), value(81)]))] == [
        True,
        False,
    ]


def test_unit_data_has_a_unit_and_no_area():
    found = list(parse.data({"kpi": "U23471", "ou": "V15E1", "period": 2025, "values": [value(80.5)]}))

    assert found == [Datum("U23471", "", "V15E1", 2025, "T", Decimal("80.5"), "")]


@pytest.mark.parametrize(
    "members", [["1", "2"], [{"id": "1"}, {"id": "2"}], [{"member_id": "1"}, {"member_id": "2"}]]
)
def test_members_of_a_group_are_ids_however_they_are_said(members):
    assert parse.group({"id": "G1", "title": "Grupp", "members": members}).members == ("1", "2")


@pytest.mark.parametrize(
    ("answer", "named"),
    [
        (row(period="2025"), "period"),
        (row(period=True), "period"),
        (row(period=20250), "året 20250"),
        (row(values=None), "values"),
        (row(values=[1]), "ett tal"),
        (row(municipality=None), "municipality"),
        (row(municipality=2029), "municipality"),
        (row(kpi="x" * 30), "kpi"),
        (row(values=[value("80")]), "en text"),
        (row(values=[value(True)]), "ja/nej"),
        (row(values=[value(float("nan"))]), "nan"),
        (row(values=[value(10**13)]), "för stort"),
        (row(values=[value(80, gender="F")]), "könet ”F”"),
        (row(values=[value(80, gender=None)]), "gender"),
    ],
)
def test_a_wrong_type_is_a_fault_that_names_what(answer, named):
    with pytest.raises(Fault, match=named):
        list(parse.data(answer))


@pytest.mark.parametrize(
    ("read", "answer", "named"),
    [
        (parse.kpi, {"id": 1, "title": "x"}, "id"),
        (parse.kpi, {"id": "U1"}, "title"),
        (parse.kpi, {"id": "U1", "title": "x", "publication_date": "snart"}, "publication_date"),
        (parse.group, {"id": "G1", "title": "x", "members": [1]}, "medlem"),
        (parse.page, [], "en lista"),
        (parse.page, {"values": {}}, "values"),
    ],
)
def test_a_wrong_catalogue_is_a_fault_that_names_what(read, answer, named):
    with pytest.raises(Fault, match=named):
        read(answer)
