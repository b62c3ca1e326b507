"""The database refuses what nobody may do to a log."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, models, transaction

from hjulet.base.log.chain import record
from hjulet.base.log.models import Entry, Seal
from hjulet.base.log.triggers import POSTGRESQL_NAMES, SQLITE_NAMES
from tests.base.log.test_chain import AT

IS_POSTGRES = connection.vendor == "postgresql"
NAMES = set(POSTGRESQL_NAMES if IS_POSTGRES else SQLITE_NAMES)


def triggers():
    sql = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if IS_POSTGRES
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {row[0] for row in cursor.fetchall()}


def refused(sql, *parameters):
    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


@pytest.fixture
def entry(db):
    record("unit.seen", None, by=None, at=AT)
    return Entry.objects.get()


def test_every_trigger_is_there_after_migrate(db):
    assert triggers() >= NAMES


def test_migrating_again_changes_nothing(db):
    call_command("migrate", verbosity=0)

    assert triggers() >= NAMES


@pytest.mark.skipif(IS_POSTGRES, reason="only SQLite rebuilds tables")
@pytest.mark.django_db(transaction=True)
def test_rebuilding_the_table_drops_the_triggers_and_the_next_migrate_restores_them():
    field = models.CharField(max_length=61)
    field.set_attributes_from_name("event")
    with connection.schema_editor() as editor:
        editor.alter_field(Entry, Entry._meta.get_field("event"), field)
    assert not triggers() >= NAMES

    call_command("migrate", verbosity=0)

    assert triggers() >= NAMES


@pytest.mark.parametrize("table", ["log_entry", "log_seal"])
def test_line_cannot_be_changed_or_removed(entry, table):
    Seal.objects.create(year=2020, fingerprint="0" * 64, entries=0, sealed_at=AT, sealed_by="Adam")

    refused(f"UPDATE {table} SET year = 1999")
    refused(f"DELETE FROM {table}")


@pytest.mark.skipif(not IS_POSTGRES, reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("table", ["log_entry", "log_seal"])
def test_table_cannot_be_emptied(entry, table):
    refused(f"TRUNCATE {table}")


@pytest.mark.skipif(IS_POSTGRES, reason="PostgreSQL's ON CONFLICT asks the update trigger")
def test_line_cannot_be_replaced(entry):
    columns = "id, at, year, event, actor_name, municipality, object_type, object_id, details, previous, fingerprint"
    refused(
        f"INSERT OR REPLACE INTO log_entry ({columns}) SELECT id, at, year, 'x.y', '', '', '', '', '{{}}', 'a', 'b' FROM log_entry"
    )
    refused(
        f"INSERT OR REPLACE INTO log_entry ({columns}) SELECT 99, at, year, 'x.y', '', '', '', '', '{{}}', previous, 'b' FROM log_entry"
    )


def test_the_orm_cannot_change_a_line_either(entry):
    entry.event = "unit.hidden"
    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
        entry.save(update_fields=["event"])
    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
        Entry.objects.all().delete()

    assert Entry.objects.get().event == "unit.seen"


def test_sealed_year_is_closed_in_the_database_too(entry):
    Seal.objects.create(year=2026, fingerprint=entry.fingerprint, entries=1, sealed_at=AT, sealed_by="Adam")

    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
        Entry.objects.create(at=AT, year=2026, event="unit.seen", previous="p", fingerprint="f")


@pytest.mark.django_db(transaction=True)
def test_tests_that_commit_leave_an_empty_log_behind():
    record("unit.seen", None, by=None, at=AT)

    assert Entry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_log_is_empty_and_guarded_after_a_test_that_committed():
    assert Entry.objects.count() == 0
    assert triggers() >= NAMES
