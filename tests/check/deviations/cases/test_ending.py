"""Actions, answers, and every way a case ends or goes elsewhere."""

from datetime import date
from uuid import uuid4

import pytest

from hjulet.act.actions.models import Action, CannotReview
from hjulet.base.log.models import Entry
from hjulet.base.notices.models import Notice
from hjulet.check.deviations.choices import CauseCategory, Obstacle, State
from hjulet.check.deviations.models import Deviation, Message, MonthCount, Part, Refused
from hjulet.check.deviations.workflows.acting import (
    book_review,
    decide_action,
    explain_no_action,
    say_cause,
    tie_action,
)
from hjulet.check.deviations.workflows.answering import answer_reporter
from hjulet.check.deviations.workflows.ending import (
    close,
    close_with_lex,
    dismiss,
    escalate,
    merge,
    reassign,
    reopen,
    reopen_with_lex,
    say_lex_outcome,
)
from hjulet.check.deviations.workflows.facts import can_be_answered
from hjulet.check.deviations.workflows.investigating import CauseText, add_cause
from tests.check.deviations.cases.helping import AT, DAY, action_text, case, judged, part_of, ready
from tests.factories import ActionFactory


@pytest.fixture
def manager(world):
    return world.people["manager"]


def refused(do):
    with pytest.raises(Refused) as found:
        do()
    return found.value.obstacles


def test_finished_case_is_closed_and_logged(world, manager):
    deviation = ready(world, case(world), manager)
    assert deviation.state == State.ACTED_ON

    close(deviation, by=manager, at=AT)

    deviation.refresh_from_db()
    assert (deviation.state, deviation.closed_by, deviation.closed_at) == (State.CLOSED, manager, AT)
    assert Entry.objects.last().event == "deviation.closed"


def test_untouched_case_says_everything_that_is_left(world, manager):
    assert refused(lambda: close(case(world), by=manager, at=AT)) == [
        Obstacle.WRONG_STATE, Obstacle.NO_JUDGEMENT, Obstacle.NO_CAUSE, Obstacle.NO_ACTION, Obstacle.NOT_INFORMED,
        Obstacle.NO_ANSWER,
    ]  # fmt: skip


def test_grave_case_needs_lex_considered_and_a_review_booked(world, manager):
    deviation = ready(world, case(world), manager, severity=3)

    assert refused(lambda: close(deviation, by=manager, at=AT)) == [
        Obstacle.LEX_NOT_CONSIDERED, Obstacle.NO_REVIEW_BOOKED,
    ]  # fmt: skip
    book_review(deviation.decided.get(), date(2027, 2, 1), by=manager, at=AT)

    assert refused(lambda: close(deviation, by=manager, at=AT)) == [Obstacle.LEX_NOT_CONSIDERED]
    assert Deviation.objects.get().state == State.FOLLOWED_UP


def test_review_is_not_booked_in_the_past(world, manager):
    deviation = ready(world, case(world), manager)

    with pytest.raises(CannotReview):
        book_review(deviation.decided.get(), date(2026, 1, 1), by=manager, at=AT)

    assert Deviation.objects.get().state == State.ACTED_ON


def test_lex_case_is_not_closed_here(world, manager):
    deviation = ready(world, case(world), manager)
    Part.objects.update(moved_to_lex_at=AT, words="")

    assert refused(lambda: close(deviation, by=manager, at=AT)) == [Obstacle.IN_LEX]
    assert refused(lambda: dismiss(deviation, "Nej", "", by=manager, at=AT, day=DAY)) == [
        Obstacle.WRONG_STATE,
        Obstacle.IN_LEX,
    ]


@pytest.mark.parametrize(("is_in_lex", "state"), [(True, State.CLOSED), (False, State.RECEIVED)])
def test_case_with_no_part_left_ends_with_its_lex_case(world, is_in_lex, state):
    deviation, sas = case(world), world.people["sas"]
    Deviation.objects.update(is_in_lex=is_in_lex)

    say_lex_outcome(deviation, "inget missförhållande")
    close_with_lex(deviation, by=sas, at=AT)

    deviation.refresh_from_db()
    assert (deviation.state, deviation.lex_outcome) == (state, "inget missförhållande")
    assert (deviation.closed_by == sas) == is_in_lex


