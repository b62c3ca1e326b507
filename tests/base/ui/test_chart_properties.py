"""Whatever the numbers and words, the picture can be parsed and holds together."""

import math
import re
from dataclasses import fields, is_dataclass

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hjulet.base.ui.charts import (
    BarChart,
    BeforeAfter,
    ControlChart,
    Distribution,
    FunnelChart,
    IntervalChart,
    LineChart,
    Matrix,
    Series,
    SmallMultiples,
    Waterfall,
    description,
    table,
)
from hjulet.base.ui.charts.measure import text_width
from tests.base.ui.test_chart_samples import SVG, drawn

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
GEOMETRY = {
    "x",
    "y",
    "x1",
    "x2",
    "y1",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "width",
    "height",
    "font-size",
    "d",
    "viewBox",
}

words = st.text(max_size=40)
finite = st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(-1000, 1000)
units = st.sampled_from(("", "%", "kr", "dagar", "plats", "fall per 1 000 boendedygn"))
decimals = st.integers(0, 3)


def tuples(values, size):
    return st.lists(values, max_size=size).map(tuple)


labels = st.integers(0, 70).flatmap(lambda size: st.lists(words, min_size=size, max_size=size).map(tuple))
values = tuples(finite, 70)
series = st.builds(Series, words, values, values, values, st.booleans())
line_charts = st.builds(LineChart, words, labels, tuples(series, 4), units, decimals, st.booleans())
charts = st.one_of(
    line_charts,
    st.builds(BarChart, words, labels, tuples(series, 4), units, decimals),
    st.builds(SmallMultiples, words, tuples(line_charts, 4), units, decimals),
    st.builds(
        ControlChart, words, labels, values, values, values, values,
        st.frozensets(st.integers(0, 70), max_size=5), units, decimals,
    ),
    st.builds(
        BeforeAfter, words, labels, values, values, tuples(st.booleans(), 70), words, words, units, decimals
    ),
    st.builds(IntervalChart, words, labels, values, values, values, finite, words, units, decimals),
    st.builds(
        Matrix, words, tuples(words, 12), tuples(words, 12), tuples(tuples(words, 12), 12),
        tuples(tuples(st.sampled_from(("good", "middle", "bad", "", "okänd")), 12), 12),
    ),
    st.builds(
        Distribution, words, values, finite, words, finite, finite,
        tuples(st.tuples(words, st.floats(allow_nan=False, allow_infinity=False)), 3), units, decimals,
    ),
    st.builds(
        FunnelChart, words, labels, values, values, finite, tuples(st.floats(0, 1e6), 20), values, values, values, values,
        st.frozensets(st.integers(0, 70), max_size=5), st.frozensets(st.integers(0, 70), max_size=5), words, units,
        decimals,
    ),
    st.builds(Waterfall, words, labels, values, words, finite, words, finite, units, decimals),
)  # fmt: skip
patient = settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking a whole chart takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@patient
@given(charts, st.sampled_from((240, 320, 640, 900)))
def test_any_chart_can_be_drawn_with_finite_numbers(chart, width):
    root = drawn(chart, width=width)
    geometry = [value for element in root.iter() for name, value in element.items() if name in GEOMETRY]

    assert not [value for value in geometry if re.sub(NUMBER, "", value).strip("MLZ ")]
    assert all(math.isfinite(float(number)) for value in geometry for number in NUMBER.findall(value))


@patient
@given(charts, st.sampled_from((320, 640)))
def test_no_text_leaves_the_picture(chart, width):
    root = drawn(chart, width=width)
    _, _, right, bottom = (float(number) for number in root.get("viewBox").split())

    assert [
        element.text for element in root.iter(f"{SVG}text") if not is_inside(element, right, bottom)
    ] == []


@patient
@given(charts)
def test_words_and_table_exist_for_any_chart(chart):
    headers, rows = table(chart)

    assert {len(row) for row in rows} <= {len(headers)}
    assert description(chart).strip()
    assert not re.search(r"\b(?:None|nan|inf)\b", description(without_words(chart)))


@patient
@given(st.lists(st.none() | st.integers(-10_000, 10_000), min_size=1, max_size=30).map(tuple))
def test_words_and_table_and_picture_have_the_same_numbers(values):
    labels = tuple(f"v{index}" for index in range(len(values)))
    chart = LineChart("Titel", labels, (Series("A", values),))
    printed = [row[1] for row in table(chart)[1]]
    titles = [title.text for title in list(drawn(chart).iter(f"{SVG}title"))[1:]]

    assert [cell == "saknas" for cell in printed] == [value is None for value in values]
    assert titles == [f"A, {labels[i]}: {printed[i]}" for i in range(len(values)) if values[i] is not None]
    for number, label in re.findall(
        r"(?:först|sist|högst|lägst|bara) (\S+(?:\u00a0\S+)*) \((v\d+)\)", description(chart)
    ):
        assert printed[labels.index(label)] == number


def is_inside(element, right, bottom):
    size, x, y = (float(element.get(name)) for name in ("font-size", "x", "y"))
    width = text_width(element.text, size, bold=element.get("font-weight") is not None)
    left = x - width * {"start": 0, "middle": 0.5, "end": 1}[element.get("text-anchor", "start")]
    return left > -1 and left + width < right + 1 and y - 0.75 * size > -1 and y < bottom + 1


def without_words(chart):
    """The same chart with its own words emptied, so that only ours are left."""
    if isinstance(chart, str):
        return "" if chart not in {"%", "kr", "dagar"} else chart
    if isinstance(chart, tuple):
        return tuple(without_words(one) for one in chart)
    if is_dataclass(chart):
        return type(chart)(
            **{field.name: without_words(getattr(chart, field.name)) for field in fields(chart)}
        )
    return chart


def test_long_name_with_long_numbers_is_shortened_in_the_picture():
    chart = Distribution("Titel", (1.0, 1e300), 5.0, "Ett namn som är långt", -3.9e16, -9.9e188, (("riket", 6.8e200),), "plats", 3)  # fmt: skip
    root = drawn(chart, width=320)
    _, _, right, bottom = (float(number) for number in root.get("viewBox").split())

    assert all(is_inside(element, right, bottom) for element in root.iter(f"{SVG}text"))
