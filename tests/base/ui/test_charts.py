"""What is drawn: honest axes, gaps, names, and nothing that a strict content security policy stops."""

import re

import pytest

from hjulet.base.ui.charts import (
    BarChart,
    IntervalChart,
    LineChart,
    Series,
    SmallMultiples,
    description,
    png,
    svg,
    table,
)
from hjulet.base.ui.charts.scales import rank_axis, value_axis
from hjulet.base.ui.charts.spec import Waterfall
from hjulet.base.ui.charts.waterfall import steps_of
from tests.base.ui.test_chart_samples import (
    CHANGE,
    CONTROL,
    COST,
    COUNTS,
    LONG,
    MATRIX,
    MONTHS,
    RANK,
    SAMPLES,
    SVG,
    WAIT,
    YEARS,
    drawn,
    every_sample,
    every_width,
    texts,
)


def line(*values, unit="dagar", **options):
    return LineChart(
        "Titel", tuple(str(2020 + i) for i in range(len(values))), (Series("A", values),), unit, **options
    )


@every_sample
@every_width
def test_title_and_description_name_the_picture(chart, width):
    root = drawn(chart, width=width)

    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "c-title c-desc")
    assert (root[0].tag, root[0].get("id"), root[0].text) == (f"{SVG}title", "c-title", chart.title)
    assert (root[1].tag, root[1].get("id"), root[1].text) == (f"{SVG}desc", "c-desc", description(chart))


@every_sample
@pytest.mark.parametrize("theme", ["page", "print"])
def test_content_security_policy_stops_nothing(chart, theme):
    root = drawn(chart, theme=theme)

    assert not [element for element in root.iter() if element.get("style") is not None]
    assert {element.tag for element in root.iter()}.isdisjoint({f"{SVG}style", f"{SVG}script", f"{SVG}image"})


@every_sample
def test_every_value_of_the_table_is_in_the_picture(chart):
    headers, rows = table(chart)
    lines_of_every_period = {"Mittlinje", "Undre gräns", "Övre gräns"}
    cells = {
        " ".join(cell.split())
        for row in rows
        for header, cell in zip(headers, row, strict=True)
        if header not in lines_of_every_period
    }
    shown = " ".join(" ".join(drawn(chart).itertext()).split()).replace("Inga värden", "saknas")
    if isinstance(chart, Waterfall) and not steps_of(chart):  # a staircase without a step would lead astray
        cells = {"saknas"}

    assert {cell for cell in cells if cell not in shown} <= {"kan bero på slumpen", "säker"}


@every_sample
def test_only_the_page_has_classes_and_only_print_has_a_size(chart):
    page, printed = drawn(chart), drawn(chart, theme="print")

    assert page.get("width") is None
    assert printed.get("width") == "640"
    assert not [element for element in list(printed)[2:] if element.get("class")]
    assert all(element.get("class") for element in page.iter(f"{SVG}text"))


@every_sample
def test_same_chart_gives_same_picture(chart):
    first = png(chart, width=320)

    assert first.startswith(b"\x89PNG")
    assert png(chart, width=320) == first


def test_ids_are_unique_for_each_chart_on_a_page():
    ids = re.findall(r' id="([^"]*)"', svg(RANK, ident="a") + svg(WAIT, ident="b"))

    assert len(ids) == len(set(ids)) == 4


def test_missing_value_is_a_gap_and_says_so_and_is_never_zero():
    root = drawn(line(5, 6, None, 7, 8))
    runs = [path.get("d").count("L") for path in root.iter(f"{SVG}path")]

    assert runs == [1, 1]
    assert len(list(root.iter(f"{SVG}circle"))) == 4
    assert texts(root).count("saknas") == 1


def test_missing_bar_says_so_and_zero_says_zero():
    root = drawn(BarChart("Titel", ("A", "B", "C"), (Series("2025", (3, None, 0)),)))

    assert [text for text in texts(root) if text in {"3", "0", "saknas"}] == ["3", "saknas", "0"]
    assert len(list(root.iter(f"{SVG}rect"))) == 1


@pytest.mark.parametrize("name", ["no values", "nothing at all"])
def test_chart_without_values_says_so_and_draws_no_figures(name):
    shown = texts(drawn(SAMPLES[name]))

    assert "Inga värden" in shown
    assert not [text for text in shown if text.startswith("0")]


def test_rank_one_stands_on_top():
    root = drawn(RANK)
    heights = {element.text: float(element.get("y")) for element in root.iter(f"{SVG}text")}
    circles = [float(circle.get("cy")) for circle in root.iter(f"{SVG}circle")]

    assert heights["1"] < heights["50"] < heights["250"]
    assert circles == sorted(circles, reverse=True)
    assert rank_axis([3, 4]).ticks == (1, 2, 3, 4)


@pytest.mark.parametrize(
    ("values", "unit", "ends", "note"),
    [
        ([56, 93], "%", (0, 100), ""),
        ([86, 91], "%", (82, 94), "Axeln visar 82–94\u00a0%"),
        ([2, 7], "%", (0, 8), "Axeln slutar vid 8\u00a0%"),
        ([19, 31], "dagar", (0, 40), ""),
        ([98, 101], "dagar", (98, 101), "Axeln börjar vid 98"),
        ([-8, 2], "mkr", (-8, 2), ""),
        ([0], "antal", (0, 1), ""),
        ([None], "antal", (0, 1), ""),
    ],
)
def test_axis_starts_at_zero_or_says_where(values, unit, ends, note):
    axis = value_axis(values, unit)

    assert ((axis.low, axis.high), axis.note) == (ends, note)