def test_stub_is_open_again_with_its_lex_case(world):
    deviation, sas = case(world), world.people["sas"]
    Deviation.objects.update(is_in_lex=True)
    close_with_lex(deviation, by=sas, at=AT)

    reopen_with_lex(deviation, by=sas, at=AT)

    assert (deviation.state, deviation.closed_at, deviation.closed_by) == (State.REOPENED, None, None)


def test_stub_is_never_late_where_nobody_can_work_on_it(world):
    deviation = case(world)
    assert deviation.is_late(date(2099, 1, 1))
    assert Deviation.objects.late(date(2099, 1, 1)).exists()

    Deviation.objects.update(is_in_lex=True)

    deviation.refresh_from_db()
    assert not deviation.is_late(date(2099, 1, 1))
    assert not Deviation.objects.late(date(2099, 1, 1)).exists()


def test_same_form_decides_one_action(world, manager):
    deviation, token = judged(world, case(world), manager), uuid4()

    for _again in range(2):
        decide_action(deviation, action_text(deviation, manager), None, token, by=manager, at=AT)

    assert Action.objects.count() == deviation.decided.count() == 1


def test_one_action_answers_many_cases(world, manager):
    action = ActionFactory(unit=world.units["solgarden"], status="decided")
    for deviation in (case(world), case(world)):
        judged(world, deviation, manager)
        tie_action(deviation, action, None, by=manager, at=AT)
        tie_action(deviation, action, None, by=manager, at=AT)

    assert action.deviations.count() == 2


def test_action_that_is_over_is_not_tied(world, manager):
    action = ActionFactory(unit=world.units["solgarden"], status="done")

    assert refused(lambda: tie_action(case(world), action, None, by=manager, at=AT)) == [
        Obstacle.NOT_AN_OPEN_ACTION
    ]


def test_action_answers_a_cause_of_its_own_case(world, manager):
    first, second = case(world), case(world)
    foreign = add_cause(part_of(second), CauseText(CauseCategory.UNKNOWN), by=manager, at=AT)
    own = add_cause(part_of(first), CauseText(CauseCategory.UNKNOWN), by=manager, at=AT)
    decided = decide_action(first, action_text(first, manager), foreign, uuid4(), by=manager, at=AT)
    assert decided.cause is None

    say_cause(decided, foreign, by=manager, at=AT)
    assert decided.cause is None
    say_cause(decided, own, by=manager, at=AT)

    assert decided.cause == own


def test_no_action_is_explained(world, manager):
    deviation = case(world)

    assert refused(lambda: explain_no_action(deviation, "", by=manager, at=AT)) == [Obstacle.NO_REASON]
    explain_no_action(deviation, "Byggs om i vår", by=manager, at=AT)

    assert Deviation.objects.get().no_action_reason == "Byggs om i vår"


def test_reporter_is_answered_once_and_told_without_a_word_of_it(world, manager):
    deviation, token = case(world), uuid4()
    for _again in range(2):
        answer_reporter(deviation, "Vi har bytt larm", token, by=manager, at=AT, day=DAY)

    notice = Notice.objects.get()
    assert (notice.user, notice.kind) == (world.people["staff"], "deviation_answer")
    assert "larm" not in notice.title
    assert Message.objects.get().is_answer
    assert refused(lambda: answer_reporter(deviation, " ", uuid4(), by=manager, at=AT, day=DAY)) == [
        Obstacle.NOTHING_WRITTEN
    ]


def test_question_is_no_answer(world, manager):
    answer_reporter(case(world), "Vilket rum?", uuid4(), is_answer=False, by=manager, at=AT, day=DAY)

    assert not Message.objects.get().is_answer
    assert Notice.objects.get().kind == "deviation_message"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, True),
        ({"reported_by": None, "receipt_mark": "x"}, True),
        ({"reported_by": None}, False),
        ({"reported_by": None, "receipt_mark": "x", "door": "imported"}, False),
    ],
)
def test_answer_is_asked_for_where_somebody_can_read_it(world, more, expected):
    assert can_be_answered(case(world, **more)) is expected


def test_manager_who_reported_and_judged_needs_not_answer_herself(world, manager):
    assert not can_be_answered(judged(world, case(world, reported_by=manager), manager))


