"""Cases out of a file: once each, with their law, type and state; told what is different; undone as a whole."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from hjulet.base.files import storage
from hjulet.base.log.models import Entry
from hjulet.base.search.stems import query
from hjulet.check.deviations.choices import Door, State, Tile
from hjulet.check.deviations.models import (
    Deadlines,
    Deviation,
    DeviationImport,
    MonthCount,
    Part,
)
from hjulet.check.deviations.sources.choices import Field, ImportObstacle, ImportState
from hjulet.check.deviations.workflows.importing import (
    CannotImport,
    cancel,
    forget_waiting,
    keep_upload,
    plan,
    save_columns,
    save_words,
    sheet_of,
)
from hjulet.check.deviations.workflows.reading_in import carry_out, register_of, start, undo, write
from hjulet.check.deviations.workflows.registers import add_examples
from hjulet.check.deviations.workflows.reporting import SEARCH
from tests.check.deviations.registers.files import HEADER, as_csv, row

TODAY = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


@pytest.fixture
def mas(world):
    add_examples(world.municipality, by=None, at=AT)
    return world.people["mas"]


def kept(mas, *rows, header=HEADER, system="Lifecare") -> DeviationImport:
    return keep_upload(mas.municipality, system, as_csv(rows, header), "fil.csv", by=mas, at=AT)


def run(batch, mas, *, skips_faulty=False, is_handled_here=False) -> int:
    seen = plan(batch, TODAY).fingerprint
    start(batch, seen, skips_faulty=skips_faulty, is_handled_here=is_handled_here, by=mas, at=AT)
    return carry_out(batch)


def obstacles(batch, mas, **options) -> list[ImportObstacle]:
    with pytest.raises(CannotImport) as refused:
        run(batch, mas, **options)
    return refused.value.obstacles


def test_a_row_becomes_a_case_with_its_law_type_judgement_and_end(mas):
    assert run(kept(mas, row("LC-7")), mas) == 1

    case = Deviation.objects.get()
    part = case.parts.get()
    assert (case.number, case.door, case.source_system, case.source_number) == (
        "2026-00001", Door.IMPORTED, "Lifecare", "LC-7",
    )  # fmt: skip
    assert (case.unit.slug, case.tile, case.state, case.closed_by) == (
        "solgarden",
        Tile.FALL,
        State.CLOSED,
        mas,
    )
    assert (case.reported_at, case.closed_at) == (
        datetime(2026, 3, 4, 5, 30, tzinfo=UTC), datetime(2026, 3, 20, 11, 0, tzinfo=UTC),
    )  # fmt: skip
    assert (part.law, part.type.code, part.severity, part.probability) == ("hsl", "HSL_FALL", 2, 2)
    assert (part.what_happened, part.done_at_once) == (
        "Hittades på golvet bredvid sängen.", "Hjälpte upp och kontrollerade.",
    )  # fmt: skip


def test_what_was_read_in_is_counted_and_can_be_searched_for(mas):
    run(kept(mas, row("A"), row("B", Allvarlighetsgrad="")), mas)

    cells = MonthCount.objects.values_list("month", "type__code", "severity", "number").order_by("severity")
    assert list(cells) == [(date(2026, 3, 1), "HSL_FALL", 0, 1), (date(2026, 3, 1), "HSL_FALL", 2, 1)]
    assert query("golv", purpose=SEARCH)[0] in Part.objects.first().words


def test_the_text_stands_sealed_in_the_database(mas):
    batch = kept(mas, row("A"))
    run(batch, mas)

    with connection.cursor() as cursor:
        cursor.execute("SELECT what_happened FROM deviations_part")
        assert "golvet" not in cursor.fetchone()[0]


def test_the_file_waits_sealed_and_is_gone_once_it_is_read_in(mas, django_capture_on_commit_callbacks):
    batch = kept(mas, row("A"))
    key = batch.file.key
    assert b"golvet" not in storage.path_of(key).read_bytes()
    assert sheet_of(batch).header == HEADER

    with django_capture_on_commit_callbacks(execute=True):
        run(batch, mas)

    batch.refresh_from_db()
    assert (batch.state, batch.file, batch.total) == (ImportState.DONE, None, 1)
    assert not storage.path_of(key).exists()


def test_the_same_number_is_never_read_in_twice_and_what_differs_is_told(mas):
    run(kept(mas, row("A", Status="Pågående", Avslutsdatum=""), row("B")), mas)
    again = kept(mas, row("A"), row("B"), row("C"))

    planned = plan(again, TODAY)

    assert ([one.number for one in planned.new], planned.known) == (["C"], 2)
    assert [(one.theirs, one.was, one.now) for one in planned.different] == [
        ("A", "under utredning", "avslutad")
    ]
    assert run(again, mas) == 1
    assert Deviation.objects.get(source_number="A").state == State.INVESTIGATED


def test_the_same_number_from_another_system_is_another_case(mas):
    run(kept(mas, row("A")), mas)

    assert run(kept(mas, row("A"), system="Treserva"), mas) == 1


def test_a_file_with_nothing_new_is_refused(mas):
    run(kept(mas, row("A")), mas)

    assert obstacles(kept(mas, row("A")), mas) == [ImportObstacle.NOTHING_NEW]


def test_faulty_rows_stop_the_file_until_somebody_skips_them(mas):
    batch = kept(mas, row("A"), row("B", Händelsedatum="?"))

    assert obstacles(batch, mas) == [ImportObstacle.FAULTS]
    assert Deviation.objects.count() == 0
    assert run(batch, mas, skips_faulty=True) == 1


def test_unknown_words_stop_the_file_until_they_are_explained_and_are_remembered(mas):
    batch = kept(mas, row("A", Enhet="Äb Solgården plan 2", Avvikelsetyp="Ramlat"))
    assert obstacles(batch, mas, skips_faulty=True) == [ImportObstacle.UNKNOWN_WORDS]

    said = {Field.UNIT: {"Äb Solgården plan 2": "solgarden"}, Field.TYPE: {"Ramlat": "HSL_FALL"}}
    save_words(batch, said, by=mas, at=AT)
    run(batch, mas)
    later = kept(mas, row("B", Enhet="ÄB SOLGÅRDEN PLAN 2", Avvikelsetyp="ramlat"))

    assert [(one.unit, one.type) for one in plan(later, TODAY).new] == [("solgarden", "HSL_FALL")]


def test_columns_that_are_chosen_are_remembered_for_the_system(mas):
    header = ["Nr", "Var", "När", "Text"]
    cells = ["1", "Solgården", "2026-03-04", "Larmet hördes inte."]
    first = kept(mas, cells, header=header)
    assert plan(first, TODAY).missing == (Field.NUMBER, Field.UNIT, Field.HAPPENED, Field.WHAT)
    assert obstacles(first, mas) == [ImportObstacle.MISSING_COLUMNS]

    said = {Field.NUMBER: "Nr", Field.UNIT: "Var", Field.HAPPENED: "När", Field.WHAT: "Text"}
    save_columns(first, said, by=mas, at=AT)

    assert len(plan(kept(mas, cells, header=header), TODAY).new) == 1


def test_a_file_is_read_in_as_it_was_shown_or_not_at_all(mas):
    batch = kept(mas, row("A"))
    seen = plan(batch, TODAY).fingerprint
    run(kept(mas, row("A")), mas)
    other = kept(mas, row("A"), row("B"))

    with pytest.raises(CannotImport) as refused:
        start(other, seen, skips_faulty=False, is_handled_here=False, by=mas, at=AT)

    assert refused.value.obstacles == [ImportObstacle.CHANGED]


def test_an_import_that_stopped_half_way_goes_on_where_it_was(mas):
    batch = kept(mas, *(row(str(number)) for number in range(5)))
    start(batch, plan(batch, TODAY).fingerprint, skips_faulty=False, is_handled_here=False, by=mas, at=AT)
    rows = list(plan(batch, TODAY).new)[:2]
    write(rows, register_of(batch))
    assert Deviation.objects.count() == 2

    assert carry_out(DeviationImport.objects.get()) == 3
    assert carry_out(DeviationImport.objects.get()) == 0
    assert sorted(Deviation.objects.values_list("sequence", flat=True)) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("happened", "said", "expected"),
    [
        ("2026-03-04", "Övergrepp", None),  # became four: nobody can say which
        ("2026-03-04", "Allmän omvårdnad", "HSL_NURSING"),
        ("2024-03-04", "Allmän omvårdnad", "OLD_NURSING_GENERAL"),
        ("2024-03-04", "Fall", "HSL_FALL"),
        ("2024-03-04", "Fall med skada", "HSL_FALL"),  # there were no subtypes then
        ("2026-03-04", "Fall med skada", "HSL_FALL_HARM"),
        ("2026-03-04", "Externa avvikelser", None),
    ],
)
def test_a_type_is_the_one_that_was_valid_on_the_day(mas, happened, said, expected):
    run(kept(mas, row(Händelsedatum=happened, Avvikelsetyp=said)), mas)

    kind = Part.objects.get().type
    assert (kind.code if kind else None) == expected
    assert kind is None or kind.is_valid_on(date.fromisoformat(happened))


def test_open_cases_are_to_be_done_from_the_day_they_are_read_in_and_closed_ones_never(mas):
    Deadlines.objects.create(municipality=mas.municipality)
    run(kept(mas, row("A", Status="Inkommen", Avslutsdatum=""), row("B")), mas)

    days = dict(Deviation.objects.values_list("source_number", "judge_by"))
    assert days == {"A": date(2026, 11, 23), "B": date(2026, 3, 5)}


def test_numbers_go_on_after_those_of_the_year_it_was_reported(mas):
    run(kept(mas, row("A", Händelsedatum="2025-12-31", Rapportdatum="2026-01-01"), row("B")), mas)
    run(kept(mas, row("C", Händelsedatum="2025-06-01", Rapportdatum="2025-06-02"), row("D")), mas)

    numbers = {case.source_number: case.number for case in Deviation.objects.all()}
    assert numbers == {"A": "2026-00001", "B": "2026-00002", "C": "2025-00001", "D": "2026-00003"}


def test_an_import_that_nobody_has_touched_is_undone_as_a_whole(mas, world):
    batch = kept(mas, row("A"), row("B"))
    run(batch, mas)

    assert undo(batch, by=mas, at=AT) == 2

    assert (Deviation.objects.count(), Part.objects.count(), MonthCount.objects.count()) == (0, 0, 0)
    assert (batch.state, batch.undone_by) == (ImportState.UNDONE, mas)
    assert run(kept(mas, row("A")), mas) == 1


@pytest.mark.parametrize(
    "touch",
    [
        lambda case, mas: Part.objects.update(revision=2),
        lambda case, mas: Deviation.objects.update(state=State.REOPENED, closed_at=None, closed_by=None),
        lambda case, mas: Deviation.objects.update(judged_at=AT, judged_by=mas),
        lambda case, mas: Deviation.objects.update(reason_at=AT),
        lambda case, mas: case.parts.get().causes.create(category="unknown"),
        lambda case, mas: case.messages.create(
            is_from_reporter=False, text="Hej", written_by=mas, written_at=AT, form_token=uuid4()
        ),
    ],
)
def test_an_import_that_somebody_has_worked_with_stays(mas, touch):
    batch = kept(mas, row("A"), row("B"))
    run(batch, mas)
    touch(Deviation.objects.first(), mas)

    with pytest.raises(CannotImport) as refused:
        undo(batch, by=mas, at=AT)

    assert refused.value.obstacles == [ImportObstacle.TOUCHED]
    assert Deviation.objects.count() == 2


def test_a_file_that_is_taken_away_leaves_nothing_but_the_log(mas):
    batch = kept(mas, row("A"))

    cancel(batch, by=mas, at=AT)

    assert DeviationImport.objects.count() == 0
    events = list(Entry.objects.order_by("pk").values_list("event", flat=True))
    assert events[-3:] == ["deviationimport.kept", "deviationimport.cancelled", "file.removed"]


def test_a_file_that_nobody_reads_in_is_forgotten_after_a_week(mas):
    kept(mas, row("A"))

    assert forget_waiting(AT + timedelta(days=7)) == 0
    assert forget_waiting(AT + timedelta(days=7, seconds=1)) == 1


def test_a_case_that_is_read_in_is_logged_once_for_the_whole_file(mas):
    run(kept(mas, row("A"), row("B")), mas)

    said = Entry.objects.filter(event="deviationimport.done").get()
    assert said.details == {"system": "Lifecare", "amount": 2}
    assert "golvet" not in " ".join(str(entry.details) for entry in Entry.objects.all())
