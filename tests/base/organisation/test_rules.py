"""Sums without double counting, and lineage in words."""

from datetime import date

import pytest

from hjulet.base.organisation.choices import LineageKind
from hjulet.base.organisation.rules import (
    Span,
    Step,
    first_day,
    lineage_sentences,
    listed,
    to_sum,
    validity,
    when,
)

OPEN = Span(None, None)
Y2022 = (date(2022, 1, 1), date(2022, 12, 31))


def until(day: str) -> Span:
    return Span(None, date.fromisoformat(day))


def since(day: str, last: str | None = None) -> Span:
    return Span(date.fromisoformat(day), date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(
    ("case", "spans", "parts_of", "period", "expected"),
    [
        ("alone", {1: OPEN}, {}, Y2022, {1}),
        ("two that have nothing to do with each other", {1: OPEN, 2: OPEN}, {}, Y2022, {1, 2}),
        ("a whole stands beside its parts all year: the whole", {1: OPEN, 2: OPEN, 3: OPEN}, {1: {2, 3}}, Y2022, {1}),
        ("only parts have figures: the parts", {2: OPEN, 3: OPEN}, {1: {2, 3}}, Y2022, {2, 3}),
        ("Edshult 2022, split at new year: the parts cover more", {1: until("2022-01-01"), 2: since("2022-01-01"), 3: since("2022-01-01")}, {1: {2, 3}}, Y2022, {2, 3}),
        ("Edshult 2021, before the split: the whole", {1: until("2022-01-01"), 2: since("2022-01-01"), 3: since("2022-01-01")}, {1: {2, 3}}, (date(2021, 1, 1), date(2021, 12, 31)), {1}),
        ("split in June without overlap: different days, all count", {1: until("2022-06-30"), 2: since("2022-07-01"), 3: since("2022-07-01")}, {1: {2, 3}}, Y2022, {1, 2, 3}),
        ("an overlap year: the whole was there longer", {1: until("2022-11-30"), 2: since("2022-06-01"), 3: since("2022-06-01")}, {1: {2, 3}}, Y2022, {1}),
        ("renamed at new year", {1: until("2022-01-01"), 2: since("2022-01-01")}, {1: {2}}, Y2022, {2}),
        ("renamed, both left open by mistake: once", {1: OPEN, 2: OPEN}, {1: {2}}, Y2022, {1}),
        ("merged: the whole is what they became", {1: until("2022-01-01"), 2: until("2022-01-01"), 3: since("2022-01-01")}, {3: {1, 2}}, Y2022, {3}),
        ("a chain of splits, the middle step", {1: until("2022-01-01"), 2: since("2022-01-01", "2024-01-01"), 3: since("2022-01-01"), 4: since("2024-01-01"), 5: since("2024-01-01")}, {1: {2, 3}, 2: {4, 5}}, (date(2023, 1, 1), date(2023, 12, 31)), {2, 3}),
        ("a chain of splits, the last step", {1: until("2022-01-01"), 2: since("2022-01-01", "2024-01-01"), 3: since("2022-01-01"), 4: since("2024-01-01"), 5: since("2024-01-01")}, {1: {2, 3}, 2: {4, 5}}, (date(2025, 1, 1), date(2025, 12, 31)), {3, 4, 5}),
        ("a chain of splits, all left open by mistake", {1: OPEN, 2: OPEN, 3: OPEN, 4: OPEN}, {1: {2, 3}, 2: {4}}, Y2022, {1}),
        ("a part of a part without the middle", {1: OPEN, 3: OPEN}, {1: {2}, 2: {3}}, Y2022, {1}),
        ("over before the period", {1: until("2021-12-31"), 2: OPEN}, {}, Y2022, {2}),
        ("a circle in what is stored harms nobody", {1: OPEN, 2: OPEN}, {1: {2}, 2: {1}}, Y2022, {1}),
        ("nothing", {}, {1: {2}}, Y2022, set()),
    ],
)  # fmt: skip
def test_a_whole_or_its_parts_are_added_never_both(case, spans, parts_of, period, expected):
    assert to_sum(spans, parts_of, *period) == expected, case


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Edshult 1", "Edshult 2", "Edshult 3"], "Edshult 1, 2 och 3"),
        (["Södra hemtjänsten", "Norra hemtjänsten"], "Norra hemtjänsten och Södra hemtjänsten"),
        (["Ek", "Asp", "Alm"], "Alm, Asp och Ek"),
        (["Solgården"], "Solgården"),
    ],
)
def test_names_are_listed_as_one_would_say_them(names, expected):
    assert listed(names) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [("2022", "2022"), ("2022-09", "i september 2022"), ("2022-09-01", "den 1 september 2022"), ("", "")],
)
def test_a_date_is_said_as_exactly_as_it_is_known(said, expected):
    assert when(said) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("", "", ""),
        ("2022", "", "från 2022"),
        ("", "2022-09", "till september 2022"),
        ("2022-01-15", "2024", "från den 15 januari 2022 till 2024"),
    ],
)
def test_validity_is_said_in_words(first, last, expected):
    assert validity(first, last) == expected


@pytest.mark.parametrize(
    ("kind", "said", "before", "after"),
    [
        (LineageKind.RENAMED, "2022", "bytte namn 2022 till Nya", "hette Gamla tills namnet byttes 2022"),
        (LineageKind.SPLIT, "2022-09", "delades i september 2022 i Nya", "bildades i september 2022 när Gamla delades"),
        (LineageKind.MERGED, "2022-09-01", "gick den 1 september 2022 upp i Nya", "bildades den 1 september 2022 av Gamla"),
    ],
)  # fmt: skip
def test_lineage_is_told_from_both_ends(kind, said, before, after):
    step = Step(kind, "Gamla", "Nya", said)

    assert lineage_sentences([step], "Gamla") == [before]
    assert lineage_sentences([step], "Nya") == [after]


def test_what_it_came_from_is_told_before_what_it_became():
    steps = [
        Step(LineageKind.MERGED, "A 1", "B", "2020"),
        Step(LineageKind.MERGED, "A 2", "B", "2020"),
        Step(LineageKind.RENAMED, "B", "C", "2024"),
    ]

    assert lineage_sentences(steps, "B") == ["bildades 2020 av A 1 och 2", "bytte namn 2024 till C"]


@pytest.mark.parametrize("said", ["2022-13", "2022-02-30", "sommaren", "22", "2022-9", "0000"])
def test_a_date_that_cannot_be_read_is_refused_with_a_sentence(said):
    with pytest.raises(ValueError, match="Datumet"):
        first_day(said)
