"""Every check of the printed source: sums, quotients, denominators, and the country's own columns."""

from hjulet.check.costs.checking import other_denominators, review
from tests.check.costs.making import band, printed, table, total, unlinked


def test_a_quotient_with_another_rows_denominator_is_named():
    rows = [
        band(2024, (0, 64), cost=90_000, inhabitants=900, users=10, kr_per_inhabitant=90),
        total(2024, cost=90_000, inhabitants=1000, users=10, kr_per_inhabitant=90),
    ]
    found = review(rows)

    assert [difference.row for difference in found.differences] == ["0-64 år"]
    assert found.notes[0] == (
        "0-64 år, kr per invånare: det utskrivna stämmer om det delas med antalet på raden Totalt 2024. "
        "Kontrollera nämnaren."
    )


def test_a_cost_per_user_and_a_share_are_tried_with_other_denominators_too():
    rows = [
        band(2024, (0, 64), cost=9000, inhabitants=900, users=10, kr_per_user=600, pct_users=2),
        total(2024, cost=9000, inhabitants=500, users=15),
    ]

    assert [note.split(":")[0] for note in review(rows).notes[:2]] == [
        "0-64 år, kr per brukare",
        "0-64 år, andel brukare",
    ]


def test_a_figure_that_no_denominator_explains_is_only_a_difference():
    rows = [
        band(2024, (0, 64), cost=9000, inhabitants=900, kr_per_inhabitant=77),
        total(2024, inhabitants=1000),
    ]
    found = review(rows)

    assert (len(found.differences), found.notes) == (1, ())


def test_sums_that_hold_are_counted():
    assert review(printed("sabo").rows).agreeing_sums == 2  # cost and inhabitants
    assert review(printed("boendestod").rows).agreeing_sums == 2


def test_the_unlinked_cost_is_part_of_the_sum():
    rows = [unlinked(2024, 50), band(2024, (0, None), cost=100, users=9), total(2024, cost=150, users=9)]

    assert (review(rows).differences, review(rows).agreeing_sums) == ((), 1)


def test_the_countrys_columns_that_do_not_go_together_are_told_once():
    found = review(printed("ifo").rows)

    assert found.differences == ()
    assert "Rikets kolumner går inte ihop på 9 av 12 rader" in found.notes[-1]


def test_the_countrys_columns_that_only_rounding_parts_are_in_order():
    rows = [
        band(
            2024,
            (0, None),
            reference_kr_per_inhabitant=6594,
            reference_kr_per_user=600_689,
            reference_pct_users=1.1,
        )
    ]

    assert review(rows).notes == ()


def test_of_hidden_rows_nothing_is_said():
    rows = [
        band(2024, (0, 64), cost=9000, users=3, kr_per_user=1),
        band(2024, (65, None), cost=90_000, users=30, kr_per_user=1),
        total(2024, cost=99_000, users=33),
    ]

    assert [one.row for one in review(rows).differences] == ["0-64 år", "65- år"]
    assert [one.row for one in review(rows, frozenset({0})).differences] == ["65- år"]


def test_both_printed_years_are_checked():
    rows = [total(2024, cost=100, users=10, kr_per_user=10), total(2023, cost=100, users=10, kr_per_user=99)]

    assert [one.row for one in review(rows).differences] == ["Totalt 2023"]
    assert table(2024, *rows).total_of(2023, (None, None)) is rows[1]


def test_the_same_ages_have_the_same_inhabitants_in_every_table_of_the_year():
    rows = [unlinked(2024, 5), band(2024, (0, 64), inhabitants=900), total(2024, inhabitants=1000)]
    alike = [
        band(2024, (0, 64), inhabitants=900),
        band(2024, (65, None), inhabitants=7),
        total(2023, inhabitants=8),
    ]
    other = [band(2024, (0, 64), inhabitants=901), total(2024, inhabitants=1000)]

    assert other_denominators(rows, [("LSS 2024", alike)]) == []
    assert other_denominators(rows, [("LSS 2024", alike), ("IFO 2024", other), ("VUX 2024", other)]) == [
        "0-64 år har 900 invånare här, men 901 i tabellen IFO 2024."
    ]


def test_leksands_eight_tables_have_one_set_of_denominators():
    names = ("sabo", "hemtjanst", "lss", "boendestod", "ifo", "buf", "vux", "ekonomiskt-bistand")
    tables = [(name, printed(name).rows) for name in names]

    assert [other_denominators(rows, tables) for _name, rows in tables] == [[]] * 8
