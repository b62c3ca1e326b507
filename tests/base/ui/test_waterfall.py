"""The waterfall: causes that add up, signs that can be read without colour, and nothing drawn where something is missing."""

from dataclasses import replace

import pytest

from hjulet.base.ui.charts import Waterfall, description, svg, table
from tests.base.ui.test_chart_samples import drawn, texts

SPLIT = Waterfall("Delat", ("Volym", "Pris"), (16, -8), "2021", 160, "2022", 168, unit="mkr")


def test_every_cause_has_its_sign_in_picture_words_and_table():
    written = texts(drawn(SPLIT))

    assert {"160", "+16", "−8", "168"} <= set(written)
    assert description(SPLIT) == (
        "Trappa från 2021 (160) till 2022 (168), 2 steg. Däremellan: Volym +16; Pris −8."
    )
    assert table(SPLIT)[1] == (
        ("2021", "160\u00a0mkr"),
        ("Volym", "+16\u00a0mkr"),
        ("Pris", "−8\u00a0mkr"),
        ("2022", "168\u00a0mkr"),
    )


def test_a_cause_that_is_nothing_has_no_sign():
    assert "+0" not in texts(drawn(replace(SPLIT, values=(8, 0))))


@pytest.mark.parametrize("gap", [{"first": None}, {"last": None}, {"values": (16, None)}, {"values": (16,)}])
def test_with_something_missing_there_is_no_picture_but_the_table_says_what(gap):
    chart = replace(SPLIT, **gap)

    assert "Inga värden" in texts(drawn(chart))
    assert "Inga värden" in description(chart)
    assert "saknas" in str(table(chart))


def test_a_fall_is_hollow_and_a_rise_filled():
    up, down = (svg(replace(SPLIT, labels=("X",), values=(step,)), ident="c") for step in (8, -8))

    assert up.count("<rect") == down.count("<rect") == 3  # the cause, and a mark for each sum
    assert up != down
