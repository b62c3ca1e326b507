"""Each entry is tied to the one before it, in the caller's own transaction."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction

from hjulet.base.log import rules
from hjulet.base.log.chain import YearIsSealed, record, record_reading
from hjulet.base.log.models import Entry, Seal
from hjulet.base.people.choices import Role

AT = datetime(2026, 11, 21, 10, 0, 0, 123456, tzinfo=UTC)


def entries():
    return list(Entry.objects.order_by("id"))


def test_first_entry_begins_the_chain_and_the_next_follows_it(world):
    record("unit.seen", world.units["lss"], by=world.people["manager"], at=AT)
    record("unit.seen", world.units["lss"], by=world.people["manager"], at=AT)

    first, second = entries()
    assert first.previous == rules.BEGINNING
    assert second.previous == first.fingerprint


def test_entry_read_back_from_the_database_has_the_same_fingerprint(world):
    details = {
        "day": date(2026, 1, 2),
        "share": Decimal("1.50"),
        "name": "Åsa ”Ö”",
        "half": 0.5,
        "role": Role.MAS,
    }
    record(
        "value.corrected",
        world.units["lss"],
        by=world.people["mas"],
        at=AT,
        more={"list": [1, None, True]},
        **details,
    )

    entry = Entry.objects.get()
    assert entry.computed_fingerprint() == entry.fingerprint
    assert entry.details == {
        "day": "2026-01-02", "share": "1.50", "name": "Åsa ”Ö”", "half": "0.5", "role": "mas", "more": {"list": [1, None, True]},
    }  # fmt: skip


def test_entry_says_who_what_and_where_as_plain_values(world):
    record("unit.renamed", world.units["solgarden"], by=world.people["manager"], at=AT)

    entry = Entry.objects.get()
    assert (entry.actor_id, entry.actor_name) == (world.people["manager"].pk, "Erik Chef")
    assert (entry.object_type, entry.object_id) == ("organisation.unit", str(world.units["solgarden"].pk))
    assert (entry.municipality, entry.year, entry.at) == ("ekvik", 2026, AT)


@pytest.mark.parametrize(
    ("about", "municipality"),
    [
        (lambda world: world.units["granby"], "granby"),
        (lambda world: world.neighbour, "granby"),
        (lambda world: world.people["neighbour"].roles.get(), "granby"),
        (lambda world: None, "ekvik"),
    ],
)
def test_municipality_is_that_of_the_thing_or_else_of_the_actor(world, about, municipality):
    record("thing.changed", about(world), by=world.people["manager"], at=AT)

    assert Entry.objects.get().municipality == municipality


def test_reading_is_an_event_of_its_own_with_its_reason(world):
    record_reading(world.units["lss"], by=world.people["mas"], at=AT, why="Klagomål från anhörig")

    entry = Entry.objects.get()
    assert (entry.event, entry.details) == ("unit.read", {"why": "Klagomål från anhörig"})


def test_entry_goes_away_with_the_change_that_was_undone(world):
    with transaction.atomic():
        record("unit.renamed", world.units["lss"], by=None, at=AT)
        transaction.set_rollback(True)

    assert entries() == []


def test_year_is_the_local_year(world):
    record("unit.seen", None, by=None, at=datetime(2026, 12, 31, 23, 30, tzinfo=UTC))

    assert Entry.objects.get().year == 2027


def test_late_entry_of_an_earlier_year_stands_in_the_volume_that_is_open(world):
    record("unit.seen", None, by=None, at=AT)
    record("unit.seen", None, by=None, at=AT - timedelta(days=365))

    assert [entry.year for entry in entries()] == [2026, 2026]


def test_sealed_year_refuses_new_entries(world):
    Seal.objects.create(year=2025, fingerprint="0" * 64, entries=0, sealed_at=AT, sealed_by="Adam")

    with pytest.raises(YearIsSealed):
        record("unit.seen", None, by=None, at=AT - timedelta(days=365))


def test_one_entry_costs_the_same_number_of_queries_however_long_the_log(world, django_assert_num_queries):
    person = world.people["manager"]
    record("unit.seen", person, by=person, at=AT)
    for _count in range(3):
        with django_assert_num_queries(4 if connection.vendor == "postgresql" else 3):
            record("unit.seen", person, by=person, at=AT)
