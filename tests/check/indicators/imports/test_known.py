"""Sources that have a comparison of their own: their names, their ranks, and files as they are published."""

from decimal import Decimal

import pytest

from hjulet.check.indicators.choices import Measure
from hjulet.check.indicators.compare.sets import BY_KEY
from hjulet.check.indicators.imports import filling, planning
from hjulet.check.indicators.imports.choices import Holds
from hjulet.check.indicators.imports.columns import Told
from hjulet.check.indicators.imports.forms import WordsForm
from hjulet.check.indicators.imports.known import SOURCES, is_rank, name_of, proposed, source_of
from hjulet.check.indicators.imports.rows import UnknownWord
from hjulet.check.indicators.models import Indicator, Value
from tests.check.indicators.imports.making import AT, DAY, csv, kept
from tests.factories import IndicatorFactory

INDEX = csv(
    "Kommun;Placering;Index;Information;Information, placering",
    "Lingonfors;70;71,5;62,8;189",
    "Edshult;15;79;90,6;39",
)
WORDS = {
    "Placering": "+rank", "Index": "+number-up", "Information": "+number-up", "Information, placering": "+rank",
}  # fmt: skip


@pytest.mark.parametrize("source", [one.name for one in SOURCES])
def test_a_source_that_is_offered_has_a_comparison(source):
    assert any(one.is_named(source) for one in BY_KEY.values())


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Placering", True), ("Information, placering", True), ("Rank 2025", True), ("Plats", True),
        ("Platser i särskilt boende", False), ("Index", False), ("", False),
    ],
)  # fmt: skip
def test_a_place_is_told_by_its_word(heading, expected):
    assert is_rank(heading) is expected


@pytest.mark.parametrize(
    ("source", "word", "name", "meaning"),
    [
        ("Hemtjänstindex", "Placering", "Hemtjänstindex, placering", "+rank"),
        ("hemtjänstindex 2025", "Information", "Hemtjänstindex, information", "+number-up"),
        ("Hemtjänstindex", "Hemtjänstindex totalt", "Hemtjänstindex totalt", "+number-up"),
        ("BPSD-registret", "BPSD-registret, täckning", "BPSD-registret, täckning", ""),
        ("Senior alert", "Andel med trycksår", "Senior alert, andel med trycksår", ""),
        ("SveDem", "MMSE", "SveDem, MMSE", ""),
        ("Egen lista", "Placering", "Placering", "+rank"),
        ("Egen lista", "Trygghet", "Trygghet", ""),
    ],
)  # fmt: skip
def test_a_new_measure_gets_a_name_that_says_where_it_comes_from(source, word, name, meaning):
    assert (name_of(source, word), proposed(source, word)) == (name, meaning)


def test_only_the_source_itself_says_which_subject():
    assert (source_of("Senior alert 2025").subject, source_of("Egen lista").subject) == (
        "kvalitetsregister", "Egen lista",
    )  # fmt: skip


def test_what_is_proposed_is_chosen_beforehand_and_can_be_changed():
    words = [UnknownWord(Holds.MEASURE, "Placering", 1), UnknownWord(Holds.UNIT, "Placering", 1)]
    form = WordsForm(None, words=words, meanings={Holds.MEASURE: [], Holds.UNIT: []}, source="Hemtjänstindex")

    assert [form.fields[name].initial for name in form.words] == ["+rank", ""]


def brought_in(world, content, year="2025"):
    """As somebody does who accepts what is proposed and says the year."""
    by = world.people["developer"]
    batch = kept(world, content, source="Hemtjänstindex", is_published=True)
    told = Told.unpacked({**batch.told, "period": year})
    planning.tell(batch, told, by=by, at=AT)
    planned = planning.plan(batch, by, DAY)
    said = {word.said: proposed("Hemtjänstindex", word.said) for word in planned.unknown}
    planning.explain(batch, {Holds.MEASURE: said}, by=by, at=AT)
    seen = planning.plan(batch, by, DAY).fingerprint
    filling.read_in(batch, seen, skips_faulty=False, by=by, at=AT)
    return said


def test_the_index_comes_in_with_its_parts_and_places_and_nothing_of_the_others(world):
    own = world.municipality.name.encode()
    said = brought_in(world, INDEX.replace(b"Edshult", own))

    assert said == WORDS
    found = {one.name: one for one in Indicator.objects.all()}
    assert {name: one.measure for name, one in found.items()} == {
        "Hemtjänstindex, placering": Measure.RANK, "Hemtjänstindex, index": Measure.VALUE,
        "Hemtjänstindex, information": Measure.VALUE, "Hemtjänstindex, information, placering": Measure.RANK,
    }  # fmt: skip
    rank = found["Hemtjänstindex, placering"]
    assert (rank.unit_of_measure, rank.direction, rank.subject) == ("plats", "lower", "hemtjänst")
    assert [value.value for value in Value.objects.filter(indicator=rank)] == [Decimal(15)]
    assert all(BY_KEY["hemtjanstindex"].holds(one) for one in found.values())


def test_the_next_years_file_writes_to_the_same_measures_and_asks_nothing(world):
    own = world.municipality.name.encode()
    brought_in(world, INDEX.replace(b"Edshult", own))

    assert brought_in(world, INDEX.replace(b"Edshult", own), year="2026") == {}
    assert Indicator.objects.count() == 4
    assert Value.objects.count() == 8


def test_the_same_file_again_has_nothing_new(world):
    own = world.municipality.name.encode()
    brought_in(world, INDEX.replace(b"Edshult", own))
    batch = kept(world, INDEX.replace(b"Edshult", own), source="Hemtjänstindex")
    again = planning.plan(batch, world.people["developer"], DAY)

    assert (again.amount, again.same, again.unknown) == (0, 4, ())


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("Riket", "country"), ("Länet", "county"), ("Liknande kommuner", "similar"), ("Jämförbara kommuner", "similar"),
        ("Grannkommunen", None),
    ],
)  # fmt: skip
def test_those_we_compare_with_are_read_and_other_municipalities_are_not(world, place, expected):
    IndicatorFactory(municipality=world.municipality, name="Trygghet", slug="trygghet")
    content = csv("Mått;Kommun;År;Värde", f"Trygghet;{place};2025;94")
    rows = planning.plan(kept(world, content), world.people["developer"], DAY).read.rows

    assert [row.place for row in rows] == ([expected] if expected else [])
