"""The rules of lex Sarah and lex Maria as tables."""

from dataclasses import replace
from datetime import date

import pytest

from hjulet.check.lex import rules
from hjulet.check.lex.checklists import CHECKLISTS
from hjulet.check.lex.choices import Informed, Kind, Obstacle, Outcome, State, Step
from hjulet.check.lex.rules import ActorFacts, CaseFacts, Times
from hjulet.check.lex.steps import next_step

SARAH = CaseFacts(Kind.LEX_SARAH, State.INVESTIGATED, has_investigator=True)
INVESTIGATOR = ActorFacts(is_investigator=True, has_investigated=True, is_asked=True)
DECIDER = ActorFacts(is_asked=True, has_delegation=True)


def test_number_says_law_year_and_place_in_line():
    assert rules.number(Kind.LEX_SARAH, 2026, 3) == "LS 2026-003"
    assert rules.number(Kind.LEX_MARIA, 2027, 12) == "LM 2027-012"


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (date(2026, 11, 20), date(2027, 1, 19)),  # 60 days later, a Tuesday, over the turn of the year
        (date(2026, 10, 26), date(2026, 12, 28)),  # Christmas Day and the days around it are no working days
    ],
)
def test_investigation_should_be_done_after_sixty_days_and_on_a_working_day(received, expected):
    assert rules.investigate_by(Kind.LEX_SARAH, received, Times()) == expected


@pytest.mark.parametrize(
    ("decided", "expected"),
    [
        (date(2026, 11, 20), date(2026, 11, 23)),  # Friday → Monday
        (date(2026, 12, 30), date(2027, 1, 4)),  # New Year's Eve, New Year's Day and a weekend
    ],
)
def test_notification_should_be_sent_the_next_working_day(decided, expected):
    assert rules.notify_by(decided, Times()) == expected


@pytest.mark.parametrize("outcome", list(Outcome))
def test_only_what_is_serious_is_notified(outcome):
    serious = {Outcome.SERIOUS, Outcome.SERIOUS_RISK, Outcome.SERIOUS_INJURY, Outcome.COULD_INJURE_SERIOUSLY}

    assert rules.is_notifiable(outcome) is (outcome in serious)


def test_every_outcome_belongs_to_one_law():
    assert sorted(one for outcomes in rules.OUTCOMES.values() for one in outcomes) == sorted(Outcome)


@pytest.mark.parametrize(
    ("kind", "is_sol", "is_lss", "future", "expected"),
    [
        (Kind.LEX_SARAH, True, False, False, []),
        (Kind.LEX_SARAH, True, True, False, []),
        (Kind.LEX_SARAH, False, False, False, [Obstacle.NO_LAW]),
        (Kind.LEX_MARIA, False, False, False, []),
        (Kind.LEX_MARIA, False, False, True, [Obstacle.IN_THE_FUTURE]),
    ],
)
def test_lex_sarah_says_which_law(kind, is_sol, is_lss, future, expected):
    assert rules.obstacles_to_opening(kind, is_sol=is_sol, is_lss=is_lss, is_in_the_future=future) == expected


@pytest.mark.parametrize(
    ("state", "role", "decided", "conflict", "expected"),
    [
        (State.RECEIVED, True, False, False, []),
        (State.INVESTIGATED, True, False, False, []),
        (State.PROPOSED, True, False, False, [Obstacle.WRONG_STATE]),
        (State.RECEIVED, False, False, False, [Obstacle.NOT_INVESTIGATOR_ROLE]),
        (State.RECEIVED, True, True, False, [Obstacle.HAS_DECIDED]),
        (State.RECEIVED, True, False, True, [Obstacle.HAS_CONFLICT]),
    ],
)
def test_who_decides_or_may_be_partial_is_not_assigned(state, role, decided, conflict, expected):
    found = rules.obstacles_to_assigning(state, holds_role=role, has_decided=decided, has_conflict=conflict)

    assert found == expected


