"""A version on its way: written, reviewed, approved, replaced; nothing that anybody wrote is lost."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from hjulet.act.actions.choices import Status
from hjulet.base.log.models import Entry
from hjulet.base.notices.models import Notice
from hjulet.plan.procedures.choices import Obstacle, Part, State
from hjulet.plan.procedures.models import CannotChange, RoutineVersion
from hjulet.plan.procedures.workflows import keeping, reviewing, starting, writing
from hjulet.plan.procedures.workflows.reviewing import Decision
from tests.factories import ActionFactory
from tests.plan.procedures.making import AT, approved, drafted
from tests.world import TODAY


@pytest.fixture
def routine(world):
    return approved(world.units["solgarden"], world.people["manager"])


def _approve(version, by, valid_from=TODAY):
    version.refresh_from_db()
    said = Decision(valid_from, valid_from + timedelta(days=365), version.computed_fingerprint(), "Nytt.")
    reviewing.approve(version, said, by=by, at=AT, day=TODAY)
    version.refresh_from_db()


def _refusal(call):
    with pytest.raises(CannotChange) as refused:
        call()
    return refused.value.obstacles


def test_next_version_begins_with_the_words_of_the_latest(world, routine):
    version = starting.next_version(routine, by=world.people["manager"], at=AT)

    assert (version.number, version.state, version.how) == (
        2,
        State.DRAFT,
        routine.versions.get(number=1).how,
    )


def test_there_is_one_draft_at_a_time_and_it_gathers_its_actions(world, routine):
    by, unit = world.people["manager"], world.units["solgarden"]
    first, second = ActionFactory(unit=unit), ActionFactory(unit=unit)

    version = starting.next_version(routine, by=by, at=AT, prompted_by=[first])
    again = starting.next_version(routine, by=by, at=AT, prompted_by=[first, second])

    assert again == version
    assert set(version.prompted_by.all()) == {first, second}
    assert list(first.routine_versions.all()) == [version]
    assert first.status == Status.PLANNED  # the action is left as it was


def test_text_on_an_old_revision_is_kept_beside(world, routine):
    by, other = world.people["manager"], world.people["sas"]
    version = starting.next_version(routine, by=by, at=AT)

    mine = writing.save_text(version, Part.HOW, "Mitt.", revision=0, by=by, at=AT)
    hers = writing.save_text(version, Part.HOW, "Hennes.", revision=0, by=other, at=AT)
    more = writing.save_text(version, Part.HOW, "Hennes mer.", revision=0, by=other, at=AT)

    version.refresh_from_db()
    assert (mine.markdown, version.how, version.how_revision) == ("Mitt.", "Mitt.", 1)
    assert hers.beside == more.beside
    assert more.beside.markdown == "Hennes mer."
    assert Obstacle.TEXT_BESIDE in reviewing.obstacles_to_approving(version)


def test_text_beside_is_put_last_and_taken_care_of(world, routine):
    by = world.people["manager"]
    version = starting.next_version(routine, by=by, at=AT)
    writing.save_text(version, Part.WHO, "Chefen.", revision=0, by=by, at=AT)
    beside = writing.save_text(version, Part.WHO, "Alla.", revision=0, by=world.people["sas"], at=AT).beside

    writing.settle(beside, append=True, by=by, at=AT)
    writing.settle(beside, append=True, by=by, at=AT)

    version.refresh_from_db()
    assert version.who == "Chefen.\n\nAlla."
    assert not version.copies.waiting().exists()


def test_same_sitting_is_one_copy_and_one_log_entry(world, routine):
    by = world.people["manager"]
    version = starting.next_version(routine, by=by, at=AT)
    for revision, text in enumerate(("Ett", "Ett två", "Ett två tre")):
        writing.save_text(
            version, Part.HOW, text, revision=revision, by=by, at=AT + timedelta(minutes=revision)
        )

    assert [copy.markdown for copy in version.copies.all()] == ["Ett två tre"]
    assert Entry.objects.filter(event="routine.written").count() == 1


def test_earlier_text_comes_back_and_what_stood_there_is_kept(world, routine):
    by = world.people["manager"]
    version = starting.next_version(routine, by=by, at=AT)
    writing.save_text(version, Part.HOW, "Först.", revision=0, by=by, at=AT)
    first = version.copies.get()
    writing.save_text(version, Part.HOW, "Sedan.", revision=1, by=by, at=AT + timedelta(hours=1))

    writing.restore(first, by=by, at=AT + timedelta(hours=2))

    version.refresh_from_db()
    assert version.how == "Först."
    assert {copy.markdown for copy in version.copies.all()} == {"Först.", "Sedan."}


@pytest.mark.parametrize(
    ("state", "expected"), [(State.REVIEW, Obstacle.IN_REVIEW), (State.APPROVED, Obstacle.CLOSED)]
)
def test_what_is_written_while_the_version_is_closed_is_kept_beside(world, routine, state, expected):
    by = world.people["manager"]
    version = starting.next_version(routine, by=by, at=AT)
    reviewing.send(version, by=by, at=AT, day=TODAY)
    if state == State.APPROVED:
        _approve(version, by)
    was = RoutineVersion.objects.get(pk=version.pk).how

    saved = writing.save_text(version, Part.HOW, "För sent.", revision=0, by=by, at=AT)

    assert saved.obstacles == (expected,)
    assert saved.beside.markdown == "För sent."
    assert RoutineVersion.objects.get(pk=version.pk).how == was


def test_text_that_is_too_long_is_refused(world, routine):
    version = starting.next_version(routine, by=world.people["manager"], at=AT)

    too_long = "a" * 60_001
    found = _refusal(
        lambda: writing.save_text(version, Part.HOW, too_long, revision=0, by=world.people["manager"], at=AT)
    )
    assert found == [Obstacle.TOO_LONG]


def test_version_sent_back_says_why_and_the_writer_is_told(world):
    staff, manager = world.people["staff"], world.people["manager"]
    version = drafted(world.units["solgarden"], staff, how="Så.", who="Vi.")
    reviewing.send(version, by=staff, at=AT, day=TODAY)
    assert manager.pk in set(Notice.objects.values_list("user", flat=True))

    assert _refusal(lambda: reviewing.send_back(version, " ", by=manager, at=AT, day=TODAY)) == [
        Obstacle.NO_REASON
    ]
    reviewing.send_back(version, "Skriv vem som ringer.", by=manager, at=AT, day=TODAY)

    version.refresh_from_db()
    assert version.state == State.DRAFT
    assert version.rounds.get().reason == "Skriv vem som ringer."
    assert Notice.objects.filter(user=staff, withdrawn_at=None).count() == 1
    assert not Notice.objects.filter(user=manager, withdrawn_at=None).exists()


def test_approved_version_ends_the_one_before_it_on_its_day(world, routine):
    by = world.people["manager"]
    version = starting.next_version(routine, by=by, at=AT)

    _approve(version, by)

    first = routine.versions.get(number=1)
    assert (first.state, first.ended_on) == (State.REPLACED, TODAY)
    assert list(RoutineVersion.objects.in_force(TODAY).filter(routine=routine)) == [version]
    yesterday = TODAY - timedelta(days=1)
    assert list(RoutineVersion.objects.in_force(yesterday).filter(routine=routine)) == [first]
    assert (
        version.fingerprint == version.computed_fingerprint() != first.fingerprint or version.how == first.how
    )


def test_version_for_next_year_lets_the_old_one_hold_until_then(world, routine):
    by, new_year = world.people["manager"], date(2027, 1, 1)
    version = starting.next_version(routine, by=by, at=AT)
    _approve(version, by, valid_from=new_year)
    first = routine.versions.get(number=1)

    assert first.state == State.APPROVED
    assert list(RoutineVersion.objects.in_force(TODAY).filter(routine=routine)) == [first]
    assert list(RoutineVersion.objects.in_force(new_year).filter(routine=routine)) == [version]
    assert keeping.turn_the_day(date(2026, 12, 31)) == 0
    assert keeping.turn_the_day(new_year) == 1
    first.refresh_from_db()
    assert first.state == State.REPLACED


def test_version_that_is_overtaken_before_its_day_never_holds(world, routine):
    by = world.people["manager"]
    later = starting.next_version(routine, by=by, at=AT)
    _approve(later, by, valid_from=date(2027, 1, 1))
    sooner = starting.next_version(routine, by=by, at=AT)
    _approve(sooner, by, valid_from=date(2026, 12, 1))

    later.refresh_from_db()
    assert later.state == State.REPLACED
    for day in (date(2026, 12, 1), date(2027, 1, 1), date(2028, 1, 1)):
        assert list(RoutineVersion.objects.in_force(day).filter(routine=routine)) == [sooner]


def test_approval_of_something_else_than_what_was_read_is_refused(world, routine):
    by = world.people["manager"]
    version = starting.next_version(routine, by=by, at=AT)
    read = version.computed_fingerprint()
    writing.save_text(version, Part.HOW, "Ändrad.", revision=0, by=world.people["sas"], at=AT)

    said = Decision(TODAY, TODAY + timedelta(days=365), read)
    assert _refusal(lambda: reviewing.approve(version, said, by=by, at=AT, day=TODAY)) == [
        Obstacle.CHANGED_MEANWHILE
    ]


def test_routine_without_its_two_parts_is_refused_with_both_named(world):
    version = drafted(world.units["solgarden"], world.people["manager"])
    said = Decision(TODAY, TODAY + timedelta(days=365), version.computed_fingerprint())

    found = _refusal(lambda: reviewing.approve(version, said, by=world.people["manager"], at=AT, day=TODAY))

    assert found == [Obstacle.NO_HOW, Obstacle.NO_WHO]
    assert "hur det ska göras" in found[0].label
    assert "vem som svarar för vad" in found[1].label


def test_comment_is_made_once_and_resolved(world):
    by = world.people["manager"]
    version, token = drafted(world.units["solgarden"], by), uuid4()

    first = reviewing.comment(version, "Vem ringer?", token, by=by, at=AT)
    assert reviewing.comment(version, "Vem ringer?", token, by=by, at=AT) == first
    reviewing.resolve(first, by=by, at=AT)

    assert not version.comments.open().exists()


def test_draft_set_aside_makes_room_for_another(world, routine):
    by = world.people["manager"]
    version = starting.next_version(routine, by=by, at=AT)

    reviewing.set_aside(version, by=by, at=AT)

    again = starting.next_version(routine, by=by, at=AT)
    assert (again.number, again.state) == (3, State.DRAFT)


def test_routine_that_is_gone_through_gets_its_next_day(world, routine):
    by, version = world.people["manager"], routine.versions.get()

    keeping.go_through(version, date(2027, 11, 21), "Stämmer.", by=by, at=AT, day=TODAY)

    version.refresh_from_db()
    assert version.review_by == date(2027, 11, 21)
    assert version.reviews.get().was_due_on == date(2027, 1, 15)
    assert _refusal(lambda: keeping.go_through(version, TODAY, "", by=by, at=AT, day=TODAY)) == [
        Obstacle.NOT_AHEAD
    ]


def test_archived_routine_is_out_of_force_and_still_readable(world, routine):
    manager, staff = world.people["manager"], world.people["staff"]
    assert _refusal(lambda: keeping.archive(routine, " ", by=manager, at=AT, day=TODAY)) == [
        Obstacle.NO_REASON
    ]

    keeping.archive(routine, "Ersatt av kommunens.", by=manager, at=AT, day=TODAY)

    assert not RoutineVersion.objects.in_force(TODAY).exists()
    assert RoutineVersion.objects.visible_to(staff, TODAY).count() == 1
    assert _refusal(lambda: starting.next_version(routine, by=manager, at=AT)) == [Obstacle.ARCHIVED]


def test_documents_change_hands_together(world, routine):
    other = approved(world.units["solgarden"], world.people["manager"], "Annan")

    amount = keeping.hand_over([routine, other], world.people["sas"], by=world.people["manager"], at=AT)

    assert amount == 2
    assert {one.owner_id for one in (*type(routine).objects.all(),)} == {world.people["sas"].pk}


def test_form_sent_twice_makes_one_routine(world):
    unit, by, token = world.units["solgarden"], world.people["manager"], uuid4()
    said = starting.RoutineFacts(unit, "routine", "Ny", by)

    first = starting.start_routine(said, token, by=by, at=AT)

    assert starting.start_routine(said, token, by=by, at=AT) == first
    assert first.number == 1


def test_facts_changed_by_another_meanwhile_are_not_written_over(world, routine):
    by = world.people["manager"]
    said = starting.RoutineFacts(routine.unit, "routine", "Nytt namn", by)
    starting.change_facts(routine, said, revision=1, by=by, at=AT)

    assert _refusal(lambda: starting.change_facts(routine, said, revision=1, by=by, at=AT)) == [
        Obstacle.STALE
    ]
    routine.refresh_from_db()
    assert (routine.title, routine.versions.get().title) == (
        "Nytt namn",
        "Signera läkemedel",
    )  # cited as it was