def test_what_is_no_deviation_leaves_the_figures_and_the_reporter_gets_a_word(world, manager):
    deviation = judged(world, case(world), manager)

    dismiss(deviation, "Planerat", "Tack, det var planerat", by=manager, at=AT, day=DAY)

    assert (deviation.state, deviation.reason, deviation.reason_by) == (
        State.NOT_A_DEVIATION,
        "Planerat",
        manager,
    )
    assert not MonthCount.objects.exists()
    assert Message.objects.get().text == "Tack, det var planerat"
    assert refused(lambda: dismiss(deviation, "", "", by=manager, at=AT, day=DAY)) == [
        Obstacle.WRONG_STATE,
        Obstacle.NO_REASON,
    ]


def test_doublet_lives_on_under_its_own_number(world, manager):
    first, second, third = case(world), case(world), case(world)
    merge(third, second, by=manager, at=AT, day=DAY)

    merge(second, first, by=manager, at=AT, day=DAY)

    assert set(first.doublets.all()) == {second, third}
    assert second.state == State.DUPLICATE
    assert first.number in Message.objects.get(deviation=second).text
    assert refused(lambda: merge(first, third, by=manager, at=AT, day=DAY)) == [Obstacle.ORIGINAL_IS_DOUBLET]
    assert refused(lambda: merge(first, first, by=manager, at=AT, day=DAY)) == [Obstacle.NO_ORIGINAL]


def test_nothing_is_merged_into_what_has_become_a_lex_case(world, manager):
    original, doublet = case(world), case(world)
    Part.objects.filter(deviation=original).update(moved_to_lex_at=AT, words="")

    assert refused(lambda: merge(doublet, original, by=manager, at=AT, day=DAY)) == [Obstacle.ORIGINAL_IN_LEX]


def test_doublet_that_opens_again_is_counted_again(world, manager):
    first, second = case(world), case(world)
    merge(second, first, by=manager, at=AT, day=DAY)

    reopen(second, "En annan händelse", by=manager, at=AT)

    assert (second.state, second.merged_into, second.reason) == (State.REOPENED, None, "En annan händelse")
    assert sum(MonthCount.objects.values_list("number", flat=True)) == 2
    assert refused(lambda: reopen(first, "Varför", by=manager, at=AT)) == [Obstacle.WRONG_STATE]


def test_closed_case_opens_again_with_a_reason(world, manager):
    deviation = ready(world, case(world), manager)
    close(deviation, by=manager, at=AT)

    assert refused(lambda: reopen(deviation, " ", by=manager, at=AT)) == [Obstacle.NO_REASON]
    reopen(deviation, "Det hände igen", by=manager, at=AT)

    assert (deviation.state, deviation.closed_at, deviation.closed_by) == (State.REOPENED, None, None)


def test_case_is_moved_counted_and_told_where_it_belongs(world, manager):
    deviation = judged(world, case(world), manager)

    reassign(deviation, world.units["bjorkgarden"], by=manager, at=AT, day=DAY)

    assert [count.unit.slug for count in MonthCount.objects.all()] == ["bjorkgarden"]
    assert Notice.objects.get(kind="deviation_new").user == world.people["other_manager"]
    assert not Deviation.objects.visible_to(manager, DAY).exists()


@pytest.mark.parametrize(
    ("unit", "obstacle"), [("solgarden", Obstacle.SAME_UNIT), ("granby", Obstacle.SAME_UNIT)]
)
def test_case_stays_in_its_municipality(world, manager, unit, obstacle):
    assert refused(lambda: reassign(case(world), world.units[unit], by=manager, at=AT, day=DAY)) == [obstacle]


def test_case_is_not_moved_to_a_unit_that_was_not_there(world, manager):
    unit = world.units["bjorkgarden"]
    unit.valid_from = date(2027, 1, 1)

    assert refused(lambda: reassign(case(world), unit, by=manager, at=AT, day=DAY)) == [Obstacle.UNIT_CLOSED]


def test_escalated_case_reaches_the_head_once(world, manager):
    deviation = case(world)

    escalate(deviation, by=None, at=AT, day=DAY)

    assert Notice.objects.get(kind="deviation_late").user == world.people["department_head"]
    assert refused(lambda: escalate(deviation, by=manager, at=AT, day=DAY)) == [Obstacle.ALREADY_ESCALATED]
