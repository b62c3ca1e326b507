"""The text alternatives say what the picture says, from the same numbers."""

import pytest

from hjulet.base.ui.charts import BarChart, IntervalChart, LineChart, Matrix, Series, description, table
from tests.base.ui.test_chart_samples import CHANGE, CONTROL, COST, INTERVALS, MATRIX, RANK, SAMPLES, WAIT


def test_line_tells_first_and_last_and_what_is_missing():
    assert description(WAIT).startswith(
        "Linjediagram, 7 perioder från 2019 till 2025. "
        "Kvalitetsbergs kommun: först 19\u00a0dagar (2019), sist 31\u00a0dagar (2025), saknas för 2021."
    )


def test_line_tells_highest_and_lowest_when_they_lie_between():
    chart = LineChart("Titel", ("2022", "2023", "2024", "2025"), (Series("A", (5, 9, 1, 6)),))

    assert description(chart).endswith("A: först 5 (2022), sist 6 (2025), högst 9 (2023), lägst 1 (2024).")


def test_rank_tells_which_end_is_up():
    assert description(RANK) == (
        "Linjediagram, 4 perioder från 2021 till 2024. Plats 1 står överst. Plats: först 232 (2021), sist 15 (2024)."
    )


def test_line_tells_how_sure_the_last_value_is():
    said = description(SAMPLES["share with intervals"])

    assert "sist 81\u00a0% (2024), saknas för 2025; det sista värdet ligger inom 54–96\u00a0%." in said


def test_many_missing_are_counted():
    chart = LineChart("Titel", tuple(map(str, range(20))), (Series("A", (1.0, 2.0)),))

    assert "saknas för 18 av 20" in description(chart)


def test_few_bars_are_told_one_by_one():
    chart = BarChart("Titel", ("Fall", "Läkemedel"), (Series("2025", (42, None)),), unit="%")

    assert description(chart) == "Stapeldiagram, 2 rader. 2025: Fall 42\u00a0%; Läkemedel saknas."


def test_many_bars_are_told_by_highest_and_lowest():
    labels = tuple("ABCDEFGHIJ")
    chart = BarChart("Titel", labels, (Series("", (5, 1, 9, 4, None, 4, 4, 4, 4, 4)),))

    assert description(chart) == "Stapeldiagram, 10 rader. Högst C 9; lägst B 1; saknas för E."


def test_control_chart_tells_what_stands_out():
    said = description(CONTROL)

    assert "Mittlinje till sist 10,2\u00a0fall per månad." in said
    assert said.endswith(
        "Sticker ut: jul 2024 (20\u00a0fall per månad) och aug 2024 (12\u00a0fall per månad)."
    )


def test_change_tells_which_are_sure_and_which_chance_could_have_made():
    sure, rest = description(CHANGE).split("Kan bero på slumpen: ")
    unsure, missing = rest.split("Värden saknas: ")

    assert sure.endswith(
        "Säkra förändringar: Brukaren får bestämma om saker som är viktiga hemma från 65\u00a0% till 81\u00a0%; "
        "Brukaren kan alltid göra det hen vill på fritiden från 56\u00a0% till 93\u00a0%. "
    )
    assert unsure.count(";") == 5
    assert missing == (
        "Brukaren är aldrig rädd för någon hemma (saknas och 79\u00a0%); "
        "Brukaren vet vem hen ska prata med om något är dåligt (69\u00a0% och saknas)."
    )


def test_interval_is_sure_only_when_all_of_it_lies_on_one_side():
    assert description(INTERVALS).endswith(
        "Riket: 85\u00a0%. Säkert över: Brukaren är aldrig rädd för någon hemma. "
        "Säkert under: Alla i personalen förstår vad brukaren säger."
    )


def test_interval_that_touches_the_reference_is_not_sure():
    chart = IntervalChart("Titel", ("A",), (90,), (85,), (95,), reference=85, reference_name="Riket")

    assert description(chart).endswith("Ingen rad skiljer sig säkert från den.")


def test_matrix_is_told_row_by_row_or_counted():
    large = Matrix("Titel", tuple("ABCDEFGHI"), ("K",), (("Klar",),) * 6 + (("Pågår",),) * 3, ())

    assert "Hemtjänst norra: Basala hygienrutiner Klar, " in description(MATRIX)
    assert description(large) == "Rutnät, 9 rader och 1 kolumn. Klar: 6, Pågår: 3."


@pytest.mark.parametrize("chart", SAMPLES.values(), ids=SAMPLES.keys())
def test_every_row_of_the_table_is_as_long_as_its_headers(chart):
    headers, rows = table(chart)

    assert {len(row) for row in rows} <= {len(headers)}


def test_table_of_lines_has_a_row_a_period_and_a_column_a_series():
    headers, rows = table(WAIT)

    assert headers == ("Period", "Kvalitetsbergs kommun", "Liknande kommuner, särskilt boende", "Riket")
    assert rows[2] == ("2021", "saknas", "25\u00a0dagar", "28\u00a0dagar")


def test_table_prints_numbers_in_full():
    assert table(COST)[1][-1] == ("2025", "167\u00a0889\u00a0642\u00a0kr")


def test_table_of_intervals_has_limits_and_reference():
    headers, rows = table(INTERVALS)

    assert headers == ("Vad", "Värde", "Säkert inom", "Riket")
    assert rows[1][1:] == ("94\u00a0%", "70–100\u00a0%", "85\u00a0%")
    assert rows[3][1:3] == ("saknas", "")


def test_table_of_lines_has_limits_where_there_are_any():
    headers, rows = table(SAMPLES["share with intervals"])

    assert headers == ("Period", "Gruppbostad LSS", "Gruppbostad LSS, säkert inom", "Servicebostad")
    assert rows[0][2] == "38–85\u00a0%"


def test_table_of_changes_says_how_sure_each_is():
    rows = table(CHANGE)[1]

    assert rows[0][1:] == ("65\u00a0%", "81\u00a0%", "+16", "säker")
    assert rows[1][1:] == ("81\u00a0%", "94\u00a0%", "+13", "kan bero på slumpen")
    assert rows[5][1:] == ("saknas", "79\u00a0%", "", "saknas")
    assert rows[7][3] == "−7"


def test_table_of_multiples_has_a_row_a_panel():
    headers, rows = table(SAMPLES["multiples"])

    assert headers == ("Vad", "2022", "2023", "2024", "2025")
    assert rows[0][1:] == ("65\u00a0%", "saknas", "77\u00a0%", "81\u00a0%")


def test_table_of_a_control_chart_marks_what_stands_out():
    headers, rows = table(CONTROL)

    assert headers == ("Period", "Värde", "Mittlinje", "Undre gräns", "Övre gräns", "Anmärkning")
    assert [row[0] for row in rows if row[5] == "sticker ut"] == ["jul 2024", "aug 2024"]
