"""What is asked for and when, what titles say, and which groups are ours."""

import csv
import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from hjulet.check.indicators.choices import Comparison, Missing
from hjulet.check.indicators.kolada import rules
from hjulet.check.indicators.kolada.rules import Batch, Due, Fetched
from hjulet.check.indicators.sources.kolada.parse import Group
from hjulet.check.indicators.sources.kolada.ready_made import BY_ID, SETS

TODAY = date(2026, 11, 21)
YEARS = (2024, 2025)
CATALOGUE = Path(
    os.environ.get("KOLADA_CATALOGUE", Path(__file__).resolve().parents[5] / "shared/data/kolada")
)


def fetched(**more):
    known = {"id": "U1", "on": date(2026, 6, 1), "first": 2019, "last": 2025, "awaited_on": date(2027, 10, 4),
             "awaited_period": "2027", "period": "2027"}  # fmt: skip
    return Fetched(**known | more)


WHOLE, SKIPPED = Due(("U1",), {}, ()), Due((), {}, ("U1",))
SINCE = Due((), {"2026-05-30": ("U1",)}, ())


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (fetched(on=None, first=None, last=None), WHOLE),
        (fetched(first=2025), WHOLE),
        (fetched(awaited_on=TODAY), WHOLE),
        (fetched(awaited_on=date(2026, 10, 4)), WHOLE),
        (fetched(period="2028"), WHOLE),
        (fetched(), SKIPPED),
        (fetched(awaited_on=None), SINCE),
    ],
)
def test_publication_dates_decide_what_is_asked_for(known, expected):
    assert rules.due([known], YEARS, TODAY) == expected


def test_everything_is_asked_for_when_somebody_says_so():
    assert rules.due([fetched()], YEARS, TODAY, everything=True) == WHOLE


@pytest.mark.parametrize(
    ("preliminary", "final", "expected"),
    [
        (date(2027, 4, 1), date(2027, 8, 28), date(2027, 4, 1)),
        (date(2026, 4, 1), date(2027, 8, 28), date(2027, 8, 28)),
        (None, date(2026, 4, 1), None),
        (None, None, None),
    ],
)
def test_the_next_publication_is_the_first_that_has_not_been(preliminary, final, expected):
    assert rules.awaited(preliminary, final, TODAY) == expected


def test_batches_are_a_year_at_a_time_then_groups_then_own_units():
    ids = tuple(f"N{n:05}" for n in range(26))
    wanted = Due(ids, {"2026-05-30": ("U1",)}, ())

    found = list(rules.batches(wanted, YEARS, ["G1"], ["V1"], ["N00003", "U1"]))

    assert [(one.kind, len(one.kpis), one.years, one.since) for one in found] == [
        ("areas", 25, (2024,), ""), ("areas", 25, (2025,), ""), ("areas", 1, (2024,), ""), ("areas", 1, (2025,), ""),
        ("areas", 1, (2024,), "2026-05-30"), ("areas", 1, (2025,), "2026-05-30"),
        ("groups", 25, YEARS, ""), ("groups", 1, YEARS, ""), ("units", 1, YEARS, ""),
        ("groups", 1, YEARS, "2026-05-30"), ("units", 1, YEARS, "2026-05-30"),
    ]  # fmt: skip


def test_nothing_is_asked_of_groups_and_units_where_there_are_none():
    assert {one.kind for one in rules.batches(WHOLE, YEARS, [], [], ["U1"])} == {"areas"}


def test_a_batch_says_what_it_asks_for():
    assert Batch("areas", ("U1", "U2"), (2024,)).said() == "2 nyckeltal, alla kommuner, 2024"
    assert Batch("units", ("U1",), YEARS, ("V1",)).said() == "1 nyckeltal, egna enheter, 2024–2025"


@pytest.mark.parametrize(("said", "years"), [("2024", [2024]), ("2023-2025", [2023, 2024, 2025])])
def test_years_are_read(said, years):
    assert rules.years_said(said) == years


@pytest.mark.parametrize("said", ["", "2025-2024", "i år", "1800", "2024-", "2024-2025-2026"])
def test_what_is_no_years_is_refused_in_words(said):
    with pytest.raises(ValueError, match="är inte år"):
        rules.years_said(said)


def test_the_usual_years_are_the_last_seven():
    assert rules.usual_years(TODAY) == list(range(2020, 2027))