@pytest.mark.parametrize(
    ("case", "actor", "locked", "last", "expected"),
    [
        (SARAH, INVESTIGATOR, False, False, []),
        (SARAH, INVESTIGATOR, True, False, [Obstacle.IS_LOCKED]),
        (SARAH, replace(INVESTIGATOR, is_asked=False), False, False, [Obstacle.NOT_ASKED]),
        (SARAH, replace(INVESTIGATOR, has_conflict=True), False, False, [Obstacle.HAS_CONFLICT]),
        (SARAH, DECIDER, False, False, [Obstacle.IS_ASSIGNED_ELSEWHERE]),
        (replace(SARAH, state=State.PROPOSED), INVESTIGATOR, False, False, [Obstacle.WRONG_STATE]),
        (replace(SARAH, state=State.DECIDED), INVESTIGATOR, False, False, [Obstacle.WRONG_STATE]),
        (replace(SARAH, state=State.DECIDED), INVESTIGATOR, False, True, []),
        (replace(SARAH, state=State.CLOSED), INVESTIGATOR, False, True, [Obstacle.WRONG_STATE]),
    ],
)
def test_only_the_asked_investigator_writes_and_only_what_is_open(case, actor, locked, last, expected):
    assert rules.obstacles_to_writing(case, actor, is_locked=locked, is_last=last) == expected


@pytest.mark.parametrize(
    ("case", "outcome", "motivation", "expected"),
    [
        (SARAH, "misconduct", "Därför.", []),
        (replace(SARAH, open_items=1), "misconduct", "Därför.", [Obstacle.ITEMS_NOT_DONE]),
        (replace(SARAH, open_last_items=1), "misconduct", "Därför.", []),
        (SARAH, "", "Därför.", [Obstacle.NO_OUTCOME]),
        (SARAH, "injury", "Därför.", [Obstacle.WRONG_OUTCOME]),
        (SARAH, "misconduct", "  ", [Obstacle.NO_MOTIVATION]),
        (replace(SARAH, state=State.RECEIVED), "misconduct", "Därför.", [Obstacle.WRONG_STATE]),
    ],
)
def test_proposal_needs_a_whole_investigation_and_a_motivation(case, outcome, motivation, expected):
    assert rules.obstacles_to_proposing(case, INVESTIGATOR, outcome, motivation) == expected


PROPOSED = replace(SARAH, state=State.PROPOSED, registry_number="SN 2026/12")


@pytest.mark.parametrize(
    ("case", "actor", "expected"),
    [
        (PROPOSED, DECIDER, []),
        (replace(PROPOSED, registry_number=""), DECIDER, [Obstacle.NO_REGISTRY_NUMBER]),
        (PROPOSED, replace(DECIDER, has_delegation=False), [Obstacle.NO_DELEGATION]),
        (PROPOSED, replace(DECIDER, has_investigated=True), [Obstacle.HAS_INVESTIGATED]),
        (PROPOSED, replace(DECIDER, is_asked=False), [Obstacle.NOT_ASKED]),
        (PROPOSED, replace(DECIDER, has_conflict=True), [Obstacle.HAS_CONFLICT]),
        (replace(PROPOSED, state=State.INVESTIGATED), DECIDER, [Obstacle.WRONG_STATE]),
        (replace(PROPOSED, state=State.DECIDED), DECIDER, [Obstacle.WRONG_STATE]),
    ],
)
def test_decision_needs_delegation_number_impartiality_and_another_person(case, actor, expected):
    assert rules.obstacles_to_deciding(case, actor, "misconduct", "Därför.") == expected


@pytest.mark.parametrize(
    ("actor", "reason", "expected"),
    [
        (DECIDER, "Mer om orsakerna.", []),
        (DECIDER, " ", [Obstacle.NO_REASON]),
        (INVESTIGATOR, "Mer.", [Obstacle.HAS_INVESTIGATED]),
    ],
)
def test_proposal_is_sent_back_with_a_reason_by_another_person(actor, reason, expected):
    assert rules.obstacles_to_sending_back(PROPOSED, actor, reason) == expected


TODAY = date(2026, 11, 21)
SERIOUS = replace(PROPOSED, state=State.DECIDED, outcome=Outcome.SERIOUS)


@pytest.mark.parametrize(
    ("case", "actor", "day", "expected"),
    [
        (SERIOUS, DECIDER, TODAY, []),
        (SARAH, DECIDER, TODAY, []),  # before the investigation is finished: it is sent later
        (replace(SARAH, state=State.RECEIVED), DECIDER, TODAY, [Obstacle.WRONG_STATE]),
        (SERIOUS, replace(DECIDER, has_delegation=False), TODAY, [Obstacle.NO_DELEGATION]),
        (SERIOUS, replace(DECIDER, has_conflict=True), TODAY, [Obstacle.HAS_CONFLICT]),
        (replace(SERIOUS, outcome=Outcome.MISCONDUCT), DECIDER, TODAY, [Obstacle.NOT_NOTIFIABLE]),
        (SERIOUS, DECIDER, date(2026, 11, 22), [Obstacle.IN_THE_FUTURE]),
    ],
)
def test_only_what_is_serious_is_notified_and_by_the_committee(case, actor, day, expected):
    assert rules.obstacles_to_notifying(case, actor, day, TODAY) == expected


