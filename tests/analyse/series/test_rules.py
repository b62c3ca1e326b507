"""Keys, months, and what goes on being the same."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.analyse.series import rules
from hjulet.analyse.series.choices import Obstacle, Source
from hjulet.analyse.series.rules import Lasting, SeriesKey, UnreadableKey

WORDS = st.from_regex(r"[-a-zA-Z0-9_]{1,60}", fullmatch=True)
KEYS = st.one_of(
    st.builds(SeriesKey, st.just(Source.INDICATOR), WORDS, WORDS),
    st.builds(
        SeriesKey,
        st.just(Source.DEVIATIONS),
        WORDS,
        st.one_of(WORDS, st.just("*")),
        st.sampled_from(["sol", "hsl"]),
        st.integers(0, 4),
    ),
)
MONTHS = st.dates(date(1950, 1, 1), date(2100, 12, 1)).map(rules.first_of)


@given(KEYS)
def test_key_is_read_as_it_is_written(key):
    assert SeriesKey.read(str(key)) == key


@given(st.text(max_size=40))
def test_any_text_is_a_key_that_is_written_the_same_or_no_key(text):
    try:
        key = SeriesKey.read(text)
    except UnreadableKey:
        return
    assert str(key) == text


@pytest.mark.parametrize(
    "text",
    [
        "", "deviations", "deviations:sol:fall", "deviations:ifo:fall:solgarden", "deviations:sol:fall:*",
        "deviations:sol:fall:solgarden:0", "deviations:sol:fall:solgarden:5", "deviations:sol:fall:solgarden:3:1",
        "deviations:sol::solgarden", "indicator:*:solgarden", "indicator:hme", "indicator:hme:solgarden:3",
        "deviations:sol:fall:solgården", "deviations:sol:fall:sol garden", "annat:hme:solgarden",
        "deviations:sol:fall:solgarden:03",
    ],
)  # fmt: skip
def test_what_is_no_key_is_refused(text):
    with pytest.raises(UnreadableKey):
        SeriesKey.read(text)


def test_key_is_short_enough_to_be_stored():
    assert len(str(SeriesKey(Source.INDICATOR, "u" * 80, "i" * 120))) <= 220
    assert len(str(SeriesKey(Source.DEVIATIONS, "u" * 80, "t" * 60, "sol", 4))) <= 220


@given(MONTHS, st.integers(-600, 600))
def test_going_forward_and_back_ends_where_it_began(month, number):
    assert rules.month_after(rules.month_after(month, number), -number) == month


@given(MONTHS, st.integers(0, 60))
def test_months_between_are_each_month_once(first, number):
    months = rules.months_between(first, rules.month_after(first, number))

    assert len(set(months)) == number + 1
    assert (months[0], months[-1]) == (first, rules.month_after(first, number))


def test_running_month_is_not_counted():
    assert rules.last_whole_month(date(2026, 11, 21)) == date(2026, 10, 1)
    assert rules.last_whole_month(date(2026, 1, 1)) == date(2025, 12, 1)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(None, None)], True),
        ([], False),
        ([(date(2025, 3, 1), None)], True),
        ([(date(2025, 3, 2), None)], False),
        ([(None, date(2025, 3, 31))], True),
        ([(None, date(2025, 3, 30))], False),
        ([(None, date(2025, 3, 9)), (date(2025, 3, 10), None)], True),  # renamed on the tenth
        ([(None, date(2025, 3, 9)), (date(2025, 3, 11), None)], False),
        ([(date(2025, 3, 10), None), (None, date(2025, 3, 9))], True),
    ],
)
def test_month_is_filled_only_by_what_existed_all_of_it(spans, expected):
    assert rules.fills([Lasting(*span) for span in spans], date(2025, 3, 1)) is expected


@pytest.mark.parametrize(
    ("start", "steps", "expected"),
    [
        ({1}, [(2, 1)], {1, 2}),  # what it was called before
        ({1}, [(1, 2), (2, 3)], {1, 2, 3}),  # what it is called now
        ({1}, [(1, 2), (1, 3)], {1, 2, 3}),  # split: all its parts
        ({2}, [(1, 2), (1, 3)], {2}),  # a part is not the whole
        ({2, 3}, [(1, 2), (1, 3)], {1, 2, 3}),  # all the parts are
        ({3}, [(1, 3), (2, 3)], {1, 2, 3}),  # merged: the sum of them
        ({1}, [(1, 3), (2, 3)], {1}),  # one of them is not the sum
        ({1}, [(1, 2), (2, 1)], {1, 2}),  # a circle ends
        (set(), [(1, 2)], set()),
    ],
)
def test_what_is_the_same_under_other_names(start, steps, expected):
    assert rules.same_over_time(start, steps) == expected


@pytest.mark.parametrize(
    ("law", "codes", "key_law", "key_codes", "expected"),
    [
        ("", set(), "sol", set(), True),
        ("", set(), "hsl", {"fall"}, True),
        ("hsl", set(), "hsl", {"fall"}, True),
        ("hsl", set(), "sol", {"fall"}, False),
        ("hsl", {"fall"}, "hsl", {"fall"}, True),
        ("hsl", {"fall"}, "hsl", {"lakemedel"}, False),
        ("hsl", {"fall"}, "hsl", set(), True),  # all of a law holds the type
    ],
)
def test_change_of_measuring_touches_what_it_says(law, codes, key_law, key_codes, expected):
    assert rules.touches(law, frozenset(codes), key_law, frozenset(key_codes)) is expected


def test_part_begins_with_the_first_month_of_the_new_way_and_never_before_the_series():
    months = rules.months_between(date(2025, 1, 1), date(2025, 12, 1))

    assert rules.starts_of(
        months, [date(2025, 1, 1), date(2025, 6, 1), date(2024, 3, 1), date(2026, 1, 1)]
    ) == (5,)


@pytest.mark.parametrize(
    ("title", "month", "fits", "expected"),
    [
        ("Nytt system", date(2026, 11, 1), True, []),
        (" ", date(2026, 11, 1), True, [Obstacle.NO_TITLE]),
        ("Nytt system", date(2026, 12, 1), True, [Obstacle.NOT_YET]),
        ("Nytt system", date(2026, 1, 1), False, [Obstacle.TYPE_OF_OTHER_LAW]),
    ],
)
def test_change_of_measuring_is_documented_when_it_has_happened(title, month, fits, expected):
    assert rules.obstacles_to_documenting(title, month, date(2026, 11, 21), fits_law=fits) == expected
