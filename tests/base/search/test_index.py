"""The index finds by blinded stems on both databases, and stays in step with its table."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.db.models.signals import post_migrate
from django.test.utils import CaptureQueriesContext

from hjulet.base.search.index import keep_index, make, matching
from tests.base.search.notes import NOTES, TABLE, Note, drop_table, make_table, note

IS_POSTGRES = connection.vendor == "postgresql"


def found(words):
    return sorted(matching(Note.objects.all(), NOTES, words).values_list("text", flat=True))


def parts():
    """The index and what keeps it in step, as the database tells."""
    sql = (
        "SELECT indexname FROM pg_indexes WHERE indexname LIKE %s"
        if IS_POSTGRES
        else "SELECT name FROM sqlite_master WHERE name LIKE %s AND (type = 'trigger' OR sql LIKE '%%fts5%%')"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [f"{NOTES.name}%"])
        return sorted(row[0] for row in cursor.fetchall())


WHOLE = (
    [NOTES.name]
    if IS_POSTGRES
    else [NOTES.name, *(f"{NOTES.name}_{verb}" for verb in ("add", "drop", "turn"))]
)
TEXTS = ["Föll på golvet", "Golvet var halt", "Fel dos"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("golv", TEXTS[:2]),
        ("GOLVEN", TEXTS[:2]),
        ("golvet halt", [TEXTS[1]]),
        ("halt och golv", [TEXTS[1]]),
        ("golv dos", []),
        ("gol", []),  # whole words only: a part of a word has no mark
        ("", []),
        ("och", []),
        ("!?", []),
        ('"golv" OR dos', []),  # "or" is a word like any other
        ("'; DROP TABLE search_test_note; --", []),
        ("golv*", TEXTS[:2]),
        ("golv\x00", TEXTS[:2]),
    ],
)
def test_every_word_must_be_there_in_any_of_its_forms(notes, words, expected):
    for text in TEXTS:
        note(text)

    assert found(words) == sorted(expected)


def test_very_many_words_can_be_looked_for(notes):
    kept = note(" ".join(f"ord{number}" for number in range(3000)))

    assert list(matching(Note.objects.all(), NOTES, kept.text)) == [kept]


def test_search_keeps_what_the_queryset_says(notes):
    first, second = note("golvet"), note("golven")

    kept = Note.objects.filter(pk__lte=first.pk)

    assert list(matching(kept, NOTES, "golv")) == [first]
    assert list(matching(Note.objects.order_by("-pk"), NOTES, "golv")) == [second, first]


def test_changed_text_is_found_by_its_new_words_only(notes):
    kept = note("golvet")
    kept.text, kept.words = "taket", NOTES.blinded("taket")
    kept.save(update_fields=["text", "words"])

    assert found("golv") == []
    assert found("tak") == ["taket"]


def test_emptied_column_is_found_by_nothing(notes):
    note("golvet")
    note("taket")
    Note.objects.update(words="")

    assert found("golv") == found("tak") == []


def test_removed_row_leaves_nothing_to_find(notes):
    note("golvet").delete()
    later = note("taket")
    Note.objects.filter(pk=later.pk).update(words=NOTES.blinded("golvet"))

    assert found("golv") == ["taket"]
    assert found("tak") == []


def test_row_without_words_can_be_changed_and_removed(notes):
    empty = note("")
    Note.objects.filter(pk=empty.pk).update(words=NOTES.blinded("golvet"))
    assert found("golv") == [""]

    empty.delete()
    assert found("golv") == []


@pytest.mark.skipif(IS_POSTGRES, reason="PostgreSQL's index is a part of its table")
def test_index_out_of_step_never_stands_in_the_way_of_a_report(notes):
    first, second = note("golvet"), note("taket")
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {NOTES.name} WHERE rowid = %s", [first.pk])
    Note.objects.filter(pk=first.pk).update(words=NOTES.blinded("dörren"))
    second.delete()

    assert (found("dörr"), found("golv"), found("tak")) == (["golvet"], [], [])


def test_making_the_index_again_changes_nothing(notes):
    note("golvet")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        make(NOTES, connection)

    assert parts() == WHOLE
    assert found("golv") == ["golvet"]
    assert not any("INSERT" in query["sql"] for query in queries)


def test_index_made_later_knows_the_rows_that_were_there(db):
    make_table()
    note("golvet")
    make(NOTES, connection)

    assert found("golv") == ["golvet"]


@pytest.mark.skipif(IS_POSTGRES, reason="only SQLite rebuilds tables")
def test_rebuilt_table_loses_its_triggers_and_gets_them_back_with_what_was_missed(transactional_db):
    make_table()
    make(NOTES, connection)
    old = note("golvet")
    wider = models.TextField(blank=True, default="nothing")
    wider.set_attributes_from_name("words")
    with connection.schema_editor() as editor:
        editor.alter_field(Note, Note._meta.get_field("words"), wider)
        editor._remake_table(Note)
    assert parts() == [NOTES.name]
    note("taket")
    Note.objects.filter(pk=old.pk).update(words=NOTES.blinded("dörren"))

    make(NOTES, connection)
    result = parts(), found("tak"), found("golv"), found("dörr")
    drop_table()
    make(NOTES, connection)

    assert result == (WHOLE, ["taket"], [], ["golvet"])


def test_table_that_is_gone_takes_its_index_along(notes):
    note("golvet")
    drop_table()

    make(NOTES, connection)

    assert parts() == []


def test_column_that_is_gone_or_not_yet_there_stops_no_migrate(db):
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {TABLE} (id integer PRIMARY KEY)")

    make(NOTES, connection)

    assert parts() == []


def test_index_is_made_at_the_end_of_a_migrate_and_once_only(db):
    make_table()
    config = apps.get_app_config("identities")
    listening = len(post_migrate.receivers)
    try:
        keep_index(config, NOTES)
        keep_index(config, NOTES)
        assert len(post_migrate.receivers) == listening + 1
        call_command("migrate", verbosity=0)
    finally:
        post_migrate.disconnect(sender=config, dispatch_uid=NOTES.name)

    assert parts() == WHOLE