READY = replace(SERIOUS, state=State.NOTIFIED, is_notified=True, has_ivo_decision=True, informed=Informed.YES)
MARIA = replace(READY, kind=Kind.LEX_MARIA, outcome=Outcome.SERIOUS_INJURY, noted_in_record=True)


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (READY, []),
        (MARIA, []),
        (replace(READY, informed="", has_not_informed_reason=True), []),
        (replace(READY, state=State.DECIDED, outcome=Outcome.MISCONDUCT, is_notified=False), []),
        (replace(READY, state=State.DECIDED, is_notified=False), [Obstacle.NOT_NOTIFIED]),
        (replace(READY, has_ivo_decision=False), [Obstacle.NO_IVO_DECISION]),
        (replace(READY, open_last_items=1), [Obstacle.FEEDBACK_NOT_DONE]),
        (replace(READY, informed=""), [Obstacle.NOT_INFORMED]),
        (replace(MARIA, noted_in_record=False), [Obstacle.NOT_IN_RECORD]),
        (replace(READY, state=State.PROPOSED), [Obstacle.WRONG_STATE]),
    ],
)
def test_case_stays_open_until_everybody_has_been_told(case, expected):
    assert rules.obstacles_to_closing(case) == expected


@pytest.mark.parametrize(
    ("state", "reason", "expected"),
    [
        (State.CLOSED, "Nya uppgifter.", []),
        (State.CLOSED, "", [Obstacle.NO_REASON]),
        (State.DECIDED, "Nya uppgifter.", [Obstacle.WRONG_STATE]),
    ],
)
def test_closed_case_is_opened_again_with_a_reason(state, reason, expected):
    assert rules.obstacles_to_reopening(state, reason) == expected


@pytest.mark.parametrize(
    ("case", "asked", "expected"),
    [
        (CaseFacts(Kind.LEX_SARAH, State.RECEIVED), False, Step.ASSIGN),
        (CaseFacts(Kind.LEX_SARAH, State.RECEIVED, has_investigator=True), False, Step.ANSWER),
        (replace(SARAH, open_items=3), True, Step.INVESTIGATE),
        (SARAH, True, Step.PROPOSE),
        (replace(PROPOSED, registry_number=""), True, Step.REGISTER),
        (PROPOSED, True, Step.DECIDE),
        (SERIOUS, True, Step.NOTIFY),
        (replace(READY, open_last_items=1), True, Step.FEEDBACK),
        (replace(READY, informed=""), True, Step.INFORM),
        (replace(READY, has_ivo_decision=False), True, Step.IVO_DECISION),
        (READY, True, Step.CLOSE),
        (replace(READY, state=State.CLOSED), True, Step.NOTHING),
    ],
)
def test_one_thing_is_next(case, asked, expected):
    assert next_step(case, is_asked=asked) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 12, 20), ""),
        (date(2026, 12, 21), "soon"),
        (date(2026, 12, 28), "due"),
        (date(2026, 12, 29), "late-0"),
        (date(2027, 1, 4), "late-1"),
    ],
)
def test_reminder_comes_before_on_and_every_week_after(today, expected):
    assert rules.reminder(date(2026, 12, 28), today, Times()) == expected


@pytest.mark.parametrize("kind", list(Kind))
def test_every_demand_has_its_own_key_and_its_paragraph(kind):
    items = CHECKLISTS[kind]

    assert len({item.key for item in items}) == len(items)
    assert all(item.paragraph.place for item in items)
    assert [item.key for item in items if item.is_last] == ["feedback"]


@pytest.mark.parametrize(
    ("state", "investigate", "notify", "notified", "expected"),
    [
        (State.INVESTIGATED, date(2026, 11, 20), None, False, True),
        (State.INVESTIGATED, date(2026, 11, 21), None, False, False),
        (State.DECIDED, date(2026, 1, 1), date(2026, 11, 20), False, True),
        (State.DECIDED, date(2026, 1, 1), date(2026, 11, 20), True, False),
        (State.CLOSED, date(2026, 1, 1), date(2026, 1, 2), False, False),
    ],
)
def test_case_is_late_the_day_after(state, investigate, notify, notified, expected):
    assert rules.is_late(state, investigate, notify, TODAY, is_notified=notified) is expected