@pytest.mark.parametrize(
    ("title", "year", "rest"),
    [
        ("Personalkontinuitet, medelvärde (- 2024)", 2024, "Personalkontinuitet, medelvärde"),
        ("Sjuksköterskor/plats (-2023)", 2023, "Sjuksköterskor/plats"),
        ("Nettokostnad, kr/inv", None, "Nettokostnad, kr/inv"),
        ("Något (2019-2024) annat", None, "Något (2019-2024) annat"),
    ],
)
def test_a_discontinued_indicator_says_so_last_in_its_title(title, year, rest):
    assert (rules.discontinued_after(title), rules.without_end(title)) == (year, rest)


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Nöjda, andel (%)", "%"), ("Svarsfrekvens", "%"), ("Kostnad, kr/brukare", "kr"), ("Avvikelse, miljoner kronor", "Mkr"),
        ("Väntetid i antal dagar", "dagar"), ("Kvalitetsindex", "index"), ("Svarande, antal", "antal"), ("Annat", ""),
    ],
)  # fmt: skip
def test_the_title_says_what_it_is_measured_in(title, unit):
    assert rules.unit_in(title) == unit


GROUPS = [
    Group("G1", "Dalarnas läns kommuner (ovägt medel)", ("2029",)),
    Group("G2", "Skogslänen (ovägt medel)", ("2029",)),
    Group("G3", "Gävleborgs läns kommuner (ovägt medel)", ("2180",)),
    Group("G4", "Liknande kommuner LSS, Leksand, 2024", ("0187",)),
    Group("G5", "Liknande kommuner LSS, Leksand, 2023", ("0187",)),
    Group("G6", "Liknande kommuner, övergripande, Leksand, 2025", ("0781",)),
    Group("G7", "Liknande kommuner LSS, Mora, 2025", ("2029",)),
]


def test_groups_are_found_by_title_and_the_newest_year():
    found = rules.groups_for(GROUPS, "2029", "Leksand")

    assert {what: group.id for what, group in found.items()} == {
        "county": "G1", "similar:LSS": "G4", "similar:övergripande": "G6",
    }  # fmt: skip


def test_similar_municipalities_are_those_of_the_subject_or_the_overall_ones():
    groups = {"county": "G1", "similar:LSS": "G4", "similar:övergripande": "G6"}

    assert rules.compared_areas("lss", groups) == {
        "0000": Comparison.COUNTRY, "G1": Comparison.COUNTY, "G4": Comparison.SIMILAR,
    }  # fmt: skip
    assert rules.compared_areas("hemtjänst", groups)["G6"] == Comparison.SIMILAR
    assert rules.compared_areas("lss", {}) == {"0000": Comparison.COUNTRY}


@pytest.mark.parametrize(
    ("status", "reason", "said"),
    [
        ("Missing", Missing.BLANK, "Uppgift saknas"), ("Private", Missing.NO_RESULT, "För litet underlag, visas inte"),
        ("Deleted", Missing.NO_RESULT, "Borttaget i Kolada"), ("Väntar", Missing.BLANK, "Saknas (Väntar)"),
    ],
)  # fmt: skip
def test_a_value_without_a_number_says_why(status, reason, said):
    assert rules.why_missing(status) == (reason, said)


@pytest.mark.parametrize(
    ("value", "shown"),
    [("82.333333", ("82.3333", 1)), ("82.000000", ("82", 0)), ("304567.891", ("304567.891", 0))],
)
def test_a_value_is_shown_with_one_decimal_and_large_ones_with_none(value, shown):
    assert rules.shown(Decimal(value)) == (Decimal(shown[0]), shown[1])


def test_ready_made_sets_have_ids_of_their_own_and_short_names():
    for one in SETS:
        assert len(set(one.ids)) == len(one.ids)
    assert max(len(named.name) for named in BY_ID.values()) <= 65
    assert len({named.name for named in BY_ID.values()}) == len(BY_ID)


def test_every_ready_made_id_is_in_the_published_catalogue():
    if not (CATALOGUE / "kpi.csv").exists():
        pytest.skip("Kolada's catalogue is not here (KOLADA_CATALOGUE): the ids are not compared")
    with (CATALOGUE / "kpi.csv").open(encoding="utf-8") as file:
        there = {row["id"] for row in csv.DictReader(file)}

    assert set(BY_ID) - there == set()


def test_the_groups_of_the_published_catalogue_are_found_for_leksand():
    if not (CATALOGUE / "municipality_groups.csv").exists():
        pytest.skip("Kolada's catalogue is not here (KOLADA_CATALOGUE): the groups are not compared")
    with (CATALOGUE / "municipality_groups.csv").open(encoding="utf-8") as file:
        groups = [
            Group(row["id"], row["title"], tuple(row["members"].split(";"))) for row in csv.DictReader(file)
        ]

    found = rules.groups_for(groups, "2029", "Leksand")

    assert {found[what].id for what in ("county", "similar:äldreomsorg", "similar:LSS", "similar:IFO")} == {
        "G33627", "G176602", "G39615", "G36566",
    }  # fmt: skip
