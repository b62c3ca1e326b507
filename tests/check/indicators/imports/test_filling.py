"""Reading in and undoing: all at once or not at all, with what was before kept."""

from decimal import Decimal

import pytest

from hjulet.base.log.models import Entry
from hjulet.check.indicators.imports import filling, planning
from hjulet.check.indicators.imports.choices import Holds, ImportObstacle, ImportState
from hjulet.check.indicators.imports.planning import CannotImport
from hjulet.check.indicators.models import ImportedValue, Indicator, Value, ValueImport
from tests.check.indicators.imports.making import AT, DAY, csv, kept
from tests.factories import IndicatorFactory, ValueFactory

HEADER = "Mått;Enhet;År;Värde;Antal svar"
TWO = csv(HEADER, "Trygghet;Solgården;2025;94;34", "Trygghet;Björkgården;2025;88;21")


@pytest.fixture
def measure(world):
    return IndicatorFactory(municipality=world.municipality, slug="trygghet", name="Trygghet")


@pytest.fixture
def there(world, measure):
    return ValueFactory(indicator=measure, unit=world.units["solgarden"], value=Decimal(90), respondents=30)


def read_in(world, batch, *, skips_faulty=False, by="developer"):
    person = world.people[by]
    seen = planning.plan(batch, person, DAY).fingerprint
    return filling.read_in(batch, seen, skips_faulty=skips_faulty, by=person, at=AT)


def test_new_values_are_written_and_say_which_row_they_come_from(world, measure):
    batch = kept(world, TWO, is_published=True)

    read_in(world, batch)

    found = Value.objects.get(unit=world.units["solgarden"])
    row = found.imported.get()
    assert (found.value, found.respondents, found.is_published_source) == (94, 34, True)
    assert (found.entered_by, row.row, row.column) == (world.people["developer"], 2, "Värde")
    assert (batch.state, batch.made, batch.changed, batch.file) == (ImportState.DONE, 2, 0, None)
    assert [entry.event for entry in Entry.objects.order_by("pk")][-2:] == [
        "valueimport.done",
        "file.removed",
    ]


def test_value_that_is_there_is_corrected_and_keeps_what_it_said(world, there):
    batch = kept(world, TWO)

    read_in(world, batch)

    there.refresh_from_db()
    revision = there.revisions.get()
    assert (there.value, there.respondents) == (94, 34)
    assert (revision.was, revision.why) == (90, "Inläst från Socialstyrelsen, rad 2")
    assert (batch.made, batch.changed) == (1, 1)


def test_same_file_again_has_nothing_new(world, measure):
    read_in(world, kept(world, TWO))

    with pytest.raises(CannotImport) as refused:
        read_in(world, kept(world, TWO))

    assert refused.value.obstacles == [ImportObstacle.NOTHING_NEW]
    assert Value.objects.count() == 2


def test_undoing_takes_new_values_away_and_gives_old_ones_back(world, there):
    batch = kept(world, TWO)
    read_in(world, batch)

    filling.undo(batch, by=world.people["sas"], at=AT)

    there.refresh_from_db()
    assert list(Value.objects.values_list("value", "respondents")) == [(90, 30)]
    assert [revision.why for revision in there.revisions.order_by("pk")][
        -1
    ] == "Inläsningen ångrades: Socialstyrelsen"
    assert (batch.state, batch.undone_by) == (ImportState.UNDONE, world.people["sas"])


@pytest.mark.parametrize(("was", "decimals"), [("90", 0), ("90.0", 1)])
def test_undone_value_is_written_as_it_was(world, there, was, decimals):
    Value.objects.update(value=Decimal(was), decimals=decimals)
    batch = kept(world, TWO)
    read_in(world, batch)

    filling.undo(batch, by=world.people["sas"], at=AT)

    there.refresh_from_db()
    assert (there.value, there.decimals) == (90, decimals)


def test_import_cannot_be_undone_when_somebody_has_corrected_a_value_since(world, measure):
    batch = kept(world, TWO)
    read_in(world, batch)
    Value.objects.first().revise(
        to=Decimal(95), missing="", why="Fel i källan", by=world.people["sas"], at=AT
    )

    with pytest.raises(CannotImport) as refused:
        filling.undo(batch, by=world.people["sas"], at=AT)

    assert refused.value.obstacles == [ImportObstacle.TOUCHED]
    assert Value.objects.count() == 2


def test_import_cannot_be_undone_under_a_later_file(world, measure):
    first, second = kept(world, TWO), kept(world, TWO.replace(b";34", b";35"))
    read_in(world, first)
    read_in(world, second)

    with pytest.raises(CannotImport):
        filling.undo(first, by=world.people["sas"], at=AT)
    filling.undo(second, by=world.people["sas"], at=AT)
    filling.undo(first, by=world.people["sas"], at=AT)

    assert (Value.objects.count(), ImportedValue.objects.count()) == (0, 0)


def test_faults_stop_everything_unless_they_are_to_be_skipped(world, measure):
    batch = kept(world, TWO + csv("", "Trygghet;Solgården;2024;194;3"))

    with pytest.raises(CannotImport) as refused:
        read_in(world, batch)
    assert (refused.value.obstacles, Value.objects.count()) == ([ImportObstacle.FAULTS], 0)

    read_in(world, batch, skips_faulty=True)
    assert Value.objects.count() == 2


def test_what_has_changed_since_it_was_shown_is_not_read_in(world, measure):
    batch = kept(world, TWO)
    seen = planning.plan(batch, world.people["developer"], DAY).fingerprint
    ValueFactory(indicator=measure, unit=world.units["solgarden"], value=Decimal(10))

    with pytest.raises(CannotImport) as refused:
        filling.read_in(batch, seen, skips_faulty=False, by=world.people["developer"], at=AT)

    assert refused.value.obstacles == [ImportObstacle.CHANGED]


def test_word_may_become_a_new_measure_once(world):
    batch = kept(world, TWO)
    planning.explain(batch, {Holds.MEASURE: {"Trygghet": "+share-up"}}, by=world.people["developer"], at=AT)

    read_in(world, batch)

    made = Indicator.objects.get()
    assert (made.name, made.unit_of_measure, made.direction, made.source_register) == (
        "Trygghet", "%", "higher", "Socialstyrelsen",
    )  # fmt: skip
    assert made.values.count() == 2


def test_units_that_the_person_does_not_answer_for_are_not_known(world, measure):
    developer = world.people["developer"]
    developer.roles.update(unit=world.units["aldreomsorg"])
    batch = kept(world, csv(HEADER, "Trygghet;Lönnen;2025;94;34", "Trygghet;Solgården;2025;88;21"))

    found = planning.plan(batch, developer, DAY)

    assert [word.said for word in found.unknown] == ["Lönnen"]


def test_waiting_file_is_forgotten_after_a_week(world, measure):
    batch = kept(world, TWO)

    assert planning.forget_waiting(AT + planning.WAITS_FOR) == 0
    assert planning.forget_waiting(AT + planning.WAITS_FOR * 2) == 1
    assert not ValueImport.objects.filter(pk=batch.pk).exists()