def test_cut_axis_is_written_in_the_picture():
    assert "Axeln visar 82–94\u00a0%" in texts(drawn(line(86, 88, 91, unit="%")))


def test_bars_are_never_cut():
    root = drawn(BarChart("Titel", ("A", "B"), (Series("2025", (98, 100)),)))
    first, second = (float(rect.get("width")) for rect in root.iter(f"{SVG}rect"))

    assert first / second == pytest.approx(0.98, abs=0.002)


def test_millions_are_written_short_and_in_full_when_pointed_at():
    root = drawn(COST)

    assert {"200\u00a0mkr", "100\u00a0mkr", "167,9\u00a0mkr"} <= set(texts(root))
    assert "Kostnad, 2025: 167\u00a0889\u00a0642\u00a0kr" in [
        title.text for title in root.iter(f"{SVG}title")
    ]


def test_numbers_are_written_in_swedish():
    shown = texts(drawn(line(-1.5, 1234.5, unit="kr", decimals=1)))

    assert {"−1,5\u00a0kr", "1\u00a0234,5\u00a0kr"} <= set(shown)


@every_width
def test_sixty_labels_are_thinned_by_whole_years(width):
    shown = [text for text in texts(drawn(SAMPLES["sixty months"], width=width)) if text in MONTHS]

    assert {"jan 2022", "jan 2024", "jan 2026"} <= set(shown)
    assert {text for text in shown if not text.startswith("jan")} <= {MONTHS[-1]}


@pytest.mark.parametrize("name", ["bars", "intervals"])
@every_width
def test_long_label_is_wrapped_and_can_be_read_whole(name, width):
    assert LONG in " ".join(texts(drawn(SAMPLES[name], width=width)))


def test_what_all_panels_begin_with_is_written_once():
    shown = " ".join(texts(drawn(SAMPLES["multiples"])))

    assert shown.count("Brukarbedömning gruppbostad LSS") == 1
    assert "Brukaren trivs alltid hemma" in shown


def test_series_differ_in_dash_and_marker_and_are_named():
    two = LineChart("Titel", YEARS, (Series("Ett", (1, 2, 3, 4)), Series("Två", (4, 3, 2, 1))))
    root = drawn(two)
    dashes = [
        path.get("stroke-dasharray") for path in root.iter(f"{SVG}path") if path.get("stroke-width") == "2.2"
    ]

    assert {"Ett", "Två"} <= set(texts(root))
    assert dashes == [None, "7 4"]
    assert (len(list(root.iter(f"{SVG}circle"))), len(list(root.iter(f"{SVG}rect")))) == (4, 4)


def test_sure_change_is_solid_and_unsure_is_dashed():
    lines = [one for one in drawn(CHANGE).iter(f"{SVG}g") if one.find(f"{SVG}line") is not None]
    dashes = [one.find(f"{SVG}line").get("stroke-dasharray") for one in lines]

    assert dashes == [None, *["3 3"] * 6, None]


def test_signals_have_a_shape_and_a_value_of_their_own():
    root = drawn(CONTROL)

    assert [title.text.endswith("sticker ut") for title in root.iter(f"{SVG}title")].count(True) == 2
    assert "20" in texts(root)


def test_matrix_gives_each_level_a_shape_and_a_word():
    shown = texts(drawn(MATRIX))

    assert {"Klar", "Pågår", "Försenad", "–"} <= set(shown)
    assert len({shape(MATRIX, level) for level in ("good", "middle", "bad")}) == 3


def shape(matrix, level):
    root = drawn(type(matrix)("Titel", ("Rad",), ("Kolumn",), (("Ord",),), ((level,),)))
    return tuple(element.tag + (element.get("r") or "") for element in root if element.tag != f"{SVG}text")


def test_values_shorter_than_labels_are_missing_at_the_end():
    chart = LineChart("Titel", YEARS, (Series("A", (1, 2)),))

    assert [row[1] for row in table(chart)[1]] == ["1", "2", "saknas", "saknas"]


def test_values_without_a_label_are_left_out_of_picture_words_and_table():
    chart = LineChart("Titel", ("2024", "2025"), (Series("A", (1, 2, 900)),))

    assert len(table(chart)[1]) == 2
    assert "900" not in description(chart) + " ".join(texts(drawn(chart)))


def test_text_that_looks_like_markup_is_text():
    chart = line(1, 2, unit="<b>&\x00")

    assert "<b>&" in texts(drawn(chart))


def test_empty_charts_of_every_kind_say_that_there_is_nothing():
    empty = [SmallMultiples("Titel", ()), BarChart("Titel", (), ()), IntervalChart("Titel", (), (), (), ())]

    assert ["Inga värden" in texts(drawn(chart)) for chart in empty] == [True, True, True]
    assert len(COUNTS) == 60
