"""Cost per user: printed beside computed, and what differs. Leksand's own figures are the anchors."""

from decimal import Decimal

import pytest

from hjulet.check.costs.checking import review
from hjulet.check.costs.choices import Column, RowKind
from hjulet.check.costs.rules import (
    Row,
    bands_of,
    difference,
    per_inhabitant,
    per_user,
    share_of_inhabitants,
)

D = Decimal
NBSP = "\u00a0"


def row(kind: RowKind = RowKind.AGE, label: str = "0-19 år", year: int = 2022, **columns) -> Row:
    decimals = {"cost", "kr_per_inhabitant", "kr_per_user", "pct_users"}
    made = {name: D(value) if name in decimals else value for name, value in columns.items()}
    return Row(kind=kind, label=label, year=year, **made)


def total(label: str = "Totalt 2022", **columns) -> Row:
    return row(RowKind.TOTAL, label, **columns)


def unlinked(cost: str, year: int = 2022) -> Row:
    return row(RowKind.UNLINKED, "Ej brukarkopplad", year, cost=cost)


@pytest.mark.parametrize(
    ("cost", "rest", "users", "printed"),
    [
        ("60426526", "5260475", 733, 75261),  # IFO totalt
        ("36653713", "1714477", 368, 94944),  # barn och unga
        ("6773472", "150064", 106, 62485),  # vuxna missbruk
        ("167889642", "0", 247, 679715),  # särskilt boende
    ],
)
def test_cost_per_user_leaves_out_what_no_user_carries(cost, rest, users, printed):
    assert round(per_user(D(cost), D(rest), users)) == printed

    found = review([unlinked(rest), total(cost=cost, users=users, kr_per_user=str(printed))])
    assert (found.differences, found.agreeing) == ((), 1)


@pytest.mark.parametrize("users", [None, 0])
def test_nothing_is_divided_by_nobody(users):
    assert per_user(D(100), D(0), users) is None
    assert per_inhabitant(D(100), users) is None
    assert share_of_inhabitants(0, users) is None
    assert per_inhabitant(None, 10) is None


def test_the_unlinked_cost_belongs_to_the_total_and_never_to_an_age_band():
    found = review([unlinked("500"), row(cost="1000", users=10), total(cost="1500", users=10)])

    assert [computed.kr_per_user for computed in found.computed] == [None, D(100), D(100)]


def test_the_unlinked_cost_belongs_to_the_year_of_its_row():
    rows = [
        unlinked("500"),
        total(cost="1500", users=10),
        total("Totalt 2021", year=2021, cost="1500", users=10),
    ]

    assert [computed.kr_per_user for computed in review(rows).computed] == [None, D(100), None]


def test_a_year_whose_unlinked_cost_is_not_printed_is_no_difference_but_said():
    rows = [
        unlinked("5260475"),
        total("Totalt 2021", year=2021, cost="57934396", users=781, kr_per_user="68308"),
    ]
    found = review(rows)

    assert found.differences == ()
    assert found.notes == (
        "Kr per brukare 2021 går inte att räkna om, för kostnaden utan brukare står inte i tabellen för det året. "
        f"Det utskrivna stämmer om den var ungefär 4{NBSP}586{NBSP}000 kr 2021.",
    )


def test_a_year_without_its_unlinked_cost_agrees_when_nothing_has_to_be_taken_away():
    rows = [unlinked("0"), total("Totalt 2021", year=2021, cost="56580203", users=94, kr_per_user="601917")]

    assert (review(rows).agreeing, review(rows).notes) == (1, ())


def test_a_printed_cost_per_user_above_the_whole_cost_is_always_a_difference():
    rows = [unlinked("100"), total("Totalt 2021", year=2021, cost="1000", users=10, kr_per_user="120")]

    assert [found.words for found in review(rows).differences] == [
        "Totalt 2021, kr per brukare: utskrivet 120, räknat 100."
    ]


@pytest.mark.parametrize(
    ("column", "printed", "computed", "decimals", "differs"),
    [
        (Column.KR_PER_USER, "75261", "75260.64", 1, False),
        (Column.KR_PER_USER, "75260", "75260.64", 1, False),
        (Column.KR_PER_USER, "75259", "75260.64", 1, True),
        (Column.PCT_USERS, "4.5", "4.5491", 1, False),
        (Column.PCT_USERS, "4.6", "4.5500", 1, False),
        (Column.PCT_USERS, "4.6", "4.5491", 1, True),
        (Column.PCT_USERS, "0.46", "0.4593", 2, False),
        (Column.PCT_USERS, "0.5", "0.4593", 1, False),
    ],
)
def test_rounding_is_no_difference(column, printed, computed, decimals, differs):
    found = difference(row(pct_decimals=decimals), column, D(printed), D(computed))

    assert (found is not None) == differs


def test_a_difference_names_its_row_and_column():
    rows = [
        row(
            label="65- år",
            cost="11803405",
            inhabitants=4787,
            users=9,
            kr_per_inhabitant="2500",
            pct_users="0.3",
        )
    ]

    assert [found.words for found in review(rows).differences] == [
        f"65- år, kr per invånare: utskrivet 2{NBSP}500, räknat 2{NBSP}466.",
        "65- år, andel brukare: utskrivet 0,3, räknat 0,2.",
    ]


def test_users_are_never_added_and_it_is_said_when_the_bands_hold_more_than_the_total():
    rows = [
        row(label="0-64 år", users=100, age_from=0, age_to=64),
        row(label="65- år", users=148, age_from=65),
        total(users=247),
    ]
    found = review(rows)

    assert found.differences == ()
    assert found.notes == (
        "Totalt 2022: åldersgrupperna har tillsammans 248 brukare, men 247 personer. Den som fyller år under året "
        "kan stå i två grupper, så brukarna läggs inte ihop.",
    )


def test_costs_and_inhabitants_are_added_over_the_bands():
    rows = [
        row(label="0-64 år", cost="100", inhabitants=900, age_from=0, age_to=64),
        row(label="65- år", cost="200", inhabitants=100, age_from=65),
        total(cost="350", inhabitants=1001),
    ]

    assert [(found.column, found.printed, found.computed) for found in review(rows).differences] == [
        (Column.COST, D(350), D(300)),
        (Column.INHABITANTS, D(1001), D(1000)),
    ]


def test_inhabitants_are_not_added_where_the_bands_leave_ages_out():
    rows = [row(label="18- år", inhabitants=800, age_from=18), total(inhabitants=1000)]

    assert review(rows).differences == ()


def test_a_total_of_its_own_ages_counts_only_the_bands_within_them():
    young, grown = (
        row(label="0-19 år", age_from=0, age_to=19),
        row(label="20-24 år", users=5, age_from=20, age_to=24),
    )
    rows = [young, grown, total("0-19 år 2022", age_from=0, age_to=19)]

    assert bands_of(rows[2], rows) == [young]
    assert review(rows).notes == ("20-24 år ingår inte i raden 0-19 år 2022.",)


@pytest.mark.parametrize("rows", [[], [row()], [total()], [unlinked("5")]])
def test_a_table_with_little_in_it_is_looked_through_without_complaint(rows):
    found = review(rows)

    assert (found.differences, found.notes, len(found.computed)) == ((), (), len(rows))
