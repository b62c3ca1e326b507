"""verify_log finds what was done behind the log's back, and says which row."""

import json
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from hjulet.base.log import verification
from hjulet.base.log.chain import record
from hjulet.base.log.choices import SealObstacle
from hjulet.base.log.models import Entry, Seal
from hjulet.base.log.workflows import CannotSeal, seal_year
from tests.base.log.tamper import triggers_off
from tests.base.log.test_chain import AT

LAST_YEAR = datetime(2025, 5, 1, tzinfo=UTC)


@pytest.fixture
def ids(db):
    for _count in range(2):
        record("unit.seen", None, by=None, at=LAST_YEAR)
    for _count in range(3):
        record("unit.seen", None, by=None, at=AT)
    return list(Entry.objects.order_by("id").values_list("id", flat=True))


def run(*arguments):
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_log", *arguments, stdout=out, stderr=err)
    except CommandError as error:
        return error.returncode, err.getvalue()
    return 0, out.getvalue()


def test_untouched_log_fits_and_its_head_is_printed(ids):
    code, said = run()

    assert code == 0
    assert "5 poster" in said
    assert Entry.objects.get(pk=ids[-1]).fingerprint in said


def test_empty_log_fits(db):
    assert run()[0] == 0


def test_changed_row_is_found_and_named(ids):
    with triggers_off() as cursor:
        cursor.execute("UPDATE log_entry SET actor_name = 'Någon annan' WHERE id = %s", [ids[2]])

    assert run() == (1, f"Post {ids[2]} har ändrats efter att den skrevs.\n")


def test_missing_row_is_found_and_its_place_named(ids):
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM log_entry WHERE id = %s", [ids[2]])

    assert run() == (1, f"En post saknas mellan post {ids[1]} och post {ids[3]}.\n")


def test_rows_that_changed_places_are_found(ids):
    with triggers_off() as cursor:
        for old, new in ((ids[2], 999), (ids[3], ids[2]), (999, ids[3])):
            cursor.execute("UPDATE log_entry SET id = %s WHERE id = %s", [new, old])

    code, said = run()

    assert code == 1
    assert f"Post {ids[2]} står på fel plats" in said


def test_fingerprint_kept_outside_shows_that_the_end_was_cut_off(ids):
    head = Entry.objects.get(pk=ids[-1]).fingerprint
    assert run("--head", head)[0] == 0
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM log_entry WHERE id = %s", [ids[-1]])

    assert run()[0] == 0
    code, said = run("--head", head)
    assert code == 1
    assert "sparats utanför" in said


def test_row_removed_from_a_sealed_year_breaks_its_seal(ids):
    seal_year(2025, by_name="Adam", at=AT)
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM log_entry WHERE year = 2025")

    assert "År 2025 är förseglat men har inga poster" in run()[1]


def test_false_seal_is_found(ids):
    Seal.objects.create(year=2025, fingerprint="0" * 64, entries=2, sealed_at=AT, sealed_by="Adam")

    assert run() == (1, "År 2025 stämmer inte med sitt sigill.\n")


def test_walk_takes_a_bounded_number_of_rows_at_a_time(ids, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(verification, "AT_A_TIME", 2)
    with django_assert_max_num_queries(2):
        assert list(verification.Walk().faults()) == []


def test_sealing_keeps_the_closing_fingerprint_and_the_count(ids):
    out = StringIO()
    call_command("seal_log", "--year", "2025", "--by", "Adam Förvaltare", stdout=out)

    seal = Seal.objects.get()
    assert (seal.year, seal.entries, seal.sealed_by) == (2025, 2, "Adam Förvaltare")
    assert seal.fingerprint == Entry.objects.get(pk=ids[1]).fingerprint
    assert seal.fingerprint in out.getvalue()
    assert run()[0] == 0
    assert Entry.objects.order_by("-id").first().event == "log.sealed"


@pytest.mark.parametrize(
    ("year", "obstacles"),
    [
        (2026, [SealObstacle.NOT_OVER, SealObstacle.EARLIER_OPEN]),
        (2024, [SealObstacle.EMPTY]),
        (2027, [SealObstacle.NOT_OVER, SealObstacle.EMPTY, SealObstacle.EARLIER_OPEN]),
    ],
)
def test_year_is_sealed_only_when_it_is_over_and_the_earlier_ones_are(ids, year, obstacles):
    with pytest.raises(CannotSeal) as refusal:
        seal_year(year, by_name="Adam", at=AT)

    assert refusal.value.obstacles == obstacles


def test_year_is_sealed_once(ids):
    seal_year(2025, by_name="Adam", at=AT)

    with pytest.raises(CannotSeal) as refusal:
        seal_year(2025, by_name="Adam", at=AT)
    assert refusal.value.obstacles == [SealObstacle.SEALED]


def test_tampered_log_is_not_sealed(ids):
    with triggers_off() as cursor:
        cursor.execute("UPDATE log_entry SET actor_name = 'X' WHERE id = %s", [ids[0]])

    with pytest.raises(CannotSeal) as refusal:
        seal_year(2025, by_name="Adam", at=AT)
    assert refusal.value.obstacles == [SealObstacle.DOES_NOT_FIT]


def test_export_gives_one_json_object_a_line_for_the_days_asked(ids):
    out = StringIO()
    call_command("export_log", "--from", "2026-01-01", "--to", "2026-11-21", stdout=out)

    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [line["id"] for line in lines] == ids[2:]
    assert lines[0]["at"] == AT.isoformat()
    assert lines[1]["previous"] == lines[0]["fingerprint"]
